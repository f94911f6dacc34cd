import type { z } from 'zod'
import { type Holder, may } from '../../values/rights.ts'
import type { buyingView, orderView } from './contract.ts'
import type { Buying, Order, OrderLine, PaidBy } from './order.ts'

type View = z.input<typeof orderView>

const viewLine = (line: OrderLine, currency: string, seesAmounts: boolean): View['lines'][number] => ({
  product: line.product,
  quantity: line.quantity,
  ...(seesAmounts && line.total !== undefined ? { total: { minor: line.total, currency } } : {}),
  attributes: line.attributes,
})

/** How something was paid for, as this holder of rights may see it: the way for all, the card only for who sees how people pay. */
export function viewPaidBy<P extends Pick<PaidBy, 'brand' | 'lastFour'>>(paid: P, who: Holder): P & { isMasked?: boolean } {
  if (may(who, 'see.paying') || (paid.brand === null && paid.lastFour === null)) return paid
  return { ...paid, brand: null, lastFour: null, isMasked: true }
}

/** An order as this holder of rights may see it. */
export function viewOrder(order: Order, who: Holder): View {
  const { currency } = order
  const seesAmounts = may(who, 'see.amounts')
  return {
    id: order.id,
    kind: order.kind,
    code: order.code,
    source: order.source,
    placedAt: order.placedAt.toISOString(),
    startsOn: order.startsOn,
    endsOn: order.endsOn,
    state: order.state,
    stateTimes: order.stateTimes,
    channel: order.channel,
    ...(seesAmounts ? { total: { minor: order.total, currency } } : {}),
    ...(seesAmounts && order.discount !== null ? { discount: { minor: order.discount, currency } } : {}),
    ...(may(who, 'see.values') && order.cost !== null ? { cost: { minor: order.cost, currency } } : {}),
    lines: order.lines.map((line) => viewLine(line, currency, seesAmounts)),
    paidBy: order.paidBy && viewPaidBy(order.paidBy, who),
    refundOf: order.refundOf,
    version: order.version,
  }
}

/** What the orders say about a customer, as this holder of rights may see it. */
export const viewBuying = (buying: Buying, who: Holder): z.input<typeof buyingView> => ({
  firstDay: buying.firstDay,
  lastDay: buying.lastDay,
  days: buying.days,
  orders: buying.orders,
  rhythmDays: buying.rhythmDays,
  ...(may(who, 'see.values') ? { sums: Object.entries(buying.sums).map(([currency, sums]) => ({ currency, ...sums })) } : {}),
})
