/**
 * Many orders and lines of the timeline at once, for imports: staged in temporary tables of one session, then written by statements over whole sets
 * in a transaction of the caller. `bulk_buyer` says which customer a row's buyer is; people/bulk.ts knows how they are recognised.
 */

import type pg from 'pg'
import { derivedId } from '../../platform/db/derived-id.ts'
import { copyText } from '../people/public.ts'
import type { Order } from './order.ts'

/** One row of a file. Times are milliseconds since 1970. */
export type BulkOrder = {
  line: number
  /** Rows of one buyer have the same key. */
  buyerKey: string
  buyerCode: string | null
  buyerName: string | null
  buyerPhone: string | null
  buyerMail: string | null
  placedAt: number
  lineAt: number
  codeKey: string | null
  summary: string
} & Pick<
  Order,
  'day' | 'kind' | 'code' | 'startsOn' | 'endsOn' | 'state' | 'channel' | 'currency' | 'total' | 'discount' | 'cost' | 'lines' | 'paidBy'
>

const STAGE_TABLES = `
  create temp table bulk_order (
    line integer not null, buyer_key text collate "C" not null, buyer_code text, buyer_name text, buyer_phone text, buyer_mail text,
    placed_at timestamptz not null, day date not null, line_at timestamptz not null, kind text not null, code text collate "C", code_key text collate "C",
    starts_on date, ends_on date, state text not null, channel text, currency text not null, total bigint not null, discount bigint, cost bigint,
    lines jsonb not null, summary text not null, paid_by text, paid_brand text, paid_last_four text);
  create temp table bulk_buyer (buyer_key text collate "C" not null, line integer not null, customer_id uuid);
  create temp table bulk_out (line integer not null, why text not null);`

export const makeOrderStage = async (client: pg.ClientBase): Promise<void> => void (await client.query(STAGE_TABLES))

export const COPY_ORDERS = 'copy bulk_order from stdin'

const instants = { ms: Number.NaN, text: '' }

/** Neighbours in a file are neighbours in time: the last instant is remembered. */
function instantText(ms: number): string {
  if (ms !== instants.ms) {
    instants.ms = ms
    instants.text = new Date(ms).toISOString()
  }
  return instants.text
}

const orNull = (value: string | number | null): string => (value === null ? '\\N' : copyText(String(value)))

/** One staged order as a line of COPY's text form. */
export function orderCopyLine(order: BulkOrder): string {
  const placed = instantText(order.placedAt)
  const paid = order.paidBy
  return `${order.line}\t${copyText(order.buyerKey)}\t${orNull(order.buyerCode)}\t${orNull(order.buyerName)}\t${orNull(order.buyerPhone)}\t${orNull(order.buyerMail)}\t${placed}\t${order.day}\t${
    order.lineAt === order.placedAt ? placed : new Date(order.lineAt).toISOString()
  }\t${order.kind}\t${orNull(order.code)}\t${orNull(order.codeKey)}\t${order.startsOn ?? '\\N'}\t${order.endsOn ?? '\\N'}\t${order.state}\t${orNull(order.channel)}\t${
    order.currency
  }\t${order.total}\t${orNull(order.discount)}\t${orNull(order.cost)}\t${order.lines.length === 0 ? '[]' : copyText(JSON.stringify(order.lines))}\t${copyText(order.summary)}\t${
    paid?.method ?? '\\N'
  }\t${orNull(paid?.brand ?? null)}\t${paid?.lastFour ?? '\\N'}\n`
}

/** The buyers of the staged rows, those with a known code recognised at once. */
export async function findBuyers(client: pg.ClientBase): Promise<{ unknown: number }> {
  await client.query('analyze bulk_order')
  await client.query(`insert into bulk_buyer select b.buyer_key, b.line, i.customer_id
    from (select buyer_key, min(line) as line from bulk_order group by buyer_key) b
    left join sole_identity i on i.kind = 'source' and i.value = substr(b.buyer_key, 3) and starts_with(b.buyer_key, 'c:')`)
  await client.query('analyze bulk_buyer')
  const unknown = await client.query<{ n: number }>('select count(*) as n from bulk_buyer where customer_id is null')
  return { unknown: unknown.rows[0]?.n ?? 0 }
}

/** The first row of each buyer nobody knows yet, in the order of the file; read through a cursor. */
export const UNKNOWN_BUYERS = `select o.line, o.buyer_key as key, o.buyer_code as code, o.buyer_name as name, o.buyer_phone as phone, o.buyer_mail as mail
  from bulk_buyer b join bulk_order o on o.line = b.line where b.customer_id is null order by o.line`

/** Tells the buyers that people/bulk.ts has recognised or will make. */
export const SETTLE_BUYERS = `update bulk_buyer b set customer_id = coalesce(m.customer_id, l.customer_id)
  from bulk_customer s left join bulk_twin t on t.line = s.line join bulk_customer l on l.line = coalesce(t.leader, s.line)
  left join bulk_match m on m.line = l.line where s.line = b.line and b.customer_id is null`

// Rows that repeat a code: the same row again is one; another line of the same order, where the file names products, belongs to the first; anything else is refused.
const FIND_REPEATS = `create temp table bulk_repeat as select o.line, f.line as first, case
    when (o.buyer_key, o.placed_at, o.total, o.currency, o.kind, o.lines) is not distinct from (f.buyer_key, f.placed_at, f.total, f.currency, f.kind, f.lines) then 'same'
    when o.buyer_key = f.buyer_key and o.currency = f.currency and o.lines <> '[]' and f.lines <> '[]' then 'part' else 'other' end as what
  from (select code, min(line) as line from bulk_order where code is not null group by code having count(*) > 1) g
  join bulk_order f on f.line = g.line join bulk_order o on o.code = g.code and o.line <> g.line`

const JOIN_PARTS = `update bulk_order o set total = p.total, discount = p.discount, cost = p.cost, lines = p.lines, summary = p.summary,
    kind = case when p.total < 0 then 'refund' when o.kind = 'refund' then 'sale' else o.kind end
  from (select r.first, sum(x.total) as total, sum(x.discount) as discount, sum(x.cost) as cost,
      jsonb_agg(x.lines -> 0 || jsonb_build_object('total', x.total) order by x.line) as lines,
      array_to_string((array_agg(x.summary order by x.line))[1:2], ', ') || case when count(*) > 2 then ' +' || (count(*) - 2) else '' end as summary
    from (select first, line from bulk_repeat where what = 'part' union select first, first from bulk_repeat where what = 'part') r
    join bulk_order x on x.line = r.line group by r.first) p
  where o.line = p.first`

// An identical hash makes an identical id: 'o' by source and code, 'r' by source, buyer, time, amount and place among equals.
const COLUMNS = `line, placed_at, day, line_at, kind, code, code_key, starts_on, ends_on, state, channel, currency, total, discount, cost, lines, summary,
  paid_by, paid_brand, paid_last_four`

// In the order in which all tables of orders are laid out, so that writing them is one walk along each.
const makeSales = (source: string): string => `create temp table bulk_sale as
  select customer_id, ${derivedId('hash')} as order_id, ${COLUMNS} from (
    select b.customer_id, o.*, md5(${source} || E'\\no\\n' || o.code) as hash
    from bulk_order o join bulk_buyer b using (buyer_key) where o.code is not null and not exists (select 1 from bulk_repeat r where r.line = o.line)
    union all
    select b.customer_id, o.*, md5(${source} || E'\\nr\\n' || o.buyer_key || E'\\n' || extract(epoch from o.placed_at) || E'\\n' || o.total || ' ' || o.currency || E'\\n'
      || row_number() over (partition by o.buyer_key, o.placed_at, o.total, o.currency order by o.line)) as hash
    from bulk_order o join bulk_buyer b using (buyer_key) where o.code is null) x
  order by customer_id, placed_at, line`

const FIND_KNOWN = `insert into bulk_out select s.line, 'known' from bulk_sale s join orders o on o.customer_id = s.customer_id and o.order_id = s.order_id
  union select s.line, 'known' from bulk_sale s join orders o on o.customer_id = s.customer_id and o.code = s.code and o.source is not distinct from $1`

const FIND_TAKEN = `insert into bulk_out select distinct s.line, 'code-taken' from bulk_sale s
  join identity i on i.kind = 'order' and i.value = s.code_key and i.customer_id <> s.customer_id
  join orders o on o.customer_id = i.customer_id and o.order_id = s.order_id where s.code is not null`

export type OrderCounts = {
  added: number
  unchanged: number
  repeated: number
  refused: { line: number; code: string; minor: number; currency: string }[]
}

/** Settles which staged rows become orders, and counts; nothing is written. Buyers must be settled. */
export async function settleOrders(client: pg.ClientBase, source: string): Promise<OrderCounts> {
  await client.query(FIND_REPEATS)
  await client.query('analyze bulk_repeat')
  await client.query(JOIN_PARTS)
  await client.query(makeSales(client.escapeLiteral(source)))
  await client.query('analyze bulk_sale')
  await client.query(FIND_KNOWN, [source])
  await client.query(FIND_TAKEN)
  await client.query(`insert into bulk_out select line, 'code-twice' from bulk_repeat where what = 'other'`)
  await client.query('analyze bulk_out')
  const counted = await client.query<{ all: number; known: number; same: number; parts: number }>(`select
    (select count(*) from bulk_order) as all, (select count(*) from bulk_out where why = 'known') as known,
    (select count(*) from bulk_repeat where what = 'same') as same,
    (select count(*) from bulk_repeat r where what = 'part' and exists (select 1 from bulk_out o where o.line = r.first and o.why = 'known')) as parts`)
  const { all = 0, known = 0, same = 0, parts = 0 } = counted.rows[0] ?? {}
  const refused = await client.query<{ line: number; code: string; minor: number; currency: string }>(
    `select u.line, u.why as code, o.total as minor, o.currency from bulk_out u join bulk_order o using (line) where why <> 'known' order by line`,
  )
  const unchanged = known + same + parts
  return { added: all - unchanged - refused.rows.length, unchanged, repeated: same, refused: refused.rows }
}
