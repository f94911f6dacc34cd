import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addDoor, changeDoor, doorKinds, listDoors } from '#rooms/messages/consent/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, Radios, TextField, Tick, Toggle } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { type Answer, keyOf, useAct } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import type { Topic } from './naming.ts'
import { consentSettingsWords } from './settings-words.data.ts'

export type Door = Answer<typeof listDoors>['doors'][number]
type Kind = (typeof doorKinds)[number]

type Draft = Pick<Door, 'label' | 'topics' | 'monthly' | 'isDouble'> & { kind: Kind }

function useSaving(door: Door | undefined, onClose: () => void) {
  const queries = useQueryClient()
  const onDone = () => {
    void queries.invalidateQueries({ queryKey: keyOf(listDoors) })
    onClose()
  }
  const adding = useAct(addDoor, { onDone })
  const changing = useAct(changeDoor, { onDone })
  const save = ({ kind, label, ...rest }: Draft) => {
    const fields = { ...rest, label: label.trim() }
    if (door) changing.go({ params: { doorId: door.id }, body: { ...fields, version: door.version } })
    else adding.go({ body: { ...fields, kind } })
  }
  return { save, act: door ? changing : adding }
}

/** A door's name, what may be chosen at it, what it promises, and whether it asks twice. */
export function DoorDialog({ door, topics, onClose }: { door: Door | undefined; topics: readonly Topic[]; onClose: () => void }) {
  const { doors: words, save: saveWords } = useWords(consentSettingsWords)
  const kit = useWords(kitWords)
  const say = useSay()
  const open = topics.filter(({ isOpen }) => isOpen)
  const [draft, setDraft] = useState<Draft>(door ?? { kind: 'qr', label: words.kinds.qr, topics: [], monthly: 2, isDouble: true })
  const [isTried, setTried] = useState(false)
  const { save, act } = useSaving(door, onClose)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const chosen = draft.topics.filter((id) => open.some((topic) => topic.id === id))
  const submit = () => {
    setTried(true)
    if (draft.label.trim() && chosen.length > 0) save({ ...draft, topics: chosen })
  }
  const toKind = (kind: Kind) => change({ kind, ...(draft.label === words.kinds[draft.kind] ? { label: words.kinds[kind] } : {}) })
  return (
    <Dialog
      title={door ? words.editTitle : words.add}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {saveWords}
          </Button>
        </>
      }
    >
      {!door && (
        <Radios
          label={words.kind}
          value={draft.kind}
          onChange={toKind}
          choices={doorKinds.map((value) => ({ value, words: words.kinds[value] }))}
        />
      )}
      <TextField
        label={words.label}
        maxLength={80}
        autoComplete="off"
        value={draft.label}
        onText={(label) => change({ label })}
        error={isTried && !draft.label.trim() ? words.needed : undefined}
      />
      <fieldset className="consent-ticks">
        <legend className="field-label">{words.topics}</legend>
        {open.map(({ id, names }) => (
          <Tick
            key={id}
            isOn={draft.topics.includes(id)}
            onChange={(isOn) => change({ topics: isOn ? [...draft.topics, id] : draft.topics.filter((other) => other !== id) })}
          >
            {names[say.language]}
          </Tick>
        ))}
        {open.length === 0 && <p className="t2">{words.noTopics}</p>}
        {isTried && chosen.length === 0 && (
          <p className="field-told c-danger" role="alert">
            {words.topicsNeeded}
          </p>
        )}
      </fieldset>
      <Field label={words.monthly}>
        {(ids) => (
          <Choice
            {...ids}
            value={String(draft.monthly)}
            onChange={(next) => change({ monthly: Number(next) })}
            choices={[1, 2, 3, 4, 8].map((n) => ({ value: String(n), words: words.times(say.number(n)) }))}
          />
        )}
      </Field>
      {draft.kind !== 'spoken' && (
        <Toggle isOn={draft.isDouble} onChange={(isDouble) => change({ isDouble })}>
          {words.double}
        </Toggle>
      )}
      {draft.kind === 'form' && <p className="meta">{words.doubleWhy}</p>}
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
