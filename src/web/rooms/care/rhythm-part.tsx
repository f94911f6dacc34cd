import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getContactRhythm, previewContactRhythm, saveContactRhythm } from '#rooms/care/rhythm/contract.ts'
import { loyaltyStates } from '#rooms/loyalty/contract.ts'
import { Button } from '../../kit/button.tsx'
import { TextField } from '../../kit/field.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { type Answer, keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { NumbersTable } from '../loyalty/numbers-table.tsx'
import { loyaltyWords } from '../loyalty/words.data.ts'
import { rhythmWords } from './rhythm-words.data.ts'
import './rhythm.css'

type Kept = Answer<typeof getContactRhythm>
type Rhythms = Kept['rhythms']
type State = (typeof loyaltyStates)[number]
type Field = 'wantedDays' | 'mostMonthly' | 'gapDays'
type Draft = Record<State, Record<Field, string>>

const fields = ['wantedDays', 'mostMonthly', 'gapDays'] as const

const draftOf = (rhythms: Rhythms): Draft =>
  Object.fromEntries(
    loyaltyStates.map((state) => [
      state,
      Object.fromEntries(fields.map((field) => [field, rhythms[state][field] === null ? '' : String(rhythms[state][field])])),
    ]),
  ) as Draft

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim()))

const rhythmsOf = (draft: Draft): Rhythms =>
  Object.fromEntries(
    loyaltyStates.map((state) => {
      const { wantedDays, mostMonthly, gapDays } = draft[state]
      const wanted = wantedDays.trim() === '' ? null : Number(wantedDays.trim())
      return [state, { wantedDays: wanted, mostMonthly: numberOf(mostMonthly), gapDays: numberOf(gapDays) }]
    }),
  ) as Rhythms

const sumOf = (effect: Kept['effect']): number => loyaltyStates.reduce((sum, state) => sum + effect[state].waiting, 0)

function Effect({ effect }: { effect: Answer<typeof previewContactRhythm> }) {
  const words = useWords(rhythmWords)
  const states = useWords(loyaltyWords).states
  const say = useSay()
  const told = words.effect(say.number(sumOf(effect.before)), say.number(sumOf(effect.after)))
  return (
    <>
      <p className="body strong" role="status">
        {told}
      </p>
      <NumbersTable
        title={told}
        columns={[words.state, words.before, words.after, words.full]}
        rows={loyaltyStates.map((state) => [
          { words: states[state] },
          { words: say.number(effect.before[state].waiting) },
          { words: say.number(effect.after[state].waiting) },
          { words: say.number(effect.after[state].full) },
        ])}
      />
    </>
  )
}

/** One state: how many they are, and its three figures. */
function StateLine({
  state,
  kept,
  draft,
  onChange,
}: {
  state: State
  kept: Kept
  draft: Draft[State]
  onChange: (field: Field, text: string) => void
}) {
  const words = useWords(rhythmWords)
  const name = useWords(loyaltyWords).states[state]
  const say = useSay()
  const { customers, waiting } = kept.effect[state]
  const labels: Record<Field, string> = { wantedDays: words.wanted, mostMonthly: words.most, gapDays: words.gap }
  return (
    <fieldset className="rhythm-line">
      <legend className="unseen">{name}</legend>
      <div>
        <p className="strong rhythm-name">{name}</p>
        <p className="meta num">
          {words.customers(say.number(customers), customers)}
          {waiting > 0 && ` · ${words.waiting(say.number(waiting))}`}
        </p>
      </div>
      {fields.map((field) => (
        <TextField
          key={field}
          label={labels[field]}
          aria-label={words.labelOf(labels[field], name)}
          value={draft[field]}
          inputMode="numeric"
          isNum
          {...(field === 'wantedDays' && draft.wantedDays.trim() === '' ? { hint: words.wantedHint } : {})}
          onText={(text) => onChange(field, text)}
        />
      ))}
    </fieldset>
  )
}

function RhythmForm({ kept }: { kept: Kept }) {
  const words = useWords(rhythmWords)
  const queries = useQueryClient()
  const [draft, setDraft] = useState(draftOf(kept.rhythms))
  const preview = useAct(previewContactRhythm)
  const save = useAct(saveContactRhythm, {
    onDone: () => {
      tell(words.saved, { tone: 'ok' })
      void queries.invalidateQueries({ queryKey: keyOf(getContactRhythm) })
    },
  })
  const put = (next: Draft) => {
    setDraft(next)
    preview.forget()
  }
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(kept.rhythms))
  const isUsual = JSON.stringify(draft) === JSON.stringify(draftOf(kept.usual))
  const problem = save.problem ?? preview.problem
  return (
    <form
      className="stack g4"
      onSubmit={(event) => {
        event.preventDefault()
        const rhythms = rhythmsOf(draft)
        if (preview.answer) save.go({ body: { rhythms, version: kept.version } })
        else preview.go({ body: { rhythms } })
      }}
    >
      <div>
        {loyaltyStates.map((state) => (
          <StateLine
            key={state}
            state={state}
            kept={kept}
            draft={draft[state]}
            onChange={(field, text) => put({ ...draft, [state]: { ...draft[state], [field]: text } })}
          />
        ))}
      </div>
      {problem && <ProblemLine problem={problem} />}
      {preview.answer && <Effect effect={preview.answer} />}
      <div className="row g2">
        <Button
          type="submit"
          kind={preview.answer ? 'primary' : 'secondary'}
          disabled={!isChanged}
          isBusy={preview.isRunning || save.isRunning}
        >
          {preview.answer ? words.save : words.show}
        </Button>
        {!isUsual && (
          <Button kind="quiet" onClick={() => put(draftOf(kept.usual))}>
            {words.usual}
          </Button>
        )}
      </div>
    </form>
  )
}

/** How often the house wants to be in touch with whom; what another rhythm would do is shown before it can be kept. */
export function RhythmPart() {
  const words = useWords(rhythmWords)
  const say = useSay()
  const asked = useAsk(getContactRhythm, {})
  const kept = asked.data
  if (asked.error && !kept) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!kept) return <Skeleton lines={10} height={2.5} />
  return (
    <div className="stack g4">
      <header className="stack g2">
        <h2 className="section">{words.title}</h2>
        <p className="body t2">{words.why}</p>
        <p className="meta">{kept.countedAt ? words.counted(say.relative(say.dayOf(kept.countedAt))) : words.never}</p>
      </header>
      <RhythmForm key={kept.version} kept={kept} />
    </div>
  )
}
