import { describe, expect, it } from 'vitest'
import { simulated, simulatedSpends } from '../../bench/science-population.ts'
import { cdnowHistories, modelNames, reference, referenceName, weekly } from '../../test/fixtures/cdnow/cdnow.ts'
import { backTest } from './back-test.ts'
import { type Candidate, chooseModel } from './choice.ts'
import { type Fit, fitModel } from './fit.ts'
import { fitSpend, type SpendFit } from './gamma-gamma.ts'
import { grouped, pickRows, single, thinned, totalsOf } from './histories.ts'
import { figureInterval, parameterIntervals } from './intervals.ts'
import { countLoyal, isLoyal } from './loyal.ts'
import type { ModelName } from './model.ts'
import { scoreHistories, totalOver } from './scores.ts'
import { askModel } from './scoring.ts'
import { customerEquity, customerValues } from './value.ts'

const cdnow = cdnowHistories()
const discounting = { horizonDays: 364, stepDays: 7, annualDiscount: 0.15 }
const wanted = { buysWithinDays: 273, purchasesWithinDays: 273, activeWithinDays: 364, present: discounting }
const parametersOf = (name: ModelName): Record<string, number> => reference.fits[referenceName(name)]?.params ?? {}

function needed<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('nothing there')
  return value
}

describe('scores of many', () => {
  it.each(modelNames)('%s: are those of each one', (name) => {
    const model = weekly(name, parametersOf(name))
    const ask = askModel(model)
    const scores = scoreHistories(model, cdnow, wanted)
    for (let row = 0; row < cdnow.repeats.length; row += 17) {
      const history = { repeats: needed(cdnow.repeats[row]), spanDays: needed(cdnow.spanDays[row]), ageDays: needed(cdnow.ageDays[row]) }
      expect(scores.alive[row]).toBeCloseTo(ask.alive(history), 13)
      expect(scores.buys?.[row]).toBeCloseTo(ask.buysWithin(history, 273), 13)
      expect(scores.purchases?.[row]).toBeCloseTo(ask.purchasesWithin(history, 273), 11)
      expect(scores.activeDays?.[row]).toBeCloseTo(ask.activeDaysWithin(history, 364), 9)
      expect(scores.presentPurchases?.[row]).toBeCloseTo(ask.presentPurchases(history, discounting), 11)
    }
  })
  it.each(modelNames)('%s: sum over CDNOW to what the reference expects of 39 weeks', (name) => {
    const { alive, buys, purchases } = scoreHistories(weekly(name, parametersOf(name)), cdnow, wanted)
    const key = referenceName(name)
    expect(totalOver(needed(purchases), cdnow.customers)).toBeCloseTo(needed(reference.holdout.total[key]), 6)
    expect(totalOver(needed(buys), cdnow.customers)).toBeCloseTo(needed(reference.holdout.activeCustomers[key]), 6)
    expect(totalOver(alive, cdnow.customers)).toBeCloseTo(needed(reference.holdout.expectedAliveAtCalEnd[key]), 6)
    // The reference's last row is of seven repeats and more.
    for (const [frequency, row] of reference.holdout.byFrequency.entries()) {
      const theirs = Int32Array.from(cdnow.repeats.keys()).filter((one) => Math.min(needed(cdnow.repeats[one]), 7) === frequency)
      const some = pickRows(cdnow, theirs)
      const expected = scoreHistories(weekly(name, parametersOf(name)), some, { purchasesWithinDays: 273 }).purchases
      expect(totalOver(needed(expected), some.customers) / totalsOf(some).customers).toBeCloseTo(needed(row[key]), 8)
    }
  })
  it('leave out what was not wanted', () => {
    const scores = scoreHistories(weekly('mbgnbd', parametersOf('mbgnbd')), cdnow, {})
    expect(scores).toMatchObject({ buys: null, purchases: null, activeDays: null, presentPurchases: null })
  })
  it('are the same whether customers are listed or counted, and in whatever order', () => {
    const { repeats, spanDays, ageDays } = simulated({ name: 'mbgnbd', r: 0.8, alpha: 5, a: 0.8, b: 2.4 }, 3000, { seed: 2 })
    const listed = single(repeats, spanDays, ageDays)
    const { histories, groupOf } = grouped(listed)
    const model = weekly('mbgnbd', parametersOf('mbgnbd'))
    const [one, other] = [scoreHistories(model, listed, wanted), scoreHistories(model, histories, wanted)]
    for (let row = 0; row < repeats.length; row++) expect(one.presentPurchases?.[row]).toBe(other.presentPurchases?.[needed(groupOf[row])])
    expect(totalsOf(histories)).toEqual(totalsOf(listed))
  })
})

describe('loyal customers', () => {
  it.each(modelNames)('%s: as many of CDNOW as the reference counts', (name) => {
    const { buys } = scoreHistories(weekly(name, parametersOf(name)), cdnow, { buysWithinDays: 273 })
    for (const { threshold, loyal } of needed(reference.loyalCustomers[referenceName(name)]).hard)
      expect(countLoyal(cdnow.repeats, needed(buys), cdnow.customers, threshold).count).toBe(loyal)
  })
  it('the expected number adds up over any division of the store', () => {
    const model = weekly('mbgnbd', parametersOf('mbgnbd'))
    const count = (rows: number[]): number => {
      const some = pickRows(cdnow, Int32Array.from(rows))
      return countLoyal(some.repeats, needed(scoreHistories(model, some, { buysWithinDays: 91 }).buys), some.customers).expected
    }
    const all = [...cdnow.repeats.keys()]
    expect(count(all.filter((row) => row % 3 === 0)) + count(all.filter((row) => row % 3 !== 0))).toBeCloseTo(count(all), 8)
  })
  it('who came once is not loyal, and who is loyal stays so until clearly not', () => {
    expect(isLoyal(false, 0, 0.99)).toBe(false)
    expect(isLoyal(false, 3, 0.4)).toBe(false)
    expect(isLoyal(true, 3, 0.4)).toBe(true)
    expect(isLoyal(true, 3, 0.29)).toBe(false)
  })
})

const store = simulated({ name: 'mbgnbd', r: 0.9, alpha: 5, a: 0.9, b: 1.8 }, 6000, {
  seed: 12,
  acquiredOverDays: 300,
  youngestDays: 30,
  laterDays: 182,
})
const histories = single(store.repeats, store.spanDays, store.ageDays)
const fits = modelNames.map((name) => needed(fitModel(name, histories).fit))
const [bgnbd, mbgnbd, pareto] = fits.map((fit): Candidate => ({ fit, backTest: backTest(fit.scoring, histories, store.laterRepeats, 182) }))

describe('back-test', () => {
  const test = needed(needed(mbgnbd).backTest)
  it('foretells a store that is as the model says', () => {
    expect(Math.abs(needed(test.total.error))).toBeLessThan(0.06)
    expect(Math.abs(test.buyers.expected / test.buyers.actual - 1)).toBeLessThan(0.05)
    for (const { predicted, actual } of test.calibration) expect(Math.abs(predicted - actual)).toBeLessThan(0.08)
    expect(test.brier).toBeLessThan(test.brierOfShare)
    expect(test.loyal.precision).toBeGreaterThan(test.naive.precision)
  })
  it('adds up', () => {
    expect(test.byFrequency.reduce((sum, row) => sum + row.customers, 0)).toBe(6000)
    expect(test.byFrequency.reduce((sum, row) => sum + row.actual, 0)).toBe(test.total.actual)
    expect(test.byFrequency.reduce((sum, row) => sum + row.expected, 0)).toBeCloseTo(test.total.expected, 8)
    expect(test.calibration.reduce((sum, row) => sum + row.customers, 0)).toBe(6000)
    expect(test.calibration.reduce((sum, row) => sum + row.customers * row.actual, 0)).toBeCloseTo(test.buyers.actual, 8)
    expect(test.calibration.reduce((sum, row) => sum + row.customers * row.predicted, 0)).toBeCloseTo(test.buyers.expected, 8)
  })
  it('holds the naive rule to the same count', () => {
    const small = single(Float64Array.of(2, 2, 0, 1), Float64Array.of(100, 10, 0, 95), Float64Array.of(110, 110, 100, 186))
    const { naive } = backTest(needed(mbgnbd).fit.model, small, Float64Array.of(1, 0, 3, 0), 91)
    expect(naive).toEqual({ withinDays: 91, named: 2, precision: 0.5, recall: 0.5 })
  })
  it('is by customer: counted histories are a mistake, not a result', () => {
    expect(() =>
      backTest(needed(mbgnbd).fit.model, grouped(histories).histories, new Float64Array(grouped(histories).histories.repeats.length), 91),
    ).toThrow(RangeError)
  })
})

describe('the choice of a model', () => {
  const one = needed(mbgnbd)
  const changed = (candidate: Candidate, gain: number, error: number, brier = 0): Candidate => ({
    fit: { ...candidate.fit, logLikelihood: one.fit.logLikelihood + gain },
    backTest: { ...needed(candidate.backTest), total: { actual: 100, expected: 100 * (1 + error), error }, brier: 0.16 + brier },
  })
  const home = changed(one, 0, -0.16)
  it('is the MBG/NBD where nothing is clearly better (CDNOW: the BG/NBD foretells the total four points better)', () => {
    expect(chooseModel([changed(needed(bgnbd), -0.3, -0.12), home, changed(needed(pareto), -12, -0.115)])).toMatchObject({
      name: 'mbgnbd',
      reason: 'default',
    })
  })
  it('is another where the data are clearly likelier under it, and it foretells no worse', () => {
    expect(chooseModel([home, changed(needed(bgnbd), 5, -0.16)])).toMatchObject({ name: 'bgnbd', reason: 'likelihood' })
    expect(chooseModel([home, changed(needed(bgnbd), 5, -0.3)])).toMatchObject({ name: 'mbgnbd', reason: 'default' })
  })
  it('is another where it clearly foretells better', () => {
    expect(chooseModel([changed(needed(pareto), -3, 0.02), home])).toMatchObject({ name: 'pareto', reason: 'forecast' })
    expect(chooseModel([changed(needed(pareto), -3, 0.02, 0.01), home])).toMatchObject({ name: 'mbgnbd' })
  })
  it('is by likelihood alone where nothing could be tested, and nothing where nothing was fitted', () => {
    const untested = (candidate: Candidate): Candidate => ({ ...candidate, backTest: null })
    expect(chooseModel([untested(home), untested(changed(needed(pareto), 9, 0))])).toMatchObject({ name: 'pareto', reason: 'likelihood' })
    expect(chooseModel([untested(changed(needed(bgnbd), 0, 0))])).toMatchObject({ name: 'bgnbd', reason: 'only' })
    expect(chooseModel([])).toBeNull()
  })
})

describe('worth and how far it is known', () => {
  const fit = needed(fits[1])
  const meanSpend = simulatedSpends(store.repeats, { p: 6.25, q: 3.74, gamma: 15.44 }, 5)
  const spendFit: SpendFit = needed(fitSpend(store.repeats, meanSpend).fit)
  const equity = customerEquity(fit, spendFit, { histories, meanSpend }, discounting)
  it('equity is the sum of what customers are worth, and margin makes revenue a profit', () => {
    const present = needed(scoreHistories(fit.scoring, histories, { present: discounting }).presentPurchases)
    const values = customerValues(
      present,
      store.repeats.map((x, row) => (x > 0 ? needed(meanSpend[row]) : 35)),
      0.35,
    )
    expect(values[3]).toBeCloseTo(0.35 * needed(present[3]) * (needed(store.repeats[3]) > 0 ? needed(meanSpend[3]) : 35), 10)
    const profit = customerEquity(fit, spendFit, { histories, meanSpend }, discounting, 0.35)
    expect(profit.value / equity.value).toBeCloseTo(0.35, 10)
    expect(equity.low).toBeLessThan(equity.value)
    expect(equity.high).toBeGreaterThan(equity.value)
  })
  it('a smaller store is known less well', () => {
    const few = thinned(histories, 1500)
    const listed = single(few.repeats, few.spanDays, few.ageDays)
    const small = needed(fitModel('mbgnbd', listed).fit)
    const width = (one: Fit): number => {
      const { low, high } = figureInterval(one, (model) =>
        totalOver(needed(scoreHistories(model, listed, { purchasesWithinDays: 182 }).purchases), listed.customers),
      )
      return Math.log(high / low)
    }
    expect(width(small) / width(fit)).toBeGreaterThan(1.6)
    expect(width(small) / width(fit)).toBeLessThan(2.6)
  })
  it('the truth lies within the range of 19 in 20 stores', () => {
    let within = 0
    const truth = weekly('bgnbd', { r: 0.8, alpha: 5, a: 0.8, b: 2.4 })
    for (let seed = 0; seed < 60; seed++) {
      const { repeats, spanDays, ageDays } = simulated({ name: 'bgnbd', r: 0.8, alpha: 5, a: 0.8, b: 2.4 }, 700, {
        seed: 300 + seed,
        exact: true,
        youngestDays: 100,
      })
      const one = needed(fitModel('bgnbd', single(repeats, spanDays, ageDays)).fit)
      const newcomers = (model: Parameters<typeof askModel>[0]): number => askModel(model).newcomerPurchases(364)
      const { low, high } = figureInterval(one, newcomers)
      if (low <= newcomers(truth) && newcomers(truth) <= high) within++
    }
    expect(within).toBeGreaterThanOrEqual(51)
  })
  it('parameters have ranges, those at a boundary none', () => {
    const ranges = parameterIntervals(fit)
    expect(needed(ranges['r']).low).toBeGreaterThan(0)
    expect(needed(ranges['r']).high).toBeGreaterThan(fit.model.parameters.r)
    const stays = simulated({ name: 'bgnbd', r: 0.9, alpha: 8, a: 0, b: 1 }, 1500, { seed: 31 })
    const loyal = needed(fitModel('bgnbd', single(stays.repeats, stays.spanDays, stays.ageDays)).fit)
    expect(loyal.boundary).toBe('no-dropout')
    expect(customerEquity(loyal, spendFit, { histories, meanSpend }, discounting).high).toBeGreaterThan(0)
  })
})
