import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { PageMark } from '../touchpoints/public.ts'
import type { Order, OrderKind, OrderLine, OrderState, PaidBy } from './order.ts'
import type { Refundable } from './rules.ts'
import './tables.ts'

export const orderColumns = [
  'customer_id',
  'order_id',
  'kind',
  'code',
  'source',
  'placed_at',
  'day',
  'starts_on',
  'ends_on',
  'state',
  'state_times',
  'channel',
  'currency',
  'total',
  'discount',
  'cost',
  'lines',
  'paid_by',
  'paid_brand',
  'paid_last_four',
  'refund_of',
  'created_at',
  'version',
] as const

export type OrderRow = Pick<Selectable<Schema['orders']>, (typeof orderColumns)[number]>

export const toOrder = (row: OrderRow): Order => ({
  id: row.order_id,
  customerId: row.customer_id,
  kind: row.kind as OrderKind,
  code: row.code,
  source: row.source,
  placedAt: row.placed_at,
  day: row.day,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  state: row.state as OrderState,
  stateTimes: row.state_times as Order['stateTimes'],
  channel: row.channel,
  currency: row.currency,
  total: row.total,
  discount: row.discount,
  cost: row.cost,
  lines: row.lines as OrderLine[],
  paidBy: row.paid_by ? { method: row.paid_by as PaidBy['method'], brand: row.paid_brand, lastFour: row.paid_last_four } : null,
  refundOf: row.refund_of,
  createdAt: row.created_at,
  version: row.version,
})

type Narrowed = SelectQueryBuilder<Schema, 'orders', object>

const ordersOf = (db: Db, customerId: string): Narrowed => db.selectFrom('orders').where('customer_id', '=', customerId) as Narrowed

export async function add(db: Db, order: Order): Promise<void> {
  await db
    .insertInto('orders')
    .values({
      customer_id: order.customerId,
      order_id: order.id,
      kind: order.kind,
      code: order.code,
      source: order.source,
      placed_at: order.placedAt,
      day: order.day,
      starts_on: order.startsOn,
      ends_on: order.endsOn,
      state: order.state,
      state_times: JSON.stringify(order.stateTimes),
      channel: order.channel,
      currency: order.currency,
      total: order.total,
      discount: order.discount,
      cost: order.cost,
      lines: JSON.stringify(order.lines),
      paid_by: order.paidBy?.method ?? null,
      paid_brand: order.paidBy?.brand ?? null,
      paid_last_four: order.paidBy?.lastFour ?? null,
      refund_of: order.refundOf,
      import_id: null,
      first_customer_id: order.customerId,
      created_at: order.createdAt,
    })
    .execute()
}

/** Changes what may change of an order: its state and its dates. */
export async function change(db: Db, order: Order): Promise<void> {
  await db
    .updateTable('orders')
    .set({
      state: order.state,
      state_times: JSON.stringify(order.stateTimes),
      starts_on: order.startsOn,
      ends_on: order.endsOn,
      version: order.version + 1,
    })
    .where('customer_id', '=', order.customerId)
    .where('order_id', '=', order.id)
    .execute()
}

export async function find(db: Db, customerId: string, orderId: string): Promise<Order | undefined> {
  const row = await ordersOf(db, customerId).where('order_id', '=', orderId).select(orderColumns).executeTakeFirst()
  return row && toOrder(row)
}

/** Holds a code of a source until the transaction ends, so that two people cannot give it to two orders at once. */
export async function holdCode(db: Db, code: string, source: string | null): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify([source, code])}, 7071))`.execute(db)
}

/** The order with this code from this source, looked for among customers who are known by such a code. */
export async function findByCode(db: Db, customerIds: readonly string[], code: string, source: string | null): Promise<Order | undefined> {
  const found = await sql<OrderRow>`select ${sql.raw(orderColumns.join(', '))} from orders
    where customer_id = any(${customerIds}::uuid[]) and code = ${code} and source is not distinct from ${source}
    limit 1`.execute(db)
  const row = found.rows[0]
  return row && toOrder(row)
}

export async function refundsOf(db: Db, customerId: string, orderId: string): Promise<Order[]> {
  const rows = await ordersOf(db, customerId).where('refund_of', '=', orderId).select(orderColumns).execute()
  return rows.map(toOrder)
}

/** A customer's orders in one currency of which at least `minor` may be left to come back, with what is left of each. */
export async function refundable(db: Db, customerId: string, currency: string, minor: number): Promise<Refundable[]> {
  const found = await sql<Pick<OrderRow, 'order_id' | 'kind' | 'state' | 'currency' | 'placed_at'> & { left: number }>`
    select o.order_id, o.kind, o.state, o.currency, o.placed_at, (o.total + coalesce(back.total, 0))::bigint as left
    from orders o
    left join (
      select refund_of, sum(total) as total from orders
      where customer_id = ${customerId}::uuid and kind = 'refund' and state <> 'cancelled' and refund_of is not null group by refund_of
    ) back on back.refund_of = o.order_id
    where o.customer_id = ${customerId}::uuid and o.currency = ${currency} and o.total >= ${minor}::bigint`.execute(db)
  return found.rows.map((row) => ({
    id: row.order_id,
    kind: row.kind as OrderKind,
    state: row.state as OrderState,
    currency: row.currency,
    placedAt: row.placed_at,
    left: row.left,
  }))
}

/** A page, newest first. */
export async function page(db: Db, customerId: string, { before, limit }: { before?: PageMark; limit: number }): Promise<Order[]> {
  const all = ordersOf(db, customerId)
  const from = before ? all.where(sql<boolean>`(placed_at, order_id) < (${before.at}::timestamptz, ${before.id}::uuid)`) : all
  const rows = await from.select(orderColumns).orderBy('placed_at', 'desc').orderBy('order_id', 'desc').limit(limit).execute()
  return rows.map(toOrder)
}

export async function count(db: Db, customerId: string): Promise<number> {
  const counted = await ordersOf(db, customerId).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  return counted.count
}

export async function hasAny(db: Db, customerId: string): Promise<boolean> {
  return (await ordersOf(db, customerId).select('order_id').limit(1).execute()).length > 0
}

/** The latest orders that stand: no refunds, nothing cancelled. */
export async function latest(db: Db, customerId: string, limit: number): Promise<Order[]> {
  const rows = await ordersOf(db, customerId)
    .where('kind', '<>', 'refund')
    .where('state', '<>', 'cancelled')
    .select(orderColumns)
    .orderBy('placed_at', 'desc')
    .orderBy('order_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toOrder)
}

/** The same of several customers in one question, by customer. */
export async function latestOfAll(db: Db, customerIds: readonly string[], limit: number): Promise<Map<string, Order[]>> {
  const found = await sql<OrderRow>`select latest.* from unnest(${customerIds}::uuid[]) as one (customer_id), lateral (
      select ${sql.raw(orderColumns.join(', '))} from orders o
      where o.customer_id = one.customer_id and o.kind <> 'refund' and o.state <> 'cancelled'
      order by o.placed_at desc, o.order_id desc limit ${limit}
    ) as latest order by latest.placed_at desc, latest.order_id desc`.execute(db)
  const byCustomer = new Map<string, Order[]>()
  for (const row of found.rows) byCustomer.set(row.customer_id, [...(byCustomer.get(row.customer_id) ?? []), toOrder(row)])
  return byCustomer
}

/** Of how many of the latest orders the last visit is looked for. */
const LOOKED_AT = 10

/**
 * The last day on which each customer was here by `today`: when the latest of what has begun began. A stay that was booked today for
 * next month is no visit of today, though it was bought today.
 */
export async function lastVisits(db: Db, customerIds: readonly string[], today: string): Promise<Map<string, string>> {
  const found = await sql<{ customer_id: string; last_visit: string | null }>`select one.customer_id, (
      select max(began) from (
        select coalesce(o.starts_on, o.day) as began from orders o
        where o.customer_id = one.customer_id and o.kind <> 'refund' and o.state not in ('cancelled', 'booked')
        order by o.placed_at desc limit ${sql.lit(LOOKED_AT)}
      ) as latest where began <= ${today}::date
    ) as last_visit from unnest(${customerIds}::uuid[]) as one (customer_id)`.execute(db)
  return new Map(found.rows.flatMap((row) => (row.last_visit ? [[row.customer_id, row.last_visit] as const] : [])))
}

/** The stay or service that is under way on `today`, else the next one. */
export async function coming(db: Db, customerId: string, today: string): Promise<Order | undefined> {
  const row = await ordersOf(db, customerId)
    .where('kind', 'in', ['stay', 'service'])
    .where('state', 'in', ['booked', 'open'])
    .where(sql<boolean>`coalesce(ends_on, starts_on) >= ${today}::date`)
    .where('starts_on', 'is not', null)
    .select(orderColumns)
    .orderBy('starts_on')
    .orderBy('order_id')
    .limit(1)
    .executeTakeFirst()
  return row && toOrder(row)
}
