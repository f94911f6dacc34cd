import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { readPhone } from '../../platform/phone.ts'
import { Refusal } from '../../platform/refusal.ts'
import { tell } from '../../platform/stream/stream.ts'
import { findByKeys, requireForUpdate } from '../people/public.ts'
import { findByExtension } from '../team/public.ts'
import { changeLine, removeLine, writeLine } from '../touchpoints/public.ts'
import { hearFrom } from './bridge.ts'
import type { Call, Report } from './call.ts'
import type { reportCall } from './contract.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

type Told = z.output<NonNullable<typeof reportCall.body>>

/** Whether a member of staff has a screen open just now. */
export type IsHere = (staffId: string) => boolean

/** A number as it is kept: of the world where it can be read, else its own digits; null where it is hidden. */
function numberOf(written: string | undefined): string | null {
  const text = rules.callerText(written ?? '')
  if (text === null) return null
  const read = readPhone(text)
  return 'e164' in read ? read.e164 : text.replace(/[^0-9*#+]/g, '') || null
}

function readReport(told: Told, now: Date): Report {
  const at = rules.readAt(told.at, now)
  if (!at) throw new Refusal(400, 'calls.at_ahead', 'This call lies ahead: the clock of the telephone system is wrong.', { at: 'ahead' })
  return { from: numberOf(told.from), to: numberOf(told.to), extension: told.extension || null, state: told.state, at }
}

/** The call that is told of, held; and where it is a new one, under which name. */
async function findCall(db: Db, tokenId: string, callId: string | undefined, report: Report, now: Date) {
  if (callId) {
    const source = { tokenId, sourceId: callId }
    return { source, before: await store.findBySourceForUpdate(db, source) }
  }
  await store.holdNameless(db, tokenId)
  const since = new Date(now.getTime() - rules.LOOKED_BACK)
  const known = await store.namelessForUpdate(db, tokenId, report.from, since)
  // The sign keeps names that we made apart from those of telephone systems.
  return { source: { tokenId, sourceId: `~${newId()}` }, before: known.find((call) => rules.isSame(call, report, now)) }
}

/** Who a call is told to: the one whose telephone it is, where they are here; else everybody at the desk. */
async function audienceOf(db: Db, extension: string | null, isHere: IsHere) {
  const holder = extension ? await findByExtension(db, extension) : undefined
  return { holder, isTheirs: holder !== undefined && isHere(holder.id) }
}

async function tellScreens(db: Db, call: Call, isCalling: boolean, isHere: IsHere): Promise<void> {
  if (rules.isInner(call.from)) return
  const { holder, isTheirs } = await audienceOf(db, call.extension, isHere)
  const staffIds = holder ? [holder.id] : []
  // What a call became is told wherever it may stand; it shows itself only where it calls.
  const to = isCalling && isTheirs ? { staffIds } : { staffIds, roles: rules.deskRoles }
  await tell(db, { what: 'call', about: { callId: call.id, state: call.state, isCalling }, to })
}

/** Keeps the timeline in step with the call: one line, on one customer's timeline, or none. */
async function keepLine(db: Db, before: Call | undefined, after: Call, now: Date): Promise<void> {
  const was = before && rules.lineOf(before)
  const is = rules.lineOf(after)
  if (was && was.customerId !== is?.customerId) {
    await requireForUpdate(db, was.customerId)
    await removeLine(db, was.customerId, after.id, now)
    // The frame tells of the customer whom the act is about; this is the one it was about until now.
    await tell(db, { what: 'record', about: { customerId: was.customerId, by: null } })
  }
  if (!is || (was?.customerId === is.customerId && was.seconds === is.seconds && was.at.getTime() === is.at.getTime())) return
  const details = { code: null, type: 'call', state: 'answered', summary: '', startsOn: null, endsOn: null, seconds: is.seconds }
  await requireForUpdate(db, is.customerId)
  const line = { customerId: is.customerId, touchpointId: after.id, at: is.at, details }
  if (was?.customerId === is.customerId) return changeLine(db, line, now)
  const answeredBy = after.extension ? await findByExtension(db, after.extension) : undefined
  const by = { staffId: answeredBy?.id ?? null, staffName: answeredBy?.name ?? null }
  await writeLine(db, { ...line, kind: 'call', aboutKind: 'call', aboutId: after.id, channel: 'phone', by }, now)
}

/** The only customer of a number, if it is one's alone. */
export async function onlyCustomerOf(db: Db, number: string): Promise<string | undefined> {
  const customers = new Set((await findByKeys(db, ['phone'], [number])).map(({ customerId }) => customerId))
  const [only, other] = customers
  return other === undefined ? only : undefined
}

const withGuess = async (db: Db, call: Call): Promise<Call> =>
  rules.mayBeGuessed(call) && call.from ? { ...call, customerId: (await onlyCustomerOf(db, call.from)) ?? null } : call

/** Takes down what a telephone system tells; the same told twice, or in another order, ends in the same call. */
export async function takeReport(db: Db, tokenId: string, told: Told, now: Date, isHere: IsHere): Promise<Call> {
  const report = readReport(told, now)
  const { source, before } = await findCall(db, tokenId, told.callId || undefined, report, now)
  const after = await withGuess(db, before ? rules.afterReport(before, report, now) : rules.callOf(newId(now.getTime()), report, now))
  if (before) await store.keep(db, after)
  // Its twin was quicker by a breath: then this word is a further one of the same call.
  else if (!(await store.add(db, source, after))) return takeReport(db, tokenId, told, now, isHere)
  await keepLine(db, before, after, now)
  const isCalling = rules.isCalling(before, after, report, now)
  if (isCalling || (before && before.state !== after.state)) await tellScreens(db, after, isCalling, isHere)
  await hearFrom(db, tokenId, 'call', now)
  return after
}

/** Says who the caller is, or that it is not known. */
export async function choose(db: Db, callId: string, customerId: string | null, who: Who, now: Date): Promise<Call> {
  const before = await store.findForUpdate(db, callId)
  if (!before) throw new Refusal(404, 'calls.no_such_call', 'There is no such call.')
  if (customerId) await requireForUpdate(db, customerId)
  const after = { ...before, customerId, chosenBy: who.id }
  await store.keep(db, after)
  await keepLine(db, before, after, now)
  await tell(db, { what: 'call', about: { callId, state: after.state, isCalling: false }, to: { roles: rules.deskRoles } })
  return after
}

/** Whether a call that goes on is to be shown to this member of staff: not one that rings at a colleague who is here. */
export async function isForMe(db: Db, call: Call, who: Who, isHere: IsHere): Promise<boolean> {
  if (rules.isInner(call.from)) return false
  const { holder, isTheirs } = await audienceOf(db, call.extension, isHere)
  return holder?.id === who.id || (!isTheirs && rules.deskRoles.includes(who.role))
}
