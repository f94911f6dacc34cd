/**
 * Looking at many differences at once: how likely one so large is by chance, and what is left of that when so many were looked at. The test is
 * Pearson's (1900) for two shares, without Yates' correction; the correction for many looks is Benjamini & Hochberg's (1995, JRSS B 57(1)): of
 * those that stand out at q, a share of q at most is expected to do so by chance.
 */

/** The complementary error function by its continued fraction, or its series near zero; to twelve digits. */
function erfc(x: number): number {
  if (x < 2) {
    let term = x
    let sum = x
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (-x * x) / n
      sum += term / (2 * n + 1)
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum
  }
  let fraction = 0
  for (let n = 60; n >= 1; n--) fraction = n / 2 / (x + fraction)
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction)
}

/** The chance of a difference at least so large between two shares that are the same. */
export function chanceOfDifference(hadA: number, ofA: number, hadB: number, ofB: number): number {
  if (ofA === 0 || ofB === 0) return 1
  const pooled = (hadA + hadB) / (ofA + ofB)
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / ofA + 1 / ofB))
  if (spread === 0) return 1
  return erfc(Math.abs(hadA / ofA - hadB / ofB) / spread / Math.SQRT2)
}

/** The same chances after so many looks, in their order. */
export function benjaminiHochberg(chances: readonly number[]): number[] {
  const order = chances.map((chance, at) => ({ chance, at })).sort((a, b) => b.chance - a.chance)
  const corrected = new Array<number>(chances.length).fill(1)
  let least = 1
  order.forEach(({ chance, at }, nth) => {
    least = Math.min(least, (chance * chances.length) / (chances.length - nth))
    corrected[at] = least
  })
  return corrected
}
