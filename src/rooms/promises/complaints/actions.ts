import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findOrder } from '../../orders/public.ts'
import { findHouse } from '../../team/public.ts'
import { requireKind } from '../../touchpoints/public.ts'
import { findForUpdate as findPromise, hand, keep, make } from '../actions.ts'
import { businessDaysAfter } from '../business-days.ts'
import type { Hand } from '../promise.ts'
import { outcomeOf } from '../rules.ts'
import { limitOf } from '../slips/limits.ts'
import { amendsNeedLead } from '../slips/slip-rules.ts'
import { findAll as findPromises } from '../store.ts'
import type { ClosingLack, Complaint, NewComplaintEvent } from './complaint.ts'
import type * as contract from './contract.ts'
import { follow } from './following.ts'
import { promiseWords } from './promise-words.ts'
import { clockOf } from './receiving.ts'
import { ASK_AFTER_DAYS, ASK_AGAIN_AFTER_DAYS, answerLack, codeOf, ENOUGH_ATTEMPTS, hasRemedy, lacksOf, USUAL_DECIDING } from './rules.ts'
import * as store from './store.ts'

/** The verbs of complaints. */
export { receive } from './receiving.ts'

type Body<Route extends { body?: z.ZodType }> = Omit<z.output<NonNullable<Route['body']>>, 'version'>

/** Which complaint is meant, as somebody saw it, and by whom it is done. */
export type Act = { complaintId: string; version: number; who: Who; now: Date }

const handOf = (who: Who): Hand => ({ id: who.kind === 'staff' ? who.id : null, name: who.name })
const conflict = (code: string, sentence: string, fields?: Record<string, string>) => new Refusal(409, code, sentence, fields)
const noSuchComplaint = () => new Refusal(404, 'complaints.no_such_complaint', 'There is no such complaint.')

export async function load(db: Db, complaintId: string): Promise<Complaint> {
  const complaint = await store.find(db, complaintId)
  if (!complaint) throw noSuchComplaint()
  return complaint
}

/**
 * The complaint, held, as somebody saw it. Whoever comes second hears what `check` has to say before that something changed. Promises are
 * taken in hand before their complaint, as whoever keeps one elsewhere does.
 */
async function hold(db: Db, act: Act, check: (complaint: Complaint) => void, isReopening = false): Promise<Complaint> {
  const { acknowledgingId, decidingId } = await load(db, act.complaintId)
  for (const id of [acknowledgingId, decidingId]) if (id !== null) await findPromise(db, id)
  const complaint = await store.findForUpdate(db, act.complaintId)
  if (!complaint) throw noSuchComplaint()
  if (complaint.closedAt !== null && !isReopening) throw conflict('complaints.closed', 'This complaint is closed.')
  check(complaint)
  if (complaint.version !== act.version) throw conflict('complaints.changed_meanwhile', 'Somebody changed this meanwhile.')
  return complaint
}

const held = (db: Db, act: Act): Promise<Complaint> => hold(db, act, () => undefined)

const write = (db: Db, complaint: Complaint, act: Act, ...events: Omit<NewComplaintEvent, 'by'>[]): Promise<Complaint> =>
  follow(
    db,
    complaint,
    events.map((event) => ({ ...event, by: handOf(act.who) })),
    act.now,
  )

/** Keeps a clock of the complaint where it still runs; what follows for the complaint follows from the promise. */
async function keepClock(db: Db, promiseId: string | null, act: Act, reason: string | undefined): Promise<void> {
  const [promise] = promiseId === null ? [] : await findPromises(db, [promiseId])
  if (promise?.state !== 'open') return
  const { who, now } = act
  const needs = outcomeOf(promise.firstDue, now) === 'late' && reason !== undefined
  await keep(db, { promiseId: promise.id, version: promise.version, who, now }, needs ? { reason } : {})
}

// --- Received, looked at -----------------------------------------------------------------------------------------------------

export async function acknowledge(db: Db, act: Act, { reason }: Body<typeof contract.acknowledgeComplaint>): Promise<Complaint> {
  const complaint = await hold(db, act, ({ acknowledgedAt }) => {
    if (acknowledgedAt) throw conflict('complaints.acknowledged_already', 'They have been told already.')
  })
  await keepClock(db, complaint.acknowledgingId, act, reason)
  const after = await load(db, complaint.id)
  return after.acknowledgedAt ? after : write(db, after, act, { kind: 'acknowledged', payload: { isInTime: null } })
}

export async function assess(db: Db, act: Act, asked: Body<typeof contract.assessComplaint>): Promise<Complaint> {
  const complaint = await held(db, act)
  const { actNow, ...judged } = asked
  if (asked.touchpointKind) await requireKind(db, asked.touchpointKind)
  const inAnHour = new Date(act.now.getTime() + 3600_000).toISOString()
  const about = { aboutKind: 'complaint', aboutId: complaint.id }
  const acting = actNow === undefined ? undefined : { direction: 'inside' as const, words: actNow, due: inAnHour, severity: 3, ...about }
  const actingId = acting === undefined ? undefined : (await make(db, acting, act.who, act.now)).id
  return write(db, complaint, act, { kind: 'assessed', payload: { ...judged, ...(actingId === undefined ? {} : { actNow, actingId }) } })
}

const notAnswered = ({ answeredAt }: Complaint): void => {
  if (answeredAt) throw conflict('complaints.answered_already', 'They have been answered already.')
}

export async function investigate(db: Db, act: Act, { holderId }: Body<typeof contract.investigateComplaint>): Promise<Complaint> {
  const complaint = await hold(db, act, notAnswered)
  const [promise] = complaint.decidingId === null ? [] : await findPromises(db, [complaint.decidingId])
  const isHanded = holderId !== undefined && promise?.state === 'open' && promise.holderId !== holderId
  const { who, now } = act
  const handed = isHanded ? await hand(db, { promiseId: promise.id, version: promise.version, who, now }, { holderId }) : undefined
  return write(db, complaint, act, { kind: 'investigating', payload: handed ? { holderName: handed.holderName } : {} })
}

export async function findCause(db: Db, act: Act, { cause, words }: Body<typeof contract.findComplaintCause>): Promise<Complaint> {
  const complaint = await held(db, act)
  const looked = complaint.investigatingAt === null && complaint.answeredAt === null ? [{ kind: 'investigating' as const }] : []
  return write(db, complaint, act, ...looked, { kind: 'cause', payload: { cause, ...(words === undefined ? {} : { words }) } })
}

// --- Put right, and kept from coming again -----------------------------------------------------------------------------------

export async function remedy(db: Db, act: Act, asked: Body<typeof contract.remedyComplaint>): Promise<Complaint> {
  const complaint = await held(db, act)
  const { fix = null, amends = null, amendsKind = null, amendsMinor = null } = asked
  if (!hasRemedy({ fix, amends, amendsKind }))
    throw new Refusal(400, 'complaints.remedy_needed', 'Say how it is put right, or what is given.', { fix: 'needed' })
  const { currency } = await findHouse(db)
  const order = complaint.orderId === null ? undefined : await findOrder(db, complaint.customerId, complaint.orderId)
  const limits = { own: await limitOf(db, act.who.role), orderTotal: order?.total ?? null }
  const payload = {
    ...asked,
    needsLead: amendsNeedLead(amendsMinor, limits),
    ...(amendsMinor === null ? {} : { amendsCurrency: currency }),
  }
  return write(db, complaint, act, { kind: 'remedy', payload })
}

const aboveLimit = () =>
  conflict('promises.amends_above_limit', 'This is above the limit: a lead has to agree.', { amendsMinor: 'above_limit' })

export async function agree(db: Db, act: Act, { words }: Body<typeof contract.agreeComplaint>): Promise<Complaint> {
  const complaint = await held(db, act)
  if (!complaint.needsLead) throw conflict('complaints.nothing_to_agree', 'There is nothing here that a lead has to agree to.')
  const { who } = act
  if (who.role !== 'owner' && (complaint.amendsMinor ?? 0) > (await limitOf(db, who.role))) throw aboveLimit()
  return write(db, complaint, act, { kind: 'agreed', payload: { words, byName: who.name, amendsMinor: complaint.amendsMinor } })
}

export async function fulfil(db: Db, act: Act): Promise<Complaint> {
  const complaint = await held(db, act)
  if (!hasRemedy(complaint)) throw conflict('complaints.remedy_needed', 'No remedy was noted.')
  if (complaint.needsLead) throw aboveLimit()
  const followDue = (await businessDaysAfter(db, ASK_AFTER_DAYS, act.now)).toISOString()
  return write(db, complaint, act, { kind: 'remedied', payload: { followDue } })
}

export async function prevent(db: Db, act: Act, { words, holderId, day }: Body<typeof contract.preventComplaint>): Promise<Complaint> {
  const complaint = await held(db, act)
  if (complaint.cause === null) throw conflict('complaints.cause_needed', 'Say first what caused it.')
  const [standing] = complaint.preventionId === null ? [] : await findPromises(db, [complaint.preventionId])
  if (standing?.state === 'open') throw conflict('complaints.prevented_already', 'Somebody is at it already.')
  const about = { aboutKind: 'complaint', aboutId: complaint.id }
  const asked = { direction: 'inside' as const, category: 'quality' as const, words, holderId, dueDay: day, ...about }
  const promise = await make(db, asked, act.who, act.now)
  const payload = { words, preventionId: promise.id, holderName: promise.holderName, day }
  return write(db, complaint, act, { kind: 'prevention', payload })
}

// --- Answered, heard, closed -------------------------------------------------------------------------------------------------

export async function answer(db: Db, act: Act, asked: Body<typeof contract.answerComplaint>): Promise<Complaint> {
  const { decision, words, how, reason } = asked
  const complaint = await hold(db, act, ({ answeredAt, decision: told }) => {
    if (answeredAt && told) throw conflict('complaints.answered_already', 'They have been answered already.')
  })
  const lack = answerLack(complaint, decision)
  if (lack === 'promises.amends_above_limit') throw aboveLimit()
  if (lack) throw conflict(lack, 'Say first how it is put right, or what is given.', { fix: 'needed' })
  // Who is answered has heard that it arrived.
  await keepClock(db, complaint.acknowledgingId, act, reason)
  await keepClock(db, complaint.decidingId, act, reason)
  const after = await load(db, complaint.id)
  const isAsked = decision === 'rejected' || !hasRemedy(after) || after.remediedAt !== null
  const followDue = isAsked ? (await businessDaysAfter(db, ASK_AFTER_DAYS, act.now)).toISOString() : null
  const [promise] = complaint.decidingId === null ? [] : await findPromises(db, [complaint.decidingId])
  const isInTime = promise?.state === 'broken' ? false : null
  const told = { kind: 'answered' as const, payload: { isInTime } }
  return write(db, after, act, ...(after.answeredAt ? [] : [told]), { kind: 'decided', payload: { decision, words, how, followDue } })
}

const notYetAnswered = ({ answeredAt }: Complaint): void => {
  if (!answeredAt) throw conflict('complaints.not_answered', 'They have not been answered yet.')
}

export async function ask(db: Db, act: Act, asked: Body<typeof contract.askComplaint>): Promise<Complaint> {
  const complaint = await hold(db, act, notYetAnswered)
  const isLast = asked.answer !== undefined || complaint.attempts + 1 >= ENOUGH_ATTEMPTS
  const followDue = isLast ? null : (await businessDaysAfter(db, ASK_AGAIN_AFTER_DAYS, act.now)).toISOString()
  return write(db, complaint, act, { kind: 'asked', payload: { ...asked, followDue } })
}

const lackWords: Record<ClosingLack, [code: string, sentence: string]> = {
  answer: ['complaints.not_answered', 'They have not been answered yet.'],
  decision: ['complaints.decision_needed', 'Note first what they were answered.'],
  cause: ['complaints.cause_needed', 'Say first what caused it.'],
  remedy: ['complaints.remedy_open', 'What was offered has not been done yet.'],
  hear: ['complaints.hear_first', 'Hear the customer first, or try twice.'],
}

export async function close(db: Db, act: Act): Promise<Complaint> {
  const complaint = await held(db, act)
  const [lack] = lacksOf(complaint)
  if (lack) throw conflict(...lackWords[lack])
  return write(db, complaint, act, { kind: 'closed' })
}

/** Looks into it again: what was answered did not settle it, and a new answer is promised. */
export async function reopen(db: Db, act: Act, { reason }: Body<typeof contract.reopenComplaint>): Promise<Complaint> {
  const complaint = await hold(db, act, notYetAnswered, true)
  const { id, customerId, severity, orderId, decidingId: parentId } = complaint
  const words = promiseWords((await findHouse(db)).language, codeOf(complaint.number)).decide
  const asked = {
    customerId,
    kind: 'complaint' as const,
    words,
    severity,
    aboutKind: 'complaint',
    aboutId: id,
    usual: USUAL_DECIDING,
    ...(orderId === null ? {} : { orderId }),
    ...(parentId === null ? {} : { parentId }),
  }
  const decidingId = await clockOf(db, asked, act.who, act.now)
  return write(db, complaint, act, { kind: 'reopened', payload: { reason, decidingId } })
}

export async function note(db: Db, act: Act, { words }: Body<typeof contract.noteComplaint>): Promise<Complaint> {
  const complaint = await hold(db, act, () => undefined, true)
  return write(db, complaint, act, { kind: 'noted', payload: { words } })
}
