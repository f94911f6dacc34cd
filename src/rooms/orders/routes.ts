import { type Served, serve } from '../../platform/http/serve.ts'
import { requireCustomer } from '../people/public.ts'
import { cutPage, pageFrom } from '../touchpoints/public.ts'
import { addOrder, moveOrder } from './actions.ts'
import * as contract from './contract.ts'
import { buyingOf } from './days-store.ts'
import * as store from './store.ts'
import { viewBuying, viewOrder } from './views.ts'

export const orderRoutes: Served[] = [
  serve(contract.recordOrder, async ({ db, params, body, who, house, now }) =>
    viewOrder(await addOrder(db, params.customerId, body, who, await house(), now), who),
  ),
  serve(contract.updateOrder, async ({ db, params, body: { version, ...change }, who, house, now }) =>
    viewOrder(await moveOrder(db, params.customerId, params.orderId, change, version, await house(), now), who),
  ),
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
