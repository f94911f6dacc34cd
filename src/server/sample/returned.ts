import type { MadeOrder, Telling } from './made.ts'

/** Regulars who stayed away for more than a year and came back lately: without them nobody in the town would be won back. */

const DAY = 86_400_000
const RETURNED = 6
const VISITS = 6
const SILENT_DAYS = 420
/** How long ago the first of them came back, and how many days lie between one and the next. */
const LATELY = 12
const APART = 9

const later = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY)

function moveBy(order: MadeOrder, days: number, telling: Telling): void {
  const placedAt = later(order.placedAt, days)
  order.placedAt = placedAt
  order.createdAt = placedAt
  order.day = telling.day(Math.round((Date.parse(telling.today) - Date.parse(order.day)) / DAY) - days)
  order.stateTimes = Object.fromEntries(
    Object.entries(order.stateTimes).map(([state, at]) => [state, later(new Date(String(at)), days).toISOString()]),
  ) as MadeOrder['stateTimes']
}

/** Moves the last purchase of a few of them to these weeks; drawn from nothing, so that all else stays as it was. */
export function bringBack(telling: Telling, orders: readonly MadeOrder[]): void {
  const byCustomer = new Map<string, MadeOrder[]>()
  for (const order of orders) byCustomer.set(order.customerId, [...(byCustomer.get(order.customerId) ?? []), order])
  let returned = 0
  for (const own of byCustomer.values()) {
    const last = own.at(-1)
    const isShopper = own.every(({ kind, state }) => kind === 'sale' && state !== 'cancelled')
    if (!last || !isShopper || new Set(own.map(({ day }) => day)).size < VISITS) continue
    const silent = Math.round((Date.parse(telling.today) - Date.parse(last.day)) / DAY)
    if (silent < SILENT_DAYS) continue
    moveBy(last, silent - LATELY - returned * APART, telling)
    if (++returned === RETURNED) return
  }
}
