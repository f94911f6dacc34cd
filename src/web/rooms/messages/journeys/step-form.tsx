import { Link } from 'wouter'
import { type JourneyStep, stepChannels } from '#rooms/messages/journeys/contract.ts'
import { listLetters } from '#rooms/messages/letters/contract.ts'
import { Field, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { journeyWords } from './words.data.ts'

const ifs = ['not-bought', 'bought-often', 'is-person', 'is-organisation'] as const
/** Half hours in which letters are read. */
const clocks = Array.from({ length: 30 }, (_, at) => `${String(7 + (at >> 1)).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`)

const whole = (text: string, most: number): number => Math.min(most, Math.max(0, Math.trunc(Number(text.replace(/\D/g, '')) || 0)))

/** What a step does, in its fields. */
export function StepForm({ step, onChange }: { step: JourneyStep; onChange: (step: JourneyStep) => void }) {
  const words = useWords(journeyWords)
  const letters = useAsk(listLetters, { query: { kind: 'journey' } })
  if (step.kind === 'wait')
    return (
      <div className="journey-fields">
        <TextField
          label={words.days}
          className="journey-short"
          isNum
          inputMode="numeric"
          value={String(step.days)}
          onText={(text) => onChange({ ...step, days: whole(text, 365) })}
        />
        <Field label={words.at}>
          {({ id }) => (
            <Choice
              id={id}
              value={step.at}
              choices={[...new Set([...clocks, step.at])].sort().map((value) => ({ value, words: value }))}
              onChange={(at) => onChange({ ...step, at })}
            />
          )}
        </Field>
      </div>
    )
  if (step.kind === 'if')
    return (
      <div className="journey-fields">
        <Choice
          label={words.step.if}
          value={step.what}
          choices={ifs.map((value) => ({ value, words: words.ifs[value] }))}
          onChange={(what) => onChange({ ...step, what })}
        />
        {step.what === 'bought-often' && (
          <TextField
            label={words.least}
            className="journey-short"
            isNum
            inputMode="numeric"
            value={String(step.least)}
            onText={(text) => onChange({ ...step, least: Math.max(1, whole(text, 100)) })}
          />
        )}
      </div>
    )
  return (
    <div className="journey-fields">
      <Field label={words.letter}>
        {({ id }) => (
          <Choice
            id={id}
            value={step.letterId ?? undefined}
            placeholder={words.noLetter}
            choices={(letters.data?.letters ?? []).map((letter) => ({ value: letter.id, words: letter.title }))}
            onChange={(letterId) => onChange({ ...step, letterId })}
          />
        )}
      </Field>
      <Field label={words.channel}>
        {({ id }) => (
          <Choice
            id={id}
            value={step.channel}
            choices={stepChannels.map((value) => ({ value, words: words.channels[value] }))}
            onChange={(channel) => onChange({ ...step, channel })}
          />
        )}
      </Field>
      {step.letterId && (
        <Link href={`/messages/letters/${step.letterId}`} className="link">
          {words.openLetter}
        </Link>
      )}
    </div>
  )
}

/** The same in words, while nothing can be changed. */
export function StepWords({ step, title }: { step: JourneyStep; title: string | null }) {
  const words = useWords(journeyWords)
  const say = useSay()
  if (step.kind === 'wait') return <span>{words.waitWords(say.number(step.days), step.at)}</span>
  if (step.kind === 'if')
    return (
      <span>
        {words.ifs[step.what]}
        {step.what === 'bought-often' && ` ${words.leastOf(say.number(step.least))}`}
      </span>
    )
  return (
    <span>
      {step.letterId ? (
        <Link href={`/messages/letters/${step.letterId}`} className="link">
          {title ?? words.openLetter}
        </Link>
      ) : (
        words.noLetter
      )}
      {' · '}
      {words.channels[step.channel]}
    </span>
  )
}
