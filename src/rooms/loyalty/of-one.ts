/** Everything that is said of one customer's loyalty: figures with their ranges, why, and how it went since the first purchase. */
import type { Fit } from '../../science/fit.ts'
import { expectedSpend, type SpendFit } from '../../science/gamma-gamma.ts'
import { figureInterval, type Interval, intervalOfTotal, varianceOf } from '../../science/intervals.ts'
import { askModel, type History } from '../../science/scoring.ts'
import { fromDayNumber } from '../../values/civil-date.ts'
import type { Figures, GoodRun, Setting } from './loyalty.ts'

const POINTS = 120
const SHOWN_PURCHASES = 35

export type TracePoint = { on: string; alive: number }

/** The chance of being a customer still, since the first purchase: on even days, and on both sides of the latest purchases, where it jumps. */
export function traceOf(fit: Fit, days: readonly number[], asOf: number): TracePoint[] {
  const first = days[0]
  if (first === undefined) return []
  const model = askModel(fit.scoring)
  const looks = new Set<number>([first, asOf])
  for (let point = 1; point < POINTS; point++) looks.add(first + Math.round(((asOf - first) * point) / POINTS))
  for (const day of days.slice(-SHOWN_PURCHASES)) {
    looks.add(day)
    if (day > first) looks.add(day - 1)
  }
  let visits = 0
  return [...looks]
    .sort((a, b) => a - b)
    .map((day) => {
      while (visits < days.length && (days[visits] ?? day) <= day) visits++
      const last = days[visits - 1] ?? first
      return { on: fromDayNumber(day), alive: model.alive({ repeats: visits - 1, spanDays: last - first, ageDays: day - first }) }
    })
}

/** A figure made of purchases and of spend, with the range of both: the two fits are of different data, so their variances add. */
function withSpend(purchases: Interval, spend: SpendFit, visits: number, sum: number, share: number): Interval {
  const { parameters } = spend
  const of = ([p = 0, q = 0, gamma = 0]: readonly number[]): number => {
    const own = { p, q: Math.max(q, 1 + 1e-6), gamma }
    return visits > 0 && sum > 0 ? expectedSpend(own, visits, sum / visits) : expectedSpend(own, 0, 0)
  }
  const values = [parameters.p, parameters.q, parameters.gamma]
  const visit = visits > 0 && sum > 0 ? of(values) : spend.boundary === 'heavy-tail' ? spend.observedMean : of(values)
  const ofSpend = varianceOf(values, spend.logCovariance, of) / (visit * visit)
  // The range of purchases is exp(±1.96 σ) of the value; taken back to a variance and put together.
  const sigma = purchases.value > 0 ? Math.log(purchases.high / purchases.value) / 1.959963984540054 : 0
  return intervalOfTotal(purchases.value * visit * share, sigma * sigma + ofSpend)
}

export type Ranges = { purchases: Interval; value: Interval | null; present: Interval | null; chanceOfNone: number }

/** How far the figures of one customer are known, as far as the parameters are uncertain. */
export function rangesOf(run: GoodRun, setting: Setting, figures: Figures, spend: { days: number; sum: number }): Ranges {
  const history: History = { repeats: figures.repeats, spanDays: figures.spanDays, ageDays: figures.ageDays }
  const horizonDays = setting.horizonWeeks * 7
  const discounting = { horizonDays, stepDays: 7, annualDiscount: setting.annualDiscount }
  const purchases = figureInterval(run.fit, (model) => askModel(model).purchasesWithin(history, horizonDays))
  const present = figureInterval(run.fit, (model) => askModel(model).presentPurchases(history, discounting))
  const share = run.margin?.share ?? 1
  return {
    purchases,
    value: run.spend && withSpend(purchases, run.spend, spend.days, spend.sum, share),
    present: run.spend && withSpend(present, run.spend, spend.days, spend.sum, share),
    chanceOfNone: 1 - askModel(run.fit.scoring).buysWithin(history, horizonDays),
  }
}
