/**
 * The repeat rate: of those who came once, how many came again, and how that goes on from visit to visit. Shares of small numbers carry their range
 * (Wilson 1927, JASA 22(158)).
 */
import { indexAt } from './column.ts'
import type { Occasions } from './occasions.ts'

export type Share = { of: number; had: number; share: number; low: number; high: number }

const WIDE = 1.959963984540054

export function shareOf(had: number, of: number): Share {
  if (of === 0) return { of, had, share: 0, low: 0, high: 1 }
  const share = had / of
  const z2 = (WIDE * WIDE) / of
  const middle = (share + z2 / 2) / (1 + z2)
  const wide = (WIDE * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of))) / (1 + z2)
  return { of, had, share, low: Math.max(0, middle - wide), high: Math.min(1, middle + wide) }
}

/** Of the customers whose first visit lies at least so many days back: who came again within them. Younger ones had no time to. */
export function repeatRate({ customer, day }: Occasions, asOfDay: number, withinDays: number): Share {
  let [of, had] = [0, 0]
  for (let row = 0; row < customer.length; row++) {
    const isFirst = row === 0 || indexAt(customer, row) !== indexAt(customer, row - 1)
    const first = indexAt(day, row)
    if (!isFirst || first + withinDays > asOfDay) continue
    of++
    if (row + 1 < customer.length && indexAt(customer, row + 1) === indexAt(customer, row) && indexAt(day, row + 1) <= first + withinDays)
      had++
  }
  return shareOf(had, of)
}

/** From the first visit to the second, from the second to the third, and so on: of those who had one, who had the next by the as-of day. */
export function returnLadder({ customer, day }: Occasions, asOfDay: number, rungs = 5): Share[] {
  const reached = new Array<number>(rungs + 2).fill(0)
  let nth = 0
  for (let row = 0; row < customer.length; row++) {
    nth = row > 0 && indexAt(customer, row) === indexAt(customer, row - 1) ? nth + 1 : 1
    if (nth <= rungs + 1 && indexAt(day, row) <= asOfDay) reached[nth] = (reached[nth] ?? 0) + 1
  }
  return Array.from({ length: rungs }, (_, rung) => shareOf(reached[rung + 2] ?? 0, reached[rung + 1] ?? 0))
}
