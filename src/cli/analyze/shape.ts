/** What in the shape of a log a model does not see: seasons, customers as regular as a clock, buyers unlike all others, a log that began mid-life. */
import { at, indexAt, sumOf } from '../../science/column.ts'
import type { Occasions } from '../../science/occasions.ts'
import { quantileOfSorted } from '../../science/quantile.ts'
import { type Summary, seenAtTheStart } from '../../science/summary.ts'
import { fromDayNumber } from '../../values/civil-date.ts'

export type Shape = {
  /** Customers first seen in the log's first thirty days: their share, and how many times those of the thirty days after. */
  start: { customers: number; share: number; timesNext: number }
  /** The busiest month beside its neighbours, by visits of those who came again; null in a log of a few months. */
  busiest: { month: string; times: number } | null
  /** The middle spread of gaps over their mean: 1 is chance, 0 a clock. Of customers with six gaps or more; null where there are few. */
  regularity: { customers: number; spread: number } | null
  /** Buyers unlike the others: many times as often, or a share of all revenue that one person should not have. */
  giants: { row: number; repeats: number; share: number | null }[]
}

const SEEN_WITHIN = 30
const ENOUGH_GAPS = 6
const FEW = 20

/** Each month's repeat visits over the mean of the two months on either side: growth and decline cancel, a season does not. */
function busiestOf({ customer, day }: Occasions, fromDay: number, asOfDay: number): Shape['busiest'] {
  const months = new Map<string, number>()
  const [opens, closes] = [fromDayNumber(fromDay).slice(0, 7), fromDayNumber(asOfDay + 1).slice(0, 7)]
  const monthOf = new Map<number, string>()
  for (let row = 1; row < customer.length; row++) {
    const when = indexAt(day, row)
    if (indexAt(customer, row) !== indexAt(customer, row - 1) || when > asOfDay) continue
    const month = monthOf.get(when) ?? fromDayNumber(when).slice(0, 7)
    monthOf.set(when, month)
    months.set(month, (months.get(month) ?? 0) + 1)
  }
  const whole = [...months].filter(([month]) => month > opens && month < closes).sort(([a], [b]) => (a < b ? -1 : 1))
  if (whole.length < 8) return null
  let busiest = { month: '', times: 0 }
  whole.forEach(([month, visits], place) => {
    const beside = [whole[place - 2], whole[place - 1], whole[place + 1], whole[place + 2]].flatMap((one) =>
      one === undefined ? [] : [one[1]],
    )
    if (beside.length < 3) return
    const times = visits / (beside.reduce((sum, one) => sum + one, 0) / beside.length)
    if (visits >= FEW && times > busiest.times) busiest = { month, times }
  })
  return busiest.month === '' ? null : busiest
}

function regularityOf({ customer, day }: Occasions, asOfDay: number): Shape['regularity'] {
  const spreads: number[] = []
  for (let from = 0; from < customer.length; ) {
    let to = from + 1
    while (to < customer.length && indexAt(customer, to) === indexAt(customer, from) && indexAt(day, to) <= asOfDay) to++
    const gaps = to - from - 1
    if (gaps >= ENOUGH_GAPS) {
      const mean = (indexAt(day, to - 1) - indexAt(day, from)) / gaps
      let squares = 0
      for (let row = from + 1; row < to; row++) squares += (indexAt(day, row) - indexAt(day, row - 1) - mean) ** 2
      spreads.push(Math.sqrt(squares / (gaps - 1)) / mean)
    }
    while (to < customer.length && indexAt(customer, to) === indexAt(customer, from)) to++
    from = to
  }
  return spreads.length < FEW ? null : { customers: spreads.length, spread: quantileOfSorted(Float64Array.from(spreads).sort(), 0.5) }
}

function giantsOf({ histories, totalSpend }: Summary): Shape['giants'] {
  const { repeats } = histories
  const many = repeats.filter((one) => one > 0).sort()
  if (many.length < 100) return []
  const limit = Math.max(20, 4 * quantileOfSorted(many, 0.99))
  const revenue = sumOf(totalSpend)
  const giants: Shape['giants'] = []
  for (let row = 0; row < repeats.length; row++) {
    const share = revenue > 0 ? at(totalSpend, row) / revenue : null
    if (at(repeats, row) >= limit || (share !== null && repeats.length >= 500 && share > 0.01))
      giants.push({ row, repeats: at(repeats, row), share })
  }
  return giants.sort((a, b) => (b.share ?? 0) - (a.share ?? 0) || b.repeats - a.repeats)
}

export function shapeOf(occasions: Occasions, summary: Summary, asOfDay: number, fromDay: number): Shape {
  const { share, timesNext } = seenAtTheStart(summary.firstDay, fromDay, SEEN_WITHIN)
  return {
    start: { customers: Math.round(share * summary.firstDay.length), share, timesNext },
    busiest: busiestOf(occasions, fromDay, asOfDay),
    regularity: regularityOf(occasions, asOfDay),
    giants: giantsOf(summary),
  }
}
