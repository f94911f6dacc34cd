import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { addDays } from '../../values/civil-date.ts'
import { type Holder, may } from '../../values/rights.ts'
import { loyaltyOf } from '../loyalty/public.ts'
import {
  type Buying,
  buyingOf,
  comingStay,
  latestOrders,
  type Order,
  summaryOf,
  viewBuying,
  viewOrder,
  viewPaidBy,
} from '../orders/public.ts'
import {
  birthdayOccasion,
  type Customer,
  callThem,
  contactsFor,
  greetOutLoud,
  notedOccasionsOf,
  type Occasion,
  type Preference,
  payingFor,
  preferencesOf,
  relationshipsOf,
  requireCustomer,
  standingOn,
  viewOccasion,
  viewPreference,
} from '../people/public.ts'
import { openComplaintsOf, standingWith, viewPromisesOf } from '../promises/public.ts'
import { latestLines, pinnedLines, viewTouchpoint } from '../touchpoints/public.ts'
import type { getCard } from './contract.ts'
import { occasionOf } from './facts.ts'
import type { Moment } from './found.ts'
import { type Usual, usualOf } from './rules.ts'
import { readCatalogue } from './suggesting.ts'

type Card = z.input<typeof getCard.answer>

const RECENT = 5
/** So many promises are on the card; the rest is told as a number. */
const PROMISED = 3
const LOOKED_AT = 40
/** A day to remember is on the card when it is near. */
const NEAR_DAYS = 30

/** How somebody pays: what was noted by hand, else what the last orders show. */
function payingOf(customer: Customer, usual: readonly Usual[], orders: readonly Order[], who: Holder): Card['paying'] {
  if (customer.paying.by) return payingFor(customer.paying, who)
  const habit = usual.find(({ kind }) => kind === 'paying')
  const last = habit && orders.find((order) => occasionOf(order, who).paying === habit.what)?.paidBy
  if (!last) return null
  const { method, ...card } = viewPaidBy(last, who)
  return { by: method, ...card }
}

/** The days to remember that are near, the nearest first. */
const nearOf = (customer: Customer, noted: readonly Occasion[], today: string): Card['occasions'] => {
  const birthday = birthdayOccasion(customer)
  const until = addDays(today, NEAR_DAYS)
  return (birthday ? [birthday, ...noted] : noted)
    .map((occasion) => viewOccasion(occasion, today))
    .filter(({ nextOn }) => nextOn !== null && nextOn <= until)
    .sort((a, b) => ((a.nextOn ?? '') < (b.nextOn ?? '') ? -1 : 1))
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

const since = (buying: Buying, customer: Customer): string => buying.firstDay ?? customer.createdAt.toISOString().slice(0, 10)

type CardMoment = Moment & { now: Date; zone: string }

/** Everything that is on the card of one customer, in one go: each part is one look-up by customer, and they run side by side. */
export async function cardOf(db: Db, customerId: string, { now, today, zone, hour, screen, who }: CardMoment): Promise<Card> {
  const [customer, preferences, buying, orders, stay, recent, pinned, around, noted, loyalty, promised, complaints] = await Promise.all([
    requireCustomer(db, customerId),
    preferencesOf(db, customerId, who),
    buyingOf(db, customerId),
    latestOrders(db, customerId, LOOKED_AT),
    comingStay(db, customerId, today),
    latestLines(db, customerId, RECENT, now),
    pinnedLines(db, customerId),
    relationshipsOf(db, customerId, screen, who),
    notedOccasionsOf(db, customerId),
    loyaltyOf(db, customerId, who),
    may(who, 'promises.read') ? standingWith(db, customerId, PROMISED) : undefined,
    may(who, 'promises.read') ? openComplaintsOf(db, customerId, who) : [],
  ])
  const past = orders.filter(({ state, startsOn }) => state !== 'booked' && (startsOn === null || startsOn <= today))
  const usual = usualOf(past.map((order) => occasionOf(order, who)))
  const catalogue = await readCatalogue(db, customerId, { past, usual, who, today, zone, screen })
  const calledAs = callThem(customer, screen, who)
  return {
    id: customer.id,
    kind: customer.kind,
    name: customer.name,
    calledAs,
    greeting: greetOutLoud(customer, hour, screen),
    address: customer.address,
    language: customer.language,
    contacts: contactsFor(customer.contacts, who),
    tags: customer.tags,
    since: since(buying, customer),
    buying: viewBuying(buying, who),
    loyalty,
    promised: promised
      ? { promises: await viewPromisesOf(db, promised.promises, calledAs, { who, language: screen, now }), count: promised.count }
      : null,
    complaints,
    ...catalogue,
    // What has faded is not offered unasked; what is to be avoided is, since nothing is lost by avoiding it.
    likes: of(
      preferences.filter((one) => standingOn(one, today) !== 'faded'),
      today,
      'likes',
    ),
    avoids: of(preferences, today, 'must-not', 'needs', 'avoids'),
    paying: payingOf(customer, usual, past, who),
    stay: viewStay(stay, who),
    around,
    occasions: nearOf(customer, noted, today),
    priceExpectation: customer.priceExpectation,
    recent: recent.map((line) => viewTouchpoint(line, who)),
    pinned: pinned.map((line) => viewTouchpoint(line, who)),
  }
}
