import { z } from 'zod'
import { id, instant } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'
import { foundView } from '../recognition/contract.ts'

export const callStates = ['ringing', 'answered', 'ended'] as const

/** A number as a telephone system writes it; empty, `anonymous`, `unknown` or `private` is a hidden one. */
const number = z.string().max(80)

const told = {
  from: number,
  to: number.optional(),
  /** The inner number at which it rings. */
  extension: z
    .string()
    .regex(/^[0-9*#]{0,12}$/, 'not_an_extension')
    .optional(),
  /** The telephone system's own number of the call; all that is told under it is one call. */
  callId: z.string().max(200).optional(),
  state: z.enum(callStates),
  /** When it happened; now where it is not said. */
  at: z.union([z.literal(''), instant]).optional(),
}

const taken = z.object({ callId: id, state: z.enum(callStates) })

export const reportCall = route({
  name: 'reportCall',
  method: 'POST',
  path: '/api/calls',
  door: 'calls.send',
  summary: 'A telephone system tells of a call: it rings, is answered, is over. JSON or a form; safe to tell twice and in any order.',
  body: z.object(told),
  takesForm: true,
  atMost: { perMinute: 1200 },
  answer: taken,
  status: 202,
  refusals: ['calls.at_ahead', 'door.too_many'],
})

export const reportCallByLink = route({
  name: 'reportCallByLink',
  method: 'POST',
  path: '/api/calls/:token',
  door: 'public',
  summary: 'As `reportCall`, for systems that can set no header: the address holds a token that may only tell of calls.',
  params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
  body: z.object(told),
  takesForm: true,
  atMost: { perMinute: 600 },
  answer: taken,
  status: 202,
  refusals: ['calls.token_unfit', 'calls.at_ahead', 'door.too_many'],
})

const alive = z.object({ nextWithinSeconds: z.int() })

export const bridgeAlive = route({
  name: 'bridgeAlive',
  method: 'POST',
  path: '/api/calls/alive',
  door: 'calls.send',
  summary: 'The telephone system is there; who says so is missed 45 seconds after it fell silent.',
  body: z.strictObject({}),
  takesForm: true,
  isUntraced: true,
  answer: alive,
  status: 202,
})

export const bridgeAliveByLink = route({
  name: 'bridgeAliveByLink',
  method: 'POST',
  path: '/api/calls/:token/alive',
  door: 'public',
  summary: 'As `bridgeAlive`, with the token in the address.',
  params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
  body: z.strictObject({}),
  takesForm: true,
  isUntraced: true,
  answer: alive,
  status: 202,
  refusals: ['calls.token_unfit', 'door.too_many'],
})

export const callView = z.object({
  id,
  state: z.enum(callStates),
  /** As people read it; null for a hidden number. */
  shown: z.string().nullable(),
  /** As it would be typed into the box. */
  number: z.string().nullable(),
  extension: z.string().nullable(),
  rangAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Whom staff said it was. */
  customerId: id.nullable(),
})

export const getCall = route({
  name: 'getCall',
  method: 'GET',
  path: '/api/calls/:callId',
  door: 'customers.read',
  summary: 'One call and who it may be: up to 20 people of that number, the likeliest first.',
  params: z.object({ callId: id }),
  isTraced: 'search',
  answer: callView.extend({ people: z.array(foundView) }),
})

export const listCalls = route({
  name: 'listCalls',
  method: 'GET',
  path: '/api/calls',
  door: 'customers.read',
  summary: 'Calls of today, the newest first; those still going on are what a screen shows after it was away.',
  query: z.strictObject({ only: z.enum(['going-on', 'missed']).optional() }),
  answer: z.object({ calls: z.array(callView.extend({ calledAs: z.string().nullable() })) }),
})

export const chooseCaller = route({
  name: 'chooseCaller',
  method: 'PUT',
  path: '/api/calls/:callId/customer',
  door: 'customers.write',
  summary: 'Says who the caller is, or with null that it is not known yet. An answered call then stands on that customer’s timeline alone.',
  params: z.object({ callId: id }),
  body: z.strictObject({ customerId: id.nullable() }),
  answer: callView,
  refusals: ['calls.no_such_call'],
})

export const bridgeState = route({
  name: 'bridgeState',
  method: 'GET',
  path: '/api/calls/bridge',
  door: 'customers.read',
  summary: 'Whether the telephone system is heard; `silentSince` is when it was heard last before it fell silent.',
  answer: z.object({ isThere: z.boolean(), silentSince: z.string().nullable(), lastCallAt: z.string().nullable() }),
})
