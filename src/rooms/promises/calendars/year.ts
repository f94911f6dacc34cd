import type { z } from 'zod'
import { type BusinessCalendar, openOn, weekdays } from '../../../values/business-calendar.ts'
import { addDays, weekdayOf } from '../../../values/civil-date.ts'
import { lunarOf } from '../../../values/lunar-date.ts'
import { defaultTet, publicHolidays } from '../../../values/public-holidays.ts'
import { announcedTet } from './announced-tet.data.ts'
import type { calendarYear } from './contract.ts'
import type { Hours } from './rules.ts'

type Year = z.input<typeof calendarYear.answer>

/** "15/12"; of a leap month "6/6 leap". */
function lunarText(day: string): string {
  const lunar = lunarOf(day)
  return lunar === undefined ? '' : `${lunar.day}/${lunar.month}${lunar.isLeap ? ' leap' : ''}`
}

/** A year of a calendar, day by day, with the holidays that are in it and those that could be. */
export function viewYear(hours: Hours, calendar: BusinessCalendar, year: number): Year {
  const names = new Map(hours.closed.map(({ date, name }) => [date, name]))
  const days: Year['days'] = []
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    const special = hours.special[day]
    const weekday = weekdays[weekdayOf(day) - 1] ?? 'mon'
    const kind = hours.isAlways ? 'weekly' : special ? 'special' : names.has(day) ? 'closed' : 'weekly'
    const usual: [string, string][] = hours.isAlways ? [['00:00', '24:00']] : (hours.weekly[weekday] ?? [])
    days.push({
      day,
      kind,
      intervals: kind === 'special' ? (special ?? []) : kind === 'closed' ? [] : usual,
      name: (kind === 'special' ? hours.reasons[day] : names.get(day)) ?? null,
      lunar: lunarText(day),
      seconds: openOn(calendar, day).reduce((sum, { start, end }) => sum + end - start, 0),
    })
  }
  const announced = announcedTet[year]
  const tet = announced ?? defaultTet(year)
  return {
    days,
    tet: { ...tet, isAnnounced: announced !== undefined },
    holidays: publicHolidays(year, { tet, restDays: restDays(hours), withCultureDay: year >= 2026 }).map((one) => ({
      date: one.date,
      name: one.names,
      isTet: one.key === 'tet',
      isUndecided: one.isUndecided ?? false,
      inLieuOf: one.inLieuOf ?? null,
      isIn: names.has(one.date) || Object.hasOwn(hours.special, one.date),
    })),
    openDays: days.filter(({ seconds }) => seconds > 0).length,
    openSeconds: days.reduce((sum, { seconds }) => sum + seconds, 0),
  }
}

/** The weekdays without hours, 1 Monday to 7 Sunday: holidays that fall on them are made up. */
const restDays = ({ weekly, isAlways }: Hours): number[] =>
  isAlways ? [] : weekdays.flatMap((day, at) => ((weekly[day] ?? []).length > 0 ? [] : [at + 1]))
