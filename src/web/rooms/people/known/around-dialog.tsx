import { useState } from 'react'
import { customerKinds } from '#rooms/people/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, Segmented, TextField } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { type Problem, problemFrom } from '../../../shell/problem.ts'
import { useWords } from '../../../shell/words.ts'
import type { Customer } from '../customer-data.ts'
import { Doubles } from '../doubles.tsx'
import type { AroundActs } from './around-data.ts'
import { endsOf, type Kind, type Relation, type Relationship, relationsBetween } from './around-words.ts'
import { PersonPicker, type Picked } from './person-picker.tsx'
import { knownWords } from './words.data.ts'
import '../forms.css'

type NewOne = { kind: Kind; name: string; phone: string }

/** Which kind of customer is most likely tied to one of this kind. */
const usualOther = (kind: Kind): Kind[] =>
  kind === 'person' ? [...customerKinds] : kind === 'household' ? ['person'] : ['person', 'organisation']

/** Ties somebody to this customer: found by name or number, or written down as new; what they are to each other in words. */
export function AroundDialog({ customer, acts, onClose }: { customer: Customer; acts: AroundActs; onClose: () => void }) {
  const all = useWords(knownWords)
  const words = all.around
  const [picked, pick] = useState<Picked>()
  const [fresh, setFresh] = useState<NewOne>()
  const [relation, setRelation] = useState<Relation>()
  const [said, setSaid] = useState('')
  const [back, setBack] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [isSaving, setSaving] = useState(false)
  const other = picked ?? fresh
  const offered = other ? relationsBetween(customer.kind, other.kind) : []
  const chosen = relation && offered.includes(relation) ? relation : offered[0]
  const submit = async () => {
    if (!other || !chosen || (fresh && !fresh.name.trim() && !fresh.phone.trim())) return
    setSaving(true)
    try {
      await acts.add(picked ? { id: picked.id } : { kind: other.kind, name: fresh?.name.trim() ?? '', phone: fresh?.phone.trim() ?? '' }, {
        ...endsOf(chosen),
        ...(said.trim() ? { words: said.trim() } : {}),
        ...(back.trim() ? { wordsBack: back.trim() } : {}),
      })
      onClose()
    } catch (error) {
      setProblem(problemFrom(error))
      setSaving(false)
    }
  }
  return (
    <Dialog
      title={words.add[customer.kind]}
      onClose={onClose}
      onSubmit={() => void submit()}
      ends={
        <Button kind="primary" type="submit" disabled={!other} isBusy={isSaving}>
          {words.save}
        </Button>
      }
    >
      <ProblemLine problem={problem} />
      {!other && (
        <PersonPicker label={words.find} except={[customer.id]} onPick={pick} onNew={(typed) => setFresh({ kind: 'person', ...typed })} />
      )}
      {picked && (
        <p className="row g2 picked">
          <Icon name={picked.kind} className="c-brand" />
          <span className="grow strong">{picked.name || picked.calledAs}</span>
          <Button kind="quiet" size="small" onClick={() => pick(undefined)}>
            {words.another}
          </Button>
        </p>
      )}
      {fresh && (
        <>
          {usualOther(customer.kind).length > 1 && (
            <Segmented
              label={words.newKind}
              value={fresh.kind}
              onChange={(kind) => setFresh({ ...fresh, kind })}
              choices={usualOther(customer.kind).map((value) => ({ value, words: all.kinds[value], icon: value }))}
            />
          )}
          <div className="pair">
            <TextField
              label={words.newName}
              value={fresh.name}
              onText={(name) => setFresh({ ...fresh, name })}
              autoComplete="off"
              autoFocus
            />
            <TextField
              label={words.phone}
              value={fresh.phone}
              onText={(phone) => setFresh({ ...fresh, phone })}
              isNum
              inputMode="tel"
              type="tel"
              autoComplete="off"
            />
          </div>
          <Doubles phone={fresh.phone} name={fresh.name} />
        </>
      )}
      {other && chosen && (
        <>
          <Field label={words.relation}>
            {(ids) => (
              <Choice
                {...ids}
                value={chosen}
                onChange={setRelation}
                choices={offered.map((value) => ({ value, words: words.relations[value] }))}
              />
            )}
          </Field>
          <div className="pair">
            <TextField
              label={words.words}
              placeholder={words.wordsHint[chosen]}
              value={said}
              maxLength={60}
              onText={setSaid}
              autoComplete="off"
            />
            <TextField
              label={words.wordsBack(picked?.calledAs || other.name || all.kinds[other.kind])}
              value={back}
              maxLength={60}
              onText={setBack}
              autoComplete="off"
            />
          </div>
        </>
      )}
    </Dialog>
  )
}

/** Puts the words of a tie right. */
export function TieWordsDialog({ one, acts, onClose }: { one: Relationship; acts: AroundActs; onClose: () => void }) {
  const words = useWords(knownWords).around
  const [said, setSaid] = useState(one.words ?? '')
  const [problem, setProblem] = useState<Problem>()
  const submit = async () => {
    try {
      await acts.reword(one, said.trim() || null)
      onClose()
    } catch (error) {
      setProblem(problemFrom(error))
    }
  }
  return (
    <Dialog
      title={words.editTitle(one.other.calledAs || one.other.name)}
      size="small"
      onClose={onClose}
      onSubmit={() => void submit()}
      ends={
        <Button kind="primary" type="submit">
          {words.save}
        </Button>
      }
    >
      <ProblemLine problem={problem} />
      <TextField label={words.words} value={said} maxLength={60} onText={setSaid} autoComplete="off" data-autofocus />
    </Dialog>
  )
}
