import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import './tables.ts'

/** A kind of line that the house made its own. */
export type OwnKind = { key: string; nameVi: string; nameEn: string; icon: string; isRetired: boolean; version: number }

const toKind = (row: Selectable<Schema['touchpoint_kind']>): OwnKind => ({
  key: row.key,
  nameVi: row.name_vi,
  nameEn: row.name_en,
  icon: row.icon,
  isRetired: row.is_retired,
  version: row.version,
})

export async function listKinds(db: Db): Promise<OwnKind[]> {
  return (await db.selectFrom('touchpoint_kind').selectAll().orderBy('rank').orderBy('key').execute()).map(toKind)
}

export async function findKind(db: Db, key: string): Promise<OwnKind | undefined> {
  const row = await db.selectFrom('touchpoint_kind').selectAll().where('key', '=', key).executeTakeFirst()
  return row && toKind(row)
}

const newRank = sql<number>`(select coalesce(max(rank), 0) + 1 from touchpoint_kind)`

/** Makes a kind; false where the key is taken. A new one stands last. */
export async function addKind(db: Db, { key, nameVi, nameEn, icon, isRetired }: Omit<OwnKind, 'version'>): Promise<boolean> {
  const done = await db
    .insertInto('touchpoint_kind')
    .values({ key, name_vi: nameVi, name_en: nameEn, icon, is_retired: isRetired, rank: newRank })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Takes away those of these kinds that nobody changed and no line is of. */
export async function removeUntouchedKinds(db: Db, keys: readonly string[]): Promise<void> {
  await sql`delete from touchpoint_kind k where key = any(${keys}::text[]) and version = 1
    and not exists (select from touchpoint t where t.kind = k.key)`.execute(db)
}

/** Changes a kind as it stood at its version; false where it was changed since. */
export async function changeKind(db: Db, { key, nameVi, nameEn, icon, isRetired, version }: OwnKind): Promise<boolean> {
  const done = await db
    .updateTable('touchpoint_kind')
    .set({ name_vi: nameVi, name_en: nameEn, icon, is_retired: isRetired, version: version + 1 })
    .where('key', '=', key)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
