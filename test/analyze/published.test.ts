import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelNames, reference, referenceName } from '../fixtures/cdnow/cdnow.ts'
import { aFolder, analysed, CALIBRATION_END, cdnowList } from './shop.ts'

const room = aFolder()
afterAll(room.remove)

type Answer = Awaited<ReturnType<typeof analysed>>['answer']
const fitOf = (answer: Answer, name: string) => {
  const fit = Object.entries(answer.fits).find(([key]) => key === name)?.[1]
  if (fit == null || fit.parameters === null || fit.logLikelihood === null) throw new Error(`${name} was not fitted`)
  return { parameters: Object.entries(fit.parameters), logLikelihood: fit.logLikelihood, converged: fit.converged, boundary: fit.boundary }
}

describe('the CDNOW sample, as a plain list of orders', () => {
  let answer: Answer
  beforeAll(async () => {
    const path = room.file('cdnow.csv', cdnowList())
    ;({ answer } = await analysed(path, '--calibrate-until', CALIBRATION_END, '--as-of', '1998-06-30'))
  })

  it('has as many customers and calibration purchases as everybody counts', () => {
    expect(answer.summary).toMatchObject({ customers: 2357, refunds: 0, zeroAmount: 0, from: '1997-01-01', asOf: '1998-06-30' })
    expect(answer.backtest?.byFrequency.map(({ customers }) => customers)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64])
  })

  it.each(modelNames)('%s: parameters within a twentieth of a standard error, log-likelihood within a thousandth', (name) => {
    const known = reference.fits[referenceName(name)]
    const fit = fitOf(answer, name)
    expect(Math.abs(fit.logLikelihood - (known?.logLik ?? 0))).toBeLessThan(0.001)
    for (const [parameter, value] of fit.parameters)
      expect(Math.abs(value - (known?.params[parameter] ?? 0))).toBeLessThan(0.05 * (known?.se[parameter] ?? 0))
    expect(fit).toMatchObject({ converged: true, boundary: null })
  })

  it('foretells the 39 weeks after as published, by frequency and in all, beside the naive rule', () => {
    const { backtest } = answer
    if (backtest === null) throw new Error('no test')
    expect([backtest.calibrateUntil, backtest.testUntil, backtest.windowDays, backtest.isDefaultSplit]).toEqual([
      '1997-09-30',
      '1998-06-30',
      273,
      false,
    ])
    for (const name of modelNames) {
      const test = backtest.models[name]
      reference.holdout.byFrequency.forEach((known, frequency) => {
        expect(test?.byFrequency[frequency]?.expected).toBeCloseTo(known[referenceName(name)] ?? Number.NaN, 5)
        expect(test?.byFrequency[frequency]?.actual).toBeCloseTo(known.actual ?? Number.NaN, 9)
      })
      expect(test?.totals.expected).toBeCloseTo(reference.holdout.total[referenceName(name)] ?? Number.NaN, 2)
      expect(test?.buyers.expected).toBeCloseTo(reference.holdout.activeCustomers[referenceName(name)] ?? Number.NaN, 2)
      expect(test?.loyal.named).toBe(reference.loyalCustomers[referenceName(name)]?.hard.find(({ threshold }) => threshold === 0.5)?.loyal)
    }
    expect(backtest.totals.actual).toBe(1882)
    expect(backtest.naive.named).toBeGreaterThan(300)
  })

  it('says nothing of spend and value, for there are no amounts', () => {
    expect([answer.fits.gammaGamma, answer.equity]).toEqual([null, null])
    expect(answer.warnings.map(({ code }) => code)).toContain('no-amounts')
  })
})

it('with --as-of the calibration’s end, the customers’ chances are the reference’s, in weeks', async () => {
  const path = room.file('cdnow-now.csv', cdnowList())
  const { answer, verdict } = await analysed(path, '--as-of', CALIBRATION_END, '--model', 'bgnbd')
  expect(Math.abs(fitOf(answer, 'bgnbd').logLikelihood + 9582.42921)).toBeLessThan(0.001)
  expect(Object.keys(answer.fits)).toEqual(['bgnbd', 'gammaGamma'])
  expect(answer.chosenReason?.code).toBe('asked')
  const alive = verdict.scored?.scores.alive.reduce((sum, one) => sum + one, 0) ?? 0
  expect(alive).toBeCloseTo(reference.holdout.expectedAliveAtCalEnd.bgnbd ?? Number.NaN, 2)
})

it('in days instead of weeks, rates are sevenths, and nothing else is another', async () => {
  const path = room.file('cdnow-days.csv', cdnowList())
  const weeks = await analysed(path, '--as-of', CALIBRATION_END, '--model', 'pareto')
  const days = await analysed(path, '--as-of', CALIBRATION_END, '--model', 'pareto', '--unit', 'day')
  const [inWeeks, inDays] = [weeks, days].map(({ answer }) => new Map(fitOf(answer, 'pareto').parameters))
  expect((inDays?.get('alpha') ?? 0) / (inWeeks?.get('alpha') ?? 1)).toBeCloseTo(7, 4)
  expect(inDays?.get('r')).toBeCloseTo(inWeeks?.get('r') ?? 0, 4)
  expect(days.answer.loyal?.expected).toBeCloseTo(weeks.answer.loyal?.expected ?? 0, 4)
})

describe('the shop of Online Retail', () => {
  const path = new URL('../fixtures/online-retail/online-retail.csv', import.meta.url).pathname

  it('shows no attrition yet, a log that began mid-life, refunds and wholesale buyers, and says each', async () => {
    const { answer, codes, warnings } = await analysed(path, '--currency', 'GBP')
    expect(answer.summary).toMatchObject({
      rows: 10531,
      refunds: 1708,
      zeroAmount: 4,
      from: '2010-12-01',
      to: '2011-12-09',
      asOf: '2011-12-09',
    })
    for (const name of modelNames) expect(fitOf(answer, name)).toMatchObject({ converged: true, boundary: 'no-dropout' })
    for (const code of [
      'no-attrition',
      'left-truncation',
      'refunds-unlinked',
      'giants',
      'same-day',
      'forecast-error',
      'zero-amount-corrections',
    ])
      expect(codes).toContain(code)
    expect(warnings.find(({ code }) => code === 'refunds-unlinked')?.count).toBe(1708)
    expect(answer.equity).toMatchObject({ currency: 'GBP', basis: 'revenue', horizonWeeks: 52, annualDiscount: 0.15 })
  })

  it('counts its cohorts so that they are all its customers', async () => {
    const { answer } = await analysed(path, '--model', 'mbgnbd')
    expect(answer.cohorts.reduce((sum, { customers }) => sum + customers, 0)).toBe(answer.summary.customers)
    expect(answer.cohorts.flatMap(({ visits }) => visits).reduce((sum, one) => sum + one, 0)).toBe(answer.summary.occasions)
    expect(readFileSync(path, 'utf8').split('\n').length - 2).toBe(answer.summary.rows)
  })

  it('looks only at who is new since a day when that is asked', async () => {
    const { answer, codes } = await analysed(path, '--model', 'mbgnbd', '--acquired-from', '2011-02-01')
    expect(answer.summary.customers).toBeLessThan(1700)
    expect(answer.cohorts[0]?.month).toBe('2011-02')
    expect(answer.cohorts.reduce((sum, { customers }) => sum + customers, 0)).toBe(answer.summary.customers)
    expect(codes).toContain('older-than-log')
    expect(codes).not.toContain('left-truncation')
  })
})
