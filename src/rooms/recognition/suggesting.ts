import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { addDays } from '../../values/civil-date.ts'
import { type Holder, may } from '../../values/rights.ts'
import { dayIn } from '../../values/zone.ts'
import { candidatesFor, type Item, itemsByName, viewBrief, viewFit } from '../catalogue/public.ts'
import type { Order } from '../orders/public.ts'
import { requestsOf } from '../promises/public.ts'
import type { getCard, usualView } from './contract.ts'
import type { Usual } from './rules.ts'

type Card = z.input<typeof getCard.answer>

/** A wish that is older was hardly waited for. */
const ASKED_WITHIN_DAYS = 180
const LOOKED_AT = 20

/** The items that somebody asked for, and on which day. */
async function askedFor(
  db: Db,
  customerId: string,
  { who, today, zone }: { who: Holder; today: string; zone: string },
): Promise<Map<string, string>> {
  if (!may(who, 'promises.read')) return new Map()
  const since = addDays(today, -ASKED_WITHIN_DAYS)
  const requests = await requestsOf(db, customerId, LOOKED_AT)
  // What was asked for in words alone is an item where the words are its name.
  const named = await itemsByName(
    db,
    requests.flatMap(({ itemId, wants }) => (itemId === null ? [wants] : [])),
  )
  return new Map(
    requests.flatMap(({ itemId, wants, askedAt }) => {
      const id = itemId ?? named.get(wants)?.id
      const on = dayIn(zone, askedAt.getTime())
      return id !== undefined && on >= since ? [[id, on] as const] : []
    }),
  )
}

/** What an order is known by in the catalogue: the names of its lines, and of a stay the room. */
const isNamed = ({ kind, label }: Usual): boolean => kind === 'product' || (kind === 'attribute' && label === 'room')

const withItem = (one: Usual, item: Item | undefined, language: 'vi' | 'en'): z.input<typeof usualView> => {
  if (!item || !isNamed(one)) return one
  const { id, name, benefit } = viewBrief(item, language)
  return { ...one, item: { id, name, benefit } }
}

type Situation = { past: readonly Order[]; usual: readonly Usual[]; who: Holder; today: string; zone: string; screen: 'vi' | 'en' }

/** What the catalogue adds to a card: the words of what they usually take, and the one thing that fits them, with its reason. */
export async function readCatalogue(
  db: Db,
  customerId: string,
  { past, usual, who, today, zone, screen }: Situation,
): Promise<Pick<Card, 'usual' | 'suggestion'>> {
  const bought = past.flatMap(({ lines, startsOn, day }) => lines.map(({ product }) => ({ name: product, on: startsOn ?? day })))
  const named = itemsByName(db, [...bought.map(({ name }) => name), ...usual.filter(isNamed).map(({ what }) => what)])
  const asked = askedFor(db, customerId, { who, today, zone })
  const [items, [best]] = await Promise.all([named, candidatesFor(db, customerId, { who, today, zone, bought, asked, items: named })])
  return {
    usual: usual.map((one) => withItem(one, items.get(one.what), screen)),
    suggestion: best ? viewFit(best, screen, today) : null,
  }
}
