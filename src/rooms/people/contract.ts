import { z } from 'zod'
import { day, flag, id, language, lastFour, line, lineOrNothing, pageSize, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'
import { wordsForThem, wordsForUs } from '../../values/address-form.ts'

export const customerKinds = ['person', 'organisation', 'household'] as const
/** What a customer can be recognised by. `card` holds the last four digits, never more; `source` is a code in another system. */
export const contactKinds = ['phone', 'mail', 'zalo', 'facebook', 'loyalty-card', 'tax', 'card', 'source'] as const
/** `likes` and `avoids` are tastes and fade; `needs` and `must-not` (an allergy) never do. */
export const stances = ['likes', 'avoids', 'needs', 'must-not'] as const
/** What a preference touches; all but `normal` is seen only by who may see what is sensitive. */
export const sensitivities = ['normal', 'health', 'faith', 'child'] as const
/** What somebody looks to spend: careful with money, a fair price, the best whatever it costs. */
export const priceExpectations = ['careful', 'fair', 'best'] as const
export const knownBy = ['said', 'observed', 'inferred'] as const
export const payingWays = ['cash', 'card', 'transfer', 'wallet', 'cod', 'account'] as const

export const contactView = z.object({
  kind: z.enum(contactKinds),
  /** As it is stored: E.164 for phones, lower case for mail. */
  value: z.string(),
  /** As people read it: `0570 000 101`. */
  shown: z.string(),
  /** The number under its 11-digit prefix of before 2018, where it was given so. */
  old: z.string().optional(),
  isVerified: z.boolean(),
  /** The value is veiled for this reader; `value` is then the same as `shown`. */
  isMasked: z.boolean().optional(),
})

export const addressView = z.object({
  them: z.enum(wordsForThem),
  us: z.enum(wordsForUs),
  source: z.enum(['customer', 'self', 'staff', 'default']),
})

export const birthdayView = z.object({
  year: z.int().min(1880).max(2100).optional(),
  month: z.int().min(1).max(12).optional(),
  day: z.int().min(1).max(31).optional(),
})

export const payingView = z.object({
  by: z.enum(payingWays).nullable(),
  brand: z.string().nullable(),
  lastFour: z.string().nullable(),
  /** Brand and digits are there, and veiled for this reader. */
  isMasked: z.boolean().optional(),
})

export const preferenceView = z.object({
  id,
  stance: z.enum(stances),
  what: z.string(),
  reason: z.string().nullable(),
  source: z.enum(knownBy),
  /** 1 to 100, as it was when last confirmed. */
  confidence: z.int(),
  /** 1 to 100 today: a taste loses half in 18 months. */
  confidenceNow: z.int(),
  /** `sure` is told as it is; `perhaps` is asked ("có lẽ, hỏi lại"); `faded` is not used unasked. */
  standing: z.enum(['sure', 'perhaps', 'faded']),
  /** On how many separate days it was seen. */
  seenCount: z.int(),
  sensitivity: z.enum(sensitivities),
  /** The group it was chosen from. */
  group: z.string().nullable(),
  notedOn: z.string(),
  lastConfirmedOn: z.string(),
  notedByName: z.string().nullable(),
  version,
})

/** What turned out to be wrong, kept so that it does not come back by itself. */
export const refutationView = z.object({
  id,
  stance: z.enum(stances),
  what: z.string(),
  refutedAt: z.string(),
  refutedByName: z.string().nullable(),
  version,
})

export const relationshipKinds = ['family', 'works-at', 'decides-for', 'introduced-by', 'member-of'] as const

/** Somebody around a customer, seen from that customer. */
export const relationshipView = z.object({
  id,
  kind: z.enum(relationshipKinds),
  /** `from`: this customer works at the other; `to`: the other works here. Family is the same from both. */
  side: z.enum(['from', 'to']),
  /** What the other is to this one, in people's words: vợ, giám đốc. */
  words: z.string().nullable(),
  since: z.string().nullable(),
  other: z.object({ id, kind: z.enum(customerKinds), name: z.string(), calledAs: z.string() }),
  notedByName: z.string().nullable(),
  notedOn: z.string(),
  version,
})

export const occasionKinds = ['birthday', 'wedding', 'founding', 'first-visit', 'memorial', 'other'] as const

export const occasionView = z.object({
  id,
  kind: z.enum(occasionKinds),
  label: z.string().nullable(),
  calendar: z.enum(['solar', 'lunar']),
  year: z.int().nullable(),
  month: z.int().nullable(),
  day: z.int().nullable(),
  isLeap: z.boolean(),
  /** The words it came in; shown as they are. */
  written: z.string().nullable(),
  /** The next day it falls on; null where day or month is not known. */
  nextOn: z.string().nullable(),
  /** A memorial day may be known and is never greeted. */
  isGreeted: z.boolean(),
  source: z.enum(knownBy),
  notedByName: z.string().nullable(),
  notedOn: z.string(),
  version,
})

/** A line of a list: enough to recognise somebody. */
export const customerRow = z.object({
  id,
  kind: z.enum(customerKinds),
  name: z.string(),
  /** "chị Hoa", "Mr Tanaka", or the name itself where nothing is known. */
  calledAs: z.string(),
  contacts: z.array(contactView),
  tags: z.array(z.string()),
  language,
  lastContactAt: z.string().nullable(),
  isSample: z.boolean(),
  version,
})

export const customerView = customerRow.extend({
  nameOrder: z.enum(['family-first', 'given-first']),
  callName: z.string(),
  address: addressView,
  greetingSpoken: z.string(),
  greetingWritten: z.string(),
  country: z.string().nullable(),
  birthday: birthdayView.nullable(),
  postal: z.string().nullable(),
  paying: payingView,
  source: z.string().nullable(),
  lifestyle: z.array(z.string()),
  priceExpectation: z.enum(priceExpectations).nullable(),
  /** How they came to hear of the house. */
  heardFrom: z.string().nullable(),
  /** Values of the house's own fields, by key. */
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  preferences: z.array(preferenceView),
  refuted: z.array(refutationView),
  relationships: z.array(relationshipView),
  occasions: z.array(occasionView),
  createdAt: z.string(),
  updatedAt: z.string(),
})

const contactInput = z.strictObject({ kind: z.enum(contactKinds), value: line(254), isVerified: z.boolean().optional() })

const fields = {
  name: lineOrNothing(300),
  nameOrder: z.enum(['family-first', 'given-first']),
  callName: lineOrNothing(80),
  address: z.strictObject({
    them: z.enum(wordsForThem),
    us: z.enum(wordsForUs).default('em'),
    source: z.enum(['customer', 'self', 'staff']),
  }),
  language,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two_letters')
    .nullable(),
  birthday: z.strictObject(birthdayView.shape).nullable(),
  postal: lineOrNothing(300).nullable(),
  tags: z.array(line(40)).max(50),
  paying: z.strictObject({
    by: z.enum(payingWays).nullable(),
    brand: line(30).nullable().optional(),
    lastFour: lastFour.nullable().optional(),
  }),
  contacts: z.array(contactInput).max(30),
  lifestyle: z.array(line(120)).max(20),
  priceExpectation: z.enum(priceExpectations).nullable(),
  heardFrom: line(60).nullable(),
  /** Only the keys that are sent change; null empties one. */
  fields: z.record(z.string().max(60), z.union([line(500), z.number(), z.boolean(), z.null()])),
}

export const createCustomer = route({
  name: 'createCustomer',
  method: 'POST',
  path: '/api/customers',
  door: 'customers.write',
  summary: 'Adds a person, an organisation or a household.',
  body: z.strictObject({ kind: z.enum(customerKinds).default('person'), ...z.strictObject(fields).partial().shape }),
  answer: customerView,
  status: 201,
  refusals: ['people.nothing_known', 'people.contact_invalid', 'people.contact_taken', 'people.birthday_invalid', 'people.field_unfit'],
})

const one = z.object({ customerId: id })

export const getCustomer = route({
  name: 'getCustomer',
  method: 'GET',
  path: '/api/customers/:customerId',
  door: 'customers.read',
  summary: 'One customer, with likes and dislikes.',
  params: one,
  answer: customerView,
  isTraced: 'open',
})

export const updateCustomer = route({
  name: 'updateCustomer',
  method: 'PATCH',
  path: '/api/customers/:customerId',
  door: 'customers.write',
  summary: 'Changes the fields that are sent; `version` is the one that was seen.',
  params: one,
  body: z.strictObject({ ...z.strictObject(fields).partial().shape, version }),
  answer: customerView,
  refusals: [
    'people.changed_meanwhile',
    'people.nothing_known',
    'people.contact_invalid',
    'people.contact_taken',
    'people.birthday_invalid',
    'people.customer_chose',
    'people.field_unfit',
    'people.veiled_to_you',
  ],
})

export const removeCustomer = route({
  name: 'removeCustomer',
  method: 'DELETE',
  path: '/api/customers/:customerId',
  door: 'customers.write',
  summary: 'Takes back a customer who was just added and about whom nothing else has been written.',
  params: one,
  answer: z.object({}),
  refusals: ['people.has_history'],
})

export const customerSorts = ['name', '-name', 'lastContact', '-lastContact', 'created', '-created'] as const

/** Spans that are asked in months, back from today. */
const months = z.coerce.number().int().min(1).max(600).optional()

/** What a list of customers may be narrowed by, as its address holds it. */
export const customerFilter = z.strictObject({
  kind: z.enum(customerKinds).optional(),
  tag: line(40).optional(),
  language: language.optional(),
  /** Words of a name, as typed. */
  words: line(100).optional(),
  seenSince: day.optional(),
  notSeenSince: day.optional(),
  seenMonths: months,
  notSeenMonths: months,
  hasPhone: flag,
  isSample: flag,
})

export const listCustomers = route({
  name: 'listCustomers',
  method: 'GET',
  path: '/api/customers',
  door: 'customers.read',
  summary: 'Customers in order, a window at a time; the count is exact up to 10,000 and estimated above, unless asked.',
  query: customerFilter.extend({
    sort: z.enum(customerSorts).default('name'),
    /** First row of the window, counted from 0. */
    offset: z.coerce.number().int().min(0).max(5_000_000).default(0),
    limit: pageSize(200, 50),
    exactCount: flag,
  }),
  isTraced: 'search',
  answer: z.object({ rows: z.array(customerRow), count: z.int(), isExact: z.boolean() }),
})

export const addPreference = route({
  name: 'addPreference',
  method: 'POST',
  path: '/api/customers/:customerId/preferences',
  door: 'customers.write',
  summary: 'Notes what a customer likes, avoids or needs.',
  params: one,
  body: z.strictObject({
    stance: z.enum(stances),
    what: line(200),
    reason: line(200).optional(),
    source: z.enum(knownBy).default('said'),
    confidence: z.int().min(1).max(100).optional(),
    notedOn: day.optional(),
    sensitivity: z.enum(sensitivities).default('normal'),
    /** A group of choices; `what` is then one of its choices' keys or words. */
    group: line(60).optional(),
  }),
  answer: preferenceView,
  status: 201,
  refusals: ['people.refuted_before', 'people.too_many_choices', 'people.no_such_choice', 'people.sensitive_not_yours'],
})

export const refutePreference = route({
  name: 'refutePreference',
  method: 'POST',
  path: '/api/customers/:customerId/preferences/:preferenceId/refute',
  door: 'customers.write',
  summary: '"That was wrong": takes the line off the card and keeps that it was wrong, so that neither guess nor import brings it back.',
  params: one.extend({ preferenceId: id }),
  body: z.strictObject({ version }),
  answer: refutationView,
  refusals: ['people.changed_meanwhile'],
})

export const restorePreference = route({
  name: 'restorePreference',
  method: 'POST',
  path: '/api/customers/:customerId/preferences/:preferenceId/restore',
  door: 'customers.write',
  summary: 'Takes a refutation back; the line stands again as it was.',
  params: one.extend({ preferenceId: id }),
  body: z.strictObject({ version }),
  answer: preferenceView,
  refusals: ['people.changed_meanwhile'],
})

export const unveil = route({
  name: 'unveil',
  method: 'POST',
  path: '/api/customers/:customerId/unveil',
  door: 'unveil',
  summary: 'Shows what is masked for one’s role, for a reason that is written into the audit trail.',
  params: one,
  body: z.strictObject({ what: z.enum(['contacts', 'paying']), reason: line(200) }),
  answer: z.object({ contacts: z.array(contactView).optional(), postal: z.string().nullable().optional(), paying: payingView.optional() }),
  isSecret: true,
})

export const updatePreference = route({
  name: 'updatePreference',
  method: 'PATCH',
  path: '/api/customers/:customerId/preferences/:preferenceId',
  door: 'customers.write',
  summary: 'Corrects or confirms a preference; `confirm` sets the day it was last heard to today.',
  params: one.extend({ preferenceId: id }),
  body: z.strictObject({
    stance: z.enum(stances).optional(),
    what: line(200).optional(),
    reason: line(200).nullable().optional(),
    source: z.enum(knownBy).optional(),
    confidence: z.int().min(1).max(100).optional(),
    confirm: z.literal(true).optional(),
    version,
  }),
  answer: preferenceView,
  refusals: ['people.changed_meanwhile'],
})

export const removePreference = route({
  name: 'removePreference',
  method: 'DELETE',
  path: '/api/customers/:customerId/preferences/:preferenceId',
  door: 'customers.write',
  summary: 'Takes a preference off the card.',
  params: one.extend({ preferenceId: id }),
  answer: z.object({}),
})
