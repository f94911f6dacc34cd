import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import './tables.ts'

/** How customers came to hear of the house: one answer each, the first that was given. */

/** Keeps the answer with the customer unless one stands there; answers whether it was kept. The caller holds the customer. */
export async function noteHeardFrom(db: Db, customerId: string, heardFrom: string, now: Date): Promise<boolean> {
  const done = await db
    .updateTable('customer')
    .set((is) => ({ heard_from: heardFrom, updated_at: now, version: is('version', '+', 1) }))
    .where('customer_id', '=', customerId)
    .where('heard_from', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Takes an answer off the customer where it still stands. The caller holds the customer. */
export async function forgetHeardFrom(db: Db, customerId: string, heardFrom: string, now: Date): Promise<void> {
  await db
    .updateTable('customer')
    .set((is) => ({ heard_from: null, updated_at: now, version: is('version', '+', 1) }))
    .where('customer_id', '=', customerId)
    .where('heard_from', '=', heardFrom)
    .execute()
}

/** The answers of those who became customers between two instants, counted along `customer_heard`. */
export async function countHeardFrom(db: Db, from: Date | undefined, until: Date | undefined): Promise<Map<string, number>> {
  const found = await sql<{ heard_from: string; count: number }>`select heard_from, count(*) as count from customer
    where heard_from is not null and created_at >= ${from ?? '-infinity'}::timestamptz and created_at < ${until ?? 'infinity'}::timestamptz
    group by heard_from`.execute(db)
  return new Map(found.rows.map((row) => [row.heard_from, row.count]))
}
