import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import './tables.ts'

export type TokenRow = Selectable<Schema['zalo_token']>

export const tokenRow = (db: Db): Promise<TokenRow | undefined> => db.selectFrom('zalo_token').selectAll().executeTakeFirst()

/** The same, held: whoever waits here reads what the one before wrote. */
export const holdToken = (db: Db): Promise<TokenRow | undefined> => db.selectFrom('zalo_token').selectAll().forUpdate().executeTakeFirst()

/** A pair that somebody typed in: it is not known yet how long it lasts. */
export async function putToken(db: Db, sealed: string): Promise<void> {
  const row = { sealed, expires_at: null, refreshed_at: null, fault: null, fault_at: null }
  await db
    .insertInto('zalo_token')
    .values(row)
    .onConflict((conflict) => conflict.column('is_only').doUpdateSet(row))
    .execute()
}

export const keepToken = (db: Db, token: Partial<Omit<TokenRow, 'is_only'>>) => db.updateTable('zalo_token').set(token).execute()

export const dropToken = (db: Db) => db.deleteFrom('zalo_token').execute()

/** Keeps what Zalo told unless it told it before; whether it is new. */
export async function keepEvent(db: Db, key: string, body: string, now: Date): Promise<boolean> {
  const done = await db
    .insertInto('zalo_event')
    .values({ event_key: key, body, came_at: now, due_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export type KeptEvent = { key: string; body: string; cameAt: Date }

/** The next that is due, held for this transaction. */
export async function nextEvent(db: Db, now: Date): Promise<KeptEvent | undefined> {
  const row = await db
    .selectFrom('zalo_event')
    .select(['event_key', 'body', 'came_at'])
    .where('state', '=', 'new')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('event_key')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && { key: row.event_key, body: row.body ?? '', cameAt: row.came_at }
}

export const noteDone = (db: Db, key: string) =>
  db.updateTable('zalo_event').set({ state: 'done', body: null, fault: null }).where('event_key', '=', key).execute()

export const putOff = (db: Db, key: string, dueAt: Date) =>
  db.updateTable('zalo_event').set({ due_at: dueAt }).where('event_key', '=', key).execute()

const MOST_TRIES = 3

/** What could not be dealt with is tried again a little later, and put aside after its third try. */
export const noteFault = (db: Db, key: string, fault: string, again: Date) =>
  sql`update zalo_event set attempts = attempts + 1,
  fault = ${fault.slice(0, 500)}, due_at = ${again}, state = case when attempts + 1 >= ${MOST_TRIES} then 'faulty' else state end
  where event_key = ${key}`.execute(db)

/** When something that waits is due next. */
export async function nextDue(db: Db): Promise<Date | undefined> {
  const row = await db.selectFrom('zalo_event').select('due_at').where('state', '=', 'new').orderBy('due_at').limit(1).executeTakeFirst()
  return row?.due_at
}

/** Their latest words; older news changes nothing. */
export const noteHeard = (db: Db, userId: string, at: Date) =>
  sql`insert into zalo_heard (user_id, heard_at) values (${userId}, ${at})
  on conflict (user_id) do update set heard_at = greatest(zalo_heard.heard_at, excluded.heard_at)`.execute(db)

export async function heardAt(db: Db, userId: string): Promise<Date | undefined> {
  const row = await db.selectFrom('zalo_heard').select('heard_at').where('user_id', '=', userId).executeTakeFirst()
  return row?.heard_at
}

/** The message that Zalo knows under an id of its own. */
export async function messageByZaloId(db: Db, providerId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('message')
    .select('message_id')
    .where('channel', '=', 'zalo')
    .where('provider_id', '=', providerId)
    .limit(1)
    .executeTakeFirst()
  return row?.message_id
}

export async function customerOfMessage(db: Db, messageId: string): Promise<string | undefined> {
  const row = await db.selectFrom('message').select('customer_id').where('message_id', '=', messageId).executeTakeFirst()
  return row?.customer_id
}

const DAY = 24 * 3600_000
const EVENT_DAYS = 30
const HEARD_DAYS = 7

/** Keys of what was told are kept for a month, so that nothing counts twice; who wrote when, for a week. */
export async function forgetOldZalo(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('zalo_event')
    .where('came_at', '<', new Date(now.getTime() - EVENT_DAYS * DAY))
    .execute()
  await db
    .deleteFrom('zalo_heard')
    .where('heard_at', '<', new Date(now.getTime() - HEARD_DAYS * DAY))
    .execute()
}

/** One change of the settings at a time, also where there are none yet. */
export const holdZalo = (db: Db) => sql`select pg_advisory_xact_lock(hashtextextended('zalo settings', 0))`.execute(db)
