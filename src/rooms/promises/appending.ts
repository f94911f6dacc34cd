import type { Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { tell } from '../../platform/stream/stream.ts'
import { houseCalendar } from './calendars/calendars.ts'
import { ripple } from './chain.ts'
import { holdChains, isLinked } from './chain-store.ts'
import { followComplaint } from './complaints/from-promise.ts'
import { askedOf, countDue, type Result } from './counting.ts'
import type { EventKind, NewEvent, PromiseEvent, ServicePromise } from './promise.ts'
import { followEnd } from './requests/store.ts'
import { fold, rowOf } from './rules.ts'
import * as store from './store.ts'

/** Something happens to a promise: it is written down for good, and the row follows from it. */

export const noSuchPromise = () => new Refusal(404, 'promises.no_such_promise', 'There is no such promise.')
export const changedMeanwhile = () => new Refusal(409, 'promises.changed_meanwhile', 'Somebody changed this meanwhile.')

export async function load(db: Db, promiseId: string): Promise<ServicePromise> {
  const promise = await store.find(db, promiseId)
  if (!promise) throw noSuchPromise()
  return promise
}

/** A promise, held until the transaction ends; refused where it was changed since `version`. */
export async function findForUpdate(db: Db, promiseId: string, version?: number): Promise<ServicePromise> {
  // Whoever moves a link of a chain moves others with it, so that chains are taken in hand before any promise of theirs.
  if (await isLinked(db, promiseId)) await holdChains(db)
  const promise = await store.findForUpdate(db, promiseId)
  if (!promise) throw noSuchPromise()
  if (version !== undefined && promise.version !== version) throw changedMeanwhile()
  return promise
}

/** What a count says, as events hold it. */
export const countedPayload = ({ internalDue, atRiskAt, levels }: Pick<Result, 'internalDue' | 'atRiskAt' | 'levels'>) => ({
  internalDue: internalDue?.toISOString() ?? null,
  atRiskAt: atRiskAt?.toISOString() ?? null,
  levels,
})

/** Counts a promise's clock as it stands, with its pauses. */
export async function countAnew(db: Db, promise: ServicePromise, now: Date): Promise<Result> {
  const versionId = promise.calendarVersionId ?? (await houseCalendar(db, now)).id
  return countDue(db, versionId, askedOf(promise, await store.pausesOf(db, promise)))
}

/** What others that rest on a promise have to hear of. */
const moves: ReadonlySet<EventKind> = new Set([
  'slipped',
  'repromised',
  'forecast',
  'kept',
  'late',
  'broken',
  'withdrawn',
  'reopened',
  'checked',
])

/** A new promise runs on a clock of its own from now on; what was sent names the moment and the reason. */
async function renewed(db: Db, promise: ServicePromise, payload: Record<string, unknown>, now: Date) {
  const { promisedDue, reason } = payload
  if (typeof promisedDue !== 'string' || typeof reason !== 'string' || reason === '')
    throw new Error('a new promise names its moment and its reason')
  const due = new Date(promisedDue).toISOString()
  const { carried, ...inputs } = promise.inputs
  const after = { ...promise, inputs: { ...inputs, renewed: { at: now.toISOString(), due } } }
  const counted = await countAnew(db, after, now)
  return {
    after,
    payload: { ...payload, promisedDue: due, before: promise.promisedDue?.toISOString() ?? null, ...countedPayload(counted) },
  }
}

/**
 * Writes what happened, keeps in the row what follows from it, tells open screens, and moves on all that rests on it. `changes` are
 * columns that no event holds. The caller holds the promise by `findForUpdate`. `repromised` is given as {promisedDue, reason}; its
 * clock is counted here.
 */
export async function append(
  db: Db,
  promise: ServicePromise,
  events: readonly NewEvent[],
  now: Date,
  changes: Partial<ServicePromise> = {},
): Promise<ServicePromise> {
  const before = await store.eventsOf(db, promise)
  // Of two machines' clocks one may be behind: what happened later stands later.
  const last = before.at(-1)?.at ?? now
  const at = last > now ? last : now
  let after: ServicePromise = { ...promise, ...changes }
  const added: PromiseEvent[] = []
  for (const { kind, payload = {}, by } of events) {
    let full = payload
    if (kind === 'repromised') ({ after, payload: full } = await renewed(db, after, payload, at))
    added.push({ id: newId(at.getTime()), at, kind, staffId: by?.id ?? null, staffName: by?.name ?? null, payload: full })
  }
  await store.addEvents(db, promise, added)
  const kept = await store.keep(db, { ...after, ...rowOf(fold([...before, ...added])) })
  if (kept.state !== promise.state && kept.aboutKind === 'request') await followEnd(db, kept, at)
  await tell(db, { what: 'promise', about: { promiseIds: [kept.id], state: kept.state, stage: kept.stage } })
  if (added.some(({ kind }) => moves.has(kind))) await ripple(db, kept.id, at)
  if (kept.aboutKind === 'complaint') await followComplaint(db, kept, added, at)
  return kept
}
