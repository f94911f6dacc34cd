import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { MessageChannel } from '../contract.ts'
import './tables.ts'

export type Door = {
  id: string
  code: string
  kind: 'qr' | 'room-card' | 'form' | 'spoken'
  label: string
  topics: string[]
  monthly: number
  isDouble: boolean
  isOpen: boolean
  madeAt: Date
  isSample: boolean
  version: number
}

const toDoor = (row: Selectable<Schema['signup_door']>): Door => ({
  id: row.door_id,
  code: row.code,
  kind: row.kind,
  label: row.label,
  topics: row.topics,
  monthly: row.monthly,
  isDouble: row.is_double,
  isOpen: row.is_open,
  madeAt: row.made_at,
  isSample: row.is_sample,
  version: row.version,
})

export async function findDoors(db: Db): Promise<Door[]> {
  return (await db.selectFrom('signup_door').selectAll().orderBy('made_at').orderBy('door_id').execute()).map(toDoor)
}

export async function findDoor(db: Db, doorId: string): Promise<Door | undefined> {
  const row = await db.selectFrom('signup_door').selectAll().where('door_id', '=', doorId).executeTakeFirst()
  return row && toDoor(row)
}

export async function findDoorByCode(db: Db, code: string): Promise<Door | undefined> {
  const row = await db.selectFrom('signup_door').selectAll().where('code', '=', code).executeTakeFirst()
  return row && toDoor(row)
}

export async function addDoor(db: Db, door: Door): Promise<void> {
  await db
    .insertInto('signup_door')
    .values({
      door_id: door.id,
      code: door.code,
      kind: door.kind,
      label: door.label,
      topics: door.topics,
      monthly: door.monthly,
      is_double: door.isDouble,
      is_open: door.isOpen,
      made_at: door.madeAt,
      is_sample: door.isSample,
    })
    .execute()
}

/** Changes a door as it stood at its version; false where it was changed since. Kind and code stay: they hang on walls. */
export async function changeDoor(db: Db, door: Door): Promise<boolean> {
  const done = await db
    .updateTable('signup_door')
    .set({
      label: door.label,
      topics: door.topics,
      monthly: door.monthly,
      is_double: door.isDouble,
      is_open: door.isOpen,
      version: door.version + 1,
    })
    .where('door_id', '=', door.id)
    .where('version', '=', door.version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export type Counted = 'opened' | 'signed' | 'confirmed'

export async function countAtDoor(db: Db, doorId: string, day: string, what: Counted): Promise<void> {
  const column = sql.ref(what)
  await sql`insert into signup_door_day (door_id, day, ${column}) values (${doorId}::uuid, ${day}::date, 1)
    on conflict (door_id, day) do update set ${column} = signup_door_day.${column} + 1`.execute(db)
}

export type DoorDay = { doorId: string; day: string; opened: number; signed: number; confirmed: number }

/** What each door brought on each day since then. */
export async function yieldSince(db: Db, day: string): Promise<DoorDay[]> {
  const rows = await db.selectFrom('signup_door_day').selectAll().where('day', '>=', day).orderBy('day').execute()
  return rows.map(({ door_id, ...counts }) => ({ doorId: door_id, ...counts }))
}

export type SignUpRequest = {
  tokenHash: string
  doorId: string
  customerId: string
  isNew: boolean
  topics: string[]
  channel: MessageChannel
  monthly: number
  wordingId: string | null
  evidence: Record<string, unknown>
  askedAt: Date
  expiresAt: Date
  confirmedAt: Date | null
}

export async function addRequest(db: Db, request: SignUpRequest): Promise<void> {
  await db
    .insertInto('signup_request')
    .values({
      token_hash: request.tokenHash,
      door_id: request.doorId,
      customer_id: request.customerId,
      is_new: request.isNew,
      topics: request.topics,
      channel: request.channel,
      monthly: request.monthly,
      wording_id: request.wordingId,
      evidence: JSON.stringify(request.evidence),
      asked_at: request.askedAt,
      expires_at: request.expiresAt,
      confirmed_at: request.confirmedAt,
    })
    .execute()
}

export async function findRequestForUpdate(db: Db, tokenHash: string): Promise<SignUpRequest | undefined> {
  const row = await db.selectFrom('signup_request').selectAll().where('token_hash', '=', tokenHash).forUpdate().executeTakeFirst()
  return (
    row && {
      tokenHash: row.token_hash,
      doorId: row.door_id,
      customerId: row.customer_id,
      isNew: row.is_new,
      topics: row.topics,
      channel: row.channel,
      monthly: row.monthly,
      wordingId: row.wording_id,
      evidence: row.evidence as Record<string, unknown>,
      askedAt: row.asked_at,
      expiresAt: row.expires_at,
      confirmedAt: row.confirmed_at,
    }
  )
}

export async function markConfirmed(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db.updateTable('signup_request').set({ confirmed_at: now }).where('token_hash', '=', tokenHash).execute()
}

/** How many confirmations somebody was asked for since then and has not given. */
export async function countAsked(db: Db, customerId: string, since: Date): Promise<number> {
  const found = await sql<{ n: number }>`select count(*) as n from signup_request where customer_id = ${customerId}::uuid
    and asked_at > ${since} and confirmed_at is null`.execute(db)
  return found.rows[0]?.n ?? 0
}

/** One sign-up by a contact at a time, so that two at once make one customer. */
export const holdContact = async (db: Db, contact: string): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(7310019, hashtext(${contact}))`.execute(db))

/** Sign-ups that nobody confirmed in time, and the customers that were made by them alone. */
export async function expiredRequests(db: Db, now: Date): Promise<Pick<SignUpRequest, 'customerId' | 'isNew' | 'topics' | 'channel'>[]> {
  const gone = await sql<{ customer_id: string; is_new: boolean; topics: string[]; channel: MessageChannel }>`delete from signup_request
    where confirmed_at is null and expires_at < ${now} returning customer_id, is_new, topics, channel`.execute(db)
  return gone.rows.map(({ customer_id, is_new, topics, channel }) => ({ customerId: customer_id, isNew: is_new, topics, channel }))
}

/** Whether a customer holds any consent or waits for a confirmation. */
export async function isKnownHere(db: Db, customerId: string): Promise<boolean> {
  const found = await sql`select 1 from consent_now where customer_id = ${customerId}::uuid and state <> 'pending'
    union all select 1 from signup_request where customer_id = ${customerId}::uuid
    union all select 1 from customer_choice where customer_id = ${customerId}::uuid limit 1`.execute(db)
  return found.rows.length > 0
}

/** Takes away what a sign-up that came to nothing wrote. */
export async function forgetConsents(db: Db, customerId: string): Promise<void> {
  for (const table of ['consent_event', 'consent_now'] as const)
    await sql`delete from ${sql.table(table)} where customer_id = ${customerId}::uuid`.execute(db)
}
