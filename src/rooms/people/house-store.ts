import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Choice, CustomerField, CustomerKind, PreferenceGroup } from './customer.ts'
import './tables.ts'

/** What the house itself decides to ask: groups of choices, fields of its own; and the tags that it uses. */

const toGroup = (row: Selectable<Schema['preference_group']>): PreferenceGroup => ({
  id: row.group_id,
  key: row.key,
  nameVi: row.name_vi,
  nameEn: row.name_en,
  choices: row.choices as Choice[],
  atMost: row.at_most,
  stance: row.stance,
  isRetired: row.is_retired,
  version: row.version,
})

const toField = (row: Selectable<Schema['customer_field']>): CustomerField => ({
  id: row.field_id,
  key: row.key,
  nameVi: row.name_vi,
  nameEn: row.name_en,
  kind: row.kind,
  choices: row.choices as Choice[],
  appliesTo: row.applies_to as CustomerKind[],
  isRetired: row.is_retired,
  version: row.version,
})

export async function listGroups(db: Db): Promise<PreferenceGroup[]> {
  return (await db.selectFrom('preference_group').selectAll().orderBy('rank').orderBy('key').execute()).map(toGroup)
}

export async function findGroup(db: Db, key: string): Promise<PreferenceGroup | undefined> {
  const row = await db.selectFrom('preference_group').selectAll().where('key', '=', key).executeTakeFirst()
  return row && toGroup(row)
}

export async function listFields(db: Db): Promise<CustomerField[]> {
  return (await db.selectFrom('customer_field').selectAll().orderBy('rank').orderBy('key').execute()).map(toField)
}

export async function findField(db: Db, key: string): Promise<CustomerField | undefined> {
  const row = await db.selectFrom('customer_field').selectAll().where('key', '=', key).executeTakeFirst()
  return row && toField(row)
}

const groupValues = (group: PreferenceGroup) => ({
  name_vi: group.nameVi,
  name_en: group.nameEn,
  choices: JSON.stringify(group.choices),
  at_most: group.atMost,
  stance: group.stance,
  is_retired: group.isRetired,
})

const fieldValues = (field: CustomerField) => ({
  name_vi: field.nameVi,
  name_en: field.nameEn,
  choices: JSON.stringify(field.choices),
  applies_to: field.appliesTo,
  is_retired: field.isRetired,
})

/** Makes a group; false where the key is taken. A new one stands last. */
export async function addGroup(db: Db, group: PreferenceGroup): Promise<boolean> {
  const done = await db
    .insertInto('preference_group')
    .values({
      group_id: group.id,
      key: group.key,
      ...groupValues(group),
      rank: sql`(select coalesce(max(rank), 0) + 1 from preference_group)`,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Changes a group as it stood at its version; false where it was changed since. */
export async function changeGroup(db: Db, group: PreferenceGroup): Promise<boolean> {
  const done = await db
    .updateTable('preference_group')
    .set({ ...groupValues(group), version: group.version + 1 })
    .where('key', '=', group.key)
    .where('version', '=', group.version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Makes a field; false where the key is taken. A new one stands last. */
export async function addField(db: Db, field: CustomerField): Promise<boolean> {
  const done = await db
    .insertInto('customer_field')
    .values({
      field_id: field.id,
      key: field.key,
      kind: field.kind,
      ...fieldValues(field),
      rank: sql`(select coalesce(max(rank), 0) + 1 from customer_field)`,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Changes a field as it stood at its version; false where it was changed since. */
export async function changeField(db: Db, field: CustomerField): Promise<boolean> {
  const done = await db
    .updateTable('customer_field')
    .set({ ...fieldValues(field), version: field.version + 1 })
    .where('key', '=', field.key)
    .where('version', '=', field.version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Takes away those of these groups and fields that nobody changed. */
export async function removeUntouched(db: Db, groups: readonly string[], fields: readonly string[]): Promise<void> {
  await sql`delete from preference_group where key = any(${groups}::text[]) and version = 1`.execute(db)
  await sql`delete from customer_field where key = any(${fields}::text[]) and version = 1`.execute(db)
}
