import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import type { NewEvent, ServicePromise } from './promise.ts'
import type { Slip } from './slips/slip.ts'
import * as slips from './slips/slip-store.ts'

/** What a slip is of that nobody has written anything about yet. */
const emptySlip = ({ customerId, id, isSample }: ServicePromise, number: number, isForeseen: boolean, now: Date): Slip => ({
  id: newId(now.getTime()),
  promiseId: id,
  customerId,
  number,
  at: now,
  isForeseen,
  reason: null,
  toldReason: null,
  reasonWords: null,
  facts: {},
  signedBy: null,
  signedByName: null,
  agreedBy: null,
  agreedByName: null,
  agreedWords: null,
  agreedReason: null,
  newDue: null,
  tellBy: null,
  fix: null,
  fixDue: null,
  amends: null,
  amendsKind: null,
  amendsMinor: null,
  amendsCurrency: null,
  costMinor: null,
  noneWhy: null,
  approvedBy: null,
  approvedByName: null,
  approvedWords: null,
  approvedMinor: null,
  words: null,
  toldHow: null,
  toldAt: null,
  toldBy: null,
  toldByName: null,
  messageId: null,
  isToldByItself: false,
  answerPromiseId: null,
  newsAt: null,
  newsHow: null,
  newsMessageId: null,
  answer: null,
  answeredAt: null,
  fixedAt: null,
  declaredAt: now,
  actedAt: null,
  firstCustomerId: customerId,
  isSample,
  version: 1,
})

/** The draft that lies ready for a promise; without one, an empty one that nobody keeps. */
export const draftedSlip = (promise: ServicePromise, all: readonly Slip[], now: Date): Slip =>
  all.find(({ declaredAt, toldAt }) => declaredAt === null && toldAt === null) ?? {
    ...emptySlip(
      promise,
      1 + Math.max(0, ...all.map(({ number }) => number)),
      promise.promisedDue === null || now <= promise.promisedDue,
      now,
    ),
    declaredAt: null,
  }

type Missed = { reason: string | null; isForeseen: boolean; isOfEnd: boolean }

const handOf = (who: Who) => ({ id: who.kind === 'staff' ? who.id : null, name: who.name })

/** Whether a reason of this slip is written down already, so that nobody has to say it again. */
export const hasReason = (all: readonly Slip[]): boolean =>
  all.some(
    ({ declaredAt, reason, reasonWords, toldAt }) => declaredAt !== null && (toldAt !== null || reason !== null || reasonWords !== null),
  )

/**
 * Opens the slip of a promise that was missed: the draft that was made ready for it, or a new one. Where one stands open it gets the
 * reason, and no event follows.
 */
export async function openSlip(
  db: Db,
  promise: ServicePromise,
  all: readonly Slip[],
  { reason, isForeseen, isOfEnd }: Missed,
  who: Who,
  now: Date,
): Promise<NewEvent[]> {
  const standing = all.find(({ id }) => id === promise.slipId)
  const signed = reason === null ? {} : { reasonWords: reason, signedBy: handOf(who).id, signedByName: who.name }
  if (standing) {
    if (standing.reasonWords === null && reason !== null) await slips.keep(db, { ...standing, ...signed })
    return []
  }
  const draft = all.find(({ declaredAt, toldAt }) => declaredAt === null && toldAt === null)
  const opened: Slip = draft
    ? { ...draft, at: now, isForeseen, declaredAt: now, ...(draft.reasonWords === null ? signed : {}) }
    : { ...emptySlip(promise, 1 + Math.max(0, ...all.map(({ number }) => number)), isForeseen, now), ...signed }
  if (draft) await slips.keep(db, opened)
  else await slips.add(db, opened)
  return [{ kind: 'slipped', payload: { slipId: opened.id, number: opened.number, isForeseen, isOfEnd }, by: handOf(who) }]
}
