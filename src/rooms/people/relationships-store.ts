import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Customer, Relationship } from './customer.ts'
import { type CustomerRow, customerColumns, toCustomer } from './store.ts'
import { otherSide } from './tie-rules.ts'
import './tables.ts'

type Row = Selectable<Schema['relationship']>

const toRelationship = (row: Row): Relationship => ({
  id: row.relationship_id,
  otherId: row.other_customer_id,
  kind: row.kind,
  side: row.side,
  words: row.words,
  since: row.since,
  notedByName: row.noted_by_name,
  notedOn: row.noted_on,
  version: row.version,
})

/** A house may have many guests by one agency: more than these are not looked at by anybody. */
const MOST = 200

/** The ties of a customer, 200 at most. */
export async function findRelationships(db: Db, customerId: string): Promise<Relationship[]> {
  const rows = await db.selectFrom('relationship').selectAll().where('customer_id', '=', customerId).limit(MOST).execute()
  return rows.map(toRelationship)
}

/** One end of a tie. */
export async function findRelationship(db: Db, customerId: string, relationshipId: string): Promise<Relationship | undefined> {
  const row = await db
    .selectFrom('relationship')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('relationship_id', '=', relationshipId)
    .executeTakeFirst()
  return row && toRelationship(row)
}

/**
 * Both customers, held until the transaction ends, in the order of their ids: whoever ties or unties the same two from either end waits
 * instead of standing in each other's way. Every change of a tie begins here.
 */
export async function holdBoth(db: Db, oneId: string, otherId: string): Promise<Map<string, Customer>> {
  const found = await sql<CustomerRow>`select ${sql.raw(customerColumns.join(', '))} from customer
    where customer_id = any(${[oneId, otherId]}::uuid[]) order by customer_id for update`.execute(db)
  return new Map(found.rows.map((row) => [row.customer_id, toCustomer(row)]))
}

/** One such change at a time, for what only the whole can tell: whether who came by whom goes round in a circle. */
export async function holdIntroductions(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('people.introductions'))`.execute(db)
}

/** Whether the two are tied in this way already; a family tie is the same from both ends. */
export async function isTied(db: Db, customerId: string, tie: Pick<Relationship, 'otherId' | 'kind' | 'side'>): Promise<boolean> {
  const found = await sql<{ is_tied: boolean }>`select exists (select from relationship where customer_id = ${customerId}::uuid
    and other_customer_id = ${tie.otherId}::uuid and kind = ${tie.kind} and (kind = 'family' or side = ${tie.side})) as is_tied`.execute(db)
  return found.rows[0]?.is_tied ?? false
}

/** Whether `customerId` is among those by whom `startId` came, however many hands lie between. */
export async function isAmongIntroducers(db: Db, startId: string, customerId: string): Promise<boolean> {
  const found = await sql<{ is_among: boolean }>`with recursive came_by (customer_id) as (
      select ${startId}::uuid
      union
      select r.other_customer_id from came_by join relationship r on r.customer_id = came_by.customer_id
      where r.kind = 'introduced-by' and r.side = 'from')
    select exists (select from came_by where customer_id = ${customerId}::uuid) as is_among`.execute(db)
  return found.rows[0]?.is_among ?? false
}

/** Writes a tie at both ends. */
export async function addRelationship(
  db: Db,
  customerId: string,
  tie: Relationship,
  wordsBack: string | null,
  by: string | null,
): Promise<void> {
  const both = {
    relationship_id: tie.id,
    kind: tie.kind,
    since: tie.since,
    noted_by: by,
    noted_by_name: tie.notedByName,
    noted_on: tie.notedOn,
  }
  const here = { customer_id: customerId, other_customer_id: tie.otherId, side: tie.side, words: tie.words, first_customer_id: customerId }
  const there = {
    customer_id: tie.otherId,
    other_customer_id: customerId,
    side: otherSide(tie.side),
    words: wordsBack,
    first_customer_id: tie.otherId,
  }
  await db
    .insertInto('relationship')
    .values([
      { ...both, ...here },
      { ...both, ...there },
    ])
    .execute()
}

/** Changes the words at this end, and since when it is at both; both ends count one change. */
export async function changeRelationship(db: Db, customerId: string, tie: Relationship): Promise<Relationship> {
  const version = tie.version + 1
  await sql`update relationship set since = ${tie.since}::date, version = ${version},
      words = case when customer_id = ${customerId}::uuid then ${tie.words} else words end
    where relationship_id = ${tie.id}::uuid and customer_id in (${customerId}::uuid, ${tie.otherId}::uuid)`.execute(db)
  return { ...tie, version }
}

export async function removeRelationship(db: Db, customerId: string, tie: Relationship): Promise<void> {
  await sql`delete from relationship
    where relationship_id = ${tie.id}::uuid and customer_id in (${customerId}::uuid, ${tie.otherId}::uuid)`.execute(db)
}

/** The organisation that each of these customers stands for, by customer: where they work, else for whom they decide. */
export async function organisationsOf(db: Db, customerIds: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ customer_id: string; name: string }>`select distinct on (r.customer_id) r.customer_id, o.name
    from relationship r join customer o on o.customer_id = r.other_customer_id and o.kind = 'organisation'
    where r.customer_id = any(${customerIds}::uuid[]) and r.side = 'from' and r.kind in ('works-at', 'decides-for')
    order by r.customer_id, r.kind desc, r.relationship_id`.execute(db)
  return new Map(found.rows.map((row) => [row.customer_id, row.name]))
}
