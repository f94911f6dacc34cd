import { describe, expect, it } from 'vitest'
import { modelNames, reference, referenceName, weekly } from '../../test/fixtures/cdnow/cdnow.ts'
import { endlessPresentTime, presentPurchases, presentWeights } from './discounting.ts'
import { expectedSpend } from './gamma-gamma.ts'
import type { Model } from './model.ts'
import { askModel, endlessPresentPurchases, kernelOf } from './scoring.ts'

const PRECISION = 1e-9
const error = (value: number, truth: number): number => (value === truth ? 0 : Math.abs(value - truth) / Math.abs(truth))

/** Where a double holds nothing, the reference gives the power of ten instead. */
function holds(value: number, truth: unknown, where: string): void {
  if (truth === null || truth === undefined) return
  const number = typeof truth === 'object' && 'value' in truth ? truth.value : truth
  if (typeof number !== 'number') throw new Error(`not a figure: ${where}`)
  expect(Number.isNaN(value), where).toBe(false)
  if (Math.abs(number) < 1e-300) expect(Math.abs(value), where).toBeLessThan(1e-290)
  else expect(error(value, number), where).toBeLessThan(PRECISION)
}

describe('figures at fixed parameters', () => {
  it.each(
    reference.fixedParameterCases.cases.map(
      (one) => [`${one.model} x=${one.x} t_x=${one.t_x_days} T=${one.T_days} t=${one.t_weeks}`, one] as const,
    ),
  )('agree with 30-digit arithmetic: %s', (where, one) => {
    const ask = askModel(weekly(one.model, one.params))
    const history = { repeats: one.x, spanDays: one.t_x_days, ageDays: one.T_days }
    const ahead = one.t_weeks * 7
    holds(ask.logLikelihood(history), one['logLik'], where)
    holds(ask.logOddsAlive(history), one['logOddsAlive'], where)
    holds(ask.alive(history), one['pAlive'], where)
    holds(ask.purchasesWithin(history, ahead), one['expected'], where)
    holds(ask.buysWithin(history, ahead), one['pAtLeastOne'], where)
    holds(ask.aliveAfter(history, ahead), one['pAliveAhead'], where)
    holds(ask.activeDaysWithin(history, ahead) / 7, one['activeWeeks'], where)
  })
  it('agree for fifty CDNOW customers, present value and a five-year horizon included', () => {
    for (const customer of reference.customers)
      for (const name of modelNames) {
        const truth = customer[referenceName(name)] ?? {}
        const model = weekly(name, reference.fits[referenceName(name)]?.params ?? {})
        const ask = askModel(model)
        const history = { repeats: customer.x, spanDays: customer.t_x_days, ageDays: customer.T_days }
        const where = `${name} ${JSON.stringify(history)}`
        holds(ask.logLikelihood(history), truth['logLik'], where)
        holds(ask.purchasesWithin(history, 273), truth['expected'], where)
        holds(ask.buysWithin(history, 273), truth['pAtLeastOne'], where)
        holds(ask.aliveAfter(history, 364), truth['pAlive52Ahead'], where)
        holds(ask.activeDaysWithin(history, 364) / 7, truth['activeWeeksNext52'], where)
        holds(ask.activeDaysWithin(history, 1820) / 7, truth['activeWeeksNext260'], where)
        holds(ask.presentPurchases(history, { horizonDays: 364, stepDays: 7, annualDiscount: 0.15 }), truth['discountedExpected52'], where)
        if (model.name === 'pareto') holds(endlessPresentPurchases(model, history, 0.15), truth['DERT'], where)
      }
  })
  it('agree for newcomers', () => {
    for (const [model, cases] of Object.entries(reference.fixedParameterCases.unconditional)) {
      const params = reference.fixedParameterCases.cases.find((one) => one.model === model)?.params ?? {}
      for (const { t, expected } of cases)
        holds(askModel(weekly(model, params)).newcomerPurchases(Number(t) * 7), expected, `${model} ${t}`)
    }
  })
  it('agree for the spend', () => {
    for (const { params, x, m, expectedSpend: truth } of reference.fixedParameterCases.gammaGamma)
      holds(expectedSpend(params, x, Number(m)), truth, `${x} ${m}`)
  })
})

describe('published figures', () => {
  const bgnbd = askModel(weekly('bgnbd', { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }))
  const pareto = askModel(weekly('pareto', { r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 }))
  const busy = { repeats: 26, spanDays: 216, ageDays: 217 }
  const typical = { repeats: 2, spanDays: 213, ageDays: 272 }
  it('customer 1516 of the BTYD walkthrough', () => {
    expect(bgnbd.purchasesWithin(busy, 364)).toBeCloseTo(25.757, 2)
    expect(bgnbd.alive(busy)).toBeCloseTo(0.96885, 5)
    expect(pareto.purchasesWithin(busy, 364)).toBeCloseTo(25.456, 1)
    expect(pareto.alive(busy)).toBeCloseTo(0.99787, 5)
  })
  it('customer 1 of Fader, Hardie & Lee 2005: 1.226 purchases in the next 39 weeks', () => {
    expect(bgnbd.purchasesWithin(typical, 273)).toBeCloseTo(1.226, 3)
  })
  it('the spreadsheet of Hardie: purchases of a newcomer by week', () => {
    const exact = askModel(weekly('bgnbd', { r: 0.242594150135163, alpha: 4.41359212062015, a: 0.792919156875463, b: 2.4258950494563 }))
    const published: [number, number][] = [
      [0.1429, 0.0078],
      [1, 0.0532],
      [3, 0.1506],
      [31.8571, 1.0405],
      [32, 1.0437],
      [78, 1.8576],
    ]
    // The spreadsheet ends its series early: its 78th week lacks .0004.
    for (const [week, purchases] of published) expect(Math.abs(exact.newcomerPurchases(week * 7) - purchases)).toBeLessThan(0.0005)
  })
  it('a year of the Pareto/NBD: 1.473 purchases of a newcomer', () => {
    expect(pareto.newcomerPurchases(364)).toBeCloseTo(1.473, 3)
  })
  it('at least one purchase, by the conditional distribution of note 028: .598525', () => {
    const model = askModel({ name: 'pareto', daysPerUnit: 1, parameters: { r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 } })
    expect(model.buysWithin({ repeats: 2, spanDays: 30, ageDays: 38 }, 39)).toBeCloseTo(0.598525, 3)
  })
  it('the first ten spenders of note 025', () => {
    const params = { p: 6.25, q: 3.74, gamma: 15.44 }
    const spenders: [number, number][] = [
      [2, 22.35],
      [1, 11.77],
      [0, 0],
      [0, 0],
      [0, 0],
      [7, 73.74],
      [1, 11.77],
      [0, 0],
    ]
    expect(spenders.map(([x, m]) => expectedSpend(params, x, m).toFixed(1))).toEqual([
      '24.7',
      '18.9',
      '35.2',
      '35.2',
      '35.2',
      '71.5',
      '18.9',
      '35.2',
    ])
  })
})

describe('no holes in the formulas', () => {
  const history = { repeats: 3, spanDays: 100, ageDays: 200 }
  const near = [-1e-3, -1e-6, -1e-9, -1e-12, 0, 1e-12, 1e-9, 1e-6, 1e-3]
  it.each(['bgnbd', 'mbgnbd'])('%s: a = 1 is a number like any other', (name) => {
    const at = (a: number): number => askModel(weekly(name, { r: 0.3, alpha: 5, a, b: 2.4 })).purchasesWithin(history, 273)
    const slope = (at(1 + 1e-3) - at(1 - 1e-3)) / 2e-3
    for (const off of near) expect(Math.abs(at(1 + off) - at(1) - slope * off), `${off}`).toBeLessThan(1e-6)
  })
  it('pareto: s = 1 is a number like any other', () => {
    const at = (s: number): number => askModel(weekly('pareto', { r: 0.3, alpha: 5, s, beta: 12 })).purchasesWithin(history, 273)
    const slope = (at(1 + 1e-3) - at(1 - 1e-3)) / 2e-3
    for (const off of near) expect(Math.abs(at(1 + off) - at(1) - slope * off), `${off}`).toBeLessThan(1e-6)
  })
  it('an active time at r + x = 1 is a number like any other', () => {
    const at = (r: number): number =>
      askModel(weekly('mbgnbd', { r, alpha: 5, a: 0.8, b: 2.4 })).activeDaysWithin({ ...history, repeats: 0, spanDays: 0 }, 364)
    expect(Math.abs(at(1 + 1e-9) - at(1))).toBeLessThan(1e-5)
    expect(Math.abs(at(1 - 1e-13) - at(1))).toBeLessThan(1e-9)
  })
  it('a customer of 221 purchases who came yesterday has a chance, not a NaN', () => {
    const ask = askModel(weekly('pareto', { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 }))
    expect(ask.alive({ repeats: 221, spanDays: 724, ageDays: 725 })).toBeGreaterThan(0.99)
    expect(ask.alive({ repeats: 221, spanDays: 725, ageDays: 725 })).toBe(1)
  })
  it('where nobody leaves, the purchases are those of the rate', () => {
    const models: Model[] = [
      weekly('bgnbd', { r: 2, alpha: 5, a: 0, b: 1 }),
      weekly('mbgnbd', { r: 2, alpha: 5, a: 0, b: 1 }),
      weekly('pareto', { r: 2, alpha: 5, s: 0, beta: 1 }),
    ]
    for (const model of models) {
      const ask = askModel(model)
      expect(ask.alive(history)).toBe(1)
      expect(ask.purchasesWithin(history, 70)).toBeCloseTo((5 / (5 + 200 / 7)) * 10, 10)
      expect(ask.activeDaysWithin(history, 70)).toBeCloseTo(70, 10)
      expect(ask.logLikelihood(history)).toBeCloseTo(Math.log(24) + 2 * Math.log(5) - 5 * Math.log(5 + 200 / 7), 10)
    }
  })
  it('Pareto/NBD stays whole where β is huge', () => {
    const parameters = { r: 0.5, alpha: 10, s: 64, beta: 7721 }
    const ask = askModel(weekly('pareto', parameters))
    expect(ask.alive(history)).toBeGreaterThan(0.5)
    expect(endlessPresentPurchases({ name: 'pareto', daysPerUnit: 7, parameters }, history, 0.15)).toBeGreaterThan(1)
  })
})

describe('present value', () => {
  const discounting = { horizonDays: 364, stepDays: 7, annualDiscount: 0.15 }
  it.each(['bgnbd', 'mbgnbd', 'pareto'])(
    '%s: a few points of the curve give the sum over all weeks, and over all days, to a millionth and better',
    (name) => {
      const shapes = [
        [0.05, 0.4, 0.1, 0.5],
        [0.5, 6, 0.9, 2],
        [1, 0.02, 3, 0.3],
        [20, 300, 40, 200],
      ]
      for (const [r = 0, alpha = 0, third = 0, fourth = 0] of shapes) {
        const kernel = kernelOf(
          weekly(name, name === 'pareto' ? { r, alpha, s: third, beta: fourth * 10 } : { r, alpha, a: third, b: fourth }),
        )
        for (const [x, age] of [
          [0, 1],
          [0, 300],
          [3, 40],
          [90, 700],
        ] as const)
          for (const stepDays of [7, 1]) {
            const few = presentPurchases(kernel, x, age / 7, presentWeights(kernel, age / 7, { ...discounting, stepDays }, 7))
            const keep = 1.15 ** (-stepDays / 364)
            let sum = 0
            let before = 0
            for (let step = 1; step * stepDays <= 364; step++) {
              const expected = kernel.purchases(x, age / 7, (step * stepDays) / 7)
              sum += (expected - before) * keep ** step
              before = expected
            }
            expect(error(few, sum), `${name} ${r} ${alpha} ${x} ${age} ${stepDays}`).toBeLessThan(1e-8)
          }
      }
    },
  )
  it('says the period of its rate: 15 % a year, whatever the step', () => {
    const ask = askModel(weekly('bgnbd', { r: 2, alpha: 1, a: 0, b: 1 }))
    const steady = { repeats: 100, spanDays: 360, ageDays: 360 }
    const [weeks, days] = [7, 1].map((stepDays) => ask.presentPurchases(steady, { ...discounting, stepDays }))
    expect(Math.abs((weeks ?? 0) / (days ?? 1) - 1)).toBeLessThan(0.002)
    expect(weeks).toBeLessThan(ask.purchasesWithin(steady, 364))
    expect(weeks).toBeGreaterThan(ask.purchasesWithin(steady, 364) / 1.15)
  })
  it('without an end agrees with the published 6.6148 (x = 2, t_x = 30, T = 38, δ = .002687)', () => {
    const parameters = { r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 }
    const ask = askModel({ name: 'pareto', daysPerUnit: 1, parameters })
    const alive = ask.alive({ repeats: 2, spanDays: 30, ageDays: 38 })
    expect(((alive * 2.5534) / (10.5802 + 38)) * endlessPresentTime(0.6061, 11.6562 + 38, 0.002687)).toBeCloseTo(6.6148, 2)
  })
})
