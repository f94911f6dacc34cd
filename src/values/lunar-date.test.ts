import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, fromDayNumber } from './civil-date.ts'
import {
  daysInLunarMonth,
  isLunarDay,
  isUncertain,
  LUNAR_RANGE,
  type LunarDate,
  type LunarDay,
  leapMonthOf,
  lunarOf,
  nameLunarDay,
  nameLunarYear,
  nextOccurrence,
  occurrenceIn,
  showLunarDay,
  solarOf,
} from './lunar-date.ts'

type Written = { year: number; month: number; day: number; leap: boolean }
type Reference = {
  years: { year: number; name: string; vn: string; vn_leap_month: number | null }[]
  occasions: Record<string, Record<string, string>>
  conversions: { solar: string; lunar: Written }[]
}

const reference: Reference = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'lunar', 'tet-dates.json'), 'utf8'),
)

const yearly = (day: number, month: number, isLeap = false): LunarDay => ({ day, month, isLeap })
const dated = (day: number, month: number, year: number, isLeap = false): LunarDate => ({ day, month, year, isLeap })

const daysOf = (from: string, to: string): string[] => {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
const twoCenturies = daysOf('1900-01-01', '2100-12-31')

describe('the calendar is that of Vietnam', () => {
  it.each(reference.years)('Tết $name is $vn', ({ year, name, vn, vn_leap_month }) => {
    expect(solarOf(dated(1, 1, year))).toBe(vn)
    expect(lunarOf(vn)).toEqual(dated(1, 1, year))
    expect(nameLunarYear(year)).toBe(name)
    expect(leapMonthOf(year) ?? null).toBe(vn_leap_month)
  })

  it.each(reference.conversions)('$solar', ({ solar, lunar: { leap, ...lunar } }) => {
    expect(lunarOf(solar)).toEqual({ ...lunar, isLeap: leap })
    expect(solarOf({ ...lunar, isLeap: leap })).toBe(solar)
  })

  it.each([
    [1968, '1968-01-29'],
    [1969, '1969-02-16'],
    [1985, '1985-01-21'],
    [1987, '1987-01-29'],
    [2007, '2007-02-17'],
    [2030, '2030-02-02'],
    [2053, '2053-02-18'],
  ])('in %d, where China differs, the year begins on %s', (year, tet) => expect(solarOf(dated(1, 1, year))).toBe(tet))

  it.each(['2020-12-14', '2031-04-21', '2032-03-11', '2034-09-12', '2037-04-15', '2038-04-04', '2039-12-15'])(
    'a month begins on %s, a day before China’s',
    (day) => {
      expect(lunarOf(day)?.day).toBe(1)
      expect([29, 30]).toContain(lunarOf(addDays(day, -1))?.day)
    },
  )

  it('the new moon a minute and a half after midnight makes 21 September 1998 a first day', () => {
    expect(lunarOf('1998-09-21')).toEqual(dated(1, 8, 1998))
  })

  it('leap months of 1968 to 2050', () => {
    const leaps: string[] = []
    for (let year = 1968; year <= 2050; year++) if (leapMonthOf(year) !== undefined) leaps.push(`${year}/${leapMonthOf(year)}`)
    expect(leaps.join(' ')).toBe(
      '1968/7 1971/5 1974/4 1976/8 1979/6 1982/4 1985/2 1987/7 1990/5 1993/3 1995/8 1998/5 2001/4 2004/2 2006/7 2009/5 2012/4 2014/9 ' +
        '2017/6 2020/4 2023/2 2025/6 2028/5 2031/3 2033/11 2036/6 2039/5 2042/2 2044/7 2047/5 2050/3',
    )
  })
})

describe('days go there and back', () => {
  test('every day of 1900 to 2100, each the day after the one before', () => {
    let before: LunarDate | undefined
    const wrong = twoCenturies.filter((day) => {
      const lunar = lunarOf(day)
      if (lunar === undefined || solarOf(lunar) !== day) return true
      const last = before
      before = lunar
      if (last === undefined) return false
      const days = daysInLunarMonth(last.year, last.month, last.isLeap)
      const isSameMonth = last.year === lunar.year && last.month === lunar.month && last.isLeap === lunar.isLeap
      if (isSameMonth) return lunar.day !== last.day + 1
      const isNextMonth = lunar.isLeap ? lunar.month === last.month : lunar.month === (last.month % 12) + 1
      const isRightYear = lunar.year === last.year + (lunar.month === 1 && !lunar.isLeap ? 1 : 0)
      return lunar.day !== 1 || last.day !== days || !isNextMonth || !isRightYear
    })
    expect(wrong).toEqual([])
  })

  test('the table ends where it says', () => {
    expect(LUNAR_RANGE).toEqual({ from: '1899-02-10', to: '2101-01-28', firstYear: 1899, lastYear: 2100 })
    expect(lunarOf(LUNAR_RANGE.from)).toEqual(dated(1, 1, 1899))
    expect(lunarOf(LUNAR_RANGE.to)).toEqual(dated(29, 12, 2100))
    expect([lunarOf('1899-02-09'), lunarOf('2101-01-29'), solarOf(dated(1, 1, 1898)), solarOf(dated(1, 1, 2101))]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(() => lunarOf('2027-02-30')).toThrow(RangeError)
  })

  it.each([
    [dated(30, 2, 2027), '2027-04-06'],
    [dated(15, 6, 2025), '2025-07-09'],
    [dated(15, 6, 2025, true), '2025-08-08'],
    [dated(29, 12, 2024), '2025-01-28'],
    [dated(30, 12, 2024), undefined],
    [dated(31, 1, 2027), undefined],
    [dated(0, 1, 2027), undefined],
    [dated(1.5, 1, 2027), undefined],
    [dated(1, 13, 2027), undefined],
    [dated(1, 0, 2027), undefined],
    [dated(1, 1.5, 2027), undefined],
    [dated(1, 6, 2027, true), undefined],
    [dated(1, 7, 2025, true), undefined],
    [dated(1, 1, Number.NaN), undefined],
  ])('%j is %s', (lunar, solar) => expect(solarOf(lunar)).toBe(solar))

  it('months have 29 or 30 days where they are', () => {
    expect([daysInLunarMonth(2024, 12, false), daysInLunarMonth(2025, 6, false), daysInLunarMonth(2025, 6, true)]).toEqual([29, 30, 29])
    expect([daysInLunarMonth(2025, 5, true), daysInLunarMonth(2026, 13, false), daysInLunarMonth(2200, 1, false)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect([leapMonthOf(2025), leapMonthOf(2026), leapMonthOf(2200)]).toEqual([6, undefined, undefined])
  })

  it('a hundred thousand days each way within a tenth of a second', () => {
    const lunar = twoCenturies.map((day) => lunarOf(day)).filter((one) => one !== undefined)
    const best = (work: () => void) =>
      Math.min(
        ...[1, 2, 3].map(() => {
          const began = performance.now()
          work()
          return performance.now() - began
        }),
      )
    const days = twoCenturies.slice(0, 50_000)
    expect(best(() => [...days, ...days].forEach(lunarOf))).toBeLessThan(100)
    expect(best(() => [...lunar.slice(0, 50_000), ...lunar.slice(0, 50_000)].forEach(solarOf))).toBeLessThan(100)
  })
})

describe('what cannot be known is said', () => {
  it.each([
    ['1967-12-31', true],
    ['1968-01-01', false],
    ['2027-02-06', false],
    ['2054-05-06', false],
    ['2054-05-07', true],
    ['2054-05-08', true],
    ['2054-06-05', true],
    ['2054-06-06', false],
  ])('%s is uncertain: %s', (day, is) => expect(isUncertain(day)).toBe(is))

  it('nothing between 1968 and 2053', () => expect(daysOf('1968-01-01', '2053-12-31').filter(isUncertain)).toEqual([]))
})

describe('a yearly day comes again', () => {
  const kept: Record<string, LunarDay> = {
    tet: yearly(1, 1),
    nguyen_tieu: yearly(15, 1),
    han_thuc: yearly(3, 3),
    hung_kings: yearly(10, 3),
    phat_dan: yearly(15, 4),
    doan_ngo: yearly(5, 5),
    vu_lan: yearly(15, 7),
    trung_thu: yearly(15, 8),
    ong_tao: yearly(23, 12),
    giao_thua: yearly(30, 12),
  }
  const all = Object.entries(reference.occasions).flatMap(([year, days]) =>
    Object.entries(days).map(([name, day]) => [name, Number(year), day] as const),
  )

  it.each(all)('%s of %d is on %s', (name, year, day) => {
    const occasion = kept[name] ?? yearly(0, 0)
    expect(occurrenceIn(year, occasion)).toBe(day)
    expect(nextOccurrence(day, occasion)).toBe(day)
    expect(nextOccurrence(addDays(day, 1), occasion)).toBe(occurrenceIn(year + 1, occasion))
  })

  it('who was born in a leap sixth month is greeted in one where there is one, else in the plain sixth', () => {
    expect(occurrenceIn(2025, yearly(6, 6, true))).toBe('2025-07-30')
    expect(occurrenceIn(2025, yearly(6, 6))).toBe('2025-06-30')
    expect(occurrenceIn(2026, yearly(6, 6, true))).toBe(occurrenceIn(2026, yearly(6, 6)))
    expect(occurrenceIn(2028, yearly(6, 6, true))).toBe(occurrenceIn(2028, yearly(6, 6)))
  })

  it('who was born on a 30th is greeted on the 29th of a month without one', () => {
    expect(occurrenceIn(2024, yearly(30, 12))).toBe('2025-01-28')
    expect(occurrenceIn(2025, yearly(30, 6, true))).toBe(solarOf(dated(29, 6, 2025, true)))
    expect(occurrenceIn(2027, yearly(30, 2))).toBe('2027-04-06')
  })

  it('not where no such day is, nor outside the table', () => {
    expect([yearly(31, 1), yearly(0, 1), yearly(1, 13), yearly(1, 0), yearly(1.5, 1)].map(isLunarDay)).toEqual(Array(5).fill(false))
    expect([isLunarDay(yearly(30, 12)), isLunarDay(yearly(1, 1, true))]).toEqual([true, true])
    expect([occurrenceIn(2027, yearly(31, 1)), occurrenceIn(2101, yearly(1, 1)), nextOccurrence('2200-01-01', yearly(1, 1))]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(nextOccurrence('2100-12-31', yearly(1, 1))).toBeUndefined()
  })

  it('whatever the day, the next one is the first that is kept', () => {
    const anyDay = fc.integer({ min: -25567, max: 47000 }).map(fromDayNumber)
    const anyYearly = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 30 }), isLeap: fc.boolean() })
    const isKept = (day: string, { month, day: date, isLeap }: LunarDay): boolean => {
      const lunar = lunarOf(day)
      if (lunar === undefined || lunar.month !== month) return false
      const days = daysInLunarMonth(lunar.year, month, lunar.isLeap) ?? 0
      return lunar.isLeap === (isLeap && leapMonthOf(lunar.year) === month) && lunar.day === Math.min(date, days)
    }
    fc.assert(
      fc.property(anyDay, anyYearly, (from, occasion) => {
        let walked = from
        while (!isKept(walked, occasion)) walked = addDays(walked, 1)
        expect(nextOccurrence(from, occasion)).toBe(walked)
      }),
    )
  })
})

describe('lunar days are shown as people say them', () => {
  it.each([
    [yearly(1, 1), 'mùng 1 tháng Giêng', '1st of the 1st lunar month'],
    [yearly(10, 3), 'mùng 10 tháng Ba', '10th of the 3rd lunar month'],
    [yearly(11, 2), '11 tháng Hai', '11th of the 2nd lunar month'],
    [yearly(15, 10), 'rằm tháng Mười', '15th of the 10th lunar month'],
    [yearly(22, 4), '22 tháng Tư', '22nd of the 4th lunar month'],
    [yearly(3, 11), 'mùng 3 tháng Mười Một', '3rd of the 11th lunar month'],
    [yearly(23, 12), '23 tháng Chạp', '23rd of the 12th lunar month'],
    [yearly(6, 6, true), 'mùng 6 tháng Sáu nhuận', '6th of the leap 6th lunar month'],
    [yearly(15, 2, true), 'rằm tháng Hai nhuận', '15th of the leap 2nd lunar month'],
  ])('%j', (day, vi, en) => expect([nameLunarDay(day, 'vi'), nameLunarDay(day, 'en')]).toEqual([vi, en]))

  it('with the numbers beside the name', () => {
    expect(showLunarDay(yearly(15, 12), 'vi')).toBe('15/12 âm (rằm tháng Chạp)')
    expect(showLunarDay(yearly(6, 6, true), 'vi')).toBe('6/6 âm (mùng 6 tháng Sáu nhuận)')
    expect(showLunarDay(yearly(15, 12), 'en')).toBe('15th of the 12th lunar month')
  })

  it('a year by its stem and branch, in a round of sixty', () => {
    expect([nameLunarYear(1984), nameLunarYear(2026), nameLunarYear(1963), nameLunarYear(2044)]).toEqual([
      'Giáp Tý',
      'Bính Ngọ',
      'Quý Mão',
      'Giáp Tý',
    ])
  })
})
