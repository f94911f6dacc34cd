import type { Fit } from '../../science/fit.ts'
import { single } from '../../science/histories.ts'
import { customerEquity } from '../../science/value.ts'
import { type LoyaltyState, loyaltyStates } from './contract.ts'
import type { ScoredOne } from './figures-rules.ts'
import type { DayCounts } from './loyalty.ts'
import { medianOf, type Thresholds } from './rules.ts'
import type { Bought, Measure } from './scoring-rules.ts'

export const noCounts = (): Record<LoyaltyState, number> =>
  Object.fromEntries(loyaltyStates.map((state) => [state, 0])) as Record<LoyaltyState, number>

/** Customers by whom the range of the equity is measured. */
const MEASURED_ON = 5000

type Sampled = { repeats: number; spanDays: number; ageDays: number; meanSpend: number }

/** The sums of a day, added up customer by customer. */
export class DaySums {
  readonly counts = noCounts()
  loyalExpected = 0
  /** Loyal by their chance alone, and how many of those are late by their own rhythm. */
  byChance = 0
  late = 0
  equity = 0
  customers = 0
  readonly #tenures = new Map<number, number>()
  readonly #every: number
  readonly #sample: Sampled[] = []

  readonly #limits: Thresholds

  constructor(customers: number, limits: Thresholds) {
    this.#limits = limits
    this.#every = Math.max(1, Math.ceil(customers / MEASURED_ON))
  }

  add({ figures }: ScoredOne, { spendDays, spend }: Bought): void {
    const { state, repeats, spanDays, ageDays, buys, lateBy, clvMinor } = figures
    this.counts[state]++
    if (repeats > 0) {
      this.loyalExpected += buys
      if (buys >= this.#limits.thetaEnter) {
        this.byChance++
        if (lateBy !== null && lateBy >= this.#limits.lateAfter) this.late++
      }
    }
    if (state === 'loyal') this.#tenures.set(ageDays, (this.#tenures.get(ageDays) ?? 0) + 1)
    this.equity += clvMinor ?? 0
    if (this.customers++ % this.#every === 0)
      this.#sample.push({ repeats, spanDays, ageDays, meanSpend: spendDays > 0 && spend > 0 ? spend / spendDays : 0 })
  }

  get tenureMedianDays(): number | null {
    return medianOf(this.#tenures)
  }

  /** The equity with the range in which it lies as far as the parameters are uncertain, measured on some and carried over to all. */
  equityRange(fit: Fit, { spend, horizonDays, annualDiscount }: Measure): Pick<DayCounts, 'equityMinor' | 'equityLow' | 'equityHigh'> {
    if (spend === null) return { equityMinor: null, equityLow: null, equityHigh: null }
    const column = (pick: (one: Sampled) => number): Float64Array => Float64Array.from(this.#sample, pick)
    const histories = single(
      column(({ repeats }) => repeats),
      column(({ spanDays }) => spanDays),
      column(({ ageDays }) => ageDays),
    )
    const meanSpend = column((one) => one.meanSpend)
    const part = customerEquity(fit, spend, { histories, meanSpend }, { horizonDays, stepDays: 7, annualDiscount })
    const wide = part.value > 0 ? part.high / part.value : 1
    return { equityMinor: this.equity, equityLow: Math.round(this.equity / wide), equityHigh: Math.round(this.equity * wide) }
  }
}
