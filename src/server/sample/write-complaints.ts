import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Complaint } from '../../rooms/promises/complaints/complaint.ts'
import { lineOf } from '../../rooms/promises/complaints/following.ts'
import { fold } from '../../rooms/promises/complaints/rules.ts'
import { complaintEventRow, complaintRowOf, toComplaint } from '../../rooms/promises/complaints/store.ts'
import { changeLine } from '../../rooms/touchpoints/public.ts'
import type { MadeComplaint } from './complaints.ts'
import type { StaffKey } from './made.ts'
import { promiseIdOf } from './open-promises.ts'
import { staffName } from './people.ts'

/** The complaints of the sample as rows: what happened, the row that follows from it, and its line on the timeline. */

type Row = Record<string, unknown>
type StaffIds = ReadonlyMap<StaffKey, string>

const channels: Readonly<Record<string, string>> = { call: 'phone', letter: 'paper' }

const complaintOf = (made: MadeComplaint, ids: StaffIds, before: number): Complaint => ({
  ...fold(made.events),
  id: made.id,
  customerId: made.customerId,
  number: before + made.number,
  receivedAt: made.receivedAt,
  receivedBy: ids.get(made.by) ?? null,
  receivedByName: staffName(made.by),
  how: made.how,
  orderId: made.orderId,
  words: made.words,
  touchpointId: made.touchpointId,
  threadId: null,
  firstCustomerId: made.customerId,
  isSample: true,
  version: 1,
})

/** `before`: so many numbers are given already. */
export function complaintRows(complaints: readonly MadeComplaint[], ids: StaffIds, before: number) {
  const rows: { complaint: Row[]; complaint_event: Row[]; touchpoint: (Row & { customer_id: string; at: Date })[] } = {
    complaint: [],
    complaint_event: [],
    touchpoint: [],
  }
  for (const made of complaints) {
    const complaint = complaintOf(made, ids, before)
    rows.complaint.push({ ...complaintRowOf(complaint), version: 1 })
    for (const { by, payload, ...event } of made.events) {
      const told = { ...event, payload, staffId: ids.get(by) ?? null, staffName: staffName(by) }
      rows.complaint_event.push({ ...complaintEventRow(complaint, told), payload })
    }
    rows.touchpoint.push({
      customer_id: made.customerId,
      at: made.receivedAt,
      touchpoint_id: made.touchpointId,
      kind: 'complaint',
      channel: channels[made.how] ?? made.how,
      is_pinned: false,
      staff_id: ids.get(made.by) ?? null,
      staff_name: staffName(made.by),
      about_kind: 'complaint',
      about_id: made.id,
      details: lineOf(complaint),
      first_customer_id: made.customerId,
      version: 1,
    })
  }
  return rows
}

/** The promises that answer complaints, and those that prevent them, know what they are about. */
export async function tieToPromises(db: Db): Promise<void> {
  await sql`update promise p set about_kind = 'complaint', about_id = c.complaint_id from complaint c
    where c.is_sample and p.promise_id in (c.deciding_id, c.prevention_id)`.execute(db)
}

/** Complaints whose promise moved on with the morning move with it, as long as nobody has written on them. */
export async function moveComplaints(db: Db, now: Date): Promise<void> {
  const moved = [promiseIdOf('lamp-answer'), promiseIdOf('thu-lamp')]
  const found = await sql<Parameters<typeof toComplaint>[0] & { made_at: Date }>`select c.*, p.made_at from complaint c
    join promise p on p.promise_id = c.deciding_id where c.deciding_id = any(${moved}::uuid[]) and c.is_sample and c.version = 1 for update of c`.execute(
    db,
  )
  for (const row of found.rows) {
    const complaint = toComplaint(row)
    const by = row.made_at.getTime() - complaint.receivedAt.getTime()
    if (by === 0) continue
    const later = sql`${by} * interval '1 millisecond'`
    await sql`update complaint set received_at = received_at + ${later}, acknowledged_at = acknowledged_at + ${later},
      assessed_at = assessed_at + ${later}, investigating_at = investigating_at + ${later}, answered_at = answered_at + ${later}
      where complaint_id = ${complaint.id}::uuid`.execute(db)
    await sql`update complaint_event set at = at + ${later} where complaint_id = ${complaint.id}::uuid`.execute(db)
    const { customerId, touchpointId } = complaint
    await changeLine(db, { customerId, touchpointId, at: row.made_at, details: lineOf(complaint) }, now)
  }
}
