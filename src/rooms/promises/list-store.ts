import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Category, Direction, PromiseKind, PromiseState, ServicePromise, Stage, Team } from './promise.ts'
import { toPromise } from './store.ts'
import './tables.ts'

/** Which promises are asked for; moments are of the due while one is open, and of the end after it. */
export type ListFilter = {
  stage?: Stage | undefined
  state?: PromiseState | undefined
  direction?: Direction | undefined
  category?: Category | undefined
  kind?: PromiseKind | undefined
  customerId?: string | undefined
  /** Those that this person or their team holds. */
  mine?: { id: string; role: string } | undefined
  team?: Team | undefined
  holderId?: string | undefined
  /** Held by a team or by one of these; `none`: by no team and by none of these. */
  ofTeam?: { team: Team | 'none'; holderIds: readonly string[] } | undefined
  from?: Date | undefined
  until?: Date | undefined
  isWarned?: boolean | undefined
  isExceeded?: boolean | undefined
  isUntold?: boolean | undefined
}

/** A list goes through its parts in turn, each in the order of an index: what has a due, what stands without one, what has ended. */
const parts = ['dated', 'standing', 'ended'] as const
type Part = (typeof parts)[number]
/** Where a page ended; without `id` a part has not begun. */
export type Mark = { part: Part; at: Date | null; id: string | null }

const MARK = /^(dated|standing|ended)\.([0-9a-z]*)\.([0-9a-f-]{36})$/

export const writeMark = ({ part, at, id }: Mark): string => `${part}.${at === null ? '' : at.getTime().toString(36)}.${id}`

/** Undefined for what no page ended with. */
export function readMark(text: string): Mark | undefined {
  const [, part, time = '', id = ''] = MARK.exec(text) ?? []
  const at = time === '' ? null : new Date(Number.parseInt(time, 36))
  if (part === undefined || (at !== null && Number.isNaN(at.getTime()))) return undefined
  return { part: part as Part, at, id }
}

function partsOf({ stage, state }: ListFilter): Part[] {
  if (stage === 'done' || (state !== undefined && state !== 'open')) return ['ended']
  if (stage !== undefined || state === 'open') return ['dated', 'standing']
  return [...parts]
}

type Narrowed = SelectQueryBuilder<Schema, 'promise', object>

function narrowed(db: Db, filter: ListFilter): Narrowed {
  let rows = db.selectFrom('promise') as Narrowed
  const { mine } = filter
  if (filter.customerId) rows = rows.where('customer_id', '=', filter.customerId)
  if (filter.stage) rows = rows.where('stage', '=', filter.stage)
  if (filter.state) rows = rows.where('state', '=', filter.state)
  // Said for the indexes of holders and teams, which hold only what is open: due and at risk nothing else is.
  else if ((filter.stage === 'due' || filter.stage === 'risk') && (mine || filter.team || filter.holderId))
    rows = rows.where('state', '=', 'open')
  if (filter.direction) rows = rows.where('direction', '=', filter.direction)
  if (filter.category) rows = rows.where('category', '=', filter.category)
  if (filter.kind) rows = rows.where('kind', '=', filter.kind)
  if (filter.team) rows = rows.where('team', '=', filter.team)
  if (filter.holderId) rows = rows.where('holder_id', '=', filter.holderId)
  if (filter.isWarned !== undefined) rows = rows.where('is_warned', '=', filter.isWarned)
  if (filter.isExceeded !== undefined) rows = rows.where('is_exceeded', '=', filter.isExceeded)
  if (filter.isUntold !== undefined) rows = rows.where('slip_id', filter.isUntold ? 'is not' : 'is', null)
  if (mine) rows = rows.where(sql<boolean>`(holder_id = ${mine.id}::uuid or team = ${mine.role})`)
  return between(heldIn(rows, filter), filter)
}

/** Held by nobody's team, it belongs to the team of whoever holds it. */
function heldIn(rows: Narrowed, { ofTeam }: ListFilter): Narrowed {
  if (!ofTeam) return rows
  const held = sql`holder_id = any(${ofTeam.holderIds}::uuid[])`
  if (ofTeam.team === 'none') return rows.where(sql<boolean>`team is null and (holder_id is null or not ${held})`)
  return rows.where(sql<boolean>`(team = ${ofTeam.team} or (team is null and ${held}))`)
}

/** Of a state that is known the moment is a column, which an index holds. */
function between(rows: Narrowed, { state, stage, from, until }: ListFilter): Narrowed {
  const isEnded = stage === 'done' || (state !== undefined && state !== 'open')
  const at = isEnded
    ? sql`done_at`
    : state === 'open'
      ? sql`promised_due`
      : sql`case when state = 'open' then promised_due else done_at end`
  const since = from ? rows.where(sql<boolean>`${at} >= ${from}`) : rows
  return until ? since.where(sql<boolean>`${at} < ${until}`) : since
}

function partOf(db: Db, filter: ListFilter, part: Part, { at, id }: Pick<Mark, 'at' | 'id'>): Narrowed {
  const rows = narrowed(db, filter)
  if (part === 'ended') {
    const ended = rows.where('state', '<>', 'open').orderBy('done_at', 'desc').orderBy('promise_id', 'desc')
    return id === null ? ended : ended.where(sql<boolean>`(done_at, promise_id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  // With a stage the index of the board holds the ended that nobody has apologised for, too; without one, only what is open.
  const live = filter.stage ? rows.where('stage', '<>', 'done') : rows.where('state', '=', 'open')
  if (part === 'standing') {
    const standing = live.where('work_by', 'is', null).orderBy('promise_id')
    return id === null ? standing : standing.where('promise_id', '>', id)
  }
  const dated = live.where('work_by', 'is not', null).orderBy('work_by').orderBy('promise_id')
  return id === null ? dated : dated.where(sql<boolean>`(work_by, promise_id) > (${at}::timestamptz, ${id}::uuid)`)
}

export const partQuery = (db: Db, filter: ListFilter, part: Part, limit: number, after: Pick<Mark, 'at' | 'id'> = { at: null, id: null }) =>
  partOf(db, filter, part, after).selectAll().limit(limit)

const markOf = (part: Part, { workBy, doneAt, id }: ServicePromise): Mark => ({ part, at: part === 'ended' ? doneAt : workBy, id })

/** A page of a list and where the next one begins; null where it has an end. */
export async function page(
  db: Db,
  filter: ListFilter,
  limit: number,
  after?: Mark,
): Promise<{ promises: ServicePromise[]; next: Mark | null }> {
  const all = partsOf(filter)
  const found: { promise: ServicePromise; part: Part }[] = []
  for (const part of all.slice(after ? Math.max(0, all.indexOf(after.part)) : 0)) {
    const wanted = limit + 1 - found.length
    if (wanted <= 0) break
    const rows: Selectable<Schema['promise']>[] = await partQuery(
      db,
      filter,
      part,
      wanted,
      part === after?.part ? after : undefined,
    ).execute()
    found.push(...rows.map((row) => ({ promise: toPromise(row), part })))
  }
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return { promises: shown.map(({ promise }) => promise), next: found.length > limit && last ? markOf(last.part, last.promise) : null }
}

const COUNTED = 10_000

/** How many a filter leaves, one by one. */
export async function countAll(db: Db, filter: ListFilter): Promise<{ count: number; isExact: boolean }> {
  const found = await countQuery(db, filter).executeTakeFirstOrThrow()
  return { count: Number(found.count), isExact: true }
}

export const countQuery = (db: Db, filter: ListFilter) => matching(db, filter).select(sql<number>`count(*)`.as('count'))

/** What a filter leaves, said once more in the words of the indexes that hold only these. */
function matching(db: Db, filter: ListFilter): Narrowed {
  const rows = narrowed(db, filter)
  if (filter.stage === 'done' || (filter.state !== undefined && filter.state !== 'open')) return rows.where('state', '<>', 'open')
  return filter.stage ? rows.where('stage', '<>', 'done') : rows
}

/** How many a filter leaves: exactly up to 10,000, above by the planner's estimate. */
export async function count(db: Db, filter: ListFilter): Promise<{ count: number; isExact: boolean }> {
  const ones = matching(db, filter).select(sql`1`.as('one'))
  const counted = await db
    .selectFrom(ones.limit(COUNTED + 1).as('some'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  const exact = Number(counted.count)
  if (exact <= COUNTED) return { count: exact, isExact: true }
  const plan = await sql<{ 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }>`explain (format json) ${ones}`.execute(db)
  return { count: Math.max(exact, plan.rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0), isExact: false }
}

/** A customer's promises: what is open or waits for an apology first, then the latest ends; and how many there are of each state. */
export async function ofCustomer(db: Db, customerId: string, limit: number): Promise<ServicePromise[]> {
  const rows = await db
    .selectFrom('promise')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy(sql`stage = 'done'`)
    .orderBy(sql`state <> 'open'`)
    .orderBy(sql`case when state = 'open' then work_by end`)
    .orderBy('done_at', 'desc')
    .orderBy('promise_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toPromise)
}

export async function countByState(db: Db, customerId: string): Promise<Record<PromiseState, number>> {
  const found = await sql<{ state: PromiseState; n: number }>`select state, count(*) as n from promise
    where customer_id = ${customerId}::uuid group by state`.execute(db)
  const counts = { open: 0, kept: 0, late: 0, broken: 0, withdrawn: 0 }
  for (const { state, n } of found.rows) counts[state] = Number(n)
  return counts
}

/** What is open with these customers in either direction, the nearest due first. */
export async function openOf(db: Db, customerIds: readonly string[]): Promise<ServicePromise[]> {
  if (customerIds.length === 0) return []
  const found = await sql<Selectable<Schema['promise']>>`select * from promise
    where customer_id = any(${customerIds}::uuid[]) and state = 'open' order by work_by nulls last, promise_id`.execute(db)
  return found.rows.map(toPromise)
}

/**
 * What stands with one customer in either direction and is not done, what waits for an apology first, then the nearest due; with how many
 * there are in all.
 */
const standingQuery = (customerId: string, limit: number) =>
  sql<Selectable<Schema['promise']> & { in_all: number }>`select *, count(*) over () as in_all from promise
    where customer_id = ${customerId}::uuid and stage <> 'done'
    order by stage = 'slipped' desc, work_by nulls last, promise_id limit ${limit}`

export async function standingWith(db: Db, customerId: string, limit: number): Promise<{ promises: ServicePromise[]; count: number }> {
  const { rows } = await standingQuery(customerId, limit).execute(db)
  return { promises: rows.map(toPromise), count: Number(rows[0]?.in_all ?? 0) }
}
