import type { Db } from '../../platform/db/db.ts'
import { calendarOf, houseCalendar } from './calendars/calendars.ts'
import { count } from './counting.ts'

/** So many business days from a moment by the house's calendar; where it hardly opens, so many days. */
export async function businessDaysAfter(db: Db, days: number, from: Date): Promise<Date> {
  const calendar = await calendarOf(db, (await houseCalendar(db, from)).id)
  const asked = { target: 'days' as const, value: days, cutoff: null, startsAt: from, fixed: null, pauses: [] }
  return count(calendar, asked).internalDue ?? new Date(from.getTime() + days * 24 * 3600_000)
}
