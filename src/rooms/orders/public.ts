import type { Db } from '../../platform/db/db.ts'
import { countBefore } from './expected-store.ts'
import type { Order } from './order.ts'
import * as store from './store.ts'

/** What later rooms may ask of the orders. */
export { boughtSince, countBoughtWithin, firstPurchases, type Span, silencesWithin, staysEnding } from './beginnings-store.ts'
export { buyersAmong, buyingOf, buyingOfAll, rebuildDays } from './days-store.ts'
export { arrivalsOf, departuresOf, type Expected, expectedSoon } from './expected.ts'
export type { Buying, Order, OrderKind, OrderLine, OrderState, PaidBy } from './order.ts'
export { purchaseDaysOf } from './purchase-days-store.ts'
export { regularsByLot } from './regulars-store.ts'
export { codeKey, lineAt, orderLineDetails, type Refundable, stampState, summaryOf } from './rules.ts'
export { viewBuying, viewOrder, viewPaidBy } from './views.ts'

/** The latest orders that stand, newest first, with lines and payment: no refunds, nothing cancelled. */
export const latestOrders = (db: Db, customerId: string, limit: number): Promise<Order[]> => store.latest(db, customerId, limit)

/** The same of several customers in one question, by customer. */
export const latestOrdersOfAll = (db: Db, customerIds: readonly string[], limit: number): Promise<Map<string, Order[]>> =>
  customerIds.length === 0 ? Promise.resolve(new Map()) : store.latestOfAll(db, customerIds, limit)

/** The day on which each of these customers was last here, by customer; who never was is not in it. */
export const lastVisitsOf = (db: Db, customerIds: readonly string[], today: string): Promise<Map<string, string>> =>
  store.lastVisits(db, customerIds, today)

/** The stay or service under way on `today`, else the next one, and which of its kind it is with us: 4 is the fourth stay. */
export async function comingStay(
  db: Db,
  customerId: string,
  today: string,
): Promise<{ order: Order; startsOn: string; nth: number } | undefined> {
  const order = await store.coming(db, customerId, today)
  if (!order || order.startsOn === null) return undefined
  return { order, startsOn: order.startsOn, nth: 1 + ((await countBefore(db, [order])).get(order.id) ?? 0) }
}

/** One order of a customer. */
export const findOrder = (db: Db, customerId: string, orderId: string): Promise<Order | undefined> => store.find(db, customerId, orderId)

/** Whether any order of this customer was ever recorded. */
export const hasOrders = (db: Db, customerId: string): Promise<boolean> => store.hasAny(db, customerId)

export { begunOn, countBegun } from './begun-store.ts'

export {
  type BulkOrder,
  COPY_ORDERS,
  findBuyers,
  makeOrderStage,
  orderCopyLine,
  SETTLE_BUYERS,
  settleOrders,
  UNKNOWN_BUYERS,
} from './bulk.ts'
export { addNotes, findKeptByHistory, findNewNotes, takeBackOrders, writeOrders } from './bulk-write.ts'
