import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import { newId } from '../../../platform/ids.ts'
import { promiseKinds } from '../contract.ts'
import { level, match, target } from './contract.ts'
import type { InForce } from './rules.ts'
import './tables.ts'

export type Standard = InForce & { isRetired: boolean; version: number }

type Row = Omit<Selectable<Schema['standard']>, 'is_sample'> &
  Omit<Selectable<Schema['standard_version']>, 'made_by' | 'made_by_name' | 'made_at'>

const targets = z.partialRecord(z.enum(promiseKinds), target)
const levels = z.array(level)

const toStandard = (row: Row): Standard => ({
  standardId: row.standard_id,
  versionId: row.standard_version_id,
  name: row.name,
  level: row.level,
  match: match.parse(row.match),
  rank: row.rank,
  effectiveFrom: row.effective_from,
  effectiveTo: row.effective_to,
  calendarId: row.calendar_id,
  targets: targets.parse(row.targets),
  levels: levels.parse(row.levels),
  atRiskFraction: row.at_risk_fraction,
  tellsByItself: row.tells_by_itself,
  isRetired: row.is_retired,
  version: row.version,
})

const columns = sql`s.standard_id, s.name, s.level, s.match, s.rank, s.is_retired, s.version, v.standard_version_id, v.effective_from,
  v.effective_to, v.calendar_id, v.targets, v.levels, v.at_risk_fraction, v.tells_by_itself`

/** The version that was in force at a moment, or the first one where that came later. */
const versionAt = (at: Date) => sql`(
  select * from (
    (select v.*, 0 as turn from standard_version v where v.standard_id = s.standard_id and v.effective_from <= ${at}
      order by v.effective_from desc, v.standard_version_id desc limit 1)
    union all
    (select v.*, 1 as turn from standard_version v where v.standard_id = s.standard_id
      order by v.effective_from, v.standard_version_id limit 1)
  ) either order by turn limit 1)`

/** Every standard that could decide about one of these customers, as it stood at a moment: those for all, and theirs alone. */
export async function standardsAt(db: Db, customerIds: readonly string[], at: Date): Promise<Standard[]> {
  const found = await sql<Row>`select ${columns}
    from (
      select * from standard where level <> 'customer'
      union all
      select * from standard where level = 'customer' and match ->> 'customerId' = any(${customerIds}::text[])
    ) s
    cross join lateral ${versionAt(at)} v
    order by s.standard_id`.execute(db)
  return found.rows.map(toStandard)
}

/** All standards as they stand, or those for all with one customer's own; the nearest level last. */
export async function listStandards(db: Db, customerId: string | undefined, at: Date): Promise<Standard[]> {
  const whose = customerId === undefined ? sql`true` : sql`(s.level <> 'customer' or s.match ->> 'customerId' = ${customerId})`
  const found = await sql<Row>`select ${columns} from standard s cross join lateral ${versionAt(at)} v
    where ${whose}
    order by array_position(array['house', 'tier', 'customer'], s.level), s.is_retired, s.rank, s.name, s.standard_id`.execute(db)
  return found.rows.map(toStandard)
}

export async function findForUpdate(db: Db, standardId: string, at: Date): Promise<Standard | undefined> {
  const found = await sql<Row>`select ${columns} from standard s cross join lateral ${versionAt(at)} v
    where s.standard_id = ${standardId}::uuid for update of s`.execute(db)
  return found.rows[0] && toStandard(found.rows[0])
}

/** Makes a standard; false where the id is taken. */
export async function addStandard(db: Db, one: Standard): Promise<boolean> {
  const done = await db
    .insertInto('standard')
    .values({
      standard_id: one.standardId,
      name: one.name,
      level: one.level,
      match: JSON.stringify(one.match),
      rank: one.rank,
      is_retired: one.isRetired,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Changes a standard as it stood at its version; false where it was changed since. */
export async function changeStandard(db: Db, one: Standard): Promise<boolean> {
  const done = await db
    .updateTable('standard')
    .set({
      name: one.name,
      level: one.level,
      match: JSON.stringify(one.match),
      rank: one.rank,
      is_retired: one.isRetired,
      version: one.version + 1,
    })
    .where('standard_id', '=', one.standardId)
    .where('version', '=', one.version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** From now on the version in force is no longer. */
export async function endVersion(db: Db, standardId: string, at: Date): Promise<void> {
  await db
    .updateTable('standard_version')
    .set({ effective_to: at })
    .where('standard_id', '=', standardId)
    .where('effective_to', 'is', null)
    .execute()
}

export async function addVersion(
  db: Db,
  one: Standard,
  { at, by, byName }: { at: Date; by: string | null; byName: string | null },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('standard_version')
    .values({
      standard_version_id: id,
      standard_id: one.standardId,
      effective_from: at,
      calendar_id: one.calendarId,
      targets: JSON.stringify(one.targets),
      levels: JSON.stringify(one.levels),
      at_risk_fraction: one.atRiskFraction,
      tells_by_itself: one.tellsByItself,
      made_at: at,
      made_by: by,
      made_by_name: byName,
    })
    .execute()
  return id
}

// --- Counts --------------------------------------------------------------------------------------------------------------

/** How many open promises stand under each of these standards. */
export async function countOpen(db: Db, standardIds: readonly string[]): Promise<Map<string, number>> {
  const found = await sql<{ id: string; n: number }>`
    select v.standard_id as id, count(*) as n from standard_version v
    join promise p on p.standard_version_id = v.standard_version_id and p.state = 'open'
    where v.standard_id = any(${standardIds}::uuid[]) group by 1`.execute(db)
  return new Map(found.rows.map(({ id, n }) => [id, n]))
}

/** How many standards in force count by each calendar. */
export async function countByCalendar(db: Db, at: Date): Promise<Map<string, number>> {
  const found = await sql<{ id: string; n: number }>`
    select v.calendar_id as id, count(*) as n from standard s cross join lateral ${versionAt(at)} v
    where not s.is_retired group by 1`.execute(db)
  return new Map(found.rows.map(({ id, n }) => [id, n]))
}

// --- Of customers --------------------------------------------------------------------------------------------------------

/** What of a customer standards are for: tags and the state of loyalty. */
export async function traitsOf(
  db: Db,
  customerIds: readonly string[],
): Promise<Map<string, { tags: string[]; state: InForce['match']['state'] }>> {
  const found = await sql<{ customer_id: string; tags: string[]; state: InForce['match']['state'] | null }>`
    select c.customer_id, c.tags, l.state from customer c left join customer_loyalty l using (customer_id)
    where c.customer_id = any(${customerIds}::uuid[])`.execute(db)
  return new Map(found.rows.map(({ customer_id, tags, state }) => [customer_id, { tags, state: state ?? undefined }]))
}
