import { z } from 'zod'
import { day, flag, id, line, lineOrNothing, lines } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { channels, verdictView } from '../contract.ts'

/** Days to remember, and the cards written for them. */

/** A built-in or own day of the house, `birthday` and the like are `own:<id of the noted day>`. */
const occasionKey = z.string().regex(/^(?:[a-z][a-z-]{1,40}|house:[0-9a-z-]{1,40}|own:[0-9a-f-]{36})$/)
const bothNames = z.strictObject({ vi: line(80), en: line(80) })

export const cardWays = ['mail', 'sms', 'zalo', 'paper', 'hand'] as const

const houseDay = z.object({
  key: occasionKey,
  names: bothNames,
  calendar: z.enum(['solar', 'lunar']),
  month: z.int(),
  /** 0: the last day of the lunar month. */
  day: z.int(),
  prepareDays: z.int(),
  isKept: z.boolean(),
  /** Built in days can be switched off; only the house's own can be taken away. */
  isOwn: z.boolean(),
  /** 0 where the house never changed it. */
  version: z.int(),
})

const given = z.object({ how: z.enum(cardWays), at: z.string(), by: z.string().nullable() })

const personDay = z.object({
  customerId: id,
  name: z.string(),
  calledAs: z.string(),
  occasionKey,
  /** birthday, wedding … as people note it. */
  kind: z.string(),
  label: z.string().nullable(),
  calendar: z.enum(['solar', 'lunar']),
  on: day,
  /** "15/12 âm (rằm tháng Chạp)" of that day. */
  lunar: z.string(),
  prepareFrom: day,
  year: z.int(),
  card: given.nullable(),
  isSample: z.boolean(),
})
export type PersonDay = z.output<typeof personDay>

export const occasionCalendar = route({
  name: 'occasionCalendar',
  method: 'GET',
  path: '/api/occasions',
  door: 'messages.read',
  summary: 'Days to remember ahead: what the house keeps, and whose own day it is; solar and lunar, with the day to begin preparing.',
  query: z.strictObject({ from: day.optional(), days: z.coerce.number().int().min(7).max(370).default(92) }),
  answer: z.object({
    from: day,
    until: day,
    house: z.array(houseDay.extend({ on: day, lunar: z.string(), prepareFrom: day, year: z.int(), given: z.int() })),
    people: z.array(personDay),
  }),
})

const concerned = z.object({ kind: z.enum(['person', 'organisation', 'household']), count: z.int(), isExact: z.boolean() })

export const occasionYear = route({
  name: 'occasionYear',
  method: 'GET',
  path: '/api/occasions/year/:year',
  door: 'messages.read',
  summary: 'A year of days to remember: on each how many customers have one of their own, and whom the days of the house are for.',
  params: z.object({ year: z.coerce.number().int().min(1901).max(2099) }),
  answer: z.object({
    year: z.int(),
    /** Days on which nobody has one are left out. Days in memory of somebody are not among them. */
    days: z.array(z.object({ on: day, people: z.int() })),
    house: z.array(
      houseDay.extend({ on: day, lunar: z.string(), prepareFrom: day, year: z.int(), given: z.int(), concerned: z.array(concerned) }),
    ),
  }),
})

export const peopleOnDate = route({
  name: 'peopleOnDate',
  method: 'GET',
  path: '/api/occasions/on/:on',
  door: 'messages.read',
  summary: 'Everybody whose own day a date is, solar and lunar, a hundred at a time; as many as the year says.',
  params: z.object({ on: day }),
  query: z.strictObject({ offset: z.coerce.number().int().min(0).max(1_000_000).default(0) }),
  answer: z.object({ on: day, lunar: z.string(), count: z.int(), people: z.array(personDay), next: z.int().nullable() }),
})

export const peopleOfDay = route({
  name: 'peopleOfDay',
  method: 'GET',
  path: '/api/occasions/:key/people',
  door: 'messages.read',
  summary: 'Whom a day of the house is for, those met latest first, a hundred at most, each with the card of that year.',
  params: z.object({ key: occasionKey }),
  query: z.strictObject({ year: z.coerce.number().int().min(1900).max(2100) }),
  answer: z.object({ people: z.array(personDay) }),
  refusals: ['cards.no_such_day'],
})

export const listHouseDays = route({
  name: 'listHouseDays',
  method: 'GET',
  path: '/api/house-days',
  door: 'messages.read',
  summary: 'Every day the house may keep: the built-in ones with what it changed, and its own.',
  answer: z.object({ days: z.array(houseDay) }),
})

const dayFields = {
  names: bothNames,
  calendar: z.enum(['solar', 'lunar']),
  month: z.int().min(1).max(12),
  day: z.int().min(0).max(31),
  prepareDays: z.int().min(0).max(60),
}

export const addHouseDay = route({
  name: 'addHouseDay',
  method: 'POST',
  path: '/api/house-days',
  door: 'messages.send',
  summary: 'A day of the house’s own, such as the day it opened.',
  body: z.strictObject(dayFields),
  answer: houseDay,
  status: 201,
  refusals: ['cards.no_such_day'],
})

export const changeHouseDay = route({
  name: 'changeHouseDay',
  method: 'PATCH',
  path: '/api/house-days/:key',
  door: 'messages.send',
  summary: 'Keeps a day or no longer does, or prepares for it earlier; `version` is the one that was seen.',
  params: z.object({ key: occasionKey }),
  body: z.strictObject({ isKept: z.boolean().optional(), prepareDays: dayFields.prepareDays.optional(), version: z.int().min(0) }),
  answer: houseDay,
  refusals: ['cards.no_such_day', 'cards.changed_meanwhile'],
})

export const removeHouseDay = route({
  name: 'removeHouseDay',
  method: 'DELETE',
  path: '/api/house-days/:key',
  door: 'messages.send',
  summary: 'Takes a day of the house’s own away; cards that were given for it stay told.',
  params: z.object({ key: occasionKey }),
  answer: z.object({}),
  refusals: ['cards.no_such_day'],
})

const cardOf = z.object({ customerId: id, occasionKey, year: z.int().min(1900).max(2200) })

const cardBody = {
  words: lines(1200),
  /** What goes with it; the same is never given twice. */
  gift: lineOrNothing(120).default(''),
  /** An offer in it makes it advertising. */
  hasOffer: z.boolean().default(false),
  letterId: id.nullable().default(null),
}

const before = z.object({
  cardId: id,
  occasionKey,
  year: z.int(),
  words: z.string(),
  gift: z.string().nullable(),
  how: z.enum(cardWays),
  at: z.string(),
  by: z.string().nullable(),
})

export const draftCard = route({
  name: 'draftCard',
  method: 'GET',
  path: '/api/customers/:customerId/cards/:occasionKey/:year/draft',
  door: 'messages.read',
  summary:
    'A card for somebody’s day: words in their form of address, what they avoid, what they were given before, and which ways are open.',
  params: z.object({ customerId: id, occasionKey, year: z.coerce.number().int().min(1900).max(2200) }),
  query: z.strictObject({ letterId: id.optional(), language: z.enum(['vi', 'en']).optional(), hasOffer: flag }),
  answer: z.object({
    day: personDay,
    language: z.enum(['vi', 'en']),
    title: z.string(),
    words: z.string(),
    /** Fields of the chosen text that this customer has nothing for. */
    missing: z.array(z.string()),
    avoids: z.array(z.object({ what: z.string(), reason: z.string().nullable() })),
    before: z.array(before),
    templates: z.array(z.object({ letterId: id, title: z.string() })),
    ways: z.array(z.object({ channel: z.enum(channels), verdict: verdictView, isByHand: z.boolean() })),
  }),
  refusals: ['people.no_such_customer', 'cards.no_such_day', 'letters.no_such_letter'],
})

const cardRefusals = [
  'people.no_such_customer',
  'cards.no_such_day',
  'cards.given_already',
  'cards.same_words',
  'cards.same_gift',
  'cards.offer_unwanted',
  'cards.not_wanted',
  'cards.cannot_print',
  'cards.too_long',
]

const mark = z.object({
  text: z.string(),
  /** Points from the top left of a face of 297.64 × 419.53. */
  x: z.number(),
  y: z.number(),
  size: z.number(),
  weight: z.enum(['regular', 'semibold']),
  tone: z.enum(['ink', 'brand', 'soft']),
})

export const previewCard = route({
  name: 'previewCard',
  method: 'POST',
  path: '/api/cards/preview',
  door: 'messages.read',
  summary: 'The two faces of a card as they will be printed, line by line.',
  isUntraced: true,
  body: z.strictObject({ ...cardOf.shape, words: cardBody.words }),
  answer: z.object({ width: z.number(), height: z.number(), front: z.array(mark), back: z.array(mark), isTooLong: z.boolean() }),
  refusals: ['people.no_such_customer', 'cards.no_such_day', 'cards.cannot_print'],
})

const several = <T extends z.ZodType>(card: T) => z.array(card).min(1).max(100)

/** Why one of several got none, in the words that the card alone would be refused with. */
export const cardRefused = cardOf.extend({ code: z.string() })

export const prepareCards = route({
  name: 'prepareCards',
  method: 'POST',
  path: '/api/cards/prepare',
  door: 'messages.read',
  summary: 'Cards for several people: the words for each, from one text or as written, and who may not get one and why.',
  isUntraced: true,
  body: z.strictObject({
    cards: several(z.strictObject({ ...cardOf.shape, words: cardBody.words.optional() })),
    letterId: id.nullable().default(null),
  }),
  answer: z.object({
    cards: z.array(
      cardOf.extend({
        day: personDay,
        words: z.string(),
        /** Fields of the chosen text that this customer has nothing for. */
        missing: z.array(z.string()),
        /** The code of the refusal; null where it may be printed. */
        refusal: z.string().nullable(),
      }),
    ),
    templates: z.array(z.object({ letterId: id, title: z.string() })),
  }),
  refusals: ['people.no_such_customer', 'cards.no_such_day', 'letters.no_such_letter'],
})

export const printCards = route({
  name: 'printCards',
  method: 'POST',
  path: '/api/cards/print',
  door: 'messages.write',
  summary: 'Cards as one PDF of A6 pages, front and back of each. Nothing counts as given until somebody says so.',
  body: z.strictObject({
    cards: several(z.strictObject({ ...cardOf.shape, ...cardBody })),
    /** Prints those that may be and names the others, instead of refusing all for the sake of one. */
    leaveOut: z.boolean().default(false),
  }),
  answer: z.object({ fileName: z.string(), pages: z.int(), /** Base64. */ pdf: z.string(), refused: z.array(cardRefused) }),
  refusals: [...cardRefusals, 'cards.none_left'],
})

export const giveCards = route({
  name: 'giveCards',
  method: 'POST',
  path: '/api/cards/given',
  door: 'messages.write',
  summary: 'Several cards are noted as handed over or said. Who may not get theirs is named, and the others count.',
  body: z.strictObject({ cards: several(z.strictObject({ ...cardOf.shape, ...cardBody })), how: z.enum(['paper', 'hand']) }),
  answer: z.object({ given: z.array(z.object({ customerId: id, cardId: id })), refused: z.array(cardRefused) }),
  refusals: [],
})

export const takeBackCards = route({
  name: 'takeBackCards',
  method: 'POST',
  path: '/api/cards/taken-back',
  door: 'messages.write',
  summary: 'Several were not given after all.',
  body: z.strictObject({ cards: several(z.strictObject({ customerId: id, cardId: id })) }),
  answer: z.object({}),
  refusals: ['people.no_such_customer', 'cards.no_such_card', 'cards.was_sent'],
})

export const giveCard = route({
  name: 'giveCard',
  method: 'POST',
  path: '/api/customers/:customerId/cards',
  door: 'messages.write',
  summary:
    'A card is given: sent through the gate by mail, sms or Zalo, or noted as handed over on paper or said. The same words, the same gift or a second card for one day are refused.',
  params: z.object({ customerId: id }),
  body: z.strictObject({ occasionKey, year: cardOf.shape.year, ...cardBody, how: z.enum(cardWays) }),
  answer: z.object({
    /** Null where the gate turned it away. */
    cardId: id.nullable(),
    verdict: verdictView.nullable(),
    /** Nothing carries it: to whom, and the words. */
    copy: z.object({ to: z.string(), text: z.string() }).nullable(),
  }),
  status: 201,
  refusals: cardRefusals,
})

export const takeBackCard = route({
  name: 'takeBackCard',
  method: 'DELETE',
  path: '/api/customers/:customerId/cards/:cardId',
  door: 'messages.write',
  summary: 'It was not given after all. What was sent can’t be taken back.',
  params: z.object({ customerId: id, cardId: id }),
  answer: z.object({}),
  refusals: ['cards.no_such_card', 'cards.was_sent'],
})
