import { expect, test } from 'vitest'
import { newcombe, wilson } from './two-shares.ts'

test('a share of few has a wide range: 81 of 263, as Newcombe prints it', () => {
  const { low, high } = wilson(81, 263)
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662'])
})

test('none of ten is not nothing', () => {
  expect(wilson(0, 10).low).toBe(0)
  expect(wilson(0, 10).high).toBeCloseTo(0.2775, 4)
})

test.each([
  [56, 70, 48, 80, '0.0524', '0.3339'],
  [9, 10, 3, 10, '0.1705', '0.8090'],
  [5, 56, 0, 29, '-0.0381', '0.1926'],
  [0, 10, 0, 20, '-0.1611', '0.2775'],
] as const)('the difference of %i of %i and %i of %i, as Newcombe prints it', (a, m, b, n, low, high) => {
  const range = newcombe(a, m, b, n)
  expect([range.low.toFixed(4), range.high.toFixed(4)]).toEqual([low, high])
})
