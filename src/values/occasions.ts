import { addDays, daysInMonth, weekdayOf } from './civil-date.ts'
import { LUNAR_RANGE, lunarOf, occurrenceIn } from './lunar-date.ts'
import { builtInOccasions } from './occasions.data.ts'

/** Days that come every year: when they fall, and when one begins to prepare. */

export type YearlyDay = { calendar: 'solar' | 'lunar'; month: number; day: number }

const two = (n: number): string => String(n).padStart(2, '0')

/** On which solar day it is kept in a year of its own calendar. 29 February falls on the 28th where there is none; day 0 is the last of its month. */
export function dayIn({ calendar, month, day }: YearlyDay, year: number): string | undefined {
  // Festivals belong to the plain month, also in a year that has it twice; a 30th that is none is the 29th.
  if (calendar === 'lunar') return occurrenceIn(year, { month, day: day === 0 ? 30 : day, isLeap: false })
  const last = daysInMonth(year, month)
  return `${year}-${two(month)}-${two(day === 0 ? last : Math.min(day, last))}`
}

/** Every time it falls from one day to another, both included. */
export function fallsWithin(yearly: YearlyDay, from: string, until: string): string[] {
  const first = Number(from.slice(0, 4)) - 1
  const last = Number(until.slice(0, 4))
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  return years
    .filter((year) => yearly.calendar === 'solar' || (year >= LUNAR_RANGE.firstYear && year <= LUNAR_RANGE.lastYear))
    .flatMap((year) => dayIn(yearly, year) ?? [])
    .filter((on) => on >= from && on <= until)
}

/** Whether a house works on that day: Monday to Saturday, and on no paid day off. Tết is closed for five days. */
export function isWorkingDay(day: string): boolean {
  if (weekdayOf(day) === 7) return false
  const moon = lunarOf(day)
  if (moon && !moon.isLeap && moon.month === 1 && moon.day <= 4) return false
  return !builtInOccasions.some((one) => one.isPaidDayOff && dayIn(one, yearIn(one, day)) === day)
}

const yearIn = ({ calendar }: YearlyDay, day: string): number =>
  calendar === 'lunar' ? (lunarOf(day)?.year ?? Number(day.slice(0, 4))) : Number(day.slice(0, 4))

/** So many working days before a day; `isOpen` tells them where the house keeps a calendar of its own. */
export function workingDaysBefore(day: string, count: number, isOpen: (date: string) => boolean = isWorkingDay): string {
  let on = day
  let left = count
  // Whatever is closed, a year has enough working days for the longest preparation.
  for (let tries = 0; left > 0 && tries < 500; tries++) {
    on = addDays(on, -1)
    if (isOpen(on)) left--
  }
  return on
}

/** When one begins to prepare for a day that falls on `on`; what must be there earlier (gifts before 23 Chạp) is begun earlier. */
export function prepareFrom(
  on: string,
  prepareDays: number,
  readyBefore?: { month: number; day: number },
  isOpen: (date: string) => boolean = isWorkingDay,
): string {
  const ready = readyBefore && lastBefore(on, readyBefore)
  return workingDaysBefore(ready ?? on, prepareDays, isOpen)
}

/** The last time this lunar day fell before a day. */
function lastBefore(on: string, { month, day }: { month: number; day: number }): string | undefined {
  return fallsWithin({ calendar: 'lunar', month, day }, addDays(on, -400), addDays(on, -1)).at(-1)
}
