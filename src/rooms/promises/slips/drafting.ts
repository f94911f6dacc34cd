import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tell } from '../../../platform/stream/stream.ts'
import { may } from '../../../values/rights.ts'
import { findHouse } from '../../team/public.ts'
import { append, changedMeanwhile, findForUpdate, load } from '../appending.ts'
import { draftedSlip, openSlip } from '../ending.ts'
import type { Hand, ServicePromise } from '../promise.ts'
import { owesApology } from '../rules.ts'
import type { agreeSlip, draftSlip } from './contract.ts'
import { limitOf } from './limits.ts'
import type { Slip, SlipFacts } from './slip.ts'
import { caseOf, type SlipCase } from './slip-case.ts'
import { awaitsNews, isAboveCap, isTold } from './slip-rules.ts'
import * as store from './slip-store.ts'

/** A slip while it is being written: opened once, filled in, agreed to. */

export const SLIP_JOB = 'promises.slip'
export const READY_JOB = 'promises.slips.ready'

export type Act = { who: Who; now: Date }
export const handOf = (who: Who): Hand => ({ id: who.kind === 'staff' ? who.id : null, name: who.name })

const noSuchSlip = () => new Refusal(404, 'promises.no_such_slip', 'There is no such slip.')
const toldAlready = () => new Refusal(409, 'promises.told_already', 'They were told already; there is one apology for a slip.')
const notOpen = () => new Refusal(409, 'promises.not_open', 'This promise has ended, or the slip was told.')

/** The slip on which somebody still has to do something: what stands open, else what waits for its reason. */
const unfinished = (promise: ServicePromise, all: readonly Slip[]): Slip | undefined =>
  all.find(({ id }) => id === promise.slipId) ?? all.find(awaitsNews)

const factsSeen = ({ recorded }: SlipCase): SlipFacts => ({
  ...(recorded.supplier ? { supplier: { ...recorded.supplier, at: recorded.supplier.at.toISOString() } } : {}),
  ...(recorded.order ? { order: { state: recorded.order.state, code: recorded.order.code } } : {}),
})

/** An end that came late without a word to anybody can still be made good. */
const mayOpen = ({ state, direction }: ServicePromise, all: readonly Slip[]): boolean =>
  state === 'open' ||
  ((state === 'late' || state === 'broken') && owesApology(direction) && all.every(({ declaredAt }) => declaredAt === null))

/** Says that a promise slips; pressed twice, or by two, it is said once. */
export async function begin(
  db: Db,
  { promiseId, version }: { promiseId: string; version: number },
  { who, now }: Act,
): Promise<{ promise: ServicePromise; slip: Slip }> {
  const held = await findForUpdate(db, promiseId)
  const all = await store.slipsOf(db, held)
  const open = unfinished(held, all)
  if (open) return { promise: held, slip: open }
  if (!mayOpen(held, all)) throw notOpen()
  if (held.version !== version) throw changedMeanwhile()
  const isForeseen = held.state === 'open' && (held.promisedDue === null || now <= held.promisedDue)
  const events = await openSlip(db, held, all, { reason: null, isForeseen, isOfEnd: false }, who, now)
  const promise = await append(db, held, events, now)
  const slip = unfinished(promise, await store.slipsOf(db, promise))
  if (!slip) throw new Error('a slip was opened and is not there')
  const one = await caseOf(db, promise, slip, 'vi', now)
  // Whatever rests on it may slip too: drafts are made ready for them.
  await enqueue(db, READY_JOB, {}, { key: READY_JOB })
  return { promise, slip: await store.keep(db, { ...slip, facts: factsSeen(one) }) }
}

/** A slip that may still be written on, held with its promise. */
export async function holdSlip(
  db: Db,
  { promiseId, slipId }: { promiseId: string; slipId: string },
  version: number | undefined,
): Promise<{ promise: ServicePromise; slip: Slip }> {
  const promise = await findForUpdate(db, promiseId)
  const slip = await store.findForUpdate(db, promise, slipId)
  if (!slip || slip.declaredAt === null) throw noSuchSlip()
  if (isTold(slip)) throw toldAlready()
  if (version !== undefined && slip.version !== version) throw changedMeanwhile()
  return { promise, slip }
}

export async function findSlip(db: Db, promiseId: string, slipId: string): Promise<{ promise: ServicePromise; slip: Slip }> {
  const promise = await load(db, promiseId)
  const slip = await store.find(db, promise, slipId)
  if (!slip || slip.declaredAt === null) throw noSuchSlip()
  return { promise, slip }
}

/** The draft that lies ready for a promise, or would be made if it slipped now. Nothing is kept. */
export async function readyDraft(db: Db, promiseId: string, now: Date): Promise<{ promise: ServicePromise; slip: Slip }> {
  const promise = await load(db, promiseId)
  const all = await store.slipsOf(db, promise)
  const open = unfinished(promise, all)
  if (!open && !mayOpen(promise, all)) throw notOpen()
  return { promise, slip: open ?? draftedSlip(promise, all, now) }
}

type Filled = Omit<z.output<NonNullable<typeof draftSlip.body>>, 'version'>

const date = (iso: string | undefined): Date | null => (iso === undefined ? null : new Date(iso))

/** What is filled in takes the place of what was: a field that is left out is empty. */
function filledWith(slip: Slip, asked: Filled, { who, now }: Act, currency: string): Slip {
  const reason = asked.reason ?? null
  const isSame = reason === slip.reason && (asked.reasonWords ?? null) === slip.reasonWords
  const by = handOf(who)
  // "Not known" is nobody's reason to sign for.
  const isSigning = reason !== null && reason !== 'not-known'
  const signed =
    isSame && slip.signedByName !== null
      ? {}
      : isSigning
        ? { signedBy: by.id, signedByName: by.name }
        : { signedBy: null, signedByName: null }
  const toldReason = asked.toldReason !== undefined && asked.toldReason !== reason ? asked.toldReason : null
  // Agreed to is one told reason for one true one; another has to be agreed to again.
  const isAgreed = toldReason !== null && slip.agreedReason === toldReason && reason === slip.reason
  const noAgreement = { agreedBy: null, agreedByName: null, agreedWords: null, agreedReason: null }
  return {
    ...slip,
    reason,
    reasonWords: asked.reasonWords ?? null,
    toldReason,
    ...signed,
    ...(isAgreed ? {} : noAgreement),
    newDue: date(asked.newDue),
    // Once it was told, the time to call back stands.
    tellBy: awaitsNews(slip) ? slip.tellBy : reason === 'not-known' ? date(asked.tellBy) : null,
    fix: asked.fix ?? null,
    fixDue: date(asked.fixDue),
    amends: asked.amends ?? null,
    amendsKind: asked.amendsKind ?? null,
    amendsMinor: asked.amendsMinor ?? null,
    amendsCurrency: asked.amendsMinor === undefined ? null : currency,
    costMinor: asked.costMinor ?? slip.costMinor,
    noneWhy: asked.noneWhy ?? null,
    words: asked.words ?? null,
    actedAt: now,
  }
}

/** After the last stroke the house waits so long before it writes by itself, where the standard lets it. */
const SETTLES_MS = 30_000

/** Keeps what is filled in. What is above the cap over the price a lead alone may write down. */
export async function draft(
  db: Db,
  ids: { promiseId: string; slipId: string },
  { version, ...asked }: Filled & { version: number },
  act: Act,
): Promise<{ promise: ServicePromise; slip: Slip }> {
  const { promise, slip } = await holdSlip(db, ids, version)
  for (const [field, iso] of Object.entries({ newDue: asked.newDue, tellBy: asked.tellBy }))
    if (iso !== undefined && new Date(iso) <= act.now)
      throw new Refusal(400, 'promises.due_past', 'That moment has passed.', { [field]: 'past' })
  const one = await caseOf(db, promise, slip, 'vi', act.now)
  if (asked.amendsMinor !== undefined && isAboveCap(asked.amendsMinor, one.order?.total ?? null) && !may(act.who, 'promises.lead'))
    throw new Refusal(409, 'promises.amends_above_limit', 'More than one and a half times the price is for a lead to give.', {
      amendsMinor: 'above_cap',
    })
  const { currency } = await findHouse(db)
  const kept = await store.keep(db, filledWith(slip, asked, act, currency))
  if (kept.reason !== null && kept.reason !== 'not-known')
    await planByItself(db, kept.id, promise.id, new Date(act.now.getTime() + SETTLES_MS))
  await tell(db, { what: 'promise', about: { promiseIds: [promise.id], state: promise.state, stage: promise.stage } })
  return { promise, slip: kept }
}

/** Looks at a slip once more at a moment; asked again, the later moment counts. */
export const planByItself = (db: Db, slipId: string, promiseId: string, runAt: Date): Promise<void> =>
  enqueue(db, SLIP_JOB, { promiseId, slipId }, { key: `${SLIP_JOB} ${slipId}`, runAt })

const nothingToAgree = () => new Refusal(409, 'promises.nothing_to_agree', 'There is nothing here that a lead has to agree to.')

/** A lead agrees in writing: to the reason that is told, or to the amends as they stand. */
export async function agree(
  db: Db,
  ids: { promiseId: string; slipId: string },
  { to, words, version }: z.output<NonNullable<typeof agreeSlip.body>>,
  { who, now }: Act,
): Promise<{ promise: ServicePromise; slip: Slip }> {
  const { promise, slip } = await holdSlip(db, ids, version)
  const by = handOf(who)
  if (to === 'reason') {
    if (slip.toldReason === null) throw nothingToAgree()
    const agreed = { agreedBy: by.id, agreedByName: by.name, agreedWords: words, agreedReason: slip.toldReason }
    const kept = await store.keep(db, { ...slip, ...agreed })
    const payload = { words, slipId: slip.id, agreed: 'reason', toldReason: slip.toldReason }
    return { promise: await append(db, promise, [{ kind: 'noted', payload, by }], now), slip: kept }
  }
  if (slip.amendsMinor === null) throw nothingToAgree()
  if (who.role !== 'owner' && slip.amendsMinor > (await limitOf(db, who.role)))
    throw new Refusal(409, 'promises.amends_above_limit', 'This is above your own limit too: the owner agrees to it.', {
      amendsMinor: 'above_limit',
    })
  const approved = { approvedBy: by.id, approvedByName: by.name, approvedWords: words, approvedMinor: slip.amendsMinor }
  const kept = await store.keep(db, { ...slip, ...approved })
  const payload = { words, slipId: slip.id, agreed: 'amends', amendsMinor: slip.amendsMinor }
  return { promise: await append(db, promise, [{ kind: 'noted', payload, by }], now), slip: kept }
}
