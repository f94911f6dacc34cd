import { answersOf } from './answers.ts'
import { asksOf } from './asks.ts'
import { ordersOf } from './buying.ts'
import { makeCast } from './cast.ts'
import { chanceOf } from './chance.ts'
import { complaintsOf } from './complaints.ts'
import { consentsOf } from './consents.ts'
import { occasionsOf } from './days.ts'
import { habitOf } from './habits.ts'
import { householdsOf, siblingsOf } from './households.ts'
import { chooseFromGroups, fillKnown, passingsOf, thanksOf } from './known.ts'
import { emptyHouse, type MadeOrder, type SampleHouse, type Telling, tellingFrom } from './made.ts'
import { giveCodes, openRoomBook } from './orders.ts'
import { foreigner, newSupply, organisation, type Townsperson, vietnamesePerson } from './people.ts'
import { castLater, laterOf, preferencesOf } from './preferences.ts'
import { promisesOf } from './promises.ts'
import { bringBack } from './returned.ts'
import { tiesOf } from './ties.ts'
import { linesOf } from './timeline.ts'

/** How large the sample house is; refunds and the lines of orders come beside. */
export const size = {
  people: 1150,
  organisations: 68,
  households: 22,
  foreigners: 134,
  stays: 2900,
  sales: 5700,
  lines: 9400,
  preferences: 2100,
  loyaltyCards: 612,
  siblings: 24,
  introduced: 60,
  passings: 70,
}

const SEED = 7_030_605

function town(chance: ReturnType<typeof chanceOf>, telling: ReturnType<typeof tellingFrom>, cast: SampleHouse): Townsperson[] {
  const isForeign = (country: string | null) => country !== null && country !== 'VN'
  const ofCast = {
    people: cast.customers.filter(({ kind }) => kind === 'person').length,
    organisations: cast.customers.filter(({ kind }) => kind === 'organisation').length,
    foreigners: cast.customers.filter(({ country }) => isForeign(country)).length,
    cards: cast.customers.filter(({ contacts }) => contacts.some(({ kind }) => kind === 'loyalty-card')).length,
  }
  const supply = newSupply(size.loyaltyCards - ofCast.cards)
  const foreigners = size.foreigners - ofCast.foreigners
  const natives = size.people - ofCast.people - foreigners
  return [
    ...Array.from({ length: foreigners }, (_, at) => foreigner(chance, supply, telling, natives + foreigners - at)),
    ...Array.from({ length: natives }, (_, at) => vietnamesePerson(chance, supply, telling, natives - at)),
    ...Array.from({ length: size.organisations - ofCast.organisations }, (_, at) => organisation(chance, supply, telling, at + 1)),
  ]
}

/** The house knew nobody later than their first order. */
function openFiles(house: SampleHouse): void {
  const first = new Map<string, number>()
  for (const { customerId, placedAt } of house.orders)
    first.set(customerId, Math.min(first.get(customerId) ?? Infinity, placedAt.getTime()))
  for (const { customerId, at } of house.lines) first.set(customerId, Math.min(first.get(customerId) ?? Infinity, at))
  for (const customer of house.customers) customer.createdAt = Math.min(customer.createdAt, first.get(customer.id) ?? Infinity)
}

const inTime = (a: MadeOrder, b: MadeOrder): number => a.placedAt.getTime() - b.placedAt.getTime() || (a.id < b.id ? -1 : 1)

const count = (orders: readonly MadeOrder[], kind: MadeOrder['kind']): number => orders.filter((order) => order.kind === kind).length

/** The sample house as told at a moment: always the same for the same moment, zone and seed. */
export function sampleHouse(now: number, zone: string, seed = SEED): SampleHouse {
  const chance = chanceOf(seed)
  const telling = tellingFrom(now, zone)
  const book = openRoomBook()
  const cast = makeCast(chance, telling, book)
  const people = town(chance, telling, cast)
  const habits = people.map((person) => habitOf(chance, person))
  const bought = ordersOf(chance, telling, book, habits, {
    stays: size.stays - count(cast.orders, 'stay'),
    sales: size.sales - count(cast.orders, 'sale'),
  })
  const visits = new Map<string, number>()
  for (const { customerId } of bought) visits.set(customerId, (visits.get(customerId) ?? 0) + 1)
  const house: SampleHouse = {
    ...emptyHouse(),
    customers: [...cast.customers, ...people.map(({ customer }) => customer)],
    orders: [...cast.orders, ...bought].sort(inTime),
    lines: [...cast.lines, ...linesOf(chance, telling, habits, bought, size.lines - cast.lines.length)],
    preferences: [...cast.preferences, ...preferencesOf(chance, telling, habits, visits, size.preferences - cast.preferences.length)],
  }
  bringBack(telling, bought.sort(inTime))
  house.orders.sort(inTime)
  giveCodes(house.orders, cast.codes)
  openFiles(house)
  standAround(telling, house, seed)
  house.agreed = consentsOf(telling, house, seed)
  house.promises = promisesOf(telling, house, seed)
  house.complaints = complaintsOf(telling, house, seed)
  house.answers = answersOf(telling, house, seed)
  house.asks = asksOf(telling, house, seed)
  return house
}

/** What stands around the people, drawn from a seed of its own: who is there, and what they bought, stays as it was without it. */
function standAround(telling: Telling, house: SampleHouse, seed: number): void {
  const chance = chanceOf(seed + 1)
  house.preferences.splice(-castLater.length, castLater.length, ...castLater.map((told) => laterOf(chance, telling, house, told)))
  const homes = householdsOf(chance, telling, house, size.households)
  const siblings = siblingsOf(chance, telling, house, homes.ties, size.siblings)
  house.ties.push(...homes.ties, ...siblings, ...tiesOf(chance, telling, house, size.introduced))
  house.customers.push(...homes.customers)
  house.occasions.push(...occasionsOf(chance, telling, house, house.ties))
  fillKnown(chance, house)
  chooseFromGroups(house.preferences)
  house.passings.push(...passingsOf(chance, telling, size.passings))
  house.thanks.push(...thanksOf(chance, telling, house))
}
