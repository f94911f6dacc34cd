/**
 * Gauss's hypergeometric function as the beta-geometric models need it: the mean of (1 + p·y)^−A, and of two integrals of it, when p is
 * Beta(a, B): 2F1(A, a; a + B; −y), Euler's integral (Abramowitz & Stegun 1964, 15.3.1).
 *
 * Written as integrals of positive terms they have none of the known holes: no 0/0 at a = 1, no cancellation for small y, no overflow for
 * thousands of purchases, no slow series as y grows. Two ways that share no code path and are tested against each other:
 * - the purchases that would come if nobody left are negative binomial, so the mean is a sum over their number (fast where it is short);
 * - the trapezoidal rule on the line of ln(p/(1 − p)), which converges exponentially (Trefethen & Weideman 2014, section 5).
 */
import { at } from './column.ts'

/** Longer sums cost more than the rule does. */
const LONGEST_SUM = 600
/** e^−x is nothing beside 1. */
const NOTHING = 40

/** Points and masses that stand for p ~ Beta(shape a, shape B); masses sum to one. */
export type BetaRule = { p: Float64Array; mass: Float64Array }

/**
 * Both tails in which the integrand no longer changes are closed geometric sums, so tiny shapes cost no more than large ones.
 * `reach` is the largest A·y that will be asked.
 */
export function betaRule(a: number, B: number, reach: number): BetaRule {
  const middle = Math.log(a / B)
  const step = Math.min(0.25, 0.7 * Math.sqrt(1 / a + 1 / B))
  const left = -NOTHING - Math.log1p(reach)
  const right = NOTHING + Math.log1p(reach)
  const height = (w: number): number => (w < 0 ? a * w - (a + B) * Math.log1p(Math.exp(w)) : -B * w - (a + B) * Math.log1p(Math.exp(-w)))
  const top = height(middle)
  const p: number[] = []
  const mass: number[] = []
  const walk = (from: number, stride: number, until: (w: number) => boolean, rate: number): void => {
    let w = from
    let relative = height(w) - top
    for (; relative > -740; w += stride, relative = height(w) - top) {
      const last = until(w)
      p.push(1 / (1 + Math.exp(-w)))
      mass.push(Math.exp(relative) / (last ? -Math.expm1(-rate * step) : 1))
      if (last) break
    }
  }
  walk(middle, -step, (w) => w < left, a)
  walk(middle + step, step, (w) => w > right, B)
  const total = mass.reduce((sum, one) => sum + one, 0)
  return { p: Float64Array.from(p), mass: Float64Array.from(mass, (one) => one / total) }
}

const isShort = (A: number, y: number): boolean =>
  A * Math.log1p(y) < 600 && A * y + 8 * Math.sqrt(A * y * (1 + y)) + NOTHING * (1 + y) < LONGEST_SUM

/** 2F1(A, a; a + B; −y): the chance that somebody who is a customer now still is when A·y more purchases were due. */
export function stillThere(A: number, a: number, B: number, y: number, rule = () => betaRule(a, B, A * y)): number {
  if (a === 0 || y === 0) return 1
  if (!isShort(A, y)) return meanStillThere(rule(), A, y)
  const z = y / (1 + y)
  let chance = Math.exp(-A * Math.log1p(y))
  let stays = 1
  let sum = 0
  for (let n = 0; ; n++) {
    const term = chance * stays
    sum += term
    if (n > A * y && term < 1e-18 * sum * (1 - z)) return sum
    stays *= (B + n) / (a + B + n)
    chance *= (z * (A + n)) / (n + 1)
  }
}

export function meanStillThere({ p, mass }: BetaRule, A: number, y: number): number {
  let sum = 0
  for (let row = 0; row < p.length; row++) sum += at(mass, row) * Math.exp(-A * Math.log1p(at(p, row) * y))
  return sum
}

/** The mean of (1 − (1 + p·y)^−A)/p: purchases until leaving, of somebody who is a customer now. */
export function purchasesWhileThere(A: number, a: number, B: number, y: number, rule = () => betaRule(a, B, A * y)): number {
  if (y === 0) return 0
  if (a === 0) return A * y
  if (!isShort(A, y)) return meanPurchases(rule(), A, y)
  const z = y / (1 + y)
  let chance = Math.exp(-A * Math.log1p(y))
  let stays = 1
  let made = 0
  let sum = 0
  for (let n = 0; ; n++) {
    const term = chance * made
    sum += term
    if (n > A * y + 1 && term < 1e-18 * sum * (1 - z)) return sum
    made += stays
    stays *= (B + n) / (a + B + n)
    chance *= (z * (A + n)) / (n + 1)
  }
}

export function meanPurchases({ p, mass }: BetaRule, A: number, y: number): number {
  let sum = 0
  for (let row = 0; row < p.length; row++) {
    const one = at(p, row)
    sum -= (at(mass, row) * Math.expm1(-A * Math.log1p(one * y))) / one
  }
  return sum
}

/** ∫₀^y 2F1(A, a; a + B; −v) dv: time until leaving, capped at y, of somebody who is a customer now. */
export function timeWhileThere(A: number, a: number, B: number, y: number, rule = () => betaRule(a, B, (A + 1) * y)): number {
  if (a === 0 || y === 0) return y
  const { p, mass } = rule()
  let sum = 0
  for (let row = 0; row < p.length; row++) {
    const one = at(p, row)
    const log = Math.log1p(one * y)
    sum += (at(mass, row) / one) * (A === 1 ? log : Math.expm1((1 - A) * log) / (1 - A))
  }
  return sum
}
