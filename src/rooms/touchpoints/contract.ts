import { z } from 'zod'
import { id, instant, line, lines, money, pageSize, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'

/** What a line of the timeline is; `order` lines are written by the orders room. */
export const touchpointKinds = ['note', 'call', 'visit', 'message', 'letter', 'delivery', 'complaint', 'thanks', 'order'] as const
export const writableKinds = ['note', 'call', 'visit', 'message', 'letter', 'delivery', 'complaint', 'thanks'] as const
export const touchpointChannels = ['counter', 'phone', 'mail', 'zalo', 'facebook', 'web', 'sms', 'paper', 'channel-partner'] as const
export const feelings = ['glad', 'content', 'unhappy'] as const

export const touchpointView = z.object({
  id,
  at: z.string(),
  kind: z.enum(touchpointKinds),
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
      /** sale, stay, service or refund. */
      type: z.string(),
      state: z.string(),
      summary: z.string(),
      startsOn: z.string().nullable(),
      endsOn: z.string().nullable(),
      amount: money.optional(),
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
    /** `orders`, `contacts` (calls, visits, letters …), `notes`. */
    only: z.enum(['orders', 'contacts', 'notes']).optional(),
    before: z.string().max(100).optional(),
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
    kind: z.enum(writableKinds).default('note'),
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
  refusals: ['touchpoints.empty', 'touchpoints.in_the_future'],
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
