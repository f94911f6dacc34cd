import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { businessCalendar } from '../../../values/business-calendar.ts'
import { countByCalendar } from '../standards/store.ts'
import { calendarOf, houseCalendar } from './calendars.ts'
import type { saveCalendar } from './contract.ts'
import { changedDue, effectOn, type Mode } from './effect-rules.ts'
import { type Affected, countedBy, countOpenByCalendar } from './effect-store.ts'
import { asRules, everOpens, faultsOf, type Hours, isSame, tidy } from './rules.ts'
import * as store from './store.ts'

type Asked = z.output<NonNullable<typeof saveCalendar.body>>

/** Counts the dues of open promises anew after a change; what customers heard stays. */
export type Recount = (db: Db, what: { calendarId: string } | { standardId: string }, mode: Mode, now: Date) => Promise<unknown>

export function requireCalendar(calendar: store.Calendar | undefined): store.Calendar {
  if (!calendar) throw new Refusal(404, 'promises.no_such_calendar', 'There is no such calendar.')
  return calendar
}

/** Hours that the clock can keep to; refused by field, and refused where nobody is ever there. */
function readHours(given: Hours, now: Date): Hours {
  const fields = faultsOf(given)
  if (Object.keys(fields).length > 0)
    throw new Refusal(400, 'promises.calendar_wrong', 'Some of these hours are not in order; the fields say which.', fields)
  const read = tidy(given)
  if (!everOpens(businessCalendar(asRules(read)), now))
    throw new Refusal(400, 'promises.calendar_closed', 'By these hours nobody is there at any time in the next 400 days.', {
      hours: 'no_open_time',
    })
  return read
}

/** Nothing is put away that something counts by. */
async function requireUnused(db: Db, calendarId: string, now: Date): Promise<void> {
  const [standards, open] = await Promise.all([countByCalendar(db, now), countOpenByCalendar(db)])
  if ((standards.get(calendarId) ?? 0) + (open.get(calendarId) ?? 0) > 0)
    throw new Refusal(409, 'promises.calendar_used', 'Standards or open promises still count by this calendar.')
}

const changedMeanwhile = (): Refusal => new Refusal(409, 'promises.changed_meanwhile', 'Somebody changed this meanwhile.')

/** Makes a calendar, or its next version from now on. */
export async function keepCalendar(
  db: Db,
  calendarId: string,
  { version, mode, name, hours: given, isHouse, isRetired = false }: Asked,
  who: Who,
  { now, recount }: { now: Date; recount: Recount },
): Promise<store.Calendar> {
  const hours = readHours(given, now)
  const stamp = { at: now, by: who.kind === 'staff' ? who.id : null, byName: who.name }
  if (version === undefined) {
    // A house has its own calendar before it has others.
    await houseCalendar(db, now)
    if (isHouse === true) await store.dethroneHouse(db)
    const made = { id: calendarId, name, isHouse: isHouse === true, isRetired: false }
    if (!(await store.addCalendar(db, made))) throw changedMeanwhile()
    await store.addVersion(db, calendarId, hours, stamp)
    return { ...made, version: 1 }
  }
  const before = requireCalendar(await store.findForUpdate(db, calendarId))
  if (before.version !== version) throw changedMeanwhile()
  if (before.isHouse && (isRetired || isHouse === false))
    throw new Refusal(409, 'promises.calendar_of_house', 'A house keeps a calendar of its own: make another one the house’s first.')
  if (isRetired && isHouse === true) throw new Refusal(409, 'promises.calendar_of_house', 'A retired calendar cannot be the house’s.')
  if (isRetired && !before.isRetired) await requireUnused(db, calendarId, now)
  if (isHouse === true && !before.isHouse) await store.dethroneHouse(db)
  const after = { ...before, name, isHouse: isHouse ?? before.isHouse, isRetired }
  if (!(await store.changeCalendar(db, after))) throw changedMeanwhile()
  const [inForce] = await store.versionsAt(db, [{ calendarId, at: now }])
  if (!inForce || !isSame(inForce.hours, hours)) {
    await store.addVersion(db, calendarId, hours, stamp)
    await recount(db, { calendarId }, mode, now)
  }
  return { ...after, version: version + 1 }
}

// --- The effect before -----------------------------------------------------------------------------------------------------

const SHOWN = 12

type Shown = { one: Affected; after: Date | null; isNew: boolean; at: number }

/** What a change of hours would do to promises that are open. */
export async function previewHours(db: Db, calendarId: string, asked: { hours: Hours; mode: Mode }, now: Date) {
  const next = businessCalendar(asRules(readHours(asked.hours, now)))
  const changedAt = Math.floor(now.getTime() / 1000)
  const counts = { open: 0, earlier: 0, later: 0, needRepromise: 0 }
  let moved: Shown[] = []
  for await (const batch of countedBy(db, calendarId)) {
    for (const one of batch) {
      counts.open++
      if (asked.mode === 'keep') continue
      const old = await calendarOf(db, one.calendarVersionId)
      const due = changedDue(one, old, next, asked.mode, changedAt)
      const [before, promised] = [one.internalDue, one.promisedDue].map((at) => (at === null ? null : Math.floor(at.getTime() / 1000)))
      const { way, isNew } = effectOn(before ?? null, promised ?? null, due)
      if (way === 'same') continue
      counts[way]++
      if (isNew) counts.needRepromise++
      const after = due.is === 'due' ? new Date(due.at * 1000) : null
      moved.push({
        one,
        after,
        isNew,
        at: Math.min(before ?? Number.POSITIVE_INFINITY, due.is === 'due' ? due.at : Number.POSITIVE_INFINITY),
      })
    }
    moved = moved.sort((a, b) => Number(b.isNew) - Number(a.isNew) || a.at - b.at).slice(0, SHOWN)
  }
  const text = (at: Date | null): string | null => at?.toISOString() ?? null
  return {
    ...counts,
    first: moved.map(({ one, after, isNew }) => ({
      id: one.id,
      words: one.words,
      before: text(one.internalDue),
      after: text(after),
      promised: text(one.promisedDue),
      isNew,
    })),
  }
}
