import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import './tables.ts'

/** How often people of the house turned to customers: by hand or in a letter of their own; letters to many are none, nor is what they bought. */

/** Since a moment, by customer; one range of the primary key for each. */
export const touchedQuery = (customerIds: readonly string[], since: Date, until: Date) => sql<{ customer_id: string; at: Date }>`
  select customer_id, at from touchpoint
  where customer_id = any(${customerIds}::uuid[]) and at >= ${since} and at <= ${until} and staff_name is not null
    and kind in ('call', 'message', 'letter') and about_kind is distinct from 'newsletter'`

export async function touchedSince(db: Db, customerIds: readonly string[], since: Date, until: Date): Promise<Map<string, Date[]>> {
  const touched = new Map<string, Date[]>()
  if (customerIds.length === 0) return touched
  const { rows } = await touchedQuery(customerIds, since, until).execute(db)
  for (const { customer_id, at } of rows) touched.set(customer_id, [...(touched.get(customer_id) ?? []), at])
  return touched
}
