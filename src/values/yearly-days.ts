import { daysInMonth } from './civil-date.ts'
import { daysInLunarMonth, LUNAR_RANGE, leapMonthOf, lunarOf, occurrenceIn } from './lunar-date.ts'

/** A day that comes every year, as people note it: in either calendar, in a leap month or not. */
export type NotedDay = { calendar: 'solar' | 'lunar'; month: number; day: number; isLeap: boolean }

const two = (n: number): string => String(n).padStart(2, '0')

/**
 * On which days of a solar year a noted day is kept, in their order: 29 February on the 28th where there is none, the 30th of a month of 29
 * days on the 29th, a leap month's in the plain one where the year has none. A lunar day can fall twice in a solar year, or not at all.
 */
export function keptWithin(year: number, { calendar, month, day, isLeap }: NotedDay): string[] {
  if (calendar === 'solar') return [`${year}-${two(month)}-${two(Math.min(day, daysInMonth(year, month)))}`]
  return [year - 1, year]
    .filter((lunarYear) => lunarYear >= LUNAR_RANGE.firstYear && lunarYear <= LUNAR_RANGE.lastYear)
    .flatMap((lunarYear) => occurrenceIn(lunarYear, { month, day, isLeap }) ?? [])
    .filter((on) => on.startsWith(`${year}-`))
}

/** Every way in which what is kept on a solar day may have been noted; the other way round of `keptWithin`. */
export function notedFor(on: string): NotedDay[] {
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number)
  const solar = (of: number): NotedDay => ({ calendar: 'solar', month, day: of, isLeap: false })
  const noted = [solar(day), ...(month === 2 && day === 28 && daysInMonth(year, 2) === 28 ? [solar(29)] : [])]
  const moon = lunarOf(on)
  if (!moon) return noted
  const days = moon.day === 29 && daysInLunarMonth(moon.year, moon.month, moon.isLeap) === 29 ? [29, 30] : [moon.day]
  const leaps = moon.isLeap ? [true] : leapMonthOf(moon.year) === moon.month ? [false] : [false, true]
  return [...noted, ...leaps.flatMap((isLeap) => days.map((of): NotedDay => ({ calendar: 'lunar', month: moon.month, day: of, isLeap })))]
}
