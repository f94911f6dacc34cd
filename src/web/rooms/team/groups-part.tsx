import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { stances } from '#rooms/people/contract.ts'
import { listPreferenceGroups, savePreferenceGroup } from '#rooms/people/house/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Choice } from '../../kit/menu.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { type Answer, call, keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { AskedList, useNameOf, useRetire, withOne } from './asked/asked-list.tsx'
import { ChoicesField, choicesToSave, type Draft, draftsOf } from './asked/choices.tsx'
import { NamesFields, namesToSave } from './asked/names.tsx'
import { keyFrom } from './asked/naming.ts'
import { askedWords } from './asked/words.data.ts'

type Listed = Answer<typeof listPreferenceGroups>
type Group = Listed['groups'][number]
const listed = keyOf(listPreferenceGroups, {})

const useKeep = () => {
  const queries = useQueryClient()
  return (one: Group) => queries.setQueryData<Listed>(listed, (all) => all && { groups: withOne(all.groups, one) })
}

const send = ({ key, nameVi, nameEn, choices, atMost, stance, isRetired, version }: Group): Promise<Group> =>
  call(savePreferenceGroup, { params: { key }, body: { nameVi, nameEn, choices, atMost, stance, isRetired, version } })

const emptyLine: Draft = { line: 0, key: undefined, vi: '', en: '' }

function GroupDialog({ group, taken, onClose }: { group: Group | undefined; taken: readonly string[]; onClose: () => void }) {
  const words = useWords(askedWords)
  const kit = useWords(kitWords)
  const say = useSay()
  const nameOf = useNameOf()
  const keep = useKeep()
  const [names, setNames] = useState({ nameVi: group?.nameVi ?? '', nameEn: group?.nameEn ?? '' })
  const [drafts, setDrafts] = useState<Draft[]>(group ? draftsOf(group.choices) : [emptyLine])
  const [wanted, setWanted] = useState(group?.atMost ?? 1)
  const [stance, setStance] = useState(group?.stance ?? 'likes')
  const [isTried, setTried] = useState(false)
  const choices = choicesToSave(drafts)
  const atMost = Math.min(wanted, Math.max(1, choices.length))
  const act = useAct(savePreferenceGroup, {
    onDone: (saved) => {
      keep(saved)
      tell(words.saved(nameOf(saved)), { tone: 'ok' })
      onClose()
    },
  })
  const submit = () => {
    setTried(true)
    const both = namesToSave(names)
    if (!both || choices.length === 0) return
    const key = group?.key ?? keyFrom(both.nameVi, taken)
    const before = group ? { version: group.version, isRetired: group.isRetired } : {}
    act.go({ params: { key }, body: { ...both, choices, atMost, stance, ...before } })
  }
  return (
    <Dialog
      title={group ? words.groups.editTitle : words.groups.add}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {words.save}
          </Button>
        </>
      }
    >
      <NamesFields names={names} onChange={setNames} isTried={isTried} />
      <ChoicesField drafts={drafts} onChange={setDrafts} error={isTried && choices.length === 0 ? words.groups.choiceNeeded : undefined} />
      <div className="asked-pair">
        <Field label={words.groups.atMost}>
          {(ids) => (
            <Choice
              {...ids}
              value={String(atMost)}
              onChange={(next) => setWanted(Number(next))}
              choices={Array.from({ length: Math.min(50, Math.max(1, choices.length)) }, (_, at) => ({
                value: String(at + 1),
                words: say.number(at + 1),
              }))}
            />
          )}
        </Field>
        <Field label={words.groups.stance}>
          {(ids) => (
            <Choice
              {...ids}
              value={stance}
              onChange={setStance}
              choices={stances.map((value) => ({ value, words: words.groups.stances[value] }))}
            />
          )}
        </Field>
      </div>
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** What the house asks every customer, and how many of each may be chosen. */
export function GroupsPart() {
  const words = useWords(askedWords)
  const say = useSay()
  const asked = useAsk(listPreferenceGroups, {})
  const keep = useKeep()
  const retire = useRetire(keep, send)
  const [open, setOpen] = useState<Group | 'new'>()
  return (
    <>
      <AskedList
        words={words.groups}
        icon={() => 'heart'}
        about={({ atMost, choices }) => words.groups.about(say.number(atMost), choices.map((choice) => choice[say.language]).join(', '))}
        asked={{ data: asked.data?.groups, error: asked.error, refetch: asked.refetch }}
        onAdd={() => setOpen('new')}
        onOpen={setOpen}
        onRetire={retire}
      />
      {open && (
        <GroupDialog
          group={open === 'new' ? undefined : open}
          taken={(asked.data?.groups ?? []).map(({ key }) => key)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}
