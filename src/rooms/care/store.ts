import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { KeptAct } from './kept-act.ts'
import './tables.ts'

type Row = Selectable<Schema['care_act']>

const toKept = (row: Row): KeptAct => ({
  key: row.act_key,
  customerId: row.customer_id,
  state: row.state,
  until: row.until,
  outcome: row.outcome as KeptAct['outcome'],
  words: row.words,
  kept: row.kept as KeptAct['kept'],
  staffId: row.staff_id,
  staffName: row.staff_name,
  at: row.at,
  isSample: row.is_sample,
  version: row.version,
})

/** Holds an act until the transaction ends, kept already or not: of two people who end it at once, the second sees what the first did. */
export async function hold(db: Db, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 7073))`.execute(db)
}

export async function find(db: Db, key: string): Promise<KeptAct | undefined> {
  const row = await db.selectFrom('care_act').selectAll().where('act_key', '=', key).executeTakeFirst()
  return row && toKept(row)
}

/** What became of these acts, by key. */
export async function findAll(db: Db, keys: readonly string[]): Promise<Map<string, KeptAct>> {
  if (keys.length === 0) return new Map()
  const found = await sql<Row>`select * from care_act where act_key = any(${keys}::text[])`.execute(db)
  return new Map(found.rows.map((row) => [row.act_key, toKept(row)]))
}

/** Acts that rest: put off or refused beyond that day, or done since `since`. */
export const restingQuery = (day: string, since: Date) => sql<{ act_key: string }>`select act_key from care_act where until > ${day}::date
  union select act_key from care_act where at >= ${since} and state = 'done'`

export async function resting(db: Db, day: string, since: Date): Promise<Set<string>> {
  const found = await restingQuery(day, since).execute(db)
  return new Set(found.rows.map(({ act_key }) => act_key))
}

/** What somebody ended since an instant, the newest first. */
export const endedQuery = (staffId: string, since: Date) => sql<Row>`select * from care_act
  where at >= ${since} and staff_id = ${staffId}::uuid and outcome is not null order by at desc, act_key limit 100`

export async function endedBy(db: Db, staffId: string, since: Date): Promise<KeptAct[]> {
  return (await endedQuery(staffId, since).execute(db)).rows.map(toKept)
}

/** Keeps what became of an act; answers its version. */
export async function keep(db: Db, act: Omit<KeptAct, 'version'>): Promise<number> {
  const values = {
    customer_id: act.customerId,
    state: act.state,
    until: act.until,
    outcome: act.outcome,
    words: act.words,
    kept: JSON.stringify(act.kept),
    staff_id: act.staffId,
    staff_name: act.staffName,
    at: act.at,
    is_sample: act.isSample,
  }
  const row = await db
    .insertInto('care_act')
    .values({ act_key: act.key, ...values })
    .onConflict((conflict) => conflict.column('act_key').doUpdateSet({ ...values, version: sql<number>`care_act.version + 1` }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/** Forgets the words of acts that were touched before. Read along `care_act_at`: a tidying goes no further back than the last ones went. */
export async function forgetLooks(db: Db, before: Date): Promise<void> {
  await sql`update care_act set kept = '{}', words = null where at < ${before} and at >= ${before}::timestamptz - interval '30 days'
    and (kept <> '{}' or words is not null)`.execute(db)
}
