import { describe, expect, test } from 'vitest'
import { isOccasion, nextOn, writtenFor } from './occasion-rules.ts'

const solar = (year: number | null, month: number | null, day: number | null) =>
  ({ calendar: 'solar', year, month, day, isLeap: false }) as const
const lunar = (year: number | null, month: number | null, day: number | null, isLeap = false) =>
  ({ calendar: 'lunar', year, month, day, isLeap }) as const

describe('a day', () => {
  test.each([
    ['1972 alone', solar(1972, null, null)],
    ['08/1972', solar(1972, 8, null)],
    ['12/08', solar(null, 8, 12)],
    ['29/02 without a year', solar(null, 2, 29)],
    ['29/02/1972', solar(1972, 2, 29)],
    ['rằm tháng Chạp', lunar(null, 12, 15)],
    ['mùng 1 Tết', lunar(null, 1, 1)],
    ['the 30th of a lunar month', lunar(null, 2, 30)],
    ['month 6 repeated, of 2025, which had it', lunar(2025, 6, 15, true)],
    ['month 6 repeated, of a year before calendars were one', lunar(1950, 6, 15, true)],
  ])('%s can be', (_, told) => expect(isOccasion(told)).toBe(true))

  test.each([
    ['nothing at all', solar(null, null, null)],
    ['31/04', solar(null, 4, 31)],
    ['29/02/1973', solar(1973, 2, 29)],
    ['a day without its month', solar(1972, null, 3)],
    ['a repeated solar month', { ...solar(null, 6, 15), isLeap: true }],
    ['the 31st of a lunar month', lunar(null, 2, 31)],
    ['a repeated month without which', lunar(2025, null, null, true)],
    ['month 6 repeated, of 2026, which has none', lunar(2026, 6, 15, true)],
    ['the 30th of a lunar month that had 29 days', lunar(2026, 2, 30)],
  ])('%s cannot be', (_, told) => expect(isOccasion(told)).toBe(false))
})

describe('it falls next', () => {
  test.each([
    ['today, on the day itself', solar(1972, 11, 23), '2026-11-23', '2026-11-23'],
    ['next year, once it is over', solar(1972, 11, 22), '2026-11-23', '2027-11-22'],
    ['29 February in a plain year on the 28th', solar(1972, 2, 29), '2027-02-01', '2027-02-28'],
    ['29 February in a leap year on the 29th', solar(1972, 2, 29), '2028-02-01', '2028-02-29'],
    ['the first day of Tết 2027', lunar(null, 1, 1), '2026-11-23', '2027-02-06'],
    ['the first day of Tết 2030, a day before China', lunar(null, 1, 1), '2029-12-01', '2030-02-02'],
    ['rằm tháng Tám 2026', lunar(null, 8, 15), '2026-01-01', '2026-09-25'],
    ['of a repeated month in the repeated one', lunar(2025, 6, 1, true), '2025-07-01', '2025-07-25'],
    ['of a repeated month in the plain one of other years', lunar(2025, 6, 1, true), '2026-01-01', '2026-07-14'],
  ])('%s', (_, told, today, on) => expect(nextOn(told, today)).toBe(on))

  test('on no day where day or month is not known', () => {
    expect(nextOn(solar(1972, 8, null), '2026-11-23')).toBeNull()
    expect(nextOn(lunar(1972, null, null), '2026-11-23')).toBeNull()
  })
})

test('every day that can be is looked for under the (month, day) it is written as', () => {
  for (const year of [2025, 2026, 2027, 2028]) {
    const today = `${year}-01-01`
    for (let month = 1; month <= 12; month++)
      for (let day = 1; day <= 30; day++)
        for (const told of [solar(null, month, day), lunar(null, month, day), lunar(null, month, day, true)]) {
          if (!isOccasion(told)) continue
          const on = nextOn(told, today)
          if (on === null) throw new Error('a whole day comes every year')
          expect(writtenFor([on])[told.calendar]).toContainEqual({ month, day })
        }
  }
})
