/**
 * What the Pareto/NBD says of one customer (Schmittlein, Morrison & Colombo 1987; Fader & Hardie, note 009: likelihood eq. 16, P(alive) eq.
 * 36–37, expected purchases eq. 41). P(at least one purchase) agrees with the conditional distribution of note 028 and is written as one
 * integral over the moment of the next purchase. Given alive, the rate of leaving is Gamma(s, β+T).
 */
import { lnGammaStep, softplus } from './gamma-function.ts'
import type { Kernel, ParetoModel } from './model.ts'
import { twoPowerIntegral } from './two-power-integral.ts'

/** ∫₀^ahead (scale/(scale + u))^s du; at s = 1 a logarithm. */
const activeWithin = (s: number, scale: number, ahead: number): number => {
  const log = Math.log1p(ahead / scale)
  return s === 1 ? scale * log : (scale * Math.expm1((1 - s) * log)) / (1 - s)
}

export function paretoKernel({ parameters: { r, alpha, s, beta } }: ParetoModel): Kernel {
  const logOddsGone = (x: number, span: number, age: number): number => {
    if (s === 0 || age <= span) return Number.NEGATIVE_INFINITY
    const [A, B] = [alpha + span, beta + span]
    const integral = twoPowerIntegral(r + x, A, s + 1, B, age - span)
    return Math.log((s * integral) / B) + (r + x) * Math.log1p((age - span) / A) + s * Math.log1p((age - span) / B)
  }
  const purchases = (x: number, age: number, ahead: number): number => ((r + x) / (alpha + age)) * activeWithin(s, beta + age, ahead)
  return {
    logLikelihood: (x, span, age) =>
      lnGammaStep(r, x) -
      r * Math.log1p(age / alpha) -
      x * Math.log(alpha + age) -
      s * Math.log1p(age / beta) +
      softplus(logOddsGone(x, span, age)),
    logOddsAlive: (x, span, age) => -logOddsGone(x, span, age),
    purchases,
    buys: (x, age, ahead) => ((r + x) / (alpha + age)) * twoPowerIntegral(r + x + 1, alpha + age, s, beta + age, ahead),
    remains: (_, age, ahead) => Math.exp(-s * Math.log1p(ahead / (beta + age))),
    active: (_, age, ahead) => activeWithin(s, beta + age, ahead),
    newcomer: (ahead) => purchases(0, 0, ahead),
    scale: (age) => beta + age,
    bend: (age, ahead) => s * Math.log1p(ahead / (beta + age)),
  }
}
