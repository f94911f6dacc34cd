import { describe, expect, test } from 'vitest'
import { benjaminiHochberg, chanceOfDifference } from './many-looks.ts'
import { netPromoter } from './net-promoter.ts'

describe('promoters less detractors', () => {
  test('is worked out by hand: 50 promoters and 20 detractors of 100', () => {
    // (51 - 21) / 102 = 0.294118; (0.705882 - 0.086505) / 102 = 0.00607232, its root 0.0779251, times 1.959964 = 0.152730.
    const { score, low, high } = netPromoter(50, 20, 100)
    expect(score).toBeCloseTo(0.3, 12)
    expect(low).toBeCloseTo(0.141387, 5)
    expect(high).toBeCloseTo(0.446848, 5)
  })

  test('stays between -1 and 1, holds the score, and knows nothing of nobody', () => {
    expect(netPromoter(0, 0, 0)).toEqual({ score: 0, low: -1, high: 1 })
    for (const [up, down, of] of [
      [30, 0, 30],
      [0, 30, 30],
      [0, 0, 30],
      [1, 0, 1],
    ] as const) {
      const { score, low, high } = netPromoter(up, down, of)
      expect(low).toBeGreaterThanOrEqual(-1)
      expect(high).toBeLessThanOrEqual(1)
      expect(low).toBeLessThanOrEqual(score)
      expect(high).toBeGreaterThanOrEqual(score)
    }
  })

  test('the range holds the truth in about 95 of 100 cases, counted over every possible result of 40 answers', () => {
    const of = 40
    const logs = [0]
    for (let n = 1; n <= of; n++) logs.push((logs[n - 1] ?? 0) + Math.log(n))
    const log = (n: number) => logs[n] ?? 0
    for (const [up, down] of [
      [0.5, 0.2],
      [0.3, 0.3],
      [0.7, 0.05],
      [0.15, 0.6],
    ] as const) {
      let held = 0
      for (let promoters = 0; promoters <= of; promoters++) {
        for (let detractors = 0; promoters + detractors <= of; detractors++) {
          const rest = of - promoters - detractors
          const chance = Math.exp(
            log(of) -
              log(promoters) -
              log(detractors) -
              log(rest) +
              promoters * Math.log(up) +
              detractors * Math.log(down) +
              rest * Math.log(1 - up - down),
          )
          const { low, high } = netPromoter(promoters, detractors, of)
          if (low <= up - down && up - down <= high) held += chance
        }
      }
      expect(held, `${up} and ${down}`).toBeGreaterThan(0.94)
      expect(held, `${up} and ${down}`).toBeLessThan(0.98)
    }
  })
})

describe('many looks', () => {
  test('the chance of a difference is that of the table: z = 1.96 and 2.576 are 5 and 1 of 100', () => {
    // 60 and 40 of 100: pooled 0.5, z = 0.2 / sqrt(0.25 · 0.02) = 2.828427, of which the table says 0.004678.
    expect(chanceOfDifference(60, 100, 40, 100)).toBeCloseTo(0.0046777, 6)
    // 15 of 50 and 5 of 50: pooled 0.2, z = 2.5, 0.012419.
    expect(chanceOfDifference(15, 50, 5, 50)).toBeCloseTo(0.0124193, 6)
    expect(chanceOfDifference(7, 20, 7, 20)).toBeCloseTo(1, 12)
    expect(chanceOfDifference(0, 20, 0, 20)).toBe(1)
    expect(chanceOfDifference(3, 0, 0, 20)).toBe(1)
  })

  test('what is left after 25 looks, worked out by hand', () => {
    const chances = [
      0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34, 0.341, 0.384, 0.569, 0.594,
      0.696, 0.762, 0.94, 0.942, 0.975, 0.986,
    ]
    const left = benjaminiHochberg(chances)
    // 0.001 · 25 / 1; 0.008 · 25 / 2; the next three end with 0.042 · 25 / 5; 0.06 · 25 / 6; 0.074 · 25 / 7.
    const expected = [0.025, 0.1, 0.21, 0.21, 0.21, 0.25, 0.264286]
    expected.forEach((value, at) => {
      expect(left[at]).toBeCloseTo(value, 6)
    })
    expect(left.at(-1)).toBeCloseTo(0.986, 12)
  })

  test('their order does not matter, and alike ones stay alike', () => {
    expect(benjaminiHochberg([0.04, 0.01, 0.05, 0.02, 0.03]).every((value) => Math.abs(value - 0.05) < 1e-12)).toBe(true)
    expect(benjaminiHochberg([])).toEqual([])
  })
})
