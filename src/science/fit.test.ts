import { describe, expect, it } from 'vitest'
import { type BuyingTruth, simulated } from '../../bench/science-population.ts'
import { cdnowHistories, modelNames, reference, referenceName } from '../../test/fixtures/cdnow/cdnow.ts'
import { betaGeometricSlope, prepared } from './beta-geometric-likelihood.ts'
import { type Fit, fitModel, keepLastGood } from './fit.ts'
import { grouped, type Histories, single, thinned, totalsOf } from './histories.ts'
import type { ModelName } from './model.ts'
import type { Slope } from './newton.ts'
import { paretoSlope } from './pareto-likelihood.ts'
import { askModel } from './scoring.ts'

const cdnow = cdnowHistories()

function fitted(name: ModelName, histories: Histories, daysPerUnit = 7): Fit {
  const { fit, refused } = fitModel(name, histories, daysPerUnit)
  if (fit === null) throw new Error(JSON.stringify(refused))
  return fit
}
const from = (truth: BuyingTruth, count: number, seed: number): Histories => {
  const { repeats, spanDays, ageDays } = simulated(truth, count, { seed })
  return single(repeats, spanDays, ageDays)
}
const values = (fit: Fit): number[] => Object.values(fit.model.parameters)
const parameterOf = (fit: Fit, parameter: string): number =>
  Object.entries(fit.model.parameters).find(([key]) => key === parameter)?.[1] ?? Number.NaN

describe('the CDNOW sample', () => {
  it('is the one everybody fits', () => {
    const totals = totalsOf(cdnow)
    expect(totals).toMatchObject({ customers: 2357, repeaters: 946, repeats: 2457, impossible: 0 })
    expect(cdnow.repeats.length).toBe(reference.counts['uniqueTriples'])
  })
  it.each(modelNames)(
    '%s: log-likelihood within .001, parameters and standard errors within .05 standard errors of the reference',
    (name) => {
      const truth = reference.fits[referenceName(name)]
      const fit = fitted(name, cdnow)
      expect(Math.abs(fit.logLikelihood - (truth?.logLik ?? 0))).toBeLessThan(0.001)
      for (const [parameter, value] of Object.entries(truth?.params ?? {})) {
        const error = truth?.se[parameter] ?? 0
        expect(Math.abs(parameterOf(fit, parameter) - value), parameter).toBeLessThan(0.05 * error)
        expect(Math.abs((fit.standardErrors[parameter] ?? 0) / error - 1), parameter).toBeLessThan(0.01)
      }
      expect(fit.boundary).toBeNull()
      expect(fit.scoring).toEqual(fit.model)
    },
  )
  it('says as published, to the digits published', () => {
    expect(fitted('bgnbd', cdnow).logLikelihood).toBeCloseTo(-9582.4, 1)
    expect(values(fitted('bgnbd', cdnow)).map((one) => one.toFixed(3))).toEqual(['0.243', '4.414', '0.793', '2.426'])
    expect(values(fitted('mbgnbd', cdnow)).map((one) => one.toFixed(3))).toEqual(['0.525', '6.183', '0.891', '1.614'])
    expect(fitted('pareto', cdnow).logLikelihood).toBeCloseTo(-9595, 1)
    expect(values(fitted('pareto', cdnow)).map((one) => one.toFixed(2))).toEqual(['0.55', '10.58', '0.61', '11.67'])
  })
  it('has the likelihood that scoring gives it, customer by customer', () => {
    for (const name of modelNames) {
      const fit = fitted(name, cdnow)
      const ask = askModel(fit.model)
      let sum = 0
      cdnow.repeats.forEach((repeats, row) => {
        sum +=
          (cdnow.customers[row] ?? 0) * ask.logLikelihood({ repeats, spanDays: cdnow.spanDays[row] ?? 0, ageDays: cdnow.ageDays[row] ?? 0 })
      })
      expect(sum).toBeCloseTo(fit.logLikelihood, 7)
    }
  })
})

describe('slopes and curvatures', () => {
  const few = thinned(from({ name: 'pareto', r: 0.8, alpha: 3, s: 0.7, beta: 9 }, 30_000, 5), 4000)
  const crowd = grouped(from({ name: 'pareto', r: 3, alpha: 3, s: 0.7, beta: 9 }, 30_000, 6)).histories
  const shapes: [string, (place: Float64Array) => Slope][] = [
    ['BG/NBD', betaGeometricSlope(prepared(few), false)],
    ['MBG/NBD', betaGeometricSlope(prepared(few), true)],
    ['Pareto/NBD, one by one', paretoSlope(prepared(few), few)],
    ['Pareto/NBD, by walks over the days', paretoSlope(prepared(crowd), crowd)],
  ]
  it.each(shapes)('%s: are those of the likelihood', (_, slopeAt) => {
    for (const place of [
      [-0.5, -3, -0.3, -0.6],
      [0.4, -1, 0.9, -3],
      [-1.6, -5, -2, 1.5],
    ]) {
      const here = slopeAt(Float64Array.from(place))
      const h = 1e-5
      for (let row = 0; row < 4; row++) {
        const shifted = (by: number): Slope => slopeAt(Float64Array.from(place, (one, k) => (k === row ? one + by : one)))
        const [up, down] = [shifted(h), shifted(-h)]
        expect(here.gradient[row]).toBeCloseTo((up.value - down.value) / (2 * h), 6)
        for (let column = 0; column < 4; column++)
          expect(here.curvature[row * 4 + column]).toBeCloseTo(((up.gradient[column] ?? 0) - (down.gradient[column] ?? 0)) / (2 * h), 6)
      }
    }
  })
  it('Pareto/NBD by walks over the days has the likelihood of the formula', () => {
    const parameters = { r: 2.1, alpha: 2.5, s: 0.9, beta: 6 }
    const oldest = totalsOf(crowd).oldestDays / 7
    const { value } = paretoSlope(prepared(crowd), crowd)(Float64Array.of(2.1, 2.5 / oldest, 0.9, 6 / oldest).map((one) => Math.log(one)))
    const ask = askModel({ name: 'pareto', daysPerUnit: 7 * oldest, parameters: { ...parameters, alpha: 2.5 / oldest, beta: 6 / oldest } })
    let sum = 0
    crowd.repeats.forEach((repeats, row) => {
      sum +=
        (crowd.customers[row] ?? 0) * ask.logLikelihood({ repeats, spanDays: crowd.spanDays[row] ?? 0, ageDays: crowd.ageDays[row] ?? 0 })
    })
    expect(Math.abs(value + sum / totalsOf(crowd).customers)).toBeLessThan(1e-9)
  })
})

describe('units and sizes', () => {
  it('the unit of time changes how parameters are written, and nothing else', () => {
    for (const name of modelNames) {
      const [weeks, days] = [fitted(name, cdnow, 7), fitted(name, cdnow, 1)]
      expect(parameterOf(days, 'alpha') / parameterOf(weeks, 'alpha')).toBeCloseTo(7, 6)
      expect(days.logLikelihood - weeks.logLikelihood).toBeCloseTo(-2457 * Math.log(7), 6)
      const history = { repeats: 2, spanDays: 100, ageDays: 200 }
      expect(askModel(days.model).purchasesWithin(history, 91)).toBeCloseTo(askModel(weeks.model).purchasesWithin(history, 91), 7)
    }
  })
  it('a thousand stores like CDNOW have its parameters, known a thousand times better', () => {
    const many = { ...cdnow, customers: cdnow.customers.map((one) => one * 1000) }
    const [one, all] = [fitted('mbgnbd', cdnow), fitted('mbgnbd', many)]
    values(one).forEach((value, row) => {
      expect((values(all)[row] ?? 0) / value).toBeCloseTo(1, 4)
    })
    expect((one.standardErrors['r'] ?? 0) / (all.standardErrors['r'] ?? 1)).toBeCloseTo(Math.sqrt(1000), 2)
  })
  it('equal histories counted once or listed one by one are the same store', () => {
    const listed = from({ name: 'mbgnbd', r: 0.8, alpha: 5, a: 0.8, b: 2.4 }, 4000, 8)
    const [one, other] = [fitted('mbgnbd', listed), fitted('mbgnbd', grouped(listed).histories)]
    expect(one.logLikelihood).toBeCloseTo(other.logLikelihood, 7)
    expect(parameterOf(one, 'alpha')).toBeCloseTo(parameterOf(other, 'alpha'), 5)
  })
  it('a large store is fitted on all of its customers, not on those tried first', () => {
    const large = grouped(from({ name: 'mbgnbd', r: 0.8, alpha: 5, a: 0.8, b: 2.4 }, 150_000, 9)).histories
    const fit = fitted('mbgnbd', large)
    expect(fit.customers).toBe(150_000)
    const whole = betaGeometricSlope(prepared(large), true)
    const oldest = totalsOf(large).oldestDays / 7
    const place = Float64Array.from(values(fit), (value, row) => Math.log(row === 1 ? value / oldest : value))
    for (const slope of whole(place).gradient) expect(Math.abs(slope)).toBeLessThan(1e-6)
  })
})

describe('what the data cannot carry', () => {
  const store = (repeats: number[], spans: number[], ages: number[]): Histories =>
    single(Float64Array.from(repeats), Float64Array.from(spans), Float64Array.from(ages))
  const codes = (histories: Histories): (string | undefined)[] =>
    modelNames.flatMap((name) => fitModel(name, histories).refused?.map(({ code }) => code))
  it('nobody, one customer, or a store that opened today is refused with reasons', () => {
    expect(new Set(codes(store([], [], [])))).toEqual(new Set(['no-customers']))
    expect(new Set(codes(store([3], [40], [90])))).toEqual(new Set(['too-few-customers', 'too-few-repeaters']))
    expect(codes(store(Array(50).fill(0), Array(50).fill(0), Array(50).fill(0)))).toContain('no-time')
  })
  it('a store to which nobody has come back is refused, and told how many it takes', () => {
    const { refused } = fitModel('mbgnbd', store(Array(500).fill(0), Array(500).fill(0), Array(500).fill(200)))
    expect(refused).toEqual([{ code: 'too-few-repeaters', have: 0, need: 10 }])
  })
  it('histories that cannot be are refused, not smoothed over', () => {
    for (const [x, span, age] of [
      [2, 50, 40],
      [0, 5, 40],
      [1, 0, 40],
      [-1, 0, 40],
      [1.5, 3, 40],
      [1, 3, Number.NaN],
    ] as const)
      expect(
        codes(store([x, ...Array(60).fill(1)], [span, ...Array(60).fill(5)], [age, ...Array(60).fill(40)])),
        `${x} ${span} ${age}`,
      ).toContain('impossible-histories')
  })
  it('a failed refit keeps the last good parameters and says why', () => {
    const good = fitted('mbgnbd', cdnow)
    const kept = keepLastGood(good, fitModel('mbgnbd', store([3], [40], [90])))
    expect(kept).toMatchObject({ fit: good, isKept: true })
    expect(kept.refused?.length).toBeGreaterThan(0)
    expect(keepLastGood(good, fitModel('bgnbd', cdnow)).isKept).toBe(false)
  })
  it('where nobody leaves, says that no attrition can be seen yet, and scores by the NBD', () => {
    const loyal = from({ name: 'bgnbd', r: 0.9, alpha: 8, a: 0, b: 1 }, 2000, 3)
    for (const name of modelNames) {
      const fit = fitted(name, loyal)
      expect(fit.boundary).toBe('no-dropout')
      expect(fit.logLikelihood).toBeGreaterThanOrEqual((fit.nbdLogLikelihood ?? 0) - 0.001)
      expect(askModel(fit.scoring).alive({ repeats: 3, spanDays: 10, ageDays: 700 })).toBe(1)
    }
  })
  it('where all are alike, says so instead of running away', () => {
    const alike = from({ name: 'pareto', r: 4000, alpha: 20_000, s: 5000, beta: 250_000 }, 600, 4)
    const fit = fitted('pareto', alike)
    expect(['same-rate', 'same-dropout', 'flat']).toContain(fit.boundary)
    for (const value of values(fit)) expect(Number.isFinite(value)).toBe(true)
    const ask = askModel(fit.model)
    expect(ask.purchasesWithin({ repeats: 5, spanDays: 100, ageDays: 110 }, 70)).toBeGreaterThan(0.5)
  })
})
