import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import { mapFeeds } from './contract.ts'
import type { Phase, Sort, Stop } from './stop.ts'
import './tables.ts'

const toStop = (row: Selectable<Schema['map_stop']>): Stop => ({
  id: row.stop_id,
  key: row.key,
  phase: row.phase as Phase,
  rank: row.rank,
  nameVi: row.name_vi,
  nameEn: row.name_en,
  icon: row.icon,
  team: row.team,
  feeds: mapFeeds.parse(row.feeds),
  promiseKinds: row.promise_kinds,
  isRetired: row.is_retired,
  isSample: row.is_sample,
  version: row.version,
})

export async function listStops(db: Db): Promise<Stop[]> {
  return (await db.selectFrom('map_stop').selectAll().execute()).map(toStop)
}

/** One change of the way at a time, until the transaction ends: ranks lie between each other. */
export const holdMap = async (db: Db): Promise<void> => void (await sql`select pg_advisory_xact_lock(7310040)`.execute(db))

const rowOf = (stop: Stop) => ({
  key: stop.key,
  phase: stop.phase,
  rank: stop.rank,
  name_vi: stop.nameVi,
  name_en: stop.nameEn,
  icon: stop.icon,
  team: stop.team,
  feeds: JSON.stringify(stop.feeds),
  promise_kinds: stop.promiseKinds,
  is_retired: stop.isRetired,
  is_sample: stop.isSample,
})

/** Adds a stop; one whose key is taken is left as it is. */
export async function addStop(db: Db, stop: Stop): Promise<boolean> {
  const done = await db
    .insertInto('map_stop')
    .values({ stop_id: stop.id, ...rowOf(stop) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Keeps a stop as it stood at its version; false where it was changed since. */
export async function keepStop(db: Db, stop: Stop): Promise<boolean> {
  const done = await db
    .updateTable('map_stop')
    .set({ ...rowOf(stop), version: stop.version + 1 })
    .where('stop_id', '=', stop.id)
    .where('version', '=', stop.version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Those of these that the sample brought are the house's from now on. */
export async function keepLent(db: Db, keys: readonly string[]): Promise<void> {
  await sql`update map_stop set is_sample = false where key = any(${keys}::text[]) and is_sample`.execute(db)
}

/** Takes away those of these that nobody made their own. */
export async function removeUntouchedStops(db: Db, keys: readonly string[]): Promise<void> {
  await sql`delete from map_stop where key = any(${keys}::text[]) and version = 1`.execute(db)
}

// --- How often ---------------------------------------------------------------------------------------------------------

/** A stay may have begun so long before it ends. */
const LONGEST_STAY = 60

/** The lines of some days by their sort, read by the blocks in which those days lie. */
export const countQuery = ({ since, until, zone }: { since: string; until: string; zone: string }) => sql`with found as (
    select (at at time zone ${zone})::date as day, kind, coalesce(case when kind = 'order' then details->>'type' end, '') as type,
      case when kind = 'order' then (details->>'endsOn')::date end as ends_on, coalesce(channel, '') as channel, feeling
    from touchpoint
    where at >= ((${since}::date - ${sql.lit(LONGEST_STAY)}::int)::timestamp at time zone ${zone})
      and at < ((${until}::date + 1)::timestamp at time zone ${zone})
      and (kind <> 'order' or (details->>'state' <> 'cancelled' and details->>'type' <> 'refund'))
  ), moments as (
    select day, kind, type, 'begins' as moment, channel, feeling from found where day >= ${since}::date
    union all
    select ends_on, kind, type, 'ends', channel, feeling from found where ends_on between ${since}::date and ${until}::date
  )
  select day, kind, type, moment, channel, count(*)::int as lines, (count(*) filter (where feeling = 'unhappy'))::int as unhappy
  from moments group by 1, 2, 3, 4, 5`

/** Counts these days anew. What is ahead is not counted: it has not happened. */
export async function countDays(db: Db, span: { since: string; until: string; zone: string }, now: Date): Promise<void> {
  for (const setting of ['statement_timeout = 0', 'jit = off', 'max_parallel_workers_per_gather = 0'])
    await sql`set local ${sql.raw(setting)}`.execute(db)
  await sql`delete from line_day`.execute(db)
  await sql`insert into line_day (day, kind, type, moment, channel, lines, unhappy) ${countQuery(span)}`.execute(db)
  await sql`insert into line_count (counted_at, since) values (${now}, ${span.since}::date)
    on conflict ("only") do update set counted_at = excluded.counted_at, since = excluded.since`.execute(db)
}

export async function countedAt(db: Db): Promise<Date | null> {
  const found = await sql<{ counted_at: Date }>`select counted_at from line_count`.execute(db)
  return found.rows[0]?.counted_at ?? null
}

export type Counted = Sort & { lines90: number; lines365: number; unhappy365: number }

/** The sums of a year and of its last days by sort: one range of the counted days. */
export const sumsQuery = ({ since365, since90, until }: { since365: string; since90: string; until: string }) => sql<{
  kind: string
  type: string
  moment: Sort['moment']
  channel: string
  lines_90: number
  lines_365: number
  unhappy_365: number
}>`select kind, type, moment, channel, coalesce(sum(lines) filter (where day >= ${since90}::date), 0)::int as lines_90,
    sum(lines)::int as lines_365, sum(unhappy)::int as unhappy_365
  from line_day where day between ${since365}::date and ${until}::date group by 1, 2, 3, 4`

export async function sumsOf(db: Db, spans: { since365: string; since90: string; until: string }): Promise<Counted[]> {
  return (await sumsQuery(spans).execute(db)).rows.map(({ lines_90, lines_365, unhappy_365, ...sort }) => ({
    ...sort,
    lines90: lines_90,
    lines365: lines_365,
    unhappy365: unhappy_365,
  }))
}

// --- Lines of stops ----------------------------------------------------------------------------------------------------

/** A line as a stop sees it. */
export type StopLine = Sort & { customerId: string; id: string; at: Date; feeling: string | null; endsOn: string | null }

type LineRow = {
  customer_id: string
  touchpoint_id: string
  at: Date
  kind: string
  type: string
  channel: string
  feeling: string | null
  ends_on: string | null
}

const lineColumns = sql`t.customer_id, t.touchpoint_id, t.at, t.kind, coalesce(case when t.kind = 'order' then t.details->>'type' end, '') as type,
  coalesce(t.channel, '') as channel, t.feeling, case when t.kind = 'order' then t.details->>'endsOn' end as ends_on`
const stands = sql`(t.kind <> 'order' or (t.details->>'state' <> 'cancelled' and t.details->>'type' <> 'refund'))`

const toLine = (row: LineRow): StopLine => ({
  customerId: row.customer_id,
  id: row.touchpoint_id,
  at: row.at,
  kind: row.kind,
  type: row.type,
  moment: 'begins',
  channel: row.channel,
  feeling: row.feeling,
  endsOn: row.ends_on,
})

/** The lines of some kinds between two moments, the oldest first. */
export async function linesBetween(db: Db, kinds: readonly string[], from: Date, until: Date, limit: number): Promise<StopLine[]> {
  const found = await sql<LineRow>`select ${lineColumns} from touchpoint t
    where t.at >= ${from} and t.at <= ${until} and t.kind = any(${kinds}::text[]) and ${stands} order by t.at limit ${limit}`.execute(db)
  return found.rows.map(toLine)
}

type Around = { customerId: string; from: Date; until: Date }

export const aroundQuery = (anchors: readonly Around[]) => sql<LineRow>`select ${lineColumns}
  from unnest(${anchors.map(({ customerId }) => customerId)}::uuid[], ${anchors.map(({ from }) => from)}::timestamptz[],
    ${anchors.map(({ until }) => until)}::timestamptz[]) as a (customer_id, since, until)
  join touchpoint t on t.customer_id = a.customer_id and t.at >= a.since and t.at <= a.until
  where ${stands}`

/** Each customer's lines around a day of theirs, by the key. */
export const linesAround = async (db: Db, anchors: readonly Around[]): Promise<StopLine[]> =>
  (await aroundQuery(anchors).execute(db)).rows.map(toLine)

/** The last lines of a customer before now, newest first. */
export async function lastLines(db: Db, customerId: string, now: Date, limit: number): Promise<StopLine[]> {
  const found = await sql<LineRow>`select ${lineColumns} from touchpoint t
    where t.customer_id = ${customerId}::uuid and t.at <= ${now} and ${stands} order by t.at desc limit ${limit}`.execute(db)
  return found.rows.map(toLine)
}
