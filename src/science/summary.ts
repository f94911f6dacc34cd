/**
 * From occasions to each customer's history on an as-of day (Fader, Hardie & Lee 2005: x, t_x, T), and to what they did afterwards.
 *
 * Only customers who came before the as-of day enter, all measured to the same day. A customer acquired before the log began has a first
 * purchase that the log does not know: counted from the first one it shows, every such history would be false, so they are left out and
 * their share is said.
 */
import { at, indexAt } from './column.ts'
import { type Histories, single } from './histories.ts'
import type { Occasions } from './occasions.ts'

/** One row a customer; `customer` is their number in the log. */
export type Summary = {
  customer: Int32Array
  firstDay: Int32Array
  histories: Histories
  /** Mean spend of the repeat occasions, the first left out; 0 where there is none. */
  meanSpend: Float64Array
  /** All spend, the first occasion's included. */
  totalSpend: Float64Array
  /** Occasions after the as-of day, to the last day asked. */
  laterRepeats: Float64Array
  laterSpend: Float64Array
  leftOut: { acquiredLater: number; acquiredBefore: number }
}

export type SummaryDays = {
  /** The last day that is looked at. */
  asOfDay: number
  /** How far what came later is counted; the as-of day itself unless said. */
  laterUntilDay?: number
  /** Day of each customer's true first order, from elsewhere; a number not above their first in the log, or NaN where unknown. */
  trueFirstDay?: Float64Array
  /** Drops customers whose first day in the log lies before: they may have been customers already. */
  acquiredFromDay?: number
}

type Columns = Omit<Summary, 'histories' | 'leftOut'> & { repeats: Float64Array; spanDays: Float64Array; ageDays: Float64Array }

function emptyColumns(length: number): Columns {
  const column = (): Float64Array => new Float64Array(length)
  return {
    customer: new Int32Array(length),
    firstDay: new Int32Array(length),
    repeats: column(),
    spanDays: column(),
    ageDays: column(),
    meanSpend: column(),
    totalSpend: column(),
    laterRepeats: column(),
    laterSpend: column(),
  }
}

/** One customer's occasions, rows from `from` to `to`, into row `into`. */
function fill(
  columns: Columns,
  into: number,
  { customer, day, spend }: Occasions,
  from: number,
  to: number,
  asOfDay: number,
  until: number,
): void {
  const first = indexAt(day, from)
  let [repeats, repeatSpend, later, laterSpend] = [0, 0, 0, 0]
  let last = first
  for (let row = from + 1; row < to; row++) {
    const when = indexAt(day, row)
    if (when <= asOfDay) {
      repeats++
      repeatSpend += at(spend, row)
      last = when
    } else if (when <= until) {
      later++
      laterSpend += at(spend, row)
    }
  }
  columns.customer[into] = indexAt(customer, from)
  columns.firstDay[into] = first
  columns.repeats[into] = repeats
  columns.spanDays[into] = last - first
  columns.ageDays[into] = asOfDay - first
  columns.meanSpend[into] = repeats === 0 ? 0 : repeatSpend / repeats
  columns.totalSpend[into] = at(spend, from) + repeatSpend
  columns.laterRepeats[into] = later
  columns.laterSpend[into] = laterSpend
}

export function summaryOf(occasions: Occasions, { asOfDay, laterUntilDay = asOfDay, trueFirstDay, acquiredFromDay }: SummaryDays): Summary {
  const { customer, day } = occasions
  const columns = emptyColumns(occasions.customers)
  const leftOut = { acquiredLater: 0, acquiredBefore: 0 }
  let count = 0
  for (let from = 0; from < customer.length; ) {
    const who = indexAt(customer, from)
    let to = from + 1
    while (to < customer.length && indexAt(customer, to) === who) to++
    const first = indexAt(day, from)
    const isOlder =
      (trueFirstDay !== undefined && at(trueFirstDay, who) < first) || (acquiredFromDay !== undefined && first < acquiredFromDay)
    if (first > asOfDay) leftOut.acquiredLater++
    else if (isOlder) leftOut.acquiredBefore++
    else fill(columns, count++, occasions, from, to, asOfDay, laterUntilDay)
    from = to
  }
  const cut = (column: Float64Array): Float64Array => column.slice(0, count)
  return {
    customer: columns.customer.slice(0, count),
    firstDay: columns.firstDay.slice(0, count),
    histories: single(cut(columns.repeats), cut(columns.spanDays), cut(columns.ageDays)),
    meanSpend: cut(columns.meanSpend),
    totalSpend: cut(columns.totalSpend),
    laterRepeats: cut(columns.laterRepeats),
    laterSpend: cut(columns.laterSpend),
    leftOut,
  }
}

/**
 * Customers first seen as the log begins: their share of all, and how many times those first seen in the days after that is. A shop that opened
 * with its log grows evenly; well above 1 (say 1.5), many were customers before, and their first purchase is not in the log.
 */
export function seenAtTheStart(firstDays: Int32Array, fromDay: number, withinDays = 30): { share: number; timesNext: number } {
  let [early, next] = [0, 0]
  for (const day of firstDays) {
    if (day < fromDay + withinDays) early++
    else if (day < fromDay + 2 * withinDays) next++
  }
  return { share: firstDays.length === 0 ? 0 : early / firstDays.length, timesNext: early === 0 ? 0 : early / Math.max(next, 1) }
}
