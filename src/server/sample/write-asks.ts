import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { wishKey } from '../../rooms/promises/requests/rules.ts'
import type { MadeAsks, MadeEnquiry, MadeQuote, MadeRequest } from './asks.ts'
import type { StaffKey } from './made.ts'
import { staffName } from './people.ts'

/** Requests, enquiries and quotes of the sample as rows, and how they move with the mornings. */

type Row = Record<string, unknown>
type StaffIds = ReadonlyMap<StaffKey, string>

const requestRow = (request: MadeRequest, ids: StaffIds): Row => ({
  customer_id: request.customerId,
  request_id: request.id,
  promise_id: request.promiseId,
  wish_id: request.wishId,
  kind: request.kind,
  wants: request.wants,
  folded: wishKey(request.wants),
  asked_at: request.askedAt,
  told_at: request.toldAt,
  told_how: request.toldHow,
  told_by: request.toldBy && (ids.get(request.toldBy) ?? null),
  told_by_name: request.toldBy && staffName(request.toldBy),
  ended_at: request.endedAt,
  first_customer_id: request.customerId,
  is_sample: true,
  version: 1,
})

const enquiryRow = (enquiry: MadeEnquiry, ids: StaffIds): Row => ({
  customer_id: enquiry.customerId,
  enquiry_id: enquiry.id,
  about: enquiry.about,
  came: enquiry.came,
  state: enquiry.state,
  asked_at: enquiry.askedAt,
  made_by: ids.get(enquiry.by) ?? null,
  made_by_name: staffName(enquiry.by),
  answer_promise_id: enquiry.answerPromiseId,
  answered_at: enquiry.answeredAt,
  order_id: enquiry.orderId,
  is_by_itself: enquiry.isByItself,
  reason: enquiry.reason,
  reason_words: enquiry.reasonWords,
  closed_at: enquiry.closedAt,
  closed_by: enquiry.closedAt === null || enquiry.isByItself ? null : (ids.get(enquiry.by) ?? null),
  closed_by_name: enquiry.closedAt === null || enquiry.isByItself ? null : staffName(enquiry.by),
  first_customer_id: enquiry.customerId,
  is_sample: true,
  version: 1,
})

const quoteRow = (quote: MadeQuote, ids: StaffIds): Row => ({
  customer_id: quote.customerId,
  quote_id: quote.id,
  enquiry_id: quote.enquiryId,
  number: 1,
  lines: quote.lines,
  terms: quote.terms,
  total: quote.total,
  currency: 'VND',
  valid_until: quote.validUntil,
  made_at: quote.madeAt,
  made_by: ids.get(quote.by) ?? null,
  made_by_name: staffName(quote.by),
  given_at: quote.givenAt,
  given_how: quote.givenHow,
  given_by_name: staffName(quote.by),
  ended_at: quote.endedAt,
  first_customer_id: quote.customerId,
  is_sample: true,
  version: 1,
})

export const askRows = ({ requests, enquiries }: MadeAsks, ids: StaffIds): Record<'special_request' | 'enquiry' | 'quote', Row[]> => ({
  special_request: requests.map((request) => requestRow(request, ids)),
  enquiry: enquiries.map((enquiry) => enquiryRow(enquiry, ids)),
  quote: enquiries.flatMap(({ quote }) => (quote ? [quoteRow(quote, ids)] : [])),
})

/** Promises say what they are about, and requests name what of the catalogue they ask for. After both are written. */
export async function tieAsks(db: Db, { enquiries }: MadeAsks): Promise<void> {
  const about = enquiries.flatMap(({ promiseId, id }) => (promiseId === null ? [] : [{ promise_id: promiseId, about_id: id }]))
  await sql`update promise p set about_kind = 'enquiry', about_id = e.about_id
    from json_to_recordset(${JSON.stringify(about)}::json) as e (promise_id uuid, about_id uuid) where p.promise_id = e.promise_id`.execute(
    db,
  )
  await sql`update promise p set about_kind = 'request', about_id = r.request_id from special_request r
    where r.is_sample and p.customer_id = r.customer_id and p.promise_id = r.promise_id`.execute(db)
  await sql`update special_request r set catalogue_item_id = n.item_id from catalogue_name n
    where r.is_sample and r.ended_at is null and n.name_fold = r.folded`.execute(db)
}

/** What waits moves on with the mornings, so long as nobody has acted on it. */
export async function moveAsks(db: Db, by: number): Promise<void> {
  const days = sql`make_interval(days => ${by}::int)`
  await sql`update quote q set valid_until = q.valid_until + ${by}::int, given_at = q.given_at + ${days}, made_at = q.made_at + ${days}
    from enquiry e where q.customer_id = e.customer_id and q.enquiry_id = e.enquiry_id and q.is_sample and q.version = 1
      and q.ended_at is null and e.closed_at is null and e.version = 1`.execute(db)
  await sql`update enquiry set asked_at = asked_at + ${days}, answered_at = answered_at + ${days}
    where is_sample and version = 1 and closed_at is null`.execute(db)
  await sql`update special_request set asked_at = asked_at + ${days} where is_sample and version = 1 and ended_at is null`.execute(db)
}
