import { useQueryClient } from '@tanstack/react-query'
import { getSatisfaction, saveQuestionRule, scales } from '#rooms/satisfaction/contract.ts'
import { Field, Toggle } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { keyOf, useAct } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { satisfactionWords } from '../words.data.ts'
import type { OfStop } from './map-data.ts'

const spans = [0, 1, 2, 4, 20, 24, 48, 72, 168, 336] as const
const shares = [10, 25, 30, 50, 60, 80, 100] as const

const withOwn = (known: readonly number[], own: number): number[] => [...new Set([...known, own])].sort((a, b) => a - b)

/** What a touchpoint asks afterwards, how long after, and of how many; each choice is saved at once. */
export function RuleEditor({ stopId, rule }: { stopId: string; rule: OfStop['rule'] }) {
  const words = useWords(satisfactionWords)
  const say = useSay()
  const queries = useQueryClient()
  const act = useAct(saveQuestionRule, {
    onDone: () => {
      tell(words.map.ruleSaved, { tone: 'ok' })
      void queries.invalidateQueries({ queryKey: keyOf(getSatisfaction) })
    },
  })
  const { scale, afterHours, share, isOn } = rule ?? { scale: 'csat' as const, afterHours: 24, share: 50, isOn: false }
  const save = (change: Partial<NonNullable<OfStop['rule']>>) => {
    const { version, ...kept } = { scale, afterHours, share, isOn, version: rule?.version, ...change }
    act.go({ params: { stopId }, body: { ...kept, ...(version === undefined ? {} : { version }) } })
  }
  const spanWords = (hours: number): string =>
    hours >= 24 && hours % 24 === 0 ? words.map.days(say.number(hours / 24)) : words.map.hours(say.number(hours))
  return (
    <section className="rule" aria-label={words.map.asks}>
      <Toggle isOn={isOn} onChange={(on) => save({ isOn: on })}>
        {words.map.asks}
      </Toggle>
      <p className="meta t2">{words.map.asksWhy}</p>
      {isOn && (
        <div className="rule-fields">
          <Field label={words.map.scale}>
            {(ids) => (
              <Choice
                {...ids}
                value={scale}
                choices={scales.map((value) => ({ value, words: words.scales[value] }))}
                onChange={(value) => save({ scale: value })}
              />
            )}
          </Field>
          <Field label={words.map.after}>
            {(ids) => (
              <Choice
                {...ids}
                value={String(afterHours)}
                choices={withOwn(spans, afterHours).map((hours) => ({ value: String(hours), words: spanWords(hours) }))}
                onChange={(value) => save({ afterHours: Number(value) })}
              />
            )}
          </Field>
          <Field label={words.map.share}>
            {(ids) => (
              <Choice
                {...ids}
                value={String(share)}
                choices={withOwn(shares, share).map((one) => ({ value: String(one), words: words.map.shareOf(say.number(one)) }))}
                onChange={(value) => save({ share: Number(value) })}
              />
            )}
          </Field>
        </div>
      )}
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </section>
  )
}
