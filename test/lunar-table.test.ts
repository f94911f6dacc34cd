import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { calendarOf, lookUp, type Month, newMoonInEvenTime, sunAt, sunLongitude } from '../bench/lunar-sky.ts'
import { makeTable } from '../bench/lunar-table.ts'
import { dayNumber, fromDayNumber } from '../src/values/civil-date.ts'
import { FIRST_DAY, FIRST_YEAR, UNDECIDED, YEARS } from '../src/values/lunar-months.data.ts'

const reference: { years: { year: number; cn: string; cn_leap_month: number | null }[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures', 'lunar', 'tet-dates.json'), 'utf8'),
)

const months = (hours: number): Month[] => calendarOf(lookUp(1965, 2055, hours))
const vietnam = months(7)
const china = months(8)

describe('the sky', () => {
  // J. Meeus, "Astronomical Algorithms": examples 49.a, 25.b and 27.a. Julian days begin at noon, 2440587.5 being 1 January 1970.
  it('the new moon of 18 February 1977 was at 3:37:42', () => {
    expect(newMoonInEvenTime(-283) + 2440587.5).toBeCloseTo(2443192.65118, 5)
  })

  it('on 13 October 1992 the sun stood at 199° 54′ 21.8″', () => {
    expect(Math.abs(sunLongitude(2448908.5 - 2440587.5) - (199 + 54 / 60 + 21.818 / 3600)) * 3600).toBeLessThan(1)
  })

  it('the summer of 1962 began on 21 June at 21:24:42', () => {
    const moment = sunAt(90, dayNumber('1962-06-20')) * 86400
    expect(Math.abs(moment - Date.UTC(1962, 5, 21, 21, 24, 42) / 1000)).toBeLessThan(30)
  })
})

describe('by the same rule an hour further east', () => {
  it.each(reference.years)('China began $year on $cn', ({ year, cn, cn_leap_month }) => {
    const first = china.find((month) => month.year === year && month.month === 1)
    expect(fromDayNumber(first?.start ?? 0)).toBe(cn)
    expect(china.find((month) => month.year === year && month.isLeap)?.month ?? null).toBe(cn_leap_month)
  })

  it('these months of 2020 to 2040 begin a day before China’s', () => {
    const chinese = new Set(china.map(({ start }) => start))
    const own = vietnam.map(({ start }) => start).filter((start) => !chinese.has(start))
    expect(own.map(fromDayNumber).filter((day) => day >= '2020' && day < '2041')).toEqual([
      '2020-12-14',
      '2030-02-02',
      '2031-04-21',
      '2032-03-11',
      '2034-09-12',
      '2037-04-15',
      '2038-04-04',
      '2039-12-15',
    ])
  })

  it('of 30,285 days from 1968 to 2050 the two call 1,104 otherwise', () => {
    const names = (calendar: Month[]) =>
      new Map(
        calendar.flatMap(({ start, days, year, month, isLeap }) =>
          Array.from({ length: days }, (_, day) => [start + day, [year, month, isLeap, day].join()] as const),
        ),
      )
    const [own, chinese] = [names(vietnam), names(china)]
    const days = [...own.keys()].filter((day) => day >= dayNumber('1968-02-01') && day <= dayNumber('2050-12-31'))
    expect(days.length).toBe(30_285)
    expect(days.filter((day) => own.get(day) !== chinese.get(day)).length).toBe(1104)
  })
})

test('the table that is checked in is the one that the sky gives', () => {
  const made = makeTable()
  expect({ firstYear: made.firstYear, firstDay: fromDayNumber(made.firstDay) }).toEqual({ firstYear: FIRST_YEAR, firstDay: FIRST_DAY })
  expect(made.years).toEqual(YEARS)
  expect(made.undecided.map(([from, to]) => [fromDayNumber(from), fromDayNumber(to)])).toEqual(UNDECIDED)
})
