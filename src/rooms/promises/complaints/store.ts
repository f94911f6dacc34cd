import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { Complaint, ComplaintEvent } from './complaint.ts'
import './tables.ts'

type Row = Selectable<Schema['complaint']>

const amountOf = (value: number | null): number | null => (value === null ? null : Number(value))

export const toComplaint = (row: Row): Complaint => ({
  id: row.complaint_id,
  customerId: row.customer_id,
  number: row.number,
  receivedAt: row.received_at,
  receivedBy: row.received_by,
  receivedByName: row.received_by_name,
  how: row.how,
  touchpointKind: row.touchpoint_kind,
  place: row.place,
  orderId: row.order_id,
  words: row.words,
  remedySought: row.remedy_sought,
  severity: row.severity,
  touches: row.touches,
  complexity: row.complexity,
  state: row.state,
  acknowledgedAt: row.acknowledged_at,
  assessedAt: row.assessed_at,
  investigatingAt: row.investigating_at,
  answeredAt: row.answered_at,
  closedAt: row.closed_at,
  isAcknowledgedInTime: row.is_acknowledged_in_time,
  isAnsweredInTime: row.is_answered_in_time,
  cause: row.cause,
  causeWords: row.cause_words,
  fix: row.fix,
  amends: row.amends,
  amendsKind: row.amends_kind,
  amendsMinor: amountOf(row.amends_minor),
  amendsCurrency: row.amends_currency,
  needsLead: row.needs_lead,
  approvedByName: row.approved_by_name,
  remediedAt: row.remedied_at,
  decision: row.decision,
  decisionWords: row.decision_words,
  heard: row.heard,
  heardWords: row.heard_words,
  attempts: row.attempts,
  followDue: row.follow_due,
  prevention: row.prevention,
  acknowledgingId: row.acknowledging_id,
  decidingId: row.deciding_id,
  actingId: row.acting_id,
  preventionId: row.prevention_id,
  touchpointId: row.touchpoint_id,
  threadId: row.thread_id,
  firstCustomerId: row.first_customer_id,
  isSample: row.is_sample,
  version: row.version,
})

/** A complaint as its row; the sample writes with it, too. */
export const complaintRowOf = (complaint: Complaint) => ({
  customer_id: complaint.customerId,
  complaint_id: complaint.id,
  number: complaint.number,
  received_at: complaint.receivedAt,
  received_by: complaint.receivedBy,
  received_by_name: complaint.receivedByName,
  how: complaint.how,
  touchpoint_kind: complaint.touchpointKind,
  place: complaint.place,
  order_id: complaint.orderId,
  words: complaint.words,
  remedy_sought: complaint.remedySought,
  severity: complaint.severity,
  touches: complaint.touches,
  complexity: complaint.complexity,
  state: complaint.state,
  acknowledged_at: complaint.acknowledgedAt,
  assessed_at: complaint.assessedAt,
  investigating_at: complaint.investigatingAt,
  answered_at: complaint.answeredAt,
  closed_at: complaint.closedAt,
  is_acknowledged_in_time: complaint.isAcknowledgedInTime,
  is_answered_in_time: complaint.isAnsweredInTime,
  cause: complaint.cause,
  cause_words: complaint.causeWords,
  fix: complaint.fix,
  amends: complaint.amends,
  amends_kind: complaint.amendsKind,
  amends_minor: complaint.amendsMinor,
  amends_currency: complaint.amendsCurrency,
  needs_lead: complaint.needsLead,
  approved_by_name: complaint.approvedByName,
  remedied_at: complaint.remediedAt,
  decision: complaint.decision,
  decision_words: complaint.decisionWords,
  heard: complaint.heard,
  heard_words: complaint.heardWords,
  attempts: complaint.attempts,
  follow_due: complaint.followDue,
  prevention: complaint.prevention,
  acknowledging_id: complaint.acknowledgingId,
  deciding_id: complaint.decidingId,
  acting_id: complaint.actingId,
  prevention_id: complaint.preventionId,
  touchpoint_id: complaint.touchpointId,
  thread_id: complaint.threadId,
  first_customer_id: complaint.firstCustomerId,
  is_sample: complaint.isSample,
})

const byId = (db: Db, id: string) => db.selectFrom('complaint').selectAll().where('complaint_id', '=', id)

export async function find(db: Db, id: string): Promise<Complaint | undefined> {
  const row = await byId(db, id).executeTakeFirst()
  return row && toComplaint(row)
}

export async function findForUpdate(db: Db, id: string): Promise<Complaint | undefined> {
  const row = await byId(db, id).forUpdate().executeTakeFirst()
  return row && toComplaint(row)
}

/** The number of the next one; whoever asks at the same moment waits for this transaction, so that none is given twice and none left out. */
export async function nextNumber(db: Db): Promise<number> {
  await sql`select pg_advisory_xact_lock(7310039)`.execute(db)
  const { most } = await db.selectFrom('complaint').select(sql<number | null>`max(number)`.as('most')).executeTakeFirstOrThrow()
  return (most ?? 0) + 1
}

export async function add(db: Db, complaint: Complaint): Promise<void> {
  await db.insertInto('complaint').values(complaintRowOf(complaint)).execute()
}

/** Keeps a complaint as it stands now. The caller holds it. */
export async function keep(db: Db, complaint: Complaint): Promise<Complaint> {
  const { customer_id, complaint_id, ...columns } = complaintRowOf(complaint)
  const version = complaint.version + 1
  await db
    .updateTable('complaint')
    .set({ ...columns, version })
    .where('customer_id', '=', customer_id)
    .where('complaint_id', '=', complaint_id)
    .execute()
  return { ...complaint, version }
}

export async function addEvents(db: Db, complaint: Complaint, events: readonly ComplaintEvent[]): Promise<void> {
  await db
    .insertInto('complaint_event')
    .values(events.map((event) => complaintEventRow(complaint, event)))
    .execute()
}

export const complaintEventRow = ({ customerId, id, firstCustomerId, isSample }: Complaint, event: ComplaintEvent) => ({
  customer_id: customerId,
  complaint_id: id,
  event_id: event.id,
  at: event.at,
  kind: event.kind,
  staff_id: event.staffId,
  staff_name: event.staffName,
  payload: JSON.stringify(event.payload),
  first_customer_id: firstCustomerId,
  is_sample: isSample,
})

/** All that happened, in its order. */
export async function eventsOf(db: Db, { customerId, id }: Pick<Complaint, 'customerId' | 'id'>): Promise<ComplaintEvent[]> {
  const rows = await db
    .selectFrom('complaint_event')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('complaint_id', '=', id)
    .orderBy('event_id')
    .execute()
  return rows.map((row) => ({
    id: row.event_id,
    at: row.at,
    kind: row.kind,
    staffId: row.staff_id,
    staffName: row.staff_name,
    payload: row.payload as Record<string, unknown>,
  }))
}

/** Whether a letter is an open complaint already, or a line is one. */
export async function isOne(db: Db, { touchpointId, threadId }: { touchpointId?: string; threadId?: string }): Promise<boolean> {
  const found = await db
    .selectFrom('complaint')
    .select('complaint_id')
    .where((is) =>
      is.or([
        ...(touchpointId === undefined ? [] : [is('touchpoint_id', '=', touchpointId)]),
        ...(threadId === undefined ? [] : [is.and([is('thread_id', '=', threadId), is('state', '<>', 'closed')])]),
      ]),
    )
    .limit(1)
    .execute()
  return found.length > 0
}
