/** One list of customers: narrowed by what people know and by how loyal they are, in any order. The same condition counts and lists. */
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import {
  countList,
  customerOrder,
  customersWhere,
  estimateCustomers,
  type ListFilter as PeopleFilter,
  type ListSort as PeopleSort,
} from '../people/public.ts'
import type { LoyaltyState } from './contract.ts'
import type { Figures } from './loyalty.ts'
import { countNever, toFigures } from './store.ts'
import './tables.ts'

/** Who stood elsewhere after `since` and here on `until`, or the other way round. */
export type Moved = { kind: 'entered' | 'left'; state: LoyaltyState; since: string; until: string }

export type LoyaltyFilter = {
  states?: readonly LoyaltyState[] | undefined
  /** All who ever bought, or all who never did. */
  buyers?: 'bought' | 'never' | undefined
  chanceFrom?: number | undefined
  chanceTo?: number | undefined
  moved?: Moved | undefined
}

export type CustomerFilter = { people: PeopleFilter; loyalty: LoyaltyFilter }

type LoyaltySort = 'chance' | '-chance' | 'value' | '-value'
export type CustomerSort = PeopleSort | LoyaltySort

/** So many rows of an order are looked at before it is given up. */
const WALKED = 20_000
/** So many rows down the list it is worth walking. */
const NEAR = 2_000

/** What is asked of loyalty, in one word: it decides the way to the rows. */
export const asksFor = ({ states, buyers, chanceFrom, chanceTo, moved }: LoyaltyFilter): 'nothing' | 'never' | 'moved' | 'figures' => {
  if (buyers === 'never') return 'never'
  if (moved) return 'moved'
  return states || buyers || chanceFrom !== undefined || chanceTo !== undefined ? 'figures' : 'nothing'
}

/** What a filter asks of a row of figures called `l`. States are literals, from a list of ours, so that the planner sees how rare they are. */
const figuresWhere = ({ states, chanceFrom, chanceTo }: LoyaltyFilter): RawBuilder<boolean> => {
  const parts: RawBuilder<boolean>[] = [sql`true`]
  if (states) parts.push(sql`l.state in (${sql.join(states.map((state) => sql.lit(state)))})`)
  if (chanceFrom !== undefined) parts.push(sql`l.p_buy >= ${chanceFrom}::float8`)
  if (chanceTo !== undefined) parts.push(sql`l.p_buy <= ${chanceTo}::float8`)
  return sql`${sql.join(parts, sql` and `)}`
}

/**
 * Who stood elsewhere at the beginning of the time and here at its end, or the other way round: what they did between is neither. Their first
 * and last change that touches the state say both.
 */
const movers = ({ kind, state, since, until }: Moved, one?: string): RawBuilder<unknown> => {
  const [was, is] = kind === 'entered' ? [sql`not`, sql``] : [sql``, sql`not`]
  return sql`select customer_id from (
      select customer_id, (array_agg(from_state order by "on"))[1] is not distinct from ${state} as was,
        (array_agg(to_state order by "on" desc))[1] = ${state} as is_now
      from loyalty_change where "on" > ${since}::date and "on" <= ${until}::date and (to_state = ${state} or from_state = ${state})
        ${one === undefined ? sql`` : sql`and customer_id = ${one}::uuid`}
      group by customer_id
    ) one where ${was} was and ${is} is_now`
}

/** The ids that the loyalty part of a filter leaves; of those who never bought, the others. `one`: of this customer only. */
export const idsOf = (loyalty: LoyaltyFilter, one?: string): RawBuilder<unknown> => {
  if (!loyalty.moved) return sql`select l.customer_id from customer_loyalty l where ${figuresWhere(loyalty)}`
  const moved = movers(loyalty.moved, one)
  if (asksFor({ ...loyalty, moved: undefined }) === 'nothing') return moved
  return sql`select l.customer_id from (${moved}) m join customer_loyalty l using (customer_id) where ${figuresWhere(loyalty)}`
}

/**
 * What the loyalty part asks of a customer called `c`. `probe` looks each one up by its key, `hash` gathers them all first; both are
 * written so that the planner cannot make another of them: it does not know how far along an order it will have to go.
 */
export const isWithin = (loyalty: LoyaltyFilter, how: 'probe' | 'hash', one?: string): RawBuilder<boolean> => {
  const kind = asksFor(loyalty)
  if (kind === 'nothing') return sql`true`
  if (kind === 'never') {
    if (asksFor({ ...loyalty, buyers: undefined }) !== 'nothing') return sql`false`
    if (how === 'hash') return sql`(c.customer_id in (select customer_id from customer_loyalty)) is false`
    return sql`(select true from customer_loyalty l where l.customer_id = c.customer_id) is null`
  }
  if (how === 'hash' || kind === 'moved') return sql`(c.customer_id in (${idsOf(loyalty, one)})) is true`
  return sql`(select true from customer_loyalty l where l.customer_id = c.customer_id and ${figuresWhere(loyalty)}) is true`
}

/** What people's part asks of the customer of a row called `as`, looked up by its key. */
export const isOfPeople = (where: RawBuilder<boolean> | undefined, as: string): RawBuilder<boolean> =>
  where ? sql`(select true from customer c where c.customer_id = ${sql.ref(`${as}.customer_id`)} and ${where}) is true` : sql<boolean>`true`

/** Each order is an index's own, read forwards or backwards. */
const orders: Record<LoyaltySort, { by: RawBuilder<unknown>; column: RawBuilder<unknown> }> = {
  '-chance': { by: sql`p_buy desc, customer_id`, column: sql`l.p_buy` },
  chance: { by: sql`p_buy, customer_id desc`, column: sql`l.p_buy` },
  '-value': { by: sql`clv_minor desc nulls last, customer_id`, column: sql`l.clv_minor` },
  value: { by: sql`clv_minor nulls first, customer_id desc`, column: sql`l.clv_minor` },
}

const isByLoyalty = (sort: CustomerSort): sort is LoyaltySort => sort in orders

type Page = { offset: number; limit: number }
const pageOf = ({ offset, limit }: Page) => sql`limit ${limit} offset ${offset}`

async function idsFrom(db: Db, query: RawBuilder<unknown>): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`${query}`.execute(db)
  return found.rows.map((row) => row.customer_id)
}

async function countOf(db: Db, from: RawBuilder<unknown>): Promise<number> {
  const counted = await sql<{ n: number }>`select count(*) as n from ${from}`.execute(db)
  return Number(counted.rows[0]?.n ?? 0)
}

/** How many customers the planner believes there are. */
export async function roughTotal(db: Db): Promise<number> {
  const found = await sql<{ n: number }>`select greatest(reltuples, 0)::float8 as n from pg_class where oid = 'customer'::regclass`.execute(
    db,
  )
  return found.rows[0]?.n ?? 0
}

/**
 * What is much and what is little in this house. The few are gathered rather than looked for along an order; many figures are looked up one
 * by one, fewer are gathered or hashed.
 */
const scaleOf = (total: number) => ({ few: Math.max(1000, total / 20), many: Math.max(5000, total / 5) })

/** How many figures the loyalty part leaves, where they are not many; undefined where they are, or where it asks for none. */
export async function notMany(db: Db, loyalty: LoyaltyFilter): Promise<number | undefined> {
  if (asksFor(loyalty) !== 'figures') return undefined
  const most = Math.floor(scaleOf(await roughTotal(db)).many)
  const size = await countOf(db, sql`(select 1 from customer_loyalty l where ${figuresWhere(loyalty)} limit ${most + 1}) counted`)
  return size <= most ? size : undefined
}

const isFew = async (db: Db, size: number): Promise<boolean> => size <= scaleOf(await roughTotal(db)).few

/** Whether people's part leaves few customers, by the planner's guess. */
export const isOfFew = async (db: Db, people: PeopleFilter): Promise<boolean> =>
  customersWhere(people) !== undefined && isFew(db, await estimateCustomers(db, people))

/** In an order of people: the few are gathered; else the order is walked, and given up where those wanted stand far down it. */
async function inPeopleOrder(db: Db, { people, loyalty }: CustomerFilter, sort: PeopleSort, page: Page): Promise<string[]> {
  const { by, columns } = customerOrder(sort)
  const where = customersWhere(people, 'c') ?? sql`true`
  const within = (how: 'probe' | 'hash', end = sql``) =>
    sql`select customer_id from (select c.customer_id ${columns} from customer c where ${where} and ${isWithin(loyalty, how)} ${end}) c
      order by ${by} ${pageOf(page)}`
  if (await isOfFew(db, people)) return idsFrom(db, within('probe', sql`offset 0`))
  const kind = asksFor(loyalty)
  const size = await notMany(db, loyalty)
  const isRare = size !== undefined && (await isFew(db, size))
  if (customersWhere(people) && isRare)
    return idsFrom(
      db,
      sql`select customer_id from (
          select c.customer_id ${columns} from (${idsOf(loyalty)} offset 0) l join customer c using (customer_id) where ${where} offset 0
        ) c order by ${by} ${pageOf(page)}`,
    )
  if (!isRare && kind !== 'moved' && page.offset + page.limit <= NEAR) {
    const found = await idsFrom(
      db,
      sql`select customer_id from (
          select c.customer_id ${columns} from customer c where ${where} order by ${by} limit ${WALKED}
        ) c where ${isWithin(loyalty, 'probe')} order by ${by} ${pageOf(page)}`,
    )
    if (found.length === page.limit) return found
  }
  return idsFrom(db, within('hash'))
}

/** In the order of chance or value: those who have one. */
async function inLoyaltyOrder(db: Db, { people, loyalty }: CustomerFilter, sort: LoyaltySort, page: Page): Promise<string[]> {
  const { by, column } = orders[sort]
  const where = customersWhere(people, 'c')
  if (loyalty.moved)
    return idsFrom(
      db,
      sql`select customer_id from (
          select m.customer_id, ${column} from (${idsOf(loyalty)}) m left join customer_loyalty l using (customer_id)
          where ${isOfPeople(where, 'm')}
        ) m order by ${sort.endsWith('chance') ? sql`p_buy is null, ` : sql``}${by} ${pageOf(page)}`,
    )
  const all = (end = sql``) => sql`(select l.customer_id, ${column} from customer_loyalty l where ${figuresWhere(loyalty)} ${end}) l`
  if (where && (await isOfFew(db, people)))
    return idsFrom(
      db,
      sql`select customer_id from (select c.customer_id from customer c where ${where} offset 0) c
        join customer_loyalty l using (customer_id) where ${figuresWhere(loyalty)} order by ${by} ${pageOf(page)}`,
    )
  // One state stands in the index in the order of chance; otherwise few are sorted rather than looked for among all.
  const isAlong = (loyalty.states?.length ?? 0) <= 1 && sort.endsWith('chance')
  const size = await notMany(db, loyalty)
  const rows = !isAlong && size !== undefined ? all(sql`offset 0`) : all()
  const narrowed = (from: RawBuilder<unknown>, is: RawBuilder<boolean>) =>
    idsFrom(db, sql`select customer_id from ${from} where ${is} order by ${by} ${pageOf(page)}`)
  if (where && size !== undefined && (await isFew(db, size))) return narrowed(all(sql`offset 0`), isOfPeople(where, 'l'))
  if ((where || !isAlong) && page.offset + page.limit <= NEAR) {
    const order = isAlong ? rows : sql`customer_loyalty l`
    const found = await narrowed(
      sql`(select * from ${order} order by ${by} limit ${WALKED}) l`,
      isAlong ? isOfPeople(where, 'l') : sql`${figuresWhere(loyalty)} and ${isOfPeople(where, 'l')}`,
    )
    if (found.length === page.limit) return found
  }
  if (!where) return narrowed(rows, sql`true`)
  return narrowed(rows, sql`(l.customer_id in (select c.customer_id from customer c where ${where})) is true`)
}

/** A window of the list. In the order of chance or value, who never bought stands behind all others, by name. */
export async function listedIds(db: Db, filter: CustomerFilter, sort: CustomerSort, page: Page): Promise<string[]> {
  const kind = asksFor(filter.loyalty)
  if (!isByLoyalty(sort)) return inPeopleOrder(db, filter, sort, page)
  if (kind === 'never') return inPeopleOrder(db, filter, 'name', page)
  const found = await inLoyaltyOrder(db, filter, sort, page)
  if (kind !== 'nothing' || found.length === page.limit) return found
  const bought = { people: filter.people, loyalty: { buyers: 'bought' } } as const
  const before = found.length > 0 || page.offset === 0 ? page.offset + found.length : (await countListed(db, bought, true)).count
  const rest = { offset: Math.max(0, page.offset - before), limit: page.limit - found.length }
  return [...found, ...(await inPeopleOrder(db, { people: filter.people, loyalty: { buyers: 'never' } }, 'name', rest))]
}

export type Count = { count: number; isExact: boolean }

const exactly = async (db: Db, from: RawBuilder<unknown>): Promise<Count> => ({ count: await countOf(db, from), isExact: true })

const SAMPLED = 20_000

/** By a sample of the pages: the same pages each time, so that the figure does not flicker. Undefined where there are too few for one. */
async function sampledCount(db: Db, { people, loyalty }: CustomerFilter): Promise<Count | undefined> {
  const total = await roughTotal(db)
  if (total <= SAMPLED * 2) return undefined
  const counted = await sql<{ seen: number; hit: number }>`select count(*) as seen,
      count(*) filter (where ${customersWhere(people, 'c') ?? sql`true`} and ${isWithin(loyalty, 'probe')}) as hit
    from customer c tablesample system (${(100 * SAMPLED) / total}::float8) repeatable (1)`.execute(db)
  const { seen = 0, hit = 0 } = counted.rows[0] ?? {}
  return Number(seen) === 0 ? undefined : { count: Math.round((Number(hit) / Number(seen)) * total), isExact: false }
}

function wholeOf({ people, loyalty }: CustomerFilter): RawBuilder<unknown> {
  const where = customersWhere(people, 'c')
  const kind = asksFor(loyalty)
  if (kind === 'never') return sql`customer c where ${where ?? sql`true`} and ${isWithin(loyalty, 'hash')}`
  if (!where) return sql`(${idsOf(loyalty)}) m`
  return sql`(${idsOf(loyalty)}) m join customer c using (customer_id) where ${where}`
}

/** How many the filter leaves: exactly where they are few or it is asked; else by a sample, to be counted a moment later. */
export async function countListed(db: Db, filter: CustomerFilter, wantsExact: boolean): Promise<Count> {
  const { people, loyalty } = filter
  const where = customersWhere(people, 'c')
  const kind = asksFor(loyalty)
  if (kind === 'nothing') return countList(db, people, wantsExact)
  if (kind === 'never' && !where && asksFor({ ...loyalty, buyers: undefined }) === 'nothing')
    return { count: await countNever(db), isExact: true }
  if (wantsExact || kind === 'moved') return exactly(db, wholeOf(filter))
  if (await isOfFew(db, people))
    return exactly(db, sql`(select c.customer_id from customer c where ${where} offset 0) c where ${isWithin(loyalty, 'probe')}`)
  const size = await notMany(db, loyalty)
  if (size !== undefined && !where) return { count: size, isExact: true }
  if (size !== undefined && (await isFew(db, size))) return exactly(db, sql`(${idsOf(loyalty)} offset 0) l where ${isOfPeople(where, 'l')}`)
  return (await sampledCount(db, filter)) ?? exactly(db, wholeOf(filter))
}

type Row = Selectable<Schema['customer_loyalty']>

export type ChangeRow = { on: string; from: LoyaltyState | null; to: LoyaltyState }

/** How somebody's state changed, oldest first. */
export async function changesOf(db: Db, customerId: string): Promise<ChangeRow[]> {
  const rows = await db
    .selectFrom('loyalty_change')
    .select(['on', 'from_state', 'to_state'])
    .where('customer_id', '=', customerId)
    .orderBy('on')
    .execute()
  return rows.map((row) => ({ on: row.on, from: row.from_state, to: row.to_state }))
}

/** Everybody's figures in the order of their ids, chunk by chunk. */
export async function* allFigures(db: Db, chunk = 4000): AsyncGenerator<Figures[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const found =
      await sql<Row>`select * from customer_loyalty where customer_id > ${after}::uuid order by customer_id limit ${chunk}`.execute(db)
    const last = found.rows.at(-1)
    if (!last) return
    yield found.rows.map(toFigures)
    after = last.customer_id
  }
}
