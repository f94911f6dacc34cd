import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Arrow } from './chain-rules.ts'
import type { Need, PromiseEvent, ServicePromise, Stage } from './promise.ts'
import { toPromise } from './store.ts'
import './tables.ts'

/** One change of what rests on what at a time: whether arrows go round in a circle only the whole can tell. */
export async function holdChains(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('promises.chains'))`.execute(db)
}

/** Holds chains together with others that do not change what rests on what: nobody moves one meanwhile. */
export async function holdChainsTogether(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtext('promises.chains'))`.execute(db)
}

/** Whether anything rests on a promise, or it on anything. */
export async function isLinked(db: Db, promiseId: string): Promise<boolean> {
  const found = await sql<{ is_linked: boolean }>`select exists (select from promise_need where needs_id = ${promiseId}::uuid)
    or exists (select from promise p join promise_need n on n.customer_id = p.customer_id and n.promise_id = p.promise_id
      where p.promise_id = ${promiseId}::uuid) as is_linked`.execute(db)
  return found.rows[0]?.is_linked ?? false
}

/** Says that one rests on another; answers false where it did already. */
export async function addNeed(db: Db, need: Need): Promise<boolean> {
  const done = await db
    .insertInto('promise_need')
    .values({
      customer_id: need.customerId,
      promise_id: need.promiseId,
      needs_customer_id: need.needsCustomerId,
      needs_id: need.needsId,
      lead_seconds: need.leadSeconds,
      calendar_id: need.calendarId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['customer_id', 'promise_id', 'needs_id'])
        .doUpdateSet({ lead_seconds: need.leadSeconds, calendar_id: need.calendarId }),
    )
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export async function removeNeed(db: Db, { customerId, id }: Pick<ServicePromise, 'customerId' | 'id'>, needsId: string): Promise<boolean> {
  const done = await db
    .deleteFrom('promise_need')
    .where('customer_id', '=', customerId)
    .where('promise_id', '=', id)
    .where('needs_id', '=', needsId)
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}

/** Whether `soughtId` is among all that `startId` rests on, however many steps away, or is it itself. */
export async function restsOn(db: Db, startId: string, soughtId: string): Promise<boolean> {
  const found = await sql<{ is_among: boolean }>`with recursive below (id, customer_id) as (
      select promise_id, customer_id from promise where promise_id = ${startId}::uuid
      union
      select n.needs_id, n.needs_customer_id from below join promise_need n on n.customer_id = below.customer_id and n.promise_id = below.id)
    select exists (select from below where id = ${soughtId}::uuid) as is_among`.execute(db)
  return found.rows[0]?.is_among ?? false
}

/** All that rests on these promises, however many steps away, these left out: walked along the index by what is needed. */
export const dependantsQuery = (rootIds: readonly string[]) => sql<{ promise_id: string }>`with recursive above (id) as (
    select n.promise_id from promise_need n where n.needs_id = any(${rootIds}::uuid[])
    union
    select n.promise_id from above join promise_need n on n.needs_id = above.id)
  select id as promise_id from above`

/** The open ones of those that rest on these, held until the transaction ends in the order of their ids. */
export async function holdDependants(db: Db, rootIds: readonly string[]): Promise<ServicePromise[]> {
  const above = (await dependantsQuery(rootIds).execute(db)).rows.map((row) => row.promise_id)
  return holdOpen(db, above)
}

/** Those of these promises that are open, held until the transaction ends. */
export async function holdOpen(db: Db, ids: readonly string[]): Promise<ServicePromise[]> {
  if (ids.length === 0) return []
  const found = await sql<Selectable<Schema['promise']>>`select * from promise where promise_id = any(${ids}::uuid[]) and state = 'open'
    order by promise_id for update`.execute(db)
  return found.rows.map(toPromise)
}

type ArrowRow = Arrow & { needs: ServicePromise }

/** What these promises rest on, with each as it stands. */
export async function needsOf(db: Db, promises: readonly Pick<ServicePromise, 'customerId' | 'id'>[]): Promise<ArrowRow[]> {
  const found = await sql<Selectable<Schema['promise']> & { from_id: string; lead_seconds: number; by_calendar: string | null }>`
    select needed.*, n.promise_id as from_id, n.lead_seconds, n.calendar_id as by_calendar
    from unnest(${promises.map(({ customerId }) => customerId)}::uuid[], ${promises.map(({ id }) => id)}::uuid[]) as one (customer_id, promise_id)
    join promise_need n on n.customer_id = one.customer_id and n.promise_id = one.promise_id
    join promise needed on needed.customer_id = n.needs_customer_id and needed.promise_id = n.needs_id`.execute(db)
  return found.rows.map((row) => ({
    promiseId: row.from_id,
    needsId: row.promise_id,
    leadSeconds: row.lead_seconds,
    calendarId: row.by_calendar,
    needs: toPromise(row),
  }))
}

export type Forecast = { promise: ServicePromise; forecast: Date | null; isUnsure: boolean; stage: Stage; event: PromiseEvent }

/** Writes new forecasts of many promises at once, each with its event. */
export async function keepForecasts(db: Db, forecasts: readonly Forecast[]): Promise<void> {
  if (forecasts.length === 0) return
  const customers = forecasts.map(({ promise }) => promise.customerId)
  const ids = forecasts.map(({ promise }) => promise.id)
  await sql`update promise p set forecast = new.forecast, rests_unsure = new.is_unsure, stage = new.stage
    from unnest(${customers}::uuid[], ${ids}::uuid[], ${forecasts.map(({ forecast }) => forecast?.toISOString() ?? null)}::timestamptz[],
      ${forecasts.map(({ isUnsure }) => isUnsure)}::boolean[], ${forecasts.map(({ stage }) => stage)}::text[])
      as new (customer_id, promise_id, forecast, is_unsure, stage)
    where p.customer_id = new.customer_id and p.promise_id = new.promise_id`.execute(db)
  await sql`insert into promise_event (customer_id, promise_id, event_id, at, kind, payload, first_customer_id, is_sample)
    select new.customer_id, new.promise_id, new.event_id, new.at, 'forecast', new.payload, new.customer_id, new.is_sample
    from unnest(${customers}::uuid[], ${ids}::uuid[], ${forecasts.map(({ event }) => event.id)}::uuid[],
      ${forecasts.map(({ event }) => event.at.toISOString())}::timestamptz[],
      ${forecasts.map(({ event }) => JSON.stringify(event.payload))}::jsonb[], ${forecasts.map(({ promise }) => promise.isSample)}::boolean[])
      as new (customer_id, promise_id, event_id, at, payload, is_sample)`.execute(db)
}

// --- Shown -----------------------------------------------------------------------------------------------------------------

/** Of promises that are held up by others: whose promise keeps each of them longest, by promise. */
export async function becauseOf(db: Db, held: readonly Pick<ServicePromise, 'customerId' | 'id'>[]): Promise<Map<string, string>> {
  if (held.length === 0) return new Map()
  const found = await sql<{
    promise_id: string
    because: string
  }>`select distinct on (n.promise_id) n.promise_id, needed.customer_id as because
    from unnest(${held.map(({ customerId }) => customerId)}::uuid[], ${held.map(({ id }) => id)}::uuid[]) as one (customer_id, promise_id)
    join promise_need n on n.customer_id = one.customer_id and n.promise_id = one.promise_id
    join promise needed on needed.customer_id = n.needs_customer_id and needed.promise_id = n.needs_id
    where needed.state in ('open', 'broken')
    order by n.promise_id, (needed.state = 'broken' or needed.is_missed or needed.rests_unsure) desc,
      greatest(needed.forecast, needed.promised_due) + make_interval(secs => n.lead_seconds) desc nulls last, n.needs_id`.execute(db)
  return new Map(found.rows.map((row) => [row.promise_id, row.because]))
}

export type Link = { promise: ServicePromise; leadSeconds: number; step: number; from: string; to: string }

const MOST_STEPS = 12
const MOST_LINKS = 200

/** What a promise rests on and what rests on it, the nearest steps first. An arrow goes from what is needed to what rests on it. */
export async function linksAround(db: Db, { customerId, id }: Pick<ServicePromise, 'customerId' | 'id'>): Promise<Link[]> {
  const found = await sql<Selectable<Schema['promise']> & { lead_seconds: number; step: number; from_id: string; to_id: string }>`
    with recursive below (id, customer_id, lead_seconds, step, from_id, to_id) as (
      select n.needs_id, n.needs_customer_id, n.lead_seconds, -1, n.needs_id, n.promise_id
        from promise_need n where n.customer_id = ${customerId}::uuid and n.promise_id = ${id}::uuid
      union
      select n.needs_id, n.needs_customer_id, n.lead_seconds, below.step - 1, n.needs_id, n.promise_id
        from below join promise_need n on n.customer_id = below.customer_id and n.promise_id = below.id where below.step > ${sql.lit(-MOST_STEPS)}),
    above (id, customer_id, lead_seconds, step, from_id, to_id) as (
      select n.promise_id, n.customer_id, n.lead_seconds, 1, n.needs_id, n.promise_id from promise_need n where n.needs_id = ${id}::uuid
      union
      select n.promise_id, n.customer_id, n.lead_seconds, above.step + 1, n.needs_id, n.promise_id
        from above join promise_need n on n.needs_id = above.id where above.step < ${sql.lit(MOST_STEPS)}),
    near as (select * from (select * from below union all select * from above) every order by abs(step), id limit ${sql.lit(MOST_LINKS)})
    select p.*, near.lead_seconds, near.step, near.from_id, near.to_id
    from near join promise p on p.customer_id = near.customer_id and p.promise_id = near.id order by near.step, p.promise_id`.execute(db)
  return found.rows.map((row) => ({
    promise: toPromise(row),
    leadSeconds: row.lead_seconds,
    step: row.step,
    from: row.from_id,
    to: row.to_id,
  }))
}
