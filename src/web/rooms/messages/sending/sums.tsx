import type { GateRule } from '#rooms/messages/contract.ts'
import { gateRules } from '#rooms/messages/contract.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { messageWords } from '../words.data.ts'
import { sendingWords } from './words.data.ts'

export type HeldBy = Partial<Record<GateRule, number | undefined>>

/** Rules with somebody behind them, the most first. */
export const rulesIn = (heldBy: HeldBy): { rule: GateRule; count: number }[] =>
  gateRules
    .flatMap((rule) => {
      const count = heldBy[rule] ?? 0
      return count > 0 ? [{ rule, count }] : []
    })
    .sort((a, b) => b.count - a.count)

/** "Gửi tới 486 người thích “Sách mới” → 455 sẽ nhận · 31 được giữ lại: 12 … · 9 …". */
export function Sums({
  all,
  whom,
  will,
  heldBy,
  heldOut,
  waiting,
  isExact,
  isUnderWay,
  onRule,
}: {
  all: number
  whom: string
  will: number
  heldBy: HeldBy
  heldOut?: number
  waiting?: number
  isExact: boolean
  isUnderWay?: boolean
  onRule?: (rule: GateRule | undefined) => void
}) {
  const words = useWords(sendingWords)
  const { rules } = useWords(messageWords)
  const say = useSay()
  const about = (n: number) => (isExact ? say.number(n) : words.about(say.number(n)))
  const held = rulesIn(heldBy)
  const sum = held.reduce((total, { count }) => total + count, 0)
  return (
    <div className="sums" role="status">
      <p className="body">
        <span>{whom === '' ? words.sumEverybody(about(all)) : words.sum(about(all), whom)}</span>
        <span className="sums-arrow" aria-hidden="true">
          →
        </span>
        <strong className="c-ok">{isUnderWay ? words.willHave(about(will)) : words.will(about(will))}</strong>
        {sum > 0 && (
          <>
            {' · '}
            <strong>{words.held(about(sum))}</strong>
            {held.length > 0 && ':'}
          </>
        )}
      </p>
      {held.length > 0 && (
        <ul className="sums-rules">
          {held.map(({ rule, count }) => (
            <li key={rule}>
              {onRule ? (
                <button type="button" className="link" onClick={() => onRule(rule)}>
                  {about(count)} {rules[rule]}
                </button>
              ) : (
                <span>
                  {about(count)} {rules[rule]}
                </span>
              )}
            </li>
          ))}
          {onRule && (
            <li>
              <button type="button" className="link" onClick={() => onRule(undefined)}>
                {words.list}
              </button>
            </li>
          )}
        </ul>
      )}
      {((heldOut ?? 0) > 0 || (waiting ?? 0) > 0) && (
        <p className="t2">
          {[
            ...((heldOut ?? 0) > 0 ? [words.heldOut(say.number(heldOut ?? 0))] : []),
            ...((waiting ?? 0) > 0 ? [words.waiting(say.number(waiting ?? 0))] : []),
          ].join(' · ')}
        </p>
      )}
    </div>
  )
}
