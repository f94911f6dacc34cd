import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import '../sendings/tables.ts'
import './tables.ts'

/** Mails that came in, each kept once, as it came. */

export type Position = { uidValidity: number; lastUid: number }

export async function positionOf(db: Db, source: string): Promise<Position | undefined> {
  const row = await db.selectFrom('mailbox').selectAll().where('source', '=', source).executeTakeFirst()
  return row && { uidValidity: row.uid_validity, lastUid: row.last_uid }
}

export async function keepPosition(db: Db, source: string, { uidValidity, lastUid }: Position, now: Date): Promise<void> {
  const row = { uid_validity: uidValidity, last_uid: lastUid, read_at: now }
  await db
    .insertInto('mailbox')
    .values({ source, ...row })
    .onConflict((conflict) => conflict.column('source').doUpdateSet(row))
    .execute()
}

export type NewMail = {
  id: string
  source: string
  uidValidity: number
  uid: number
  hash: string
  raw: Buffer
  size: number
  fault: string | null
}

/** Keeps a mail unless it was kept before; whether it is new. */
export async function keepMail(db: Db, mail: NewMail, now: Date): Promise<boolean> {
  const done = await db
    .insertInto('inbound_mail')
    .values({
      mail_id: mail.id,
      source: mail.source,
      uid_validity: mail.uidValidity,
      uid: mail.uid,
      hash: mail.hash,
      raw: mail.raw,
      size: mail.size,
      came_at: now,
      state: mail.fault ? 'faulty' : 'new',
      fault: mail.fault,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

type Row = Selectable<Schema['inbound_mail']>
export type KeptMail = { id: string; raw: Buffer; cameAt: Date; attempts: number }

const toMail = (row: Row): KeptMail => ({ id: row.mail_id, raw: row.raw ?? Buffer.alloc(0), cameAt: row.came_at, attempts: row.attempts })

/** The next mail that nobody has looked at, held for this transaction. */
export async function nextNew(db: Db): Promise<KeptMail | undefined> {
  const row = await db
    .selectFrom('inbound_mail')
    .selectAll()
    .where('state', '=', 'new')
    .orderBy('came_at')
    .orderBy('mail_id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && toMail(row)
}

/** A mail that waits for a reader, held for this transaction; the oldest first. */
export async function nextWaiting(db: Db): Promise<KeptMail | undefined> {
  const row = await db
    .selectFrom('inbound_mail')
    .selectAll()
    .where('state', '=', 'waiting')
    .orderBy('came_at')
    .orderBy('mail_id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && toMail(row)
}

export type Dealt = { kind: NonNullable<Row['kind']>; state: 'done' | 'waiting'; messageId: string | null }

export async function noteDealt(db: Db, id: string, { kind, state, messageId }: Dealt, now: Date): Promise<void> {
  await db
    .updateTable('inbound_mail')
    .set({ kind, state, message_id: messageId, dealt_at: now, fault: null })
    .where('mail_id', '=', id)
    .execute()
}

/** A mail that could not be dealt with is put aside after its third try, with why, and never in the way of the next. */
export async function noteFault(db: Db, id: string, fault: string): Promise<void> {
  await sql`update inbound_mail set attempts = attempts + 1, fault = ${fault.slice(0, 500)},
    state = case when attempts >= 2 then 'faulty' else state end where mail_id = ${id}::uuid`.execute(db)
}

export type InboundState = { waiting: number; faulty: { id: string; cameAt: Date; size: number; fault: string }[]; readAt: Date | null }

const MOST_SHOWN = 20

export async function inboundState(db: Db): Promise<InboundState> {
  const [waiting, faulty, read] = await Promise.all([
    db
      .selectFrom('inbound_mail')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('inbound_mail')
      .select(['mail_id', 'came_at', 'size', 'fault'])
      .where('state', '=', 'faulty')
      .orderBy('came_at', 'desc')
      .limit(MOST_SHOWN)
      .execute(),
    db
      .selectFrom('mailbox')
      .select(({ fn }) => fn.max('read_at').as('at'))
      .executeTakeFirst(),
  ])
  return {
    waiting: Number(waiting.count),
    faulty: faulty.map((row) => ({ id: row.mail_id, cameAt: row.came_at, size: row.size, fault: row.fault ?? '' })),
    readAt: read?.at ?? null,
  }
}

export type OwnMessage = { id: string; customerId: string; address: string | null; providerId: string | null }

/** The message that a mail is about, by its id. */
export async function findMessage(db: Db, messageId: string): Promise<OwnMessage | undefined> {
  const row = await db
    .selectFrom('message')
    .select(['message_id', 'customer_id', 'address', 'provider_id'])
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  return row && { id: row.message_id, customerId: row.customer_id, address: row.address, providerId: row.provider_id }
}

const SOFT_DAYS = 3
const SOFT_WITHIN_DAYS = 30

/** Notes that an address failed for the time being on this day; whether it did so on enough days of the last month. */
export async function noteSoft(db: Db, addressHash: string, day: string): Promise<boolean> {
  await db
    .insertInto('soft_bounce')
    .values({ channel: 'mail', address_hash: addressHash, day })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const found = await sql<{ days: number }>`select count(*)::int as days from soft_bounce
    where channel = 'mail' and address_hash = ${addressHash} and day > ${day}::date - ${SOFT_WITHIN_DAYS}::int and day <= ${day}::date`.execute(
    db,
  )
  return (found.rows[0]?.days ?? 0) >= SOFT_DAYS
}

const KEPT_DAYS = 30

/** What machines wrote is let go of after a month; what it said stands at the message. */
export async function forgetMachineMail(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 24 * 3600_000)
  await db
    .updateTable('inbound_mail')
    .set({ raw: null })
    .where('raw', 'is not', null)
    .where('state', '=', 'done')
    .where('kind', '<>', 'human')
    .where('dealt_at', '<', before)
    .execute()
  await db.deleteFrom('soft_bounce').where('day', '<', sql<string>`${before}::date - 60`).execute()
}
