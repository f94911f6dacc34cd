import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import {
  type JourneyBegins,
  type JourneyKind,
  type JourneyStep,
  type JourneyStop,
  journeyBegins,
  journeyStep,
  journeyStops,
} from './contract.ts'
import './tables.ts'

export type Journey = {
  id: string
  kind: JourneyKind
  title: string
  begins: JourneyBegins
  steps: JourneyStep[]
  stops: JourneyStop[]
  isRunning: boolean
  startedAt: Date | null
  madeBy: string | null
  madeAt: Date
  isSample: boolean
  version: number
}

const isStop = (word: string): word is JourneyStop => (journeyStops as readonly string[]).includes(word)

const toJourney = (row: Selectable<Schema['journey']>): Journey => ({
  id: row.journey_id,
  kind: row.kind,
  title: row.title,
  begins: journeyBegins.parse(row.begins),
  steps: z.array(journeyStep).parse(row.steps),
  stops: row.stops.filter(isStop),
  isRunning: row.is_running,
  startedAt: row.started_at,
  madeBy: row.made_by,
  madeAt: row.made_at,
  isSample: row.is_sample,
  version: row.version,
})

const valuesOf = (journey: Journey) => ({
  title: journey.title,
  begins: JSON.stringify(journey.begins),
  steps: JSON.stringify(journey.steps),
  stops: journey.stops,
  is_running: journey.isRunning,
  started_at: journey.startedAt,
})

export async function list(db: Db): Promise<Journey[]> {
  return (await db.selectFrom('journey').selectAll().orderBy('made_at').orderBy('journey_id').execute()).map(toJourney)
}

export async function running(db: Db): Promise<Journey[]> {
  return (await db.selectFrom('journey').selectAll().where('is_running', '=', true).orderBy('journey_id').execute()).map(toJourney)
}

export async function find(db: Db, journeyId: string): Promise<Journey | undefined> {
  const row = await db.selectFrom('journey').selectAll().where('journey_id', '=', journeyId).executeTakeFirst()
  return row && toJourney(row)
}

export async function findForUpdate(db: Db, journeyId: string): Promise<Journey | undefined> {
  const row = await db.selectFrom('journey').selectAll().where('journey_id', '=', journeyId).forUpdate().executeTakeFirst()
  return row && toJourney(row)
}

export async function add(db: Db, journey: Journey): Promise<void> {
  await db
    .insertInto('journey')
    .values({ journey_id: journey.id, kind: journey.kind, ...valuesOf(journey), made_by: journey.madeBy, made_at: journey.madeAt })
    .execute()
}

/** Keeps what changed and counts it. */
export async function keep(db: Db, journey: Journey): Promise<Journey> {
  const version = journey.version + 1
  await db
    .updateTable('journey')
    .set({ ...valuesOf(journey), version })
    .where('journey_id', '=', journey.id)
    .execute()
  return { ...journey, version }
}

export async function remove(db: Db, journeyId: string): Promise<void> {
  await db.deleteFrom('journey').where('journey_id', '=', journeyId).execute()
}

export async function wasWalked(db: Db, journeyId: string): Promise<boolean> {
  return (await sql`select 1 from journey_walk where journey_id = ${journeyId}::uuid limit 1`.execute(db)).rows.length > 0
}

// --- Walks ---------------------------------------------------------------------------------------------------------------

export type Walk = {
  id: string
  customerId: string
  journeyId: string
  beganBy: string
  beganAt: Date
  step: number
  dueAt: Date
}

/** Sets out whoever has not begun by the same already; answers how many did. */
export async function begin(db: Db, walks: readonly (Walk & { isSample: boolean })[]): Promise<number> {
  if (walks.length === 0) return 0
  const done = await db
    .insertInto('journey_walk')
    .values(
      walks.map((walk) => ({
        customer_id: walk.customerId,
        walk_id: walk.id,
        journey_id: walk.journeyId,
        began_by: walk.beganBy,
        began_at: walk.beganAt,
        step: walk.step,
        due_at: walk.dueAt,
        state: 'walking' as const,
        why: null,
        ended_at: null,
        first_customer_id: walk.customerId,
        is_sample: walk.isSample,
      })),
    )
    .onConflict((conflict) => conflict.columns(['journey_id', 'customer_id', 'began_by']).doNothing())
    .executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows ?? 0n)
}

const toWalk = (row: Selectable<Schema['journey_walk']>): Walk => ({
  id: row.walk_id,
  customerId: row.customer_id,
  journeyId: row.journey_id,
  beganBy: row.began_by,
  beganAt: row.began_at,
  step: row.step,
  dueAt: row.due_at ?? row.began_at,
})

/** The next walk that is due, held until the transaction ends; another worker takes another one. */
export async function nextDue(db: Db, now: Date): Promise<Walk | undefined> {
  const row = await db
    .selectFrom('journey_walk')
    .selectAll()
    .where('state', '=', 'walking')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && toWalk(row)
}

/** What this customer walks on just now, held. */
export async function walkingOf(db: Db, customerId: string): Promise<Walk[]> {
  const rows = await db
    .selectFrom('journey_walk')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('state', '=', 'walking')
    .forUpdate()
    .execute()
  return rows.map(toWalk)
}

export async function moveOn(db: Db, walk: Walk, place: { step: number; dueAt: Date }): Promise<void> {
  await db
    .updateTable('journey_walk')
    .set({ step: place.step, due_at: place.dueAt })
    .where('customer_id', '=', walk.customerId)
    .where('walk_id', '=', walk.id)
    .execute()
}

export async function endWalk(
  db: Db,
  walk: Walk,
  end: { state: 'done' | 'stopped'; why: string | null; step: number },
  now: Date,
): Promise<void> {
  await db
    .updateTable('journey_walk')
    .set({ state: end.state, why: end.why, step: end.step, due_at: null, ended_at: now })
    .where('customer_id', '=', walk.customerId)
    .where('walk_id', '=', walk.id)
    .execute()
}

/** Whoever is on it goes no further. */
export async function endAll(db: Db, journeyId: string, why: string, now: Date): Promise<void> {
  await db
    .updateTable('journey_walk')
    .set({ state: 'stopped', why, due_at: null, ended_at: now })
    .where('journey_id', '=', journeyId)
    .where('state', '=', 'walking')
    .execute()
}

export type LetterRow = Omit<Selectable<Schema['journey_letter']>, 'first_customer_id'>

/** Whether this step of the walk was written already. */
export async function isWritten(db: Db, walk: Walk): Promise<boolean> {
  const row = await db
    .selectFrom('journey_letter')
    .select('step')
    .where('customer_id', '=', walk.customerId)
    .where('walk_id', '=', walk.id)
    .where('step', '=', walk.step)
    .executeTakeFirst()
  return row !== undefined
}

export async function addLetter(db: Db, row: LetterRow): Promise<void> {
  await db
    .insertInto('journey_letter')
    .values({ ...row, first_customer_id: row.customer_id })
    .execute()
}

// --- What happened -------------------------------------------------------------------------------------------------------

/** What this customer did since: answered, complained, left. Buying is asked of the orders. */
export async function toldSince(
  db: Db,
  customerId: string,
  since: Date,
): Promise<{ answered: boolean; complained: boolean; left: boolean }> {
  const found = await sql<{ answered: boolean; complained: boolean; left: boolean }>`select
      exists (select from message_event where customer_id = ${customerId}::uuid and kind = 'answered' and at > ${since}) as answered,
      exists (select from message_event where customer_id = ${customerId}::uuid and kind = 'complained' and at > ${since}) as complained,
      exists (select from consent_event where customer_id = ${customerId}::uuid and act in ('withdrawn', 'objected')
        and given_by in ('customer', 'staff') and at > ${since}) as left`.execute(db)
  return found.rows[0] ?? { answered: false, complained: false, left: false }
}

type Asked = { from: Date; until: Date; customerId?: string | undefined }

/** Customers who agreed for the first time in this time, by their own act. */
export async function signUps(db: Db, { from, until, customerId }: Asked): Promise<{ customerId: string; at: Date }[]> {
  const found = await sql<{ customer_id: string; at: Date }>`select e.customer_id, min(e.at) as at from consent_event e
    where e.act = 'granted' and e.given_by = 'customer' and e.at >= ${from} and e.at <= ${until}
      and (${customerId ?? null}::uuid is null or e.customer_id = ${customerId ?? null}::uuid)
      and not exists (select from consent_event b where b.customer_id = e.customer_id and b.act = 'granted' and b.given_by = 'customer'
        and b.at < ${from})
    group by e.customer_id order by 2 limit 20000`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, at: row.at }))
}

/** Customers who said to somebody that they want nothing more; who left by their own tap had their goodbye. */
export async function leavings(db: Db, { from, until, customerId }: Asked): Promise<{ customerId: string; eventId: string; at: Date }[]> {
  const found = await sql<{ customer_id: string; event_id: string; at: Date }>`select customer_id, event_id, at from consent_event
    where act in ('withdrawn', 'objected') and purpose = 'every' and method not in ('page', 'one-click') and at >= ${from} and at <= ${until}
      and (${customerId ?? null}::uuid is null or customer_id = ${customerId ?? null}::uuid)
    order by at limit 20000`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, eventId: row.event_id, at: row.at }))
}

// --- Counted -------------------------------------------------------------------------------------------------------------

export type WalkCount = { journey_id: string; state: string; why: string | null; step: number; n: number }
/** What waited for a hand counts as what became of it since. */
export type LetterCount = { journey_id: string; step: number; became: LetterRow['became'] | 'let-be'; rule: string | null; n: number }

export async function countWalks(db: Db, journeyIds: readonly string[]): Promise<WalkCount[]> {
  const found = await sql<WalkCount>`select journey_id, state, why, step, count(*)::int as n from journey_walk
    where journey_id = any(${journeyIds}::uuid[]) group by journey_id, state, why, step`.execute(db)
  return found.rows.map((row) => ({ ...row, n: Number(row.n) }))
}

export async function countLetters(db: Db, journeyIds: readonly string[]): Promise<LetterCount[]> {
  const found =
    await sql<LetterCount>`select l.journey_id, l.step, case when l.became <> 'by-hand' or m.state in ('planned', 'held', 'ready') then l.became
      when m.state = 'cancelled' then 'let-be' when m.state = 'expired' then 'expired' else 'sent' end as became, l.rule, count(*)::int as n
    from journey_letter l
    left join message m on l.became = 'by-hand' and m.customer_id = l.customer_id and m.message_id = l.message_id
    where l.journey_id = any(${journeyIds}::uuid[]) group by 1, 2, 3, 4`.execute(db)
  return found.rows.map((row) => ({ ...row, n: Number(row.n) }))
}

/** Whom a journey wrote to, and when first; the latest of very many. */
export async function writtenTo(db: Db, journeyId: string): Promise<{ customerId: string; at: Date }[]> {
  const found = await sql<{ customer_id: string; at: Date }>`select customer_id, min(at) as at from journey_letter
    where journey_id = ${journeyId}::uuid and became in ('sent', 'by-hand') group by customer_id, walk_id order by 2 desc limit 50000`.execute(
    db,
  )
  return found.rows.map((row) => ({ customerId: row.customer_id, at: row.at }))
}
