/**
 * What the BG/NBD and the MBG/NBD say of one customer.
 *
 * P(alive): Fader & Hardie, note 021; the MBG/NBD's in Hoppe & Wagner 2007. Expected purchases: Fader, Hardie & Lee 2005, eq. 10, written as
 * a mean over the chance of leaving (see hypergeometric.ts) so that a = 1 and huge counts are no special cases. P(alive later) and the
 * active time follow from the same posterior: rate ~ Gamma(r+x, α+T), chance of leaving ~ Beta(a, b+x+k), independent given alive.
 */
import { lnGammaStep, softplus } from './gamma-function.ts'
import { type BetaRule, betaRule, purchasesWhileThere, stillThere, timeWhileThere } from './hypergeometric.ts'
import type { BetaGeometricModel, Kernel } from './model.ts'

/** Further than anybody asks: purchases due within the longest horizon. */
const REACH = 1e9

export function betaGeometricKernel({ name, parameters: { r, alpha, a, b } }: BetaGeometricModel): Kernel {
  const k = name === 'mbgnbd' ? 1 : 0
  const rules = new Map<number, BetaRule>()
  const ruleFor = (x: number) => (): BetaRule => {
    const rule = rules.get(x) ?? betaRule(a, b + x + k, REACH * (1 + r + x))
    rules.set(x, rule)
    return rule
  }
  const logOddsGone = (x: number, span: number, age: number): number =>
    x + k === 0 || a === 0 ? Number.NEGATIVE_INFINITY : Math.log(a / (b + x + k - 1)) + (r + x) * Math.log1p((age - span) / (alpha + span))
  const purchases = (x: number, age: number, ahead: number): number =>
    purchasesWhileThere(r + x, a, b + x + k, ahead / (alpha + age), ruleFor(x))
  return {
    logLikelihood: (x, span, age) =>
      lnGammaStep(r, x) -
      r * Math.log1p(age / alpha) -
      x * Math.log(alpha + age) +
      (a === 0 ? 0 : lnGammaStep(b, x + k) - lnGammaStep(a + b, x + k)) +
      softplus(logOddsGone(x, span, age)),
    logOddsAlive: (x, span, age) => -logOddsGone(x, span, age),
    purchases,
    buys: (x, age, ahead) => -Math.expm1(-(r + x) * Math.log1p(ahead / (alpha + age))),
    remains: (x, age, ahead) => stillThere(r + x, a, b + x + k, ahead / (alpha + age), ruleFor(x)),
    active: (x, age, ahead) => (alpha + age) * timeWhileThere(r + x, a, b + x + k, ahead / (alpha + age), ruleFor(x)),
    newcomer: (ahead) => (k === 1 && a > 0 ? b / (a + b) : 1) * purchases(0, 0, ahead),
    scale: (age) => alpha + age,
    bend: (age, ahead) => (a * ahead) / (alpha + age),
  }
}
