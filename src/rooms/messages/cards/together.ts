import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { dayIn } from '../../../values/zone.ts'
import { requireCustomer } from '../../people/public.ts'
import * as letterStore from '../letters/store.ts'
import type { Faces } from './card-pdf.ts'
import type { cardRefused, giveCards, prepareCards, printCards, takeBackCards } from './contract.ts'
import { dayOf } from './days.ts'
import { type CardAround, check, facesFor, give, press, readerOf, takeBack, wordsFor } from './giving.ts'

/** Cards for several people at once: each is judged by itself, and who may not get one keeps nobody else from theirs. */

type Of = { customerId: string; occasionKey: string; year: number }
type Meant = z.output<NonNullable<typeof printCards.body>>['cards'][number]
type Refused = z.input<typeof cardRefused>

const refusedAs = ({ customerId, occasionKey, year }: Of, { code }: Refusal): Refused => ({ customerId, occasionKey, year, code })

/** What came of it, or why the house said no; any other failure is a fault and ends everything. */
async function orRefusal<T>(act: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

async function printable(db: Db, card: Meant, around: CardAround): Promise<Faces> {
  const customer = await requireCustomer(db, card.customerId)
  await check(db, card, true)
  const { front, back, isTooLong } = await facesFor(db, customer, card, around)
  if (isTooLong) throw new Refusal(400, 'cards.too_long', 'These words do not fit on the card.', { words: 'too_long' })
  return { front, back }
}

/** For each person their own words, or those that were written for them, and whether such a card may be printed. */
export async function prepare(
  db: Db,
  { cards, letterId }: z.output<NonNullable<typeof prepareCards.body>>,
  around: CardAround,
): Promise<z.input<typeof prepareCards.answer>> {
  const prepared: z.input<typeof prepareCards.answer>['cards'] = []
  for (const { words: written, ...of } of cards) {
    const customer = await requireCustomer(db, of.customerId)
    const day = await dayOf(db, customer, of.occasionKey, of.year, around)
    const reader = await readerOf(db, customer, around)
    const ready = await wordsFor(db, day, reader, reader.language, letterId ?? undefined)
    const words = written ?? ready.words
    const judged = await orRefusal(() => printable(db, { ...of, words, gift: '', hasOffer: false, letterId }, around))
    prepared.push({
      ...of,
      day,
      words,
      missing: written === undefined ? ready.missing : [],
      refusal: judged instanceof Refusal ? judged.code : null,
    })
  }
  const templates = await letterStore.list(db, 'card')
  return { cards: prepared, templates: templates.map(({ id, title }) => ({ letterId: id, title })) }
}

/** Several cards in one file. Nothing is marked: paper may lie there for days. */
export async function print(
  db: Db,
  { cards, leaveOut }: z.output<NonNullable<typeof printCards.body>>,
  around: CardAround,
): Promise<z.input<typeof printCards.answer>> {
  const faces: Faces[] = []
  const refused: Refused[] = []
  for (const card of cards) {
    const drawn = await orRefusal(() => printable(db, card, around))
    if (!(drawn instanceof Refusal)) faces.push(drawn)
    else if (leaveOut) refused.push(refusedAs(card, drawn))
    else throw drawn
  }
  if (faces.length === 0) throw new Refusal(409, 'cards.none_left', 'None of these cards may be printed.')
  const today = dayIn(around.zone, around.now.getTime())
  const title = around.language === 'en' ? `Cards ${today}` : `Thiệp ${today}`
  const pdf = await (await press()).cardsPdf(faces, { title, at: around.now })
  return {
    fileName: `${around.language === 'en' ? 'cards' : 'thiep'}-${today}.pdf`,
    pages: faces.length * 2,
    pdf: pdf.toString('base64'),
    refused,
  }
}

const byCustomer = (a: { customerId: string }, b: { customerId: string }): number => (a.customerId < b.customerId ? -1 : 1)

/** Several handed over. Customers are held in one order, so that two who mark the same people wait for each other and no longer. */
export async function giveAll(
  db: Db,
  { cards, how }: z.output<NonNullable<typeof giveCards.body>>,
  around: CardAround,
): Promise<z.input<typeof giveCards.answer>> {
  const answer: z.input<typeof giveCards.answer> = { given: [], refused: [] }
  for (const card of cards.toSorted(byCustomer)) {
    const { customerId, ...rest } = card
    const done = await orRefusal(() => give(db, customerId, { ...rest, how }, around))
    if (done instanceof Refusal) answer.refused.push(refusedAs(card, done))
    else if (done.cardId !== null) answer.given.push({ customerId, cardId: done.cardId })
  }
  return answer
}

/** They were not given after all: all of them, or none where one has left. */
export async function takeBackAll(db: Db, { cards }: z.output<NonNullable<typeof takeBackCards.body>>): Promise<void> {
  for (const { customerId, cardId } of cards.toSorted(byCustomer)) await takeBack(db, customerId, cardId)
}
