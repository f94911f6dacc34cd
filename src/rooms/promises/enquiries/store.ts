import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { Enquiry, Quote, QuoteLine, Reason } from './enquiry.ts'
import './tables.ts'

type Row = Selectable<Schema['enquiry']>
type QuoteRow = Selectable<Schema['quote']>

const toEnquiry = (row: Row): Enquiry => ({
  id: row.enquiry_id,
  customerId: row.customer_id,
  about: row.about,
  came: row.came,
  itemId: row.catalogue_item_id,
  state: row.state,
  askedAt: row.asked_at,
  madeBy: row.made_by,
  madeByName: row.made_by_name,
  answerPromiseId: row.answer_promise_id,
  answeredAt: row.answered_at,
  orderId: row.order_id,
  isByItself: row.is_by_itself,
  reason: row.reason,
  reasonWords: row.reason_words,
  closedAt: row.closed_at,
  closedBy: row.closed_by,
  closedByName: row.closed_by_name,
  isSample: row.is_sample,
  version: row.version,
})

const toRow = (enquiry: Enquiry) => ({
  customer_id: enquiry.customerId,
  enquiry_id: enquiry.id,
  about: enquiry.about,
  came: enquiry.came,
  catalogue_item_id: enquiry.itemId,
  state: enquiry.state,
  asked_at: enquiry.askedAt,
  made_by: enquiry.madeBy,
  made_by_name: enquiry.madeByName,
  answer_promise_id: enquiry.answerPromiseId,
  answered_at: enquiry.answeredAt,
  order_id: enquiry.orderId,
  is_by_itself: enquiry.isByItself,
  reason: enquiry.reason,
  reason_words: enquiry.reasonWords,
  closed_at: enquiry.closedAt,
  closed_by: enquiry.closedBy,
  closed_by_name: enquiry.closedByName,
  is_sample: enquiry.isSample,
})

const toQuote = (row: QuoteRow): Quote => ({
  id: row.quote_id,
  customerId: row.customer_id,
  enquiryId: row.enquiry_id,
  number: row.number,
  lines: row.lines as QuoteLine[],
  terms: row.terms,
  total: Number(row.total),
  currency: row.currency,
  validUntil: row.valid_until,
  madeAt: row.made_at,
  madeBy: row.made_by,
  madeByName: row.made_by_name,
  promiseId: row.promise_id,
  givenAt: row.given_at,
  givenHow: row.given_how,
  givenByName: row.given_by_name,
  messageId: row.message_id,
  endedAt: row.ended_at,
  isSample: row.is_sample,
  version: row.version,
})

// --- Enquiries -------------------------------------------------------------------------------------------------------------

export async function add(db: Db, enquiry: Enquiry): Promise<void> {
  await db
    .insertInto('enquiry')
    .values({ ...toRow(enquiry), first_customer_id: enquiry.customerId })
    .execute()
}

export async function keep(db: Db, enquiry: Enquiry): Promise<Enquiry> {
  const { customer_id, enquiry_id, ...changed } = toRow(enquiry)
  const row = await db
    .updateTable('enquiry')
    .set({ ...changed, version: sql<number>`version + 1` })
    .where('customer_id', '=', customer_id)
    .where('enquiry_id', '=', enquiry_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toEnquiry(row)
}

export async function find(db: Db, customerId: string, enquiryId: string): Promise<Enquiry | undefined> {
  const row = await db
    .selectFrom('enquiry')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('enquiry_id', '=', enquiryId)
    .executeTakeFirst()
  return row && toEnquiry(row)
}

/** As `find`, held until the transaction ends. */
export async function findForUpdate(db: Db, customerId: string, enquiryId: string): Promise<Enquiry | undefined> {
  const row = await db
    .selectFrom('enquiry')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('enquiry_id', '=', enquiryId)
    .forUpdate()
    .executeTakeFirst()
  return row && toEnquiry(row)
}

/** A customer's own: what waits first, then the latest. */
export async function ofCustomer(db: Db, customerId: string, limit: number): Promise<Enquiry[]> {
  const found = await sql<Row>`select * from enquiry where customer_id = ${customerId}::uuid
    order by closed_at is not null, asked_at desc, enquiry_id desc limit ${limit}`.execute(db)
  return found.rows.map(toEnquiry)
}

/** What waits with a customer, held, whoever asked first standing first. */
export async function waitingForUpdate(db: Db, customerId: string): Promise<Enquiry[]> {
  const found = await sql<Row>`select * from enquiry where customer_id = ${customerId}::uuid and closed_at is null
    order by asked_at, enquiry_id for update`.execute(db)
  return found.rows.map(toEnquiry)
}

export type Listed = {
  state: 'waiting' | 'bought' | 'not-bought'
  reason: Reason | null
  mine: { id: string; role: string } | null
  from: Date | null
  until: Date | null
  limit: number
}

/** A page of a list, and how many there are of all. What waits stands by its next answer, then by the end of its quote. */
export async function list(db: Db, asked: Listed): Promise<{ enquiries: Enquiry[]; count: number }> {
  const { state, reason, mine, from, until, limit } = asked
  const isMine = mine === null ? sql`true` : sql`(p.holder_id = ${mine.id}::uuid or p.team = ${mine.role} or e.made_by = ${mine.id}::uuid)`
  const found = await (state === 'waiting'
    ? sql<Row & { all_of_them: number }>`select e.*, count(*) over () as all_of_them from enquiry e
        left join promise p on p.customer_id = e.customer_id and p.promise_id = e.answer_promise_id and p.state = 'open'
        left join lateral (select min(valid_until) as until from quote q where q.customer_id = e.customer_id and q.enquiry_id = e.enquiry_id
          and q.given_at is not null and q.ended_at is null) q on true
        where e.closed_at is null and ${isMine}
        order by p.work_by nulls last, q.until nulls last, e.asked_at, e.enquiry_id limit ${limit}`
    : sql<Row & { all_of_them: number }>`select e.*, count(*) over () as all_of_them from enquiry e
        left join promise p on p.customer_id = e.customer_id and p.promise_id = e.answer_promise_id
        where e.closed_at is not null and e.state = ${state} and ${isMine}
          and (${reason}::text is null or e.reason = ${reason})
          and (${from}::timestamptz is null or e.closed_at >= ${from}) and (${until}::timestamptz is null or e.closed_at < ${until})
        order by e.closed_at desc, e.enquiry_id desc limit ${limit}`
  ).execute(db)
  return { enquiries: found.rows.map(toEnquiry), count: Number(found.rows[0]?.all_of_them ?? 0) }
}

export type Figures = {
  waiting: number
  bought: number
  reasons: { reason: Reason; count: number }[]
  answers: { kept: number; ended: number }
}

/** How those ended that were closed within a time, and how the answers ended that were promised for enquiries. */
export async function figures(db: Db, { from, until }: { from: Date | null; until: Date | null }): Promise<Figures> {
  const ends = await sql<{ state: string; reason: Reason | null; n: number }>`select state, reason, count(*) as n from enquiry
    where closed_at is not null and (${from}::timestamptz is null or closed_at >= ${from})
      and (${until}::timestamptz is null or closed_at < ${until}) group by state, reason`.execute(db)
  const waiting = await sql<{ n: number }>`select count(*) as n from enquiry where closed_at is null`.execute(db)
  const answers = await sql<{ kept: number; ended: number }>`select count(*) filter (where p.state = 'kept') as kept, count(*) as ended
    from enquiry e join promise p on p.customer_id = e.customer_id and p.about_kind = 'enquiry' and p.about_id = e.enquiry_id
    where p.kind in ('answer', 'quote') and p.state in ('kept', 'late', 'broken')
      and (${from}::timestamptz is null or p.done_at >= ${from}) and (${until}::timestamptz is null or p.done_at < ${until})`.execute(db)
  const count = (state: string) => ends.rows.reduce((sum, row) => sum + (row.state === state ? Number(row.n) : 0), 0)
  return {
    waiting: Number(waiting.rows[0]?.n ?? 0),
    bought: count('bought'),
    reasons: ends.rows
      .flatMap(({ reason, n }) => (reason === null ? [] : [{ reason, count: Number(n) }]))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    answers: { kept: Number(answers.rows[0]?.kept ?? 0), ended: Number(answers.rows[0]?.ended ?? 0) },
  }
}

/** The promises that were made for an enquiry. */
export async function promisesOf(db: Db, { customerId, id }: Pick<Enquiry, 'customerId' | 'id'>): Promise<string[]> {
  const found = await sql<{ promise_id: string }>`select promise_id from promise where customer_id = ${customerId}::uuid
    and about_kind = 'enquiry' and about_id = ${id}::uuid order by promise_id`.execute(db)
  return found.rows.map(({ promise_id }) => promise_id)
}

/** Everybody who has asked and neither bought nor said no. */
export async function customersWaiting(db: Db): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`select distinct customer_id from enquiry where closed_at is null`.execute(db)
  return found.rows.map(({ customer_id }) => customer_id)
}

/** Whether an enquiry was ended by this order already. */
export async function hasEnded(db: Db, customerId: string, orderId: string): Promise<boolean> {
  const found = await sql`select 1 from enquiry where customer_id = ${customerId}::uuid and order_id = ${orderId}::uuid limit 1`.execute(db)
  return found.rows.length > 0
}

// --- Quotes ----------------------------------------------------------------------------------------------------------------

export async function quotesOf(db: Db, enquiries: readonly Pick<Enquiry, 'customerId' | 'id'>[]): Promise<Quote[]> {
  if (enquiries.length === 0) return []
  const found = await sql<QuoteRow>`select q.* from quote q
    join unnest(${enquiries.map(({ customerId }) => customerId)}::uuid[], ${enquiries.map(({ id }) => id)}::uuid[]) as e (customer_id, enquiry_id)
      using (customer_id, enquiry_id)
    order by q.enquiry_id, q.number desc`.execute(db)
  return found.rows.map(toQuote)
}

/** Writes a quote, or what stands in one that was not given yet. */
export async function keepQuote(db: Db, quote: Quote): Promise<Quote> {
  const row = {
    lines: JSON.stringify(quote.lines),
    terms: quote.terms,
    total: quote.total,
    currency: quote.currency,
    valid_until: quote.validUntil,
    made_at: quote.madeAt,
    made_by: quote.madeBy,
    made_by_name: quote.madeByName,
    promise_id: quote.promiseId,
    given_at: quote.givenAt,
    given_how: quote.givenHow,
    given_by_name: quote.givenByName,
    message_id: quote.messageId,
    ended_at: quote.endedAt,
  }
  const kept = await db
    .insertInto('quote')
    .values({
      customer_id: quote.customerId,
      quote_id: quote.id,
      enquiry_id: quote.enquiryId,
      number: quote.number,
      ...row,
      first_customer_id: quote.customerId,
      is_sample: quote.isSample,
    })
    .onConflict((conflict) =>
      conflict.columns(['customer_id', 'quote_id']).doUpdateSet({ ...row, version: sql<number>`quote.version + 1` }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  return toQuote(kept)
}

/** Given quotes whose validity ended before a day, a few at a time. */
export async function quotesEnding(db: Db, before: string, limit: number): Promise<Quote[]> {
  const found = await sql<QuoteRow>`select * from quote where given_at is not null and ended_at is null and valid_until < ${before}::date
    order by valid_until, quote_id limit ${limit}`.execute(db)
  return found.rows.map(toQuote)
}
