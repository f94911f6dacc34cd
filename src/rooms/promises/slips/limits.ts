import type { Db } from '../../../platform/db/db.ts'
import { type Role, roles } from '../../../values/rights.ts'
import { allStaff, findHouse } from '../../team/public.ts'
import { usualLimit } from './amends-rules.ts'
import * as store from './limits-store.ts'

/** How much each role may give for the trouble without asking, in minor units of the house's currency. */

export type AmendsLimit = { role: Role; mostMinor: number }
export type Limits = { limits: AmendsLimit[]; currency: string }

export async function allLimits(db: Db): Promise<Limits> {
  const { currency } = await findHouse(db)
  const most = await store.limitsIn(db, currency)
  return { currency, limits: roles.map((role) => ({ role, mostMinor: most.get(role) ?? usualLimit(role, currency) })) }
}

export const limitOf = async (db: Db, role: Role): Promise<number> =>
  (await allLimits(db)).limits.find((limit) => limit.role === role)?.mostMinor ?? 0

export async function keepLimits(db: Db, limits: readonly AmendsLimit[]): Promise<Limits> {
  const { currency } = await findHouse(db)
  for (const { role, mostMinor } of limits) await store.keepLimit(db, { role, mostMinor, currency })
  return allLimits(db)
}

const YEAR = 365 * 24 * 3600_000

export type Effect = { role: Role; given: number; asked: number; wouldAsk: number }

/** What other limits would have meant in the last year: of what each role gave, how much was above its limit, and would have been. */
export async function effectOf(db: Db, changed: readonly AmendsLimit[], now: Date): Promise<Effect[]> {
  const { limits, currency } = await allLimits(db)
  const staff = await allStaff(db)
  const asked = limits.flatMap(({ role, mostMinor }) => {
    const next = changed.find((one) => one.role === role)?.mostMinor ?? mostMinor
    return staff.filter((one) => one.role === role).map(({ id }) => ({ id, role, was: mostMinor, next }))
  })
  const since = new Date(now.getTime() - YEAR)
  const found = await store.givenAbove(db, asked, { currency, since })
  return roles.flatMap((role) => {
    const of = asked.flatMap((one) => (one.role === role ? (found.get(one.id) ?? []) : []))
    const sum = (pick: (one: store.Given) => number) => of.reduce((all, one) => all + pick(one), 0)
    return of.length > 0
      ? [{ role, given: sum((one) => one.given), asked: sum((one) => one.asked), wouldAsk: sum((one) => one.wouldAsk) }]
      : []
  })
}
