import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { MessageChannel, Purpose } from '../contract.ts'
import { type Ask, classOf, findHouseFacts, judge, type Outward, type Verdict } from '../gate.ts'
import { keepEvent } from './event-store.ts'
import { stateOf, tellOf } from './planning.ts'
import { noteLeft } from './returns.ts'
import type { OwnWords, Sending } from './sending.ts'
import * as store from './store.ts'

/** A letter to one person: planned, asked about and queued in the transaction of whoever writes it. */

export type ToOne = {
  outward: Outward
  customerId: string
  /** Left out: the first that is open, mail before Zalo before SMS. */
  channel?: MessageChannel | undefined
  purpose: Purpose
  topicId?: string | null
  subject: string
  text: string
  html?: string | undefined
  threadId?: string | undefined
  inReplyTo?: string | undefined
  references?: string[] | undefined
  fromName?: string | undefined
  /** About a promise that slips: what a template says of it where words of one's own cannot go. */
  slip?: OwnWords['slip']
  staff: { id: string | null; name: string } | null
  now: Date
  hasOffer?: boolean
  /** Something promised hangs on it before then: it goes at night too. */
  mustReachBefore?: Date | null
  /** Nothing leaves before then: so long it can be taken back. */
  notBefore?: Date | undefined
  /** Never sent after that. */
  expiresAt?: Date | null
  /** The journey or letter it belongs to; otherwise it stands alone. */
  kind?: Sending['kind']
  letterId?: string | null
  /** The frozen version it is written from for its reader when it leaves; `text` only tells what it is. */
  letterNumber?: number | null
  isSample?: boolean
}

export type SentOne = {
  messageId: string
  verdict: Verdict
  /** Where nothing carries it: what to copy, and to whom. Nothing counts as sent until somebody says so. */
  copy?: { to: string; text: string }
}

const usual: readonly MessageChannel[] = ['mail', 'zalo', 'sms']

const askOf = (one: ToOne, messageId: string, sendingId: string): Ask => ({
  customerId: one.customerId,
  messageId,
  sendingId,
  channels: one.channel ? [one.channel] : usual,
  purpose: one.purpose,
  hasOffer: one.hasOffer ?? false,
  topicId: one.topicId ?? null,
  mustReachBefore: one.mustReachBefore ?? null,
  expiresAt: one.expiresAt ?? null,
  blocks: null,
  isHeldOut: false,
  dueAt: one.now,
})

function sendingOf(one: ToOne, id: string, state: Sending['state'], outward: Outward): Sending {
  return {
    id,
    kind: one.kind ?? (one.purpose === 'service' ? 'service' : 'personal'),
    letterId: one.letterId ?? null,
    letterNumber: one.letterNumber ?? null,
    title: one.subject.slice(0, 200) || one.text.slice(0, 60),
    purpose: one.purpose,
    topicId: one.topicId ?? null,
    channels: one.channel ? [one.channel] : [...usual],
    audience: {},
    isLive: false,
    state,
    startsAt: null,
    // It waits for nobody: whoever wrote it wants it to go as soon as it may.
    lateAfterMinutes: 1440,
    expiresAt: one.expiresAt ?? null,
    holdout: 0,
    holdoutSalt: '',
    epoch: outward.epoch() ?? null,
    why: null,
    progress: null,
    plannedAt: one.now,
    startedAt: null,
    endedAt: state === 'done' ? one.now : null,
    madeBy: one.staff?.id ?? null,
    madeByName: one.staff?.name ?? null,
    madeAt: one.now,
    isSample: one.isSample ?? false,
    version: 1,
  }
}

const ownOf = ({ subject, text, html, fromName, threadId, inReplyTo, references, slip }: ToOne): OwnWords => ({
  subject,
  text,
  ...(html ? { html } : {}),
  ...(fromName ? { fromName } : {}),
  ...(threadId ? { threadId } : {}),
  ...(inReplyTo ? { inReplyTo } : {}),
  ...(references ? { references } : {}),
  ...(slip ? { slip } : {}),
})

const laterOf = (one: Date | null, other: Date | undefined): Date | null =>
  one && other ? (one > other ? one : other) : (one ?? other ?? null)

/** What the gate would say now; nothing is kept. */
export async function mayWrite(db: Db, one: Omit<ToOne, 'subject' | 'text' | 'staff'>): Promise<Verdict> {
  const ask = askOf({ ...one, subject: '', text: '', staff: null }, newId(), newId())
  const [verdict] = await judge(db, [ask], { now: one.now, stage: 'asked', outward: one.outward, isKept: false })
  if (!verdict) throw new Error('the gate said nothing')
  return verdict
}

/**
 * Writes to one person. What the gate turns away is kept with its reason and goes nowhere; what it lets pass is carried within seconds, or
 * comes back to be copied where nothing carries it.
 */
export async function sendOne(db: Db, one: ToOne): Promise<SentOne> {
  const { outward, now } = one
  const messageId = newId(now.getTime())
  const sendingId = newId(now.getTime())
  const house = await findHouseFacts(db, outward, now)
  const [verdict] = await judge(db, [askOf(one, messageId, sendingId)], { now, stage: 'asked', outward, house })
  if (!verdict) throw new Error('the gate said nothing')
  const isCarried =
    verdict.answer !== 'no' &&
    (await outward.hasCourier(db, verdict.channel, one.letterNumber == null ? { ...verdict, isSlip: one.slip !== undefined } : undefined))
  const state = verdict.answer === 'no' ? 'done' : isCarried ? 'running' : 'planned'
  await store.add(db, sendingOf(one, sendingId, state, outward))
  await store.addMessages(db, [
    {
      id: messageId,
      customerId: one.customerId,
      sendingId,
      letterId: one.letterId ?? null,
      letterNumber: one.letterNumber ?? null,
      channel: verdict.channel,
      purpose: one.purpose,
      topicId: one.topicId ?? null,
      kind: classOf(one.purpose, one.hasOffer ?? false),
      address: verdict.answer === 'no' ? null : verdict.address,
      addressHash: verdict.answer === 'no' ? null : verdict.addressHash,
      state: stateOf(verdict),
      rule: verdict.rule,
      notBefore: laterOf(verdict.notBefore, one.notBefore),
      expiresAt: one.expiresAt ?? null,
      blocks: null,
      leastBlocks: null,
      own: one.letterNumber == null ? ownOf(one) : null,
      hasOffer: one.hasOffer ?? false,
      mustReachBefore: one.mustReachBefore ?? null,
      plannedAt: now,
      isSample: verdict.isSample,
    },
  ])
  if (verdict.answer !== 'no') await tellOf(db, sendingId)
  const isByHand = verdict.answer !== 'no' && !isCarried && verdict.address !== null
  return { messageId, verdict, ...(isByHand ? { copy: { to: verdict.address ?? '', text: one.text } } : {}) }
}

/** Somebody carried it themselves: copied, printed, said. From now on it counts as sent, by that way. */
export async function toldByHand(
  db: Db,
  messageId: string,
  { how, staff, now }: { how: MessageChannel; staff: { id: string | null; name: string } | null; now: Date },
): Promise<void> {
  const message = await store.findByIdForUpdate(db, messageId)
  if (!message) throw new Refusal(404, 'messages.no_such_message', 'There is no such message.')
  if (!['planned', 'held', 'ready'].includes(message.state))
    throw new Refusal(409, 'messages.already_left', 'This message left already, or never will.')
  await store.keepByHand(db, message, how, now)
  await keepEvent(db, message, { kind: 'accepted', at: now, source: 'by-hand', detail: { how, staffName: staff?.name ?? null } })
  await noteLeft(db, { ...message, channel: how }, now)
  await tellOf(db, message.sendingId)
}
