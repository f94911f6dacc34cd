import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'

/** What is wrong between the house and a customer, for rooms that had better not ask cheerfully just then. */

/** Whether something slipped that is not put right, or a complaint of theirs is open. */
export async function troubleWith(db: Db, customerId: string): Promise<'slip' | 'complaint' | undefined> {
  const found = await sql<{ slip: boolean; complaint: boolean }>`select
    exists (select from promise where customer_id = ${customerId}::uuid and stage in ('slipped', 'mending')
      and direction in ('to-customer', 'to-partner')) as slip,
    exists (select from complaint where customer_id = ${customerId}::uuid and state <> 'closed') as complaint`.execute(db)
  const [row] = found.rows
  return row?.slip ? 'slip' : row?.complaint ? 'complaint' : undefined
}

/** Promises to these customers that were late or broken, due in a span of each: by the key. */
export async function missedAround(
  db: Db,
  anchors: readonly { customerId: string; from: Date; until: Date }[],
): Promise<{ customerId: string; kind: string }[]> {
  const found = await sql<{ customer_id: string; kind: string }>`select p.customer_id, p.kind
    from unnest(${anchors.map(({ customerId }) => customerId)}::uuid[], ${anchors.map(({ from }) => from)}::timestamptz[],
      ${anchors.map(({ until }) => until)}::timestamptz[]) as a (customer_id, since, until)
    join promise p on p.customer_id = a.customer_id and p.first_due >= a.since and p.first_due <= a.until
    where p.state in ('late', 'broken') and p.direction in ('to-customer', 'to-partner')`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, kind: row.kind }))
}
