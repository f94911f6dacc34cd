import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { BridgePart, Flow, Period } from './figures.ts'
import { type CohortCell, type ImpressionCount, type Lifetime, monthCount, type RevenueDay, type Span } from './rules.ts'
import './tables.ts'

/**
 * The nightly passes over `customer_day` and what surrounds a first visit. They run inside one transaction of a job, never in a request:
 * `customer_day` is read along its key, so that customers and days come in order and memory stays bounded however many there are.
 */

/** A feeling that was noted so many days after the first visit still tells of it. */
const FEELING_WITHIN = 60

/** A day's month as a count of months; by floats, which are exact here and many times faster than numerics. */
const month = (day: string): string => `(date_part('year', ${day}) * 12 + date_part('month', ${day}) - 1)::smallint`

/** Every customer's purchase days until `asOf`, in one row: sorted as the key of `customer_day` is, so that nothing is sorted again. */
const DAYS_OF_ALL = `
  select customer_id, min(day) as first_day, (array_agg(distinct day))[2] as second_day, max(day) as last_day, count(distinct day)::int as days,
    array_agg(distinct month) as months, array_agg(distinct (month / 3)::smallint) as quarters
  from (select customer_id, day, ${month('day')} as month from customer_day where day <= $1::date and orders > 0) one
  group by customer_id`

/** Lets the statements of this transaction take their time, sort in memory, and leave the other core to those who are served. */
async function takeTime(db: Db): Promise<void> {
  for (const setting of ['statement_timeout = 0', "work_mem = '64MB'", 'jit = off', 'max_parallel_workers_per_gather = 0'])
    await sql`set local ${sql.raw(setting)}`.execute(db)
}

/** Where everybody stood 30, 90 and 365 days before `asOf`: the last change until then. */
async function takeStates(db: Db, asOf: string): Promise<void> {
  const stood = (days: number): RawBuilder<unknown> =>
    sql`(array_agg(to_state order by "on" desc) filter (where "on" <= ${asOf}::date - ${sql.lit(days)}::int))[1]`
  await sql`create temp table insight_state on commit drop as
    select customer_id, ${stood(30)} as state_30, ${stood(90)} as state_90, ${stood(365)} as state_365
    from loyalty_change where "on" <= ${asOf}::date - 30 group by customer_id`.execute(db)
}

/** Reads `customer_day` along its key: sorting five million days anew, or hashing them, takes six times as long. */
async function takeDays(db: Db, asOf: string): Promise<void> {
  const byOther = (isAllowed: 'on' | 'off') =>
    sql`select set_config('enable_hashagg', ${isAllowed}, true), set_config('enable_seqscan', ${isAllowed}, true),
      set_config('enable_sort', ${isAllowed}, true)`.execute(db)
  await byOther('off')
  await sql`create temp table insight_now on commit drop as ${sql.raw(DAYS_OF_ALL.replace('$1', `'${asOf}'`))}`.execute(db)
  await byOther('on')
  await sql`analyze insight_now`.execute(db)
}

/** What a customer's value did within a year, as one of five parts of the bridge; each customer with a value is in exactly one. */
const BRIDGE_PART = `case when l.clv_minor is null then null when l.clv_before_minor is null then 'won'
  when l.clv_minor > l.clv_before_minor then 'grown' when l.clv_minor = l.clv_before_minor then 'same'
  when l.state = 'lost' then 'lost' else 'shrunk' end`

/**
 * Brings `insight_customer` to `asOf`; rows that stayed as they were are not written. Values change every night for everybody and are not in
 * it: they stay in `insight_next` for the sums of this count.
 */
export async function takeSnapshot(db: Db, asOf: string, zone: string): Promise<void> {
  await takeTime(db)
  await takeDays(db, asOf)
  await sql`create temp table insight_first on commit drop as
    select distinct on (o.customer_id) o.customer_id, o.kind, o.channel
    from orders o join insight_now n on n.customer_id = o.customer_id and n.first_day = o.day
    where o.kind <> 'refund' and o.state <> 'cancelled' order by o.customer_id, o.placed_at, o.order_id`.execute(db)
  await sql`create temp table insight_felt on commit drop as
    select t.customer_id, min(case t.feeling when 'unhappy' then 1 when 'glad' then 2 else 3 end) as felt
    from touchpoint t join insight_now n on n.customer_id = t.customer_id
    where t.feeling is not null and t.at >= (n.first_day::timestamp at time zone ${zone})
      and t.at < (least(coalesce(n.second_day, n.first_day + ${FEELING_WITHIN}::int), n.first_day + ${FEELING_WITHIN}::int)::timestamp
        at time zone ${zone})
    group by t.customer_id`.execute(db)
  await takeStates(db, asOf)
  await sql`create temp table insight_next on commit drop as
    select c.customer_id, n.first_day, n.second_day, n.last_day, coalesce(n.days, 0) as days, coalesce(n.months, '{}') as months,
      f.kind as first_kind, f.channel as first_channel, (array['unhappy', 'glad', 'content'])[t.felt] as first_feeling, h.heard_from,
      l.state, s.state_30, s.state_90, s.state_365, ${sql.raw(BRIDGE_PART)} as bridge, l.clv_minor, l.clv_before_minor
    from customer c left join insight_now n using (customer_id) left join insight_first f using (customer_id)
    left join insight_felt t using (customer_id)
    left join (select customer_id, heard_from from customer where heard_from is not null) h using (customer_id)
    left join customer_loyalty l using (customer_id) left join insight_state s using (customer_id)`.execute(db)
  await sql`analyze insight_next`.execute(db)
  await writeSnapshot(db)
}

const KEPT = `first_day, second_day, last_day, days, months, first_kind, first_channel, first_feeling, heard_from,
  state, state_30, state_90, state_365, bridge`

/** What changed is found by one join, not by a million tries to insert. */
async function writeSnapshot(db: Db): Promise<void> {
  const kept = (of: string) =>
    sql.raw(
      KEPT.split(',')
        .map((column) => `${of}.${column.trim()}`)
        .join(', '),
    )
  await sql`insert into insight_customer (customer_id, ${sql.raw(KEPT)})
    select n.customer_id, ${kept('n')} from insight_next n left join insight_customer i using (customer_id)
    where i.customer_id is null or row(${kept('i')}) is distinct from row(${kept('n')})
    on conflict (customer_id) do update set (${sql.raw(KEPT)}) = row(${kept('excluded')})`.execute(db)
  await sql`delete from insight_customer i where not exists (select from customer c where c.customer_id = i.customer_id)`.execute(db)
}

export async function countHouse(db: Db): Promise<{ everyone: number; buyers: number; returned: number; firstDay: string | null }> {
  const found = await sql<{ everyone: number; buyers: number; returned: number; first_day: string | null }>`
    select count(*) as everyone, count(first_day) as buyers, count(second_day) as returned, min(first_day) as first_day
    from insight_customer`.execute(db)
  const row = found.rows[0]
  return { everyone: row?.everyone ?? 0, buyers: row?.buyers ?? 0, returned: row?.returned ?? 0, firstDay: row?.first_day ?? null }
}

/** How often each gap between purchase days occurs, ascending. */
export async function gapCounts(db: Db, asOf: string): Promise<{ gap: number; times: number }[]> {
  const found = await sql<{ gap: number; times: number }>`select gap, count(*) as times from (
      select day - lag(day) over (partition by customer_id order by day) as gap from (
        select customer_id, day from customer_day where day <= ${asOf}::date group by customer_id, day having sum(orders) > 0
      ) one
    ) gaps where gap is not null group by gap order by gap`.execute(db)
  return found.rows
}

/** Who came again so many months (quarters) after that of the first day. */
export async function cohortCells(db: Db, spanMonths: 1 | 3): Promise<CohortCell[]> {
  const spans = sql.raw(spanMonths === 1 ? 'months' : 'quarters')
  const found = await sql<{ span: number; since: number; customers: number }>`select ${spans}[1] as span, m - ${spans}[1] as since,
      count(*) as customers from insight_now, unnest(${spans}) as m group by 1, 2`.execute(db)
  return found.rows.map(({ span, ...cell }) => ({ month: span * spanMonths, ...cell }))
}

/** Bought in any of some months, counted as `monthCount` does. */
export const cameWithin = (first: number, last: number) => sql`months && ${monthsFrom(first, last)}`

const monthsFrom = (first: number, last: number) =>
  sql`${`{${Array.from({ length: last - first + 1 }, (_, at) => first + at).join(',')}}`}::smallint[]`

/** How long customers kept coming whose first visit is at least `quietDays` ago: gone since their last, or still coming `quietDays` ago. */
export async function lifetimes(db: Db, cut: string): Promise<Lifetime[]> {
  const found = await sql<{ days: number; is_gone: boolean; customers: number }>`
    select (least(last_day, ${cut}::date) - first_day) as days, last_day <= ${cut}::date as is_gone, count(*) as customers
    from insight_customer where first_day <= ${cut}::date group by 1, 2`.execute(db)
  return found.rows.map((row) => ({ days: row.days, isGone: row.is_gone, customers: row.customers }))
}

/** Of those who first came in a span: how many, and how many came again within so many days. */
export async function returnsOf(db: Db, { since, until }: Span, withinDays: number): Promise<{ of: number; had: number }> {
  const found = await sql<{ of: number; had: number }>`select count(*) as of,
      count(*) filter (where second_day <= first_day + ${withinDays}::int) as had
    from insight_customer where first_day between ${since}::date and ${until}::date`.execute(db)
  return found.rows[0] ?? { of: 0, had: 0 }
}

/** The same by what is known of the first visit. */
export async function impressionCounts(db: Db, { since, until }: Span, withinDays: number): Promise<ImpressionCount[]> {
  const found = await sql<ImpressionCount>`select dimension, value, count(*) as of,
      count(*) filter (where second_day <= first_day + ${withinDays}::int) as had
    from insight_customer, lateral (values ('kind', first_kind), ('channel', first_channel), ('feeling', first_feeling),
      ('heard-from', heard_from)) as known (dimension, value)
    where first_day between ${since}::date and ${until}::date group by dimension, value`.execute(db)
  return found.rows
}

/** What was bought on each day in a currency, less what went back, and by customers on a later day than their first; ascending. */
export async function revenueByDay(db: Db, { since, until }: Span, currency: string): Promise<RevenueDay[]> {
  const found = await sql<{ day: string; minor: number; returning_minor: number }>`
    select d.day, sum(d.total - d.refunds)::bigint as minor,
      coalesce(sum(d.total - d.refunds) filter (where d.day > n.first_day), 0)::bigint as returning_minor
    from customer_day d join insight_now n using (customer_id)
    where d.day between ${since}::date and ${until}::date and d.currency = ${currency} group by d.day order by d.day`.execute(db)
  return found.rows.map((row) => ({ day: row.day, minor: row.minor, returningMinor: row.returning_minor }))
}

/** Who bought since a day, and on a later day than their first. */
export async function countReturning(db: Db, since: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*) as count from insight_customer where ${returnedSince(since)}`.execute(db)
  return found.rows[0]?.count ?? 0
}

export const returnedSince = (since: string) => sql`last_day >= ${since}::date and last_day > first_day`

/** Who was won in some whole months, and who of those before came in them: all spans in one pass. */
export async function wonAndKept(db: Db, spans: readonly Span[]): Promise<{ won: number; kept: number }[]> {
  const counts = spans.map(
    ({ since, until }, at) => sql`count(*) filter (where first_day between ${since}::date and ${until}::date) as ${sql.raw(`won_${at}`)},
      count(*) filter (where ${keptIn(since, until)}) as ${sql.raw(`kept_${at}`)}`,
  )
  const found = await sql<Record<string, number>>`select ${sql.join(counts)} from insight_now`.execute(db)
  return spans.map((_, at) => ({ won: found.rows[0]?.[`won_${at}`] ?? 0, kept: found.rows[0]?.[`kept_${at}`] ?? 0 }))
}

/** First came before some whole months and bought in them. */
export const keptIn = (since: string, until: string) =>
  sql`first_day < ${since}::date and last_day >= ${since}::date and ${cameWithin(monthCount(since), monthCount(until))}`

/** What went through each channel by month, and by the month in which its buyers first came; all months before `since` are one. */
export async function channelCells(
  db: Db,
  { since, until }: Span,
  currency: string,
): Promise<{ month: number; firstMonth: number; channel: string; minor: number; orders: number }[]> {
  const cells = sql.raw(`${month('o.day')} as month, greatest(n.months[1], ${monthCount(since) - 1}) as first_month`)
  const inSpan = sql`o.day between ${since}::date and ${until}::date and o.currency = ${currency} and o.state <> 'cancelled'`
  // Refunds are few and find what they give back by its key; joining all orders with all orders would take as long as the rest.
  const found = await sql<{ month: number; first_month: number; channel: string; minor: number; orders: number }>`
    select month, first_month, channel, sum(minor)::bigint as minor, sum(orders)::int as orders from (
      select ${cells}, o.channel, sum(o.total) as minor, count(*) filter (where o.kind <> 'refund') as orders
      from orders o join insight_now n using (customer_id)
      where ${inSpan} and o.refund_of is null and o.channel is not null group by 1, 2, 3
      union all
      select ${cells}, coalesce(b.channel, o.channel), o.total, (o.kind <> 'refund')::int
      from orders o join insight_now n using (customer_id)
      left join orders b on b.customer_id = o.customer_id and b.order_id = o.refund_of
      where ${inSpan} and o.refund_of is not null and (b.state is null or b.state <> 'cancelled') and coalesce(b.channel, o.channel) is not null
    ) sold group by 1, 2, 3`.execute(db)
  return found.rows.map((row) => ({ ...row, firstMonth: row.first_month }))
}

// --- Of the states -----------------------------------------------------------------------------------------------------

const stateBefore: Record<Period, RawBuilder<unknown>> = { 30: sql`state_30`, 90: sql`state_90`, 365: sql`state_365` }

/** The column that holds where somebody stood before a period. */
export const stoodBefore = (period: Period): RawBuilder<unknown> => stateBefore[period]

/** How many stood where before a period, and where now; null before is "no customer yet". Customers without a state now are not counted. */
export async function flowCounts(db: Db, period: Period): Promise<Flow[]> {
  const found = await sql<Flow>`select ${stoodBefore(period)} as "from", state as "to", count(*) as customers
    from insight_customer where state is not null group by 1, 2 order by 1, 2`.execute(db)
  return found.rows
}

/** Both values of those in each part of the bridge, as this count found them. */
export async function bridgeSums(db: Db): Promise<{ part: BridgePart; customers: number; minor: number; beforeMinor: number }[]> {
  const found = await sql<{ part: BridgePart; customers: number; minor: number; before_minor: number }>`select bridge as part,
      count(*) as customers, sum(clv_minor)::bigint as minor, coalesce(sum(clv_before_minor), 0)::bigint as before_minor
    from insight_next where bridge is not null group by 1`.execute(db)
  return found.rows.map((row) => ({ part: row.part, customers: row.customers, minor: row.minor, beforeMinor: row.before_minor }))
}
