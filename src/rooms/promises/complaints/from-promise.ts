import type { Db } from '../../../platform/db/db.ts'
import { businessDaysAfter } from '../business-days.ts'
import type { PromiseEvent, ServicePromise } from '../promise.ts'
import { follow } from './following.ts'
import { ASK_AFTER_DAYS, hasRemedy } from './rules.ts'
import * as store from './store.ts'

/** What the end of a promise says about the complaint whose clock it was: wherever it was kept, the complaint takes its step. */

const ends = new Set(['kept', 'late'])

export async function followComplaint(db: Db, promise: ServicePromise, events: readonly PromiseEvent[], now: Date): Promise<void> {
  if (promise.aboutId === null || promise.direction !== 'to-customer') return
  const told = events.findLast(({ kind }) => ends.has(kind) || kind === 'reopened')
  if (!told) return
  const complaint = await store.findForUpdate(db, promise.aboutId)
  if (!complaint || complaint.closedAt !== null) return
  const step = promise.id === complaint.acknowledgingId ? 'acknowledged' : promise.id === complaint.decidingId ? 'answered' : undefined
  if (step === undefined) return
  const reached = step === 'acknowledged' ? complaint.acknowledgedAt : complaint.answeredAt
  const by = { id: told.staffId, name: told.staffName }
  if (told.kind === 'reopened') {
    if (reached !== null) await follow(db, complaint, [{ kind: 'taken-back', payload: { step }, by }], now)
    return
  }
  if (reached !== null) return
  const doneAt = (promise.doneAt ?? now).toISOString()
  // Where nothing has to be carried out first, they are asked how it is two business days after the answer.
  const isAsked = step === 'answered' && (!hasRemedy(complaint) || complaint.remediedAt !== null)
  const followDue = isAsked ? (await businessDaysAfter(db, ASK_AFTER_DAYS, now)).toISOString() : null
  await follow(db, complaint, [{ kind: step, payload: { at: doneAt, isInTime: told.kind === 'kept', followDue }, by }], now)
}
