import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { lastWordIn } from '../../messages/public.ts'
import { requireForUpdate } from '../../people/public.ts'
import { findHouse } from '../../team/public.ts'
import { findLine, notLaterThan, removeLine, requireKind, writeLine } from '../../touchpoints/public.ts'
import { duesByStandard, make, type NewPromise } from '../making.ts'
import type { Complaint, ComplaintEvent, ComplaintWay } from './complaint.ts'
import type { receiveComplaint } from './contract.ts'
import { lineOf } from './following.ts'
import { promiseWords } from './promise-words.ts'
import { codeOf, fold, isSpoken, USUAL_ACKNOWLEDGING, USUAL_DECIDING } from './rules.ts'
import * as store from './store.ts'

/** A complaint arrives: it gets its number, its line on the timeline and its clocks. */

type Asked = z.output<NonNullable<typeof receiveComplaint.body>>
type Source = { customerId: string; words?: string; how?: ComplaintWay; at?: Date; place?: string | null; isTaken: boolean }

const refused = (code: string, sentence: string, field: string, why: string) => new Refusal(400, code, sentence, { [field]: why })
const alreadyOne = () => new Refusal(409, 'complaints.already_one', 'This is a complaint already.')

const waysOfChannels: Readonly<Record<string, ComplaintWay>> = {
  counter: 'counter',
  phone: 'call',
  mail: 'mail',
  zalo: 'zalo',
  web: 'web',
  form: 'web',
  paper: 'letter',
}

async function fromLine(db: Db, customerId: string | undefined, touchpointId: string): Promise<Source> {
  if (customerId === undefined) throw refused('complaints.customer_needed', 'Say whose line it is.', 'customerId', 'needed')
  await requireForUpdate(db, customerId)
  const line = await findLine(db, customerId, touchpointId)
  if (line?.about?.kind === 'complaint') throw alreadyOne()
  // A line of another room follows what it is about; only what was written by hand can become one.
  if (!line || line.about !== null) throw new Refusal(404, 'complaints.no_such_line', 'There is no such line.')
  const how = waysOfChannels[line.channel ?? 'counter'] ?? 'other'
  return { customerId, ...(line.body === null ? {} : { words: line.body }), how, at: line.at, place: line.place, isTaken: true }
}

async function fromThread(db: Db, threadId: string, who: Who): Promise<Source> {
  const last = await lastWordIn(db, threadId, who)
  if (!last) throw new Refusal(404, 'complaints.no_such_thread', 'There is no such letter.')
  if (last.customerId === null) throw refused('complaints.customer_needed', 'Nobody knows yet who wrote this.', 'customerId', 'needed')
  await requireForUpdate(db, last.customerId)
  if (await store.isOne(db, { threadId })) throw alreadyOne()
  return { customerId: last.customerId, words: last.words, how: waysOfChannels[last.channel] ?? 'other', at: last.at, isTaken: false }
}

async function sourceOf(db: Db, { customerId, fromTouchpointId, fromThreadId }: Asked, who: Who): Promise<Source> {
  if (fromTouchpointId !== undefined) return fromLine(db, customerId, fromTouchpointId)
  if (fromThreadId !== undefined) return fromThread(db, fromThreadId, who)
  if (customerId === undefined) throw refused('complaints.customer_needed', 'Say whose complaint it is.', 'customerId', 'needed')
  await requireForUpdate(db, customerId)
  return { customerId, isTaken: false }
}

/** The clock of a step, running since the house heard of it; null where a standard says that nothing is promised. */
export async function clockOf(db: Db, asked: NewPromise, who: Who, from: Date): Promise<string | null> {
  const { customerId, kind = 'other', category = 'service' } = asked
  if ((await duesByStandard(db, { customerId, kind, category }, from)) === 'nothing') return null
  return (await make(db, { ...asked, category }, who, from)).id
}

/** Its line: the one that it was made from, taken over with its words, or a new one. */
async function writeDown(db: Db, complaint: Complaint, source: Source, who: Who, now: Date): Promise<void> {
  const { customerId, touchpointId } = complaint
  if (source.isTaken) await removeLine(db, customerId, touchpointId, now)
  const line = { customerId, at: complaint.receivedAt, touchpointId, kind: 'complaint' as const, details: lineOf(complaint) }
  const by = { staffId: who.kind === 'staff' ? who.id : null, staffName: who.name }
  await writeLine(db, { ...line, aboutKind: 'complaint', aboutId: complaint.id, channel: channelOf(complaint.how), by }, now)
}

const channelsOfWays: Readonly<Partial<Record<ComplaintWay, string>>> = { call: 'phone', letter: 'paper' }
const channelOf = (how: ComplaintWay): string | null => (how === 'other' ? null : (channelsOfWays[how] ?? how))

type Told = { id: string; number: number; customerId: string; how: ComplaintWay; receivedAt: Date }

/** Its clocks, as promises to the customer; what was said face to face has been taken in already. */
async function clocks(db: Db, asked: Asked, { id, number, customerId, how, receivedAt }: Told, who: Who) {
  const { language } = await findHouse(db)
  const say = promiseWords(language, codeOf(number))
  const clock = {
    customerId,
    aboutKind: 'complaint',
    aboutId: id,
    severity: asked.severity,
    ...(asked.orderId === undefined ? {} : { orderId: asked.orderId }),
    ...(asked.holderId === undefined ? {} : { holderId: asked.holderId }),
  }
  const acknowledging = { ...clock, kind: 'answer' as const, words: say.acknowledge, usual: USUAL_ACKNOWLEDGING }
  const deciding = { ...clock, kind: 'complaint' as const, words: say.decide, usual: USUAL_DECIDING }
  return {
    acknowledgingId: isSpoken(how) ? null : await clockOf(db, acknowledging, who, receivedAt),
    decidingId: await clockOf(db, deciding, who, receivedAt),
  }
}

/** What its receipt says, and that it was taken in where it was spoken. */
function firstEvents({ how, receivedAt }: Told, payload: Record<string, unknown>, who: Who, now: Date): ComplaintEvent[] {
  const by = { staffId: who.kind === 'staff' ? who.id : null, staffName: who.name }
  const event = (kind: ComplaintEvent['kind'], of: Record<string, unknown>): ComplaintEvent => ({
    id: newId(now.getTime()),
    at: now,
    kind,
    ...by,
    payload: of,
  })
  const received = event('received', payload)
  return isSpoken(how) ? [received, event('acknowledged', { at: receivedAt.toISOString(), isInTime: true })] : [received]
}

/** What is meant: the words, and since when the house knows of it. */
function toldBy(asked: Asked, source: Source, now: Date): { words: string; receivedAt: Date } {
  const words = asked.words ?? source.words
  if (words === undefined) throw refused('complaints.words_needed', 'What did they say?', 'words', 'needed')
  const receivedAt = notLaterThan(now, asked.receivedAt ? new Date(asked.receivedAt) : (source.at ?? now))
  if (!receivedAt) throw refused('promises.in_the_future', 'It has not been said yet.', 'receivedAt', 'in_the_future')
  return { words, receivedAt }
}

export async function receive(db: Db, asked: Asked, who: Who, now: Date): Promise<Complaint> {
  const source = await sourceOf(db, asked, who)
  const { words, receivedAt } = toldBy(asked, source, now)
  if (asked.touchpointKind !== undefined) await requireKind(db, asked.touchpointKind)
  const { customerId } = source
  const how = asked.how ?? source.how ?? 'counter'
  const told: Told = { id: newId(now.getTime()), number: await store.nextNumber(db), customerId, how, receivedAt }
  const payload = {
    words,
    how,
    severity: asked.severity,
    touches: asked.touches ?? null,
    touchpointKind: asked.touchpointKind ?? null,
    place: asked.place ?? source.place ?? null,
    remedySought: asked.remedySought ?? null,
    ...(await clocks(db, asked, told, who)),
  }
  const events = firstEvents(told, payload, who, now)
  const complaint: Complaint = {
    ...fold(events),
    ...told,
    receivedBy: who.kind === 'staff' ? who.id : null,
    receivedByName: who.name,
    orderId: asked.orderId ?? null,
    words,
    touchpointId: asked.fromTouchpointId ?? newId(now.getTime()),
    threadId: asked.fromThreadId ?? null,
    firstCustomerId: customerId,
    isSample: false,
    version: 1,
  }
  await store.add(db, complaint)
  await store.addEvents(db, complaint, events)
  await writeDown(db, complaint, source, who, now)
  return complaint
}
