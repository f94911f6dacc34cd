import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { BusinessCalendar } from '../../../values/business-calendar.ts'
import { isOpenAt, nextOpening, openIntervals } from '../../../values/open-time.ts'
import { countByCalendar } from '../standards/store.ts'
import { type CalendarVersion, calendarOf } from './calendars.ts'
import type { calendarView } from './contract.ts'
import { countOpenByCalendar } from './effect-store.ts'
import { type Calendar, versionsAt } from './store.ts'

type View = z.input<typeof calendarView>

/** A closing that is not one: intervals are cut at midnight, and some houses have no closing at all. */
const MOST_NIGHTS = 400

/** When it closes next, or opens; null where it never does. */
function nextChange(calendar: BusinessCalendar, now: number): number | undefined {
  if (calendar.always) return undefined
  if (!isOpenAt(calendar, now)) return nextOpening(calendar, now)
  let end = now
  let nights = 0
  for (const one of openIntervals(calendar, now)) {
    if (one.start > end) return end
    end = one.end
    if (++nights > MOST_NIGHTS) return undefined
  }
  return end
}

/** Calendars with their hours in force at a moment, and who counts by them. */
export async function viewCalendars(db: Db, calendars: readonly Calendar[], at: Date): Promise<View[]> {
  const [versions, standards, open] = await Promise.all([
    versionsAt(
      db,
      calendars.map(({ id }) => ({ calendarId: id, at })),
    ),
    countByCalendar(db, at),
    countOpenByCalendar(db),
  ])
  const now = Math.floor(at.getTime() / 1000)
  const view = async (calendar: Calendar, version: CalendarVersion | undefined): Promise<View> => {
    if (!version) throw new Error(`calendar ${calendar.id} has no version`)
    const ready = await calendarOf(db, version.id)
    const next = nextChange(ready, now)
    return {
      ...calendar,
      hours: version.hours,
      effectiveFrom: version.effectiveFrom.toISOString(),
      standards: standards.get(calendar.id) ?? 0,
      open: open.get(calendar.id) ?? 0,
      isOpenNow: isOpenAt(ready, now),
      nextChange: next === undefined ? null : new Date(next * 1000).toISOString(),
    }
  }
  return Promise.all(calendars.map((calendar, place) => view(calendar, versions[place])))
}

export async function viewCalendar(db: Db, calendar: Calendar, at: Date): Promise<View> {
  const [view] = await viewCalendars(db, [calendar], at)
  if (!view) throw new Error('a calendar that was given is not viewed')
  return view
}
