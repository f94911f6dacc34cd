/** What `bulk.ts` staged, written into the tables of orders and of the timeline, and taken back again. All in a transaction of the caller. */

import type pg from 'pg'
import { derivedId } from '../../platform/db/derived-id.ts'
import { type BulkStamp, STAGED_NOTES } from '../people/public.ts'
import { rebuildDays } from './days-store.ts'
import type { OrderKind, OrderState } from './order.ts'
import { orderToRefund, type Refundable } from './rules.ts'

const isNew = 'not exists (select 1 from bulk_out x where x.line = s.line)'

const ADD_ORDERS = `insert into orders (customer_id, order_id, kind, code, source, placed_at, day, starts_on, ends_on, state, state_times, channel, currency,
    total, discount, cost, lines, paid_by, paid_brand, paid_last_four, import_id, first_customer_id, created_at)
  select customer_id, order_id, kind, code, $2, placed_at, day, starts_on, ends_on, state,
    jsonb_build_object(state, to_char(placed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), channel, currency,
    total, discount, cost, lines, paid_by, paid_brand, paid_last_four, $1::uuid, customer_id, $3::timestamptz
  from bulk_sale s where ${isNew}`

const ADD_LINES = `insert into touchpoint (customer_id, at, touchpoint_id, kind, channel, staff_id, staff_name, about_kind, about_id, details, import_id, first_customer_id)
  select customer_id, line_at, order_id, 'order', channel, $2::uuid, $3, 'order', order_id,
    jsonb_build_object('code', code, 'type', kind, 'state', state, 'summary', summary, 'startsOn', starts_on, 'endsOn', ends_on, 'minor', total, 'currency', currency),
    $1::uuid, customer_id
  from bulk_sale s where ${isNew}`

const ADD_CODES = `insert into identity (kind, value, customer_id, import_id, first_customer_id)
  select 'order', code_key, customer_id, $1::uuid, customer_id from bulk_sale s where code is not null and ${isNew}
  order by code_key, customer_id on conflict do nothing`

const ADD_CARDS = `insert into identity (kind, value, customer_id, import_id, first_customer_id)
  select distinct 'card', paid_last_four, customer_id, $1::uuid, customer_id from bulk_sale s where paid_last_four is not null and ${isNew} on conflict do nothing`

const NOTE_CONTACTS = `update customer c set last_contact_at = n.at
  from (select customer_id, max(line_at) as at from bulk_sale s where line_at <= $1::timestamptz and ${isNew} group by customer_id) n
  where c.customer_id = n.customer_id and (c.last_contact_at is null or c.last_contact_at < n.at)`

/** Over this many customers all figures are made again in one pass, rather than customer by customer. */
const MOST_ONE_BY_ONE = 50_000

/** Makes the figures of these customers again; `customers` is a query of their ids. */
async function rebuildFor(client: pg.ClientBase, customers: string, values: unknown[]): Promise<void> {
  const touched = await client.query<{ customer_id: string }>(
    `select customer_id from (${customers}) t order by customer_id limit ${MOST_ONE_BY_ONE + 1}`,
    values,
  )
  if (touched.rows.length > MOST_ONE_BY_ONE) return rebuildDays(client, 'all')
  const ids = touched.rows.map((row) => row.customer_id)
  await client.query('select 1 from customer where customer_id = any($1::uuid[]) order by customer_id for no key update', [ids])
  await rebuildDays(client, ids)
}

type RefundRow = {
  customer_id: string
  order_id: string
  kind: OrderKind
  state: OrderState
  currency: string
  placed_at: Date
  total: number
  refund_of: string | null
  is_new: boolean
}

const ORDERS_OF_REFUNDED = `declare refunded no scroll cursor for
  select o.customer_id, o.order_id, o.kind, o.state, o.currency, o.placed_at, o.total, o.refund_of, o.import_id is not distinct from $1::uuid as is_new
  from orders o where o.customer_id in (select customer_id from bulk_sale s where kind = 'refund' and ${isNew})
  order by o.customer_id, o.placed_at, o.order_id`

type Link = { customerId: string; refundId: string; orderId: string }

/** Links the new refunds of one customer, in order of time, by the same rule as a refund that is typed in. */
function linksOf(rows: readonly RefundRow[]): Link[] {
  const left = new Map<string, Refundable>()
  for (const row of rows)
    if (row.kind !== 'refund')
      left.set(row.order_id, {
        id: row.order_id,
        kind: row.kind,
        state: row.state,
        currency: row.currency,
        placedAt: row.placed_at,
        left: row.total,
      })
  const take = (orderId: string, minor: number): void => {
    const order = left.get(orderId)
    if (order) order.left -= minor
  }
  for (const row of rows) if (row.refund_of && row.state !== 'cancelled') take(row.refund_of, -row.total)
  const links: Link[] = []
  for (const row of rows) {
    if (row.kind !== 'refund' || !row.is_new || row.refund_of || row.state === 'cancelled') continue
    const refund = { minor: -row.total, currency: row.currency, placedAt: row.placed_at }
    const orderId = orderToRefund(refund, [...left.values()])
    if (orderId === null) continue
    take(orderId, refund.minor)
    links.push({ customerId: row.customer_id, refundId: row.order_id, orderId })
  }
  return links
}

const KEEP_LINKS = `update orders o set refund_of = l.order_id
  from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as l (customer_id, refund_id, order_id)
  where o.customer_id = l.customer_id and o.order_id = l.refund_id`

async function linkRefunds(client: pg.ClientBase, importId: string): Promise<void> {
  await client.query(ORDERS_OF_REFUNDED.replace('$1', client.escapeLiteral(importId)))
  let links: Link[] = []
  const all: Link[] = []
  let one: RefundRow[] = []
  for (;;) {
    const { rows } = await client.query<RefundRow>('fetch 5000 from refunded')
    for (const row of rows) {
      if (one[0] && one[0].customer_id !== row.customer_id) {
        links = linksOf(one)
        all.push(...links)
        one = []
      }
      one.push(row)
    }
    if (rows.length === 0) break
  }
  all.push(...linksOf(one))
  await client.query('close refunded')
  if (all.length === 0) return
  await client.query(KEEP_LINKS, [
    all.map(({ customerId }) => customerId),
    all.map(({ refundId }) => refundId),
    all.map(({ orderId }) => orderId),
  ])
}

/** Writes the settled orders with their lines on the timelines, makes them findable, and renews the figures of their customers. */
export async function writeOrders(client: pg.ClientBase, { importId, source, now, by, byName }: BulkStamp): Promise<void> {
  await client.query(ADD_ORDERS, [importId, source, now])
  await client.query(ADD_LINES, [importId, by, byName])
  await client.query(ADD_CODES, [importId])
  await client.query(ADD_CARDS, [importId])
  await linkRefunds(client, importId)
  await client.query(NOTE_CONTACTS, [now])
  await rebuildFor(client, `select distinct customer_id from bulk_sale s where ${isNew}`, [])
}

// --- Notes of a list of customers --------------------------------------------------------------------------------------

const NEW_NOTES = `(select n.customer_id, n.body from ${STAGED_NOTES} n
  where not exists (select 1 from touchpoint t where t.customer_id = n.customer_id and t.kind = 'note' and t.body = n.body))`

/** Says in `bulk_news` which known customers get a note that is not on their timeline yet. */
export const findNewNotes = async (client: pg.ClientBase): Promise<void> =>
  void (await client.query(`insert into bulk_news select customer_id from ${NEW_NOTES} n`))

/** Writes the notes of the file on the timelines: known from now on, but no contact that anybody had. */
export async function addNotes(client: pg.ClientBase, { importId, now, by, byName }: BulkStamp): Promise<void> {
  await client.query(
    `insert into touchpoint (customer_id, at, touchpoint_id, kind, body, staff_id, staff_name, import_id, first_customer_id)
      select customer_id, $2::timestamptz, ${derivedId('md5($1::text || customer_id || body)')}, 'note', body, $3::uuid, $4, $1::uuid, customer_id from ${NEW_NOTES} n`,
    [importId, now, by, byName],
  )
}

// --- Taken back --------------------------------------------------------------------------------------------------------

/** Adds to `bulk_kept` the customers of the import that have lines or orders from elsewhere by now. */
export async function findKeptByHistory(client: pg.ClientBase, importId: string): Promise<void> {
  for (const table of ['touchpoint', 'orders'])
    await client.query(
      `insert into bulk_kept select customer_id from customer c where import_id = $1::uuid
        and not exists (select 1 from bulk_kept k where k.customer_id = c.customer_id)
        and exists (select 1 from ${table} t where t.customer_id = c.customer_id and t.import_id is distinct from $1::uuid)`,
      [importId],
    )
}

const RESET_CONTACTS = `update customer c set last_contact_at = n.at
  from (select t.customer_id, (select max(at) from touchpoint l where l.customer_id = t.customer_id and l.at <= $1::timestamptz
    and (l.kind <> 'note' or l.import_id is null) and l.about_kind is distinct from 'newsletter') as at from bulk_touched t) n
  where c.customer_id = n.customer_id and c.last_contact_at is distinct from n.at`

/** Takes back the orders of an import with their lines; figures and last contacts of their customers are made again. Notes stay with customers in `bulk_kept`. */
export async function takeBackOrders(client: pg.ClientBase, importId: string, now: Date): Promise<void> {
  await client.query(`create temp table bulk_touched as select distinct customer_id from orders where import_id = $1::uuid`, [importId])
  await client.query('analyze bulk_touched')
  await client.query(
    `update orders o set refund_of = null from orders r
      where r.import_id = $1::uuid and o.customer_id = r.customer_id and o.refund_of = r.order_id and o.import_id is distinct from $1::uuid`,
    [importId],
  )
  if ((await client.query('select 1 from bulk_touched limit 1')).rowCount)
    await client.query(`delete from identity where import_id = $1::uuid and kind in ('order', 'card')`, [importId])
  await client.query(
    `delete from touchpoint t where import_id = $1::uuid
      and (kind <> 'note' or not exists (select 1 from bulk_kept k where k.customer_id = t.customer_id))`,
    [importId],
  )
  await client.query('delete from orders where import_id = $1::uuid', [importId])
  await client.query(RESET_CONTACTS, [now])
  await rebuildFor(client, 'select customer_id from bulk_touched', [])
}
