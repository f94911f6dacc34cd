/** A buying model with its parameters, as it is kept and handed around. */

/** MBG/NBD is the default: who may leave after the first purchase is not counted as alive for ever for never having come again. */
export type ModelName = 'bgnbd' | 'mbgnbd' | 'pareto'

/** Purchases come at a rate ~ Gamma(r, α); after a purchase a customer leaves with a chance ~ Beta(a, b). a = 0: nobody ever leaves. */
export type BetaGeometricParameters = { r: number; alpha: number; a: number; b: number }

/** Purchases come at a rate ~ Gamma(r, α), leaving at a rate ~ Gamma(s, β). s = 0: nobody ever leaves. */
export type ParetoParameters = { r: number; alpha: number; s: number; beta: number }

export type BetaGeometricModel = { name: 'bgnbd' | 'mbgnbd'; daysPerUnit: number; parameters: BetaGeometricParameters }
export type ParetoModel = { name: 'pareto'; daysPerUnit: number; parameters: ParetoParameters }

/** Parameters speak of time in units of so many days: 7 for weeks, as in the papers. All functions here take days. */
export type Model = BetaGeometricModel | ParetoModel

/**
 * What a model says of one customer, times in the model's own unit. Everything but the first two is GIVEN that the customer is still one now
 * (`age` after the first purchase), and then depends on the repeats and the age alone: that is why millions can be scored by tables.
 */
export type Kernel = {
  logLikelihood: (repeats: number, span: number, age: number) => number
  /** ln(P(alive)/(1 − P(alive))); infinite where the model is certain. */
  logOddsAlive: (repeats: number, span: number, age: number) => number
  /** Expected purchases within `ahead`. */
  purchases: (repeats: number, age: number, ahead: number) => number
  /** Chance of at least one purchase within `ahead`. */
  buys: (repeats: number, age: number, ahead: number) => number
  /** Chance of being a customer still after `ahead`. */
  remains: (repeats: number, age: number, ahead: number) => number
  /** Expected time as a customer within `ahead`. */
  active: (repeats: number, age: number, ahead: number) => number
  /** Expected purchases of somebody from the day of the first purchase on. */
  newcomer: (ahead: number) => number
  /** Purchases change with time ahead as smooth functions of ln(1 + ahead/scale), more curved where `bend` is large. */
  scale: (age: number) => number
  bend: (age: number, ahead: number) => number
}
