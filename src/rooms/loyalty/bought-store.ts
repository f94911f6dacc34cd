/** What customers have bought, out of the orders' days: one question for one customer and for all of them. */
import { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { Db } from '../../platform/db/db.ts'
import type { Histories } from '../../science/histories.ts'
import type { Costed } from './rules.ts'
import { type Bought, YEAR_DAYS } from './scoring-rules.ts'

/** Up to which days, by number since 1970, and in which currency is counted. `test` is where the back-test cuts. */
export type Cut = { asOf: number; test: number; currency: string }

/**
 * An occasion is a day on which an order stands and money came in; what was refunded away is none. Net spend is taken over all rows after the
 * first occasion, so that a refund counts on the day it was given. $1 as-of day, $2 currency, $3 a year before, $4 the back-test's cut.
 */
const summaries = (whom: string): string => `
  select customer_id,
    min(day) filter (where is_occasion) - date '1970-01-01' as first_day,
    max(day) filter (where is_occasion) - date '1970-01-01' as last_day,
    array_agg(day - date '1970-01-01' order by day) filter (where is_occasion) as days,
    count(*) filter (where is_occasion)::int as visits,
    count(*) filter (where is_paid_here and day > first)::int as spend_days,
    coalesce(sum(net) filter (where day > first), 0)::bigint as spend,
    count(*) filter (where is_occasion and not is_paid_here)::int as foreign_days,
    count(*) filter (where is_occasion and day <= $3::date)::int as year_visits,
    max(day) filter (where is_occasion and day <= $3::date) - date '1970-01-01' as year_last,
    count(*) filter (where is_paid_here and day > first and day <= $3::date)::int as year_spend_days,
    coalesce(sum(net) filter (where day > first and day <= $3::date), 0)::bigint as year_spend,
    count(*) filter (where is_occasion and day <= $4::date)::int as test_visits,
    max(day) filter (where is_occasion and day <= $4::date) - date '1970-01-01' as test_last
  from (
    select customer_id, day, is_occasion, is_occasion and is_paid_here as is_paid_here, net,
      min(day) filter (where is_occasion) over (partition by customer_id) as first
    from (
      select customer_id, day, sum(orders) > 0 and sum(total) > 0 as is_occasion,
        bool_or(orders > 0 and total > 0 and currency = $2) as is_paid_here,
        coalesce(sum(total - refunds) filter (where currency = $2), 0) as net
      from customer_day where day <= $1::date ${whom}
      group by customer_id, day
    ) one
  ) known
  where first is not null
  group by customer_id`

const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

const argumentsOf = ({ asOf, test, currency }: Cut): unknown[] => [isoDay(asOf), currency, isoDay(asOf - YEAR_DAYS), isoDay(test)]

type BoughtRow = { customer_id: string; days: number[]; spend_days: number; spend: number; year_spend_days: number; year_spend: number }

const toBought = (row: BoughtRow): Bought => ({
  customerId: row.customer_id,
  days: row.days,
  spendDays: row.spend_days,
  spend: row.spend,
  yearSpendDays: row.year_spend_days,
  yearSpend: row.year_spend,
})

/** Of these customers; who never bought is not among the answers. */
export async function boughtBy(db: Db, customerIds: readonly string[], asOf: number, currency: string): Promise<Bought[]> {
  const found = await db.executeQuery<BoughtRow>(
    CompiledQuery.raw(summaries('and customer_id = any($5::uuid[])'), [...argumentsOf({ asOf, test: asOf, currency }), customerIds]),
  )
  return found.rows.map(toBought)
}

// --- All of them, in a session of a run ------------------------------------------------------------------------------

/** The first day on which anybody bought; by the customers' own figures, which are a row each. */
export async function firstDay(client: pg.ClientBase): Promise<number | null> {
  const { rows } = await client.query<{ day: number | null }>(`select min(first_day) - date '1970-01-01' as day from customer_stats`)
  return rows[0]?.day ?? null
}

/** Lays out what all customers have bought in a table of this session, and answers how many they are. */
export async function stageBought(client: pg.ClientBase, cut: Cut): Promise<number> {
  await client.query('drop table if exists loyalty_stage')
  const literal = argumentsOf(cut).map((value) => client.escapeLiteral(String(value)))
  // No parameters in what makes a table; these are days and a code that were checked.
  const text = summaries('').replace(/\$(\d)/g, (_, place) => literal[Number(place) - 1] ?? 'null')
  const made = await client.query(`create temp table loyalty_stage as ${text}`)
  await client.query('analyze loyalty_stage (customer_id)')
  return made.rowCount ?? 0
}

type Column = number[]

function historiesOf(rows: readonly Column[], asOf: number): Histories {
  const histories: Histories = {
    repeats: new Float64Array(rows.length),
    spanDays: new Float64Array(rows.length),
    ageDays: new Float64Array(rows.length),
    customers: new Float64Array(rows.length),
  }
  rows.forEach(([visits = 0, first = 0, last = 0, customers = 0], row) => {
    histories.repeats[row] = visits - 1
    histories.spanDays[row] = last - first
    histories.ageDays[row] = asOf - first
    histories.customers[row] = customers
  })
  return histories
}

/** Equal histories in one row, counted by the database. */
export async function stagedHistories(client: pg.ClientBase, asOf: number): Promise<Histories> {
  const { rows } = await client.query<Column>({
    rowMode: 'array',
    text: 'select visits, first_day, last_day, count(*) from loyalty_stage group by 1, 2, 3 order by 1, 2, 3',
  })
  return historiesOf(rows, asOf)
}

/** The same up to a year before, of those who were customers by then. */
export async function stagedYearHistories(client: pg.ClientBase, asOf: number): Promise<Histories> {
  const { rows } = await client.query<Column>({
    rowMode: 'array',
    text: `select year_visits, first_day, year_last, count(*) from loyalty_stage where year_visits > 0 group by 1, 2, 3 order by 1, 2, 3`,
  })
  return historiesOf(rows, asOf - YEAR_DAYS)
}

/** Histories up to the cut with what was bought after it, one row for those alike. */
export async function stagedTest(client: pg.ClientBase, test: number): Promise<{ histories: Histories; later: Float64Array }> {
  const { rows } = await client.query<Column>({
    rowMode: 'array',
    text: `select test_visits, first_day, test_last, count(*), visits - test_visits from loyalty_stage where test_visits > 0
      group by 1, 2, 3, 5 order by 1, 2, 3, 5`,
  })
  return { histories: historiesOf(rows, test), later: Float64Array.from(rows, ([, , , , later = 0]) => later) }
}

/** How often each gap between visits occurs, ascending. */
export async function stagedGaps(client: pg.ClientBase): Promise<{ gap: number; times: number }[]> {
  const { rows } = await client.query<{ gap: number; times: number }>(`select pair.b - pair.a as gap, count(*) as times
    from loyalty_stage, unnest(days[:visits - 1], days[2:]) as pair (a, b) where visits > 1 group by 1 order by 1`)
  return rows
}

/** Spenders for the model of spending: at most about `most`, every n-th along the list, which has no order. */
export async function stagedSpends(client: pg.ClientBase, most: number): Promise<{ visits: Float64Array; means: Float64Array }> {
  const counted = await client.query<{ n: number }>('select count(*) as n from loyalty_stage where spend_days > 0')
  const every = Math.max(1, Math.ceil((counted.rows[0]?.n ?? 0) / most))
  const { rows } = await client.query<Column>({
    rowMode: 'array',
    text: `select spend_days, spend / spend_days::float8 from loyalty_stage
      where spend_days > 0 and (hashtext(customer_id::text) & 1073741823) % $1 = 0 order by customer_id`,
    values: [every],
  })
  return { visits: Float64Array.from(rows, ([visits = 0]) => visits), means: Float64Array.from(rows, ([, mean = 0]) => mean) }
}

export type StageTotals = {
  customers: number
  repeaters: number
  occasions: number
  foreignDays: number
  firstDay: number | null
  lastDay: number | null
}

export async function stageTotals(client: pg.ClientBase): Promise<StageTotals> {
  const { rows } = await client.query<
    Record<string, number | null>
  >(`select count(*) as customers, count(*) filter (where visits > 1) as repeaters,
    coalesce(sum(visits), 0)::bigint as occasions, coalesce(sum(foreign_days), 0)::bigint as foreign_days,
    min(first_day) as first_day, max(last_day) as last_day from loyalty_stage`)
  const row = rows[0] ?? {}
  return {
    customers: row.customers ?? 0,
    repeaters: row.repeaters ?? 0,
    occasions: row.occasions ?? 0,
    foreignDays: row.foreign_days ?? 0,
    firstDay: row.first_day ?? null,
    lastDay: row.last_day ?? null,
  }
}

/** What is known of costs after `since` up to `until`, in this currency. All that came in is only added up where any cost is known. */
export async function costed(client: pg.ClientBase, since: number, until: number, currency: string): Promise<Costed> {
  const time = [isoDay(since), isoDay(until), currency]
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

/** When customers were first seen, by day: for whether the log begins in the middle of a life. */
export async function stagedFirstDays(client: pg.ClientBase): Promise<Int32Array> {
  const { rows } = await client.query<Column>({ rowMode: 'array', text: 'select first_day from loyalty_stage' })
  return Int32Array.from(rows, ([day = 0]) => day)
}

export type StagedRow = Bought & { former: FormerRow | null }
/** How somebody stood at the last run; days since 1970. */
export type FormerRow = { state: string; since: number; loyalSince: number | null; wasLoyal: boolean; asOf: number }

type StreamRow = [
  string,
  number[],
  number,
  number,
  number,
  number,
  string | null,
  number | null,
  number | null,
  boolean | null,
  number | null,
]

/** What everybody bought with how they stood, in chunks: memory holds one at a time. */
export async function* streamStage(client: pg.ClientBase, chunk = 10_000): AsyncGenerator<StagedRow[]> {
  await client.query(`begin; declare staged no scroll cursor for
    select s.customer_id, s.days, s.spend_days, s.spend, s.year_spend_days, s.year_spend,
      l.state, l.since - date '1970-01-01', l.loyal_since - date '1970-01-01', l.was_loyal, l.as_of - date '1970-01-01'
    from loyalty_stage s left join customer_loyalty l using (customer_id)`)
  const fetchNext = () => client.query<StreamRow>({ rowMode: 'array', text: `fetch ${chunk} from staged` })
  try {
    for (let next = fetchNext(); ; ) {
      const { rows } = await next
      if (rows.length === 0) return
      // The next chunk is on its way while this one is worked on.
      next = fetchNext()
      yield rows.map(([customerId, days, spendDays, spend, yearSpendDays, yearSpend, state, since, loyalSince, wasLoyal, asOf]) => ({
        customerId,
        days,
        spendDays,
        spend,
        yearSpendDays,
        yearSpend,
        former: state === null || since === null || asOf === null ? null : { state, since, loyalSince, wasLoyal: wasLoyal === true, asOf },
      }))
    }
  } finally {
    await client.query('rollback')
  }
}
