import { z } from 'zod'
import { day, id, instant, line, lines, money, pageSize, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'

/** What a line of the timeline is; `order` lines are written by the orders room. */
export const touchpointKinds = ['note', 'call', 'visit', 'message', 'letter', 'delivery', 'complaint', 'thanks', 'order'] as const
export const writableKinds = ['note', 'call', 'visit', 'message', 'letter', 'delivery', 'complaint', 'thanks'] as const
export const touchpointChannels = ['counter', 'phone', 'mail', 'zalo', 'facebook', 'web', 'sms', 'paper', 'channel-partner'] as const
export const feelings = ['glad', 'content', 'unhappy'] as const

export const touchpointView = z.object({
  id,
  at: z.string(),
  /** One of `touchpointKinds`, or a kind of the house's own. */
  kind: z.string(),
  channel: z.string().nullable(),
  place: z.string().nullable(),
  body: z.string().nullable(),
  outcome: z.string().nullable(),
  feeling: z.enum(feelings).nullable(),
  isPinned: z.boolean(),
  staffName: z.string().nullable(),
  /** For lines of another room: what it is about and the words it shows; the amount only for roles that see amounts. */
  about: z
    .object({
      kind: z.string(),
      id,
      code: z.string().nullable(),
      /** sale, stay, service or refund; call. */
      type: z.string(),
      state: z.string(),
      summary: z.string(),
      startsOn: z.string().nullable(),
      endsOn: z.string().nullable(),
      amount: money.optional(),
      /** How long a call was. */
      seconds: z.int().optional(),
    })
    .nullable(),
  version,
})

const one = z.object({ customerId: id })

export const getTimeline = route({
  name: 'getTimeline',
  method: 'GET',
  path: '/api/customers/:customerId/timeline',
  door: 'customers.read',
  summary: 'The timeline of a customer, newest first, a page at a time; pinned notes come with the first page.',
  params: one,
  query: z.strictObject({
    /** `orders`, `contacts` (calls, visits, letters …), `notes`, or the key of one kind. */
    only: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .optional(),
    before: z.string().max(100).optional(),
    /** So many lines are passed over first: for whoever goes to a place far down without reading what lies above it. */
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: pageSize(200, 50),
  }),
  answer: z.object({
    entries: z.array(touchpointView),
    pinned: z.array(touchpointView),
    /** Give it as `before` for the next page; null at the end. */
    next: z.string().nullable(),
    count: z.int(),
  }),
})

export const addTouchpoint = route({
  name: 'addTouchpoint',
  method: 'POST',
  path: '/api/customers/:customerId/timeline',
  door: 'customers.write',
  summary: 'Writes a line on the timeline: a note, a call, a visit …',
  params: one,
  body: z.strictObject({
    /** A kind of `listTouchpointKinds`. */
    kind: z.string().max(60).default('note'),
    body: lines(4000).optional(),
    at: instant.optional(),
    channel: z.enum(touchpointChannels).optional(),
    place: line(120).optional(),
    outcome: line(300).optional(),
    feeling: z.enum(feelings).optional(),
    isPinned: z.boolean().optional(),
  }),
  answer: touchpointView,
  status: 201,
  refusals: ['touchpoints.empty', 'touchpoints.in_the_future', 'touchpoints.no_such_kind'],
})

export const updateTouchpoint = route({
  name: 'updateTouchpoint',
  method: 'PATCH',
  path: '/api/customers/:customerId/timeline/:touchpointId',
  door: 'customers.write',
  summary: 'Corrects a line, or pins it.',
  params: one.extend({ touchpointId: id }),
  body: z.strictObject({
    body: lines(4000).optional(),
    feeling: z.enum(feelings).nullable().optional(),
    isPinned: z.boolean().optional(),
    version,
  }),
  answer: touchpointView,
  refusals: ['touchpoints.changed_meanwhile', 'touchpoints.not_yours_to_change'],
})

export const removeTouchpoint = route({
  name: 'removeTouchpoint',
  method: 'DELETE',
  path: '/api/customers/:customerId/timeline/:touchpointId',
  door: 'customers.write',
  summary: 'Takes back a line written by hand.',
  params: one.extend({ touchpointId: id }),
  answer: z.object({}),
  refusals: ['touchpoints.not_yours_to_change'],
})

export const touchpointKindView = z.object({
  key: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  icon: z.string(),
  isRetired: z.boolean(),
  /** One of Quen's own, which stays. */
  isBuiltIn: z.boolean(),
  version,
})

export const listTouchpointKinds = route({
  name: 'listTouchpointKinds',
  method: 'GET',
  path: '/api/touchpoint-kinds',
  door: 'customers.read',
  summary: 'What a line of the timeline can be in this house, in the order in which it is offered.',
  answer: z.object({ kinds: z.array(touchpointKindView) }),
})

export const saveTouchpointKind = route({
  name: 'saveTouchpointKind',
  method: 'PUT',
  path: '/api/touchpoint-kinds/:key',
  door: 'house.settings',
  summary: 'Makes, renames or retires a kind of the house’s own; without `version` it is made.',
  params: z.object({ key: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
  body: z.strictObject({
    nameVi: line(60),
    nameEn: line(60),
    icon: line(40),
    isRetired: z.boolean().default(false),
    version: version.optional(),
  }),
  answer: touchpointKindView,
  refusals: ['touchpoints.changed_meanwhile', 'touchpoints.key_taken', 'touchpoints.built_in'],
})

/** How people come to hear of a house; each is one tap at the counter. */
export const heardFromKeys = [
  'friend',
  'regular',
  'search',
  'map',
  'facebook',
  'tiktok',
  'zalo',
  'booking-site',
  'passing-by',
  'press',
  'partner',
  'other',
] as const

export const passingView = z.object({
  id,
  at: z.string(),
  kind: z.enum(['walk-in', 'call', 'message']),
  heardFrom: z.enum(heardFromKeys).nullable(),
  words: z.string().nullable(),
  customerId: id.nullable(),
})

export const notePassing = route({
  name: 'notePassing',
  method: 'POST',
  path: '/api/passing',
  door: 'customers.write',
  summary: 'Notes a contact with somebody unknown, and how they heard of the house, in one tap.',
  body: z.strictObject({
    kind: z.enum(['walk-in', 'call', 'message']).default('walk-in'),
    heardFrom: z.enum(heardFromKeys).optional(),
    words: line(300).optional(),
    at: instant.optional(),
    /** Where it is known after all who it was: the answer is then kept with the customer too, unless one stands there. */
    customerId: id.optional(),
  }),
  answer: passingView,
  status: 201,
  refusals: ['touchpoints.in_the_future', 'touchpoints.passing_empty'],
})

export const removePassing = route({
  name: 'removePassing',
  method: 'DELETE',
  path: '/api/passing/:passingId',
  door: 'customers.write',
  summary: 'Takes such a note back.',
  params: z.object({ passingId: id }),
  answer: z.object({}),
})

export const countHeardFrom = route({
  name: 'countHeardFrom',
  method: 'GET',
  path: '/api/passing/heard-from',
  door: 'customers.read',
  summary: 'How people came to hear of the house, counted over a time: those unknown and those who became customers.',
  query: z.strictObject({ since: day.optional(), until: day.optional() }),
  answer: z.object({
    answers: z.array(z.object({ heardFrom: z.string(), passing: z.int(), customers: z.int() })),
    asked: z.int(),
  }),
})
