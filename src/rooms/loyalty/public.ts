import type { Db } from '../../platform/db/db.ts'
import type { Holder } from '../../values/rights.ts'
import { findFigures } from './store.ts'
import { type Brief, viewBrief } from './views.ts'

/** What later rooms and the wiring may ask of loyalty. */
export { idsAfter, isAmong, someOf } from './audience-store.ts'
export { askForRun, loyaltyJobs, loyaltyListeners, planNightly } from './jobs.ts'
export { readListFilter } from './lists.ts'
export { countListed } from './lists-store.ts'
export { currentRun } from './store.ts'

/** Somebody's loyalty in a line, as this holder may see it; null for who never bought and where there is no model yet. */
export async function loyaltyOf(db: Db, customerId: string, who: Holder): Promise<Brief | null> {
  const figures = (await findFigures(db, [customerId])).get(customerId)
  return figures ? viewBrief(figures, who) : null
}
