import { describe, expect, it } from 'vitest'
import { chance, simulated, simulatedSpends } from '../../bench/science-population.ts'
import { lnGamma } from './gamma-function.ts'
import { expectedSpend, expectedSpends, fitSpend, type GammaGammaParameters, type SpendFit } from './gamma-gamma.ts'

function spendFit(repeats: Float64Array, spends: Float64Array): SpendFit {
  const { fit, refused } = fitSpend(repeats, spends)
  if (fit === null) throw new Error(JSON.stringify(refused))
  return fit
}

/** As the note writes it, term by term. */
function likelihoodOf({ p, q, gamma }: GammaGammaParameters, repeats: Float64Array, spends: Float64Array): number {
  let sum = 0
  repeats.forEach((x, row) => {
    const m = spends[row] ?? 0
    if (x > 0)
      sum +=
        lnGamma(p * x + q) -
        lnGamma(p * x) -
        lnGamma(q) +
        q * Math.log(gamma) +
        (p * x - 1) * Math.log(m) +
        p * x * Math.log(x) -
        (p * x + q) * Math.log(gamma + m * x)
  })
  return sum
}

const published = { p: 6.25, q: 3.74, gamma: 15.44 }
const { repeats } = simulated({ name: 'mbgnbd', r: 0.8, alpha: 6, a: 0.9, b: 1.6 }, 4000, { seed: 41 })
const spends = simulatedSpends(repeats, published, 42)

describe('the spend of customers like those of note 025', () => {
  const fit = spendFit(repeats, spends)
  it('is found again, within what chance allows', () => {
    const further = 2 * (fit.logLikelihood - likelihoodOf(published, repeats, spends))
    expect(further).toBeGreaterThanOrEqual(0)
    expect(further).toBeLessThan(16.3)
    expect(fit.boundary).toBeNull()
    for (const parameter of ['p', 'q', 'gamma'] as const)
      expect(Math.abs(fit.parameters[parameter] - published[parameter])).toBeLessThan(4 * (fit.standardErrors[parameter] ?? 0))
  })
  it('has the likelihood of the formula', () => {
    expect(fit.logLikelihood).toBeCloseTo(likelihoodOf(fit.parameters, repeats, spends), 6)
  })
  it('is the same in cents, with γ a hundred times larger', () => {
    const cents = spendFit(
      repeats,
      spends.map((one) => one * 100),
    )
    expect(cents.parameters.p / fit.parameters.p).toBeCloseTo(1, 6)
    expect(cents.parameters.gamma / fit.parameters.gamma).toBeCloseTo(100, 4)
    expect(cents.logLikelihood).toBeCloseTo(fit.logLikelihood - fit.customers * Math.log(100), 5)
  })
  it('leaves out who never came again, and who has no spend above zero', () => {
    const some = spends.map((one, row) => (row % 10 === 0 ? 0 : one))
    const without = spendFit(repeats, some)
    const repeaters = repeats.filter((one) => one > 0).length
    expect(without.leftOut).toBe(repeats.filter((one, row) => one > 0 && row % 10 === 0).length)
    expect(without.customers).toBe(repeaters - without.leftOut)
  })
  it('expects the population’s mean of those who never came again', () => {
    const expected = expectedSpends(fit, repeats, spends)
    const stranger = repeats.indexOf(0)
    expect(expected[stranger]).toBeCloseTo((fit.parameters.p * fit.parameters.gamma) / (fit.parameters.q - 1), 9)
    expect(expectedSpend(published, 1e9, 60)).toBeCloseTo(60, 6)
  })
})

describe('data that the spend model cannot carry', () => {
  it('is refused when hardly anybody came again', () => {
    expect(fitSpend(Float64Array.of(0, 1, 2), Float64Array.of(0, 30, 25)).refused).toEqual([
      { code: 'too-few-spenders', have: 2, need: 10 },
    ])
  })
  it('with a tail so heavy that no mean exists holds q above 1, says so, and never expects a negative spend', () => {
    const heavy = spendFit(repeats, simulatedSpends(repeats, { p: 3, q: 0.6, gamma: 10 }, 43))
    expect(heavy.boundary).toBe('heavy-tail')
    expect(heavy.parameters.q).toBeGreaterThan(1)
    for (const one of expectedSpends(heavy, repeats, simulatedSpends(repeats, published, 44))) expect(one).toBeGreaterThan(0)
    expect(expectedSpends(heavy, Float64Array.of(0), Float64Array.of(0))[0]).toBe(heavy.observedMean)
  })
  it('where everybody spends the same every time, says so instead of running away', () => {
    const fit = spendFit(
      repeats,
      repeats.map((x) => (x > 0 ? 20 : 0)),
    )
    expect(fit.boundary).not.toBeNull()
    expect(expectedSpend(fit.parameters, 2, 20)).toBeCloseTo(20, 2)
  })
  it('shows when spend and frequency are not independent', () => {
    const together = repeats.map((x) => (x > 0 ? 10 + 5 * x : 0))
    expect(spendFit(repeats, together).correlation).toBeCloseTo(1, 9)
    expect(Math.abs(spendFit(repeats, spends).correlation)).toBeLessThan(0.1)
  })
  it('two hundred simulated stores: no NaN, and no fit further from the truth than chance allows', () => {
    const next = chance(77)
    const few = repeats.slice(0, 700)
    let far = 0
    for (let store = 0; store < 200; store++) {
      const within = (low: number, high: number): number => low * (high / low) ** next()
      const [p, q, mean] = [within(0.5, 30), within(1.2, 12), within(3, 1e6)]
      const truth = { p, q, gamma: (mean * (q - 1)) / p }
      const their = simulatedSpends(few, truth, 900 + store)
      const fit = spendFit(few, their)
      const further = 2 * (fit.logLikelihood - likelihoodOf(truth, few, their))
      expect(further, JSON.stringify([truth, fit])).toBeGreaterThan(fit.boundary === 'heavy-tail' ? -1 : -1e-5)
      if (further > 16.3) far++
    }
    expect(far).toBeLessThanOrEqual(2)
  })
})
