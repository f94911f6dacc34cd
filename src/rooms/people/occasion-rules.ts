import { daysInMonth } from '../../values/civil-date.ts'
import { daysInLunarMonth, isLunarDay, LUNAR_RANGE, lunarOf, nextOccurrence } from '../../values/lunar-date.ts'
import type { Customer, Occasion } from './customer.ts'

/** Days to remember: which can be, and when they come next. */

type Told = Pick<Occasion, 'calendar' | 'year' | 'month' | 'day' | 'isLeap'>

/** Before this year the parts of Vietnam kept lunar calendars of their own, so that a day told from then is believed. */
const ONE_CALENDAR_SINCE = 1968

/** Whether such a day can be, as far as it is told: 29 February without a year can, 31 April and a 31st lunar day cannot. */
export function isOccasion({ calendar, year, month, day, isLeap }: Told): boolean {
  if (year === null && month === null && day === null) return false
  if (day !== null && month === null) return false
  if (calendar === 'solar') return !isLeap && (day === null || month === null || day <= daysInMonth(year ?? 2000, month))
  if (isLeap && month === null) return false
  if (month === null) return true
  if (!isLunarDay({ month, day: day ?? 1, isLeap })) return false
  if (year === null || year < ONE_CALENDAR_SINCE || year > LUNAR_RANGE.lastYear) return true
  const days = daysInLunarMonth(year, month, isLeap)
  return days !== undefined && (day ?? 1) <= days
}

const two = (n: number): string => String(n).padStart(2, '0')

/** The solar day on which a yearly solar day is kept: 29 February on the 28th where there is none. */
const solarIn = (year: number, month: number, day: number): string =>
  `${year}-${two(month)}-${two(Math.min(day, daysInMonth(year, month)))}`

/** The next day it falls on, today among them; null where day or month is not known. */
export function nextOn({ calendar, month, day, isLeap }: Told, today: string): string | null {
  if (month === null || day === null) return null
  if (calendar === 'lunar') return nextOccurrence(today, { month, day, isLeap }) ?? null
  const year = Number(today.slice(0, 4))
  const thisYear = solarIn(year, month, day)
  return thisYear >= today ? thisYear : solarIn(year + 1, month, day)
}

/** A memorial day may be known and is never greeted. */
export const isGreeted = (kind: Occasion['kind']): boolean => kind !== 'memorial'

/** The birthday of the record as a day to remember; it has the customer's own id and is edited there. */
export function birthdayOccasion({
  id,
  birthday,
  createdAt,
  version,
}: Pick<Customer, 'id' | 'birthday' | 'createdAt' | 'version'>): Occasion | undefined {
  if (!birthday) return undefined
  const { year = null, month = null, day = null } = birthday
  const notedOn = createdAt.toISOString().slice(0, 10)
  const rest = { label: null, isLeap: false, written: null, source: 'said', notedByName: null, notedOn, version } as const
  return { id, kind: 'birthday', calendar: 'solar', year, month, day, ...rest }
}

export type MonthAndDay = { month: number; day: number }

/** The (month, day) under which something kept on one of these days may be written down, in either calendar. */
export function writtenFor(days: readonly string[]): { solar: MonthAndDay[]; lunar: MonthAndDay[] } {
  const solar: MonthAndDay[] = []
  const lunar: MonthAndDay[] = []
  for (const on of days) {
    const [year = 0, month = 0, day = 0] = on.split('-').map(Number)
    solar.push({ month, day })
    if (month === 2 && day === 28 && daysInMonth(year, 2) === 28) solar.push({ month: 2, day: 29 })
    const moon = lunarOf(on)
    if (!moon) continue
    lunar.push({ month: moon.month, day: moon.day })
    // The 30th of a month that has 29 days is kept on its last.
    if (moon.day === 29 && daysInLunarMonth(moon.year, moon.month, moon.isLeap) === 29) lunar.push({ month: moon.month, day: 30 })
  }
  return { solar, lunar }
}
