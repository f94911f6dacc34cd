import { z } from 'zod'
import { currency, day, id, line, lineOrNothing, minor, pageSize, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'

/** What the house has, in the customer's words: products, rooms and services. No stock and no till. */

export const itemKinds = ['product', 'room', 'service'] as const
export const itemStates = ['coming', 'here', 'gone'] as const

const text = lineOrNothing(400)
const some = (most: number) => z.array(line(80)).max(most)

const told = {
  kind: z.enum(itemKinds),
  nameVi: line(120),
  nameEn: lineOrNothing(120).default(''),
  /** Other spellings, as they come in orders. */
  aliases: some(30).default([]),
  /** What the customer has of it, in a sentence that can be said to them. */
  benefitVi: text.default(''),
  benefitEn: text.default(''),
  forWhomVi: text.default(''),
  forWhomEn: text.default(''),
  /** What sets it apart from its neighbours. */
  differsVi: text.default(''),
  differsEn: text.default(''),
  /** What is in it, so that nobody is offered what they must not have. */
  contents: some(30).default([]),
  /** Tastes that it fits, in the words of preferences. */
  topics: some(30).default([]),
  group: line(60).nullable().default(null),
  price: minor.min(0).nullable().default(null),
  /** The house's own where it is left out. */
  currency: currency.optional(),
  cost: minor.min(0).nullable().optional(),
}

const standing = { state: z.enum(itemStates), comingOn: day.nullable().default(null) }

export const itemView = z.object({
  id,
  ...told,
  currency,
  state: z.enum(itemStates),
  comingOn: z.string().nullable(),
  arrivedOn: z.string().nullable(),
  isSample: z.boolean(),
  updatedAt: z.string(),
  version,
})

/** An item as other screens show it: the words in the language that was asked for. */
export const itemBrief = z.object({
  id,
  name: z.string(),
  kind: z.enum(itemKinds),
  benefit: z.string(),
  forWhom: z.string(),
  differs: z.string(),
  price: z.object({ minor, currency }).nullable(),
  state: z.enum(itemStates),
  comingOn: z.string().nullable(),
  arrivedOn: z.string().nullable(),
})

/** Why an item fits somebody; the sentence is made on the screen. */
export const fitReason = z.discriminatedUnion('kind', [
  /** They asked for it. */
  z.object({ kind: z.literal('asked'), on: z.string() }),
  /** They like something that it is. */
  z.object({ kind: z.literal('likes'), what: z.string() }),
  /** They bought something like it, so many times. */
  z.object({ kind: z.literal('bought'), what: z.string(), times: z.int() }),
])

/** One item that fits, and why. */
export const fitView = z.object({ item: itemBrief, reasons: z.array(fitReason), isJustIn: z.boolean() })

const one = z.object({ itemId: id })

export const listItems = route({
  name: 'listItems',
  method: 'GET',
  path: '/api/catalogue',
  door: 'customers.read',
  summary: 'Products, rooms and services in the order of their names; searched by any of their words or spellings, without marks.',
  query: z.strictObject({
    q: z.string().max(120).optional(),
    kind: z.enum(itemKinds).optional(),
    state: z.enum(itemStates).optional(),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: pageSize(200, 60),
  }),
  answer: z.object({
    items: z.array(itemView),
    count: z.int(),
    /** Of all items, whatever is searched for. */
    states: z.object({ coming: z.int(), here: z.int(), gone: z.int() }),
  }),
})

export const getItem = route({
  name: 'getItem',
  method: 'GET',
  path: '/api/catalogue/:itemId',
  door: 'customers.read',
  summary: 'One product, room or service.',
  params: one,
  answer: itemView,
})

export const addItem = route({
  name: 'addItem',
  method: 'POST',
  path: '/api/catalogue',
  door: 'catalogue.write',
  summary: 'Adds a product, room or service.',
  body: z.strictObject({ ...told, ...standing, state: z.enum(itemStates).default('here') }),
  answer: itemView,
  status: 201,
  refusals: ['catalogue.name_taken', 'catalogue.coming_on_unfit', 'catalogue.cost_not_yours'],
})

export const changeItem = route({
  name: 'changeItem',
  method: 'PUT',
  path: '/api/catalogue/:itemId',
  door: 'catalogue.write',
  summary: 'Writes an item anew; its cost stays where it is left out.',
  params: one,
  body: z.strictObject({ ...told, version }),
  answer: itemView,
  refusals: ['catalogue.name_taken', 'catalogue.changed_meanwhile', 'catalogue.cost_not_yours'],
})

export const moveItem = route({
  name: 'moveItem',
  method: 'PUT',
  path: '/api/catalogue/:itemId/state',
  door: 'catalogue.write',
  summary: 'Says that an item is coming, has arrived, or is gone; the former state takes it back.',
  params: one,
  body: z.strictObject({
    ...standing,
    /** The state before was a slip: this is no arrival, and nobody is told of one. */
    isTakenBack: z.boolean().default(false),
    version,
  }),
  answer: itemView,
  refusals: ['catalogue.changed_meanwhile', 'catalogue.coming_on_unfit'],
})

export const removeItem = route({
  name: 'removeItem',
  method: 'DELETE',
  path: '/api/catalogue/:itemId',
  door: 'catalogue.write',
  summary: 'Takes an item back that was added by mistake; one that was offered to somebody is said to be gone instead.',
  params: one,
  answer: z.object({}),
  refusals: ['catalogue.was_offered'],
})

export const offerItem = route({
  name: 'offerItem',
  method: 'POST',
  path: '/api/customers/:customerId/offers',
  door: 'customers.write',
  summary: 'Notes that a customer was invited to an item, or that it does not fit them: then it rests for 90 days.',
  params: z.object({ customerId: id }),
  body: z.strictObject({ itemId: id, answer: z.enum(['invited', 'refused']) }),
  answer: z.object({ id, itemId: id, answer: z.enum(['invited', 'refused']), restsUntil: z.string() }),
  status: 201,
  refusals: ['catalogue.not_for_them'],
})

export const takeBackOffer = route({
  name: 'takeBackOffer',
  method: 'DELETE',
  path: '/api/customers/:customerId/offers/:offerId',
  door: 'customers.write',
  summary: 'Takes back what was noted of an offer.',
  params: z.object({ customerId: id, offerId: id }),
  answer: z.object({}),
})
