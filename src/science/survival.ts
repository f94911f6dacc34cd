/**
 * Survival without a model (Kaplan & Meier 1958, JASA 53(282)): the share to whom something has not happened yet so many days on, when many are
 * still waiting. Variance by Greenwood 1926; the range on the scale of ln(−ln S), so that it stays within 0 and 1 (Kalbfleisch & Prentice 2002).
 */
import { at, indexAt, sameLength } from './column.ts'
import type { Occasions } from './occasions.ts'

/** One row a case. An event at the end of the days, or still waiting then. `weights` count equal cases. */
export type Durations = { days: Float64Array; happened: Uint8Array; weights: Float64Array }

export type SurvivalPoint = {
  days: number
  /** Still waiting just before. */
  atRisk: number
  events: number
  /** The share still waiting after. */
  share: number
  standardError: number
  low: number
  high: number
}

const WIDE = 1.959963984540054

function rangeOf(share: number, greenwood: number): { low: number; high: number } {
  if (share <= 0 || share >= 1) return { low: share, high: share }
  const wide = (WIDE * Math.sqrt(greenwood)) / Math.abs(Math.log(share))
  return { low: share ** Math.exp(wide), high: share ** Math.exp(-wide) }
}

/** A point for every day on which something happened. Who stops waiting on the day of an event was still at risk of it. */
export function survivalCurve({ days, happened, weights }: Durations): SurvivalPoint[] {
  const order = Int32Array.from({ length: sameLength(days, happened, weights) }, (_, row) => row).sort((a, b) => at(days, a) - at(days, b))
  let atRisk = weights.reduce((sum, one) => sum + one, 0)
  let share = 1
  let greenwood = 0
  const points: SurvivalPoint[] = []
  for (let from = 0; from < order.length; ) {
    const day = at(days, indexAt(order, from))
    let [events, gone] = [0, 0]
    let to = from
    for (; to < order.length && at(days, indexAt(order, to)) === day; to++) {
      const row = indexAt(order, to)
      gone += at(weights, row)
      if (happened[row] === 1) events += at(weights, row)
    }
    if (events > 0) {
      share *= 1 - events / atRisk
      greenwood += events < atRisk ? events / (atRisk * (atRisk - events)) : 0
      points.push({ days: day, atRisk, events, share, standardError: share * Math.sqrt(greenwood), ...rangeOf(share, greenwood) })
    }
    atRisk -= gone
    from = to
  }
  return points
}

/** The share still waiting after so many days. */
export function shareAfter(points: readonly SurvivalPoint[], days: number): number {
  let share = 1
  for (const point of points) if (point.days <= days) share = point.share
  return share
}

/** The day by which the given share has had the event; null where that has not been seen. */
export function daysUntilShare(points: readonly SurvivalPoint[], share = 0.5): number | null {
  return points.find((point) => point.share <= 1 - share)?.days ?? null
}

/** From each customer's `visit`-th occasion (1 is the first) to the next one: came again, or still waiting on the as-of day. */
export function untilNextVisit({ customer, day }: Occasions, asOfDay: number, visit = 1): Durations {
  const days: number[] = []
  const happened: number[] = []
  let nth = 0
  for (let row = 0; row < customer.length; row++) {
    nth = row > 0 && indexAt(customer, row) === indexAt(customer, row - 1) ? nth + 1 : 1
    const here = indexAt(day, row)
    if (nth !== visit || here > asOfDay) continue
    const next =
      row + 1 < customer.length && indexAt(customer, row + 1) === indexAt(customer, row) ? indexAt(day, row + 1) : Number.MAX_SAFE_INTEGER
    const came = next <= asOfDay
    days.push((came ? next : asOfDay) - here)
    happened.push(came ? 1 : 0)
  }
  return { days: Float64Array.from(days), happened: Uint8Array.from(happened), weights: new Float64Array(days.length).fill(1) }
}
