import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'

/** Whom a lot may fall on: those who came often enough, for long enough, and lately enough. */
export type Lot = { lot: string; leastDays: number; begunBy: string; lastSince: string }

/**
 * Regulars in the order of a lot: the same lot draws the same order, another lot another one, and what somebody spent changes nothing. It
 * looks at every buyer once, and is asked for once a week.
 */
export async function regularsByLot(
  db: Db,
  { lot, leastDays, begunBy, lastSince }: Lot,
  limit: number,
): Promise<{ customerId: string; firstDay: string; days: number }[]> {
  const found = await sql<{ customer_id: string; first_day: string; days: number }>`select customer_id, first_day, days from customer_stats
    where days >= ${leastDays} and first_day <= ${begunBy}::date and last_day >= ${lastSince}::date
    order by md5(customer_id::text || ${lot}) limit ${limit}`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, firstDay: row.first_day, days: row.days }))
}
