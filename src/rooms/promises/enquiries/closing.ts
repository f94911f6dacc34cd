import type { Db } from '../../../platform/db/db.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { dayIn } from '../../../values/zone.ts'
import { findItem } from '../../catalogue/public.ts'
import { findOrder, latestOrders, type Order } from '../../orders/public.ts'
import { findHouse } from '../../team/public.ts'
import { findForUpdate as findPromiseForUpdate, keep as keepPromise, load, reopenHeld, withdraw } from '../actions.ts'
import { HOUSE_ID } from '../contract.ts'
import type { ServicePromise } from '../promise.ts'
import { handOf } from '../slips/drafting.ts'
import { type EnquiryRef, hold, requireWaiting, type Scene } from './asking.ts'
import type { Enquiry, Quote, Reason } from './enquiry.ts'
import { endedBy } from './rules.ts'
import * as store from './store.ts'

/** How an enquiry ends: with what it became, or with why it did not. */

/** A price was kept where somebody bought by it within its validity. */
const isHonoured = (promise: ServicePromise, quotes: readonly Quote[]): boolean =>
  promise.kind === 'price' && quotes.some(({ promiseId, endedAt }) => promiseId === promise.id && endedAt === null)

const whyEnded = {
  vi: { bought: 'Khách đã mua', 'not-bought': 'Khách không mua', validity: 'Báo giá đã hết hạn' },
  en: { bought: 'They have bought', 'not-bought': 'They did not buy', validity: 'The quote has ended' },
} as const

/** Ends what was promised for an enquiry and stands open: the price that they bought by is kept, everything else is not wanted any more. */
async function endPromises(db: Db, enquiry: Enquiry, how: 'bought' | 'not-bought', { who, now, language }: Scene): Promise<void> {
  const quotes = (await store.quotesOf(db, [enquiry])).filter(({ givenAt, endedAt }) => givenAt !== null && endedAt === null)
  for (const promiseId of await store.promisesOf(db, enquiry)) {
    const promise = await findPromiseForUpdate(db, promiseId)
    if (promise.state !== 'open') continue
    const act = { promiseId, version: promise.version, who, now }
    if (how === 'bought' && isHonoured(promise, quotes)) await keepPromise(db, act, {})
    else await withdraw(db, act, whyEnded[language][how])
  }
  for (const quote of quotes) await store.keepQuote(db, { ...quote, endedAt: now })
}

type End = Pick<Enquiry, 'state'> & Partial<Pick<Enquiry, 'orderId' | 'isByItself' | 'reason' | 'reasonWords'>>

async function close(db: Db, enquiry: Enquiry, end: End, scene: Scene): Promise<Enquiry> {
  await endPromises(db, enquiry, end.state === 'bought' ? 'bought' : 'not-bought', scene)
  const by = handOf(scene.who)
  return store.keep(db, { ...enquiry, ...end, closedAt: scene.now, closedBy: by.id, closedByName: end.isByItself ? null : by.name })
}

/** They bought, and somebody says what. */
export async function bought(
  db: Db,
  ref: EnquiryRef,
  { version, orderId }: { version: number; orderId: string },
  scene: Scene,
): Promise<Enquiry> {
  const enquiry = await hold(db, ref, version)
  requireWaiting(enquiry)
  const order = await findOrder(db, ref.customerId, orderId)
  if (!order || order.kind === 'refund' || order.state === 'cancelled')
    throw new Refusal(404, 'promises.no_such_order', 'This customer has no such order.', { orderId: 'no_such_order' })
  return close(db, enquiry, { state: 'bought', orderId, isByItself: false }, scene)
}

/** They did not buy, and why as far as anybody knows. */
export async function notBought(
  db: Db,
  ref: EnquiryRef,
  { version, reason, words }: { version: number; reason: Reason; words: string | undefined },
  scene: Scene,
): Promise<Enquiry> {
  const enquiry = await hold(db, ref, version)
  requireWaiting(enquiry)
  return close(db, enquiry, { state: 'not-bought', reason, reasonWords: words ?? null }, scene)
}

/** Takes the end back, with the ends of what was promised and stood open until then. */
export async function reopen(db: Db, ref: EnquiryRef, version: number, { who, now }: Scene): Promise<Enquiry> {
  const enquiry = await hold(db, ref, version)
  const { closedAt } = enquiry
  if (closedAt === null) throw new Refusal(409, 'promises.not_ended', 'This enquiry is open.')
  const isOfEnd = (at: Date | null): boolean => at !== null && at.getTime() === closedAt.getTime()
  const quotes = await store.quotesOf(db, [enquiry])
  for (const quote of quotes.filter(({ endedAt }) => isOfEnd(endedAt))) await store.keepQuote(db, { ...quote, endedAt: null })
  for (const promiseId of await store.promisesOf(db, enquiry)) {
    const promise = await findPromiseForUpdate(db, promiseId)
    if (promise.state !== 'open' && isOfEnd(promise.doneAt)) await reopenHeld(db, promise, who, now)
  }
  const answering = enquiry.answerPromiseId === null ? undefined : await load(db, enquiry.answerPromiseId)
  return store.keep(db, {
    ...enquiry,
    state: quotes.some(({ givenAt }) => givenAt !== null) ? 'quoted' : 'open',
    answerPromiseId: answering?.state === 'open' ? answering.id : null,
    orderId: null,
    isByItself: false,
    reason: null,
    reasonWords: null,
    closedAt: null,
    closedBy: null,
    closedByName: null,
  })
}

// --- By themselves ---------------------------------------------------------------------------------------------------------

const LOOKED_AT = 50

/** The house itself, where nobody's hand was in it. */
async function asHouse(db: Db, now: Date): Promise<Scene> {
  const { name, language } = await findHouse(db)
  return { who: { kind: 'token', id: HOUSE_ID, name, role: 'owner' }, now, language }
}

/** The spellings under which an enquiry's item comes in orders; without one, what was asked for as it was noted. */
async function namesOf(db: Db, { about, itemId }: Enquiry): Promise<string[]> {
  const item = itemId === null ? undefined : await findItem(db, itemId)
  return item ? [item.nameVi, item.nameEn, ...item.aliases].filter((name) => name !== '') : [about]
}

/** Somebody bought: of what they had asked before, this may be the end. Looked at again it changes nothing. */
export async function noticePurchase(db: Db, customerId: string, now: Date): Promise<void> {
  const [first] = (await store.ofCustomer(db, customerId, 1)).filter(({ closedAt }) => closedAt === null)
  if (!first) return
  await hold(db, { customerId, enquiryId: first.id })
  const scene = await asHouse(db, now)
  const orders: Order[] = (await latestOrders(db, customerId, LOOKED_AT)).toSorted((a, b) => a.placedAt.getTime() - b.placedAt.getTime())
  for (const order of orders) {
    const waiting = await store.waitingForUpdate(db, customerId)
    if (waiting.length === 0) return
    // What one order ended it does not end again, and another enquiry is not ended by it.
    if (await store.hasEnded(db, customerId, order.id)) continue
    const names = new Map(await Promise.all(waiting.map(async (one) => [one.id, await namesOf(db, one)] as const)))
    const hadBought = orders.length === LOOKED_AT || orders.some(({ placedAt }) => placedAt < order.placedAt)
    const ended = endedBy(waiting, order, { hadBought, names: ({ id }) => names.get(id) ?? [] })
    if (ended) await close(db, ended, { state: 'bought', orderId: order.id, isByItself: true }, scene)
  }
}

const AT_ONCE = 100

/** Quotes whose validity is over: nobody bought by them, so that their price is not owed any more. Each in a transaction of its own. */
export async function endQuotes(db: Db, now: Date): Promise<void> {
  const { zone } = await findHouse(db)
  const today = dayIn(zone, now.getTime())
  for (const { customerId, enquiryId, id } of await store.quotesEnding(db, today, AT_ONCE))
    await db.transaction().execute(async (tx) => {
      const enquiry = await hold(tx, { customerId, enquiryId })
      const quote = (await store.quotesOf(tx, [enquiry])).find((one) => one.id === id)
      if (!quote || quote.endedAt !== null || quote.validUntil >= today) return
      const { who, language } = await asHouse(tx, now)
      await store.keepQuote(tx, { ...quote, endedAt: now })
      if (quote.promiseId === null) return
      const promise = await findPromiseForUpdate(tx, quote.promiseId)
      if (promise.state !== 'open') return
      await withdraw(tx, { promiseId: promise.id, version: promise.version, who, now }, whyEnded[language].validity)
    })
}
