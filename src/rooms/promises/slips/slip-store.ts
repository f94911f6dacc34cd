import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { AmendsKind, Slip, SlipAnswer, SlipFacts, SlipReason, ToldHow } from './slip.ts'
import './tables.ts'

/** Slips as rows. */

type Row = Selectable<Schema['promise_slip']>

const read = (row: Row): Slip => ({
  id: row.slip_id,
  promiseId: row.promise_id,
  customerId: row.customer_id,
  number: row.number,
  at: row.at,
  isForeseen: row.is_foreseen,
  reason: row.reason as SlipReason | null,
  toldReason: row.told_reason as SlipReason | null,
  reasonWords: row.reason_words,
  facts: row.facts as SlipFacts,
  signedBy: row.signed_by,
  signedByName: row.signed_by_name,
  agreedBy: row.agreed_by,
  agreedByName: row.agreed_by_name,
  agreedWords: row.agreed_words,
  agreedReason: row.agreed_reason as SlipReason | null,
  newDue: row.new_due,
  tellBy: row.tell_by,
  fix: row.fix,
  fixDue: row.fix_due,
  amends: row.amends,
  amendsKind: row.amends_kind as AmendsKind | null,
  amendsMinor: row.amends_minor,
  amendsCurrency: row.amends_currency,
  costMinor: row.cost_minor,
  noneWhy: row.none_why,
  approvedBy: row.approved_by,
  approvedByName: row.approved_by_name,
  approvedWords: row.approved_words,
  approvedMinor: row.approved_minor,
  words: row.words,
  toldHow: row.told_how as ToldHow | null,
  toldAt: row.told_at,
  toldBy: row.told_by,
  toldByName: row.told_by_name,
  messageId: row.message_id,
  isToldByItself: row.is_told_by_itself,
  answerPromiseId: row.answer_promise_id,
  newsAt: row.news_at,
  newsHow: row.news_how as ToldHow | null,
  newsMessageId: row.news_message_id,
  answer: row.answer as SlipAnswer | null,
  answeredAt: row.answered_at,
  fixedAt: row.fixed_at,
  declaredAt: row.declared_at,
  actedAt: row.acted_at,
  firstCustomerId: row.first_customer_id,
  isSample: row.is_sample,
  version: row.version,
})

const columnsOf = (slip: Slip) => ({
  number: slip.number,
  at: slip.at,
  is_foreseen: slip.isForeseen,
  reason: slip.reason,
  told_reason: slip.toldReason,
  reason_words: slip.reasonWords,
  facts: JSON.stringify(slip.facts),
  signed_by: slip.signedBy,
  signed_by_name: slip.signedByName,
  agreed_by: slip.agreedBy,
  agreed_by_name: slip.agreedByName,
  agreed_words: slip.agreedWords,
  agreed_reason: slip.agreedReason,
  new_due: slip.newDue,
  tell_by: slip.tellBy,
  fix: slip.fix,
  fix_due: slip.fixDue,
  amends: slip.amends,
  amends_kind: slip.amendsKind,
  amends_minor: slip.amendsMinor,
  amends_currency: slip.amendsCurrency,
  cost_minor: slip.costMinor,
  none_why: slip.noneWhy,
  approved_by: slip.approvedBy,
  approved_by_name: slip.approvedByName,
  approved_words: slip.approvedWords,
  approved_minor: slip.approvedMinor,
  words: slip.words,
  told_how: slip.toldHow,
  told_at: slip.toldAt,
  told_by: slip.toldBy,
  told_by_name: slip.toldByName,
  message_id: slip.messageId,
  is_told_by_itself: slip.isToldByItself,
  answer_promise_id: slip.answerPromiseId,
  news_at: slip.newsAt,
  news_how: slip.newsHow,
  news_message_id: slip.newsMessageId,
  answer: slip.answer,
  answered_at: slip.answeredAt,
  fixed_at: slip.fixedAt,
  declared_at: slip.declaredAt,
  acted_at: slip.actedAt,
})

export async function add(db: Db, slip: Slip): Promise<void> {
  await db
    .insertInto('promise_slip')
    .values({
      ...columnsOf(slip),
      customer_id: slip.customerId,
      promise_id: slip.promiseId,
      slip_id: slip.id,
      first_customer_id: slip.firstCustomerId,
      is_sample: slip.isSample,
    })
    .execute()
}

/** Keeps a slip that is held; its version counts up. */
export async function keep(db: Db, slip: Slip): Promise<Slip> {
  const kept = await db
    .updateTable('promise_slip')
    .set({ ...columnsOf(slip), version: sql<number>`version + 1` })
    .where('customer_id', '=', slip.customerId)
    .where('promise_id', '=', slip.promiseId)
    .where('slip_id', '=', slip.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return { ...slip, version: kept.version }
}

const ofPromise = (db: Db, customerId: string, promiseId: string) =>
  db.selectFrom('promise_slip').selectAll().where('customer_id', '=', customerId).where('promise_id', '=', promiseId)

/** All slips of a promise, the first one first; drafts that nobody declared are among them. */
export const slipsOf = async (db: Db, { customerId, id }: { customerId: string; id: string }): Promise<Slip[]> =>
  (await ofPromise(db, customerId, id).orderBy('number').execute()).map(read)

export async function find(db: Db, promise: { customerId: string; id: string }, slipId: string): Promise<Slip | undefined> {
  const row = await ofPromise(db, promise.customerId, promise.id).where('slip_id', '=', slipId).executeTakeFirst()
  return row && read(row)
}

/** The caller holds the promise. */
export async function findForUpdate(db: Db, promise: { customerId: string; id: string }, slipId: string): Promise<Slip | undefined> {
  const row = await ofPromise(db, promise.customerId, promise.id).where('slip_id', '=', slipId).forUpdate().executeTakeFirst()
  return row && read(row)
}

/** Slips of this customer that were declared since then, this one left out: what the house owed them and did not keep. */
export async function countBefore(db: Db, slip: Pick<Slip, 'id' | 'customerId'>, since: Date, until: Date): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from promise_slip s join promise p using (customer_id, promise_id)
    where s.customer_id = ${slip.customerId}::uuid and s.slip_id <> ${slip.id}::uuid and s.declared_at is not null
      and s.at >= ${since} and s.at <= ${until} and p.direction in ('to-customer', 'to-partner')
      and (s.told_at is not null or p.state not in ('kept', 'withdrawn'))`.execute(db)
  return found.rows[0]?.n ?? 0
}
