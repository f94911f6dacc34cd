import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { MessageChannel } from '../../messages/contract.ts'
import { mayWrite, type Outward, sendOne, toldByHand, viewVerdict } from '../../messages/public.ts'
import { type Customer, callThem, contactsFor, findAll, requireForUpdate } from '../../people/public.ts'
import { findHouse } from '../../team/public.ts'
import { writeLine } from '../../touchpoints/public.ts'
import { append, findForUpdate, keep } from '../actions.ts'
import { countedPayload } from '../appending.ts'
import { houseCalendar } from '../calendars/calendars.ts'
import { holdChains, isLinked } from '../chain-store.ts'
import { countDue } from '../counting.ts'
import type { Hand, ServicePromise } from '../promise.ts'
import { outcomeOf } from '../rules.ts'
import { writerOf } from '../slips/composing.ts'
import { handOf } from '../slips/drafting.ts'
import { speakingTo } from '../speaking-rules.ts'
import { noSuchRequest, noSuchWish } from './asking.ts'
import type { SpecialRequest, ToldHow } from './request.ts'
import { arrivalLetter, arrivedWords } from './rules.ts'
import * as store from './store.ts'
import { viewRequests } from './views.ts'

/** It has come: those who asked hear it, each once, and nobody else. */

export type Teller = { who: Who; now: Date; outward: Outward; language: 'vi' | 'en' }

/** Whom no letter reaches is called within one open hour. */
const CALL_WITHIN = 3600

type Addressed = { customer: Customer; request: SpecialRequest; letter: { subject: string; text: string } }

async function addressed(db: Db, requests: readonly SpecialRequest[], more: string | null, { who }: Teller): Promise<Addressed[]> {
  const customers = new Map(
    (
      await findAll(
        db,
        requests.map(({ customerId }) => customerId),
      )
    ).map((one) => [one.id, one]),
  )
  const { name: house } = await findHouse(db)
  return requests.flatMap((request) => {
    const customer = customers.get(request.customerId)
    if (!customer) return []
    const { kind, wants } = request
    return [
      { customer, request, letter: arrivalLetter({ speaking: speakingTo(customer), writer: writerOf(who), house, kind, wants, more }) },
    ]
  })
}

type Way = { verdict: Awaited<ReturnType<typeof mayWrite>>; isByHand: boolean; isWritten: boolean }

/** As the gate says it now. In a house that is being tried out a letter goes as far as it can. */
async function wayTo(db: Db, { customerId, isSample }: SpecialRequest, { outward, now }: Teller): Promise<Way> {
  const verdict = await mayWrite(db, { outward, customerId, purpose: 'service', now })
  if (verdict.answer === 'no') return { verdict, isByHand: false, isWritten: false }
  const isByHand = !(await outward.hasCourier(db, verdict.channel, { ...verdict, isSlip: false }))
  return { verdict, isByHand, isWritten: !isByHand || isSample || (await outward.hasSample(db)) }
}

/** Who would hear of it, how, and in which words. */
export async function preview(db: Db, wishId: string, more: string | null, teller: Teller) {
  const waiting = (await store.ofWish(db, wishId)).filter(({ toldAt }) => toldAt === null)
  const told = await store.countTold(db, wishId)
  const [first] = waiting
  if (!first) throw noSuchWish()
  const views = new Map((await viewRequests(db, waiting, teller)).map((view) => [view.id, view]))
  const people = []
  for (const { customer, request, letter } of await addressed(db, waiting, more, teller)) {
    const way = await wayTo(db, request, teller)
    const view = views.get(request.id)
    if (!view) continue
    people.push({
      request: view,
      letter,
      way: { channel: way.verdict.channel, isByHand: way.isByHand, verdict: viewVerdict(way.verdict) },
      isWritten: way.isWritten,
      phone: contactsFor(customer.contacts, teller.who).find(({ kind }) => kind === 'phone')?.shown ?? null,
    })
  }
  return { wants: first.wants, people, told }
}

/**
 * Holds everything that telling moves, in the order of everybody: the customers whose timelines are written, the chains, then each promise
 * with its request. Whoever comes second waits here, and then finds who was told.
 */
async function hold(db: Db, requests: readonly SpecialRequest[]): Promise<{ request: SpecialRequest; promise: ServicePromise }[]> {
  for (const customerId of [...new Set(requests.map((request) => request.customerId))].sort()) await requireForUpdate(db, customerId)
  for (const { promiseId } of requests) {
    if (!(await isLinked(db, promiseId))) continue
    await holdChains(db)
    break
  }
  const held = []
  for (const { id, promiseId } of requests.toSorted((a, b) => (a.promiseId < b.promiseId ? -1 : 1))) {
    const promise = await findForUpdate(db, promiseId)
    const request = await store.findForUpdate(db, id)
    if (request) held.push({ request, promise })
  }
  return held
}

const waits = ({ request, promise }: { request: SpecialRequest; promise: ServicePromise }): boolean =>
  request.toldAt === null && promise.state === 'open'

type ToldNow = { how: ToldHow; channel: string | null; messageId: string | null; text: string | null }

/** Writes down that they were told, everywhere it belongs, and keeps the promise. */
async function noteTold(
  db: Db,
  { request, promise }: { request: SpecialRequest; promise: ServicePromise },
  { how, channel, messageId, text }: ToldNow,
  { who, now, language }: Teller,
): Promise<void> {
  const by = handOf(who)
  if (!(await store.keepTold(db, request, { at: now, how, by: by.id, byName: by.name, messageId })))
    throw new Error('a request that is held was told by somebody else')
  const noted = await append(db, promise, [{ kind: 'noted', payload: { words: text, how, messageId }, by }], now)
  // Something was to be heard of it by a day that has passed: the reason is that it came only now.
  const late = language === 'vi' ? 'Hàng về sau ngày đã hẹn' : 'It came after the day that was named'
  const reason = outcomeOf(promise.firstDue, now) === 'late' && promise.slips === 0 ? { reason: late } : {}
  await keep(db, { promiseId: promise.id, version: noted.version, who, now }, reason)
  await writeLine(
    db,
    {
      customerId: request.customerId,
      at: now,
      touchpointId: newId(now.getTime()),
      kind: how === 'call' ? 'call' : channel === 'mail' ? 'letter' : 'message',
      channel: how === 'call' ? 'phone' : how === 'counter' ? 'counter' : channel,
      body: text,
      aboutKind: 'promise',
      aboutId: promise.id,
      details: { code: null, type: 'arrival', state: 'sent', summary: request.wants, startsOn: null, endsOn: null },
      by: { staffId: by.id, staffName: by.name },
    },
    now,
  )
}

/** Somebody has to tell them: from now on their promise runs within the hours of the house, and stands in Today. */
async function runsNow(
  db: Db,
  { request, promise }: { request: SpecialRequest; promise: ServicePromise },
  { by, now, language }: { by: Hand | undefined; now: Date; language: 'vi' | 'en' },
): Promise<void> {
  if (request.arrivedAt !== null) return
  await store.keepArrived(db, request, now)
  const { id: calendarVersionId } = await houseCalendar(db, now)
  const clock = { target: 'seconds' as const, targetValue: CALL_WITHIN, startsAt: now, calendarVersionId }
  const { renewed, carried, ...inputs } = promise.inputs
  const counted = await countDue(db, calendarVersionId, {
    target: 'seconds',
    value: CALL_WITHIN,
    cutoff: null,
    startsAt: now,
    fixed: null,
    pauses: [],
    fraction: inputs.atRiskFraction,
    levels: inputs.levels,
  })
  await append(
    db,
    promise,
    [
      { kind: 'reworded', payload: { words: arrivedWords(request.wants, language) }, by },
      { kind: 'recounted', payload: countedPayload(counted), by },
    ],
    now,
    { ...clock, inputs },
  )
}

const sentTo = async (
  db: Db,
  { customer, request, letter }: Addressed,
  { verdict }: Way,
  { outward, who, now }: Teller,
): Promise<{ messageId: string; channel: MessageChannel }> => {
  const sent = await sendOne(db, {
    outward,
    customerId: customer.id,
    channel: verdict.channel,
    purpose: 'service',
    subject: letter.subject,
    text: letter.text,
    staff: { id: handOf(who).id, name: who.name },
    now,
    isSample: request.isSample,
  })
  return { messageId: sent.messageId, channel: verdict.channel }
}

export type Arrived = {
  told: { requestId: string; calledAs: string; channel: string; messageId: string }[]
  toCall: { requestId: string; calledAs: string }[]
  passed: string[]
}

/** Tells those of a wish that it has come. The caller's transaction is the whole of it: all hear it, or nobody has yet. */
export async function arrive(
  db: Db,
  { wishId, requestIds, more }: { wishId: string; requestIds: readonly string[]; more: string | null },
  teller: Teller,
): Promise<Arrived> {
  const asked = await store.findAll(db, requestIds)
  if (asked.length !== new Set(requestIds).size || asked.some((request) => request.wishId !== wishId)) throw noSuchRequest()
  const held = await hold(db, asked)
  if (held.some(({ request }) => request.wishId !== wishId)) throw noSuchRequest()
  const answer: Arrived = { told: [], toCall: [], passed: held.filter((one) => !waits(one)).map(({ request }) => request.id) }
  const letters = await addressed(
    db,
    held.filter(waits).map(({ request }) => request),
    more,
    teller,
  )
  for (const one of letters) {
    const { customer, letter } = one
    const both = held.find(({ request }) => request.id === one.request.id)
    if (!both) continue
    const calledAs = callThem(customer, teller.language, teller.who)
    const way = await wayTo(db, one.request, teller)
    if (!way.isWritten) {
      await runsNow(db, both, { by: handOf(teller.who), now: teller.now, language: teller.language })
      answer.toCall.push({ requestId: one.request.id, calledAs })
      continue
    }
    const { messageId, channel } = await sentTo(db, one, way, teller)
    await noteTold(db, both, { how: 'message', channel, messageId, text: letter.text }, teller)
    answer.told.push({ requestId: one.request.id, calledAs, channel, messageId })
  }
  return answer
}

/** The catalogue says that an item has come: whoever asked for it is to be told within an open hour, by whoever holds the promise. */
export async function itemArrived(db: Db, itemId: string, now: Date): Promise<void> {
  const waiting = await store.waitingFor(db, { itemId })
  const { language } = await findHouse(db)
  for (const one of (await hold(db, waiting)).filter(waits)) await runsNow(db, one, { by: undefined, now, language })
}

/** Somebody told them: by telephone, at the counter, or by a message that they carried themselves, which the gate has to allow. */
export async function tellByHand(
  db: Db,
  { requestId, how, more }: { requestId: string; how: ToldHow; more: string | null },
  teller: Teller,
): Promise<SpecialRequest> {
  const [asked] = await store.findAll(db, [requestId])
  if (!asked) throw noSuchRequest()
  const [both] = await hold(db, [asked])
  if (!both) throw noSuchRequest()
  if (both.request.toldAt !== null) throw new Refusal(409, 'promises.told_of_it', 'They were told already; nobody hears it twice.')
  if (both.promise.state !== 'open') throw new Refusal(409, 'promises.not_open', 'This promise has ended already.')
  const [one] = await addressed(db, [both.request], more, teller)
  if (!one) throw noSuchRequest()
  let told: ToldNow = { how, channel: null, messageId: null, text: null }
  if (how === 'message') {
    const way = await wayTo(db, both.request, teller)
    if (way.verdict.answer === 'no') throw new Refusal(409, 'promises.no_way', 'Nothing may be written to them; call, or tell them here.')
    const { messageId, channel } = await sentTo(db, one, way, teller)
    const { id, name } = handOf(teller.who)
    if (way.isByHand) await toldByHand(db, messageId, { how: channel, staff: { id, name: name ?? '' }, now: teller.now })
    told = { how, channel, messageId, text: one.letter.text }
  }
  await noteTold(db, both, told, teller)
  const [after] = await store.findAll(db, [requestId])
  if (!after) throw noSuchRequest()
  return after
}
