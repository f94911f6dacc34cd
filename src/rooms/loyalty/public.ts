import type { Db } from '../../platform/db/db.ts'
import type { Holder } from '../../values/rights.ts'
import type { LoyaltyState } from './contract.ts'
import { findFigures } from './store.ts'
import { type Brief, viewBrief } from './views.ts'

/** What later rooms and the wiring may ask of loyalty. */
export { idsAfter, isAmong, someOf } from './audience-store.ts'
export { drawRegulars } from './gone-store.ts'
export { askForRun, loyaltyJobs, loyaltyListeners, planNightly } from './jobs.ts'
export { readListFilter } from './lists.ts'
export { countListed } from './lists-store.ts'
export { currentRun } from './store.ts'

/** Somebody's loyalty in a line, as this holder may see it; null for who never bought and where there is no model yet. */
export async function loyaltyOf(db: Db, customerId: string, who: Holder): Promise<Brief | null> {
  const figures = (await findFigures(db, [customerId])).get(customerId)
  return figures ? viewBrief(figures, who) : null
}

/** Where each of these stands; who never bought, and everybody while there is no model yet, is not among them. */
export const statesOf = async (db: Db, customerIds: readonly string[]): Promise<Map<string, LoyaltyState>> =>
  new Map([...(await findFigures(db, customerIds))].map(([id, { state }]) => [id, state]))
