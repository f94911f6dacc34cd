import type { z } from 'zod'
import type { calendarYear, hours, weekdays } from '#rooms/promises/calendars/contract.ts'
import { type BusinessCalendar, businessCalendar, openOn } from '#values/business-calendar.ts'
import { addDays, weekdayOf } from '#values/civil-date.ts'
import type { PublicHoliday } from '#values/public-holidays.ts'
import { type Interval, isInterval, isOvernight } from './hour.ts'

/** Hours as they are being changed: pure steps from one to the next, so that undoing is keeping the one before. */
export type Hours = z.output<typeof hours>
export type Weekday = (typeof weekdays)[number]
export type Year = z.output<typeof calendarYear.answer>

export const days: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
export const weekdayName = (day: string): Weekday => days[weekdayOf(day) - 1] ?? 'mon'

export const setWeekday = (given: Hours, day: Weekday, intervals: Interval[]): Hours => ({
  ...given,
  weekly: { ...given.weekly, [day]: intervals },
})

/** The hours of one weekday for every other that has hours at all. */
export const copyWeekday = (given: Hours, from: Weekday): Hours => {
  const intervals = given.weekly[from] ?? []
  const open = days.filter((day) => (given.weekly[day] ?? []).length > 0)
  return { ...given, weekly: { ...given.weekly, ...Object.fromEntries(open.map((day) => [day, intervals])) } }
}

type Named = { vi: string; en: string }
export type DayChoice =
  | { kind: 'weekly' }
  | { kind: 'closed'; name?: Named | undefined }
  | { kind: 'special'; intervals: Interval[]; name?: Named | undefined }

const without = <One>(record: Readonly<Record<string, One>>, key: string): Record<string, One> =>
  Object.fromEntries(Object.entries(record).filter(([one]) => one !== key))

/** One day as usual, closed, or with hours of its own. */
export function setDay(given: Hours, date: string, choice: DayChoice): Hours {
  const bare: Hours = {
    ...given,
    closed: given.closed.filter((one) => one.date !== date),
    special: without(given.special, date),
    reasons: without(given.reasons, date),
  }
  if (choice.kind === 'weekly') return bare
  if (choice.kind === 'closed') {
    const closed = [...bare.closed, { date, ...(choice.name ? { name: choice.name } : {}) }]
    return { ...bare, closed: closed.sort((a, b) => (a.date < b.date ? -1 : 1)) }
  }
  return {
    ...bare,
    special: { ...bare.special, [date]: choice.intervals },
    reasons: choice.name ? { ...bare.reasons, [date]: choice.name } : bare.reasons,
  }
}

/** How a day stands now. */
export function choiceOf(given: Hours, date: string): DayChoice {
  const special = given.special[date]
  if (special) return { kind: 'special', intervals: special, name: given.reasons[date] }
  const closed = given.closed.find((one) => one.date === date)
  return closed ? { kind: 'closed', name: closed.name } : { kind: 'weekly' }
}

/** What of the usual night before runs on into a date, until when; a date that is closed or has hours of its own has none of it. */
export function nightInto({ weekly, isAlways }: Hours, date: string): Interval | undefined {
  if (isAlways) return undefined
  const ends = (weekly[weekdayName(addDays(date, -1))] ?? []).filter((one) => isInterval(one) && isOvernight(one)).map(([, to]) => to)
  const last = ends.sort().at(-1)
  return last === undefined ? undefined : ['00:00', last]
}

/** Holidays put in as closed days; what the house has said of a day already stays. */
export const addHolidays = (given: Hours, holidays: readonly Pick<PublicHoliday, 'date' | 'names'>[]): Hours =>
  holidays.reduce(
    (all, { date, names }) => (choiceOf(all, date).kind === 'weekly' ? setDay(all, date, { kind: 'closed', name: names }) : all),
    given,
  )

export const removeDays = (given: Hours, dates: readonly string[]): Hours =>
  dates.reduce((all, date) => setDay(all, date, { kind: 'weekly' }), given)

/** Whether every hour that was typed is one. */
export const isWhole = ({ weekly, special }: Hours): boolean =>
  [...Object.values(weekly), ...Object.values(special)].every((intervals) => (intervals ?? []).every(isInterval))

/** What is typed halfway does not count yet. */
const whole = (table: Readonly<Record<string, Interval[] | undefined>>): Record<string, Interval[]> =>
  Object.fromEntries(Object.entries(table).map(([key, intervals]) => [key, (intervals ?? []).filter(isInterval)]))

export const readyCalendar = ({ zone, weekly, closed, special, isAlways }: Hours): BusinessCalendar =>
  businessCalendar({ zone, weekly: whole(weekly), closed: closed.map(({ date }) => date), special: whole(special), always: isAlways })

export type DayLook = 'open' | 'half' | 'rest' | 'holiday' | 'special'
export type ShownDay = { date: string; look: DayLook; intervals: Interval[]; seconds: number; name: Named | undefined }

/** Less than this share of the usual day is a half one. */
const HALF = 0.7

/** The days of a month as the year shows them. */
export function daysOfMonth(given: Hours, calendar: BusinessCalendar, year: number, month: number): ShownDay[] {
  const shown: ShownDay[] = []
  const start = `${year}-${String(month).padStart(2, '0')}`
  const longest = Math.max(0, ...days.map((day) => lengthOf(given.weekly[day] ?? [])))
  for (let date = `${start}-01`; date.startsWith(start); date = addDays(date, 1)) {
    const choice = choiceOf(given, date)
    const seconds = openOn(calendar, date).reduce((sum, { start: from, end }) => sum + end - from, 0)
    const usual: Interval[] = given.isAlways ? [['00:00', '24:00']] : (given.weekly[weekdayName(date)] ?? [])
    const intervals = choice.kind === 'weekly' || given.isAlways ? usual : choice.kind === 'special' ? choice.intervals : []
    const name = choice.kind === 'weekly' ? undefined : choice.name
    shown.push({ date, look: lookOf(choice, seconds, longest), intervals, seconds, name })
  }
  return shown
}

function lookOf(choice: DayChoice, seconds: number, longest: number): DayLook {
  if (choice.kind === 'special' && seconds > 0) return 'special'
  if (choice.kind !== 'weekly' && seconds === 0) return 'holiday'
  if (seconds === 0) return 'rest'
  return seconds < longest * HALF ? 'half' : 'open'
}

const secondsOf = (time: string): number => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60

const lengthOf = (intervals: readonly Interval[]): number =>
  intervals.filter(isInterval).reduce((sum, [from, to]) => {
    const length = secondsOf(to) - secondsOf(from)
    return sum + (length > 0 ? length : length + 86_400)
  }, 0)

/** Two hours that say the same. */
export const isSame = (a: Hours, b: Hours): boolean => plain(a) === plain(b)

const plain = ({ zone, weekly, closed, special, reasons, isAlways }: Hours): string =>
  JSON.stringify([
    zone,
    days.map((day) => weekly[day] ?? []),
    closed.map(({ date, name }) => [date, name?.vi, name?.en]),
    Object.entries(special).sort(([a], [b]) => (a < b ? -1 : 1)),
    Object.entries(reasons)
      .filter(([date]) => Object.hasOwn(special, date))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    isAlways,
  ])
