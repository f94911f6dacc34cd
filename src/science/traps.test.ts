import { describe, expect, it } from 'vitest'
import { simulated, simulatedSpends } from '../../bench/science-population.ts'
import { cdnowHistories, modelNames, weekly } from '../../test/fixtures/cdnow/cdnow.ts'
import { backTest } from './back-test.ts'
import { cohortTable } from './cohorts.ts'
import { type Fit, fitModel } from './fit.ts'
import { expectedSpends, fitSpend } from './gamma-gamma.ts'
import { grouped, type Histories, single, totalsOf } from './histories.ts'
import { purchasesWhileThere } from './hypergeometric.ts'
import type { Model, ModelName } from './model.ts'
import { occasionsOf } from './occasions.ts'
import { scoreHistories } from './scores.ts'
import { askModel, endlessPresentPurchases } from './scoring.ts'
import { seenAtTheStart, summaryOf } from './summary.ts'
import { twoPowerIntegral } from './two-power-integral.ts'

/** The nineteen ways in which other packages have gone wrong, each as it was reported of them. */

const cdnow = cdnowHistories()
const bgnbd = weekly('bgnbd', { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 })
const mbgnbd = weekly('mbgnbd', { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 })
const pareto = weekly('pareto', { r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 })
const models: Model[] = [bgnbd, mbgnbd, pareto]

function needed<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('nothing there')
  return value
}
const fitted = (name: ModelName, histories: Histories): Fit => needed(fitModel(name, histories).fit)
const store = (count: number, seed: number, a = 0.9): Histories => {
  const { repeats, spanDays, ageDays } = simulated({ name: 'bgnbd', r: 0.9, alpha: 6, a, b: a === 0 ? 1 : 1.8 }, count, { seed })
  return single(repeats, spanDays, ageDays)
}
const orders = (lines: [number, number, number][]) => ({
  customer: Int32Array.from(lines, ([who]) => who),
  day: Int32Array.from(lines, ([, day]) => day),
  amount: Float64Array.from(lines, ([, , amount]) => amount),
})

describe('traps', () => {
  it('1, overflow: 221 and 5,000 purchases have figures like two', () => {
    for (const model of models)
      for (const repeats of [221, 5000]) {
        const ask = askModel(model)
        for (const [spanDays, ageDays] of [
          [724, 725],
          [363, 364],
          [7, 259],
        ] as const) {
          const history = { repeats, spanDays, ageDays }
          for (const figure of [
            ask.logLikelihood(history),
            ask.alive(history),
            ask.purchasesWithin(history, 364),
            ask.buysWithin(history, 91),
          ])
            expect(Number.isFinite(figure)).toBe(true)
        }
      }
  })
  it('2, cancellation at a = 1 and s = 1: the value between its neighbours', () => {
    const history = { repeats: 2, spanDays: 213, ageDays: 272 }
    for (const name of modelNames) {
      const at = (third: number): number =>
        askModel(
          weekly(name, name === 'pareto' ? { r: 0.5, alpha: 10, s: third, beta: 11 } : { r: 0.3, alpha: 5, a: third, b: 2.4 }),
        ).purchasesWithin(history, 273)
      for (const off of [-1e-6, -1e-12, 0, 1e-15, 1e-9]) {
        const between = at(1 - 1e-5) + ((at(1 + 1e-5) - at(1 - 1e-5)) * (1e-5 + off)) / 2e-5
        expect(Math.abs(at(1 + off) / between - 1)).toBeLessThan(1e-6)
      }
    }
  })
  it('3, z near 1: a rate that is nothing beside the time ahead', () => {
    // A/(A + …) of α = 1e-4 weeks and 39 weeks ahead; the mean over p of (1 − (1+py)^−A)/p lies between those of p = 1 and p = 0.
    const figure = purchasesWhileThere(0.243, 0.793, 2.426, 39 / 1e-4)
    expect(figure).toBeGreaterThan(-Math.expm1(-0.243 * Math.log1p(39e4)))
    expect(figure).toBeLessThan(0.243 * 39e4)
  })
  it('4, a difference of two that are nearly equal: a day apart, and exactly nothing on the day itself', () => {
    expect(twoPowerIntegral(30.5, 100, 1.6, 100, 0)).toBe(0)
    expect(twoPowerIntegral(30.5, 100, 1.6, 100, 1e-9) / 1e-9).toBeCloseTo(1, 8)
    expect(askModel(pareto).alive({ repeats: 30, spanDays: 300, ageDays: 300 })).toBe(1)
  })
  it('5, no dropout to be seen: said, and scored by the NBD; the opposite limit stays finite', () => {
    for (const name of modelNames) expect(fitted(name, store(1500, 3, 0))).toMatchObject({ boundary: 'no-dropout' })
    const huge = { name: 'pareto', daysPerUnit: 7, parameters: { r: 0.5, alpha: 10, s: 6.4e5, beta: 7.7e7 } } as const
    expect(endlessPresentPurchases(huge, { repeats: 2, spanDays: 100, ageDays: 150 }, 0.1)).toBeGreaterThan(0)
  })
  it('6, scale: a million customers like CDNOW’s have CDNOW’s parameters, and the likelihood is comparable with the papers', () => {
    const million = { ...cdnow, customers: cdnow.customers.map((one) => one * 425) }
    expect(totalsOf(million).customers).toBeGreaterThan(1e6)
    for (const name of modelNames) {
      const [one, all] = [fitted(name, cdnow), fitted(name, million)]
      expect(all.model.parameters.r / one.model.parameters.r).toBeCloseTo(1, 4)
      expect(all.logLikelihood / 425).toBeCloseTo(one.logLikelihood, 4)
    }
  })
  it('7, convergence: the gradient is level, or the fit is refused', () => {
    for (let seed = 0; seed < 5; seed++)
      for (const name of modelNames) {
        const { fit, refused } = fitModel(name, store(100, 70 + seed))
        if (fit === null) expect(needed(refused).length).toBeGreaterThan(0)
        else expect(fit.steepest).toBeLessThan(1e-6)
      }
  })
  it('8, units: weeks or days inside, the same answers outside', () => {
    const days: Model = { name: 'bgnbd', daysPerUnit: 1, parameters: { r: 0.243, alpha: 4.414 * 7, a: 0.793, b: 2.426 } }
    const history = { repeats: 3, spanDays: 90, ageDays: 130 }
    const discounting = { horizonDays: 364, stepDays: 7, annualDiscount: 0.15 }
    expect(askModel(days).presentPurchases(history, discounting)).toBeCloseTo(askModel(bgnbd).presentPurchases(history, discounting), 10)
  })
  it('9, frequency is of days after the first, and everybody’s time ends on the same day', () => {
    const { histories } = summaryOf(
      occasionsOf(
        orders([
          [0, 10, 5],
          [0, 10, 9],
          [0, 40, 5],
          [1, 20, 5],
        ]),
      ).occasions,
      { asOfDay: 100 },
    )
    expect(Array.from(histories.repeats)).toEqual([1, 0])
    expect(Array.from(histories.ageDays)).toEqual([90, 80])
  })
  it('10, who never came again has no mean spend and never enters the spend model', () => {
    const { repeats } = simulated({ name: 'bgnbd', r: 0.9, alpha: 6, a: 0.9, b: 1.8 }, 800, { seed: 6 })
    const spend = simulatedSpends(repeats, { p: 6, q: 4, gamma: 15 }, 7)
    expect(needed(fitSpend(repeats, spend).fit).customers).toBe(repeats.filter((one) => one > 0).length)
  })
  it('11, money given back is no purchase, and an order given back whole is none either', () => {
    const log = {
      ...orders([
        [0, 1, 50],
        [0, 9, 50],
        [0, 12, -50],
      ]),
      refundOf: Int32Array.of(-1, -1, 1),
    }
    expect(occasionsOf(log).occasions.day).toHaveLength(1)
    expect(occasionsOf({ ...log, refundOf: null }).occasions.day).toHaveLength(2)
  })
  it('12, a tail without a mean never makes a negative worth', () => {
    const { repeats } = simulated({ name: 'bgnbd', r: 0.9, alpha: 6, a: 0.9, b: 1.8 }, 1500, { seed: 8 })
    const fit = needed(fitSpend(repeats, simulatedSpends(repeats, { p: 3, q: 0.5, gamma: 9 }, 9)).fit)
    expect(fit.boundary).toBe('heavy-tail')
    expect(Math.min(...expectedSpends(fit, repeats, new Float64Array(repeats.length)))).toBeGreaterThan(0)
  })
  it('13, spend that goes with frequency is flagged', () => {
    const { repeats } = simulated({ name: 'bgnbd', r: 0.9, alpha: 6, a: 0.9, b: 1.8 }, 800, { seed: 10 })
    const alone = simulatedSpends(repeats, { p: 6, q: 4, gamma: 15 }, 11)
    expect(needed(fitSpend(repeats, alone).fit).independenceIsDoubtful).toBe(false)
    const together = alone.map((one, row) => one * needed(repeats[row]))
    expect(needed(fitSpend(repeats, together).fit).independenceIsDoubtful).toBe(true)
  })
  it('14, customers older than the log are left out and counted, and a log that begins mid-life is seen', () => {
    const { occasions } = occasionsOf(
      orders([
        [0, 10, 5],
        [0, 30, 5],
        [1, 20, 5],
      ]),
    )
    expect(summaryOf(occasions, { asOfDay: 90, trueFirstDay: Float64Array.of(-900, 20) }).leftOut.acquiredBefore).toBe(1)
    expect(seenAtTheStart(Int32Array.of(1, 2, 3, 4, 40), 0).timesNext).toBe(4)
  })
  it('15, guests are counted apart, and a wholesaler does not break the store', () => {
    expect(
      occasionsOf(
        orders([
          [-1, 10, 5],
          [0, 10, 5],
        ]),
      ).counts.nobody,
    ).toBe(1)
    const households = store(800, 12)
    const withOne = single(
      Float64Array.of(...households.repeats, 700),
      Float64Array.of(...households.spanDays, 720),
      Float64Array.of(...households.ageDays, 725),
    )
    for (const name of modelNames)
      expect(askModel(fitted(name, withOne).scoring).alive({ repeats: 700, spanDays: 720, ageDays: 725 })).toBeGreaterThan(0.8)
  })
  it('16, the spike at 5,000 purchases: a chance of a purchase, not half of one', () => {
    const history = { repeats: 5000, spanDays: 363, ageDays: 364 }
    expect(askModel(pareto).buysWithin(history, 273) / askModel(pareto).alive(history)).toBeCloseTo(1, 3)
  })
  it('17, who first came after the as-of day is neither fitted nor refused', () => {
    const summary = summaryOf(
      occasionsOf(
        orders([
          [0, 10, 5],
          [1, 95, 5],
        ]),
      ).occasions,
      { asOfDay: 90, laterUntilDay: 120 },
    )
    expect(summary.histories.repeats).toHaveLength(1)
    expect(summary.leftOut.acquiredLater).toBe(1)
  })
  it('18, expectations are not rounded, and sums agree with the cohorts that they come from', () => {
    const { repeats, spanDays, ageDays } = cdnow
    const { purchases } = scoreHistories(mbgnbd, { repeats, spanDays, ageDays, customers: cdnow.customers }, { purchasesWithinDays: 91 })
    expect(needed(purchases).some((one) => !Number.isInteger(one))).toBe(true)
    const { occasions } = occasionsOf(
      orders([
        [0, 10, 5],
        [0, 45, 5],
        [1, 20, 5],
        [2, 50, 5],
      ]),
    )
    expect(cohortTable(occasions, 90).cohorts.reduce((sum, one) => sum + one.customers, 0)).toBe(
      totalsOf(summaryOf(occasions, { asOfDay: 90 }).histories).customers,
    )
  })
  it('19, the error of the total on what came after is printed beside the forecast: a shop whose season follows is under-forecast', () => {
    const quiet = simulated({ name: 'bgnbd', r: 0.9, alpha: 6, a: 0.9, b: 1.8 }, 3000, {
      seed: 14,
      acquiredOverDays: 200,
      youngestDays: 60,
      laterDays: 91,
    })
    const histories = single(quiet.repeats, quiet.spanDays, quiet.ageDays)
    const { scoring } = fitted('mbgnbd', grouped(histories).histories)
    const season = quiet.laterRepeats.map((one) => one * 2)
    const [usual, busy] = [quiet.laterRepeats, season].map((later) => backTest(scoring, histories, later, 91).total.error)
    expect(Math.abs(needed(usual))).toBeLessThan(0.15)
    expect(needed(busy)).toBeLessThan(-0.4)
  })
})
