import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Dimension, InsightDay } from './figures.ts'
import { daysOfMonths, judgedFirstVisits, type ListKey, monthCount, monthsBefore, periodBefore, RETURN_WITHIN } from './rules.ts'
import { bridgePart, cameInQuarter, keptIn, returnedSince, stoodBefore } from './snapshot-store.ts'
import './tables.ts'

/** Customers behind the figures: the same rows of `insight_customer` that the figures were counted from. */

export type Behind = { customerId: string; firstDay: string; lastDay: string; days: number; state: string | null; clvMinor: number | null }

const columns: Record<Dimension, RawBuilder<unknown>> = {
  kind: sql`first_kind`,
  channel: sql`first_channel`,
  feeling: sql`first_feeling`,
  'heard-from': sql`heard_from`,
}

const firstBetween = (since: string, until: string) => sql`first_day between ${since}::date and ${until}::date`
const cameAgain = sql`second_day <= first_day + ${RETURN_WITHIN}::int`

const cohortOf = (month: string, months: 1 | 3) =>
  sql`first_day >= ${`${month}-01`}::date and first_day < (${`${month}-01`}::date + interval '1 month' * ${months}::int)::date`

const hasCome = (month: string, since: number, day: string): boolean => monthCount(`${month}-01`) + since <= monthCount(day)

/** What a list asks of a row. Undefined: the day's figures have no such list. */
function conditionOf(key: ListKey, { day, figures }: InsightDay): RawBuilder<unknown> | undefined {
  switch (key.of) {
    case 'buyers':
      return sql`true`
    case 'returned':
      return sql`second_day is not null`
    case 'valued':
      return sql`clv_minor is not null`
    case 'valued-before':
      return sql`clv_minor is not null and clv_before_minor is not null`
    case 'state':
      return sql`state = ${key.state}`
    case 'entered':
      return sql`state = ${key.state} and ${stoodBefore(key.period)} is distinct from ${key.state}`
    case 'left':
      return sql`state <> ${key.state} and ${stoodBefore(key.period)} = ${key.state}`
    case 'flow':
      return sql`state = ${key.to} and ${stoodBefore(key.period)} is not distinct from ${key.from}::text`
    case 'bridge':
      return sql`clv_minor is not null and ${bridgePart} = ${key.part}`
    case 'cohort':
      return hasCome(key.month, key.since, day) ? sql`${cohortOf(key.month, 1)} and ${key.since}::smallint = any(months)` : undefined
    case 'quarter':
      return hasCome(key.month, key.since * 3, day) ? sql`${cohortOf(key.month, 3)} and ${cameInQuarter(key.since)}` : undefined
    case 'retention': {
      if (!figures.retention) return undefined
      const { until } = figures.retention
      return sql`first_day <= ${until}::date and least(last_day, ${until}::date) - first_day >= ${daysOfMonths(key.months)}::int`
    }
    case 'repeat':
    case 'repeat-of': {
      const { since, until } = judgedFirstVisits(day)
      return key.of === 'repeat' ? sql`${firstBetween(since, until)} and ${cameAgain}` : firstBetween(since, until)
    }
    case 'revenue':
      return returnedSince(periodBefore(day, key.period).since)
    case 'won':
    case 'kept': {
      const { since, until } = monthsBefore(day, key.period)
      return key.of === 'won' ? firstBetween(since, until) : keptIn(since, null)
    }
    case 'impression':
    case 'impression-of': {
      const { since, until } = judgedFirstVisits(day)
      const group = sql`${firstBetween(since, until)} and ${columns[key.dimension]} is not distinct from ${key.value}::text`
      return key.of === 'impression' ? sql`${group} and ${cameAgain}` : group
    }
  }
}

type Row = { customer_id: string; first_day: string; last_day: string; days: number; state: string | null; clv_minor: number | null }

const toBehind = (row: Row): Behind => ({
  customerId: row.customer_id,
  firstDay: row.first_day,
  lastDay: row.last_day,
  days: row.days,
  state: row.state,
  clvMinor: row.clv_minor,
})

/** A window of a list, the last purchase first, and how many it has in all. */
export async function listBehind(
  db: Db,
  key: ListKey,
  day: InsightDay,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ count: number; rows: Behind[] } | undefined> {
  const condition = conditionOf(key, day)
  if (!condition) return undefined
  const [counted, found] = await Promise.all([
    sql<{ count: number }>`select count(*) as count from insight_customer where ${condition}`.execute(db),
    sql<Row>`select customer_id, first_day, last_day, days, state, clv_minor
      from insight_customer where ${condition} order by last_day desc, customer_id desc limit ${limit} offset ${offset}`.execute(db),
  ])
  return {
    count: counted.rows[0]?.count ?? 0,
    rows: found.rows.map(toBehind),
  }
}
