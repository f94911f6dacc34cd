import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { TradeKind } from '../../values/trades.data.ts'
import type { saveTouchpointKind, touchpointKindView } from './contract.ts'
import { builtInKinds } from './kinds.data.ts'
import * as store from './kinds-store.ts'

type View = z.input<typeof touchpointKindView>
type Asked = z.output<NonNullable<typeof saveTouchpointKind.body>>

const isBuiltIn = (key: string): boolean => Object.hasOwn(builtInKinds, key)

/** The line that orders write has a kind of its own, which nobody writes by hand and nobody else may be called. */
const isKept = (key: string): boolean => isBuiltIn(key) || key === 'order'

const viewKind = (kind: store.OwnKind): View => ({ ...kind, isBuiltIn: false })

/** Quen's own kinds and after them the house's, the retired ones too: old lines still show them. */
export async function allKinds(db: Db): Promise<View[]> {
  const own = Object.entries(builtInKinds).map(([key, kind]) => ({ key, ...kind, isRetired: false, isBuiltIn: true, version: 1 }))
  return [...own, ...(await store.listKinds(db)).map(viewKind)]
}

/** Refuses a kind that this house does not write, or does not write any more. */
export async function requireKind(db: Db, key: string): Promise<void> {
  if (isBuiltIn(key)) return
  const kind = isKept(key) ? undefined : await store.findKind(db, key)
  if (!kind || kind.isRetired)
    throw new Refusal(400, 'touchpoints.no_such_kind', 'This house has no such kind of line.', { kind: 'unknown' })
}

/** Makes a kind of the house's own, or changes it as it stood at the version that was seen. */
export async function saveKind(db: Db, key: string, { version, ...asked }: Asked): Promise<View> {
  if (isKept(key)) throw new Refusal(409, 'touchpoints.built_in', 'This kind is one of Quen’s own and stays as it is.', { key: 'built_in' })
  if (version === undefined) {
    if (!(await store.addKind(db, { key, ...asked })))
      throw new Refusal(409, 'touchpoints.key_taken', 'There is a kind with this key already.', { key: 'taken' })
    return viewKind({ key, ...asked, version: 1 })
  }
  if (!(await store.changeKind(db, { key, ...asked, version })))
    throw new Refusal(409, 'touchpoints.changed_meanwhile', 'Somebody changed this meanwhile.')
  return viewKind({ key, ...asked, version: version + 1 })
}

/** Gives a house the kinds of its trade that it lacks; what stands there stays as the house has it. */
export async function seedKinds(db: Db, kinds: readonly TradeKind[]): Promise<void> {
  for (const { key, vi, en, icon } of kinds)
    if (!isKept(key)) await store.addKind(db, { key, nameVi: vi, nameEn: en, icon, isRetired: false })
}

/** Takes the kinds of a trade away again, from a house that was never one of that trade; what somebody made their own stays. */
export const unseedKinds = (db: Db, kinds: readonly TradeKind[]): Promise<void> =>
  store.removeUntouchedKinds(
    db,
    kinds.map(({ key }) => key),
  )
