import { z } from 'zod'
import type { CareEnd } from '../../platform/collected/today.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import { requireForUpdate } from '../people/public.ts'
import { jotDown, takeBackLine } from './actions.ts'
import { findForUpdate } from './store.ts'

/** A word to a customer that an act of care proposed: once said it is a line of the timeline, so that everybody knows of it. */

const kept = z.union([
  z.object({ did: z.literal('reached'), customerId: z.string(), touchpointId: z.string() }),
  z.object({ did: z.literal('nothing') }),
])
type Reached = z.output<typeof kept>

type Word = { customerId: string; kind: 'call' | 'message'; body: string }

/** Notes the word where the act ended done; answers how that is taken back. */
export async function reachOut(db: Db, { customerId, kind, body }: Word, end: CareEnd, who: Who, now: Date): Promise<Reached> {
  if (end !== 'done') return { did: 'nothing' }
  const line = await jotDown(db, customerId, { kind, body }, who, now)
  return { did: 'reached', customerId, touchpointId: line.id }
}

/** Takes it back; one that was taken away by hand is gone already, and one that somebody corrected stays. */
export async function takeBackReach(db: Db, told: Record<string, unknown>, now: Date): Promise<void> {
  const before = kept.parse(told)
  if (before.did === 'nothing') return
  await requireForUpdate(db, before.customerId)
  const line = await findForUpdate(db, before.customerId, before.touchpointId)
  if (!line) return
  if (line.version !== 1) throw new Refusal(409, 'care.changed_meanwhile', 'Somebody changed this meanwhile.')
  await takeBackLine(db, before.customerId, before.touchpointId, now)
}
