/** What customers have bought, out of the orders' days: one question for one customer and for all of them. */
import { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Db } from '../../platform/db/db.ts'
import { fromDayNumber } from '../../values/civil-date.ts'
import { buyingOf, noRows, readRows } from './buying-rules.ts'
import { Ledger } from './ledger.ts'
import type { Costed } from './rules.ts'
import { type Bought, YEAR_DAYS } from './scoring-rules.ts'

/** Each customer's days in lists. $1 the last day, $2 the house's currency; along the key, so that nothing is sorted. */
const daysOf = (
  whom: string,
): string => `select customer_id, array_agg(day - date '1970-01-01')::text as days, array_agg(orders)::text as orders,
    array_agg(total)::text as totals, array_agg(refunds)::text as refunds, array_agg(case when currency = $2 then 1 else 0 end)::text as is_here
  from (select customer_id, day, currency, orders, total, refunds from customer_day where day <= $1::date ${whom} order by customer_id, day) known
  group by customer_id`

type DaysRow = Record<'customer_id' | 'days' | 'orders' | 'totals' | 'refunds' | 'is_here', string>

/** Of these customers; who never bought is not among the answers. */
export async function boughtBy(db: Db, customerIds: readonly string[], asOf: number, currency: string): Promise<Bought[]> {
  const found = await db.executeQuery<DaysRow>(
    CompiledQuery.raw(daysOf('and customer_id = any($3::uuid[])'), [fromDayNumber(asOf), currency, customerIds]),
  )
  return found.rows.flatMap((row) => {
    const rows = noRows()
    readRows(Buffer.from([row.days, row.orders, row.totals, row.refunds, row.is_here].join('\t')), 0, rows)
    const { foreignDays: _, ...bought } = buyingOf(rows, asOf - YEAR_DAYS)
    return bought.days.length === 0 ? [] : [{ customerId: row.customer_id, ...bought }]
  })
}

// --- All of them, in a session of a run ------------------------------------------------------------------------------

const NEWLINE = 10

/** Copies an answer out and hands on its lines, a piece of the stream at a time: bytes, and where each line begins and ends. */
async function* copied(client: pg.ClientBase, query: string): AsyncGenerator<{ bytes: Buffer; lines: [number, number][] }> {
  let rest: Buffer = Buffer.alloc(0)
  const stream: AsyncIterable<Buffer> = client.query(copyTo(`copy (${query}) to stdout`, { highWaterMark: 1 << 18 }))
  for await (const piece of stream) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const lines: [number, number][] = []
    let from = 0
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      lines.push([from, end])
      from = end + 1
    }
    rest = bytes.subarray(from)
    yield { bytes, lines }
  }
}

/** Reads what everybody has bought up to a day. */
export async function readLedger(client: pg.ClientBase, asOf: number, currency: string): Promise<Ledger> {
  const literals = [fromDayNumber(asOf), currency].map((value) => client.escapeLiteral(value))
  // No parameters in what is copied; these are a day and a code that were checked.
  const query = daysOf('').replace(/\$(\d)/g, (_, place) => literals[Number(place) - 1] ?? 'null')
  const ledger = new Ledger()
  const rows = noRows()
  for await (const { bytes, lines } of copied(client, query))
    for (const [from] of lines) {
      readRows(bytes, bytes.indexOf('\t', from) + 1, rows)
      ledger.add(bytes, from, buyingOf(rows, asOf - YEAR_DAYS))
    }
  return ledger
}

/** What is known of costs after `since` up to `until`, in this currency. All that came in is only added up where any cost is known. */
export async function costed(client: pg.ClientBase, since: number, until: number, currency: string): Promise<Costed> {
  const time = [fromDayNumber(since), fromDayNumber(until), currency]
  const known = await client.query<{ orders: number; total: number; cost: number }>(
    `select count(*) as orders, coalesce(sum(total), 0)::bigint as total, coalesce(sum(cost), 0)::bigint as cost from orders
      where cost is not null and kind <> 'refund' and state <> 'cancelled' and day > $1::date and day <= $2::date and currency = $3 and total > 0`,
    time,
  )
  const { orders, total, cost } = known.rows[0] ?? { orders: 0, total: 0, cost: 0 }
  if (orders === 0) return { orders, total, cost, revenue: 0 }
  const all = await client.query<{ revenue: number }>(
    `select coalesce(sum(total), 0)::bigint as revenue from customer_day where day > $1::date and day <= $2::date and currency = $3`,
    time,
  )
  return { orders, total, cost, revenue: all.rows[0]?.revenue ?? 0 }
}

/** How somebody stood at the last run; days since 1970. */
export type FormerRow = { state: string; since: number; loyalSince: number | null; wasLoyal: boolean; asOf: number }

const FORMER = `select customer_id, state, since - date '1970-01-01', loyal_since - date '1970-01-01', was_loyal, as_of - date '1970-01-01'
  from customer_loyalty order by customer_id`

/** How everybody stood, read along their ids beside those who are scored: memory holds a piece of them at a time. */
export class FormerReader {
  readonly #pieces: AsyncGenerator<{ bytes: Buffer; lines: [number, number][] }>
  readonly #known = new Map<string, FormerRow>()
  #last = ''
  #isOver = false

  constructor(client: pg.ClientBase) {
    this.#pieces = copied(client, FORMER)
  }

  /** Reads on until everybody up to this id is known. */
  async readTo(customerId: string): Promise<void> {
    while (!this.#isOver && this.#last < customerId) {
      const next = await this.#pieces.next()
      if (next.done) this.#isOver = true
      else for (const [from, end] of next.value.lines) this.#keep(next.value.bytes.toString('latin1', from, end).split('\t'))
    }
  }

  #keep([id = '', state = '', since, loyalSince, wasLoyal, asOf]: string[]): void {
    this.#last = id
    const loyal = loyalSince === '\\N' ? null : Number(loyalSince)
    this.#known.set(id, { state, since: Number(since), loyalSince: loyal, wasLoyal: wasLoyal === 't', asOf: Number(asOf) })
  }

  /** How this one stood; each is answered once. */
  take(customerId: string): FormerRow | null {
    const former = this.#known.get(customerId) ?? null
    this.#known.delete(customerId)
    return former
  }

  /** Reads what is left, so that the session is free. */
  async end(): Promise<void> {
    await this.readTo('~')
    this.#known.clear()
  }
}
