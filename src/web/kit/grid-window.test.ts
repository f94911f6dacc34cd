import { describe, expect, test } from 'vitest'
import { drawnHeight, follow, isScaled, rowsAt, scrollAt, TALLEST, topAt, topToShow, wholeHeight, windowsOf } from './grid-window.ts'

const short = { count: 1240, rowHeight: 44, viewport: 600 }
const million = { count: 1_000_000, rowHeight: 44, viewport: 600 }

describe('a list of a thousand', () => {
  test('is as tall as its rows, and the scrollbar is the place', () => {
    expect(drawnHeight(short)).toBe(1240 * 44)
    expect(topAt(short, 4400)).toBe(4400)
    expect(follow(short, { scroll: 0, top: 0 }, 4400)).toBe(4400)
  })
  test('draws what is seen and a few more', () => expect(rowsAt(short, 4400, 2)).toEqual({ first: 98, last: 116 }))
  test('moves only as far as a row needs to be seen whole', () => {
    expect(topToShow(short, 5, 0)).toBe(0)
    expect(topToShow(short, 14, 0)).toBe(15 * 44 - 600)
    expect(topToShow(short, 3, 4400)).toBe(3 * 44)
  })
})

describe('a list of a million', () => {
  test('is drawn no taller than browsers can', () => {
    expect(isScaled(million)).toBe(true)
    expect(drawnHeight(million)).toBe(TALLEST)
  })
  test('the ends of the scrollbar are the ends of the list', () => {
    expect(topAt(million, 0)).toBe(0)
    expect(topAt(million, TALLEST - 600)).toBe(wholeHeight(million) - 600)
  })
  test('a place and its position on the scrollbar belong together', () => {
    for (const row of [0, 1, 250_000, 500_000, 999_000]) expect(topAt(million, scrollAt(million, row * 44))).toBeCloseTo(row * 44, 3)
  })
  test('a turn of the wheel moves by as many pixels, not five times as many', () => {
    expect(follow(million, { scroll: 4_000_000, top: 22_000_000 }, 4_000_100)).toBe(22_000_100)
  })
  test('a jump of the bar goes in proportion', () => {
    expect(follow(million, { scroll: 0, top: 0 }, (TALLEST - 600) / 2)).toBeCloseTo((44_000_000 - 600) / 2, 0)
  })
  test('the last row can be reached', () => expect(rowsAt(million, topToShow(million, 999_999, 0)).last).toBe(999_999))
})

describe('rows are loaded by windows', () => {
  test('across a border both windows are wanted', () => expect(windowsOf(95, 110, 100)).toEqual([0, 1]))
  test('an empty list wants the first', () => expect(windowsOf(0, -1, 100)).toEqual([0]))
})
