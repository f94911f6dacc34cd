import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Tongue } from '../../values/address-form.ts'
import type { Holder } from '../../values/rights.ts'
import { type Buying, buyingOf, comingStay, latestOrders, type Order, summaryOf, viewBuying, viewOrder } from '../orders/public.ts'
import { type Customer, callThem, greetOutLoud, type Preference, preferencesOf, requireCustomer, viewPreference } from '../people/public.ts'
import { latestLines, pinnedLines, viewTouchpoint } from '../touchpoints/public.ts'
import type { getCard } from './contract.ts'
import { occasionOf } from './facts.ts'
import { type Usual, usualOf } from './rules.ts'

type Card = z.input<typeof getCard.answer>

const RECENT = 5
const LOOKED_AT = 40

/** How somebody pays: what was noted by hand, else what the last orders show. */
function payingOf(customer: Customer, usual: readonly Usual[], orders: readonly Order[]): Card['paying'] {
  if (customer.paying.by) return customer.paying
  if (!usual.some(({ kind }) => kind === 'paying')) return null
  const last = orders.find((order) => occasionOf(order).paying === usual.find(({ kind }) => kind === 'paying')?.what)?.paidBy
  return last ? { by: last.method, brand: last.brand, lastFour: last.lastFour } : null
}

function viewStay(found: Awaited<ReturnType<typeof comingStay>>, who: Holder): Card['stay'] {
  if (!found) return null
  const { order, startsOn, nth } = found
  const { total } = viewOrder(order, who)
  const { id, code, state, endsOn } = order
  const summary = summaryOf(order.lines)
  return { id, code, state, startsOn, endsOn, summary, nth, ...(total ? { amount: total } : {}) }
}

const of = (preferences: readonly Preference[], today: string, ...stances: Preference['stance'][]) =>
  preferences.filter(({ stance }) => stances.includes(stance)).map((preference) => viewPreference(preference, today))

type Moment = { now: Date; today: string; hour: number; screen: Tongue; who: Holder }

const since = (buying: Buying, customer: Customer): string => buying.firstDay ?? customer.createdAt.toISOString().slice(0, 10)

/** Everything that is on the card of one customer, in one go: each part is one look-up by customer, and they run side by side. */
export async function cardOf(db: Db, customerId: string, { now, today, hour, screen, who }: Moment): Promise<Card> {
  const [customer, preferences, buying, orders, stay, recent, pinned] = await Promise.all([
    requireCustomer(db, customerId),
    preferencesOf(db, customerId, who),
    buyingOf(db, customerId),
    latestOrders(db, customerId, LOOKED_AT),
    comingStay(db, customerId, today),
    latestLines(db, customerId, RECENT, now),
    pinnedLines(db, customerId),
  ])
  const past = orders.filter(({ state, startsOn }) => state !== 'booked' && (startsOn === null || startsOn <= today))
  const usual = usualOf(past.map(occasionOf))
  return {
    id: customer.id,
    kind: customer.kind,
    name: customer.name,
    calledAs: callThem(customer, screen, who),
    greeting: greetOutLoud(customer, hour, screen),
    address: customer.address,
    language: customer.language,
    contacts: customer.contacts,
    tags: customer.tags,
    since: since(buying, customer),
    buying: viewBuying(buying, who),
    usual,
    likes: of(preferences, today, 'likes'),
    avoids: of(preferences, today, 'must-not', 'needs', 'avoids'),
    paying: payingOf(customer, usual, past),
    stay: viewStay(stay, who),
    around: [],
    occasions: [],
    priceExpectation: null,
    recent: recent.map((line) => viewTouchpoint(line, who)),
    pinned: pinned.map((line) => viewTouchpoint(line, who)),
  }
}
