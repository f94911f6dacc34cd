import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import { announce, type Listeners } from '../../platform/jobs/jobs.ts'
import { requireCustomer } from '../people/public.ts'
import { cutPage, pageFrom } from '../touchpoints/public.ts'
import { addOrder, moveOrder } from './actions.ts'
import * as contract from './contract.ts'
import { buyingOf } from './days-store.ts'
import * as store from './store.ts'
import { viewBuying, viewOrder } from './views.ts'

type Act = Pick<Asked<{ customerId: string }, unknown, unknown>, 'db' | 'params' | 'now'>

export const orderRoutes = ({ listeners }: { listeners: Listeners }): Served[] => {
  const tellOthers = ({ db, params: { customerId }, now }: Act): Promise<void> =>
    announce(db, listeners, 'orders.changed', { customerId }, now)
  return [...writes(tellOthers), ...reads]
}

const writes = (tellOthers: (act: Act) => Promise<void>): Served[] => [
  serve(contract.recordOrder, async (asked) => {
    const { db, params, body, who, house, now } = asked
    const { order, isNew } = await addOrder(db, params.customerId, body, who, await house(), now)
    if (isNew) await tellOthers(asked)
    return viewOrder(order, who)
  }),
  serve(contract.updateOrder, async (asked) => {
    const { db, params, body, who, house, now } = asked
    const { version, ...change } = body
    const order = await moveOrder(db, params.customerId, params.orderId, change, version, await house(), now)
    await tellOthers(asked)
    return viewOrder(order, who)
  }),
]

const reads: Served[] = [
  serve(contract.listOrders, async ({ db, params: { customerId }, query: { before, limit }, who }) => {
    const asked = { ...pageFrom(before), limit: limit + 1 }
    await requireCustomer(db, customerId)
    const [rows, count] = await Promise.all([store.page(db, customerId, asked), store.count(db, customerId)])
    const { page, next } = cutPage(rows, limit, ({ placedAt }) => placedAt)
    return { orders: page.map((order) => viewOrder(order, who)), next, count }
  }),
  serve(contract.getBuying, async ({ db, params: { customerId }, who }) => {
    await requireCustomer(db, customerId)
    return viewBuying(await buyingOf(db, customerId), who)
  }),
]
