import type { Db } from '../../../platform/db/db.ts'
import { isRole, type Role, roles } from '../../../values/rights.ts'
import './tables.ts'

/** How much each role may give for the trouble without asking, in minor units of the house's currency. */

export type AmendsLimit = { role: Role; mostMinor: number }

export async function allLimits(db: Db): Promise<AmendsLimit[]> {
  const rows = await db.selectFrom('amends_limit').selectAll().execute()
  const most = new Map(rows.flatMap(({ role, most_minor }) => (isRole(role) ? [[role, Number(most_minor)] as const] : [])))
  return roles.map((role) => ({ role, mostMinor: most.get(role) ?? 0 }))
}

export const limitOf = async (db: Db, role: Role): Promise<number> =>
  (await allLimits(db)).find((limit) => limit.role === role)?.mostMinor ?? 0

export async function keepLimits(db: Db, limits: readonly AmendsLimit[]): Promise<void> {
  for (const { role, mostMinor } of limits)
    await db
      .insertInto('amends_limit')
      .values({ role, most_minor: mostMinor })
      .onConflict((conflict) => conflict.column('role').doUpdateSet({ most_minor: mostMinor }))
      .execute()
}
