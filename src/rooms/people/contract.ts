import { z } from 'zod'
import { day, flag, id, language, lastFour, line, lineOrNothing, pageSize, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'
import { wordsForThem, wordsForUs } from '../../values/address-form.ts'

export const customerKinds = ['person', 'organisation'] as const
/** What a customer can be recognised by. `card` holds the last four digits, never more; `source` is a code in another system. */
export const contactKinds = ['phone', 'mail', 'zalo', 'facebook', 'loyalty-card', 'tax', 'card', 'source'] as const
export const stances = ['likes', 'avoids', 'needs'] as const
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
})

export const preferenceView = z.object({
  id,
  stance: z.enum(stances),
  what: z.string(),
  reason: z.string().nullable(),
  source: z.enum(knownBy),
  /** 1 to 100. */
  confidence: z.int(),
  notedOn: z.string(),
  lastConfirmedOn: z.string(),
  notedByName: z.string().nullable(),
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
  preferences: z.array(preferenceView),
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
}

export const createCustomer = route({
  name: 'createCustomer',
  method: 'POST',
  path: '/api/customers',
  door: 'customers.write',
  summary: 'Adds a person or an organisation.',
  body: z.strictObject({ kind: z.enum(customerKinds).default('person'), ...z.strictObject(fields).partial().shape }),
  answer: customerView,
  status: 201,
  refusals: ['people.nothing_known', 'people.contact_invalid', 'people.contact_taken', 'people.birthday_invalid'],
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

export const listCustomers = route({
  name: 'listCustomers',
  method: 'GET',
  path: '/api/customers',
  door: 'customers.read',
  summary: 'Customers in order, a window at a time; the count is exact up to 10,000 and estimated above, unless asked.',
  query: z.strictObject({
    sort: z.enum(customerSorts).default('name'),
    kind: z.enum(customerKinds).optional(),
    tag: line(40).optional(),
    language: language.optional(),
    /** Words of a name, as typed. */
    words: line(100).optional(),
    seenSince: day.optional(),
    notSeenSince: day.optional(),
    hasPhone: flag,
    isSample: flag,
    /** First row of the window, counted from 0. */
    offset: z.coerce.number().int().min(0).max(5_000_000).default(0),
    limit: pageSize(200, 50),
    exactCount: flag,
  }),
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
  }),
  answer: preferenceView,
  status: 201,
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
