import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import './tables.ts'

/** Rows of settings as they lie; what they hold is read in `settings.ts`. */

export type CourierName = 'house' | 'smtp' | 'imap' | 'dkim' | 'esms' | 'zalo'

export type SettingRow = {
  courier: CourierName
  settings: unknown
  sealed: string | null
  isOn: boolean
  testedAt: Date | null
  tested: unknown
  updatedAt: Date
  version: number
}

export async function settingRows(db: Db): Promise<Map<CourierName, SettingRow>> {
  const rows = await db.selectFrom('courier_setting').selectAll().execute()
  return new Map(
    rows.map((row) => [
      row.courier,
      {
        courier: row.courier,
        settings: row.settings,
        sealed: row.sealed,
        isOn: row.is_on,
        testedAt: row.tested_at,
        tested: row.tested,
        updatedAt: row.updated_at,
        version: row.version,
      },
    ]),
  )
}

/** Counts the settings' version up; false when somebody changed them since. Every other row is written behind this one. */
export async function raiseVersion(db: Db, settings: object, version: number, now: Date): Promise<boolean> {
  if (version === 0) {
    const made = await db
      .insertInto('courier_setting')
      .values({ courier: 'house', settings: JSON.stringify(settings), updated_at: now, is_on: true, version: 1 })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  const done = await db
    .updateTable('courier_setting')
    .set({ settings: JSON.stringify(settings), updated_at: now, version: version + 1 })
    .where('courier', '=', 'house')
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function keepSetting(
  db: Db,
  { courier, settings, sealed, isOn }: Pick<SettingRow, 'courier' | 'sealed' | 'isOn'> & { settings: object },
  now: Date,
): Promise<void> {
  const row = { settings: JSON.stringify(settings), sealed, is_on: isOn, updated_at: now }
  await db
    .insertInto('courier_setting')
    .values({ courier, ...row })
    .onConflict((conflict) => conflict.column('courier').doUpdateSet({ ...row, version: sql<number>`courier_setting.version + 1` }))
    .execute()
}

export const removeSetting = (db: Db, courier: CourierName) => db.deleteFrom('courier_setting').where('courier', '=', courier).execute()

export const keepTest = (db: Db, courier: CourierName, tested: object, now: Date) =>
  db
    .updateTable('courier_setting')
    .set({ tested: JSON.stringify(tested), tested_at: now })
    .where('courier', '=', courier)
    .execute()
