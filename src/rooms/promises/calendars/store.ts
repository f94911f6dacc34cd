import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import { newId } from '../../../platform/ids.ts'
import { hours } from './contract.ts'
import type { Hours } from './rules.ts'
import './tables.ts'

export type Calendar = { id: string; name: string; isHouse: boolean; isRetired: boolean; version: number }

/** A calendar as it stood from a moment on. */
export type CalendarVersion = { id: string; calendarId: string; effectiveFrom: Date; hours: Hours }

/** Who changed it, and when. */
export type Stamp = { at: Date; by: string | null; byName: string | null }

const toCalendar = (row: Selectable<Schema['calendar']>): Calendar => ({
  id: row.calendar_id,
  name: row.name,
  isHouse: row.is_house,
  isRetired: row.is_retired,
  version: row.version,
})

const toVersion = (row: Selectable<Schema['calendar_version']>): CalendarVersion => ({
  id: row.calendar_version_id,
  calendarId: row.calendar_id,
  effectiveFrom: row.effective_from,
  hours: hours.parse({
    zone: row.zone,
    weekly: row.weekly,
    closed: row.closed,
    special: row.special,
    reasons: row.reasons,
    isAlways: row.is_always,
  }),
})

export async function listCalendars(db: Db): Promise<Calendar[]> {
  const rows = await db.selectFrom('calendar').selectAll().orderBy('is_house', 'desc').orderBy('name').orderBy('calendar_id').execute()
  return rows.map(toCalendar)
}

export async function findCalendar(db: Db, calendarId: string): Promise<Calendar | undefined> {
  const row = await db.selectFrom('calendar').selectAll().where('calendar_id', '=', calendarId).executeTakeFirst()
  return row && toCalendar(row)
}

export async function findForUpdate(db: Db, calendarId: string): Promise<Calendar | undefined> {
  const row = await db.selectFrom('calendar').selectAll().where('calendar_id', '=', calendarId).forUpdate().executeTakeFirst()
  return row && toCalendar(row)
}

export async function findHouseCalendar(db: Db): Promise<Calendar | undefined> {
  const row = await db.selectFrom('calendar').selectAll().where('is_house', '=', true).executeTakeFirst()
  return row && toCalendar(row)
}

/** Makes a calendar; false where the id is taken, or the house has its calendar already and this would be a second. */
export async function addCalendar(db: Db, { id, name, isHouse, isRetired }: Omit<Calendar, 'version'>): Promise<boolean> {
  const done = await db
    .insertInto('calendar')
    .values({ calendar_id: id, name, is_house: isHouse, is_retired: isRetired })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Changes a calendar as it stood at its version; false where it was changed since. */
export async function changeCalendar(db: Db, { id, name, isHouse, isRetired, version }: Calendar): Promise<boolean> {
  const done = await db
    .updateTable('calendar')
    .set({ name, is_house: isHouse, is_retired: isRetired, version: version + 1 })
    .where('calendar_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** No calendar is the house's any more, so that another can be. */
export async function dethroneHouse(db: Db): Promise<void> {
  await db
    .updateTable('calendar')
    .set({ is_house: false, version: sql`version + 1` as never })
    .where('is_house', '=', true)
    .execute()
}

// --- Versions ------------------------------------------------------------------------------------------------------------

export async function addVersion(db: Db, calendarId: string, given: Hours, { at, by, byName }: Stamp): Promise<CalendarVersion> {
  const id = newId()
  await db
    .insertInto('calendar_version')
    .values({
      calendar_version_id: id,
      calendar_id: calendarId,
      effective_from: at,
      zone: given.zone,
      weekly: JSON.stringify(given.weekly),
      closed: JSON.stringify(given.closed),
      special: JSON.stringify(given.special),
      reasons: JSON.stringify(given.reasons),
      is_always: given.isAlways,
      made_at: at,
      made_by: by,
      made_by_name: byName,
    })
    .execute()
  return { id, calendarId, effectiveFrom: at, hours: given }
}

export async function findVersion(db: Db, versionId: string): Promise<CalendarVersion | undefined> {
  const row = await db.selectFrom('calendar_version').selectAll().where('calendar_version_id', '=', versionId).executeTakeFirst()
  return row && toVersion(row)
}

/**
 * The version of each calendar that is in force at its moment; before the first one was made, that one. Of two made at the same instant
 * the later made counts.
 */
export async function versionsAt(db: Db, asked: readonly { calendarId: string; at: Date }[]): Promise<(CalendarVersion | undefined)[]> {
  if (asked.length === 0) return []
  const found = await sql<Selectable<Schema['calendar_version']> & { nth: number }>`
    select asked.nth, version.*
    from unnest(${asked.map(({ calendarId }) => calendarId)}::uuid[], ${asked.map(({ at }) => at.toISOString())}::timestamptz[])
      with ordinality as asked (calendar_id, at, nth)
    cross join lateral (
      select * from (
        (select v.*, 0 as turn from calendar_version v where v.calendar_id = asked.calendar_id and v.effective_from <= asked.at
          order by v.effective_from desc, v.calendar_version_id desc limit 1)
        union all
        (select v.*, 1 as turn from calendar_version v where v.calendar_id = asked.calendar_id
          order by v.effective_from, v.calendar_version_id limit 1)
      ) either order by turn limit 1
    ) version`.execute(db)
  const byPlace = new Map(found.rows.map((row) => [row.nth, toVersion(row)]))
  return asked.map((_, at) => byPlace.get(at + 1))
}
