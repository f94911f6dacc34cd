import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Tongue } from '../../../values/address-form.ts'
import { calledAs } from '../../../values/address-form.ts'
import { addDays } from '../../../values/civil-date.ts'
import { dayIn as dayInZone, toInstant } from '../../../values/zone.ts'
import { type Customer, preferencesOf, requireCustomer, requireForUpdate } from '../../people/public.ts'
import { findHouse } from '../../team/public.ts'
import { consentsOf } from '../consent/consents.ts'
import type { Outward } from '../gate.ts'
import { requireLetter } from '../letters/actions.ts'
import { fill, partsOf, valuesOf } from '../letters/merge-rules.ts'
import { fillText, textOf } from '../letters/plain-text.ts'
import type { Reader } from '../letters/reader.ts'
import { readersOf } from '../letters/readers.ts'
import * as letterStore from '../letters/store.ts'
import { mayWrite, sendOne } from '../sendings/one.ts'
import { findMessage } from '../sendings/store.ts'
import { viewVerdict } from '../sendings/views.ts'
import { CARD_HEIGHT, CARD_WIDTH, facesOf } from './card-layout.ts'
import { offerAvoided, repeats, soundsLikeOffer, wordsPrint } from './card-rules.ts'
import type { draftCard, giveCard, PersonDay, previewCard } from './contract.ts'
import { dayOf, FIRST_PURCHASE, houseDay } from './days.ts'
import * as store from './store.ts'
import { anyDayCard, houseCards, ownCards } from './words.data.ts'

/** Writing a card for somebody's day, printing it, giving it. */

export type CardAround = { outward: Outward; who: Who; now: Date; language: Tongue; zone: string }
type Meant = {
  customerId: string
  occasionKey: string
  year: number
  words: string
  gift: string
  hasOffer: boolean
  letterId: string | null
}

/** The customer as a letter reads them. */
export async function readerOf(db: Db, customer: Customer, { zone, now }: Pick<CardAround, 'zone' | 'now'>): Promise<Reader> {
  const reader = (await readersOf(db, [customer.id], dayInZone(zone, now.getTime()))).get(customer.id)
  if (!reader) throw new Refusal(404, 'people.no_such_customer', 'There is no such customer.')
  return reader
}

async function cardFor(db: Db, { occasionKey, kind }: Pick<PersonDay, 'occasionKey' | 'kind'>) {
  if (kind === FIRST_PURCHASE) return ownCards['first-visit'] ?? anyDayCard({ vi: '', en: '' })
  if (occasionKey.startsWith('own:')) return ownCards[kind] ?? ownCards['other'] ?? anyDayCard({ vi: '', en: '' })
  return houseCards[occasionKey] ?? anyDayCard((await houseDay(db, occasionKey)).names)
}

/** The words of a card as this customer reads them: a letter of the house, or what stands ready for such a day. */
export async function wordsFor(db: Db, day: PersonDay, reader: Reader, tongue: Tongue, letterId: string | undefined) {
  const values = valuesOf(reader, (await findHouse(db)).name, tongue)
  const missing = new Set<string>()
  const card = await cardFor(db, day)
  if (letterId === undefined)
    return { title: card.title[tongue], words: fill(partsOf(card[tongue]), values, missing), missing: [...missing] }
  const { content } = await requireLetter(db, letterId)
  const words = fillText(
    content.blocks.map((block) => textOf(block, tongue)),
    values,
    missing,
  )
  return { title: fill(partsOf(content.subject[tongue]), values, missing) || card.title[tongue], words, missing: [...missing] }
}

const WAYS = ['mail', 'zalo', 'sms'] as const

export async function draft(
  db: Db,
  { customerId, occasionKey, year }: { customerId: string; occasionKey: string; year: number },
  asked: { letterId?: string | undefined; language?: Tongue | undefined; hasOffer?: 'true' | 'false' | undefined },
  around: CardAround,
): Promise<z.input<typeof draftCard.answer>> {
  const customer = await requireCustomer(db, customerId)
  const day = await dayOf(db, customer, occasionKey, year, around)
  const reader = await readerOf(db, customer, around)
  const tongue = asked.language ?? reader.language
  const [{ title, words, missing }, preferences, before, templates] = await Promise.all([
    wordsFor(db, day, reader, tongue, asked.letterId),
    preferencesOf(db, customerId, around.who),
    store.cardsOf(db, customerId),
    letterStore.list(db, 'card'),
  ])
  const ways = await Promise.all(
    WAYS.map(async (channel) => {
      const ask = {
        outward: around.outward,
        customerId,
        channel,
        purpose: 'relationship' as const,
        hasOffer: asked.hasOffer === 'true',
        now: around.now,
      }
      const verdict = await mayWrite(db, ask)
      const isByHand = verdict.answer !== 'no' && !(await around.outward.hasCourier(db, channel, verdict))
      return { channel, verdict: viewVerdict(verdict), isByHand }
    }),
  )
  return {
    day,
    language: tongue,
    title,
    words,
    missing,
    avoids: preferences.filter(({ stance }) => stance === 'avoids' || stance === 'must-not').map(({ what, reason }) => ({ what, reason })),
    before: before.slice(0, 20).map(({ id, at, byName, occasionKey: key, ...card }) => ({
      cardId: id,
      occasionKey: key,
      year: card.year,
      words: card.words,
      gift: card.gift,
      how: card.how,
      at: at.toISOString(),
      by: byName,
    })),
    templates: templates.map(({ id, title: named }) => ({ letterId: id, title: named })),
    ways,
  }
}

const LEFT = new Set(['refused', 'withdrawn', 'objected', 'erased'])

const sentences = {
  given_already: (year: number) => `A card was given for this day of ${year} already.`,
  same_words: (year: number) => `These very words were written to them in ${year}.`,
  same_gift: (year: number) => `They were given the same in ${year}.`,
}

/** Refuses what repeats, and an offer to somebody who wants none. */
export async function check(db: Db, meant: Meant, isPaper: boolean): Promise<{ hasOffer: boolean }> {
  const before = await store.cardsOf(db, meant.customerId)
  const repeated = repeats(meant, before)
  if (repeated)
    throw new Refusal(409, `cards.${repeated.why}`, sentences[repeated.why](repeated.year), {
      [repeated.why === 'same_gift' ? 'gift' : 'words']: String(repeated.year),
    })
  const hasOffer = meant.hasOffer || soundsLikeOffer(`${meant.words} ${meant.gift}`)
  if (hasOffer) {
    const preferences = await preferencesOf(db, meant.customerId, { role: 'owner' })
    const avoided = offerAvoided(preferences.filter(({ stance }) => stance === 'avoids' || stance === 'must-not').map(({ what }) => what))
    if (avoided !== undefined)
      throw new Refusal(409, 'cards.offer_unwanted', 'This customer wants no offers on such days.', { words: 'offer_unwanted' })
  }
  const [paper] = (await consentsOf(db, [meant.customerId], { purpose: 'relationship', channels: ['paper'] })).get(meant.customerId) ?? []
  if (paper && LEFT.has(paper.state)) throw new Refusal(409, 'cards.not_wanted', 'This customer wants no letters from the house.')
  const signs = isPaper ? (await press()).unprintable(meant.words) : []
  if (signs.length > 0)
    throw new Refusal(400, 'cards.cannot_print', 'The letters of cards have no such signs.', { words: signs.slice(0, 8).join(' ') })
  return { hasOffer }
}

/** What draws letters is large, and printed on rare days: it is loaded by the first who asks. */
export const press = () => import('./card-pdf.ts')

/** What stands on both sides, and whether it fits. */
export async function facesFor(db: Db, customer: Customer, meant: Pick<Meant, 'occasionKey' | 'year' | 'words'>, around: CardAround) {
  const day = await dayOf(db, customer, meant.occasionKey, meant.year, around)
  const reader = await readerOf(db, customer, around)
  const card = await cardFor(db, day)
  const called = calledAs({ ...customer, form: customer.address, order: customer.nameOrder }, reader.language)
  const { measure } = await press()
  return facesOf({ title: card.title[reader.language], called, house: (await findHouse(db)).name, words: meant.words }, measure)
}

/** The faces as they will be printed. */
export async function preview(
  db: Db,
  meant: z.output<NonNullable<typeof previewCard.body>>,
  around: CardAround,
): Promise<z.input<typeof previewCard.answer>> {
  const customer = await requireCustomer(db, meant.customerId)
  return { width: CARD_WIDTH, height: CARD_HEIGHT, ...(await facesFor(db, customer, meant, around)) }
}

/** Gives a card once: two who press at the same moment wait for each other, and the second is told. */
export async function give(
  db: Db,
  customerId: string,
  asked: z.output<NonNullable<typeof giveCard.body>>,
  around: CardAround,
): Promise<z.input<typeof giveCard.answer>> {
  const customer = await requireForUpdate(db, customerId)
  const day = await dayOf(db, customer, asked.occasionKey, asked.year, around)
  const meant = { ...asked, customerId }
  const { hasOffer } = await check(db, meant, asked.how === 'paper')
  const { who, now, outward, zone } = around
  const hand = { id: who.kind === 'staff' ? who.id : null, name: who.name }
  const card: store.CardGiven = {
    id: newId(now.getTime()),
    customerId,
    occasionKey: asked.occasionKey,
    year: asked.year,
    letterId: asked.letterId,
    print: wordsPrint(asked.words),
    words: asked.words,
    gift: asked.gift || null,
    how: asked.how,
    messageId: null,
    at: now,
    byName: who.name,
  }
  if (asked.how === 'paper' || asked.how === 'hand') {
    await store.addCard(db, card, hand.id, customer.isSample)
    return { cardId: card.id, verdict: null, copy: null }
  }
  const reader = await readerOf(db, customer, around)
  const subject = (await cardFor(db, day)).title[reader.language]
  // A card on the wrong day is worse than none: it may be early, never late.
  const expiresAt = new Date(toInstant(addDays(day.on, 1), 0, zone))
  const sent = await sendOne(db, {
    outward,
    customerId,
    channel: asked.how,
    purpose: 'relationship',
    subject,
    text: asked.words,
    staff: hand,
    now,
    hasOffer,
    expiresAt,
    kind: 'card',
    letterId: asked.letterId,
    isSample: customer.isSample,
  })
  const verdict = viewVerdict(sent.verdict)
  if (sent.verdict.answer === 'no') return { cardId: null, verdict, copy: null }
  await store.addCard(db, { ...card, messageId: sent.messageId }, hand.id, customer.isSample)
  return { cardId: card.id, verdict, copy: sent.copy ?? null }
}

const NEVER_LEFT = new Set(['suppressed', 'cancelled', 'expired'])

/** It was not given after all: a slip of the hand. What was sent, or is about to be, stays told. */
export async function takeBack(db: Db, customerId: string, cardId: string): Promise<void> {
  await requireForUpdate(db, customerId)
  const card = (await store.cardsOf(db, customerId)).find(({ id }) => id === cardId)
  if (!card) throw new Refusal(404, 'cards.no_such_card', 'There is no such card.')
  const message = card.messageId ? await findMessage(db, customerId, card.messageId) : undefined
  if (message && !NEVER_LEFT.has(message.state)) throw new Refusal(409, 'cards.was_sent', 'This card has left already.')
  await store.removeCard(db, customerId, cardId)
}
