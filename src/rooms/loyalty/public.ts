import type { Db } from '../../platform/db/db.ts'
import { type Holder, may } from '../../values/rights.ts'
import type { LoyaltyState } from './contract.ts'
import { countListed, type Listed, type ListSort, listed, type Whom } from './lists-store.ts'
import type { DayCounts } from './loyalty.ts'
import { countNever, countStates, findDays, findFigures } from './store.ts'
import { type Brief, viewBrief } from './views.ts'

/** What later rooms and the wiring may ask of loyalty. */
export { askForRun, loyaltyJobs, loyaltyListeners, planNightly } from './jobs.ts'
export { currentRun, findSetting as settingOf } from './store.ts'

/** Somebody's loyalty in a line, as this holder may see it; null for who never bought and where there is no model yet. */
export const loyaltyOf = async (db: Db, customerId: string, who: Holder): Promise<Brief | null> =>
  (await loyaltyOfAll(db, [customerId], who)).get(customerId) ?? null

/** The same of several customers in one question, by customer. */
export async function loyaltyOfAll(db: Db, customerIds: readonly string[], who: Holder): Promise<Map<string, Brief>> {
  const found = await findFigures(db, customerIds)
  return new Map([...found].map(([id, figures]) => [id, viewBrief(figures, who)]))
}

/** How many customers stand where; `never` are those who never bought. All together are all customers. */
export async function stateCounts(db: Db): Promise<Record<LoyaltyState, number> & { never: number }> {
  const [counts, never] = await Promise.all([countStates(db), countNever(db)])
  return { ...counts, never }
}

/** The sums of each day, the oldest first; what customers are worth only for who sees values. */
export async function loyaltyDays(db: Db, since: string, until: string, who: Holder): Promise<DayCounts[]> {
  const days = await findDays(db, since, until)
  return may(who, 'see.values') ? days : days.map((day) => ({ ...day, equityMinor: null, equityLow: null, equityHigh: null }))
}

/** A window of the customers behind a figure, with their exact count. */
export async function listByState(
  db: Db,
  whom: Whom,
  { sort = '-chance', offset = 0, limit = 50 }: { sort?: ListSort; offset?: number; limit?: number } = {},
): Promise<{ rows: Listed[]; count: number }> {
  const [rows, count] = await Promise.all([listed(db, whom, sort, offset, limit), countListed(db, whom)])
  return { rows, count }
}
