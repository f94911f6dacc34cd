import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { PageMark } from './rules.ts'
import type { Details, Only, Touchpoint } from './touchpoint.ts'
import './tables.ts'

const columns = [
  'at',
  'touchpoint_id',
  'kind',
  'channel',
  'place',
  'body',
  'outcome',
  'feeling',
  'is_pinned',
  'staff_name',
  'about_kind',
  'about_id',
  'details',
  'version',
] as const

type Row = Pick<Selectable<Schema['touchpoint']>, (typeof columns)[number]>

const toTouchpoint = (row: Row): Touchpoint => ({
  id: row.touchpoint_id,
  at: row.at,
  kind: row.kind as Touchpoint['kind'],
  channel: row.channel,
  place: row.place,
  body: row.body,
  outcome: row.outcome,
  feeling: row.feeling as Touchpoint['feeling'],
  isPinned: row.is_pinned,
  staffName: row.staff_name,
  about: row.about_kind && row.about_id ? { kind: row.about_kind, id: row.about_id, ...(row.details as Details) } : null,
  version: row.version,
})

type Narrowed = SelectQueryBuilder<Schema, 'touchpoint', object>

const linesOf = (db: Db, customerId: string, only?: Only): Narrowed => {
  const lines = db.selectFrom('touchpoint').where('customer_id', '=', customerId) as Narrowed
  if (only === 'orders') return lines.where('kind', '=', 'order')
  if (only === 'notes') return lines.where('kind', '=', 'note')
  if (only === 'contacts') return lines.where('kind', 'not in', ['order', 'note'])
  return only === undefined ? lines : lines.where('kind', '=', only)
}

type PageAsked = { only?: Only; before?: PageMark; offset?: number; limit: number }

/** A page, newest first, read backwards along the primary key (customer, time, id). */
export function pageQuery(db: Db, customerId: string, { only, before, offset = 0, limit }: PageAsked) {
  const lines = linesOf(db, customerId, only)
  const from = before ? lines.where(sql<boolean>`(at, touchpoint_id) < (${before.at}::timestamptz, ${before.id}::uuid)`) : lines
  return from.select(columns).orderBy('at', 'desc').orderBy('touchpoint_id', 'desc').offset(offset).limit(limit)
}

export async function page(db: Db, customerId: string, asked: PageAsked): Promise<Touchpoint[]> {
  return (await pageQuery(db, customerId, asked).execute()).map(toTouchpoint)
}

export async function count(db: Db, customerId: string, only?: Only): Promise<number> {
  const counted = await linesOf(db, customerId, only).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  return counted.count
}

/** The latest `limit` lines that have come to pass by `until`, newest first. */
export async function latest(db: Db, customerId: string, limit: number, until: Date): Promise<Touchpoint[]> {
  const rows = await linesOf(db, customerId)
    .where('at', '<=', until)
    .select(columns)
    .orderBy('at', 'desc')
    .orderBy('touchpoint_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toTouchpoint)
}

/** What lines of letters that went to many are about. */
const TO_MANY = 'newsletter'

/** When the last contact that has come to pass by `until` was. A note that came with an imported list is none, nor a letter to many. */
export async function latestAt(db: Db, customerId: string, until: Date): Promise<Date | null> {
  const row = await linesOf(db, customerId)
    .where('at', '<=', until)
    .where((is) => is.or([is('kind', '<>', 'note'), is('import_id', 'is', null)]))
    .where('about_kind', 'is distinct from', TO_MANY)
    .select('at')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? null
}

export async function pinned(db: Db, customerId: string): Promise<Touchpoint[]> {
  const rows = await linesOf(db, customerId).where('is_pinned', '=', true).select(columns).orderBy('at', 'desc').limit(50).execute()
  return rows.map(toTouchpoint)
}

export async function hasAny(db: Db, customerId: string): Promise<boolean> {
  return (await linesOf(db, customerId).select('touchpoint_id').limit(1).execute()).length > 0
}

export async function findForUpdate(db: Db, customerId: string, touchpointId: string): Promise<Touchpoint | undefined> {
  const row = await linesOf(db, customerId).where('touchpoint_id', '=', touchpointId).select(columns).forUpdate().executeTakeFirst()
  return row && toTouchpoint(row)
}

/** Who wrote a line, and the import it came with, beside what it says. */
export type Origin = { staffId: string | null; importId: string | null }

export async function add(db: Db, customerId: string, line: Touchpoint, { staffId, importId }: Origin): Promise<void> {
  const { kind: aboutKind = null, id: aboutId = null, ...details } = line.about ?? {}
  await db
    .insertInto('touchpoint')
    .values({
      customer_id: customerId,
      at: line.at,
      touchpoint_id: line.id,
      kind: line.kind,
      channel: line.channel,
      place: line.place,
      body: line.body,
      outcome: line.outcome,
      feeling: line.feeling,
      is_pinned: line.isPinned,
      staff_id: staffId,
      staff_name: line.staffName,
      about_kind: aboutKind,
      about_id: aboutId,
      details: line.about ? JSON.stringify(details) : null,
      import_id: importId,
      first_customer_id: customerId,
    })
    .execute()
}

export type ManyLine = {
  customerId: string
  at: Date
  touchpointId: string
  channel: string
  aboutId: string
  details: Details
  staffName: string | null
}

/** Lines of letters that went to many, by one statement; one that stands there already stays. */
export async function addToMany(db: Db, lines: readonly ManyLine[]): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(({ customerId, at, touchpointId, channel, aboutId, details, staffName }) => ({
    customer_id: customerId,
    at,
    touchpoint_id: touchpointId,
    kind: channel === 'mail' ? 'letter' : 'message',
    channel,
    staff_name: staffName,
    about_id: aboutId,
    details,
  }))
  await sql`insert into touchpoint (customer_id, at, touchpoint_id, kind, channel, staff_name, about_kind, about_id, details, first_customer_id)
    select customer_id, at, touchpoint_id, kind, channel, staff_name, ${TO_MANY}, about_id, details, customer_id
    from json_populate_recordset(null::touchpoint, ${JSON.stringify(rows)}::json) on conflict do nothing`.execute(db)
}

export async function change(db: Db, customerId: string, line: Touchpoint): Promise<void> {
  await db
    .updateTable('touchpoint')
    .set({ body: line.body, feeling: line.feeling, is_pinned: line.isPinned, version: line.version + 1 })
    .where('customer_id', '=', customerId)
    .where('at', '=', line.at)
    .where('touchpoint_id', '=', line.id)
    .execute()
}

/** Rewrites what a line of another room shows, and moves it where its time changed. */
export async function changeAbout(db: Db, customerId: string, touchpointId: string, at: Date, details: Details): Promise<void> {
  await db
    .updateTable('touchpoint')
    .set((is) => ({ at, details: JSON.stringify(details), version: is('version', '+', 1) }))
    .where('customer_id', '=', customerId)
    .where('touchpoint_id', '=', touchpointId)
    .execute()
}

export async function remove(db: Db, customerId: string, touchpointId: string): Promise<void> {
  await db.deleteFrom('touchpoint').where('customer_id', '=', customerId).where('touchpoint_id', '=', touchpointId).execute()
}
