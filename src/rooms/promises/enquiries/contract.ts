import { z } from 'zod'
import { currency, day, id, instant, line, lines, minor, money, pageSize, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { verdictView } from '../../messages/contract.ts'
import { promiseRow, teams } from '../shown/contract.ts'

/** Questions before a purchase: the next answer, the quote, and how it ended. No stages, no chances, no forecasts. */

export const cameBy = ['counter', 'call', 'mail', 'zalo', 'web', 'other'] as const
export const enquiryStates = ['open', 'quoted', 'bought', 'not-bought'] as const
export const notBoughtReasons = ['price', 'time', 'elsewhere', 'not-needed', 'no-word', 'not-had', 'unknown'] as const
const given = z.enum(['message', 'call', 'counter'])

const amount = minor.min(0).max(1_000_000_000_000)

const quoteLine = z.object({
  what: z.string(),
  quantity: z.number(),
  /** Of one and of all of the line, for roles that see amounts. */
  each: money.optional(),
  total: money.optional(),
  itemId: id.nullable(),
})

export const quoteView = z.object({
  id,
  number: z.int(),
  lines: z.array(quoteLine),
  terms: z.string(),
  total: money.optional(),
  validUntil: z.string(),
  madeAt: z.string(),
  madeByName: z.string().nullable(),
  givenAt: z.string().nullable(),
  givenHow: given.nullable(),
  givenByName: z.string().nullable(),
  endedAt: z.string().nullable(),
  version,
})

const orderBrief = z.object({ id, code: z.string().nullable(), day: z.string(), summary: z.string(), total: money.optional() })

const look = {
  id,
  customerId: id,
  calledAs: z.string(),
  /** The language they read, which a quote is written in. */
  language: z.enum(['vi', 'en']),
  organisation: z.string().nullable(),
  about: z.string(),
  came: z.enum(cameBy),
  itemId: id.nullable(),
  state: z.enum(enquiryStates),
  askedAt: z.string(),
  madeByName: z.string().nullable(),
  answeredAt: z.string().nullable(),
  /** The promise of the next answer; null while the next word is theirs. */
  next: promiseRow.nullable(),
  /** The quote that was given last. */
  quote: quoteView.nullable(),
  orderId: id.nullable(),
  /** Closed by the purchase itself. */
  isByItself: z.boolean(),
  reason: z.enum(notBoughtReasons).nullable(),
  reasonWords: z.string().nullable(),
  closedAt: z.string().nullable(),
  closedByName: z.string().nullable(),
  isSample: z.boolean(),
  version,
}
export const enquiryRow = z.object(look)

export const enquiryView = z.object({
  ...look,
  quotes: z.array(quoteView),
  /** What they bought since they asked, the latest first: one of it may be what it became. */
  orders: z.array(orderBrief),
})

const of = z.object({ customerId: id, enquiryId: id })
const notThere = ['promises.no_such_enquiry', 'promises.changed_meanwhile'] as const

const shownWhen = {
  from: day.optional(),
  until: day.optional(),
}

export const listEnquiries = route({
  name: 'listEnquiries',
  method: 'GET',
  path: '/api/enquiries',
  door: 'promises.read',
  summary: 'Enquiries that wait, the nearest next answer first; or those that were bought or not, the latest first.',
  query: z.strictObject({
    state: z.enum(['waiting', 'bought', 'not-bought']).default('waiting'),
    reason: z.enum(notBoughtReasons).optional(),
    whose: z.enum(['all', 'mine']).default('all'),
    /** Days on which they were closed. */
    ...shownWhen,
    limit: pageSize(500, 100),
  }),
  answer: z.object({ enquiries: z.array(enquiryRow), count: z.int() }),
})

const share = z.object({ had: z.int(), of: z.int(), share: z.number(), low: z.number(), high: z.number() }).nullable()

export const enquiryFigures = route({
  name: 'enquiryFigures',
  method: 'GET',
  path: '/api/enquiries/figures',
  door: 'promises.read',
  summary:
    'How many enquiries became purchases, for which reasons others did not, and how many answers were given in time; with Wilson’s bound.',
  query: z.strictObject(shownWhen),
  answer: z.object({
    waiting: z.int(),
    bought: z.int(),
    notBought: z.int(),
    /** Of those that were closed; null where none was. */
    becameCustomers: share,
    /** Of first answers and quotes whose promise has ended. */
    answeredInTime: share,
    reasons: z.array(z.object({ reason: z.enum(notBoughtReasons), count: z.int() })),
  }),
})

export const customerEnquiries = route({
  name: 'customerEnquiries',
  method: 'GET',
  path: '/api/customers/:customerId/enquiries',
  door: 'promises.read',
  summary: 'What a customer asked before buying, and what became of it: what waits first.',
  params: z.object({ customerId: id }),
  query: z.strictObject({ limit: pageSize(100, 30) }),
  answer: z.object({ enquiries: z.array(enquiryRow) }),
  refusals: ['people.no_such_customer'],
})

export const getEnquiry = route({
  name: 'getEnquiry',
  method: 'GET',
  path: '/api/customers/:customerId/enquiries/:enquiryId',
  door: 'promises.read',
  summary: 'An enquiry with its quotes, and what they bought since.',
  params: of,
  answer: enquiryView,
  refusals: ['promises.no_such_enquiry'],
})

const nextAnswer = {
  due: instant.optional(),
  dueDay: day.optional(),
  holderId: id.optional(),
  team: z.enum(teams).optional(),
}
const dueRefusals = ['promises.due_past', 'promises.due_needed', 'promises.no_such_staff', 'promises.no_open_time'] as const

export const makeEnquiry = route({
  name: 'makeEnquiry',
  method: 'POST',
  path: '/api/customers/:customerId/enquiries',
  door: 'promises.write',
  summary:
    'Notes what somebody asks before buying. The answer, or the quote they want, is promised by the moment that is said or by the service standard; without one, within two open hours.',
  params: z.object({ customerId: id }),
  body: z.strictObject({
    about: line(300),
    came: z.enum(cameBy).default('counter'),
    itemId: id.optional(),
    wantsQuote: z.boolean().default(false),
    ...nextAnswer,
  }),
  answer: enquiryView,
  status: 201,
  refusals: ['promises.end_needed', 'promises.no_such_item', ...dueRefusals],
})

export const answerEnquiry = route({
  name: 'answerEnquiry',
  method: 'POST',
  path: '/api/customers/:customerId/enquiries/:enquiryId/answers',
  door: 'promises.write',
  summary: 'Says what was answered: the promised answer is kept. The next one may be promised at once.',
  params: of,
  body: z.strictObject({
    version,
    words: lines(1000),
    how: given.default('call'),
    /** Why it came late, where it did. */
    reason: line(300).optional(),
    next: z.strictObject({ kind: z.enum(['answer', 'quote']).default('answer'), ...nextAnswer }).optional(),
  }),
  answer: enquiryView,
  refusals: [...notThere, 'promises.enquiry_closed', 'promises.reason_needed', ...dueRefusals],
})

export const draftQuote = route({
  name: 'draftQuote',
  method: 'PUT',
  path: '/api/customers/:customerId/enquiries/:enquiryId/quote',
  door: 'promises.write',
  summary: 'Writes the quote that is not given yet; answers it with the letter as it would go and the way that the gate allows.',
  params: of,
  body: z.strictObject({
    lines: z
      .array(
        z.strictObject({
          what: line(200),
          quantity: z.number().positive().max(1_000_000),
          minor: amount,
          itemId: id.optional(),
        }),
      )
      .min(1)
      .max(100),
    terms: z.string().max(1000).default(''),
    validUntil: day,
    currency: currency.optional(),
  }),
  answer: z.object({
    quote: quoteView,
    letter: z.object({ subject: z.string(), text: z.string() }),
    way: z.object({ channel: z.string(), isByHand: z.boolean(), verdict: verdictView }),
  }),
  refusals: [
    'promises.no_such_enquiry',
    'promises.enquiry_closed',
    'promises.validity_past',
    'promises.amounts_hidden',
    'promises.quote_too_large',
  ],
})

export const giveQuote = route({
  name: 'giveQuote',
  method: 'POST',
  path: '/api/customers/:customerId/enquiries/:enquiryId/quotes/:quoteId/give',
  door: 'promises.write',
  summary:
    'Gives the quote: by letter through the gate, by a message that somebody carries, by telephone or at the counter. Its price is promised until its validity ends, and the promised answer is kept.',
  params: of.extend({ quoteId: id }),
  body: z.strictObject({
    version,
    how: given,
    /** Somebody carried the words themselves where nothing else carries them. */
    isCarried: z.boolean().default(false),
    reason: line(300).optional(),
  }),
  answer: z.object({
    enquiry: enquiryView,
    isGiven: z.boolean(),
    /** Where nothing carries it: to whom, and the words. Nothing is given until somebody says that they carried it. */
    copy: z.object({ to: z.string(), text: z.string() }).nullable(),
  }),
  refusals: [
    ...notThere,
    'promises.no_such_quote',
    'promises.quote_given',
    'promises.enquiry_closed',
    'promises.validity_past',
    'promises.reason_needed',
    'promises.amounts_hidden',
    'promises.no_way',
  ],
})

export const boughtEnquiry = route({
  name: 'boughtEnquiry',
  method: 'POST',
  path: '/api/customers/:customerId/enquiries/:enquiryId/bought',
  door: 'promises.write',
  summary: 'They bought: the enquiry ends with the order that it became.',
  params: of,
  body: z.strictObject({ version, orderId: id }),
  answer: enquiryView,
  refusals: [...notThere, 'promises.no_such_order', 'promises.enquiry_closed'],
})

export const notBoughtEnquiry = route({
  name: 'notBoughtEnquiry',
  method: 'POST',
  path: '/api/customers/:customerId/enquiries/:enquiryId/not-bought',
  door: 'promises.write',
  summary: 'They did not buy, and why as far as anybody knows. What was promised for it is not wanted any more.',
  params: of,
  body: z.strictObject({ version, reason: z.enum(notBoughtReasons), words: line(300).optional() }),
  answer: enquiryView,
  refusals: [...notThere, 'promises.enquiry_closed'],
})

export const reopenEnquiry = route({
  name: 'reopenEnquiry',
  method: 'POST',
  path: '/api/customers/:customerId/enquiries/:enquiryId/reopen',
  door: 'promises.write',
  summary: 'Takes the end of an enquiry back, with the ends of what was promised for it.',
  params: of,
  body: z.strictObject({ version }),
  answer: enquiryView,
  refusals: [...notThere, 'promises.not_ended'],
})
