import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { NotedDay } from '../../values/yearly-days.ts'
import './tables.ts'

/** The days of a year, counted: how many have one, and who. Days in memory of somebody are known and never greeted, so that they are not among them. */

export type CountedDay = NotedDay & { n: number }

type Row = { calendar: 'solar' | 'lunar'; month: number; day: number; is_leap: boolean; n: number }

/** Each from its index alone. */
export const countQueries = () => [
  sql<Row>`select 'solar' as calendar, birth_month as month, birth_day as day, false as is_leap, count(*)::int as n from customer
    where birth_month is not null and birth_day is not null group by birth_month, birth_day`,
  sql<Row>`select calendar, month, day, is_leap, count(*)::int as n from occasion
    where kind <> 'memorial' and month is not null and day is not null group by calendar, month, day, is_leap`,
]

export async function countDays(db: Db): Promise<CountedDay[]> {
  const found = await Promise.all(countQueries().map((query) => query.execute(db)))
  return found
    .flatMap(({ rows }) => rows)
    .map(({ calendar, month, day, is_leap: isLeap, n }) => ({ calendar, month, day, isLeap, n: Number(n) }))
}

/** Whose day it is: `occasionId` is null where it is the birthday of the record. */
export type OnDay = { customerId: string; occasionId: string | null }

const asked = (noted: readonly NotedDay[]) => sql`unnest(${noted.map(({ calendar }) => calendar)}::text[],
    ${noted.map(({ month }) => month)}::smallint[], ${noted.map(({ day }) => day)}::smallint[], ${noted.map(({ isLeap }) => isLeap)}::boolean[])
    as asked (calendar, month, day, is_leap)`

/** Everybody of whom one of these was noted: for each a range of an index. */
export const onDayQuery = (noted: readonly NotedDay[]) => sql<{ customer_id: string; occasion_id: string | null }>`
  select c.customer_id, null::uuid as occasion_id from ${asked(noted)}
    join customer c on asked.calendar = 'solar' and c.birth_month = asked.month and c.birth_day = asked.day
  union all
  select o.customer_id, o.occasion_id from ${asked(noted)}
    join occasion o on o.calendar = asked.calendar and o.month = asked.month and o.day = asked.day and o.is_leap = asked.is_leap
    where o.kind <> 'memorial' and o.month is not null and o.day is not null
  order by customer_id, occasion_id nulls first`

export async function onDay(db: Db, noted: readonly NotedDay[]): Promise<OnDay[]> {
  const found = await onDayQuery(noted).execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, occasionId: row.occasion_id }))
}
