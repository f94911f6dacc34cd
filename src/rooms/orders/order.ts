import type { payingWays } from '../people/contract.ts'
import type { orderKinds, orderStates } from './contract.ts'

/** An order as the house knows it; what the tables hold, in the words of the room. */

export type OrderKind = (typeof orderKinds)[number]
export type OrderState = (typeof orderStates)[number]

export type OrderLine = {
  product: string
  quantity: number
  /** Minor units of the whole line, where it is known. */
  total?: number
  attributes: Record<string, string>
}

export type PaidBy = { method: (typeof payingWays)[number]; brand: string | null; lastFour: string | null }

export type Order = {
  id: string
  customerId: string
  kind: OrderKind
  code: string | null
  source: string | null
  placedAt: Date
  /** The day of `placedAt` in the house's zone. */
  day: string
  startsOn: string | null
  endsOn: string | null
  state: OrderState
  /** When each state was entered, as ISO instants. */
  stateTimes: Partial<Record<OrderState, string>>
  channel: string | null
  currency: string
  /** Minor units; of a refund below zero. */
  total: number
  discount: number | null
  cost: number | null
  lines: OrderLine[]
  paidBy: PaidBy | null
  refundOf: string | null
  createdAt: Date
  version: number
}

/** Sums of one currency in minor units; refunds are above zero. */
export type Sums = { total: number; refunds: number }

/** What the orders say about a customer. */
export type Buying = {
  firstDay: string | null
  lastDay: string | null
  /** Distinct days with at least one order. */
  days: number
  orders: number
  /** Median days between purchase days; null under three of them. */
  rhythmDays: number | null
  sums: Record<string, Sums>
}
