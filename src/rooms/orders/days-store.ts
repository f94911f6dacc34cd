import { CompiledQuery, Kysely, sql } from 'kysely'
import type pg from 'pg'
import type { Db } from '../../platform/db/db.ts'
import type { Buying, Sums } from './order.ts'
import { addSums, type DayCount, daysGained, rhythmOf } from './rules.ts'
import './tables.ts'

/** Whatever runs statements: the query builder of a room, or a client of its own that an import streams through. */
export type Statements = Db | pg.ClientBase

async function run(on: Statements, text: string, values: unknown[]): Promise<void> {
  if (on instanceof Kysely) await on.executeQuery(CompiledQuery.raw(text, values))
  else await on.query(text, values)
}

// --- Kept with every change --------------------------------------------------------------------------------------------

/** Adds the change to the days, and answers how many orders each touched day has now. */
async function addToDays(db: Db, customerId: string, change: readonly DayCount[]): Promise<Map<string, number>> {
  const days = [...new Set(change.map(({ day }) => day))]
  await sql`insert into customer_day (customer_id, day, currency, orders, total, refunds)
    select ${customerId}::uuid, * from unnest(
      ${change.map(({ day }) => day)}::date[], ${change.map(({ currency }) => currency)}::text[],
      ${change.map(({ orders }) => orders)}::int[], ${change.map(({ total }) => total)}::bigint[],
      ${change.map(({ refunds }) => refunds)}::bigint[])
    on conflict (customer_id, day, currency) do update set
      orders = customer_day.orders + excluded.orders,
      total = customer_day.total + excluded.total,
      refunds = customer_day.refunds + excluded.refunds`.execute(db)
  await sql`delete from customer_day where customer_id = ${customerId}::uuid and day = any(${days}::date[])
    and orders = 0 and total = 0 and refunds = 0`.execute(db)
  const now = await sql<{ day: string; orders: number }>`select day, sum(orders) as orders from customer_day
    where customer_id = ${customerId}::uuid and day = any(${days}::date[]) group by day`.execute(db)
  const found = new Map(now.rows.map(({ day, orders }) => [day, orders]))
  return new Map(days.map((day) => [day, found.get(day) ?? 0]))
}

function gainedOn(day: string, change: readonly DayCount[]): number {
  return change.reduce((sum, count) => sum + (count.day === day ? count.orders : 0), 0)
}

/** Adds a change to the days and figures of a customer. The caller holds the customer, so that no other change comes between. */
export async function addChange(db: Db, customerId: string, change: readonly DayCount[]): Promise<void> {
  if (change.length === 0) return
  const touched = await addToDays(db, customerId, change)
  const before = await db
    .selectFrom('customer_stats')
    .select(['days', 'orders', 'sums'])
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  if (!before) return rebuildStats(db, [customerId])
  const days = before.days + daysGained([...touched].map(([day, now]) => ({ now, gained: gainedOn(day, change) })))
  if (days === 0) {
    await db.deleteFrom('customer_stats').where('customer_id', '=', customerId).execute()
    return
  }
  const orders = before.orders + change.reduce((sum, count) => sum + count.orders, 0)
  const sums = JSON.stringify(addSums(before.sums as Record<string, Sums>, change))
  await sql`update customer_stats set days = ${days}, orders = ${orders}, sums = ${sums}::jsonb,
    first_day = (select min(day) from customer_day where customer_id = ${customerId}::uuid and orders > 0),
    last_day = (select max(day) from customer_day where customer_id = ${customerId}::uuid and orders > 0)
    where customer_id = ${customerId}::uuid`.execute(db)
}

// --- Made again from the orders ----------------------------------------------------------------------------------------

export type Whom = readonly string[] | 'all'

const valuesFor = (whom: Whom): unknown[] => (whom === 'all' ? [] : [whom])
const narrowed = (whom: Whom, column: string): string => (whom === 'all' ? 'true' : `${column} = any($1::uuid[])`)

/**
 * The rules of `countsOf` for any number of customers: every order that stands and every refund in one pass, then, by look-ups from
 * the few linked refunds, what they change. Rows enter in the order of the primary key, which millions of them need.
 */
const daysFromOrders = (whom: Whom): string => `
  insert into customer_day (customer_id, day, currency, orders, total, refunds)
  select customer_id, day, currency, sum(orders), sum(total), sum(refunds)
  from (
    select customer_id, day, currency, (kind <> 'refund')::int as orders,
      case when kind = 'refund' then 0 else total end as total, case when kind = 'refund' then -total else 0 end as refunds
    from orders where state <> 'cancelled' and ${narrowed(whom, 'customer_id')}
    union all
    -- An order whose whole amount came back is no occasion.
    select o.customer_id, o.day, o.currency, -1, 0, 0
    from (
      select customer_id, refund_of, -sum(total) as minor from orders
      where refund_of is not null and kind = 'refund' and state <> 'cancelled' and ${narrowed(whom, 'customer_id')}
      group by customer_id, refund_of
    ) back join orders o on o.customer_id = back.customer_id and o.order_id = back.refund_of
    where o.kind <> 'refund' and o.state <> 'cancelled' and o.total > 0 and back.minor >= o.total
    union all
    -- The refunds of a cancelled order count no more than the order does.
    select r.customer_id, r.day, r.currency, 0, 0, r.total
    from orders r join orders o on o.customer_id = r.customer_id and o.order_id = r.refund_of
    where r.refund_of is not null and r.kind = 'refund' and r.state <> 'cancelled' and o.state = 'cancelled'
      and ${narrowed(whom, 'r.customer_id')}
  ) one
  group by customer_id, day, currency having sum(orders) <> 0 or sum(total) <> 0 or sum(refunds) <> 0
  order by customer_id, day, currency`

/** Days are counted over all currencies, money within each. */
const statsFromDays = (whom: Whom): string => `
  insert into customer_stats (customer_id, first_day, last_day, days, orders, sums)
  select days.customer_id, days.first_day, days.last_day, days.days, days.orders, coalesce(money.sums, '{}')
  from (
    select customer_id, min(day) as first_day, max(day) as last_day, count(*) as days, sum(orders) as orders
    from (
      select customer_id, day, sum(orders) as orders from customer_day where ${narrowed(whom, 'customer_id')}
      group by customer_id, day having sum(orders) > 0
    ) one group by customer_id
  ) days
  left join (
    select customer_id, jsonb_object_agg(currency, jsonb_build_object('total', total, 'refunds', refunds)) as sums
    from (
      select customer_id, currency, sum(total) as total, sum(refunds) as refunds from customer_day where ${narrowed(whom, 'customer_id')}
      group by customer_id, currency having sum(total) <> 0 or sum(refunds) <> 0
    ) one group by customer_id
  ) money on money.customer_id = days.customer_id`

async function rebuildStats(on: Statements, whom: Whom): Promise<void> {
  await run(on, `delete from customer_stats where ${narrowed(whom, 'customer_id')}`, valuesFor(whom))
  await run(on, statsFromDays(whom), valuesFor(whom))
}

async function rebuild(on: Statements, whom: Whom): Promise<void> {
  await run(on, `delete from customer_day where ${narrowed(whom, 'customer_id')}`, valuesFor(whom))
  await run(on, daysFromOrders(whom), valuesFor(whom))
  await rebuildStats(on, whom)
}

/**
 * Makes the days and figures of these customers again from their orders, to the same values that `addChange` keeps. Runs inside the
 * caller's transaction. The caller holds the customers (updated or locked their rows); with 'all', recording waits until it is over.
 */
export async function rebuildDays(on: Statements, whom: Whom): Promise<void> {
  if (whom !== 'all') return rebuild(on, whom)
  await run(on, 'lock table customer_day, customer_stats in share row exclusive mode', [])
  // One sort both groups the orders and puts them in the order of the key, in which the days are then read: a third faster than hashing.
  await run(on, 'set local enable_hashagg = off', [])
  await run(on, "set local work_mem = '64MB'", [])
  await rebuild(on, whom)
  await run(on, 'set local enable_hashagg to default', [])
  await run(on, 'set local work_mem to default', [])
}

// --- Asked for ---------------------------------------------------------------------------------------------------------

/** What the orders say about a customer; all zero for one who never bought. */
export async function buyingOf(db: Db, customerId: string): Promise<Buying> {
  const [stats, days] = await Promise.all([
    db.selectFrom('customer_stats').selectAll().where('customer_id', '=', customerId).executeTakeFirst(),
    sql<{ day: string }>`select day from customer_day where customer_id = ${customerId}::uuid and orders > 0
      group by day order by day`.execute(db),
  ])
  if (!stats) return { firstDay: null, lastDay: null, days: 0, orders: 0, rhythmDays: null, sums: await sumsOf(db, customerId) }
  return {
    firstDay: stats.first_day,
    lastDay: stats.last_day,
    days: stats.days,
    orders: stats.orders,
    rhythmDays: rhythmOf(days.rows.map(({ day }) => day)),
    sums: stats.sums as Record<string, Sums>,
  }
}

/** The sums of one who has no order that stands: refunds of their own can still be there. */
async function sumsOf(db: Db, customerId: string): Promise<Record<string, Sums>> {
  const found = await db.selectFrom('customer_day').selectAll().where('customer_id', '=', customerId).execute()
  return addSums({}, found)
}

/** First and last purchase day and number of purchase days of several customers, by customer; who never bought is not in it. */
export async function buyingOfAll(
  db: Db,
  customerIds: readonly string[],
): Promise<Map<string, { firstDay: string; lastDay: string; days: number }>> {
  const found = await sql<{ customer_id: string; first_day: string; last_day: string; days: number }>`
    select customer_id, first_day, last_day, days
    from customer_stats where customer_id = any(${customerIds}::uuid[])`.execute(db)
  return new Map(found.rows.map((row) => [row.customer_id, { firstDay: row.first_day, lastDay: row.last_day, days: row.days }]))
}

/** How many of these customers have an order that stands on one of these days, the last one included. */
export async function buyersAmong(db: Db, customerIds: readonly string[], from: string, until: string): Promise<number> {
  if (customerIds.length === 0) return 0
  const found = await sql<{ n: number }>`select count(distinct customer_id) as n from customer_day
    where customer_id = any(${customerIds}::uuid[]) and day between ${from}::date and ${until}::date and orders > 0`.execute(db)
  return found.rows[0]?.n ?? 0
}
