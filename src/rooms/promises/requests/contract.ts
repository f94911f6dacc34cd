import { z } from 'zod'
import { day, id, instant, line, pageSize, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { verdictView } from '../../messages/contract.ts'
import { promiseRow, teams } from '../shown/contract.ts'

/** What customers asked for before it was there: to be looked for, or to be told of when it comes. */

export const requestKinds = ['search', 'arrival'] as const
const told = z.enum(['message', 'call', 'counter'])
const wants = line(200)

export const requestView = z.object({
  id,
  customerId: id,
  calledAs: z.string(),
  organisation: z.string().nullable(),
  wishId: id,
  kind: z.enum(requestKinds),
  wants: z.string(),
  itemId: id.nullable(),
  askedAt: z.string(),
  /** It has come, and nothing could be written to them. */
  arrivedAt: z.string().nullable(),
  toldAt: z.string().nullable(),
  toldHow: told.nullable(),
  toldByName: z.string().nullable(),
  endedAt: z.string().nullable(),
  promise: promiseRow,
  isSample: z.boolean(),
  version,
})

export const listRequests = route({
  name: 'listRequests',
  method: 'GET',
  path: '/api/requests',
  door: 'promises.read',
  summary:
    'What customers asked for: what is waited for by wishes, the nearest due first, with everybody who waits for it; or what has ended.',
  query: z.strictObject({
    state: z.enum(['open', 'ended']).default('open'),
    q: z.string().max(100).default(''),
    /** Of one item of the catalogue. */
    itemId: id.optional(),
    limit: pageSize(500, 200),
  }),
  answer: z.object({
    wishes: z.array(
      z.object({
        wishId: id,
        wants: z.string(),
        itemId: id.nullable(),
        /** By the catalogue it is here, since that day. */
        hereSince: z.string().nullable(),
        requests: z.array(requestView),
      }),
    ),
    /** Of requests; with more than the limit not all are among the wishes. */
    count: z.int(),
  }),
})

export const customerRequests = route({
  name: 'customerRequests',
  method: 'GET',
  path: '/api/customers/:customerId/requests',
  door: 'promises.read',
  summary: 'What a customer asked for: what they wait for first.',
  params: z.object({ customerId: id }),
  query: z.strictObject({ limit: pageSize(100, 30) }),
  answer: z.object({ requests: z.array(requestView) }),
  refusals: ['people.no_such_customer'],
})

export const makeRequest = route({
  name: 'makeRequest',
  method: 'POST',
  path: '/api/customers/:customerId/requests',
  door: 'promises.write',
  summary:
    'Notes what a customer asks for, as a promise: without a time until it is there, or with a moment or day on which they hear something at the latest. The same wish of others stands together with it.',
  params: z.object({ customerId: id }),
  body: z.strictObject({
    kind: z.enum(requestKinds),
    wants,
    itemId: id.optional(),
    due: instant.optional(),
    dueDay: day.optional(),
    /** By when the service standard says; otherwise, without a moment, until it is there. */
    isByStandard: z.boolean().default(false),
    holderId: id.optional(),
    team: z.enum(teams).optional(),
    given: z.enum(['counter', 'call', 'mail', 'zalo', 'request']).default('counter'),
  }),
  answer: requestView,
  status: 201,
  refusals: [
    'promises.end_needed',
    'promises.due_past',
    'promises.due_needed',
    'promises.no_such_staff',
    'promises.no_such_item',
    'promises.nothing_promised',
    'promises.no_open_time',
  ],
})

const wish = z.object({ wishId: id })

/** How somebody would be told: by a letter that the gate lets pass; else by hand or by telephone. */
const person = z.object({
  request: requestView,
  letter: z.object({ subject: z.string(), text: z.string() }),
  way: z.object({ channel: z.string(), isByHand: z.boolean(), verdict: verdictView }),
  /** A letter goes by itself as soon as it is said that it has come. */
  isWritten: z.boolean(),
  phone: z.string().nullable(),
})

export const arrivalPreview = route({
  name: 'arrivalPreview',
  method: 'GET',
  path: '/api/requests/wishes/:wishId/arrival',
  door: 'promises.read',
  summary: 'Who asked for it and has not been told, each with the letter as it would go and the way that the gate allows; or whom to call.',
  params: wish,
  query: z.strictObject({ more: z.string().max(300).optional() }),
  answer: z.object({ wants: z.string(), people: z.array(person), told: z.int() }),
  refusals: ['promises.no_such_wish'],
})

export const tellArrival = route({
  name: 'tellArrival',
  method: 'POST',
  path: '/api/requests/wishes/:wishId/arrival',
  door: 'promises.write',
  summary:
    'It has come: tells each of those who asked, once, whoever presses and however often. Whom no letter may reach is to be called within an open hour.',
  params: wish,
  body: z.strictObject({ requestIds: z.array(id).min(1).max(200), more: line(300).optional() }),
  answer: z.object({
    told: z.array(z.object({ requestId: id, calledAs: z.string(), channel: z.string(), messageId: id })),
    toCall: z.array(z.object({ requestId: id, calledAs: z.string() })),
    /** Told before, or not wanted any more: nothing was said to them now. */
    passed: z.array(id),
  }),
  refusals: ['promises.no_such_wish', 'promises.no_such_request'],
})

export const tellRequest = route({
  name: 'tellRequest',
  method: 'POST',
  path: '/api/requests/:requestId/told',
  door: 'promises.write',
  summary: 'Says that somebody told a customer that it has come: by telephone, at the counter, or by a message they carried themselves.',
  params: z.object({ requestId: id }),
  body: z.strictObject({ how: told, more: line(300).optional() }),
  answer: requestView,
  refusals: ['promises.no_such_request', 'promises.told_of_it', 'promises.not_open', 'promises.no_way'],
})

export const joinWish = route({
  name: 'joinWish',
  method: 'POST',
  path: '/api/requests/wishes/:wishId/join',
  door: 'promises.write',
  summary: 'These ask for the same thing, too: from now on they stand together.',
  params: wish,
  body: z.strictObject({ requestIds: z.array(id).min(1).max(200) }),
  answer: z.object({ wishId: id, moved: z.array(id) }),
  refusals: ['promises.no_such_wish', 'promises.no_such_request'],
})

export const partWish = route({
  name: 'partWish',
  method: 'POST',
  path: '/api/requests/wishes/:wishId/part',
  door: 'promises.write',
  summary: 'These ask for something else: from now on they stand for themselves.',
  params: wish,
  body: z.strictObject({ requestIds: z.array(id).min(1).max(200) }),
  answer: z.object({ wishId: id, moved: z.array(id) }),
  refusals: ['promises.no_such_request'],
})
