import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { notLaterThan } from '../touchpoints/public.ts'
import { append, countAnew, countedPayload, findForUpdate, load, noSuchPromise } from './appending.ts'
import { rippleFrom } from './chain.ts'
import { addNeed, holdChains, removeNeed, restsOn } from './chain-store.ts'
import type { checkPromise, handPromise, keepPromise, restPromise } from './contract.ts'
import { hasReason, openSlip } from './ending.ts'
import { holderOf } from './making.ts'
import type { Hand, ServicePromise } from './promise.ts'
import { doesPause, fold, outcomeOf } from './rules.ts'
import { slipsOf } from './slips/slip-store.ts'
import * as store from './store.ts'

/** The verbs of promises. */
export { append, findForUpdate, load } from './appending.ts'
export { make, type NewPromise } from './making.ts'

type Body<Route extends { body?: z.ZodType }> = Omit<z.output<NonNullable<Route['body']>>, 'version'>

/** Which promise is meant, as somebody saw it, and by whom it is done. */
export type Act = { promiseId: string; version: number; who: Who; now: Date }

const handOf = (who: Who): Hand => ({ id: who.kind === 'staff' ? who.id : null, name: who.name })

const notOpen = () => new Refusal(409, 'promises.not_open', 'This promise has ended already.')

/** The promise, held, as it stood when somebody saw it, and open. */
async function openForUpdate(db: Db, { promiseId, version }: Act): Promise<ServicePromise> {
  const promise = await findForUpdate(db, promiseId)
  // Whoever comes second hears that it ended, not only that something changed.
  if (promise.state !== 'open') throw notOpen()
  if (promise.version !== version) throw new Refusal(409, 'promises.changed_meanwhile', 'Somebody changed this meanwhile.')
  return promise
}

/** The columns of an end; the pause that was open ends with the promise. */
async function endBy(db: Db, promise: ServicePromise, who: Who, doneAt: Date): Promise<Partial<ServicePromise>> {
  if (promise.isPaused) await store.endPause(db, promise, doneAt)
  return { doneBy: handOf(who).id, doneByName: who.name }
}

const isMissedBy = ({ promisedDue }: ServicePromise, at: Date): boolean => promisedDue !== null && at > promisedDue

/** Says that a promise was kept; after what was said first it is kept late, and the reason is asked for where none is known. */
export async function keep(db: Db, act: Act, asked: Body<typeof keepPromise>): Promise<ServicePromise> {
  const promise = await openForUpdate(db, act)
  const { who, now } = act
  const doneAt = notLaterThan(now, asked.at ? new Date(asked.at) : now)
  if (!doneAt)
    throw new Refusal(400, 'promises.in_the_future', 'It is kept now or was before; it cannot be kept ahead.', { at: 'in_the_future' })
  const outcome = outcomeOf(promise.firstDue, doneAt)
  const by = handOf(who)
  const end = { doneAt: doneAt.toISOString(), isExceeded: asked.isExceeded === true, reason: asked.reason ?? null }
  if (outcome === 'kept') return append(db, promise, [{ kind: 'kept', payload: end, by }], now, await endBy(db, promise, who, doneAt))
  const all = await slipsOf(db, promise)
  if (asked.reason === undefined && !hasReason(all))
    throw new Refusal(409, 'promises.reason_needed', 'It was kept late: say why.', { reason: 'needed' })
  const isTold = all.some(({ toldAt }) => toldAt !== null)
  const slipped =
    promise.slipId !== null || !isTold || isMissedBy(promise, doneAt)
      ? await openSlip(db, promise, all, { reason: asked.reason ?? null, isForeseen: false, isOfEnd: true }, who, now)
      : []
  return append(db, promise, [...slipped, { kind: 'late', payload: end, by }], now, await endBy(db, promise, who, doneAt))
}

/** Says that a promise will not be kept any more, and why. */
export async function breakIt(db: Db, act: Act, reason: string): Promise<ServicePromise> {
  const promise = await openForUpdate(db, act)
  const { who, now } = act
  const all = await slipsOf(db, promise)
  const isForeseen = !isMissedBy(promise, now)
  const slipped = await openSlip(db, promise, all, { reason, isForeseen, isOfEnd: true }, who, now)
  const end = { kind: 'broken' as const, payload: { doneAt: now.toISOString(), reason }, by: handOf(who) }
  return append(db, promise, [...slipped, end], now, await endBy(db, promise, who, now))
}

/** The other end takes a promise back or needs it no more: that is not broken. */
export async function withdraw(db: Db, act: Act, reason: string): Promise<ServicePromise> {
  const promise = await openForUpdate(db, act)
  const { who, now } = act
  const end = { kind: 'withdrawn' as const, payload: { doneAt: now.toISOString(), reason }, by: handOf(who) }
  return append(db, promise, [end], now, await endBy(db, promise, who, now))
}

/** Takes the end of a promise back, with the slip that the end itself had opened. From its end until now its clock stood still (R10). */
export async function reopen(db: Db, act: Act): Promise<ServicePromise> {
  const promise = await findForUpdate(db, act.promiseId)
  if (promise.state === 'open') throw new Refusal(409, 'promises.not_ended', 'This promise has not ended.')
  if (promise.version !== act.version) throw new Refusal(409, 'promises.changed_meanwhile', 'Somebody changed this meanwhile.')
  return reopenHeld(db, promise, act.who, act.now)
}

/** As `reopen`, of a promise that is held already. */
export async function reopenHeld(db: Db, promise: ServicePromise, who: Who, now: Date): Promise<ServicePromise> {
  const { slipOfEnd } = fold(await store.eventsOf(db, promise))
  const takenBackSlipId = slipOfEnd !== null && (await store.takeBackSlip(db, promise, slipOfEnd)) ? slipOfEnd : null
  if (doesPause(promise) && promise.doneAt !== null && promise.doneAt < now)
    await store.addPause(db, promise, { id: newId(now.getTime()), from: promise.doneAt, to: now, cause: promise.state })
  const counted = countedPayload(await countAnew(db, promise, now))
  const event = { kind: 'reopened' as const, payload: { ...counted, takenBackSlipId }, by: handOf(who) }
  const reopened = await append(db, promise, [event], now, { doneBy: null, doneByName: null })
  // Others may have moved while it was no concern of theirs.
  await rippleFrom(db, promise.id, now)
  return load(db, reopened.id)
}

// --- The clock stands still ------------------------------------------------------------------------------------------------

/** Stops the clock while the house waits for the other end; only of what is solved and what is brought (R8). */
export async function pause(db: Db, act: Act, cause: string): Promise<ServicePromise> {
  const promise = await openForUpdate(db, act)
  if (!doesPause(promise) || promise.isPaused)
    throw new Refusal(409, 'promises.does_not_pause', 'The clock of this promise does not stand still.')
  const pauseId = newId(act.now.getTime())
  await store.addPause(db, promise, { id: pauseId, from: act.now, to: null, cause })
  return append(db, promise, [{ kind: 'paused', payload: { pauseId, cause }, by: handOf(act.who) }], act.now)
}

/** Lets the clock run on. */
export async function resume(db: Db, act: Act): Promise<ServicePromise> {
  const promise = await openForUpdate(db, act)
  if (!promise.isPaused) throw new Refusal(409, 'promises.not_paused', 'The clock of this promise runs.')
  await store.endPause(db, promise, act.now)
  const counted = countedPayload(await countAnew(db, promise, act.now))
  return append(db, promise, [{ kind: 'resumed', payload: counted, by: handOf(act.who) }], act.now)
}

// --- Who sees to it, what it rests on, what was found ----------------------------------------------------------------------

/** Hands a promise to somebody or to a team; none of both: to whoever of its team takes it. */
export async function hand(db: Db, act: Act, asked: Body<typeof handPromise>): Promise<ServicePromise> {
  const promise = await openForUpdate(db, act)
  const team = asked.team === undefined ? promise.team : asked.team
  const person = asked.holderId ? await holderOf(db, asked.holderId) : { holderId: null, holderName: null }
  const kind = person.holderId !== null && person.holderId === act.who.id ? ('taken' as const) : ('handed' as const)
  return append(db, promise, [{ kind, payload: { ...person, team }, by: handOf(act.who) }], act.now)
}

/** Says that a promise rests on another, or no longer; what would go round in a circle is refused. */
export async function rest(db: Db, act: Act, { needsId, isOver, leadSeconds }: Body<typeof restPromise>): Promise<ServicePromise> {
  await holdChains(db)
  const promise = await openForUpdate(db, act)
  const by = handOf(act.who)
  if (isOver) {
    if (!(await removeNeed(db, promise, needsId))) throw noSuchPromise()
    await append(db, promise, [{ kind: 'rests-no-more', payload: { needsId }, by }], act.now)
  } else {
    const needed = await load(db, needsId)
    if (needsId === promise.id || (await restsOn(db, needsId, promise.id)))
      throw new Refusal(409, 'promises.circle', 'They would wait for each other.', { needsId: 'circle' })
    const { id: promiseId, customerId } = promise
    await addNeed(db, { customerId, promiseId, needsCustomerId: needed.customerId, needsId, leadSeconds, calendarId: null })
    await append(db, promise, [{ kind: 'rests-on', payload: { needsId, leadSeconds }, by }], act.now)
  }
  await rippleFrom(db, promise.id, act.now)
  return load(db, promise.id)
}

/** Notes what was found when a standing promise was looked at; one that is not held is a slip. */
export async function check(db: Db, act: Act, { isMet, words }: Body<typeof checkPromise>): Promise<ServicePromise> {
  const promise = await openForUpdate(db, act)
  if (promise.target !== 'standing')
    throw new Refusal(409, 'promises.not_standing', 'This promise has a due: it is kept, and not looked at again and again.')
  const { id: staffId, name: staffName } = handOf(act.who)
  const found = { id: newId(act.now.getTime()), at: act.now, isMet, words: words ?? null, staffId, staffName }
  await store.addCheck(db, promise, found)
  const slipped = isMet
    ? []
    : await openSlip(
        db,
        promise,
        await slipsOf(db, promise),
        { reason: words?.slice(0, 300) ?? null, isForeseen: false, isOfEnd: false },
        act.who,
        act.now,
      )
  const checked = { kind: 'checked' as const, payload: { checkId: found.id, isMet, words: found.words }, by: handOf(act.who) }
  return append(db, promise, [checked, ...slipped], act.now)
}

export async function note(db: Db, act: Act, words: string): Promise<ServicePromise> {
  const promise = await findForUpdate(db, act.promiseId, act.version)
  return append(db, promise, [{ kind: 'noted', payload: { words }, by: handOf(act.who) }], act.now)
}
