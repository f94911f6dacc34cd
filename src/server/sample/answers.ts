import { dayIn } from '../../values/zone.ts'
import { gladWords, latestSad, sadWords } from './answers.data.ts'
import { cast } from './cast.data.ts'
import { type Chance, chanceOf } from './chance.ts'
import { idAt, type MadeOrder, type SampleHouse, type StaffKey, type Telling } from './made.ts'

/** About three hundred answers of a year: after leaving, after a delivery, in the shop, on the telephone, and about the relationship. */

export type MadeAnswer = {
  id: string
  customerId: string
  scale: 'csat' | 'ces' | 'nps'
  /** The touchpoint by its key; none for the relationship. */
  stop: string | null
  aboutId: string | null
  /** Asked by somebody at the counter, or by a message. */
  by: StaffKey | null
  score: number
  words: string | null
  at: number
  /** Somebody saw to it. */
  isSeen: boolean
}

const HOUR = 3600_000
const DAY = 24 * HOUR
const YEAR = 360 * DAY
/** Nobody is asked twice within so long. */
const QUIET = 35 * DAY

type Moment = { customerId: string; aboutId: string; at: number; stop: string; scale: 'csat' | 'ces' }
type Score = readonly (readonly [number, number])[]

const wanted: Readonly<Record<string, number>> = { 'check-out': 110, delivery: 56, purchase: 48, asking: 40 }
const RELATIONSHIP = 52

const satisfied: Readonly<Record<string, Score>> = {
  'check-out': [[5, 48], [4, 35], [3, 9], [2, 5], [1, 3]], // biome-ignore format: a row of weights
  delivery: [[5, 34], [4, 30], [3, 16], [2, 13], [1, 7]], // biome-ignore format: a row of weights
  purchase: [[5, 52], [4, 37], [3, 8], [2, 3]], // biome-ignore format: a row of weights
}
const easy: Score = [[7, 26], [6, 30], [5, 20], [4, 12], [3, 8], [2, 4]] // biome-ignore format: a row of weights
const recommends: Score = [[10, 27], [9, 25], [8, 20], [7, 11], [6, 7], [5, 4], [3, 4], [1, 2]] // biome-ignore format: a row of weights

const endOf = ({ endsOn }: MadeOrder): number => Date.parse(`${endsOn ?? ''}T04:30:00Z`)

/** Where each of these could be asked about, the latest first. */
function momentsOf({ orders, lines }: SampleHouse, now: number): Moment[] {
  const ofOrders = orders.flatMap((order): Moment[] => {
    const about = { customerId: order.customerId, aboutId: order.id, scale: 'csat' as const }
    if (order.state !== 'done' && order.state !== 'delivered') return []
    if (order.kind === 'stay' && order.endsOn) return [{ ...about, at: endOf(order), stop: 'check-out' }]
    if (order.kind === 'sale' && order.channel === 'counter') return [{ ...about, at: order.placedAt.getTime(), stop: 'purchase' }]
    return []
  })
  const ofLines = lines.flatMap(({ id, customerId, kind, at }): Moment[] => {
    if (kind === 'delivery') return [{ customerId, aboutId: id, at, stop: 'delivery', scale: 'csat' }]
    return kind === 'call' ? [{ customerId, aboutId: id, at, stop: 'asking', scale: 'ces' }] : []
  })
  return [...ofOrders, ...ofLines]
    .filter(({ at }) => at < now - 2 * DAY && at > now - YEAR)
    .sort((a, b) => b.at - a.at || (a.aboutId < b.aboutId ? -1 : 1))
}

const isSad = (scale: MadeAnswer['scale'], score: number): boolean => (scale === 'csat' && score <= 2) || (scale === 'nps' && score <= 6)

/** A few words, oftener where something was wrong. */
function wordsFor(chance: Chance, stop: string, sad: boolean): string | null {
  const known = (sad ? sadWords : gladWords)[stop] ?? []
  return known.length > 0 && chance.next() < (sad ? 0.7 : 0.22) ? chance.pick(known) : null
}

/** Whoever was promised something that slipped was not asked, and the cast is told elsewhere. */
function notAsked({ customers, promises }: SampleHouse): Set<string> {
  const names = new Set(cast.map(({ name }) => name))
  return new Set([
    ...customers.filter(({ name, kind }) => names.has(name) || kind === 'household').map(({ id }) => id),
    ...promises.filter(({ slips }) => slips.length > 0).flatMap(({ customerId }) => customerId ?? []),
  ])
}

export function answersOf({ now, zone }: Pick<Telling, 'now' | 'zone'>, house: SampleHouse, seed: number): MadeAnswer[] {
  const chance = chanceOf(seed + 40)
  const left = notAsked(house)
  const asked = new Map<string, number[]>()
  const answers: MadeAnswer[] = []
  const counts = new Map<string, number>()
  const isFree = (customerId: string, at: number): boolean =>
    !left.has(customerId) && (asked.get(customerId) ?? []).every((other) => Math.abs(other - at) > QUIET)
  const add = (one: Omit<MadeAnswer, 'id' | 'words' | 'isSeen'>): void => {
    asked.set(one.customerId, [...(asked.get(one.customerId) ?? []), one.at])
    const sad = isSad(one.scale, one.score)
    answers.push({ ...one, id: idAt(chance, one.at), words: wordsFor(chance, one.stop ?? 'relationship', sad), isSeen: sad })
  }
  const moments = momentsOf(house, now)
  for (const { customerId, aboutId, at, stop, scale } of moments) {
    const most = wanted[stop] ?? 0
    const share = most / Math.max(1, moments.filter((one) => one.stop === stop).length)
    if ((counts.get(stop) ?? 0) >= most || chance.next() > share * 2) continue
    const isAtCounter = stop === 'purchase' || (stop === 'check-out' && chance.next() < 0.4)
    const when = Math.min(now - 30 * HOUR, isAtCounter ? at + HOUR / 2 : at + (20 + chance.below(30)) * HOUR)
    if (!isFree(customerId, when)) continue
    counts.set(stop, (counts.get(stop) ?? 0) + 1)
    const by = isAtCounter ? (stop === 'purchase' ? 'tu' : chance.pick(['ngoc', 'vy'] as const)) : null
    add({ customerId, aboutId, scale, stop, by, at: when, score: chance.weighted(scale === 'ces' ? easy : (satisfied[stop] ?? easy)) })
  }
  for (const { customerId, aboutId, at, stop } of moments) {
    if ((counts.get('relationship') ?? 0) >= RELATIONSHIP) break
    const when = Math.min(now - 30 * HOUR, at + 6 * DAY)
    if (stop !== 'check-out' || chance.next() > 0.2 || !isFree(customerId, when)) continue
    counts.set('relationship', (counts.get('relationship') ?? 0) + 1)
    add({ customerId, aboutId, scale: 'nps', stop: null, by: null, at: when, score: chance.weighted(recommends) })
  }
  const latest = moments.find(({ customerId, stop }) => stop === 'check-out' && isFree(customerId, now - 20 * HOUR))
  if (latest) {
    add({ customerId: latest.customerId, aboutId: null, scale: 'csat', stop: 'check-in', by: null, at: now - 20 * HOUR, score: 1 })
    const last = answers.at(-1)
    if (last) Object.assign(last, { words: latestSad, isSeen: false })
  }
  // Nobody answers before the house had its first day of the year.
  return answers.filter(({ at }) => dayIn(zone, at) <= dayIn(zone, now))
}
