import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import './tables.ts'

/** Keys that later rooms learn about a customer: any number of them, none of them among the contacts. */

async function addKey(db: Db, customerId: string, kind: 'order' | 'card', value: string): Promise<void> {
  await sql`insert into identity (kind, value, customer_id, first_customer_id)
    values (${kind}, ${value}, ${customerId}::uuid, ${customerId}::uuid) on conflict do nothing`.execute(db)
}

/** Makes a customer findable by the folded code of an order. */
export const addOrderCode = (db: Db, customerId: string, code: string): Promise<void> => addKey(db, customerId, 'order', code)

/** Makes a customer findable by the last four digits of a card that was used. */
export const addCardUsed = (db: Db, customerId: string, lastFour: string): Promise<void> => addKey(db, customerId, 'card', lastFour)

/** Everybody who has an order with this folded code. */
export async function orderCodeHolders(db: Db, code: string): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`select customer_id from identity where kind = 'order' and value = ${code}`.execute(db)
  return found.rows.map((row) => row.customer_id)
}
