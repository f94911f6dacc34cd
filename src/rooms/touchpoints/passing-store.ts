import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import './tables.ts'

/** A contact with somebody unknown. */
export type Passing = {
  id: string
  at: Date
  kind: 'walk-in' | 'call' | 'message'
  heardFrom: string | null
  words: string | null
  customerId: string | null
  /** The answer was kept with the customer by this note. */
  toldCustomer: boolean
}

export async function addPassing(db: Db, passing: Passing, staffId: string | null): Promise<void> {
  await db
    .insertInto('passing')
    .values({
      passing_id: passing.id,
      at: passing.at,
      kind: passing.kind,
      channel: null,
      heard_from: passing.heardFrom,
      words: passing.words,
      customer_id: passing.customerId,
      told_customer: passing.toldCustomer,
      staff_id: staffId,
    })
    .execute()
}

export async function findPassingForUpdate(db: Db, passingId: string): Promise<Passing | undefined> {
  const row = await db.selectFrom('passing').selectAll().where('passing_id', '=', passingId).forUpdate().executeTakeFirst()
  if (!row) return undefined
  const { at, kind, words } = row
  return { id: row.passing_id, at, kind, words, heardFrom: row.heard_from, customerId: row.customer_id, toldCustomer: row.told_customer }
}

export async function removePassing(db: Db, passingId: string): Promise<void> {
  await db.deleteFrom('passing').where('passing_id', '=', passingId).execute()
}

/** How those who stayed unknown had heard of the house, between two instants. Read along `passing_at` alone. */
export async function countPassing(db: Db, from: Date | undefined, until: Date | undefined): Promise<Map<string, number>> {
  const found = await sql<{ heard_from: string; count: number }>`select heard_from, count(*) as count from passing
    where heard_from is not null and customer_id is null
      and at >= ${from ?? '-infinity'}::timestamptz and at < ${until ?? 'infinity'}::timestamptz
    group by heard_from`.execute(db)
  return new Map(found.rows.map((row) => [row.heard_from, row.count]))
}
