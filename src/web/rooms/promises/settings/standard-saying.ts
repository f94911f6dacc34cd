import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { loyaltyWords } from '../../loyalty/words.data.ts'
import { promiseWords } from '../words.data.ts'
import { type Kind, promisedIn, type Standard, type Target } from './standard-draft.ts'
import { standardsWords } from './standards-words.data.ts'

/** A standard in sentences: "Báo giá: trong 2 giờ làm việc", "riêng chị Mai". */
export function useStandardWords() {
  const words = useWords(standardsWords)
  const all = useWords(promiseWords)
  const { states } = useWords(loyaltyWords)
  const say = useSay()
  const promised = (target: Target, isAlways: boolean): string => {
    const what = promisedIn(target)
    if (what.unit === 'none') return words.nothing
    if (what.unit === 'days' && what.n === 0) return words.sameDay
    const span = words[what.unit](say.number(what.n))
    const within = isAlways && what.unit !== 'days' ? words.withinAlways(span) : words.within(span)
    return what.cutoff ? `${within}, ${words.cutoff(what.cutoff)}` : within
  }
  return {
    promised,
    target: (kind: Kind, target: Target, isAlways: boolean) => words.target(all.kinds[kind], promised(target, isAlways)),
    whom: ({ level, match, customerName }: Standard): string => {
      const whom =
        level === 'house'
          ? words.everyone
          : level === 'customer'
            ? words.only(customerName ?? words.aCustomer)
            : match.state
              ? words.inState(states[match.state])
              : words.withTag(match.tag ?? '')
      return match.category ? `${whom}, ${words.inCategory(all.categories[match.category])}` : whom
    },
  }
}
