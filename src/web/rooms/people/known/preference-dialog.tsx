import { useState } from 'react'
import { knownBy, sensitivities } from '#rooms/people/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, Segmented, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { type Problem, problemFrom } from '../../../shell/problem.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import type { Preference } from '../evidence.ts'
import { peopleWords } from '../words.data.ts'
import type { PreferenceActs } from './preference-data.ts'
import { drawn, inOrder, type Stance } from './stances.ts'
import { knownWords } from './words.data.ts'

/** Adds one or puts one right. */
export function PreferenceDialog({
  stance,
  one,
  acts,
  onClose,
}: {
  stance: Stance
  one?: Preference
  acts: PreferenceActs
  onClose: () => void
}) {
  const words = useWords(peopleWords).likes
  const known = useWords(knownWords).likes
  const may = useMay()
  const [what, setWhat] = useState(one?.what ?? '')
  const [reason, setReason] = useState(one?.reason ?? '')
  const [source, setSource] = useState<Preference['source']>(one?.source ?? 'said')
  const [kind, setKind] = useState<Stance>(stance)
  const [sensitivity, setSensitivity] = useState<Preference['sensitivity']>('normal')
  const [problem, setProblem] = useState<Problem>()
  const submit = async () => {
    const [said, why] = [what.trim(), reason.trim()]
    if (!said) return
    try {
      await (one
        ? acts.correct(one, { what: said, reason: why || null, source, stance: kind })
        : acts.add({ stance: kind, what: said, source, sensitivity, ...(why ? { reason: why } : {}) }))
      onClose()
    } catch (error) {
      setProblem(problemFrom(error))
    }
  }
  return (
    <Dialog
      title={one ? words.editTitle : known.addTo[kind]}
      onClose={onClose}
      onSubmit={() => void submit()}
      ends={
        <Button kind="primary" type="submit" disabled={!what.trim()}>
          {words.save}
        </Button>
      }
    >
      <ProblemLine problem={problem} />
      <Segmented
        label={known.stance}
        value={kind}
        onChange={setKind}
        choices={inOrder.map((value) => ({ value, words: known.stances[value], icon: drawn[value].icon }))}
      />
      <TextField
        label={words.what}
        placeholder={known.whatHint[kind]}
        value={what}
        maxLength={200}
        onText={setWhat}
        autoComplete="off"
        data-autofocus
      />
      <TextField label={words.reason} value={reason} maxLength={200} onText={setReason} autoComplete="off" />
      <Segmented
        label={words.source}
        value={source}
        onChange={setSource}
        choices={knownBy.map((value) => ({ value, words: words.sources[value] }))}
      />
      {!one && may('see.sensitive') && (
        <Field label={known.sensitivity}>
          {(ids) => (
            <Choice
              {...ids}
              value={sensitivity}
              onChange={setSensitivity}
              choices={sensitivities.map((value) => ({ value, words: known.sensitivities[value] }))}
            />
          )}
        </Field>
      )}
    </Dialog>
  )
}
