import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'

/** Regulars who stay away, and regulars who stayed: a draw of each, always the same one of the same figures. */

export type Regular = { customerId: string; lastDay: string; isSample: boolean }

/** From the third visit on somebody has a history. */
const LEAST_REPEATS = 2

const groups = { gone: ['at-risk', 'lost'], stayed: ['loyal', 'promising', 'won-back'] } as const

/** So many of a group, their last purchase in a span of days. */
export async function drawRegulars(
  db: Db,
  group: keyof typeof groups,
  { since, until, limit }: { since: string; until: string; limit: number },
): Promise<Regular[]> {
  const found = await sql<{ customer_id: string; last_day: string; is_sample: boolean }>`select customer_id, last_day, is_sample
    from (select customer_id, as_of - (t_days - t_x_days) as last_day, is_sample from customer_loyalty
      where state = any(${[...groups[group]]}::text[]) and x >= ${sql.lit(LEAST_REPEATS)}) l
    where last_day between ${since}::date and ${until}::date order by md5(customer_id::text) limit ${limit}`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, lastDay: row.last_day, isSample: row.is_sample }))
}
