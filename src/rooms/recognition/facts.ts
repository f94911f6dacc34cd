import type { Db } from '../../platform/db/db.ts'
import { daysBetween, weekdayOf } from '../../values/civil-date.ts'
import { buyingOfAll, latestOrders, type Order } from '../orders/public.ts'
import { type Customer, type Preference, preferencesOfAll } from '../people/public.ts'
import { type Fact, type Occasion, tellApart, usualOf } from './rules.ts'

/** Up to this many people are told apart by what they usually do; more, by what needs no orders to be read. */
const FEW = 5
const LOOKED_AT = 10

const paidWith = ({ paidBy }: Order): string | null => {
  if (!paidBy) return null
  return paidBy.brand && paidBy.lastFour ? `${paidBy.brand} •••• ${paidBy.lastFour}` : paidBy.method
}

/** An order as the usual is computed from it. */
export const occasionOf = (order: Order): Occasion => ({
  kind: order.kind,
  on: order.startsOn ?? order.day,
  channel: order.channel,
  paying: paidWith(order),
  lines: order.lines,
})

/** Comes at weekends: on Saturday or Sunday in more than six of the last ten, three at least. */
function weekendFact(orders: readonly Order[]): Fact[] {
  const latest = orders.slice(0, LOOKED_AT)
  const times = latest.filter((order) => weekdayOf(order.startsOn ?? order.day) >= 6).length
  return times >= 3 && times / latest.length > 0.6 ? [{ kind: 'weekends', times, of: latest.length }] : []
}

function usualFact(orders: readonly Order[]): Fact[] {
  const usual = usualOf(orders.map(occasionOf)).find(({ kind }) => kind === 'product' || kind === 'attribute')
  return usual ? [{ kind: 'usual', what: usual.what, times: usual.times, of: usual.of }] : []
}

function candidatesOf(
  customer: Customer,
  preferences: readonly Preference[],
  orders: readonly Order[],
  lastDay: string | undefined,
  today: string,
): Fact[] {
  const likes = preferences.filter(({ stance }) => stance === 'likes').map(({ what }): Fact => ({ kind: 'likes', what }))
  const avoids = preferences.filter(({ stance }) => stance !== 'likes').map(({ what }): Fact => ({ kind: 'avoids', what }))
  const tags = customer.tags.map((tag): Fact => ({ kind: 'tag', tag }))
  const visit: Fact[] = lastDay ? [{ kind: 'last-visit', on: lastDay, days: Math.max(0, daysBetween(lastDay, today)) }] : []
  return [...weekendFact(orders), ...usualFact(orders), ...likes, ...avoids, ...visit, ...tags]
}

/** What the facts are made of; read by id, so that it can be asked for beside the customers themselves. */
export type FactSource = { preferences: Map<string, Preference[]>; lastDays: Map<string, string>; orders: Map<string, Order[]> }

export async function factSourceOf(db: Db, ids: readonly string[]): Promise<FactSource> {
  const isFew = ids.length > 1 && ids.length <= FEW
  const [preferences, buying, orders] = await Promise.all([
    preferencesOfAll(db, ids),
    buyingOfAll(db, ids),
    Promise.all(isFew ? ids.map(async (id) => [id, await latestOrders(db, id, LOOKED_AT)] as const) : []),
  ])
  return { preferences, lastDays: new Map([...buying].map(([id, { lastDay }]) => [id, lastDay])), orders: new Map(orders) }
}

/** One telling fact for each of these people, as different from the others' as can be. `today` is the house's day. */
export const factsOf = (people: readonly Customer[], { preferences, lastDays, orders }: FactSource, today: string): Fact[] =>
  tellApart(people.map((one) => candidatesOf(one, preferences.get(one.id) ?? [], orders.get(one.id) ?? [], lastDays.get(one.id), today)))
