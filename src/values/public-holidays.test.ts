import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { weekdayOf } from './civil-date.ts'
import { defaultTet, publicHolidays } from './public-holidays.ts'

const known: { years: { year: number; vn: string }[]; occasions: Record<string, { hung_kings: string; tet: string }> } = JSON.parse(
  readFileSync(new URL('../../test/fixtures/lunar/tet-dates.json', import.meta.url), 'utf8'),
)
const datesOf = (year: number, choices = {}) => publicHolidays(year, choices).map(({ date, key }) => `${date} ${key}`)

describe('the public holidays of a year', () => {
  it('are these in 2026, with the Hùng Kings’ Sunday made up on Monday', () => {
    expect(datesOf(2026)).toEqual([
      '2026-01-01 new-year',
      '2026-02-16 tet',
      '2026-02-17 tet',
      '2026-02-18 tet',
      '2026-02-19 tet',
      '2026-02-20 tet',
      '2026-02-21 tet',
      '2026-04-26 gio-to',
      '2026-04-27 gio-to',
      '2026-04-30 reunification',
      '2026-05-01 labour',
      '2026-09-01 beside-national',
      '2026-09-02 national',
    ])
  })

  it('close what a working calendar of that year has closed', () => {
    const cases = JSON.parse(readFileSync(new URL('../../test/fixtures/sla/sla-cases.json', import.meta.url), 'utf8'))
    const closed: string[] = cases.calendars['hn-office'].closed
    const offered = publicHolidays(2026).filter(({ key, date }) => key !== 'tet' && weekdayOf(date) !== 7)
    expect(offered.map(({ date }) => date)).toEqual(closed)
  })

  it('Tết and the Hùng Kings’ day fall where the tables of Vietnam have them', () => {
    for (const { year, vn } of known.years) expect(publicHolidays(year).find(({ names }) => names.vi === 'Mùng 1 Tết')?.date).toBe(vn)
    for (const [year, { hung_kings }] of Object.entries(known.occasions))
      expect(publicHolidays(Number(year)).find(({ key }) => key === 'gio-to')?.date).toBe(hung_kings)
  })

  it('every day is named in both languages, the eve by its own name whether Chạp has 29 or 30 days', () => {
    const named = publicHolidays(2025, { tet: { from: '2025-01-27', to: '2025-02-03' } }).filter(({ key }) => key === 'tet')
    expect(named.map(({ names }) => names.vi)).toEqual([
      '28 tháng Chạp',
      'Giao thừa',
      'Mùng 1 Tết',
      'Mùng 2 Tết',
      'Mùng 3 Tết',
      'Mùng 4 Tết',
      'Mùng 5 Tết',
      'Mùng 6 Tết',
    ])
    expect(named.map(({ names }) => names.en).slice(0, 3)).toEqual(['28th of the 12th lunar month', 'Lunar new year’s eve', 'Tết, day 1'])
    expect(publicHolidays(2026).every(({ names }) => names.vi.length > 3 && names.en.length > 3)).toBe(true)
    expect([defaultTet(2025), defaultTet(2026)]).toEqual([
      { from: '2025-01-28', to: '2025-02-02' },
      { from: '2026-02-16', to: '2026-02-21' },
    ])
  })

  it('the day beside 2 September is the one announced, or the one that makes the longer holiday', () => {
    const beside = (year: number, choices = {}) => publicHolidays(year, choices).find(({ key }) => key === 'beside-national')?.date
    expect([2021, 2022, 2023, 2024, 2025].map((year) => beside(year))).toEqual([
      '2021-09-03',
      '2022-09-01',
      '2023-09-01',
      '2024-09-03',
      '2025-09-01',
    ])
    expect(beside(2026, { besideNational: 'after' })).toBe('2026-09-03')
  })

  it('what falls on the rest of this house is made up after it, each on a day of its own', () => {
    // 2028: 30 April is a Sunday, 1 May a Monday and a holiday itself.
    const inLieu = (choices: { restDays: number[] }) =>
      publicHolidays(2028, choices).flatMap(({ date, inLieuOf }) => (inLieuOf ? [`${inLieuOf} → ${date}`] : []))
    expect(inLieu({ restDays: [7] })).toEqual(['2028-04-30 → 2028-05-02'])
    expect(inLieu({ restDays: [6, 7] })).toEqual(['2028-01-01 → 2028-01-03', '2028-04-30 → 2028-05-02', '2028-09-02 → 2028-09-04'])
    expect([inLieu({ restDays: [] }), inLieu({ restDays: [1, 2, 3, 4, 5, 6, 7] })]).toEqual([[], []])
    expect(publicHolidays(2026).find(({ inLieuOf }) => inLieuOf)?.names).toEqual({
      vi: 'Nghỉ bù Giỗ Tổ Hùng Vương',
      en: 'In lieu of Hùng Kings’ day',
    })
  })

  it('24 November is offered only to who asks, and marked as undecided', () => {
    expect(publicHolidays(2026).some(({ key }) => key === 'culture')).toBe(false)
    expect(publicHolidays(2026, { withCultureDay: true }).at(-1)).toEqual({
      date: '2026-11-24',
      key: 'culture',
      names: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' },
      isUndecided: true,
    })
  })

  it('a Tết holiday without mùng 1, and a year that no table knows, are refused', () => {
    expect(() => publicHolidays(2026, { tet: { from: '2026-02-18', to: '2026-02-20' } })).toThrow(RangeError)
    expect(() => publicHolidays(2026, { tet: { from: 'soon', to: '2026-02-20' } })).toThrow(RangeError)
    expect(() => publicHolidays(2101)).toThrow('1899 to 2100')
  })
})
