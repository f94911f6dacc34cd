import type { z } from 'zod'
import type { GateRule, verdictView } from '#rooms/messages/contract.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { messageWords } from './words.data.ts'

type Verdict = Pick<z.output<typeof verdictView>, 'answer' | 'rule' | 'notBefore' | 'inputs'>

const isDay = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-\d{2}-\d{2}/.test(text)

/** Why the gate said no, in a sentence about that customer. */
export function useWhyHeld(): (verdict: Verdict, who: string) => string {
  const words = useWords(messageWords)
  const say = useSay()
  return ({ answer, rule, notBefore, inputs }, who) => {
    if (answer === 'wait' && notBefore) return words.waits(who, `${say.clockOf(notBefore)} ${say.nearDate(say.dayOf(notBefore))}`)
    const held: GateRule = rule ?? 'address'
    const { most } = inputs
    if (held === 'budget' && typeof most === 'number') return most > 0 ? words.whyBudget(who, most) : words.whyBudgetNone(who)
    if (held === 'hours' && inputs['why'] === 'expired') return words.whyHours(who)
    const until = inputs['until']
    if (held === 'snoozed' && isDay(until)) return words.whySnoozed(who, say.date(until.length > 10 ? say.dayOf(until) : until))
    return words.why[held](who)
  }
}
