import type { Chance } from './chance.ts'
import type { Telling } from './made.ts'
import type { Townsperson } from './people.ts'
import { rooms, type Shelf } from './products.data.ts'
import { BUSIEST, type Business, seasonWeight } from './seasons.ts'

/** How somebody comes and goes: what they like, how often, and when they stopped. All drawn once for a person. */
export type Habit = {
  person: Townsperson
  /** Usual days between two visits; undefined for who never takes this. */
  stayRhythm: number | undefined
  shopRhythm: number | undefined
  /** Days ago that they stopped coming; 0 for who still comes. */
  until: number
  room: string
  shelves: readonly Shelf[]
  paying: { method: 'cash' | 'card' | 'transfer' | 'wallet' | 'cod' | 'account'; brand: string | null; lastFour: string | null }
  /** Chance that a sale is delivered to their door. */
  delivery: number
  channel: 'counter' | 'phone' | 'zalo' | 'web' | 'facebook' | 'channel-partner' | 'mail'
}

const shelfWeights: readonly (readonly [Shelf, number])[] = [
  ['books', 30],
  ['scents', 22],
  ['tea', 18],
  ['pottery', 12],
  ['gifts', 10],
  ['crafts', 8],
]

/** A rhythm in days: few come every fortnight, most every season, some once in years. */
const drawRhythm = (chance: Chance, least: number, usual: number): number =>
  Math.round(least + usual * (-Math.log(1 - chance.next() * 0.97) * 0.75))

type Kind = 'guest' | 'shopper' | 'both' | 'asker'

function kindOf(chance: Chance, { customer, isForeign }: Townsperson): Kind {
  if (isForeign)
    return chance.weighted([
      ['guest', 78],
      ['both', 20],
      ['asker', 2],
    ] as const)
  if (customer.kind === 'organisation')
    return chance.weighted([
      ['shopper', 62],
      ['both', 28],
      ['guest', 10],
    ] as const)
  return chance.weighted([
    ['guest', 34],
    ['shopper', 43],
    ['both', 20],
    ['asker', 3],
  ] as const)
}

function payingOf(chance: Chance, { customer }: Townsperson): Habit['paying'] {
  const noted = customer.paying
  if (noted.by) return { method: noted.by, brand: noted.brand, lastFour: noted.lastFour }
  const method = chance.weighted([
    ['cash', 36],
    ['transfer', 30],
    ['card', 18],
    ['wallet', 16],
  ] as const)
  if (method !== 'card') return { method, brand: null, lastFour: null }
  const brand = chance.weighted([
    ['Visa', 46],
    ['Mastercard', 26],
    ['NAPAS', 20],
    ['JCB', 8],
  ] as const)
  return { method, brand, lastFour: String(1000 + chance.below(9000)) }
}

function shelvesOf(chance: Chance): Shelf[] {
  const first = chance.weighted(shelfWeights)
  const second = chance.weighted(shelfWeights)
  return chance.next() < 0.4 ? [first] : [...new Set([first, first, second])]
}

const channelOf = (chance: Chance, isForeign: boolean): Habit['channel'] =>
  isForeign
    ? chance.weighted([
        ['web', 46],
        ['mail', 20],
        ['channel-partner', 28],
        ['counter', 6],
      ] as const)
    : chance.weighted([
        ['counter', 40],
        ['phone', 24],
        ['zalo', 18],
        ['web', 9],
        ['facebook', 6],
        ['channel-partner', 3],
      ] as const)

export function habitOf(chance: Chance, person: Townsperson): Habit {
  const kind = kindOf(chance, person)
  const isRegular = chance.next() < 0.17
  const { isForeign, since } = person
  const stops = chance.next()
  // Some come once or twice and never again, some for a while; the others still do.
  const until = stops < 0.24 ? Math.max(0, since - 20) : stops < 0.5 && since > 150 ? Math.floor(since * chance.next() * 0.8) : 0
  const stayLeast = isRegular && !isForeign ? 28 : 110
  return {
    person,
    stayRhythm: kind === 'guest' || kind === 'both' ? drawRhythm(chance, stayLeast, isForeign ? 420 : 150) : undefined,
    shopRhythm: kind === 'shopper' || kind === 'both' ? drawRhythm(chance, isRegular ? 14 : 40, isRegular ? 26 : 110) : undefined,
    until,
    room: chance.pick(rooms).room,
    shelves: shelvesOf(chance),
    paying: payingOf(chance, person),
    delivery: chance.next() < 0.22 ? 0.55 : 0.08,
    channel: channelOf(chance, isForeign),
  }
}

const rhythmFor = (habit: Habit, business: Business): number | undefined => (business === 'stay' ? habit.stayRhythm : habit.shopRhythm)

/** Days ago on which somebody came, oldest first: their own rhythm, thinned where the season is quiet. */
function cameOn(chance: Chance, telling: Telling, habit: Habit, rhythm: number, business: Business): number[] {
  const agos: number[] = []
  for (let ago = habit.person.since; ago >= Math.max(1, habit.until); ) {
    const isFirst = agos.length === 0
    if (isFirst || chance.next() < seasonWeight(telling.day(ago), business) / 1.6) agos.push(ago)
    ago -= Math.max(business === 'stay' ? 4 : 2, Math.round(rhythm * (0.45 + 0.75 * chance.next())))
  }
  return agos
}

/** One visit: whose, and how many days ago. */
export type Visit = { habit: Habit; ago: number }

function dropFor(chance: Chance, visits: Visit[], wanted: number): void {
  const first = new Map<Habit, number>()
  for (const { habit, ago } of visits) first.set(habit, Math.max(first.get(habit) ?? 0, ago))
  while (visits.length > wanted) {
    const at = chance.below(visits.length)
    const visit = visits[at]
    const last = visits.at(-1)
    if (!visit || !last || (first.get(visit.habit) === visit.ago && chance.next() < 0.97)) continue
    visits[at] = last
    visits.pop()
  }
}

function addFor(chance: Chance, telling: Telling, habits: readonly Habit[], visits: Visit[], wanted: number, business: Business): void {
  const often = habits.map((habit) => [habit, habit.until > 0 ? 0.2 : 60 / (rhythmFor(habit, business) ?? 100)] as const)
  while (visits.length < wanted) {
    const habit = chance.weighted(often)
    const span = habit.person.since - Math.max(1, habit.until)
    if (span <= 0) continue
    const ago = Math.max(1, habit.until) + chance.below(span)
    if (chance.next() < seasonWeight(telling.day(ago), business) / BUSIEST) visits.push({ habit, ago })
  }
}

/** Exactly as many visits as the house had, oldest first. */
export function visitsOf(chance: Chance, telling: Telling, habits: readonly Habit[], business: Business, wanted: number): Visit[] {
  const coming = habits.filter((habit) => rhythmFor(habit, business) !== undefined)
  const visits = coming.flatMap((habit) =>
    cameOn(chance, telling, habit, rhythmFor(habit, business) ?? 100, business).map((ago) => ({ habit, ago })),
  )
  dropFor(chance, visits, wanted)
  addFor(chance, telling, coming, visits, wanted, business)
  return visits.sort((a, b) => b.ago - a.ago)
}
