import { describe, expect, it } from 'vitest'
import { type BuyingTruth, chance, simulated } from '../../bench/science-population.ts'
import { fitModel } from './fit.ts'
import { type Histories, single } from './histories.ts'
import type { Model, ModelName } from './model.ts'
import { askModel } from './scoring.ts'

/** Two hundred stores over the whole space that shops may live in, each of known truth. */
const STORES = 200
const CUSTOMERS = 400

function truthAt(name: ModelName, next: () => number): BuyingTruth {
  const within = (low: number, high: number): number => low * (high / low) ** next()
  const r = within(0.1, 10)
  const alpha = r / within(0.03, 0.6)
  return name === 'pareto'
    ? { name, r, alpha, s: within(0.1, 5), beta: within(2, 80) }
    : { name, r, alpha, a: within(0.1, 5), b: within(0.3, 20) }
}

function modelOf(truth: BuyingTruth): Model {
  if (truth.name === 'pareto')
    return { name: 'pareto', daysPerUnit: 7, parameters: { r: truth.r, alpha: truth.alpha, s: truth.s, beta: truth.beta } }
  return { name: truth.name, daysPerUnit: 7, parameters: { r: truth.r, alpha: truth.alpha, a: truth.a, b: truth.b } }
}

function likelihoodOf(model: Model, histories: Histories): number {
  const ask = askModel(model)
  let sum = 0
  histories.repeats.forEach((repeats, row) => {
    sum += ask.logLikelihood({ repeats, spanDays: histories.spanDays[row] ?? 0, ageDays: histories.ageDays[row] ?? 0 })
  })
  return sum
}

describe('two hundred simulated stores', () => {
  it.each(['mbgnbd', 'bgnbd', 'pareto'] as const)(
    '%s: no NaN, nothing diverges, and no fit is further from the truth than chance allows',
    (name) => {
      const next = chance(2026)
      let [far, regular] = [0, 0]
      for (let store = 0; store < STORES; store++) {
        const truth = truthAt(name, next)
        const { repeats, spanDays, ageDays } = simulated(truth, CUSTOMERS, {
          seed: 7000 + store,
          exact: true,
          youngestDays: 60,
          acquiredOverDays: 300,
        })
        const histories = single(repeats, spanDays, ageDays)
        const { fit, refused } = fitModel(name, histories)
        if (fit === null) {
          // Too few came again to say anything; never that the search got lost.
          expect(refused.map(({ code }) => code)).toEqual(['too-few-repeaters'])
          continue
        }
        regular++
        const where = `${JSON.stringify(truth)} gave ${JSON.stringify(fit)}`
        for (const value of Object.values(fit.model.parameters)) expect(Number.isFinite(value), where).toBe(true)
        expect(likelihoodOf(fit.model, histories), where).toBeCloseTo(fit.logLikelihood, 5)
        const further = 2 * (fit.logLikelihood - likelihoodOf(modelOf(truth), histories))
        expect(further, where).toBeGreaterThan(-1e-6)
        if (further > 18.5) far++
      }
      expect(regular).toBeGreaterThan(STORES * 0.95)
      expect(far).toBeLessThanOrEqual(regular * 0.01)
    },
    240_000,
  )
})

describe('stores at the edges', () => {
  const edges: [string, Histories][] = [
    ['one customer', single(Float64Array.of(4), Float64Array.of(50), Float64Array.of(90))],
    ['nobody came again', single(new Float64Array(400), new Float64Array(400), new Float64Array(400).fill(90))],
    [
      'everybody came again once, the same day',
      single(new Float64Array(400).fill(1), new Float64Array(400).fill(30), new Float64Array(400).fill(90)),
    ],
    ['everybody came today', single(new Float64Array(400).fill(2), new Float64Array(400).fill(90), new Float64Array(400).fill(90))],
    [
      'one buys every day, the rest never again',
      single(
        Float64Array.from({ length: 400 }, (_, row) => (row < 12 ? 300 + row : 0)),
        Float64Array.from({ length: 400 }, (_, row) => (row < 12 ? 380 : 0)),
        new Float64Array(400).fill(400),
      ),
    ],
    [
      'wholesalers among households',
      single(
        Float64Array.from({ length: 600 }, (_, row) => (row % 50 === 0 ? 5000 : row % 3)),
        Float64Array.from({ length: 600 }, (_, row) => (row % 50 === 0 ? 363 : row % 3 === 0 ? 0 : 100 + (row % 90))),
        Float64Array.from({ length: 600 }, (_, row) => 364 + (row % 7)),
      ),
    ],
    [
      'half leave at once, half never',
      single(
        Float64Array.from({ length: 600 }, (_, row) => (row % 2) * (8 + (row % 7))),
        Float64Array.from({ length: 600 }, (_, row) => (row % 2) * 350),
        Float64Array.from({ length: 600 }, (_, row) => 360 + (row % 5)),
      ),
    ],
    [
      'a store ten thousand days old',
      single(
        Float64Array.from({ length: 500 }, (_, row) => row % 9),
        Float64Array.from({ length: 500 }, (_, row) => (row % 9) * 900),
        Float64Array.from({ length: 500 }, (_, row) => 9000 + row),
      ),
    ],
  ]
  it.each(edges)('%s: refused with a reason, or fitted with every figure a number', (_, histories) => {
    for (const name of ['mbgnbd', 'bgnbd', 'pareto'] as const) {
      const { fit, refused } = fitModel(name, histories)
      if (fit === null) {
        expect(refused.length).toBeGreaterThan(0)
        continue
      }
      expect(Number.isFinite(fit.logLikelihood)).toBe(true)
      expect(fit.logLikelihood).toBeGreaterThanOrEqual((fit.nbdLogLikelihood ?? Number.NEGATIVE_INFINITY) - 0.01)
      const ask = askModel(fit.scoring)
      histories.repeats.forEach((repeats, row) => {
        const history = { repeats, spanDays: histories.spanDays[row] ?? 0, ageDays: histories.ageDays[row] ?? 0 }
        for (const chance of [ask.alive(history), ask.buysWithin(history, 91), ask.aliveAfter(history, 364)])
          expect(chance >= 0 && chance <= 1, `${name} ${JSON.stringify(history)} ${JSON.stringify(fit)}`).toBe(true)
        expect(Number.isFinite(ask.purchasesWithin(history, 364))).toBe(true)
      })
    }
  })
})
