/** One customer's figures, asked one by one: for a profile, a curve, a test. For many see scores.ts. Times in days. */
import { betaGeometricKernel } from './beta-geometric.ts'
import { DAYS_A_YEAR, type Discounting, endlessPresentTime, presentPurchases, presentWeights } from './discounting.ts'
import { sigmoid } from './gamma-function.ts'
import type { Kernel, Model, ParetoModel } from './model.ts'
import { paretoKernel } from './pareto.ts'

export type History = { repeats: number; spanDays: number; ageDays: number }

export const kernelOf = (model: Model): Kernel => (model.name === 'pareto' ? paretoKernel(model) : betaGeometricKernel(model))

/** All answers of one model; keep it while many are asked, for it remembers. */
export function askModel(model: Model) {
  const kernel = kernelOf(model)
  const unit = model.daysPerUnit
  const logOddsAlive = ({ repeats, spanDays, ageDays }: History): number => kernel.logOddsAlive(repeats, spanDays / unit, ageDays / unit)
  const alive = (history: History): number => sigmoid(logOddsAlive(history))
  return {
    logLikelihood: ({ repeats, spanDays, ageDays }: History): number => kernel.logLikelihood(repeats, spanDays / unit, ageDays / unit),
    logOddsAlive,
    /** The chance that the customer has not silently left. */
    alive,
    aliveAfter: (history: History, aheadDays: number): number =>
      alive(history) * kernel.remains(history.repeats, history.ageDays / unit, aheadDays / unit),
    /** The chance of at least one purchase in the next so many days. */
    buysWithin: (history: History, aheadDays: number): number =>
      alive(history) * kernel.buys(history.repeats, history.ageDays / unit, aheadDays / unit),
    purchasesWithin: (history: History, aheadDays: number): number =>
      alive(history) * kernel.purchases(history.repeats, history.ageDays / unit, aheadDays / unit),
    /** Days as a customer within the horizon; never asked without one, for the whole life's mean is infinite in most shops. */
    activeDaysWithin: (history: History, horizonDays: number): number =>
      alive(history) * kernel.active(history.repeats, history.ageDays / unit, horizonDays / unit) * unit,
    presentPurchases: (history: History, discounting: Discounting): number => {
      const age = history.ageDays / unit
      return alive(history) * presentPurchases(kernel, history.repeats, age, presentWeights(kernel, age, discounting, unit))
    },
    /** Expected repeat purchases within so many days of the first purchase. */
    newcomerPurchases: (aheadDays: number): number => kernel.newcomer(aheadDays / unit),
  }
}

/** All purchases still to come, discounted continuously at ln(1 + annual) a year (Pareto/NBD only: the others' sum may not exist). */
export function endlessPresentPurchases(model: ParetoModel, history: History, annualDiscount: number): number {
  const { r, alpha, s, beta } = model.parameters
  const age = history.ageDays / model.daysPerUnit
  const delta = (Math.log1p(annualDiscount) * model.daysPerUnit) / DAYS_A_YEAR
  return ((askModel(model).alive(history) * (r + history.repeats)) / (alpha + age)) * endlessPresentTime(s, beta + age, delta)
}
