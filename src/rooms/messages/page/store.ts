import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { Topic } from '../consent/consents.ts'
import type { Purpose } from '../contract.ts'
import './tables.ts'

/** A letter that somebody got, as far as its reason goes; with its topic, which may be closed by now. */
export async function findSent(
  db: Db,
  customerId: string,
  messageId: string,
): Promise<{ purpose: Purpose; topicId: string | null; topic: Pick<Topic, 'names'> | undefined; plannedAt: Date } | undefined> {
  const found = await sql<{ purpose: Purpose; topic_id: string | null; names: Topic['names'] | null; planned_at: Date }>`
    select m.purpose, m.topic_id, m.planned_at, t.names from message m left join topic t using (topic_id)
    where m.customer_id = ${customerId}::uuid and m.message_id = ${messageId}::uuid`.execute(db)
  const row = found.rows[0]
  return (
    row && { purpose: row.purpose, topicId: row.topic_id, topic: row.names ? { names: row.names } : undefined, plannedAt: row.planned_at }
  )
}

/** A customer's request to be forgotten, and until when somebody must have answered. */
export type DataRequest = { id: string; customerId: string; askedAt: Date; answerBy: string; doneBy: string; isSample: boolean }

const toRequest = (row: Selectable<Schema['data_request']>): DataRequest => ({
  id: row.request_id,
  customerId: row.customer_id,
  askedAt: row.asked_at,
  answerBy: row.answer_by,
  doneBy: row.done_by,
  isSample: row.is_sample,
})

const open = (db: Db) => db.selectFrom('data_request').selectAll().where('state', '=', 'open')

export async function openRequestOf(db: Db, customerId: string): Promise<DataRequest | undefined> {
  const row = await open(db).where('customer_id', '=', customerId).where('kind', '=', 'erasure').executeTakeFirst()
  return row && toRequest(row)
}

/** Which of these customers asked to be forgotten and did not take it back. */
export async function askedToBeForgotten(db: Db, customerIds: readonly string[]): Promise<Set<string>> {
  if (customerIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('data_request')
    .select('customer_id')
    .where('customer_id', 'in', customerIds)
    .where('kind', '=', 'erasure')
    .where('state', '<>', 'withdrawn')
    .execute()
  return new Set(rows.map(({ customer_id }) => customer_id))
}

/** What waits for an answer, the most urgent first. */
export const openRequests = async (db: Db, limit: number): Promise<DataRequest[]> =>
  (await open(db).orderBy('answer_by').orderBy('request_id').limit(limit).execute()).map(toRequest)

/** False where one is open already. */
export async function addRequest(db: Db, request: DataRequest): Promise<boolean> {
  const done = await db
    .insertInto('data_request')
    .values({
      customer_id: request.customerId,
      request_id: request.id,
      kind: 'erasure',
      state: 'open',
      asked_at: request.askedAt,
      answer_by: request.answerBy,
      done_by: request.doneBy,
      ended_at: null,
      first_customer_id: request.customerId,
      is_sample: request.isSample,
    })
    .onConflict((conflict) => conflict.columns(['customer_id', 'kind']).where('state', '=', 'open').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

type Ended = { from: 'open' | 'answered'; to: 'open' | 'answered' | 'withdrawn'; at: Date | null }

/** Moves a request from one state to another; false where it was not there. */
export async function moveRequest(db: Db, customerId: string, requestId: string, { from, to, at }: Ended): Promise<boolean> {
  const done = await db
    .updateTable('data_request')
    .set({ state: to, ended_at: at })
    .where('customer_id', '=', customerId)
    .where('request_id', '=', requestId)
    .where('state', '=', from)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function keepCode(
  db: Db,
  code: { customerId: string; mark: string; expiresAt: Date; attempts: number; isSample: boolean },
): Promise<void> {
  const values = { code_mark: code.mark, expires_at: code.expiresAt, attempts_left: code.attempts, is_sample: code.isSample }
  await db
    .insertInto('page_code')
    .values({ customer_id: code.customerId, ...values })
    .onConflict((conflict) => conflict.column('customer_id').doUpdateSet(values))
    .execute()
}

/** Takes one attempt at the code off, and answers what it is compared with; undefined where none is in force any more. One statement. */
export async function takeAttempt(db: Db, customerId: string, now: Date): Promise<string | undefined> {
  const found = await sql<{ code_mark: string }>`update page_code set attempts_left = attempts_left - 1
    where customer_id = ${customerId}::uuid and attempts_left > 0 and expires_at > ${now}::timestamptz returning code_mark`.execute(db)
  return found.rows[0]?.code_mark
}

/** A code opens once. */
export const forgetCode = async (db: Db, customerId: string): Promise<void> =>
  void (await db.deleteFrom('page_code').where('customer_id', '=', customerId).execute())
