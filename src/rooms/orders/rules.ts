import { daysBetween } from '../../values/civil-date.ts'
import { foldJoined } from '../../values/text.ts'
import { toInstant } from '../../values/zone.ts'
import type { Order, OrderLine, OrderState, Sums } from './order.ts'

// --- What counts on which day ------------------------------------------------------------------------------------------

/** What one customer's orders add to one day in one currency. */
export type DayCount = { day: string; currency: string; orders: number } & Sums

type Countable = Pick<Order, 'kind' | 'state' | 'day' | 'currency' | 'total'>

const isCancelled = ({ state }: Pick<Order, 'state'>): boolean => state === 'cancelled'

/** What came back of an order, in minor units above zero. */
export const refundedOf = (refunds: readonly Pick<Order, 'state' | 'total'>[]): number =>
  -refunds.reduce((sum, refund) => sum + (isCancelled(refund) ? 0 : refund.total), 0)

const countRefund = ({ day, currency, total }: Countable): DayCount => ({ day, currency, orders: 0, total: 0, refunds: -total })

/**
 * What an order and the refunds linked to it count for. An order counts on the day it was placed, a booked stay too; a cancelled
 * one, with its refunds, not at all. One whose whole amount came back is no occasion any more, but its sums stand. A refund counts
 * on its own day.
 */
export function countsOf(order: Countable, refunds: readonly Countable[] = []): DayCount[] {
  if (isCancelled(order)) return []
  if (order.kind === 'refund') return [countRefund(order)]
  const isTakenBack = order.total > 0 && refundedOf(refunds) >= order.total
  const own = { day: order.day, currency: order.currency, orders: isTakenBack ? 0 : 1, total: order.total, refunds: 0 }
  return [own, ...refunds.filter((refund) => !isCancelled(refund)).map(countRefund)]
}

/** An order with the refunds linked to it: what counts, or not, together. */
export type Family = { order: Order; refunds: Order[] }

export const familyCounts = ({ order, refunds }: Family): DayCount[] => countsOf(order, refunds)

/** The family with this member new, or as it is now. */
export function familyWith({ order, refunds }: Family, member: Order): Family {
  if (member.id === order.id) return { order: member, refunds }
  return { order, refunds: [...refunds.filter(({ id }) => id !== member.id), member] }
}

/** What is left of an order to come back, in minor units, beside one of its refunds. */
export const leftBeside = ({ order, refunds }: Family, refundId?: string): number =>
  isCancelled(order) ? 0 : order.total - refundedOf(refunds.filter(({ id }) => id !== refundId))

/** What must be added to the days so that they hold `after` where they held `before`. */
export function changeOf(before: readonly DayCount[], after: readonly DayCount[]): DayCount[] {
  const days = new Map<string, DayCount>()
  const add = (count: DayCount, sign: 1 | -1) => {
    const key = `${count.day} ${count.currency}`
    const known = days.get(key) ?? { day: count.day, currency: count.currency, orders: 0, total: 0, refunds: 0 }
    days.set(key, {
      ...known,
      orders: known.orders + sign * count.orders,
      total: known.total + sign * count.total,
      refunds: known.refunds + sign * count.refunds,
    })
  }
  for (const count of before) add(count, -1)
  for (const count of after) add(count, 1)
  return [...days.values()].filter(({ orders, total, refunds }) => orders !== 0 || total !== 0 || refunds !== 0)
}

/** How many purchase days come or go: per day, the orders it has now and how many of them are new. */
export const daysGained = (days: readonly { now: number; gained: number }[]): number =>
  days.reduce((sum, { now, gained }) => sum + (now > 0 ? 1 : 0) - (now - gained > 0 ? 1 : 0), 0)

/** Sums with a change added; a currency in which nothing is left is not named. */
export function addSums(sums: Readonly<Record<string, Sums>>, change: readonly DayCount[]): Record<string, Sums> {
  const after: Record<string, Sums> = { ...sums }
  for (const { currency, total, refunds } of change) {
    const known = after[currency] ?? { total: 0, refunds: 0 }
    after[currency] = { total: known.total + total, refunds: known.refunds + refunds }
  }
  return Object.fromEntries(Object.entries(after).filter(([, { total, refunds }]) => total !== 0 || refunds !== 0))
}

/** The median of the days between purchase days, which come in order; null under three of them. */
export function rhythmOf(days: readonly string[]): number | null {
  if (days.length < 3) return null
  const gaps = days
    .slice(1)
    .map((day, at) => daysBetween(days[at] ?? day, day))
    .sort((a, b) => a - b)
  const middle = gaps.length >> 1
  const upper = gaps[middle] ?? 0
  return gaps.length % 2 ? upper : ((gaps[middle - 1] ?? upper) + upper) / 2
}

// --- Refunds -----------------------------------------------------------------------------------------------------------

/** An order of which something may come back: what is left of it, in minor units. */
export type Refundable = Pick<Order, 'id' | 'kind' | 'state' | 'currency' | 'placedAt'> & { left: number }

/** Whether this much of the order can still come back. */
export const hasLeft = (order: Refundable, minor: number): boolean => order.left >= minor

/** The order that a refund without reference belongs to: the only earlier one, in its currency, of which this much is left. */
export function orderToRefund(refund: { minor: number; currency: string; placedAt: Date }, orders: readonly Refundable[]): string | null {
  const fitting = orders.filter(
    (order) =>
      order.kind !== 'refund' &&
      !isCancelled(order) &&
      order.currency === refund.currency &&
      order.placedAt <= refund.placedAt &&
      hasLeft(order, refund.minor),
  )
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null
}

// --- States ------------------------------------------------------------------------------------------------------------

const inOrder: readonly OrderState[] = ['booked', 'open', 'left', 'delivered', 'done', 'cancelled']

/** The times of the states after a move: the new one is stamped, and a move back, which is a correction, forgets the later ones. */
export function stampState(times: Order['stateTimes'], state: OrderState, at: Date): Order['stateTimes'] {
  const upTo = inOrder.indexOf(state)
  const kept = Object.entries(times).filter(([known]) => inOrder.indexOf(known as OrderState) < upTo)
  return { ...Object.fromEntries(kept), [state]: at.toISOString() }
}

export const endsBeforeStart = ({ startsOn, endsOn }: Pick<Order, 'startsOn' | 'endsOn'>): boolean =>
  startsOn !== null && endsOn !== null && endsOn < startsOn

// --- On the timeline ---------------------------------------------------------------------------------------------------

type Placed = Pick<Order, 'placedAt' | 'day' | 'startsOn' | 'state'>

/**
 * When an order is on the timeline: at the beginning of its first day in the house's zone where it has one, since a stay is
 * remembered by when it was; else, or when it was cancelled, when it was placed.
 */
export function lineAt(order: Placed, zone: string): Date {
  if (order.startsOn === null || order.startsOn === order.day || isCancelled(order)) return order.placedAt
  return new Date(toInstant(order.startsOn, 0, zone))
}

const MOST_NAMED = 2
const LONGEST = 200

const named = ({ product, quantity }: OrderLine): string => (quantity === 1 ? product : `${product} × ${quantity}`)

/** What an order was about in no language: "nến gỗ × 2, tinh dầu +1". Empty where nothing was written down. */
export function summaryOf(lines: readonly OrderLine[]): string {
  const shown = lines.slice(0, MOST_NAMED).map(named).join(', ')
  const more = lines.length > MOST_NAMED ? ` +${lines.length - MOST_NAMED}` : ''
  const letters = [...shown]
  return letters.length + more.length <= LONGEST ? shown + more : `${letters.slice(0, LONGEST - 1 - more.length).join('')}…${more}`
}

/** What the timeline shows of an order. */
export const orderLineDetails = (
  order: Pick<Order, 'code' | 'kind' | 'state' | 'lines' | 'startsOn' | 'endsOn' | 'total' | 'currency'>,
) => ({
  code: order.code,
  type: order.kind,
  state: order.state,
  summary: summaryOf(order.lines),
  startsOn: order.startsOn,
  endsOn: order.endsOn,
  minor: order.total,
  currency: order.currency,
})

/** The key by which an order is found by its code, however it is written: "BK-2041", "bk 2041". */
export const codeKey = (code: string): string => foldJoined(code) || code.toLowerCase()
