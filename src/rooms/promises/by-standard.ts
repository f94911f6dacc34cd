import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import { calendarOf, houseCalendar } from './calendars/calendars.ts'
import { openSecondsAfter } from './counting.ts'
import { duesByStandard, make, type NewPromise } from './making.ts'
import type { ServicePromise } from './promise.ts'
import { categoryOf } from './rules.ts'

/** Makes a promise by the moment that is said, else by the standard; where none promises it, within so many open seconds of the house. */
export async function makeOrWithin(db: Db, asked: NewPromise, seconds: number, who: Who, now: Date): Promise<ServicePromise> {
  const kind = asked.kind ?? 'other'
  if (asked.due !== undefined || asked.dueDay !== undefined) return make(db, asked, who, now)
  const found = await duesByStandard(db, { customerId: asked.customerId, kind, category: asked.category ?? categoryOf(kind) }, now)
  if (found !== undefined && found !== 'nothing') return make(db, asked, who, now)
  const calendar = await calendarOf(db, (await houseCalendar(db, now)).id)
  const due = openSecondsAfter(calendar, now, seconds)
  if (due === null)
    throw new Refusal(409, 'promises.no_open_time', 'In the next 400 days there is not so much open time.', { due: 'no_open_time' })
  return make(db, { ...asked, due: due.toISOString() }, who, now)
}
