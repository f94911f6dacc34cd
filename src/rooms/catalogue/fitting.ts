import type { Db } from '../../platform/db/db.ts'
import { type Holder, may } from '../../values/rights.ts'
import { fold } from '../../values/text.ts'
import { dayIn } from '../../values/zone.ts'
import { preferencesOf, standingOn } from '../people/public.ts'
import type { Fit, Item } from './item.ts'
import { resting } from './offers-store.ts'
import { askedPhrases, type Bought, bestFits, isKeptFrom, type Known, type Taste } from './rules.ts'
import { byNames, couldFit } from './store.ts'

/** The items that names or other spellings of order lines mean, by the name as it was asked. */
export async function itemsByName(db: Db, names: readonly string[]): Promise<Map<string, Item>> {
  const folded = new Map([...new Set(names)].map((name) => [name, fold(name)]))
  const keys = [...new Set(folded.values())].filter((key) => key !== '')
  if (keys.length === 0) return new Map()
  const items = await byNames(db, keys)
  return new Map(
    [...folded].flatMap(([name, key]) => {
      const item = items.get(key)
      return item ? [[name, item] as const] : []
    }),
  )
}

/** Nobody in particular looks: what must not be offered is kept back whoever asks, also where they may not be told why. */
const seesAll: Holder = { role: 'owner' }

/** What is known of somebody's tastes; `isShown` where `who` may be told of it. */
async function tastesOf(db: Db, customerId: string, who: Holder, today: string): Promise<Taste[]> {
  const all = await preferencesOf(db, customerId, seesAll)
  const isTold = may(who, 'see.sensitive')
  return all.map((one) => ({
    stance: one.stance,
    what: one.what,
    standing: standingOn(one, today),
    isShown: isTold || one.sensitivity === 'normal',
  }))
}

/** Whether somebody is to be kept from an item, whoever asks. */
export const mustNot = async (db: Db, customerId: string, item: Item, today: string): Promise<boolean> =>
  isKeptFrom(item, await tastesOf(db, customerId, seesAll, today))

/** Days on which each item was bought, and the items themselves. */
function purchases(bought: readonly Bought[], items: ReadonlyMap<string, Item>): Pick<Known, 'bought' | 'boughtItems'> {
  const days = new Map<string, string[]>()
  const boughtItems = new Map<string, Item>()
  for (const { name, on } of bought) {
    const item = items.get(name)
    if (!item) continue
    boughtItems.set(item.id, item)
    days.set(item.id, [...(days.get(item.id) ?? []), on])
  }
  return { bought: days, boughtItems }
}

type Situation = {
  who: Holder
  today: string
  zone: string
  /** What they bought, as the lines of their orders name it. */
  bought: readonly Bought[]
  /** The items they asked for, and on which day. */
  asked?: ReadonlyMap<string, string> | Promise<ReadonlyMap<string, string>>
  /** The items of `bought`, where the caller asks for them anyway. */
  items?: Promise<ReadonlyMap<string, Item>>
}

/** A room is chosen with the booking, so that only things and services are offered to whoever stands at the desk. */
const OFFERED = ['product', 'service'] as const

/**
 * The items that fit a customer, the best first, each with the reasons. None on a day on which they were invited to something already:
 * one offer a visit is enough.
 */
export async function candidatesFor(db: Db, customerId: string, situation: Situation): Promise<Fit[]> {
  const { who, today, zone, bought } = situation
  const [tastes, rests, asked, named] = await Promise.all([
    tastesOf(db, customerId, who, today),
    resting(db, customerId, today),
    situation.asked ?? new Map<string, string>(),
    situation.items ??
      itemsByName(
        db,
        bought.map(({ name }) => name),
      ),
  ])
  if (rests.some(({ answer, at }) => answer === 'invited' && dayIn(zone, at.getTime()) === today)) return []
  const known: Known = { tastes, ...purchases(bought, named), asked, resting: new Set(rests.map(({ itemId }) => itemId)) }
  const topics = [...known.boughtItems.values()].flatMap((item) => item.topics.map(fold))
  const { phrases, runs } = askedPhrases(tastes)
  if (phrases.length === 0 && topics.length === 0 && asked.size === 0) return []
  return bestFits(await couldFit(db, { phrases, runs, topics, itemIds: [...asked.keys()], kinds: OFFERED }), known)
}
