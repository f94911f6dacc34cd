import { z } from 'zod'
import { day, id, line, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'

/** When the house is open: calendars as versions, a year at a glance, holidays ready. */

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'not_an_hour')
export const intervals = z.array(z.tuple([hour, hour])).max(8)
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const names = z.object({ vi: z.string().max(80), en: z.string().max(80) })

export const hours = z.object({
  zone: z.string().max(60),
  weekly: z.partialRecord(z.enum(weekdays), intervals),
  closed: z.array(z.object({ date: day, name: names.optional() })).max(2000),
  special: z.record(day, intervals),
  /** Why a special day is one. */
  reasons: z.record(day, names).default({}),
  isAlways: z.boolean(),
})

export const calendarView = z.object({
  id,
  name: z.string(),
  isHouse: z.boolean(),
  isRetired: z.boolean(),
  hours,
  effectiveFrom: z.string(),
  /** How many promises and standards count by it. */
  standards: z.int(),
  open: z.int(),
  isOpenNow: z.boolean(),
  nextChange: z.string().nullable(),
  version,
})

export const listCalendars = route({
  name: 'listCalendars',
  method: 'GET',
  path: '/api/calendars',
  door: 'customers.read',
  summary: 'Business calendars with the hours in force now.',
  answer: z.object({ calendars: z.array(calendarView) }),
})

export const calendarYear = route({
  name: 'calendarYear',
  method: 'GET',
  path: '/api/calendars/:calendarId/years/:year',
  door: 'customers.read',
  summary: 'A year at a glance: every day with its hours, why it is closed, and its lunar date.',
  params: z.object({ calendarId: id, year: z.coerce.number().int().min(1970).max(2098) }),
  answer: z.object({
    days: z.array(
      z.object({
        day: z.string(),
        intervals,
        kind: z.enum(['weekly', 'closed', 'special']),
        name: names.nullable(),
        lunar: z.string(),
        seconds: z.int(),
      }),
    ),
    /** The Tết holiday that is offered: as it was announced, or from the last day of Chạp to mùng 5. */
    tet: z.object({ from: day, to: day, isAnnounced: z.boolean() }),
    /** Public holidays of that year by date. `isUndecided`: asked for, and not known to be law; `inLieuOf`: makes up for one on the weekly rest. */
    holidays: z.array(
      z.object({ date: day, name: names, isTet: z.boolean(), isUndecided: z.boolean(), inLieuOf: day.nullable(), isIn: z.boolean() }),
    ),
    openDays: z.int(),
    openSeconds: z.int(),
  }),
  refusals: ['promises.no_such_calendar'],
})

const words = { name: line(80), hours, isHouse: z.boolean().optional() }

/** What a change does to promises that are open: see the effect before. */
export const changeModes = ['keep', 'recompute', 'carry'] as const

export const saveCalendar = route({
  name: 'saveCalendar',
  method: 'PUT',
  path: '/api/calendars/:calendarId',
  door: 'house.settings',
  summary: 'Makes a calendar, or its next version from now on; open promises move by the chosen way, what customers heard stays.',
  params: z.object({ calendarId: id }),
  body: z.strictObject({
    ...words,
    mode: z.enum(changeModes).default('recompute'),
    isRetired: z.boolean().optional(),
    version: version.optional(),
  }),
  answer: calendarView,
  refusals: [
    'promises.calendar_wrong',
    'promises.calendar_closed',
    'promises.calendar_used',
    'promises.calendar_of_house',
    'promises.changed_meanwhile',
  ],
})

export const previewCalendar = route({
  name: 'previewCalendar',
  method: 'POST',
  path: '/api/calendars/:calendarId/preview',
  door: 'house.settings',
  isUntraced: true,
  summary: 'What a change of hours would do: which open promises would be due at another time.',
  params: z.object({ calendarId: id }),
  body: z.strictObject({ ...words, mode: z.enum(changeModes).default('recompute') }),
  answer: z.object({
    open: z.int(),
    earlier: z.int(),
    later: z.int(),
    /** Would be due later inside than what the customer heard: they need a new promise. */
    needRepromise: z.int(),
    /** Those that move, the nearest first. `promised`: what the customer heard; `isNew`: they would have to be told another time. */
    first: z.array(
      z.object({
        id,
        words: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
        promised: z.string().nullable(),
        isNew: z.boolean(),
      }),
    ),
  }),
  refusals: ['promises.calendar_wrong', 'promises.calendar_closed'],
})

export const calendarsContract = [listCalendars, calendarYear, saveCalendar, previewCalendar]
