import type { Db } from '../platform/db/db.ts'
import { seedFields, seedGroups, unseed } from '../rooms/people/public.ts'
import { findHouse } from '../rooms/team/public.ts'
import { seedKinds, seedMap, unseedKinds, unseedMap } from '../rooms/touchpoints/public.ts'
import { tradeOf } from '../values/trades.ts'

/**
 * Gives a house what its trade works with, in the transaction that names the trade: kinds of lines, the way, groups of choices, fields. Only what
 * is missing is added, so that doing it again changes nothing and what the house made its own stays.
 */
export async function furnish(db: Db, trade: string): Promise<void> {
  const { kinds, groups, fields } = tradeOf(trade)
  await seedKinds(db, kinds)
  await seedGroups(db, groups)
  await seedFields(db, fields)
  await seedMap(db, trade)
}

/** Takes it away again where the house was never started as one of that trade: the sample lent it its name and trade. */
export async function unfurnish(db: Db, trade: string): Promise<void> {
  const { kinds, groups, fields } = tradeOf(trade)
  if ((await findHouse(db)).isStarted) return
  await unseedKinds(db, kinds)
  await unseedMap(db, trade)
  await unseed(db, groups, fields)
}

/** Furnishes a house that was started before its trade had all this. */
export async function furnishStarted(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { isStarted, trade } = await findHouse(tx)
    if (isStarted) await furnish(tx, trade)
  })
}
