import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { ServicePromise } from '../promise.ts'
import type { SpecialRequest } from './request.ts'
import { wishKey } from './rules.ts'
import './tables.ts'

type Row = Selectable<Schema['special_request']>

const toRequest = (row: Row): SpecialRequest => ({
  id: row.request_id,
  customerId: row.customer_id,
  promiseId: row.promise_id,
  wishId: row.wish_id,
  kind: row.kind,
  wants: row.wants,
  itemId: row.catalogue_item_id,
  askedAt: row.asked_at,
  arrivedAt: row.arrived_at,
  toldAt: row.told_at,
  toldHow: row.told_how,
  toldBy: row.told_by,
  toldByName: row.told_by_name,
  messageId: row.message_id,
  endedAt: row.ended_at,
  isSample: row.is_sample,
  version: row.version,
})

export async function add(db: Db, request: SpecialRequest): Promise<void> {
  await db
    .insertInto('special_request')
    .values({
      customer_id: request.customerId,
      request_id: request.id,
      promise_id: request.promiseId,
      wish_id: request.wishId,
      kind: request.kind,
      wants: request.wants,
      folded: wishKey(request.wants),
      catalogue_item_id: request.itemId,
      asked_at: request.askedAt,
      arrived_at: request.arrivedAt,
      told_at: request.toldAt,
      told_how: request.toldHow,
      told_by: request.toldBy,
      told_by_name: request.toldByName,
      message_id: request.messageId,
      ended_at: request.endedAt,
      first_customer_id: request.customerId,
      is_sample: request.isSample,
    })
    .execute()
}

/** Waits for its turn with a wish, so that two who ask for the same at once stand together. */
export async function holdWish(db: Db, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 3811))`.execute(db)
}

/** The wish of those who wait for the same item, else for the same words; the one that was asked for first. */
export async function wishOf(db: Db, { itemId, wants }: Pick<SpecialRequest, 'itemId' | 'wants'>): Promise<string | undefined> {
  const same = itemId === null ? sql`folded = ${wishKey(wants)}` : sql`(catalogue_item_id = ${itemId}::uuid or folded = ${wishKey(wants)})`
  const found = await sql<{ wish_id: string }>`select wish_id from special_request where ended_at is null and ${same}
    order by catalogue_item_id is null, asked_at, request_id limit 1`.execute(db)
  return found.rows[0]?.wish_id
}

/** Who waits for an item, or for what these words say. */
export async function waitingFor(db: Db, what: { itemId: string } | { words: string }): Promise<SpecialRequest[]> {
  const same = 'itemId' in what ? sql`catalogue_item_id = ${what.itemId}::uuid` : sql`folded = ${wishKey(what.words)}`
  const found = await sql<Row>`select r.* from special_request r where r.ended_at is null and r.told_at is null and r.wish_id in
      (select wish_id from special_request where ended_at is null and ${same})
    order by r.asked_at, r.request_id`.execute(db)
  return found.rows.map(toRequest)
}

type Listed = { q: string; itemId: string | null; limit: number }

const isListed = ({ q, itemId }: Listed) =>
  sql`(${q} = '' or r.folded like '%' || ${q} || '%') and (${itemId}::uuid is null or r.catalogue_item_id = ${itemId}::uuid)`

/** What has not ended, the nearest due first; `count` is of all. */
export async function openOnes(db: Db, asked: Listed): Promise<{ requests: SpecialRequest[]; count: number }> {
  const found = await sql<Row & { all_of_them: number }>`select r.*, count(*) over () as all_of_them from special_request r
    join promise p on p.customer_id = r.customer_id and p.promise_id = r.promise_id
    where r.ended_at is null and ${isListed(asked)}
    order by p.work_by nulls last, r.asked_at, r.request_id limit ${asked.limit}`.execute(db)
  return { requests: found.rows.map(toRequest), count: Number(found.rows[0]?.all_of_them ?? 0) }
}

/** What has ended, the latest first. */
export async function endedOnes(db: Db, asked: Listed): Promise<{ requests: SpecialRequest[]; count: number }> {
  const which = sql`r.ended_at is not null and ${isListed(asked)}`
  const found =
    await sql<Row>`select r.* from special_request r where ${which} order by r.ended_at desc, r.request_id desc limit ${asked.limit}`.execute(
      db,
    )
  const counted = await sql<{ n: number }>`select count(*) as n from special_request r where ${which}`.execute(db)
  return { requests: found.rows.map(toRequest), count: Number(counted.rows[0]?.n ?? 0) }
}

/** A customer's own: what is open first, then the latest. */
export async function ofCustomer(db: Db, customerId: string, limit: number): Promise<SpecialRequest[]> {
  const found = await sql<Row>`select * from special_request where customer_id = ${customerId}::uuid
    order by ended_at is not null, asked_at desc, request_id desc limit ${limit}`.execute(db)
  return found.rows.map(toRequest)
}

/** Those who wait for a wish, whoever asked first standing first. */
export async function ofWish(db: Db, wishId: string): Promise<SpecialRequest[]> {
  const found = await sql<Row>`select * from special_request where wish_id = ${wishId}::uuid and ended_at is null
    order by asked_at, request_id`.execute(db)
  return found.rows.map(toRequest)
}

export async function countTold(db: Db, wishId: string): Promise<number> {
  const found = await sql<{
    n: number
  }>`select count(*) as n from special_request where wish_id = ${wishId}::uuid and told_at is not null`.execute(db)
  return Number(found.rows[0]?.n ?? 0)
}

export async function findAll(db: Db, requestIds: readonly string[]): Promise<SpecialRequest[]> {
  const found =
    await sql<Row>`select * from special_request where request_id = any(${requestIds}::uuid[]) order by customer_id, request_id`.execute(db)
  return found.rows.map(toRequest)
}

/** A request, held until the transaction ends. */
export async function findForUpdate(db: Db, requestId: string): Promise<SpecialRequest | undefined> {
  const row = await db.selectFrom('special_request').selectAll().where('request_id', '=', requestId).forUpdate().executeTakeFirst()
  return row && toRequest(row)
}

type Of = Pick<SpecialRequest, 'customerId' | 'id'>
type Told = { at: Date; how: NonNullable<SpecialRequest['toldHow']>; by: string | null; byName: string | null; messageId: string | null }

/** Writes down that they were told; false where somebody had told them. */
export async function keepTold(db: Db, { customerId, id }: Of, { at, how, by, byName, messageId }: Told): Promise<boolean> {
  const done = await sql`update special_request set told_at = ${at}, told_how = ${how}, told_by = ${by}::uuid, told_by_name = ${byName},
      message_id = ${messageId}::uuid, version = version + 1
    where customer_id = ${customerId}::uuid and request_id = ${id}::uuid and told_at is null`.execute(db)
  return done.numAffectedRows === 1n
}

export async function keepArrived(db: Db, { customerId, id }: Of, at: Date): Promise<void> {
  await sql`update special_request set arrived_at = ${at}, version = version + 1
    where customer_id = ${customerId}::uuid and request_id = ${id}::uuid`.execute(db)
}

/** Moves requests to a wish; answers those that moved. */
export async function moveTo(db: Db, wishId: string, requestIds: readonly string[]): Promise<string[]> {
  // Held in the order of their promises, as whoever tells them holds them.
  const found = await sql<{ request_id: string }>`with held as (
      select request_id from special_request where request_id = any(${requestIds}::uuid[]) and ended_at is null
      order by promise_id for update)
    update special_request r set wish_id = ${wishId}::uuid, version = version + 1 from held
    where r.request_id = held.request_id and r.wish_id <> ${wishId}::uuid returning r.request_id`.execute(db)
  return found.rows.map(({ request_id }) => request_id).sort()
}

/** A request ends with its promise, and is open again with it. */
export async function followEnd(db: Db, { customerId, id, state, doneAt }: ServicePromise, now: Date): Promise<void> {
  const endedAt = state === 'open' ? null : (doneAt ?? now)
  await sql`update special_request set ended_at = ${endedAt}, version = version + 1
    where customer_id = ${customerId}::uuid and promise_id = ${id}::uuid and ended_at is distinct from ${endedAt}`.execute(db)
}
