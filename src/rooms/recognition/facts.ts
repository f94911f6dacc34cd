import type { Db } from '../../platform/db/db.ts'
import { daysBetween, weekdayOf } from '../../values/civil-date.ts'
import { type Holder, may } from '../../values/rights.ts'
import { lastVisitsOf, latestOrdersOfAll, type Order } from '../orders/public.ts'
import { type Customer, type Preference, preferencesOfAll, standingOn } from '../people/public.ts'
import { type Fact, type Occasion, tellApart, usualOf } from './rules.ts'

/** Up to this many people are told apart by what they usually do; more, by what needs no orders to be read. */
const FEW = 5
const LOOKED_AT = 10
/** Of so many orders the ten that count are found, beside those that are only booked. */
const READ = 20

const paidWith = ({ paidBy }: Order, who: Holder): string | null => {
  if (!paidBy) return null
  return paidBy.brand && paidBy.lastFour && may(who, 'see.paying') ? `${paidBy.brand} •••• ${paidBy.lastFour}` : paidBy.method
}

/** An order as the usual is computed from it for somebody with these rights: one card is another's "by card". */
export const occasionOf = (order: Order, who: Holder): Occasion => ({
  kind: order.kind,
  on: order.startsOn ?? order.day,
  channel: order.channel,
  paying: paidWith(order, who),
  lines: order.lines,
})

/** Comes at weekends: on Saturday or Sunday in more than six of the last ten, three at least. */
function weekendFact(occasions: readonly Occasion[]): Fact[] {
  const latest = occasions.slice(0, LOOKED_AT)
  const times = latest.filter(({ on }) => weekdayOf(on) >= 6).length
  return times >= 3 && times / latest.length > 0.6 ? [{ kind: 'weekends', times, of: latest.length }] : []
}

function usualFact(occasions: readonly Occasion[]): Fact[] {
  const usual = usualOf(occasions).find(({ kind }) => kind === 'product' || kind === 'attribute')
  if (!usual) return []
  const { label, what, times, of } = usual
  return [{ kind: 'usual', ...(label === null ? {} : { label }), what, times, of }]
}

const factKinds = { likes: 'likes', avoids: 'avoids', 'must-not': 'avoids', needs: 'needs' } as const

/** What is told of likes and needs without being asked: a taste that has faded is not. */
const told = (preferences: readonly Preference[], today: string): Fact[] =>
  preferences.filter((one) => standingOn(one, today) !== 'faded').map(({ stance, what }) => ({ kind: factKinds[stance], what }))

/** What the facts are made of; read by id, so that it can be asked for beside the customers themselves. */
export type FactSource = {
  preferences: Map<string, Preference[]>
  lastVisits: Map<string, string>
  orders: Map<string, Order[]>
}

/** Everything that could tell somebody from others, the most telling first. */
export function candidatesOf({ id, tags }: Customer, source: FactSource, today: string, who: Holder): Fact[] {
  const occasions = (source.orders.get(id) ?? []).filter(({ state }) => state !== 'booked').map((order) => occasionOf(order, who))
  const preferences = told(source.preferences.get(id) ?? [], today)
  const likes = preferences.filter(({ kind }) => kind === 'likes')
  const others = preferences.filter(({ kind }) => kind !== 'likes')
  const lastDay = source.lastVisits.get(id)
  const visit: Fact[] = lastDay ? [{ kind: 'last-visit', on: lastDay, days: Math.max(0, daysBetween(lastDay, today)) }] : []
  return [
    ...weekendFact(occasions),
    ...usualFact(occasions),
    ...likes,
    ...others,
    ...visit,
    ...tags.map((tag): Fact => ({ kind: 'tag', tag })),
  ]
}

const isPlain = ({ sensitivity }: Preference): boolean => sensitivity === 'normal'

/**
 * What is known of these people, in three questions at most; orders of more than a few only where asked. Lists that stand open on a
 * counter are made `forStrangers`: what touches health, faith or a child is not on them, whoever asks.
 */
export async function factSourceOf(
  db: Db,
  ids: readonly string[],
  today: string,
  who: Holder,
  { forStrangers = false, withOrders = ids.length > 1 && ids.length <= FEW } = {},
): Promise<FactSource> {
  const [preferences, lastVisits, orders] = await Promise.all([
    preferencesOfAll(db, ids, who),
    lastVisitsOf(db, ids, today),
    latestOrdersOfAll(db, withOrders ? ids : [], READ),
  ])
  return {
    preferences: forStrangers ? new Map([...preferences].map(([id, list]) => [id, list.filter(isPlain)])) : preferences,
    lastVisits,
    orders,
  }
}

/** One telling fact for each of these people, as different from the others' as can be. `today` is the house's day. */
export const factsOf = (people: readonly Customer[], source: FactSource, today: string, who: Holder): Fact[] =>
  tellApart(people.map((one) => candidatesOf(one, source, today, who)))
