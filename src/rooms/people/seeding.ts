import type { Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import type { TradeField, TradeGroup } from '../../values/trades.data.ts'
import { addField, addGroup, removeUntouched } from './house-store.ts'

/** What a house of some trade asks its customers about. What stands there already stays as the house has it, retired or renamed. */

export async function seedGroups(db: Db, groups: readonly TradeGroup[]): Promise<void> {
  for (const { key, vi, en, choices, atMost, stance } of groups) {
    const own = choices.map((choice) => ({ ...choice }))
    await addGroup(db, { id: newId(), key, nameVi: vi, nameEn: en, choices: own, atMost, stance, isRetired: false, version: 1 })
  }
}

export async function seedFields(db: Db, fields: readonly TradeField[]): Promise<void> {
  for (const { key, vi, en, kind, choices = [], appliesTo } of fields) {
    const own = choices.map((choice) => ({ ...choice }))
    await addField(db, {
      id: newId(),
      key,
      nameVi: vi,
      nameEn: en,
      kind,
      choices: own,
      appliesTo: [...appliesTo],
      isRetired: false,
      version: 1,
    })
  }
}

/** Takes a trade's groups and fields away again, from a house that was never one of that trade; what somebody made their own stays. */
export const unseed = (db: Db, groups: readonly TradeGroup[], fields: readonly TradeField[]): Promise<void> =>
  removeUntouched(
    db,
    groups.map(({ key }) => key),
    fields.map(({ key }) => key),
  )
