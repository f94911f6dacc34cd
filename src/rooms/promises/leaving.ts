import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { append, load } from './appending.ts'
import { rippleFrom } from './chain.ts'
import { holdChains, removeNeed } from './chain-store.ts'

/** Others' promises that rest on what leaves the house. */

/**
 * Before the sample and these customers are taken away: promises that stay rest on theirs no more, and are reckoned without them. Arrows of
 * what leaves go with it.
 */
export async function letGo(db: Db, customerIds: readonly string[], now: Date): Promise<void> {
  await holdChains(db)
  const found = await sql<{ promise_id: string; needs_id: string }>`select n.promise_id, n.needs_id
    from promise_need n join promise needed on needed.customer_id = n.needs_customer_id and needed.promise_id = n.needs_id
    join promise p on p.customer_id = n.customer_id and p.promise_id = n.promise_id
    where (needed.is_sample or needed.customer_id = any(${customerIds}::uuid[]))
      and not p.is_sample and p.customer_id <> all(${customerIds}::uuid[])
    order by n.promise_id, n.needs_id`.execute(db)
  for (const { promise_id, needs_id } of found.rows) {
    const promise = await load(db, promise_id)
    await removeNeed(db, promise, needs_id)
    await append(db, promise, [{ kind: 'rests-no-more', payload: { needsId: needs_id } }], now)
    if (promise.state === 'open') await rippleFrom(db, promise_id, now)
  }
}
