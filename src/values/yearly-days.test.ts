import { describe, expect, test } from 'vitest'
import { addDays } from './civil-date.ts'
import { keptWithin, type NotedDay, notedFor } from './yearly-days.ts'

const lunar = (month: number, day: number, isLeap = false): NotedDay => ({ calendar: 'lunar', month, day, isLeap })
const solar = (month: number, day: number): NotedDay => ({ calendar: 'solar', month, day, isLeap: false })

describe('a day that comes every year', () => {
  test('of 29 February is kept on the 28th where there is none', () => {
    expect([2027, 2028].map((year) => keptWithin(year, solar(2, 29)))).toEqual([['2027-02-28'], ['2028-02-29']])
  })

  test('of a leap month is kept there when the year has it, else in the plain month', () => {
    // 2025 has its sixth month twice.
    expect(keptWithin(2025, lunar(6, 10, true))).toEqual(['2025-08-03'])
    expect(keptWithin(2025, lunar(6, 10))).toEqual(['2025-07-04'])
    expect(keptWithin(2026, lunar(6, 10, true))).toEqual(keptWithin(2026, lunar(6, 10)))
  })

  test('of the 30th is kept on the 29th of a short month', () => {
    expect(keptWithin(2027, lunar(12, 30))).toEqual(['2027-02-05'])
    expect(keptWithin(2027, lunar(12, 29))).toEqual(['2027-02-05'])
  })

  test('of the lunar year’s end may fall twice in a solar year, or not at all', () => {
    const times = Array.from({ length: 40 }, (_, at) => keptWithin(2010 + at, lunar(11, 25)).length)
    expect(new Set(times)).toEqual(new Set([0, 1, 2]))
  })

  test('is found again from the day it is kept on, every day of every fifth year to 2050', () => {
    const key = ({ calendar, month, day, isLeap }: NotedDay) => `${calendar} ${month} ${day} ${isLeap}`
    const all = [
      ...Array.from({ length: 12 }, (_, month) => Array.from({ length: 31 }, (_, day) => solar(month + 1, day + 1))).flat(),
      ...[false, true].flatMap((isLeap) =>
        Array.from({ length: 12 }, (_, month) => Array.from({ length: 30 }, (_, day) => lunar(month + 1, day + 1, isLeap))).flat(),
      ),
    ].filter(
      ({ calendar, month, day }) => calendar === 'lunar' || day <= ([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0),
    )
    for (let year = 2020; year <= 2050; year += 5) {
      const byDay = new Map<string, string[]>()
      for (const noted of all) for (const on of keptWithin(year, noted)) byDay.set(on, [...(byDay.get(on) ?? []), key(noted)])
      for (let on = `${year}-01-01`; on <= `${year}-12-31`; on = addDays(on, 1))
        expect(notedFor(on).map(key).sort(), on).toEqual((byDay.get(on) ?? []).sort())
    }
  })
})
