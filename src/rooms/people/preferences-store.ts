import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Preference } from './customer.ts'
import './tables.ts'

const toPreference = (row: Selectable<Schema['preference']>): Preference => ({
  id: row.preference_id,
  stance: row.stance,
  what: row.what,
  reason: row.reason,
  source: row.source,
  confidence: row.confidence,
  notedOn: row.noted_on,
  lastConfirmedOn: row.last_confirmed_on,
  notedByName: row.noted_by_name,
  version: row.version,
})

/** What matters most comes first: needs and dislikes before likes, then the latest confirmed. */
export async function preferencesOf(db: Db, customerId: string): Promise<Preference[]> {
  const rows = await db
    .selectFrom('preference')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('last_confirmed_on', 'desc')
    .orderBy('preference_id')
    .execute()
  return rows.map(toPreference)
}

/** The preferences of several customers at once, by customer. */
export async function preferencesOfAll(db: Db, customerIds: readonly string[]): Promise<Map<string, Preference[]>> {
  const found = await sql<Selectable<Schema['preference']>>`select * from preference where customer_id = any(${customerIds}::uuid[])
    order by customer_id, last_confirmed_on desc`.execute(db)
  const byCustomer = new Map<string, Preference[]>()
  for (const row of found.rows) byCustomer.set(row.customer_id, [...(byCustomer.get(row.customer_id) ?? []), toPreference(row)])
  return byCustomer
}

export async function findPreferenceForUpdate(db: Db, customerId: string, preferenceId: string): Promise<Preference | undefined> {
  const row = await db
    .selectFrom('preference')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('preference_id', '=', preferenceId)
    .forUpdate()
    .executeTakeFirst()
  return row && toPreference(row)
}

export async function addPreference(db: Db, customerId: string, preference: Preference, by: string | null): Promise<void> {
  await db
    .insertInto('preference')
    .values({
      customer_id: customerId,
      preference_id: preference.id,
      stance: preference.stance,
      what: preference.what,
      reason: preference.reason,
      source: preference.source,
      confidence: preference.confidence,
      noted_on: preference.notedOn,
      last_confirmed_on: preference.lastConfirmedOn,
      noted_by: by,
      noted_by_name: preference.notedByName,
      import_id: null,
      first_customer_id: customerId,
    })
    .execute()
}

export async function changePreference(db: Db, customerId: string, preference: Preference): Promise<void> {
  await db
    .updateTable('preference')
    .set({
      stance: preference.stance,
      what: preference.what,
      reason: preference.reason,
      source: preference.source,
      confidence: preference.confidence,
      last_confirmed_on: preference.lastConfirmedOn,
      version: preference.version + 1,
    })
    .where('customer_id', '=', customerId)
    .where('preference_id', '=', preference.id)
    .execute()
}

export async function removePreference(db: Db, customerId: string, preferenceId: string): Promise<boolean> {
  const done = await db
    .deleteFrom('preference')
    .where('customer_id', '=', customerId)
    .where('preference_id', '=', preferenceId)
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}
