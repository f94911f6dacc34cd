import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { HOUSE_ID } from '../../rooms/promises/contract.ts'
import type { Counts } from './write.ts'

/** The one row that says whether the sample is there, and the statements that take it away. */

type SampleTable = {
  state: 'none' | 'loading' | 'ready'
  counts: Counts
  done: number
  total: number
  began_at: Date | null
  stands_on: string | null
  words: string[]
  has_named_house: boolean
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    sample: SampleTable
  }
}

export type SampleRow = {
  state: SampleTable['state']
  counts: Counts
  done: number
  total: number
  beganAt: Date | null
  standsOn: string | null
  words: string[]
  hasNamedHouse: boolean
}

export async function findSample(db: Db): Promise<SampleRow> {
  const row = await db.selectFrom('sample').selectAll().executeTakeFirstOrThrow()
  const { state, counts, done, total, words } = row
  return { state, counts, done, total, words, beganAt: row.began_at, standsOn: row.stands_on, hasNamedHouse: row.has_named_house }
}

/** One load, clearing or move at a time, until the transaction ends. The row itself stays free for telling progress. */
export const holdSample = async (db: Db): Promise<void> => void (await sql`select pg_advisory_xact_lock(7310003)`.execute(db))

/** Marks the sample as asked for; false when it is there or on its way. */
export async function markAsked(db: Db): Promise<boolean> {
  const done = await db
    .updateTable('sample')
    .set({ state: 'loading', counts: sql`'{}'::jsonb`, done: 0, total: 0 })
    .where('state', '=', 'none')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function tellProgress(db: Db, counts: Counts, total: number): Promise<void> {
  const done = Object.values(counts).reduce((sum, count) => sum + count, 0)
  await sql`update sample set counts = ${JSON.stringify(counts)}::jsonb, done = ${done}, total = ${total} where state = 'loading'`.execute(
    db,
  )
}

export async function markReady(
  db: Db,
  ready: { counts: Counts; words: string[]; now: Date; today: string; hasNamedHouse: boolean },
): Promise<void> {
  const total = Object.values(ready.counts).reduce((sum, count) => sum + count, 0)
  await sql`update sample set state = 'ready', counts = ${JSON.stringify(ready.counts)}::jsonb, done = ${total}, total = ${total},
    began_at = ${ready.now}, stands_on = ${ready.today}::date, words = ${ready.words}::text[],
    has_named_house = ${ready.hasNamedHouse}`.execute(db)
}

export async function markNone(db: Db): Promise<void> {
  await sql`update sample set state = 'none', counts = '{}', done = 0, total = 0, began_at = null, stands_on = null,
    words = '{}', has_named_house = false`.execute(db)
}

export async function markMoved(db: Db, today: string): Promise<void> {
  await sql`update sample set stands_on = ${today}::date`.execute(db)
}

export async function hasCustomers(db: Db): Promise<boolean> {
  return (await db.selectFrom('customer').select('customer_id').limit(1).execute()).length > 0
}

/** Whether anybody has bought anything. */
export async function hasBuyers(db: Db): Promise<boolean> {
  return (await sql`select 1 from customer_stats limit 1`.execute(db)).rows.length > 0
}

/** The customers of the sample, held until the transaction ends. */
export async function sampleCustomersForUpdate(db: Db): Promise<string[]> {
  const found = await sql<{
    customer_id: string
  }>`select customer_id from customer where is_sample order by customer_id for update`.execute(db)
  return found.rows.map((row) => row.customer_id)
}

/**
 * The tables that have this column, `customer` last; the schema itself says which they are. The audit trail is not among them: who did
 * what stays told, whatever becomes of the customer.
 */
async function tablesWith(db: Db, column: 'customer_id' | 'other_customer_id' | 'is_sample'): Promise<string[]> {
  const found = await sql<{ name: string }>`select c.relname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attname = ${column} and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'audit' order by c.relname = 'customer', c.relname`.execute(db)
  return found.rows.map(({ name }) => name)
}

/** Takes customers away with every row about them, at either end of a tie. */
export async function removeCustomers(db: Db, customerIds: readonly string[]): Promise<void> {
  for (const column of ['other_customer_id', 'customer_id'] as const)
    for (const table of await tablesWith(db, column))
      await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = any(${customerIds}::uuid[])`.execute(db)
}

/**
 * Takes away the hours and standards of the sample, and the standards of its customers. Hours by which promises or standards of the house
 * itself are counted become the house's own, so that those stay as they are.
 */
export async function removeStandards(db: Db, customerIds: readonly string[]): Promise<void> {
  await sql`delete from standard where is_sample or match ->> 'customerId' = any(${customerIds}::text[])`.execute(db)
  await sql`update calendar c set is_sample = false where c.is_sample and (
    exists (select from standard_version s where s.calendar_id = c.calendar_id)
    or exists (select from calendar_version v join promise p on p.calendar_version_id = v.calendar_version_id
      where v.calendar_id = c.calendar_id and not p.is_sample))`.execute(db)
}

/** Of promises inside the house that the sample brought: what stood around them in tables that name only the house. */
export async function removeAroundPromises(db: Db): Promise<void> {
  for (const table of ['promise_need', 'promise_pause', 'promise_check'] as const)
    await sql`delete from ${sql.table(table)} t where t.customer_id = ${HOUSE_ID}::uuid
      and not exists (select from promise p where p.customer_id = t.customer_id and p.promise_id = t.promise_id)`.execute(db)
}

/** Takes away what the sample brought that is about no customer: who passed by, thanks to staff. Customers and staff go before. */
export async function removeOtherRows(db: Db): Promise<void> {
  for (const table of await tablesWith(db, 'is_sample')) await sql`delete from ${sql.table(table)} where is_sample`.execute(db)
}

/** Of these words of the vocabulary, those that no name holds any more, are forgotten. */
export async function forgetWords(db: Db, words: readonly string[]): Promise<void> {
  const gone = await sql<{ word: string }>`select word from unnest(${words}::text[]) as word
    where not exists (select from customer where words @@ ('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''')::tsquery)`.execute(
    db,
  )
  const list = gone.rows.map(({ word }) => word)
  await sql`delete from name_word_variant where word = any(${list}::text[])`.execute(db)
  await sql`delete from name_word where word = any(${list}::text[])`.execute(db)
}

/** Names a house that has no name; true when it had none. */
export async function nameHouse(db: Db, name: string, trade: string): Promise<boolean> {
  const done = await db.updateTable('house').set({ name, trade }).where('name', '=', '').executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Takes the name away again, unless somebody made the house their own meanwhile. */
export async function unnameHouse(db: Db, name: string): Promise<void> {
  await db.updateTable('house').set({ name: '' }).where('name', '=', name).where('is_started', '=', false).execute()
}
