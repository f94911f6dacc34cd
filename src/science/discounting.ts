/**
 * The present value of purchases to come.
 *
 * Σ_{k=1..H} [E(k) − E(k−1)]/(1+i)^k over steps of a week or a day, i = (1 + annual)^(1/steps a year) − 1: money counts at the end of the step in
 * which it comes. The sum over dozens of steps is taken from a few points of the smooth curve E (quadrature.ts), to 1e-9 of itself.
 * Without an end, for the Pareto/NBD: the discounted expected residual transactions of Fader, Hardie & Lee 2005, JMR 42(4), eq. 4.
 */
import { at } from './column.ts'
import type { Kernel } from './model.ts'
import { condensed } from './quadrature.ts'

/** A year is 52 weeks, as in the papers. */
export const DAYS_A_YEAR = 364

/** The discount is a yearly share (0.15 for 15 %); its period stands in its name, always. */
export type Discounting = { horizonDays: number; stepDays: number; annualDiscount: number }

/** Moments ahead and what purchases expected by then weigh in the present value. */
export type PresentWeights = { ahead: Float64Array; weights: Float64Array }

const PRECISION = 1e-10

const keepPerStep = ({ stepDays, annualDiscount }: Discounting): number => (1 + annualDiscount) ** (-stepDays / DAYS_A_YEAR)

/** Σ v^k [E(k) − E(k−1)] = v^H E(H) + Σ_{k<H} (v^k − v^{k+1}) E(k). A last step that is cut short counts for its part of the time. */
function everyStep(discounting: Discounting, daysPerUnit: number): PresentWeights {
  const { horizonDays, stepDays } = discounting
  const steps = Math.max(1, Math.ceil(horizonDays / stepDays - 1e-9))
  const keep = keepPerStep(discounting)
  const ahead = Float64Array.from({ length: steps }, (_, row) => Math.min((row + 1) * stepDays, horizonDays) / daysPerUnit)
  const weights = Float64Array.from({ length: steps }, (_, row) => keep ** (row + 1) * (row + 1 < steps ? 1 - keep : 1))
  return { ahead, weights }
}

/** Weights for customers of one age; times in the model's unit. */
export function presentWeights(kernel: Kernel, age: number, discounting: Discounting, daysPerUnit: number): PresentWeights {
  const exact = everyStep(discounting, daysPerUnit)
  const last = exact.ahead.length - 1
  const scale = kernel.scale(age)
  const place = (ahead: number): number => Math.log1p(ahead / scale)
  const high = place(at(exact.ahead, last))
  const slant = (2 * Math.PI) / high
  const count = Math.ceil(-Math.log(PRECISION) / Math.asinh(slant) + 3 * Math.sqrt(kernel.bend(age, at(exact.ahead, last)))) + 2
  if (count >= last) return exact
  const few = condensed(count, 0, high, exact.ahead.map(place), exact.weights)
  return { ahead: few.nodes.map((one) => scale * Math.expm1(one)), weights: few.weights }
}

/** Purchases in present value, of somebody who is a customer now. */
export function presentPurchases(kernel: Kernel, repeats: number, age: number, { ahead, weights }: PresentWeights): number {
  let sum = 0
  for (let row = 0; row < ahead.length; row++) sum += at(weights, row) * kernel.purchases(repeats, age, at(ahead, row))
  return sum
}

/** ∫₀^∞ e^−δu (scale/(scale + u))^s du by the trapezoidal rule on the line of ln u, which converges exponentially. */
export function endlessPresentTime(s: number, scale: number, delta: number): number {
  const step = 0.2
  const top = Math.log(Math.min(1 / delta, scale + 1 / delta)) + 6
  let sum = 0
  for (let w = top; w > top - 60; w -= step) {
    const u = Math.exp(w)
    sum += step * Math.exp(w - delta * u - s * Math.log1p(u / scale))
  }
  return sum
}
