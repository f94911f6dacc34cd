import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Customer } from './customer.ts'
import { customerColumns, toCustomer } from './store.ts'
import './tables.ts'

/** What a list may be narrowed by. Dates are civil days; `from` and `until` instants made of them in the house's zone. */
export type ListFilter = {
  kind?: 'person' | 'organisation' | 'household' | undefined
  tag?: string | undefined
  language?: 'vi' | 'en' | undefined
  /** Folded words that the name must hold, the last one as a beginning. */
  words?: string[] | undefined
  seenFrom?: Date | undefined
  notSeenFrom?: Date | undefined
  hasPhone?: boolean | undefined
  isSample?: boolean | undefined
}

export type ListSort = 'name' | '-name' | 'lastContact' | '-lastContact' | 'created' | '-created'

type Narrowed = SelectQueryBuilder<Schema, 'customer', object>

/** A tsquery that asks for all words, the last one as a beginning; lexemes are quoted, so nothing in them is syntax. */
export const allWords = (words: readonly string[], isOpenEnded: boolean): string =>
  words
    .map((word, at) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'${isOpenEnded && at === words.length - 1 ? ':*' : ''}`)
    .join(' & ')

function narrowed(query: Narrowed, filter: ListFilter): Narrowed {
  let narrow = query
  // Literals, from lists that we made: a partial index is only chosen when the planner sees the value.
  if (filter.kind) narrow = narrow.where('kind', '=', sql.lit(filter.kind))
  if (filter.language) narrow = narrow.where('language', '=', sql.lit(filter.language))
  if (filter.tag) narrow = narrow.where(sql<boolean>`tags @> ${[filter.tag]}::text[]`)
  if (filter.words?.length) narrow = narrow.where(sql<boolean>`words @@ ${allWords(filter.words, true)}::tsquery`)
  if (filter.seenFrom) narrow = narrow.where('last_contact_at', '>=', filter.seenFrom)
  if (filter.notSeenFrom) {
    const from = filter.notSeenFrom
    narrow = narrow.where((is: ExpressionBuilder<Schema, 'customer'>) =>
      is.or([is('last_contact_at', 'is', null), is('last_contact_at', '<', from)]),
    )
  }
  if (filter.hasPhone !== undefined) narrow = narrow.where(filter.hasPhone ? sql<boolean>`has_phone` : sql<boolean>`not has_phone`)
  if (filter.isSample !== undefined) narrow = narrow.where(filter.isSample ? sql<boolean>`is_sample` : sql<boolean>`not is_sample`)
  return narrow
}

/** Each order is an index's own, read forwards or backwards; ids are made in time, so they are the order of arrival. */
const orders: Record<ListSort, string> = {
  name: 'sort_key, customer_id',
  '-name': 'sort_key desc, customer_id desc',
  lastContact: 'last_contact_at nulls first, customer_id desc',
  '-lastContact': 'last_contact_at desc nulls last, customer_id',
  created: 'customer_id',
  '-created': 'customer_id desc',
}

/**
 * The rows that an order is put on. Behind a tag they are gathered first (`offset 0` is a fence): in a house that hardly uses tags the
 * planner has no figures for them and would walk the whole list in its order to find the few.
 */
function inOrder(db: Db, filter: ListFilter): Narrowed {
  const rows = narrowed(db.selectFrom('customer') as Narrowed, filter)
  if (!filter.tag) return rows
  const tagged = rows.select(['customer_id', 'sort_key', 'last_contact_at']).offset(0)
  return db.selectFrom(tagged.as('customer')) as unknown as Narrowed
}

/** A window of the list: ids are walked in the index, and only the window's own rows are read. */
export async function listWindow(db: Db, filter: ListFilter, sort: ListSort, offset: number, limit: number): Promise<Customer[]> {
  const ids = inOrder(db, filter).select('customer_id').orderBy(sql.raw(orders[sort])).limit(limit).offset(offset)
  const found = await ids.execute()
  const wanted = found.map((row) => row.customer_id)
  const rows = await sql<Parameters<typeof toCustomer>[0]>`select ${sql.raw(customerColumns.join(', '))} from customer
    where customer_id = any(${wanted}::uuid[])`.execute(db)
  const byId = new Map(rows.rows.map((row) => [row.customer_id, toCustomer(row)]))
  return wanted.flatMap((id) => byId.get(id) ?? [])
}

const COUNTED = 10_000

/** Counts exactly up to 10,000 (or to the end when `isExact`), and above by the planner's estimate. */
export async function countList(db: Db, filter: ListFilter, wantsExact: boolean): Promise<{ count: number; isExact: boolean }> {
  const matching = narrowed(db.selectFrom('customer') as Narrowed, filter).select(sql`1`.as('one'))
  const bounded = wantsExact ? matching : matching.limit(COUNTED + 1)
  const counted = await db.selectFrom(bounded.as('some')).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  const count = Number(counted.count)
  if (wantsExact || count <= COUNTED) return { count, isExact: true }
  const plan = await sql<{ 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }>`explain (format json) ${matching}`.execute(db)
  return { count: Math.max(count, plan.rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0), isExact: false }
}
