import type { AudienceFilter, AudienceSource } from '../platform/collected/audience.ts'
import type { Db } from '../platform/db/db.ts'
import { Refusal } from '../platform/refusal.ts'
import { listFilter } from '../rooms/loyalty/contract.ts'
import { countListed, idsAfter, isAmong, readListFilter, someOf } from '../rooms/loyalty/public.ts'
import { findHouse } from '../rooms/team/public.ts'

const MOST = 10_000

/** A kept filter, read on this moment: spans end today by the house's own day. */
async function read(db: Db, filter: AudienceFilter, now: Date) {
  const asked = listFilter.safeParse(filter)
  if (!asked.success)
    throw new Refusal(422, 'audience.filter_unknown', 'This is not a filter of the customers’ list.', { filter: 'invalid' })
  return readListFilter(asked.data, (await findHouse(db)).zone, now)
}

/** Groups of customers by the filter of their list: the list and the group are the same people. */
export const audience: AudienceSource = {
  count: async (db, filter, now) => {
    const { count, isExact } = await countListed(db, await read(db, filter, now), false)
    return { n: count, isExact }
  },
  countExactly: async (db, filter, now) => (await countListed(db, await read(db, filter, now), true)).count,
  ids: async (db, filter, after, limit, now) => idsAfter(db, await read(db, filter, now), after, Math.min(limit, MOST)),
  sample: async (db, filter, n, now) => someOf(db, await read(db, filter, now), n),
  holds: async (db, filter, customerId, now) => isAmong(db, await read(db, filter, now), customerId),
}
