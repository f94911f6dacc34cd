import type { JourneyBegins } from '#rooms/messages/journeys/contract.ts'
import { Field, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { journeyWords } from './words.data.ts'

const ons = ['signed-up', 'first-order', 'stay-ended', 'silent', 'left', 'occasion'] as const
const times = ['1.5', '2', '2.5', '3', '4'] as const
const occasions = ['birthday', 'wedding', 'founding', 'first-visit'] as const

const usual: Record<(typeof ons)[number], JourneyBegins> = {
  'signed-up': { on: 'signed-up' },
  'first-order': { on: 'first-order' },
  'stay-ended': { on: 'stay-ended' },
  silent: { on: 'silent', times: 2 },
  left: { on: 'left' },
  occasion: { on: 'occasion', kind: 'birthday', daysBefore: 0 },
}

/** What begins it. */
export function BeginForm({
  begins,
  mayEdit,
  onChange,
}: {
  begins: JourneyBegins
  mayEdit: boolean
  onChange: (begins: JourneyBegins) => void
}) {
  const words = useWords(journeyWords)
  const say = useSay()
  if (!mayEdit)
    return (
      <span>
        {words.begin[begins.on]}
        {begins.on === 'silent' && ` (${words.timesOf(say.number(begins.times, 1))})`}
        {begins.on === 'occasion' && ` (${words.occasions[begins.kind]})`}
      </span>
    )
  return (
    <div className="journey-fields">
      <Choice
        label={words.begins}
        value={begins.on}
        choices={ons.map((value) => ({ value, words: words.begin[value] }))}
        onChange={(on) => onChange(usual[on])}
      />
      {begins.on === 'silent' && (
        <Field label={words.times}>
          {({ id }) => (
            <Choice
              id={id}
              value={String(begins.times)}
              choices={times.map((value) => ({ value, words: words.timesOf(say.number(Number(value), 1)) }))}
              onChange={(value) => onChange({ ...begins, times: Number(value) })}
            />
          )}
        </Field>
      )}
      {begins.on === 'occasion' && (
        <>
          <Field label={words.occasion}>
            {({ id }) => (
              <Choice
                id={id}
                value={begins.kind}
                choices={occasions.map((value) => ({ value, words: words.occasions[value] }))}
                onChange={(kind) => onChange({ ...begins, kind })}
              />
            )}
          </Field>
          <TextField
            label={words.daysBefore}
            className="journey-short"
            isNum
            inputMode="numeric"
            value={String(begins.daysBefore)}
            onText={(text) => onChange({ ...begins, daysBefore: Math.min(30, Number(text.replace(/\D/g, '')) || 0) })}
          />
        </>
      )}
      {begins.on === 'left' && <p className="meta">{words.leftWhy}</p>}
    </div>
  )
}
