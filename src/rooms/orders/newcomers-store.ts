import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import './tables.ts'

/** Who bought for the first time lately, and nobody has turned to them since. */

export type Newcomer = { customerId: string; firstDay: string; isSample: boolean }

/** The latest first, along `customer_stats_first`. Whoever came again, or was met or written to on a later day, needs no welcome any more. */
export const newcomersQuery = (from: string, until: string, zone: string, limit: number) => sql<{
  customer_id: string
  first_day: string
  is_sample: boolean
}>`select s.customer_id, s.first_day, c.is_sample from customer_stats s
    join lateral (select is_sample from customer where customer_id = s.customer_id
      and (last_contact_at is null or last_contact_at < (s.first_day + 1)::timestamp at time zone ${zone})) c on true
  where s.first_day between ${from}::date and ${until}::date and s.last_day = s.first_day
  order by s.first_day desc limit ${limit}`

export const newcomers = async (db: Db, from: string, until: string, zone: string, limit: number): Promise<Newcomer[]> =>
  (await newcomersQuery(from, until, zone, limit).execute(db)).rows.map((row) => ({
    customerId: row.customer_id,
    firstDay: row.first_day,
    isSample: row.is_sample,
  }))
