import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { type Holder, may } from '../../values/rights.ts'
import type { Preference, Refuted } from './customer.ts'
import { byWeight } from './preference-rules.ts'
import './tables.ts'

type Row = Selectable<Schema['preference']>

const toPreference = (row: Row): Preference => ({
  id: row.preference_id,
  stance: row.stance,
  what: row.what,
  reason: row.reason,
  source: row.source,
  confidence: row.confidence,
  sensitivity: row.sensitivity,
  group: row.group_key,
  seenCount: row.seen_count,
  firstSeenOn: row.first_seen_on,
  lastSeenOn: row.last_seen_on,
  notedOn: row.noted_on,
  lastConfirmedOn: row.last_confirmed_on,
  notedByName: row.noted_by_name,
  version: row.version,
})

const toRefuted = (row: Row): Refuted[] =>
  row.refuted_at ? [{ ...toPreference(row), refutedAt: row.refuted_at, refutedByName: row.refuted_by_name }] : []

/** What touches health, faith or a child is not read for those who may not see it, nor for nobody in particular. */
const sensitivitiesFor = (who: Holder | undefined): string[] =>
  who && may(who, 'see.sensitive') ? ['normal', 'health', 'faith', 'child'] : ['normal']

/** What stands, by weight, and what was refuted, the latest first. Only what this holder of rights may see. */
export async function allPreferencesOf(db: Db, customerId: string, who: Holder): Promise<{ standing: Preference[]; refuted: Refuted[] }> {
  const found = await sql<Row>`select * from preference where customer_id = ${customerId}::uuid
    and sensitivity = any(${sensitivitiesFor(who)}::text[]) order by preference_id`.execute(db)
  return {
    standing: found.rows
      .filter((row) => !row.refuted_at)
      .map(toPreference)
      .sort(byWeight),
    refuted: found.rows.flatMap(toRefuted).sort((a, b) => b.refutedAt.getTime() - a.refutedAt.getTime()),
  }
}

/** What a customer must not get, needs, avoids and likes, in that order; only what this holder of rights may see. */
export const preferencesOf = async (db: Db, customerId: string, who: Holder): Promise<Preference[]> =>
  (await allPreferencesOf(db, customerId, who)).standing

/** The preferences of several customers at once, by customer; only what this holder of rights may see. */
export async function preferencesOfAll(db: Db, customerIds: readonly string[], who?: Holder): Promise<Map<string, Preference[]>> {
  const found = await sql<Row>`select * from preference where customer_id = any(${customerIds}::uuid[]) and refuted_at is null
    and sensitivity = any(${sensitivitiesFor(who)}::text[]) order by preference_id`.execute(db)
  const byCustomer = new Map<string, Preference[]>()
  for (const row of found.rows) byCustomer.set(row.customer_id, [...(byCustomer.get(row.customer_id) ?? []), toPreference(row)])
  for (const list of byCustomer.values()) list.sort(byWeight)
  return byCustomer
}

const forUpdate = (db: Db, customerId: string, preferenceId: string) =>
  db
    .selectFrom('preference')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('preference_id', '=', preferenceId)
    .forUpdate()
    .executeTakeFirst()

const mayRead = (row: Row, who: Holder): boolean => sensitivitiesFor(who).includes(row.sensitivity)

/** A line that stands, held; none for those who may not see it. */
export async function findPreferenceForUpdate(
  db: Db,
  customerId: string,
  preferenceId: string,
  who: Holder,
): Promise<Preference | undefined> {
  const row = await forUpdate(db, customerId, preferenceId)
  return row && !row.refuted_at && mayRead(row, who) ? toPreference(row) : undefined
}

export async function findRefutedForUpdate(db: Db, customerId: string, preferenceId: string, who: Holder): Promise<Refuted | undefined> {
  const row = await forUpdate(db, customerId, preferenceId)
  return row && mayRead(row, who) ? toRefuted(row)[0] : undefined
}

const valuesOf = (preference: Preference) => ({
  stance: preference.stance,
  what: preference.what,
  reason: preference.reason,
  source: preference.source,
  confidence: preference.confidence,
  sensitivity: preference.sensitivity,
  group_key: preference.group,
  seen_count: preference.seenCount,
  first_seen_on: preference.firstSeenOn,
  last_seen_on: preference.lastSeenOn,
  noted_on: preference.notedOn,
  last_confirmed_on: preference.lastConfirmedOn,
})

export async function addPreference(db: Db, customerId: string, preference: Preference, by: string | null): Promise<void> {
  await db
    .insertInto('preference')
    .values({
      customer_id: customerId,
      preference_id: preference.id,
      ...valuesOf(preference),
      noted_by: by,
      noted_by_name: preference.notedByName,
      import_id: null,
      first_customer_id: customerId,
    })
    .execute()
}

/** Writes a line anew and as standing: a refutation of it is lifted. */
export async function changePreference(db: Db, customerId: string, preference: Preference): Promise<Preference> {
  const version = preference.version + 1
  await db
    .updateTable('preference')
    .set({ ...valuesOf(preference), refuted_at: null, refuted_by: null, refuted_by_name: null, version })
    .where('customer_id', '=', customerId)
    .where('preference_id', '=', preference.id)
    .execute()
  return { ...preference, version }
}

export async function refute(db: Db, customerId: string, preference: Preference, by: { id: string | null; name: string }, at: Date) {
  const version = preference.version + 1
  await db
    .updateTable('preference')
    .set({ refuted_at: at, refuted_by: by.id, refuted_by_name: by.name, version })
    .where('customer_id', '=', customerId)
    .where('preference_id', '=', preference.id)
    .execute()
  return { ...preference, refutedAt: at, refutedByName: by.name, version }
}

export async function removePreference(db: Db, customerId: string, preferenceId: string, who: Holder): Promise<boolean> {
  const done = await sql`delete from preference where customer_id = ${customerId}::uuid and preference_id = ${preferenceId}::uuid
    and sensitivity = any(${sensitivitiesFor(who)}::text[])`.execute(db)
  return done.numAffectedRows === 1n
}

export type ToConfirm = { customerId: string; preference: Preference }

/** How many old lines are looked through for people who still come. */
const LOOKED_THROUGH = 5000

/**
 * What customers said and have not confirmed since `before`, of those who were here since `seenSince`; what only just grew old first,
 * since these people are the likeliest to be met. A bounded walk along the index, each line's customer one look-up.
 */
export async function findToConfirm(db: Db, before: string, seenSince: Date, limit: number, who: Holder): Promise<ToConfirm[]> {
  const found = await sql<Row>`select old.* from (
      select * from preference where refuted_at is null and last_confirmed_on < ${before}::date
      order by last_confirmed_on desc limit ${sql.lit(LOOKED_THROUGH)}) as old
    join lateral (select from customer c where c.customer_id = old.customer_id and c.last_contact_at >= ${seenSince}::timestamptz
      and c.kind = 'person' limit 1) as seen on true
    where old.source = 'said' and old.stance in ('likes', 'avoids') and old.sensitivity = any(${sensitivitiesFor(who)}::text[])
    limit ${limit}`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, preference: toPreference(row) }))
}
