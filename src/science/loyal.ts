/**
 * Loyal, as a measured quantity: who IS BUYING (came again at least once) and WILL GO ON (the chance of at least one purchase within the store's
 * own cycle). P(alive) alone is not that: under the BG/NBD everybody who came once has P(alive) = 1.
 *
 * Who passes both is on the list; the sum of the chances over repeaters is the expected number, which adds up over any division of the store.
 */
import { at, sameLength } from './column.ts'

/** Chances to become loyal and to stay so; between them nothing changes, so that nobody comes and goes with the weather. */
export const LOYAL = { enters: 0.5, leaves: 0.3 }

export type LoyalCount = {
  /** Who passes. */
  count: number
  /** The sum of the chances over repeaters: how many of them will buy within the window. */
  expected: number
  /** Where that number will lie, 19 times of 20, if the chances are right. */
  low: number
  high: number
}

export const isLoyal = (wasLoyal: boolean, repeats: number, chance: number): boolean =>
  repeats >= 1 && chance >= (wasLoyal ? LOYAL.leaves : LOYAL.enters)

/** `chances` are those of at least one purchase within the store's cycle, by history. */
export function countLoyal(repeats: Float64Array, chances: Float64Array, customers: Float64Array, theta = LOYAL.enters): LoyalCount {
  let [count, expected, variance] = [0, 0, 0]
  for (let row = 0; row < sameLength(repeats, chances, customers); row++) {
    if (at(repeats, row) < 1) continue
    const n = at(customers, row)
    const chance = at(chances, row)
    if (chance >= theta) count += n
    expected += n * chance
    variance += n * chance * (1 - chance)
  }
  const wide = 1.959963984540054 * Math.sqrt(variance)
  return { count, expected, low: Math.max(0, expected - wide), high: expected + wide }
}
