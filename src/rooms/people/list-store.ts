import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Customer } from './customer.ts'
import type { ListFilter } from './list-filter.ts'
import { customerColumns, toCustomer } from './store.ts'
import './tables.ts'

export type ListSort = 'name' | '-name' | 'lastContact' | '-lastContact' | 'created' | '-created'

type Narrowed = SelectQueryBuilder<Schema, 'customer', object>

/** A tsquery that asks for all words, the last one as a beginning; lexemes are quoted, so nothing in them is syntax. */
export const allWords = (words: readonly string[], isOpenEnded: boolean): string =>
  words
    .map((word, at) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'${isOpenEnded && at === words.length - 1 ? ':*' : ''}`)
    .join(' & ')

/** What a filter asks of a customer called `as`; undefined where it asks nothing. */
export function customersWhere(filter: ListFilter, as = 'customer'): RawBuilder<boolean> | undefined {
  const of = (column: string) => sql.ref(`${as}.${column}`)
  const parts: RawBuilder<boolean>[] = []
  // Literals, from lists that we made: a partial index is only chosen when the planner sees the value.
  if (filter.kind) parts.push(sql`${of('kind')} = ${sql.lit(filter.kind)}`)
  if (filter.language) parts.push(sql`${of('language')} = ${sql.lit(filter.language)}`)
  if (filter.tag) parts.push(sql`${of('tags')} @> ${[filter.tag]}::text[]`)
  if (filter.words?.length) parts.push(sql`${of('words')} @@ ${allWords(filter.words, true)}::tsquery`)
  if (filter.seenFrom) parts.push(sql`${of('last_contact_at')} >= ${filter.seenFrom}`)
  if (filter.notSeenFrom) parts.push(sql`(${of('last_contact_at')} is null or ${of('last_contact_at')} < ${filter.notSeenFrom})`)
  if (filter.hasPhone !== undefined) parts.push(filter.hasPhone ? sql`${of('has_phone')}` : sql`not ${of('has_phone')}`)
  if (filter.isSample !== undefined) parts.push(filter.isSample ? sql`${of('is_sample')}` : sql`not ${of('is_sample')}`)
  return parts.length === 0 ? undefined : sql`${sql.join(parts, sql` and `)}`
}

function narrowed(query: Narrowed, filter: ListFilter): Narrowed {
  const where = customersWhere(filter)
  return where ? query.where(where) : query
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

/** An order for `order by`, and the columns that it needs beside the customer's id. */
export const customerOrder = (sort: ListSort): { by: RawBuilder<unknown>; columns: RawBuilder<unknown> } => ({
  by: sql.raw(orders[sort]),
  columns: sql.raw({ name: ', sort_key', lastContact: ', last_contact_at', created: '' }[sort.replace('-', '')] ?? ''),
})

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
  return { count: Math.max(count, await estimateCustomers(db, filter)), isExact: false }
}

/** How many customers a filter leaves, as the planner guesses it: nothing is counted. */
export async function estimateCustomers(db: Db, filter: ListFilter): Promise<number> {
  const matching = narrowed(db.selectFrom('customer') as Narrowed, filter).select(sql`1`.as('one'))
  const plan = await sql<{ 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }>`explain (format json) ${matching}`.execute(db)
  return plan.rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0
}
