import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { append, changedMeanwhile, findForUpdate } from '../appending.ts'
import type { NewEvent, ServicePromise } from '../promise.ts'
import type { followSlip } from './contract.ts'
import { type Act, findSlip, handOf } from './drafting.ts'
import type { Slip } from './slip.ts'
import * as store from './slip-store.ts'

type Asked = z.output<NonNullable<typeof followSlip.body>>

/** What became of it afterwards: what the customer said, that it was put right, and what it cost. */
export async function follow(
  db: Db,
  ids: { promiseId: string; slipId: string },
  { version, ...asked }: Asked,
  { who, now }: Act,
): Promise<{ promise: ServicePromise; slip: Slip }> {
  await findSlip(db, ids.promiseId, ids.slipId)
  const promise = await findForUpdate(db, ids.promiseId)
  const slip = await store.findForUpdate(db, promise, ids.slipId)
  if (!slip || slip.toldAt === null) throw new Refusal(409, 'promises.not_told', 'They have not been told yet.')
  if (slip.version !== version) throw changedMeanwhile()
  return followed(db, promise, slip, asked, { who, now })
}

/** The same of a slip that is held already; `by` is nobody where time says it. */
export async function followed(
  db: Db,
  promise: ServicePromise,
  slip: Slip,
  { answer, isFixed, costMinor }: Omit<Asked, 'version'>,
  { who, now }: { who: Act['who'] | undefined; now: Date },
): Promise<{ promise: ServicePromise; slip: Slip }> {
  const by = who && handOf(who)
  const fixedAt = isFixed === undefined ? slip.fixedAt : isFixed ? (slip.fixedAt ?? now) : null
  const isFixChanged = (fixedAt === null) !== (slip.fixedAt === null)
  const events: NewEvent[] = [
    ...(answer !== undefined && answer !== slip.answer ? [{ kind: 'answered' as const, payload: { slipId: slip.id, answer }, by }] : []),
    ...(isFixChanged ? [{ kind: 'remedy' as const, payload: { slipId: slip.id, isFixed: fixedAt !== null }, by }] : []),
  ]
  const kept = await store.keep(db, {
    ...slip,
    answer: answer ?? slip.answer,
    answeredAt: answer !== undefined && answer !== slip.answer ? now : slip.answeredAt,
    fixedAt,
    costMinor: costMinor ?? slip.costMinor,
  })
  return { promise: events.length > 0 ? await append(db, promise, events, now) : promise, slip: kept }
}
