import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { customerKinds } from '#rooms/people/contract.ts'
import { fieldKinds, listCustomerFields, saveCustomerField } from '#rooms/people/house/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Tick } from '../../kit/field.tsx'
import { Icon, type IconName } from '../../kit/icons.tsx'
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

type Listed = Answer<typeof listCustomerFields>
type Own = Listed['fields'][number]
type Kind = Own['kind']
type For = Own['appliesTo'][number]
const listed = keyOf(listCustomerFields, {})

const icons: Record<Kind, IconName> = { text: 'pencil', number: 'sort', date: 'occasion', choice: 'columns', 'yes-no': 'check' }

const useKeep = () => {
  const queries = useQueryClient()
  return (one: Own) => queries.setQueryData<Listed>(listed, (all) => all && { fields: withOne(all.fields, one) })
}

const send = ({ key, nameVi, nameEn, kind, choices, appliesTo, isRetired, version }: Own): Promise<Own> =>
  call(saveCustomerField, { params: { key }, body: { nameVi, nameEn, kind, choices, appliesTo, isRetired, version } })

function ForField({ value, onChange, isTried }: { value: readonly For[]; onChange: (value: For[]) => void; isTried: boolean }) {
  const words = useWords(askedWords).fields
  return (
    <fieldset className="asked-ticks">
      <legend className="field-label">{words.appliesTo}</legend>
      {customerKinds.map((one) => (
        <Tick
          key={one}
          isOn={value.includes(one)}
          onChange={(isOn) => onChange(customerKinds.filter((other) => (other === one ? isOn : value.includes(other))))}
        >
          {words.customers[one]}
        </Tick>
      ))}
      {isTried && value.length === 0 && (
        <p className="field-told c-danger" role="alert">
          <Icon name="warning" size="small" />
          {words.appliesToNeeded}
        </p>
      )}
    </fieldset>
  )
}

const emptyLine: Draft = { line: 0, key: undefined, vi: '', en: '' }

function FieldDialog({ field, taken, onClose }: { field: Own | undefined; taken: readonly string[]; onClose: () => void }) {
  const words = useWords(askedWords)
  const kit = useWords(kitWords)
  const nameOf = useNameOf()
  const keep = useKeep()
  const [names, setNames] = useState({ nameVi: field?.nameVi ?? '', nameEn: field?.nameEn ?? '' })
  const [kind, setKind] = useState<Kind>(field?.kind ?? 'text')
  const [drafts, setDrafts] = useState<Draft[]>(field?.choices.length ? draftsOf(field.choices) : [emptyLine])
  const [appliesTo, setAppliesTo] = useState<For[]>(field?.appliesTo ?? ['person'])
  const [isTried, setTried] = useState(false)
  const choices = kind === 'choice' ? choicesToSave(drafts) : []
  const lacksChoices = kind === 'choice' && choices.length === 0
  const act = useAct(saveCustomerField, {
    onDone: (saved) => {
      keep(saved)
      tell(words.saved(nameOf(saved)), { tone: 'ok' })
      onClose()
    },
  })
  const submit = () => {
    setTried(true)
    const both = namesToSave(names)
    if (!both || lacksChoices || appliesTo.length === 0) return
    const key = field?.key ?? keyFrom(both.nameVi, taken)
    const before = field ? { version: field.version, isRetired: field.isRetired } : {}
    act.go({ params: { key }, body: { ...both, kind, choices, appliesTo, ...before } })
  }
  return (
    <Dialog
      title={field ? words.fields.editTitle : words.fields.add}
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
      <Field label={words.fields.kind} hint={field && words.fields.kindStays}>
        {(ids) => (
          <Choice
            {...ids}
            isOff={field !== undefined}
            value={kind}
            onChange={setKind}
            choices={fieldKinds.map((value) => ({ value, words: words.fields.kinds[value] }))}
          />
        )}
      </Field>
      {kind === 'choice' && (
        <ChoicesField drafts={drafts} onChange={setDrafts} error={isTried && lacksChoices ? words.groups.choiceNeeded : undefined} />
      )}
      <ForField value={appliesTo} onChange={setAppliesTo} isTried={isTried} />
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** What the house remembers of its customers in fields of its own. */
export function FieldsPart() {
  const words = useWords(askedWords)
  const say = useSay()
  const asked = useAsk(listCustomerFields, {})
  const keep = useKeep()
  const retire = useRetire(keep, send)
  const [open, setOpen] = useState<Own | 'new'>()
  const about = ({ kind, choices, appliesTo }: Own): string =>
    [
      words.fields.kinds[kind],
      choices.map((choice) => choice[say.language]).join(', '),
      appliesTo.length < customerKinds.length ? appliesTo.map((one) => words.fields.customers[one]).join(', ') : '',
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <>
      <AskedList
        words={words.fields}
        icon={({ kind }) => icons[kind]}
        about={about}
        asked={{ data: asked.data?.fields, error: asked.error, refetch: asked.refetch }}
        onAdd={() => setOpen('new')}
        onOpen={setOpen}
        onRetire={retire}
      />
      {open && (
        <FieldDialog
          field={open === 'new' ? undefined : open}
          taken={(asked.data?.fields ?? []).map(({ key }) => key)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}
