import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Direction, Level, PromiseEvent, Stage, Team } from './promise.ts'
import './tables.ts'

/** What the clock moves, many promises at a time; each question is answered by an index that holds only those. */

type Key = { customer_id: string; promise_id: string; is_sample: boolean }

export type Risky = Key

/** Open promises whose moment of risk has passed, held until the transaction ends; those in somebody's hands come with the next minute. */
export const riskyQuery = (now: Date, limit: number) => sql<Risky>`select customer_id, promise_id, is_sample from promise
  where look_at <= ${now} and state = 'open' and stage = 'due' and not is_paused and at_risk_at <= ${now}
  order by look_at limit ${limit} for update skip locked`

export const risky = async (db: Db, now: Date, limit: number): Promise<Risky[]> => (await riskyQuery(now, limit).execute(db)).rows

export type Missed = Key & {
  direction: Direction
  slips: number
  draft_id: string | null
  draft_number: number | null
  last_number: number | null
}

/** Open promises whose due has passed, with the draft of a slip that waits for each. */
export const missedQuery = (now: Date, limit: number) => sql<Missed>`select p.customer_id, p.promise_id, p.is_sample, p.direction, p.slips,
    draft.slip_id as draft_id, draft.number as draft_number,
    (select max(s.number) from promise_slip s where s.customer_id = p.customer_id and s.promise_id = p.promise_id) as last_number
  from (select * from promise where look_at < ${now} and state = 'open' and not is_missed and not is_paused and promised_due < ${now}
    order by look_at limit ${limit} for update skip locked) p
  left join lateral (select s.slip_id, s.number from promise_slip s where s.customer_id = p.customer_id and s.promise_id = p.promise_id
    and s.declared_at is null and s.told_at is null order by s.number desc limit 1) draft on true`

export const missed = async (db: Db, now: Date, limit: number): Promise<Missed[]> => (await missedQuery(now, limit).execute(db)).rows

export type Waking = Key & {
  stage: Stage
  at_risk_at: Date | null
  is_paused: boolean
  level: number
  levels: unknown
  holder_id: string | null
  team: Team | null
}

/** Open promises of which a level has been reached. */
export const wakingQuery = (
  now: Date,
  limit: number,
) => sql<Waking>`select customer_id, promise_id, is_sample, stage, at_risk_at, is_paused, level,
    levels, holder_id, team
  from promise where look_at <= ${now} and state = 'open' and next_level_at <= ${now} order by look_at limit ${limit} for update skip locked`

export const waking = async (db: Db, now: Date, limit: number): Promise<Waking[]> => (await wakingQuery(now, limit).execute(db)).rows

export type Happened = { key: Key; event: Pick<PromiseEvent, 'id' | 'kind' | 'payload'> }

/** Writes events of many promises at once. */
export async function addEventsOfMany(db: Db, happened: readonly Happened[], at: Date): Promise<void> {
  if (happened.length === 0) return
  const rows = happened.map(({ key, event }) => ({ ...key, event_id: event.id, kind: event.kind, payload: event.payload }))
  await sql`insert into promise_event (customer_id, promise_id, event_id, at, kind, payload, first_customer_id, is_sample)
    select customer_id, promise_id, event_id, ${at}, kind, payload, customer_id, is_sample
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as new (customer_id uuid, promise_id uuid, event_id uuid, kind text, payload jsonb, is_sample boolean)`.execute(db)
}

export async function putAtRisk(db: Db, keys: readonly Key[]): Promise<void> {
  await sql`update promise p set stage = 'risk' from json_to_recordset(${JSON.stringify(keys)}::json) as new (customer_id uuid, promise_id uuid)
    where p.customer_id = new.customer_id and p.promise_id = new.promise_id`.execute(db)
}

export type Opened = Key & { slip_id: string; number: number; is_draft: boolean }

/** Opens the slips of promises that were missed, each with the draft that waited for it. */
export async function openSlips(db: Db, opened: readonly Opened[], now: Date): Promise<void> {
  const rows = JSON.stringify(opened)
  const columns = sql`(customer_id uuid, promise_id uuid, slip_id uuid, number int, is_draft boolean, is_sample boolean)`
  await sql`update promise_slip s set declared_at = ${now}, at = ${now}, is_foreseen = false
    from json_to_recordset(${rows}::json) as new ${columns}
    where new.is_draft and s.customer_id = new.customer_id and s.promise_id = new.promise_id and s.slip_id = new.slip_id`.execute(db)
  await sql`insert into promise_slip (customer_id, promise_id, slip_id, number, at, is_foreseen, declared_at, first_customer_id, is_sample)
    select customer_id, promise_id, slip_id, number, ${now}, false, ${now}, customer_id, is_sample
    from json_to_recordset(${rows}::json) as new ${columns} where not is_draft`.execute(db)
  await sql`update promise p set stage = 'slipped', is_missed = true, slip_id = new.slip_id, slips = greatest(p.slips, new.number)
    from json_to_recordset(${rows}::json) as new ${columns}
    where p.customer_id = new.customer_id and p.promise_id = new.promise_id`.execute(db)
}

export type Woken = Key & { level: number; next_level_at: string | null; stage: Stage }

export async function keepLevels(db: Db, woken: readonly Woken[]): Promise<void> {
  await sql`update promise p set level = new.level, next_level_at = new.next_level_at, stage = new.stage
    from json_to_recordset(${JSON.stringify(woken)}::json)
      as new (customer_id uuid, promise_id uuid, level smallint, next_level_at timestamptz, stage text)
    where p.customer_id = new.customer_id and p.promise_id = new.promise_id`.execute(db)
}

/** Of these promises, those that others rest on. */
export async function neededAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`select id from unnest(${ids}::uuid[]) as one (id)
    where exists (select from promise_need n where n.needs_id = one.id)`.execute(db)
  return found.rows.map(({ id }) => id)
}

export const readLevels = (levels: unknown): Level[] => (Array.isArray(levels) ? (levels as Level[]) : [])
