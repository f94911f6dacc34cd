import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { may } from '../../../values/rights.ts'
import { dayIn } from '../../../values/zone.ts'
import { mayWrite, type Outward, sendOne, toldByHand } from '../../messages/public.ts'
import { requireCustomer } from '../../people/public.ts'
import { findHouse } from '../../team/public.ts'
import { findForUpdate as findPromiseForUpdate, make, withdraw } from '../actions.ts'
import { writerOf } from '../slips/composing.ts'
import { handOf } from '../slips/drafting.ts'
import { speakingTo } from '../speaking-rules.ts'
import { type EnquiryRef, hold, keepAnswer, noSuchEnquiry, onTimeline, requireWaiting, type Scene } from './asking.ts'
import type { draftQuote, giveQuote } from './contract.ts'
import type { Enquiry, Quote } from './enquiry.ts'
import { priceWords, quoteLetter, totalOf } from './rules.ts'
import * as store from './store.ts'

/** What is offered for an enquiry: written, given, and its price kept until its validity ends. */

export type Giving = Scene & { outward: Outward }

const LARGEST = 9_000_000_000_000

function requireAmounts({ who }: Scene): void {
  if (!may(who, 'see.amounts')) throw new Refusal(403, 'promises.amounts_hidden', 'Your role does not include amounts.')
}

/** What somebody wrote and has not given yet; there is one at most. */
const draftIn = (quotes: readonly Quote[]): Quote | undefined => quotes.find(({ givenAt }) => givenAt === null)

async function requireValid(db: Db, validUntil: string, now: Date): Promise<void> {
  const { zone } = await findHouse(db)
  if (validUntil < dayIn(zone, now.getTime()))
    throw new Refusal(400, 'promises.validity_past', 'This day has passed.', { validUntil: 'past' })
}

/** Writes the quote that is not given yet. */
export async function draft(db: Db, ref: EnquiryRef, asked: z.output<NonNullable<typeof draftQuote.body>>, scene: Scene): Promise<Quote> {
  requireAmounts(scene)
  const enquiry = await hold(db, ref)
  requireWaiting(enquiry)
  await requireValid(db, asked.validUntil, scene.now)
  const lines = asked.lines.map(({ what, quantity, minor, itemId = null }) => ({ what, quantity, minor, itemId }))
  const total = totalOf(lines)
  if (total > LARGEST) throw new Refusal(400, 'promises.quote_too_large', 'The sum is beyond any till.', { lines: 'too_large' })
  const quotes = await store.quotesOf(db, [enquiry])
  const { currency } = await findHouse(db)
  const by = handOf(scene.who)
  const standing = draftIn(quotes)
  return store.keepQuote(db, {
    id: standing?.id ?? newId(scene.now.getTime()),
    customerId: enquiry.customerId,
    enquiryId: enquiry.id,
    number: standing?.number ?? 1 + Math.max(0, ...quotes.map(({ number }) => number)),
    lines,
    terms: asked.terms.trim(),
    total,
    currency: asked.currency ?? currency,
    validUntil: asked.validUntil,
    madeAt: scene.now,
    madeBy: by.id,
    madeByName: by.name,
    promiseId: null,
    givenAt: null,
    givenHow: null,
    givenByName: null,
    messageId: null,
    endedAt: null,
    isSample: enquiry.isSample,
    version: 1,
  })
}

/** The letter of a quote, and the way that the gate allows for it. */
export async function letterAndWay(db: Db, quote: Quote, { who, now, outward }: Giving) {
  const enquiry = await store.find(db, quote.customerId, quote.enquiryId)
  if (!enquiry) throw noSuchEnquiry()
  const customer = await requireCustomer(db, quote.customerId)
  const { name: house } = await findHouse(db)
  const { lines, terms, total, currency, validUntil } = quote
  const letter = quoteLetter({
    speaking: speakingTo(customer),
    writer: writerOf(who),
    house,
    about: enquiry.about,
    lines,
    terms,
    total,
    currency,
    validUntil,
  })
  const verdict = await mayWrite(db, { outward, customerId: quote.customerId, purpose: 'service', now })
  const isByHand = verdict.answer !== 'no' && !(await outward.hasCourier(db, verdict.channel, { ...verdict, isSlip: false }))
  return { letter, verdict, isByHand }
}

type Carried = {
  isGiven: boolean
  messageId: string | null
  channel: string | null
  copy: { to: string; text: string } | null
  text: string
}

/** Writes it through the gate; where nothing carries it the words come back, until somebody says that they carried them. */
async function carry(db: Db, quote: Quote, isCarried: boolean, giving: Giving): Promise<Carried> {
  const { outward, who, now } = giving
  const { letter, verdict, isByHand } = await letterAndWay(db, quote, giving)
  const { text } = letter
  if (verdict.answer === 'no') throw new Refusal(409, 'promises.no_way', 'Nothing may be written to them; call, or give it to them here.')
  const copy = { to: verdict.address ?? '', text }
  // In a house that is being tried out nothing leaves: it goes as far as it can, and the words are there to be copied.
  const isTrial = quote.isSample || (await outward.hasSample(db))
  if (isByHand && !isCarried && !isTrial) return { isGiven: false, messageId: null, channel: null, copy, text }
  const staff = { id: handOf(who).id, name: who.name }
  const { messageId } = await sendOne(db, {
    outward,
    customerId: quote.customerId,
    channel: verdict.channel,
    purpose: 'service',
    subject: letter.subject,
    text,
    staff,
    now,
    isSample: quote.isSample,
  })
  if (isByHand && isCarried) await toldByHand(db, messageId, { how: verdict.channel, staff, now })
  return { isGiven: true, messageId, channel: verdict.channel, copy: isByHand && !isCarried ? copy : null, text }
}

/** What was given before is not offered any more: the new price takes its place. */
async function endFormer(db: Db, quotes: readonly Quote[], { who, now, language }: Scene): Promise<void> {
  for (const former of quotes.filter(({ givenAt, endedAt }) => givenAt !== null && endedAt === null)) {
    await store.keepQuote(db, { ...former, endedAt: now })
    if (former.promiseId === null) continue
    const promise = await findPromiseForUpdate(db, former.promiseId)
    const reason = language === 'vi' ? 'Có báo giá mới thay thế' : 'A new quote takes its place'
    if (promise.state === 'open') await withdraw(db, { promiseId: promise.id, version: promise.version, who, now }, reason)
  }
}

/** Gives the quote. Its price stands as a promise until its validity ends; the promised answer is kept. */
export async function give(
  db: Db,
  ref: EnquiryRef & { quoteId: string },
  { version, how, isCarried, reason }: z.output<NonNullable<typeof giveQuote.body>>,
  giving: Giving,
): Promise<{ enquiry: Enquiry; isGiven: boolean; copy: { to: string; text: string } | null }> {
  requireAmounts(giving)
  const enquiry = await hold(db, ref)
  const quotes = await store.quotesOf(db, [enquiry])
  const quote = quotes.find(({ id }) => id === ref.quoteId)
  if (!quote) throw new Refusal(404, 'promises.no_such_quote', 'There is no such quote.')
  if (quote.givenAt !== null) throw new Refusal(409, 'promises.quote_given', 'This quote was given already.')
  if (quote.version !== version) throw new Refusal(409, 'promises.changed_meanwhile', 'Somebody changed this meanwhile.')
  requireWaiting(enquiry)
  await requireValid(db, quote.validUntil, giving.now)
  const carried: Carried =
    how === 'message'
      ? await carry(db, quote, isCarried, giving)
      : { isGiven: true, messageId: null, channel: null, copy: null, text: (await letterAndWay(db, quote, giving)).letter.text }
  if (!carried.isGiven) return { enquiry, isGiven: false, copy: carried.copy }
  await keepAnswer(db, enquiry, reason, giving)
  await endFormer(db, quotes, giving)
  const price = await make(
    db,
    {
      customerId: enquiry.customerId,
      kind: 'price',
      category: 'price',
      words: priceWords(enquiry.about, quote.validUntil, giving.language),
      isStanding: true,
      aboutKind: 'enquiry',
      aboutId: enquiry.id,
      isSample: enquiry.isSample,
    },
    giving.who,
    giving.now,
  )
  await store.keepQuote(db, {
    ...quote,
    promiseId: price.id,
    givenAt: giving.now,
    givenHow: how,
    givenByName: giving.who.name,
    messageId: carried.messageId,
  })
  await onTimeline(db, enquiry, { how, channel: carried.channel, words: carried.text, type: 'quote' }, giving)
  const kept = await store.keep(db, {
    ...enquiry,
    state: 'quoted',
    answeredAt: enquiry.answeredAt ?? giving.now,
    answerPromiseId: null,
  })
  return { enquiry: kept, isGiven: true, copy: carried.copy }
}
