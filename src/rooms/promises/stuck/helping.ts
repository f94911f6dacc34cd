import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findOrder } from '../../orders/public.ts'
import { allStaff } from '../../team/public.ts'
import { makeOrWithin } from '../by-standard.ts'
import type { ServicePromise, Team } from '../promise.ts'
import { teamFor } from './rules.ts'

/** Where no standard says how soon somebody who is stuck is helped: within one open hour. */
const HELP_WITHIN = 3600

type Stuck = { words: string; orderId?: string | undefined; team?: Team | undefined; holderId?: string | undefined }

/** Help is promised at once. A team in which nobody works helps nobody: then whoever heard of it holds it. */
export async function helpAtOnce(
  db: Db,
  customerId: string,
  asked: Stuck,
  who: Who,
  now: Date,
  language: 'vi' | 'en',
): Promise<ServicePromise> {
  const { words, orderId, holderId } = asked
  const order = orderId === undefined ? undefined : await findOrder(db, customerId, orderId)
  if (orderId !== undefined && !order)
    throw new Refusal(404, 'promises.no_such_order', 'This customer has no such order.', { orderId: 'no_such_order' })
  const team = asked.team ?? teamFor(words, order?.kind ?? null)
  const isManned = (await allStaff(db)).some(({ role, isLockedOut }) => role === team && !isLockedOut)
  const holder = holderId ? { holderId } : asked.team || isManned ? { team } : {}
  return makeOrWithin(
    db,
    {
      customerId,
      kind: 'help',
      words: `${language === 'vi' ? 'Khách đang vướng' : 'They are stuck'}: ${words}`.slice(0, 300),
      severity: 3,
      ...(orderId ? { orderId } : {}),
      ...holder,
      aboutKind: 'stuck',
    },
    HELP_WITHIN,
    who,
    now,
  )
}
