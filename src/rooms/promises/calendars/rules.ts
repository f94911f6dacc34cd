import type { z } from 'zod'
import type { BusinessCalendar, CalendarRules } from '../../../values/business-calendar.ts'
import { readCalendarRules } from '../../../values/business-calendar.ts'
import { nextOpening } from '../../../values/open-time.ts'
import type { hours } from './contract.ts'

export type Hours = z.output<typeof hours>

/** Hours as the clock reads them: the names of closed days and the reasons of special ones are for people alone. */
export const asRules = ({ zone, weekly, closed, special, isAlways }: Hours): CalendarRules => ({
  zone,
  weekly: Object.fromEntries(Object.entries(weekly).filter(([, intervals]) => intervals !== undefined)),
  closed: closed.map(({ date }) => date),
  special,
  always: isAlways,
})

/** A field as the request names it: `hours.weekly.mon.0.1`. */
const asked = (field: string): string => `hours.${field.replaceAll('[', '.').replaceAll(']', '')}`

/** What is wrong with hours, by field: `hours.weekly.mon.0.1` → `not-a-time`; nothing where all is well. */
export function faultsOf(given: Hours): Record<string, string> {
  const faults: Record<string, string> = {}
  const read = readCalendarRules(asRules(given))
  if ('faults' in read) for (const { field, problem } of read.faults) faults[asked(field === 'always' ? 'isAlways' : field)] = problem
  const dates = given.closed.map(({ date }) => date)
  for (const [at, date] of dates.entries()) {
    if (dates.indexOf(date) !== at) faults[asked(`closed.${at}`)] = 'twice'
    else if (Object.hasOwn(given.special, date)) faults[asked(`closed.${at}`)] = 'also-special'
  }
  return faults
}

/** Whether anybody is ever there again: what the clock would search for in vain is refused before it is kept (R16). */
export const everOpens = (calendar: BusinessCalendar, now: Date): boolean =>
  nextOpening(calendar, Math.floor(now.getTime() / 1000)) !== undefined

/** Two hours that say the same. */
export const isSame = (a: Hours, b: Hours): boolean => JSON.stringify(tidy(a)) === JSON.stringify(tidy(b))

/** In one order, without what says nothing: a reason of a day that is not special, an empty weekday. */
export function tidy(given: Hours): Hours {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
  const byDate = <One>(record: Readonly<Record<string, One>>, isKept: (date: string) => boolean) =>
    Object.fromEntries(
      Object.entries(record)
        .filter(([date]) => isKept(date))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  const { weekly, special } = given
  return {
    zone: given.zone,
    weekly: Object.fromEntries(
      days.flatMap((day) => {
        const intervals = weekly[day]
        return intervals && intervals.length > 0 ? [[day, intervals]] : []
      }),
    ),
    closed: [...given.closed]
      .sort((a, b) => (a.date < b.date ? -1 : 1))
      .map(({ date, name }) => ({ date, ...(name ? { name: { vi: name.vi, en: name.en } } : {}) })),
    special: byDate(special, () => true),
    reasons: byDate(given.reasons, (date) => Object.hasOwn(special, date)),
    isAlways: given.isAlways,
  }
}

/** What a house keeps to that never said otherwise: every day from eight to nine in the evening. */
export const usualHours = (zone: string): Hours => ({
  zone,
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['08:00', '21:00']]])),
  closed: [],
  special: {},
  reasons: {},
  isAlways: false,
})
