import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Order } from './order.ts'
import { type OrderRow, orderColumns, toOrder } from './store.ts'

/** More than this come on no day to a house that greets by name. */
const MOST = 1000

const columns = sql.raw(orderColumns.join(', '))

/** Orders that still wait for their day or are under way; written out, since the partial indexes are known by these very words. */
const isAhead = sql`state in ('booked', 'open')`

/** What begins on that day: stays, services and orders to be fetched, in no order of importance. Read along `orders_starting`. */
export const startingQuery = (day: string) => sql<OrderRow>`select ${columns} from orders
  where starts_on = ${day}::date and ${isAhead} and kind <> 'refund' order by customer_id, order_id limit ${sql.lit(MOST)}`

/** Whose orders begin in a span of days, the soonest first, so many at most. Read along `orders_starting`. */
export async function startersBetween(db: Db, from: string, until: string, limit: number): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`select customer_id, min(starts_on) as first from (
      select customer_id, starts_on from orders where starts_on >= ${from}::date and starts_on <= ${until}::date and ${isAhead}
        and kind <> 'refund' order by starts_on, customer_id limit ${sql.lit(MOST)}
    ) as soon group by customer_id order by first, customer_id limit ${limit}`.execute(db)
  return found.rows.map((row) => row.customer_id)
}

/** What ends on that day and did not begin on it: a table for an evening is an arrival and no departure. Read along `orders_ending`. */
export const endingQuery = (day: string) => sql<OrderRow>`select ${columns} from orders
  where ends_on = ${day}::date and ${isAhead} and kind <> 'refund' and starts_on is not null and starts_on < ends_on
  order by customer_id, order_id limit ${sql.lit(MOST)}`

export const startingOn = async (db: Db, day: string): Promise<Order[]> => (await startingQuery(day).execute(db)).rows.map(toOrder)

export const endingOn = async (db: Db, day: string): Promise<Order[]> => (await endingQuery(day).execute(db)).rows.map(toOrder)

/** How many of its kind each customer had begun before each of these orders, by order; one question for all of them. */
export async function countBefore(db: Db, orders: readonly Pick<Order, 'id' | 'customerId' | 'kind' | 'startsOn'>[]) {
  const found = await sql<{ order_id: string; count: number }>`select one.order_id, (
      select count(*) from orders o where o.customer_id = one.customer_id and o.kind = one.kind and o.state <> 'cancelled'
        and coalesce(o.starts_on, o.day) < one.starts_on and o.order_id <> one.order_id
    ) as count
    from unnest(${orders.map(({ id }) => id)}::uuid[], ${orders.map(({ customerId }) => customerId)}::uuid[],
      ${orders.map(({ kind }) => kind)}::text[], ${orders.map(({ startsOn }) => startsOn)}::date[])
      as one (order_id, customer_id, kind, starts_on)`.execute(db)
  return new Map(found.rows.map((row) => [row.order_id, row.count]))
}
