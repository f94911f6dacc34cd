/** From what somebody has bought to the figures that are kept of them, by one model's parameters. The same for one customer and for millions. */
import { at } from '../../science/column.ts'
import { sigmoid } from '../../science/gamma-function.ts'
import { expectedSpend, type SpendFit } from '../../science/gamma-gamma.ts'
import { type Histories, historyCount } from '../../science/histories.ts'
import type { Model } from '../../science/model.ts'
import { scoreHistories, type Wanted } from '../../science/scores.ts'
import { kernelOf } from '../../science/scoring.ts'
import type { ChanceOf, Thresholds } from './rules.ts'

/** What the orders say of one customer up to the as-of day. Days are numbers since 1970, money minor units of the house's currency. */
export type Bought = {
  customerId: string
  /** Days with a purchase, ascending. */
  days: readonly number[]
  /** Days after the first with a purchase in the house's currency, and what was spent after the first, refunds taken off. */
  spendDays: number
  spend: number
  /** The same up to a year before the as-of day. */
  yearSpendDays: number
  yearSpend: number
}

/** A model as figures are made with it. */
export type Measure = {
  model: Model
  spend: SpendFit | null
  limits: Thresholds
  horizonDays: number
  annualDiscount: number
  /** 1 leaves revenue. */
  marginShare: number
}

/** What the model expects of those who share a history. */
export type Expected = { alive: number; purchases: number; activeDays: number; present: number }
export type Book = (repeats: number, spanDays: number, ageDays: number) => Expected

const keyOf = (repeats: number, spanDays: number, ageDays: number): number => repeats * 2 ** 34 + spanDays * 2 ** 17 + ageDays

/** Scores these histories once, to be looked up by customer. Given `isPresentOnly`, only what is needed for the value. */
export function bookOf({ model, horizonDays, annualDiscount }: Measure, histories: Histories, isPresentOnly = false): Book {
  const present = { horizonDays, stepDays: 7, annualDiscount }
  const wanted: Wanted = isPresentOnly ? { present } : { purchasesWithinDays: horizonDays, activeWithinDays: horizonDays, present }
  const scores = scoreHistories(model, histories, wanted)
  const rows = new Map<number, number>()
  const length = historyCount(histories)
  for (let row = 0; row < length; row++)
    rows.set(keyOf(at(histories.repeats, row), at(histories.spanDays, row), at(histories.ageDays, row)), row)
  return (repeats, spanDays, ageDays) => {
    const row = rows.get(keyOf(repeats, spanDays, ageDays))
    if (row === undefined) throw new RangeError('a history that was not scored')
    return {
      alive: at(scores.alive, row),
      purchases: scores.purchases === null ? 0 : at(scores.purchases, row),
      activeDays: scores.activeDays === null ? 0 : at(scores.activeDays, row),
      present: scores.presentPurchases === null ? 0 : at(scores.presentPurchases, row),
    }
  }
}

/** The chance of a purchase within the cycle. Where it is no plain formula it is computed once for each number of repeats and age. */
export function chancesOf({ model, limits: { cycleDays } }: Pick<Measure, 'model' | 'limits'>): ChanceOf {
  const kernel = kernelOf(model)
  const unit = model.daysPerUnit
  const alive = (x: number, span: number, age: number): number => sigmoid(kernel.logOddsAlive(x, span / unit, age / unit))
  if (model.name !== 'pareto') return (x, span, age) => alive(x, span, age) * kernel.buys(x, age / unit, cycleDays / unit)
  const known = new Map<number, number>()
  return (x, span, age) => {
    const key = keyOf(x, 0, age)
    const buys = known.get(key) ?? kernel.buys(x, age / unit, cycleDays / unit)
    known.set(key, buys)
    return alive(x, span, age) * buys
  }
}

/** Expected spend of a visit. Who has shown none gets what all spend, or what was seen where that mean does not exist. */
function spendOfVisit({ parameters, boundary, observedMean }: SpendFit, visits: number, sum: number): number {
  if (visits > 0 && sum > 0) return expectedSpend(parameters, visits, sum / visits)
  return boundary === 'heavy-tail' ? observedMean : expectedSpend(parameters, 0, 0)
}

export type Values = { valueMinor: number | null; clvMinor: number | null; clvBeforeMinor: number | null }

export const YEAR_DAYS = 365

/** The last day's place in the history up to `until`: how many purchases lie there. */
export function visitsBy(days: readonly number[], until: number): number {
  let count = days.length
  while (count > 0 && (days[count - 1] ?? 0) > until) count--
  return count
}

export function valuesOf(bought: Bought, asOf: number, measure: Measure, expected: Expected, yearBook: Book): Values {
  const { spend, marginShare } = measure
  if (spend === null) return { valueMinor: null, clvMinor: null, clvBeforeMinor: null }
  const { days } = bought
  const first = days[0] ?? asOf
  const visit = spendOfVisit(spend, bought.spendDays, bought.spend) * marginShare
  const before = asOf - YEAR_DAYS
  const known = visitsBy(days, before)
  const last = days[known - 1]
  return {
    valueMinor: Math.round(visit * expected.purchases),
    clvMinor: Math.round(visit * expected.present),
    clvBeforeMinor:
      last === undefined
        ? null
        : Math.round(
            spendOfVisit(spend, bought.yearSpendDays, bought.yearSpend) *
              marginShare *
              yearBook(known - 1, last - first, before - first).present,
          ),
  }
}
