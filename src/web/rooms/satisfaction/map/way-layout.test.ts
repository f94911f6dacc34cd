import { expect, test } from 'vitest'
import { layWay, ringOf } from './way-layout.ts'

test('the way fills rows that turn at their ends, and every stop lies within it', () => {
  const way = layWay(10, 29)
  expect(way.perRow).toBe(4)
  const rows = way.points.map(({ y }) => y)
  expect(rows.filter((y) => y === rows[0])).toHaveLength(4)
  // The fifth stands under the fourth.
  expect(way.points[4]?.x).toBe(way.points[3]?.x)
  expect(way.points[8]?.x).toBe(way.points[7]?.x)
  for (const { x, y } of way.points) {
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(way.width)
    expect(y).toBeLessThan(way.height)
  }
  expect(way.path.match(/C/g)).toHaveLength(9)
})

test('a telephone gets three in a row, one stop is a way too, and none is none', () => {
  expect(layWay(5, 20.5).perRow).toBe(3)
  expect(layWay(1, 50).points).toHaveLength(1)
  expect(layWay(0, 50)).toMatchObject({ points: [], path: '' })
})

test('a ring grows with how often, by its area, from a size that a thumb can hit', () => {
  expect(ringOf(0, 0)).toBe(2.75)
  expect(ringOf(0, 100)).toBe(2.75)
  expect(ringOf(100, 100)).toBe(4.25)
  expect(ringOf(25, 100) - 2.75).toBeCloseTo(0.75, 12)
})
