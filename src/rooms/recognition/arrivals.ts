import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { arrivalsOf, departuresOf, type Expected } from '../orders/public.ts'
import { type Customer, callThem, findAll, greetOutLoud } from '../people/public.ts'
import type { arrivalView, listArrivals } from './contract.ts'
import { candidatesOf, type FactSource, factSourceOf } from './facts.ts'
import type { Moment } from './found.ts'
import { toHaveReady } from './rules.ts'

type View = z.input<typeof arrivalView>

function viewArrival({ order, startsOn, summary, nth }: Expected, customer: Customer, source: FactSource, moment: Moment): View[] {
  if (order.kind === 'refund') return []
  const { today, hour, screen, who } = moment
  return [
    {
      orderId: order.id,
      orderVersion: order.version,
      customerId: customer.id,
      kind: order.kind,
      name: customer.name,
      calledAs: callThem(customer, screen, who),
      greeting: greetOutLoud(customer, hour, screen),
      startsOn,
      endsOn: order.endsOn,
      state: order.state,
      code: order.code,
      summary,
      nth,
      fact: toHaveReady(candidatesOf(customer, source, today, who)),
    },
  ]
}

/** Those still to come before those who are here; among them the first visit, which makes the impression, then by name. */
const inOrder = (a: View, b: View): number =>
  Number(a.state !== 'booked') - Number(b.state !== 'booked') ||
  Number(a.nth > 1) - Number(b.nth > 1) ||
  a.calledAs.localeCompare(b.calledAs, 'vi') ||
  (a.orderId < b.orderId ? -1 : 1)

/** Who is expected on a day and who leaves, ready to be greeted; as many questions for hundreds as for one. */
export async function expectedOn(db: Db, day: string, moment: Moment): Promise<z.input<typeof listArrivals.answer>> {
  const [arriving, leaving] = await Promise.all([arrivalsOf(db, day), departuresOf(db, day)])
  const ids = [...new Set([...arriving, ...leaving].map(({ order }) => order.customerId))]
  if (ids.length === 0) return { day, arrivals: [], departures: [] }
  const [found, source] = await Promise.all([
    findAll(db, ids),
    factSourceOf(db, ids, moment.today, moment.who, { forStrangers: true, withOrders: false }),
  ])
  const customers = new Map(found.map((customer) => [customer.id, customer]))
  const view = (all: readonly Expected[]): View[] =>
    all
      .flatMap((one) => {
        const customer = customers.get(one.order.customerId)
        return customer ? viewArrival(one, customer, source, moment) : []
      })
      .sort(inOrder)
  return { day, arrivals: view(arriving), departures: view(leaving) }
}
