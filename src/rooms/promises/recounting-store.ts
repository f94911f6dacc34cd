import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Inputs, PromiseKind, Stage, Target } from './promise.ts'
import './tables.ts'

/** Open promises as far as their clocks are counted, and how they are kept anew, thousands at a time. */

export type Counting = {
  customer_id: string
  promise_id: string
  is_sample: boolean
  kind: PromiseKind
  target: Target
  target_value: number | null
  cutoff: string | null
  calendar_version_id: string
  starts_at: Date
  first_due: Date | null
  promised_due: Date | null
  internal_due: Date | null
  at_risk_at: Date | null
  forecast: Date | null
  rests_unsure: boolean
  is_paused: boolean
  level: number
  levels: unknown
  stage: Stage
  inputs: Inputs
  pauses: { from: string; to: string | null }[] | null
}

/** Which promises: counted by a version of a calendar, or set by a version of a standard. */
export type Of = { column: 'calendar_version_id' | 'standard_version_id'; versionId: string }

/** From one promise's id until another's, both among them. */
export type Stretch = { from: string; until: string }

/** All of these, cut into stretches of so many, by their index alone. */
export async function stretchesToCount(db: Db, { column, versionId }: Of, each: number): Promise<Stretch[]> {
  const found = await sql<Stretch>`select min(promise_id::text) as from, max(promise_id::text) as until
    from (select promise_id, (row_number() over (order by promise_id) - 1) / ${sql.lit(each)} as stretch
      from promise where ${sql.raw(column)} = ${versionId}::uuid and state = 'open') numbered
    group by stretch order by stretch desc`.execute(db)
  return found.rows
}

/** Those of a stretch in the order of their ids, held until the transaction ends. */
export async function toCount(db: Db, { column, versionId }: Of, { from, until }: Stretch): Promise<Counting[]> {
  const found =
    await sql<Counting>`select customer_id, promise_id, is_sample, kind, target, target_value, cutoff, calendar_version_id, starts_at, first_due,
      promised_due, internal_due, at_risk_at, forecast, rests_unsure, is_paused, level, levels, stage, inputs,
      case when kind in ('delivery', 'repair', 'help', 'search') then (
        select json_agg(json_build_object('from', s.from_at, 'to', s.to_at)) from promise_pause s
        where s.customer_id = p.customer_id and s.promise_id = p.promise_id) end as pauses
    from promise p
    where ${sql.raw(column)} = ${versionId}::uuid and state = 'open' and target <> 'standing'
      and promise_id between ${from}::uuid and ${until}::uuid
    order by promise_id for update`.execute(db)
  return found.rows
}

/** How many open promises there are of these versions, as far as `most`. */
export async function countOpen(db: Db, column: Of['column'], versionIds: readonly string[], most: number): Promise<number> {
  const found = await sql<{ n: number }>`select count(*) as n from (
    select 1 from promise where ${sql.raw(column)} = any(${versionIds}::uuid[]) and state = 'open' limit ${most}) counted`.execute(db)
  return Number(found.rows[0]?.n ?? 0)
}

export type Recounted = {
  customer_id: string
  promise_id: string
  is_sample: boolean
  target: Target
  target_value: number | null
  cutoff: string | null
  /** Null where they stay as they are. */
  inputs: Inputs | null
  internal_due: string | null
  at_risk_at: string | null
  levels: unknown
  next_level_at: string | null
  stage: Stage
  calendar_version_id: string
  standard_version_id: string | null
  /** Null where nothing moved. */
  event_id: string | null
  payload: unknown
}

/** Keeps clocks that were counted anew, with an event for each that moved. `standard_version_id` null leaves it as it is. */
export async function keepCounted(db: Db, counted: readonly Recounted[], at: Date): Promise<void> {
  const columns = sql`(customer_id uuid, promise_id uuid, is_sample boolean, target text, target_value int, cutoff text, inputs jsonb,
    internal_due timestamptz, at_risk_at timestamptz, levels jsonb, next_level_at timestamptz, stage text, calendar_version_id uuid,
    standard_version_id uuid, event_id uuid, payload jsonb)`
  await sql`with new as materialized (select * from json_to_recordset(${JSON.stringify(counted)}::json) as new ${columns}),
    kept as (update promise p set target = new.target, target_value = new.target_value, cutoff = new.cutoff, inputs = coalesce(new.inputs, p.inputs),
        internal_due = new.internal_due, at_risk_at = new.at_risk_at, levels = new.levels, next_level_at = new.next_level_at,
        stage = new.stage, calendar_version_id = new.calendar_version_id,
        standard_version_id = coalesce(new.standard_version_id, p.standard_version_id)
      from new where p.customer_id = new.customer_id and p.promise_id = new.promise_id)
    insert into promise_event (customer_id, promise_id, event_id, at, kind, payload, first_customer_id, is_sample)
    select customer_id, promise_id, event_id, ${at}, 'recounted', payload, customer_id, is_sample from new where event_id is not null`.execute(
    db,
  )
}

/** Promises without a due take the new version as they are. */
export async function moveStanding(db: Db, oldVersionIds: readonly string[], versionId: string): Promise<void> {
  await sql`update promise set calendar_version_id = ${versionId}::uuid
    where calendar_version_id = any(${oldVersionIds}::uuid[]) and state = 'open' and target = 'standing'`.execute(db)
}

export async function calendarVersions(db: Db, calendarId: string): Promise<string[]> {
  const found = await sql<{
    id: string
  }>`select calendar_version_id as id from calendar_version where calendar_id = ${calendarId}::uuid`.execute(db)
  return found.rows.map(({ id }) => id)
}

export async function standardVersions(db: Db, standardId: string): Promise<string[]> {
  const found = await sql<{
    id: string
  }>`select standard_version_id as id from standard_version where standard_id = ${standardId}::uuid`.execute(db)
  return found.rows.map(({ id }) => id)
}
