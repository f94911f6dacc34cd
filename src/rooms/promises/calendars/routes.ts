import { type Served, serve } from '../../../platform/http/serve.ts'
import { keepCalendar, previewHours, type Recount, requireCalendar } from './actions.ts'
import { calendarOf, calendarVersionAt, houseCalendar } from './calendars.ts'
import * as contract from './contract.ts'
import * as store from './store.ts'
import { viewCalendar, viewCalendars } from './views.ts'
import { viewYear } from './year.ts'

/** `recount`: what open promises are told of a change. */
export const calendarRoutes = ({ recount }: { recount: Recount }): Served[] => [
  serve(contract.listCalendars, async ({ db, now }) => {
    await houseCalendar(db, now)
    return { calendars: await viewCalendars(db, await store.listCalendars(db), now) }
  }),
  serve(contract.calendarYear, async ({ db, params, now }) => {
    const version = await calendarVersionAt(db, requireCalendar(await store.findCalendar(db, params.calendarId)).id, now)
    if (!version) throw new Error(`calendar ${params.calendarId} has no version`)
    return viewYear(version.hours, await calendarOf(db, version.id), params.year)
  }),
  serve(contract.saveCalendar, async ({ db, params, body, who, now, trace }) => {
    const calendar = await keepCalendar(db, params.calendarId, body, who, { now, recount })
    trace({ details: { name: calendar.name, mode: body.mode, isRetired: calendar.isRetired } })
    return viewCalendar(db, calendar, now)
  }),
  serve(contract.previewCalendar, ({ db, params, body, now }) => previewHours(db, params.calendarId, body, now)),
]
