import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'

/** The day on which somebody bought for the first time, of those who came back since. */

/** So many days of buying make it a day to remember. */
const LEAST_DAYS = 3

type Counted = { month: number; day: number; n: number }

export const begunQuery = (before: string) => sql<Counted>`select extract(month from first_day)::smallint as month,
    extract(day from first_day)::smallint as day, count(*)::int as n from customer_stats
  where days >= ${sql.lit(LEAST_DAYS)} and first_day < ${before}::date
  group by extract(month from first_day)::smallint, extract(day from first_day)::smallint`

/** How many began on each day of the year, in a year before `before`. */
export const countBegun = async (db: Db, before: string): Promise<Counted[]> =>
  (await begunQuery(before).execute(db)).rows.map(({ month, day, n }) => ({ month, day, n: Number(n) }))

export const begunOnQuery = (days: readonly { month: number; day: number }[], before: string) => sql<{
  customer_id: string
  first_day: string
}>`
  select s.customer_id, s.first_day from unnest(${days.map(({ month }) => month)}::smallint[], ${days.map(({ day }) => day)}::smallint[])
      as asked (month, day)
    join customer_stats s on extract(month from s.first_day)::smallint = asked.month and extract(day from s.first_day)::smallint = asked.day
  where s.days >= ${sql.lit(LEAST_DAYS)} and s.first_day < ${before}::date order by s.customer_id`

/** Who began on one of these days of the year, in a year before `before`. */
export async function begunOn(
  db: Db,
  days: readonly { month: number; day: number }[],
  before: string,
): Promise<{ customerId: string; firstDay: string }[]> {
  const found = await begunOnQuery(days, before).execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, firstDay: row.first_day }))
}
