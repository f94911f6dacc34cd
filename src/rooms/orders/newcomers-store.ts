import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import './tables.ts'

/** Who bought or stayed for the first time lately, and nobody has turned to them since. */

export type Newcomer = { customerId: string; orderId: string; on: string; isSample: boolean }

type Row = { customer_id: string; order_id: string; falls_on: string; is_sample: boolean }

/** Their first and only order, so that one knows what they are thanked for; whoever was called or written to since was thanked. */
const firstOf = (customer: RawBuilder<unknown>, on: RawBuilder<unknown>, zone: string) => sql`join lateral (
    select o.order_id, c.is_sample from customer c cross join lateral (
      select order_id, kind, ends_on from orders where customer_id = c.customer_id and kind <> 'refund' and state not in ('cancelled', 'booked')
      order by placed_at desc, order_id desc limit 1) o
    where c.customer_id = ${customer} and not exists (select from touchpoint t where t.customer_id = c.customer_id
      and t.at >= (${on} + 1)::timestamp at time zone ${zone} and t.staff_name is not null and t.kind in ('call', 'message', 'letter')
      and t.about_kind is distinct from 'newsletter')) first on true`

/**
 * The latest first. What was bought counts from its day, along `customer_stats_first`; a stay from its end, along `orders_stayed`. Whoever bought
 * on a second day is a newcomer no more.
 */
export const newcomersQuery = (from: string, until: string, zone: string, limit: number) => sql<Row>`
  select customer_id, order_id, falls_on, is_sample from (
    (select s.customer_id, first.order_id, s.first_day as falls_on, first.is_sample from customer_stats s
        ${firstOf(sql`s.customer_id`, sql`s.first_day`, zone)}
      where s.first_day between ${from}::date and ${until}::date and s.last_day = s.first_day
        and not exists (select from orders where customer_id = s.customer_id and kind = 'stay' and state <> 'cancelled')
      order by s.first_day desc limit ${limit})
    union all
    (select r.customer_id, first.order_id, r.ends_on as falls_on, first.is_sample from orders r
        join customer_stats s on s.customer_id = r.customer_id and s.last_day = s.first_day
        ${firstOf(sql`r.customer_id`, sql`r.ends_on`, zone)}
      where r.kind = 'stay' and r.state <> 'cancelled' and r.ends_on between ${from}::date and ${until}::date
      order by r.ends_on desc limit ${limit})
  ) found order by falls_on desc limit ${limit}`

export const newcomers = async (db: Db, from: string, until: string, zone: string, limit: number): Promise<Newcomer[]> =>
  (await newcomersQuery(from, until, zone, limit).execute(db)).rows.map((row) => ({
    customerId: row.customer_id,
    orderId: row.order_id,
    on: row.falls_on,
    isSample: row.is_sample,
  }))
