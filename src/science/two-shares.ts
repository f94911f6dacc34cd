/**
 * Shares of small numbers and the difference of two of them, each with the range that holds it in 95 of 100 cases: Wilson's interval
 * (1927, JASA 22(158)) and Newcombe's for a difference (1998, Statistics in Medicine 17, method 10).
 */

const WIDE = 1.959963984540054

export function wilson(had: number, of: number): { share: number; low: number; high: number } {
  if (of === 0) return { share: 0, low: 0, high: 1 }
  const share = had / of
  const z2 = (WIDE * WIDE) / of
  const middle = (share + z2 / 2) / (1 + z2)
  const wide = (WIDE * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of))) / (1 + z2)
  // At the ends rounding must not lead past the share itself.
  return { share, low: had === 0 ? 0 : Math.max(0, middle - wide), high: had === of ? 1 : Math.min(1, middle + wide) }
}

/** By how much the first share is above the second. */
export function newcombe(hadA: number, ofA: number, hadB: number, ofB: number): { difference: number; low: number; high: number } {
  const a = wilson(hadA, ofA)
  const b = wilson(hadB, ofB)
  const difference = a.share - b.share
  return {
    difference,
    low: difference - Math.hypot(a.share - a.low, b.high - b.share),
    high: difference + Math.hypot(a.high - a.share, b.share - b.low),
  }
}
