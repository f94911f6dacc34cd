import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Dimension, InsightDay } from './figures.ts'
import {
  countBehind,
  daysOfMonths,
  judgedFirstVisits,
  type ListKey,
  monthCount,
  monthsBefore,
  periodBefore,
  RETURN_WITHIN,
} from './rules.ts'
import { cameWithin, keptIn, returnedSince, stoodBefore } from './snapshot-store.ts'
import './tables.ts'

/** Customers behind the figures: the same rows of `insight_customer` that the figures were counted from. */

export type Behind = {
  customerId: string
  firstDay: string | null
  lastDay: string | null
  days: number
  state: string | null
  clvMinor: number | null
}

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

/** What a list asks of a row. */
function conditionOf(key: ListKey, { day, figures }: InsightDay): RawBuilder<unknown> {
  switch (key.of) {
    case 'everyone':
      return sql`true`
    case 'never':
      return sql`first_day is null`
    case 'buyers':
      return sql`last_day is not null`
    case 'returned':
      return sql`second_day is not null`
    case 'valued':
      return sql`bridge is not null`
    case 'valued-before':
      return sql`bridge <> 'won'`
    case 'state':
      return sql`state = ${key.state}`
    case 'entered':
      return sql`state = ${key.state} and ${stoodBefore(key.period)} is distinct from ${key.state}`
    case 'left':
      return sql`state <> ${key.state} and ${stoodBefore(key.period)} = ${key.state}`
    case 'stood':
      return sql`state is not null and ${stoodBefore(key.period)} = ${key.state}`
    case 'flow':
      return sql`state = ${key.to} and ${stoodBefore(key.period)} ${key.from === null ? sql`is null` : sql`= ${key.from}`}`
    case 'bridge':
      return sql`bridge = ${key.part}`
    case 'cohort': {
      const month = monthCount(`${key.month}-01`) + key.since
      return sql`${cohortOf(key.month, 1)} and ${cameWithin(month, month)}`
    }
    case 'quarter': {
      const month = monthCount(`${key.month}-01`) + key.since * 3
      return sql`${cohortOf(key.month, 3)} and ${cameWithin(month, month + 2)}`
    }
    case 'retention': {
      const until = figures.retention?.until ?? day
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
      return key.of === 'won' ? firstBetween(since, until) : keptIn(since, until)
    }
    case 'impression':
    case 'impression-of': {
      const { since, until } = judgedFirstVisits(day)
      const group = sql`${firstBetween(since, until)} and ${columns[key.dimension]} is not distinct from ${key.value}::text`
      return key.of === 'impression' ? sql`${group} and ${cameAgain}` : group
    }
  }
}

type Row = {
  customer_id: string
  first_day: string | null
  last_day: string | null
  days: number
  state: string | null
  clv_minor: number | null
}

const toBehind = (row: Row): Behind => ({
  customerId: row.customer_id,
  firstDay: row.first_day,
  lastDay: row.last_day,
  days: row.days,
  state: row.state,
  clvMinor: row.clv_minor,
})

/** One list in this many of those it is looked for among is taken whole and sorted; a longer one is walked by the last purchase. */
const FEW = 20

/**
 * Whether a list is so short that it is taken whole. Who came from one state to another stands in the order of the last purchase already;
 * who entered a state is looked for among those who are in it.
 */
function isShort(key: ListKey, { figures }: InsightDay, count: number): boolean {
  if (key.of === 'flow') return false
  const among = key.of === 'entered' ? countBehind({ of: 'state', state: key.state }, figures) : figures.everyone
  return count * FEW < (among ?? figures.everyone)
}

/** Who went from one state to another stands in an index by both: named, although all are the same, so that a null is walked in order too. */
const orderOf = (key: ListKey): RawBuilder<unknown> =>
  key.of === 'flow' ? sql`before, state, last_day desc nulls last, customer_id desc` : sql`last_day desc nulls last, customer_id desc`

/** The rows of a window. How many there are is known, so that the way to them needs no guess of the planner's. */
export function behindQuery(key: ListKey, day: InsightDay, { offset, limit, count }: { offset: number; limit: number; count: number }) {
  const before = key.of === 'flow' ? stoodBefore(key.period) : sql`null::text`
  return sql<Row>`with found as ${sql.raw(isShort(key, day, count) ? 'materialized' : 'not materialized')} (
      select customer_id, first_day, last_day, days, state, ${before} as before from insight_customer where ${conditionOf(key, day)}
    ), shown as (
      select customer_id, first_day, last_day, days, state from found order by ${orderOf(key)} limit ${limit} offset ${offset}
    )
    select s.*, l.clv_minor from shown s left join customer_loyalty l using (customer_id) order by s.last_day desc nulls last, s.customer_id desc`
}

/** A window of a list, the last purchase first; how many it has in all is what the figure counted. Values are those of now. */
export async function listBehind(
  db: Db,
  key: ListKey,
  day: InsightDay,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ count: number; rows: Behind[] } | undefined> {
  const count = countBehind(key, day.figures)
  if (count === undefined) return undefined
  const found = count > 0 ? (await behindQuery(key, day, { offset, limit, count }).execute(db)).rows : []
  return { count, rows: found.map(toBehind) }
}
