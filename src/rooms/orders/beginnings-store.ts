import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'

/** What in the orders may be a reason to write: who bought for the first time, whose stay ended, who stays away longer than they do. */

/** Days, both included; with a customer only what concerns them. */
export type Span = { from: string; until: string; customerId?: string | undefined }

/** More beginnings than this in one question are no longer looked at one by one. */
const MOST = 20_000

const only = (customerId: string | undefined, column: string): RawBuilder<unknown> =>
  customerId === undefined ? sql`true` : sql`${sql.ref(column)} = ${customerId}::uuid`

/** Customers whose first purchase fell in this span, with its moment. */
export async function firstPurchases(db: Db, { from, until, customerId }: Span): Promise<{ customerId: string; at: Date }[]> {
  const found = await sql<{ customer_id: string; at: Date }>`select s.customer_id, o.at from customer_stats s cross join lateral (
      select min(placed_at) as at from orders where customer_id = s.customer_id and day = s.first_day and kind <> 'refund' and state <> 'cancelled'
    ) o where s.first_day between ${from}::date and ${until}::date and ${only(customerId, 's.customer_id')} and o.at is not null
    order by o.at limit ${sql.lit(MOST)}`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, at: row.at }))
}

/** Stays that end in this span, those still ahead too. */
export async function staysEnding(
  db: Db,
  { from, until, customerId }: Span,
): Promise<{ customerId: string; orderId: string; on: string }[]> {
  const found = await sql<{ customer_id: string; order_id: string; ends_on: string }>`select customer_id, order_id, ends_on from orders
    where kind = 'stay' and state <> 'cancelled' and ends_on between ${from}::date and ${until}::date and ${only(customerId, 'customer_id')}
    order by ends_on, order_id limit ${sql.lit(MOST)}`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, orderId: row.order_id, on: row.ends_on }))
}

/**
 * Customers who on a day of this span had been away for `times` their own median gap between purchases, three purchase days at least. Looking
 * back, every silence counts that was long enough before they came again.
 */
export async function silencesWithin(
  db: Db,
  { from, until, customerId, times }: Span & { times: number },
): Promise<{ customerId: string; lastDay: string; on: string }[]> {
  const found = await sql<{ customer_id: string; last_day: string; falls_on: string }>`with days as (
      select customer_id, day, lead(day) over w as next_day, row_number() over w as nth
      from (select customer_id, day from customer_day where orders > 0 and ${only(customerId, 'customer_id')} group by customer_id, day) one
      window w as (partition by customer_id order by day)
    ), rhythm as (
      select customer_id, percentile_cont(0.5) within group (order by next_day - day) as gap from days where next_day is not null
      group by customer_id having count(*) >= 2
    ), silent as (
      select d.customer_id, d.day as last_day, d.next_day, d.day + ceil(r.gap * ${times}::float8)::int as falls_on
      from days d join rhythm r using (customer_id) where d.nth >= 3
    )
    select customer_id, last_day, falls_on from silent
    where falls_on between ${from}::date and ${until}::date and (next_day is null or next_day > falls_on)
    order by falls_on, customer_id limit ${sql.lit(MOST)}`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, lastDay: row.last_day, on: row.falls_on }))
}

/** Whether they bought anything since. */
export async function boughtSince(db: Db, customerId: string, since: Date): Promise<boolean> {
  const found = await sql`select 1 from orders where customer_id = ${customerId}::uuid and placed_at > ${since}
    and kind <> 'refund' and state <> 'cancelled' limit 1`.execute(db)
  return found.rows.length > 0
}

/** How many of these bought within so many days after their moment. */
export async function countBoughtWithin(db: Db, moments: readonly { customerId: string; at: Date }[], days: number): Promise<number> {
  if (moments.length === 0) return 0
  const found = await sql<{ n: number }>`select count(*)::int as n from unnest(${moments.map(({ customerId }) => customerId)}::uuid[],
      ${moments.map(({ at }) => at)}::timestamptz[]) as one (customer_id, at)
    where exists (select from orders o where o.customer_id = one.customer_id and o.placed_at > one.at
      and o.placed_at <= one.at + make_interval(days => ${days}::int) and o.kind <> 'refund' and o.state <> 'cancelled')`.execute(db)
  return Number(found.rows[0]?.n ?? 0)
}
