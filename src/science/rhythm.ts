/**
 * How often people come: the gaps between their visits. The store's own cycle, the gap that four of five fall short of, is the window in which a
 * regular is expected; a customer's usual gap, the median of their own, says how late they are.
 */
import { indexAt } from './column.ts'
import type { Occasions } from './occasions.ts'
import { quantileOfSorted } from './quantile.ts'

/** All gaps between consecutive visits of one customer up to the as-of day, ascending, in days. */
export function gapsOf({ customer, day }: Occasions, asOfDay: number): Float64Array {
  const gaps = new Float64Array(customer.length)
  let count = 0
  for (let row = 1; row < customer.length; row++)
    if (indexAt(customer, row) === indexAt(customer, row - 1) && indexAt(day, row) <= asOfDay)
      gaps[count++] = indexAt(day, row) - indexAt(day, row - 1)
  return gaps.slice(0, count).sort()
}

/** The store's own cycle in whole days, at least one; null where nobody has come again. */
export function storeCycleDays(gaps: Float64Array, share = 0.8): number | null {
  return gaps.length === 0 ? null : Math.max(1, Math.round(quantileOfSorted(gaps, share)))
}

export type Rhythm = { usualGapDays: number; sinceLastDays: number; lateByGaps: number }

/** One customer's own rhythm from the days of their visits, ascending; null before the third visit. */
export function rhythmOf(days: Int32Array, asOfDay: number): Rhythm | null {
  const past = days.filter((day) => day <= asOfDay)
  if (past.length < 3) return null
  const gaps = new Float64Array(past.length - 1)
  for (let row = 0; row < gaps.length; row++) gaps[row] = indexAt(past, row + 1) - indexAt(past, row)
  gaps.sort()
  const usualGapDays = quantileOfSorted(gaps, 0.5)
  const sinceLastDays = asOfDay - indexAt(past, past.length - 1)
  return { usualGapDays, sinceLastDays, lateByGaps: sinceLastDays / Math.max(usualGapDays, 1) }
}
