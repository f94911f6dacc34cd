import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { BridgePart, Flow, Period, Revenue } from './figures.ts'
import type { CohortCell, ImpressionCount, Lifetime, Span } from './rules.ts'
import './tables.ts'

/**
 * The nightly passes over `customer_day` and what surrounds a first visit. They run inside one transaction of a job, never in a request:
 * `customer_day` is read along its key, so that customers and days come in order and memory stays bounded however many there are.
 */

/** A feeling that was noted so many days after the first visit still tells of it. */
const FEELING_WITHIN = 60

const month = (day: string): string => `(extract(year from ${day})::int * 12 + extract(month from ${day})::int - 1)`

/** Every customer's purchase days until `asOf`, in one row. */
const DAYS_OF_ALL = `
  select customer_id, min(day) as first_day, min(day) filter (where nth = 2) as second_day, max(day) as last_day, count(*)::int as days,
    array_agg((month - first_month)::smallint order by nth) filter (where month is distinct from month_before) as months
  from (
    select customer_id, day, month, row_number() over its as nth, first_value(month) over its as first_month, lag(month) over its as month_before
    from (
      select customer_id, day, ${month('day')} as month from customer_day where day <= $1::date
      group by customer_id, day having sum(orders) > 0
    ) one window its as (partition by customer_id order by day)
  ) numbered group by customer_id`

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

/** Brings `insight_customer` to `asOf`; rows that stayed as they were are not written. */
export async function takeSnapshot(db: Db, asOf: string, zone: string): Promise<void> {
  await takeTime(db)
  await sql`create temp table insight_now on commit drop as ${sql.raw(DAYS_OF_ALL.replace('$1', `'${asOf}'`))}`.execute(db)
  await sql`analyze insight_now`.execute(db)
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
    select n.customer_id, n.first_day, n.second_day, n.last_day, n.days, n.months, f.kind as first_kind, f.channel as first_channel,
      (array['unhappy', 'glad', 'content'])[t.felt] as first_feeling, c.heard_from,
      l.state, s.state_30, s.state_90, s.state_365, l.clv_minor, l.clv_before_minor
    from insight_now n left join insight_first f using (customer_id) left join insight_felt t using (customer_id)
    left join customer c using (customer_id) left join customer_loyalty l using (customer_id) left join insight_state s using (customer_id)`.execute(
    db,
  )
  await sql`analyze insight_next`.execute(db)
  // What changed is found by one join, not by a million tries to insert.
  await sql`insert into insight_customer (customer_id, first_day, second_day, last_day, days, months, first_kind, first_channel, first_feeling,
      heard_from, state, state_30, state_90, state_365, clv_minor, clv_before_minor)
    select n.* from insight_next n left join insight_customer i using (customer_id) where row(i.*) is distinct from row(n.*)
    on conflict (customer_id) do update set first_day = excluded.first_day, second_day = excluded.second_day, last_day = excluded.last_day,
      days = excluded.days, months = excluded.months, first_kind = excluded.first_kind, first_channel = excluded.first_channel,
      first_feeling = excluded.first_feeling, heard_from = excluded.heard_from, state = excluded.state, state_30 = excluded.state_30,
      state_90 = excluded.state_90, state_365 = excluded.state_365, clv_minor = excluded.clv_minor,
      clv_before_minor = excluded.clv_before_minor`.execute(db)
  await sql`delete from insight_customer i where not exists (select from insight_now n where n.customer_id = i.customer_id)`.execute(db)
}

export async function countHouse(db: Db): Promise<{ everyone: number; buyers: number; returned: number; firstDay: string | null }> {
  const found = await sql<{ everyone: number; buyers: number; returned: number; first_day: string | null }>`
    select (select count(*) from customer) as everyone, count(*) as buyers, count(second_day) as returned, min(first_day) as first_day
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

/** Who came again so many spans after that of the first day; spans are of so many months. */
export async function cohortCells(db: Db, spanMonths: 1 | 3): Promise<CohortCell[]> {
  const first = sql`${sql.raw(month('first_day'))} / ${sql.lit(spanMonths)}`
  const found = await sql<{ span: number; since: number; customers: number }>`
    select ${first} as span, (${sql.raw(month('first_day'))} + m) / ${sql.lit(spanMonths)} - ${first} as since,
      count(${sql.raw(spanMonths === 1 ? '*' : 'distinct customer_id')}) as customers
    from insight_customer, unnest(months) as m group by 1, 2`.execute(db)
  return found.rows.map(({ span, ...cell }) => ({ month: span * spanMonths, ...cell }))
}

/** Bought so many quarters after the one of the first day. */
export const cameInQuarter = (since: number) => sql`exists (select from unnest(months) as m
  where (${sql.raw(month('first_day'))} + m) / 3 - ${sql.raw(month('first_day'))} / 3 = ${since}::int)`

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

/** What was bought in a span in a currency, less what went back, and by customers on a later day than their first. */
export async function revenueOf(db: Db, { since, until }: Span, currency: string): Promise<Revenue> {
  const found = await sql<{ minor: number; returning_minor: number }>`
    select coalesce(sum(d.total - d.refunds), 0) as minor,
      coalesce(sum(d.total - d.refunds) filter (where d.day > i.first_day), 0) as returning_minor
    from customer_day d join insight_customer i using (customer_id)
    where d.day between ${since}::date and ${until}::date and d.currency = ${currency}`.execute(db)
  const row = found.rows[0]
  return { minor: row?.minor ?? 0, returningMinor: row?.returning_minor ?? 0 }
}

/** Who bought since a day, and on a later day than their first. */
export async function countReturning(db: Db, since: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*) as count from insight_customer where ${returnedSince(since)}`.execute(db)
  return found.rows[0]?.count ?? 0
}

export const returnedSince = (since: string) => sql`last_day >= ${since}::date and last_day > first_day`

/** Who was won in some whole months, and who of those before came in them. */
export async function wonAndKept(db: Db, { since, until }: Span, isLast: boolean): Promise<{ won: number; kept: number }> {
  const found = await sql<{ won: number; kept: number }>`
    select (select count(*) from insight_customer where first_day between ${since}::date and ${until}::date) as won,
      (select count(*) from insight_customer where ${keptIn(since, isLast ? null : until)}) as kept`.execute(db)
  return found.rows[0] ?? { won: 0, kept: 0 }
}

/** First came before some whole months and bought in them; `until` null: in months that reach to the last day there is, which its index tells. */
export const keptIn = (since: string, until: string | null) => {
  const cameBack = sql`first_day < ${since}::date and last_day >= ${since}::date`
  if (until === null) return cameBack
  return sql`${cameBack} and exists (select from unnest(months) as m
    where m between ${monthOf(since)} - ${sql.raw(month('first_day'))} and ${monthOf(until)} - ${sql.raw(month('first_day'))})`
}

const monthOf = (day: string) => sql`(${Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1})::int`

/** What went through each channel by month, and by the month in which its buyers first came; all months before `since` are one. */
export async function channelCells(
  db: Db,
  { since, until }: Span,
  currency: string,
): Promise<{ month: number; firstMonth: number; channel: string; minor: number; orders: number }[]> {
  const found = await sql<{ month: number; first_month: number; channel: string; minor: number; orders: number }>`
    select ${sql.raw(month('o.day'))} as month,
      greatest(${sql.raw(month('i.first_day'))}, ${monthOf(since)} - 1) as first_month,
      coalesce(b.channel, o.channel) as channel, sum(o.total) as minor, count(*) filter (where o.kind <> 'refund') as orders
    from orders o join insight_customer i using (customer_id)
    left join orders b on o.refund_of is not null and b.customer_id = o.customer_id and b.order_id = o.refund_of
    where o.day between ${since}::date and ${until}::date and o.currency = ${currency} and o.state <> 'cancelled'
      and (b.state is null or b.state <> 'cancelled') and coalesce(b.channel, o.channel) is not null
    group by 1, 2, 3`.execute(db)
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

/** What a customer's value did within a year, as one of five parts of the bridge; each customer with a value is in exactly one. */
export const bridgePart = sql`case when clv_before_minor is null then 'won' when clv_minor > clv_before_minor then 'grown'
  when clv_minor = clv_before_minor then 'same' when state = 'lost' then 'lost' else 'shrunk' end`

export async function bridgeSums(db: Db): Promise<{ part: BridgePart; customers: number; minor: number; beforeMinor: number }[]> {
  const found = await sql<{ part: BridgePart; customers: number; minor: number; before_minor: number }>`select ${bridgePart} as part,
      count(*) as customers, coalesce(sum(clv_minor), 0) as minor, coalesce(sum(clv_before_minor), 0) as before_minor
    from insight_customer where clv_minor is not null group by 1`.execute(db)
  return found.rows.map((row) => ({ part: row.part, customers: row.customers, minor: row.minor, beforeMinor: row.before_minor }))
}
