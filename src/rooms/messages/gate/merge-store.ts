import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import '../sendings/tables.ts'

/** Two records of one person become one: what each was sent and is still to get counts for both, and nobody gets a letter twice by it. */

/** Rows move word for word; `to_jsonb` carries columns that later migrations add as well. */
const moved = (table: 'message' | 'reservation' | 'gate_verdict' | 'message_event', into: string, those: ReturnType<typeof sql>) => {
  const name = sql.table(table)
  return sql`with gone as (delete from ${name} t where ${those} returning *)
    insert into ${name} select (jsonb_populate_record(null::${name}, to_jsonb(gone) || jsonb_build_object('customer_id', ${into}::uuid))).* from gone`
}

async function moveAll(db: Db, from: string, into: string, those: ReturnType<typeof sql>): Promise<void> {
  const mine = sql`t.customer_id = ${from}::uuid ${those}`
  // What is being handed over just now is written down where it was taken up; of one letter to both, the other's is the one that counts.
  await moved(
    'message',
    into,
    sql`${mine} and t.state <> 'submitting' and not exists (select 1 from message o
      where o.customer_id = ${into}::uuid and o.sending_id = t.sending_id and o.channel = t.channel)`,
  ).execute(db)
  // What was claimed was judged for the record that it was: it is asked about anew.
  await sql`update message t set state = 'ready', lease_by = null, lease_until = null where t.customer_id = ${into}::uuid and t.state = 'claimed'`.execute(
    db,
  )
  const stays = sql`exists (select 1 from message m where m.customer_id = t.customer_id and m.message_id = t.message_id)`
  await moved('reservation', into, sql`${mine} and (t.is_spent or not ${stays})`).execute(db)
  await moved('gate_verdict', into, sql`${mine} and not ${stays}`).execute(db)
  await moved('message_event', into, sql`${mine} and not ${stays}`).execute(db)
}

/** What one record was sent and is to get becomes the other's: its budget is spent by both from now on. */
export const mergedLetters = (db: Db, from: string, into: string): Promise<void> => moveAll(db, from, into, sql``)

/** Takes it back; `carried` are the records that had been joined into this one before. What was written since stays with whom it was written to. */
export const unmergedLetters = (db: Db, from: string, into: string, carried: readonly string[] = []): Promise<void> =>
  moveAll(db, into, from, sql`and t.first_customer_id = any(${[from, ...carried]}::uuid[])`)
