import { describe, expect, test } from 'vitest'
import { showLunarDay } from './lunar-date.ts'
import { builtInOccasions } from './occasions.data.ts'
import { dayIn, fallsWithin, isWorkingDay, prepareFrom, workingDaysBefore } from './occasions.ts'

const named = (key: string) => {
  const found = builtInOccasions.find((one) => one.key === key)
  if (!found) throw new Error(`no day called ${key}`)
  return found
}

describe('the days that Vietnam keeps', () => {
  test.each([
    ['tet', 2026, '2026-02-17'],
    ['tet', 2027, '2027-02-06'],
    ['tet', 2030, '2030-02-02'],
    ['giao-thua', 2026, '2027-02-05'],
    ['ong-tao', 2026, '2027-01-30'],
    ['trung-thu', 2027, '2027-09-15'],
    ['vu-lan', 2027, '2027-08-16'],
    ['gio-to', 2027, '2027-04-16'],
    // 2025 has its sixth month twice; what comes after it is counted past both.
    ['trung-thu', 2025, '2025-10-06'],
    ['doan-ngo', 2025, '2025-05-31'],
    ['teachers', 2026, '2026-11-20'],
    ['books', 2027, '2027-04-21'],
  ])('%s of %i is on %s', (key, year, on) => {
    expect(dayIn(named(key), year)).toBe(on)
  })

  test('all have names in both languages, a key of their own, and a day that falls every year', () => {
    expect(new Set(builtInOccasions.map(({ key }) => key)).size).toBe(builtInOccasions.length)
    for (const one of builtInOccasions) {
      expect(one.names.vi).not.toBe('')
      expect(one.names.en).not.toBe('')
      for (let year = 2020; year < 2050; year++) expect(dayIn(one, year), `${one.key} ${year}`).toBeDefined()
    }
  })

  test('the last day of the lunar year is the 29th or the 30th, the day before Tết', () => {
    expect(fallsWithin(named('giao-thua'), '2025-01-01', '2027-12-31')).toEqual(['2025-01-28', '2026-02-16', '2027-02-05'])
  })

  test('rằm tháng Chạp says itself', () => {
    expect(fallsWithin({ calendar: 'lunar', month: 12, day: 15 }, '2027-01-01', '2027-12-31')).toEqual(['2027-01-22'])
    expect(showLunarDay({ month: 12, day: 15, isLeap: false }, 'vi')).toBe('15/12 âm (rằm tháng Chạp)')
  })

  test('29 February is kept on the 28th where there is none', () => {
    const leapDay = { calendar: 'solar', month: 2, day: 29 } as const
    expect(fallsWithin(leapDay, '2026-01-01', '2028-12-31')).toEqual(['2026-02-28', '2027-02-28', '2028-02-29'])
  })

  test('a window over the turn of the year finds the days on both sides', () => {
    expect(fallsWithin(named('new-year'), '2026-11-23', '2027-02-10')).toEqual(['2027-01-01'])
    expect(fallsWithin(named('tet'), '2026-11-23', '2027-02-10')).toEqual(['2027-02-06'])
  })
})

describe('preparing', () => {
  test('nobody works on Sundays, on paid days off and in the first days of Tết', () => {
    expect(isWorkingDay('2026-11-23')).toBe(true)
    expect(isWorkingDay('2026-11-22')).toBe(false)
    expect(isWorkingDay('2027-01-01')).toBe(false)
    expect(isWorkingDay('2027-02-05')).toBe(false)
    expect(isWorkingDay('2027-02-08')).toBe(false)
    expect(isWorkingDay('2027-02-10')).toBe(true)
  })

  test('a week of working days goes around the Sunday', () => {
    expect(workingDaysBefore('2026-11-23', 3)).toBe('2026-11-19')
  })

  test('gifts for Tết are there before 23 Chạp, so that one begins in the middle of January', () => {
    const tet = named('tet')
    const from = prepareFrom('2027-02-06', tet.prepareDays, tet.readyBefore)
    expect(from).toBe('2027-01-13')
    expect(from < workingDaysBefore('2027-02-06', tet.prepareDays)).toBe(true)
  })
})
