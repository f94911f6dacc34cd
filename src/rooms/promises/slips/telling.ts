import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tell } from '../../../platform/stream/stream.ts'
import { may } from '../../../values/rights.ts'
import type { MessageChannel } from '../../messages/contract.ts'
import { type Outward, sendOne, toldByHand } from '../../messages/public.ts'
import { requireForUpdate } from '../../people/public.ts'
import { allStaff } from '../../team/public.ts'
import { notLaterThan, writeLine } from '../../touchpoints/public.ts'
import { append, keep as keepPromise, load, make } from '../actions.ts'
import { absentNow, toHolder } from '../covering.ts'
import type { NewEvent, ServicePromise, Team } from '../promise.ts'
import { isTeam } from '../scores.ts'
import { type Composed, compose, isEnded, templateValues, writerOf } from './composing.ts'
import { phoneOf } from './draft-view.ts'
import { findSlip, handOf, holdSlip } from './drafting.ts'
import { limitOf } from './limits.ts'
import { reasonUntrue } from './reasons.ts'
import type { Slip, ToldHow } from './slip.ts'
import { caseOf, type SlipCase } from './slip-case.ts'
import { awaitsNews, type Lack, lackOf, owesLetter, saidReason } from './slip-rules.ts'
import * as store from './slip-store.ts'
import { mustReachBefore, wayOf } from './ways.ts'

/** Telling: by letter through the gate, or that somebody told them. One apology for a slip, whoever presses and however often. */

export type Teller = { who: Who; now: Date; outward: Outward; language: 'vi' | 'en'; isByItself?: boolean }

export type TellAsked = {
  promiseId: string
  slipId: string
  how: ToldHow
  channel?: MessageChannel | undefined
  at?: string | undefined
  /** Left out by time itself, which looks at what stands there now. */
  version?: number
}

export type Told = { promise: ServicePromise; slip: Slip; messageId: string | null; copy: { to: string; text: string } | null }

const sentences: Record<Lack, string> = {
  reason_needed: 'Say the true reason first.',
  due_needed: 'Say by when it will be kept, or by when they hear more.',
  due_past: 'The new time has passed meanwhile.',
  remedy_needed: 'Say how it is put right or what is given, or why nothing is.',
  words_needed: 'The letter needs words.',
  untrue: 'Something in it is not what the record says.',
  lead_must_agree: 'Another reason than the true one needs the written word of a lead.',
  amends_above_limit: 'This is above your limit: a lead has to agree.',
}

const lacking = (lack: Lack) => new Refusal(409, `promises.${lack}`, sentences[lack])

/** Held in the order of everybody who writes on a timeline: the customer first. */
async function hold(db: Db, asked: TellAsked): Promise<{ promise: ServicePromise; slip: Slip }> {
  const { promise } = await findSlip(db, asked.promiseId, asked.slipId)
  if (owesLetter(promise.direction)) await requireForUpdate(db, promise.customerId)
  return holdSlip(db, asked, asked.version)
}

async function requireReady(db: Db, one: SlipCase, composed: Composed, asked: TellAsked, teller: Teller): Promise<void> {
  const isMessage = asked.how === 'message'
  const { slip } = one
  if (isMessage && !owesLetter(one.promise.direction)) throw new Refusal(409, 'promises.no_way', 'Nobody is written to about this promise.')
  if (isMessage && one.mustCall) throw new Refusal(409, 'promises.must_call', 'This is their second slip within 90 days: a person calls.')
  const limits = { own: await limitOf(db, teller.who.role), isLead: may(teller.who, 'promises.lead'), orderTotal: one.order?.total ?? null }
  const lack = lackOf({
    slip,
    limits,
    owes: owesLetter(one.promise.direction),
    isEnded: isEnded(one),
    isMessage,
    isSigned: slip.signedByName !== null,
    words: composed.letter?.text ?? null,
    // What is said by mouth nobody reads again; the reason has to be true all the same.
    hasUntrue: isMessage ? composed.untrue.length > 0 : isReasonUntrue(one),
    now: teller.now,
  })
  if (lack) throw lacking(lack)
}

/** What suppliers and colleagues say of themselves is theirs; what we tell others has to stand in our records. */
const isReasonUntrue = ({ promise, slip, facts }: SlipCase): boolean =>
  owesLetter(promise.direction) && reasonUntrue(saidReason(slip), facts) !== undefined

type Carried = { messageId: string | null; copy: Told['copy']; channel: MessageChannel | null; isTold: boolean }

const notTold: Carried = { messageId: null, copy: null, channel: null, isTold: false }
const byMouth: Carried = { ...notTold, isTold: true }

/** Writes it through the gate. Where nothing carries it the words come back; that they were carried somebody says afterwards. */
async function carry(db: Db, one: SlipCase, composed: Composed, asked: TellAsked, teller: Teller): Promise<Carried> {
  const { promise } = one
  const { outward, now, who } = teller
  const text = composed.letter?.text ?? ''
  const way = await wayOf(db, one, { outward, now, channel: asked.channel })
  if (!way || way.verdict.answer === 'no') return { ...notTold, copy: { to: phoneOf(one, who) ?? '', text } }
  // In a house that is being tried out nothing leaves: it goes as far as it can, and the words are there to be copied.
  const isTrial = promise.isSample || (await outward.hasSample(db))
  const copy = { to: way.verdict.address ?? '', text }
  if (way.isByHand && !isTrial && asked.at === undefined) return { ...notTold, copy }
  const sent = await sendOne(db, {
    outward,
    customerId: promise.customerId,
    channel: way.verdict.channel,
    purpose: 'service',
    subject: subjectOf(one),
    text,
    slip: templateValues(composed),
    staff: { id: handOf(who).id, name: who.name },
    now,
    mustReachBefore: mustReachBefore(one, now),
    isSample: promise.isSample,
  })
  if (way.isByHand && asked.at !== undefined)
    await toldByHand(db, sent.messageId, { how: way.verdict.channel, staff: { id: handOf(who).id, name: who.name }, now })
  return { messageId: sent.messageId, copy: isTrial && asked.at === undefined ? copy : null, channel: way.verdict.channel, isTold: true }
}

const subjectOf = ({ promise, speaking }: SlipCase): string =>
  `${speaking.language === 'vi' ? 'Về lời hứa' : 'About our promise'}: ${promise.words}`.slice(0, 150)

/** What is written down about having told them. */
function eventsOf(
  one: SlipCase,
  composed: Composed,
  told: { how: ToldHow; at: Date; messageId: string | null; text: string | null },
  teller: Teller,
): NewEvent[] {
  const { slip, promise } = one
  const { how, at, messageId, text } = told
  const by = teller.isByItself ? undefined : handOf(teller.who)
  const isNews = awaitsNews(slip)
  const isOpen = promise.state === 'open'
  const isWarned = isOpen && !isNews && promise.firstDue !== null && at <= promise.firstDue
  const reason = composed.asked.reasonSaid ?? saidReason(slip) ?? ''
  const common = { slipId: slip.id, by }
  const first: NewEvent = isNews
    ? { kind: 'noted', payload: { slipId: slip.id, how, messageId, words: text, isNews: true }, by }
    : {
        kind: 'told',
        payload: { slipId: slip.id, how, at: at.toISOString(), messageId, words: text, isByItself: teller.isByItself === true },
        by,
      }
  const promised: NewEvent[] =
    isOpen && slip.newDue !== null && slip.reason !== 'not-known'
      ? [{ kind: 'repromised', payload: { promisedDue: slip.newDue.toISOString(), reason, slipId: slip.id }, by }]
      : []
  const isGiven = slip.fix !== null || slip.amends !== null
  const { fix, fixDue, amends, amendsMinor } = slip
  const remedy: NewEvent[] = isGiven
    ? [
        {
          kind: 'remedy',
          payload: { slipId: common.slipId, fix, fixDue: fixDue?.toISOString() ?? null, amends, amendsMinor, isFixed: false },
          by,
        },
      ]
    : []
  return [first, ...(isWarned ? [{ kind: 'warned' as const, payload: { slipId: slip.id }, by }] : []), ...promised, ...remedy]
}

const lineKinds = { message: 'message', call: 'call', counter: 'message' } as const

async function onTimeline(
  db: Db,
  { promise, slip }: SlipCase,
  told: { how: ToldHow; at: Date; text: string | null; channel: string | null },
  teller: Teller,
) {
  if (!owesLetter(promise.direction)) return
  const { id: staffId, name: staffName } = handOf(teller.who)
  await writeLine(
    db,
    {
      customerId: promise.customerId,
      at: told.at,
      touchpointId: newId(told.at.getTime()),
      kind: told.how === 'message' && told.channel === 'mail' ? 'letter' : lineKinds[told.how],
      channel: told.how === 'call' ? 'phone' : told.how === 'counter' ? 'counter' : told.channel,
      body: told.text,
      aboutKind: 'promise',
      aboutId: promise.id,
      details: {
        code: null,
        type: slip.toldAt === null ? 'slip' : 'slip-news',
        state: 'sent',
        summary: promise.words,
        startsOn: null,
        endsOn: null,
      },
      by: { staffId, staffName },
    },
    teller.now,
  )
}

/** Who finds out what is not known yet: whoever holds the promise; their team where they cannot come in any more. */
async function finderOf(db: Db, { holderId, team }: ServicePromise): Promise<{ holderId?: string; team?: Team }> {
  const holder = holderId === null ? undefined : (await allStaff(db)).find(({ id }) => id === holderId)
  if (holder && !holder.isLockedOut) return { holderId: holder.id }
  if (team !== null) return { team }
  return holder && isTeam(holder.role) ? { team: holder.role } : {}
}

/** "We will tell you by 15:30" is a promise of its own. Where the house said it by itself, whoever has to find out hears of it at once. */
async function promiseAnswer(db: Db, { promise, slip, speaking }: SlipCase, { who, now, isByItself }: Teller): Promise<string | null> {
  if (slip.reason !== 'not-known' || slip.tellBy === null) return null
  const words = `${speaking.language === 'vi' ? 'Báo lại lý do' : 'Tell them why'}: ${promise.words}`.slice(0, 300)
  const finder = await finderOf(db, promise)
  const { customerId, direction } = promise
  const made = await make(
    db,
    {
      customerId,
      direction,
      kind: 'answer',
      words,
      due: slip.tellBy.toISOString(),
      parentId: promise.id,
      ...finder,
      isSample: promise.isSample,
    },
    who,
    now,
  )
  if (isByItself)
    await tell(db, { what: 'promise-level', about: { promiseId: made.id, level: 0 }, to: toHolder(made, await absentNow(db, now)) })
  return made.id
}

/** The promise to tell more is kept with the news. */
async function keepAnswer(db: Db, slip: Slip, { who, now }: Teller): Promise<void> {
  if (slip.answerPromiseId === null) return
  const answer = await load(db, slip.answerPromiseId)
  if (answer.state !== 'open') return
  const reason = answer.firstDue !== null && now > answer.firstDue ? { reason: 'not-known' } : {}
  await keepPromise(db, { promiseId: answer.id, version: answer.version, who, now }, reason)
}

function momentOf(at: string | undefined, slip: Slip, now: Date): Date {
  if (at === undefined) return now
  const moment = notLaterThan(now, new Date(at))
  if (!moment) throw new Refusal(400, 'promises.in_the_future', 'They are told now or were before.', { at: 'in_the_future' })
  return moment < slip.at ? slip.at : moment
}

/** Tells them, or says that they were told. The caller's transaction is the whole of it. */
export async function tellSlip(db: Db, asked: TellAsked, teller: Teller): Promise<Told> {
  const { promise, slip } = await hold(db, asked)
  if (promise.state === 'kept' || promise.state === 'withdrawn')
    throw new Refusal(409, 'promises.not_open', 'It was kept in time, or is not wanted any more: there is nothing to forgive.')
  const one = await caseOf(db, promise, slip, teller.language, teller.now)
  const composed = compose(one, teller.isByItself ? null : writerOf(teller.who), teller.now)
  await requireReady(db, one, composed, asked, teller)
  const at = momentOf(asked.at, slip, teller.now)
  const isMessage = asked.how === 'message'
  const carried: Carried = isMessage ? await carry(db, one, composed, asked, teller) : byMouth
  if (!carried.isTold) return { promise, slip, messageId: null, copy: carried.copy }
  const { messageId } = carried
  const text = isMessage ? (composed.letter?.text ?? null) : null
  const told = { how: asked.how, at, messageId, text }
  const after = await append(db, promise, eventsOf(one, composed, told, teller), teller.now)
  await onTimeline(db, one, { ...told, channel: carried.channel }, teller)
  const kept = await keepTold(db, one, told, teller)
  if (awaitsNews(slip)) await keepAnswer(db, slip, teller)
  return { promise: awaitsNews(slip) ? await load(db, after.id) : after, slip: kept, messageId, copy: carried.copy }
}

async function keepTold(
  db: Db,
  one: SlipCase,
  { how, at, messageId, text }: { how: ToldHow; at: Date; messageId: string | null; text: string | null },
  teller: Teller,
): Promise<Slip> {
  const { slip } = one
  if (awaitsNews(slip)) return store.keep(db, { ...slip, newsAt: at, newsHow: how, newsMessageId: messageId, words: text ?? slip.words })
  const by = handOf(teller.who)
  return store.keep(db, {
    ...slip,
    toldHow: how,
    toldAt: at,
    toldBy: teller.isByItself ? null : by.id,
    toldByName: by.name,
    messageId,
    isToldByItself: teller.isByItself === true,
    answerPromiseId: await promiseAnswer(db, one, teller),
    // What comes next is written anew.
    words: slip.reason === 'not-known' ? null : (text ?? slip.words),
  })
}
