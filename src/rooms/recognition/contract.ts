import { z } from 'zod'
import { day, id, money } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'
import { fitView } from '../catalogue/contract.ts'
import { loyaltyBrief } from '../loyalty/contract.ts'
import { buyingView } from '../orders/contract.ts'
import {
  addressView,
  contactView,
  customerKinds,
  occasionView,
  preferenceView,
  priceExpectations,
  relationshipView,
} from '../people/contract.ts'
import { openComplaintView } from '../promises/complaints/contract.ts'
import { promiseRow } from '../promises/contract.ts'
import { touchpointView } from '../touchpoints/contract.ts'

/** By what a customer was found; the order is the rank. */
export const matches = ['phone', 'mail', 'card', 'code', 'name', 'name-folded', 'words', 'given-family', 'corrected', 'fragment'] as const

/** One fact that tells people apart. The words are made on the screen from the parts. */
export const factView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('last-visit'), on: z.string(), days: z.int() }),
  z.object({ kind: z.literal('likes'), what: z.string() }),
  z.object({ kind: z.literal('avoids'), what: z.string() }),
  z.object({ kind: z.literal('needs'), what: z.string() }),
  /** `label` is there for attributes: `room`, `view`, `size` … */
  z.object({ kind: z.literal('usual'), label: z.string().optional(), what: z.string(), times: z.int(), of: z.int() }),
  z.object({ kind: z.literal('weekends'), times: z.int(), of: z.int() }),
  z.object({ kind: z.literal('tag'), tag: z.string() }),
  z.object({ kind: z.literal('new') }),
])

export const foundView = z.object({
  id,
  kind: z.enum(customerKinds),
  name: z.string(),
  calledAs: z.string(),
  greeting: z.string(),
  match: z.enum(matches),
  /** The contact that matched, as people read it. */
  matched: z.string().nullable(),
  phone: z.string().nullable(),
  fact: factView,
})

export const recognise = route({
  name: 'recognise',
  method: 'GET',
  path: '/api/recognise',
  door: 'customers.read',
  summary: 'Who is this? A phone, mail, name, card number or order code, in whole or in part: up to 20 people, the likeliest first.',
  query: z.strictObject({ q: z.string().max(200) }),
  isTraced: 'search',
  answer: z.object({ people: z.array(foundView), read: z.enum(['nothing', 'phone', 'mail', 'name', 'code', 'card-and-name']) }),
})

/** A habit with its evidence: "8 of the last 10". */
export const usualView = z.object({
  kind: z.enum(['attribute', 'product', 'paying', 'channel']),
  /** `room`, `view`, `size` … for attributes. */
  label: z.string().nullable(),
  what: z.string(),
  times: z.int(),
  of: z.int(),
  /** How the occasions are called: stays or orders. */
  among: z.enum(['stays', 'orders']),
  lastOn: z.string(),
  /** The item of the catalogue that it is, with what the customer has of it. */
  item: z.object({ id, name: z.string(), benefit: z.string() }).optional(),
})

export const getCard = route({
  name: 'getCard',
  method: 'GET',
  path: '/api/customers/:customerId/card',
  door: 'customers.read',
  summary: 'The recognition card: how to greet, what was promised, the usual with its evidence, how they pay, what to avoid, last words.',
  params: z.object({ customerId: id }),
  isTraced: 'open',
  answer: z.object({
    id,
    kind: z.enum(customerKinds),
    name: z.string(),
    calledAs: z.string(),
    greeting: z.string(),
    address: addressView,
    language: z.enum(['vi', 'en']),
    contacts: z.array(contactView),
    tags: z.array(z.string()),
    since: z.string().nullable(),
    buying: buyingView,
    /** How loyal they are; null for who never bought, and where there is no model yet. */
    loyalty: loyaltyBrief.nullable(),
    /** What was promised in either direction and is not done: what waits for an apology first, then the nearest due. `count`: in all. */
    promised: z.object({ promises: z.array(promiseRow), count: z.int() }).nullable(),
    /** Complaints that are not closed, the oldest first: whoever speaks with them knows. */
    complaints: z.array(openComplaintView),
    usual: z.array(usualView),
    /** The one item of the catalogue that fits them best, and why; none where nothing does. */
    suggestion: fitView.nullable(),
    likes: z.array(preferenceView),
    avoids: z.array(preferenceView),
    /** Brand and last four digits only for who may see them; `isMasked` says that they are there. */
    paying: z
      .object({
        by: z.string().nullable(),
        brand: z.string().nullable(),
        lastFour: z.string().nullable(),
        isMasked: z.boolean().optional(),
      })
      .nullable(),
    /** People around: who decides, who belongs together. */
    around: z.array(relationshipView),
    /** Days to remember within the next thirty. */
    occasions: z.array(occasionView),
    priceExpectation: z.enum(priceExpectations).nullable(),
    /** A booked stay or visit that is under way or next. */
    stay: z
      .object({
        id,
        code: z.string().nullable(),
        state: z.string(),
        startsOn: z.string(),
        endsOn: z.string().nullable(),
        summary: z.string(),
        nth: z.int(),
        amount: money.optional(),
      })
      .nullable(),
    recent: z.array(touchpointView),
    pinned: z.array(touchpointView),
  }),
})

/** Somebody who is expected today, ready to be greeted. */
export const arrivalView = z.object({
  orderId: id,
  orderVersion: z.int(),
  customerId: id,
  kind: z.enum(['stay', 'service', 'sale']),
  name: z.string(),
  calledAs: z.string(),
  greeting: z.string(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  state: z.string(),
  code: z.string().nullable(),
  /** What was booked. */
  summary: z.string(),
  /** Which of its kind it is with us: 4 is the fourth stay. */
  nth: z.int(),
  fact: factView,
})

export const listArrivals = route({
  name: 'listArrivals',
  method: 'GET',
  path: '/api/arrivals',
  door: 'orders.read',
  summary: 'Who is expected on a day, and who leaves.',
  query: z.strictObject({ day: day.optional() }),
  answer: z.object({ day: z.string(), arrivals: z.array(arrivalView), departures: z.array(arrivalView) }),
})

export const nameDrill = route({
  name: 'nameDrill',
  method: 'GET',
  path: '/api/name-drill',
  door: 'customers.read',
  summary: 'Up to twenty regulars to learn by name: those expected soon first, then those who come most.',
  answer: z.object({
    people: z.array(
      z.object({
        customerId: id,
        name: z.string(),
        calledAs: z.string(),
        greeting: z.string(),
        facts: z.array(factView),
        isExpected: z.boolean(),
      }),
    ),
  }),
})
