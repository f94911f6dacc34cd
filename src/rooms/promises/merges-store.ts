import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import './tables.ts'

/** Two records of one person become one: promises go along, and `first_customer_id` tells whose they were, for the undoing. */

const altered = ['promise', 'promise_pause', 'promise_slip', 'promise_check', 'complaint', 'special_request', 'enquiry', 'quote'] as const

const columns = sql`promise_id, event_id, at, kind, staff_id, staff_name, payload, first_customer_id, is_sample`
const ofComplaints = sql`complaint_id, event_id, at, kind, staff_id, staff_name, payload, first_customer_id, is_sample`

/** Moves promises of one record to another: all of them, or those that were `first` of somebody. */
async function move(db: Db, from: string, into: string, first: string | null): Promise<void> {
  const whose = sql`customer_id = ${from}::uuid and (${first}::uuid is null or first_customer_id = ${first}::uuid)`
  await sql`update promise_need n set customer_id = ${into}::uuid from promise p where p.customer_id = n.customer_id and p.promise_id = n.promise_id
    and p.customer_id = ${from}::uuid and (${first}::uuid is null or p.first_customer_id = ${first}::uuid)`.execute(db)
  await sql`update promise_need n set needs_customer_id = ${into}::uuid from promise p where p.customer_id = n.needs_customer_id
    and p.promise_id = n.needs_id and p.customer_id = ${from}::uuid and (${first}::uuid is null or p.first_customer_id = ${first}::uuid)`.execute(
    db,
  )
  for (const table of altered) await sql`update ${sql.table(table)} set customer_id = ${into}::uuid where ${whose}`.execute(db)
  // Events are never altered: they are told again under the other record.
  await sql`with moved as (delete from promise_event where ${whose} returning *)
    insert into promise_event (customer_id, ${columns}) select ${into}::uuid, ${columns} from moved`.execute(db)
  await sql`with moved as (delete from complaint_event where ${whose} returning *)
    insert into complaint_event (customer_id, ${ofComplaints}) select ${into}::uuid, ${ofComplaints} from moved`.execute(db)
}

export const mergedPromises = (db: Db, from: string, into: string): Promise<void> => move(db, from, into, null)

/** Takes a merge back: what was the other record's own goes back to it. */
export const unmergedPromises = (db: Db, from: string, into: string): Promise<void> => move(db, into, from, from)
