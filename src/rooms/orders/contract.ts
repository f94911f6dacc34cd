import { z } from 'zod'
import { currency, day, id, instant, lastFour, line, minor, money, pageSize, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'
import { payingWays } from '../people/contract.ts'

export const orderKinds = ['sale', 'stay', 'service', 'refund'] as const
export const orderStates = ['booked', 'open', 'left', 'delivered', 'done', 'cancelled'] as const

/** An amount of an order in minor units; ten thousand billion is beyond any till, and keeps sums exact. */
const amount = minor.min(0).max(10_000_000_000_000)

const lineInput = z.strictObject({
  product: line(200),
  quantity: z.number().positive().max(1_000_000).default(1),
  /** Amount of the whole line in minor units. */
  total: minor.optional(),
  /** room, view, size … : short words. */
  attributes: z.record(z.string().regex(/^[\p{L}\p{N} _-]{1,40}$/u), line(120)).optional(),
})

export const orderView = z.object({
  id,
  kind: z.enum(orderKinds),
  code: z.string().nullable(),
  source: z.string().nullable(),
  placedAt: z.string(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  state: z.enum(orderStates),
  stateTimes: z.record(z.string(), z.string()),
  channel: z.string().nullable(),
  /** The amount, for roles that see amounts. */
  total: money.optional(),
  discount: money.optional(),
  /** For roles that see values. */
  cost: money.optional(),
  lines: z.array(
    z.object({
      product: z.string(),
      quantity: z.number(),
      total: money.optional(),
      attributes: z.record(z.string(), z.string()),
    }),
  ),
  paidBy: z
    .object({
      method: z.enum(payingWays),
      brand: z.string().nullable(),
      lastFour: z.string().nullable(),
      /** Brand and digits are there, and veiled for this reader. */
      isMasked: z.boolean().optional(),
    })
    .nullable(),
  refundOf: id.nullable(),
  version,
})

const one = z.object({ customerId: id })

export const recordOrder = route({
  name: 'recordOrder',
  method: 'POST',
  path: '/api/customers/:customerId/orders',
  door: 'orders.write',
  summary:
    'Records an order, a stay, a service or a refund (kind `refund`, amount positive). A code already known for this source answers the order that is there.',
  params: one,
  body: z.strictObject({
    kind: z.enum(orderKinds).default('sale'),
    code: line(80).optional(),
    source: line(80).optional(),
    placedAt: instant.optional(),
    startsOn: day.optional(),
    endsOn: day.optional(),
    state: z.enum(orderStates).default('done'),
    channel: line(40).optional(),
    currency: currency.optional(),
    total: amount,
    discount: amount.optional(),
    cost: amount.optional(),
    lines: z.array(lineInput).max(500).default([]),
    paidBy: z.strictObject({ method: z.enum(payingWays), brand: line(30).optional(), lastFour: lastFour.optional() }).optional(),
    refundOf: id.optional(),
  }),
  answer: orderView,
  status: 201,
  refusals: [
    'orders.ends_before_start',
    'orders.refund_too_large',
    'orders.no_such_order',
    'orders.other_currency',
    'orders.code_taken',
    'orders.in_the_future',
    'orders.values_not_yours',
  ],
})

export const updateOrder = route({
  name: 'updateOrder',
  method: 'PATCH',
  path: '/api/customers/:customerId/orders/:orderId',
  door: 'orders.write',
  summary: 'Moves an order on (booked, open, left, delivered, done, cancelled) or corrects its dates.',
  params: one.extend({ orderId: id }),
  body: z.strictObject({
    state: z.enum(orderStates).optional(),
    startsOn: day.nullable().optional(),
    endsOn: day.nullable().optional(),
    version,
  }),
  answer: orderView,
  refusals: ['orders.changed_meanwhile', 'orders.ends_before_start', 'orders.refund_too_large'],
})

export const listOrders = route({
  name: 'listOrders',
  method: 'GET',
  path: '/api/customers/:customerId/orders',
  door: 'orders.read',
  summary: 'Orders of a customer, newest first.',
  params: one,
  query: z.strictObject({ before: z.string().max(100).optional(), limit: pageSize(200, 50) }),
  answer: z.object({ orders: z.array(orderView), next: z.string().nullable(), count: z.int() }),
})

/** What the orders say about a customer: first and last day, number of days, own rhythm, sums for roles that see values. */
export const buyingView = z.object({
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  days: z.int(),
  orders: z.int(),
  /** Median days between purchase days; null under three purchase days. */
  rhythmDays: z.number().nullable(),
  sums: z.array(z.object({ currency: z.string(), total: z.int(), refunds: z.int() })).optional(),
})

export const getBuying = route({
  name: 'getBuying',
  method: 'GET',
  path: '/api/customers/:customerId/buying',
  door: 'orders.read',
  summary: 'First and last purchase day, rhythm, and sums for roles that see values.',
  params: one,
  answer: buyingView,
})
