import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Bridge, Call } from './call.ts'
import './tables.ts'

const columns = [
  'call_id',
  'state',
  'from_number',
  'to_number',
  'extension',
  'rang_at',
  'answered_at',
  'ended_at',
  'heard_at',
  'customer_id',
  'chosen_by',
] as const

const toCall = (row: Pick<Selectable<Schema['call']>, (typeof columns)[number]>): Call => ({
  id: row.call_id,
  state: row.state,
  from: row.from_number,
  to: row.to_number,
  extension: row.extension,
  rangAt: row.rang_at,
  answeredAt: row.answered_at,
  endedAt: row.ended_at,
  heardAt: row.heard_at,
  customerId: row.customer_id,
  chosenBy: row.chosen_by,
})

const toRow = (call: Call) => ({
  from_number: call.from,
  to_number: call.to,
  extension: call.extension,
  state: call.state,
  rang_at: call.rangAt,
  answered_at: call.answeredAt,
  ended_at: call.endedAt,
  heard_at: call.heardAt,
  customer_id: call.customerId,
  chosen_by: call.chosenBy,
})

/** Under whose word, and under which name of its own, a call is told. */
export type Source = { tokenId: string; sourceId: string }

/** Writes down a call that is heard of for the first time; false where somebody else just did. */
export async function add(db: Db, { tokenId, sourceId }: Source, call: Call): Promise<boolean> {
  const done = await db
    .insertInto('call')
    .values({ call_id: call.id, token_id: tokenId, source_id: sourceId, ...toRow(call) })
    .onConflict((conflict) => conflict.columns(['token_id', 'source_id']).doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export async function keep(db: Db, call: Call): Promise<void> {
  await db.updateTable('call').set(toRow(call)).where('call_id', '=', call.id).execute()
}

export async function findBySourceForUpdate(db: Db, { tokenId, sourceId }: Source): Promise<Call | undefined> {
  const row = await db
    .selectFrom('call')
    .select(columns)
    .where('token_id', '=', tokenId)
    .where('source_id', '=', sourceId)
    .forUpdate()
    .executeTakeFirst()
  return row && toCall(row)
}

/** One report at a time of what this telephone system tells without a name of its own. */
export async function holdNameless(db: Db, tokenId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`calls:${tokenId}`}, 7070))`.execute(db)
}

/** Calls of the last hours from this number that were told without a name of their own, the newest first. */
export async function namelessForUpdate(db: Db, tokenId: string, from: string | null, since: Date): Promise<Call[]> {
  const rows = await db
    .selectFrom('call')
    .select(columns)
    .where('rang_at', '>=', since)
    .where('token_id', '=', tokenId)
    .where('source_id', 'like', '~%')
    .where('from_number', from === null ? 'is' : '=', from)
    .orderBy('rang_at', 'desc')
    .limit(20)
    .forUpdate()
    .execute()
  return rows.map(toCall)
}

export async function find(db: Db, callId: string): Promise<Call | undefined> {
  const row = await db.selectFrom('call').select(columns).where('call_id', '=', callId).executeTakeFirst()
  return row && toCall(row)
}

export async function findForUpdate(db: Db, callId: string): Promise<Call | undefined> {
  const row = await db.selectFrom('call').select(columns).where('call_id', '=', callId).forUpdate().executeTakeFirst()
  return row && toCall(row)
}

/** Calls since a moment, the newest first: all, those whose end was not told, or those that ended with nobody answering. */
export async function latest(db: Db, since: Date, only: 'going-on' | 'missed' | undefined, limit: number): Promise<Call[]> {
  let query = db.selectFrom('call').select(columns).where('rang_at', '>=', since).orderBy('rang_at', 'desc').limit(limit)
  if (only === 'going-on') query = query.where('state', '<>', 'ended')
  if (only === 'missed') query = query.where('state', '=', 'ended').where('answered_at', 'is', null)
  return (await query.execute()).map(toCall)
}

/** How many calls were forgotten. */
export async function forgetBefore(db: Db, before: Date): Promise<number> {
  const done = await db.deleteFrom('call').where('rang_at', '<', before).executeTakeFirst()
  return Number(done.numDeletedRows)
}

const toBridge = (row: Selectable<Schema['call_bridge']>): Bridge => ({
  tokenId: row.token_id,
  lastAliveAt: row.last_alive_at,
  lastCallAt: row.last_call_at,
  silentSince: row.silent_since,
})

export async function allBridges(db: Db): Promise<Bridge[]> {
  return (await db.selectFrom('call_bridge').selectAll().execute()).map(toBridge)
}

export async function findBridgeForUpdate(db: Db, tokenId: string): Promise<Bridge | undefined> {
  const row = await db.selectFrom('call_bridge').selectAll().where('token_id', '=', tokenId).forUpdate().executeTakeFirst()
  return row && toBridge(row)
}

export async function keepBridge(db: Db, { tokenId, lastAliveAt, lastCallAt, silentSince }: Bridge): Promise<void> {
  const row = { last_alive_at: lastAliveAt, last_call_at: lastCallAt, silent_since: silentSince }
  await db
    .insertInto('call_bridge')
    .values({ token_id: tokenId, ...row })
    .onConflict((conflict) => conflict.column('token_id').doUpdateSet(row))
    .execute()
}

export async function removeBridge(db: Db, tokenId: string): Promise<void> {
  await db.deleteFrom('call_bridge').where('token_id', '=', tokenId).execute()
}
