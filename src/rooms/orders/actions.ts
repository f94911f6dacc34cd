import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { may } from '../../values/rights.ts'
import { dayIn } from '../../values/zone.ts'
import { addCardUsed, addOrderCode, orderCodeHolders, requireForUpdate } from '../people/public.ts'
import { changeLine, notLaterThan, writeLine } from '../touchpoints/public.ts'
import type { recordOrder, updateOrder } from './contract.ts'
import { addChange } from './days-store.ts'
import type { Order } from './order.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

type New = z.output<NonNullable<typeof recordOrder.body>>
type Change = Omit<z.output<NonNullable<typeof updateOrder.body>>, 'version'>

/** What an order takes from the house where nothing was said. */
export type HouseWays = { zone: string; currency: string }

const noSuchOrder = () => new Refusal(404, 'orders.no_such_order', 'There is no such order.')
const tooLarge = () =>
  new Refusal(409, 'orders.refund_too_large', 'More than is left of the order cannot come back.', { total: 'more_than_left' })

function checkDates(order: Order): void {
  if (rules.endsBeforeStart(order))
    throw new Refusal(400, 'orders.ends_before_start', 'It ends before it begins.', { endsOn: 'before_start' })
}

/** Cost and discount come only from those who see them, or nobody could check what was sent. */
function checkValues(asked: New, who: Who): void {
  if (may(who.role, 'see.values')) return
  for (const field of ['discount', 'cost'] as const)
    if (asked[field] !== undefined)
      throw new Refusal(403, 'orders.values_not_yours', 'Your role does not include cost and discount.', { [field]: 'not_yours' })
}

/** The order that has this code from this source already. The code is held, so that nobody else takes it meanwhile. */
async function knownByCode(db: Db, customerId: string, code: string, source: string | null): Promise<Order | undefined> {
  await store.holdCode(db, code, source)
  const holders = await orderCodeHolders(db, rules.codeKey(code))
  if (holders.length === 0) return undefined
  const known = await store.findByCode(db, holders, code, source)
  if (known && known.customerId !== customerId)
    throw new Refusal(409, 'orders.code_taken', 'An order of another customer has this code.', { code: 'taken' })
  return known
}

/** The order with its refunds, as they count together; a refund stands in the family of its order. */
async function familyOf(db: Db, order: Order): Promise<rules.Family> {
  const head = order.refundOf ? await store.find(db, order.customerId, order.refundOf) : order
  if (!head) return { order, refunds: [] }
  return { order: head, refunds: head.kind === 'refund' ? [] : await store.refundsOf(db, head.customerId, head.id) }
}

/** The order a refund was said to be of; refused where there is none, or not as much is left of it. */
async function refundedOrder(db: Db, customerId: string, orderId: string, asked: New): Promise<Order> {
  const order = await store.find(db, customerId, orderId)
  if (!order || order.kind === 'refund') throw noSuchOrder()
  if (asked.currency && asked.currency !== order.currency)
    throw new Refusal(400, 'orders.other_currency', 'A refund is in the currency of its order.', { currency: 'other_than_order' })
  if (rules.leftBeside(await familyOf(db, order)) < asked.total) throw tooLarge()
  return order
}

/** Of which order a refund is, and in what currency. */
async function linkOf(db: Db, customerId: string, asked: New, placedAt: Date, ways: HouseWays) {
  if (asked.kind !== 'refund') {
    if (asked.refundOf) throw new Refusal(400, 'request.invalid', 'Only a refund is of another order.', { refundOf: 'no_refund' })
    return { refundOf: null, currency: asked.currency ?? ways.currency }
  }
  if (asked.total === 0) throw new Refusal(400, 'request.invalid', 'A refund of nothing is none.', { total: 'too_small' })
  if (asked.refundOf) {
    const order = await refundedOrder(db, customerId, asked.refundOf, asked)
    return { refundOf: order.id, currency: order.currency }
  }
  const currency = asked.currency ?? ways.currency
  const refund = { minor: asked.total, currency, placedAt }
  return { refundOf: rules.orderToRefund(refund, await store.refundable(db, customerId, currency, asked.total)), currency }
}

const toLines = (asked: New['lines']): Order['lines'] =>
  asked.map(({ product, quantity, total, attributes }) => ({
    product,
    quantity,
    ...(total === undefined ? {} : { total }),
    attributes: attributes ?? {},
  }))

/** The order as it will be kept, checked. */
async function orderOf(db: Db, customerId: string, asked: New, ways: HouseWays, now: Date): Promise<Order> {
  const placedAt = notLaterThan(now, asked.placedAt ? new Date(asked.placedAt) : now)
  if (!placedAt)
    throw new Refusal(400, 'orders.in_the_future', 'An order is placed now or before; a stay ahead has its own dates.', {
      placedAt: 'in_the_future',
    })
  const { refundOf, currency } = await linkOf(db, customerId, asked, placedAt, ways)
  const order: Order = {
    id: newId(),
    customerId,
    kind: asked.kind,
    code: asked.code ?? null,
    source: asked.source ?? null,
    placedAt,
    day: dayIn(ways.zone, placedAt.getTime()),
    startsOn: asked.startsOn ?? null,
    endsOn: asked.endsOn ?? null,
    state: asked.state,
    stateTimes: rules.stampState({}, asked.state, placedAt),
    channel: asked.channel ?? null,
    currency,
    total: asked.kind === 'refund' ? -asked.total : asked.total,
    discount: asked.discount ?? null,
    cost: asked.cost ?? null,
    lines: toLines(asked.lines),
    paidBy: asked.paidBy
      ? { method: asked.paidBy.method, brand: asked.paidBy.brand ?? null, lastFour: asked.paidBy.lastFour ?? null }
      : null,
    refundOf,
    createdAt: now,
    version: 1,
  }
  checkDates(order)
  return order
}

/** Makes the customer findable by what the order carries. */
async function makeFindable(db: Db, { customerId, code, paidBy }: Order): Promise<void> {
  if (code) await addOrderCode(db, customerId, rules.codeKey(code))
  if (paidBy?.lastFour) await addCardUsed(db, customerId, paidBy.lastFour)
}

/** Records an order, a stay, a service or a refund, or answers the one that has this code already. */
export async function addOrder(
  db: Db,
  customerId: string,
  asked: New,
  who: Who,
  ways: HouseWays,
  now: Date,
): Promise<{ order: Order; isNew: boolean }> {
  checkValues(asked, who)
  await requireForUpdate(db, customerId)
  const known = asked.code ? await knownByCode(db, customerId, asked.code, asked.source ?? null) : undefined
  if (known) return { order: known, isNew: false }
  const order = await orderOf(db, customerId, asked, ways, now)
  const family = order.refundOf ? await familyOf(db, order) : undefined
  await store.add(db, order)
  const before = family ? rules.familyCounts(family) : []
  const after = family ? rules.familyCounts(rules.familyWith(family, order)) : rules.countsOf(order)
  await addChange(db, customerId, rules.changeOf(before, after))
  await makeFindable(db, order)
  const line = {
    customerId,
    at: rules.lineAt(order, ways.zone),
    touchpointId: order.id,
    kind: 'order' as const,
    aboutKind: 'order',
    aboutId: order.id,
    details: rules.orderLineDetails(order),
    channel: order.channel,
    by: { staffId: who.kind === 'staff' ? who.id : null, staffName: who.name },
  }
  await writeLine(db, line, now)
  return { order, isNew: true }
}

/** Moves an order on, or corrects its dates; refuses when it was changed since `version`. */
export async function moveOrder(
  db: Db,
  customerId: string,
  orderId: string,
  asked: Change,
  version: number,
  ways: HouseWays,
  now: Date,
): Promise<Order> {
  await requireForUpdate(db, customerId)
  const before = await store.find(db, customerId, orderId)
  if (!before) throw noSuchOrder()
  if (before.version !== version) throw new Refusal(409, 'orders.changed_meanwhile', 'Somebody changed this meanwhile.')
  const isMoved = asked.state !== undefined && asked.state !== before.state
  const after: Order = {
    ...before,
    state: asked.state ?? before.state,
    stateTimes: isMoved && asked.state ? rules.stampState(before.stateTimes, asked.state, now) : before.stateTimes,
    startsOn: asked.startsOn === undefined ? before.startsOn : asked.startsOn,
    endsOn: asked.endsOn === undefined ? before.endsOn : asked.endsOn,
  }
  checkDates(after)
  const family = await familyOf(db, before)
  const isBack = before.refundOf === family.order.id && before.state === 'cancelled' && after.state !== 'cancelled'
  if (isBack && rules.leftBeside(family, before.id) < -after.total) throw tooLarge()
  await store.change(db, after)
  await addChange(db, customerId, rules.changeOf(rules.familyCounts(family), rules.familyCounts(rules.familyWith(family, after))))
  const line = { customerId, touchpointId: orderId, at: rules.lineAt(after, ways.zone), details: rules.orderLineDetails(after) }
  await changeLine(db, line, now)
  return { ...after, version: version + 1 }
}
