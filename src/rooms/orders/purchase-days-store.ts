import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'

/** The days on which these customers bought since then, ascending, by customer: along the key. */
export async function purchaseDaysOf(db: Db, customerIds: readonly string[], since: string): Promise<Map<string, string[]>> {
  const found = await sql<{
    customer_id: string
    days: string
  }>`select customer_id, string_agg(distinct day::text, ' ' order by day::text) as days
    from customer_day where customer_id = any(${customerIds}::uuid[]) and day >= ${since}::date and orders > 0 group by customer_id`.execute(
    db,
  )
  return new Map(found.rows.map((row) => [row.customer_id, row.days.split(' ')]))
}
