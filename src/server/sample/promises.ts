import type { SlipAnswer } from '../../rooms/promises/slips/slip.ts'
import { addDays } from '../../values/civil-date.ts'
import { toInstant } from '../../values/zone.ts'
import { cast } from './cast.data.ts'
import { type Chance, chanceOf } from './chance.ts'
import type { MadeCustomer, MadeOrder, SampleHouse, StaffKey, Telling } from './made.ts'
import { endsIn, openPromises, withoutApology } from './open-promises.ts'
import { type MadePromise, Story } from './promise-story.ts'
import { EXCEEDED_SHARE, type Mishap, mishaps, type Pledge, pledges, withdrawals } from './promises.data.ts'
import { promisesAround } from './promises-around.ts'
import { REGULARS_TAG, type StandardKey, standardsTold } from './standards.data.ts'
import { type Ways, waysOf } from './standards.ts'

/** What the sample house has promised its customers in 36 months, and how it ended; drawn from a seed of its own. */

/** Promises to customers by how they ended; those that the screens rely on are among them. */
export const promisesTold = { kept: 355, late: 31, broken: 14, withdrawn: 4, open: 8 }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const MAI = 'Phan Thị Mai'

/** What the cast was promised and got, the latest first. */
const castKept: readonly (readonly [name: string, kind: Pledge['kind'], count: number])[] = [
  ['Lê Quốc Cường', 'callback', 2],
  ['Lê Quốc Cường', 'search', 2],
  ['Lê Quốc Cường', 'quality', 1],
  ['Nguyễn Thị Thanh Hoa', 'room', 4],
  ['Nguyễn Thị Thanh Hoa', 'late-checkout', 3],
  ['Phạm Văn An', 'room', 6],
  ['Phạm Văn An', 'repair', 1],
  ['Trần Thị Bích', 'room', 3],
  ['Trần Thị Bích', 'help', 1],
  ['Đặng Thu Hà', 'search', 2],
  ['Đặng Thu Hà', 'arrival', 2],
  ['Đỗ Ngọc Lan', 'callback', 2],
  ['Hoàng Phủ Ngọc Minh', 'room', 2],
  ['Kenji Tanaka', 'help', 1],
  [MAI, 'quote', 7],
  [MAI, 'delivery', 4],
]

/** Mostly of the last fourteen months. */
const RECENT = 14 * 30
const RECENT_SHARE = 0.74

type Ended = 'kept' | 'late' | 'broken' | 'withdrawn'
type Base = { order: MadeOrder; customer: MadeCustomer; pledge: Pledge }

const clockSeconds = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 3600 + minutes * 60
}

function wordsOf(chance: Chance, { pledge, order }: Base): string {
  const line = order.lines.find(({ attributes }) => !attributes['room']) ?? order.lines[0]
  const name = line?.product ?? 'quà'
  const goods = `${line && line.quantity > 1 ? `${line.quantity} ` : ''}${name.charAt(0).toLocaleLowerCase('vi')}${name.slice(1)}`
  const room = order.lines[0]?.attributes['room'] ?? ''
  return chance.pick(pledge.words).replaceAll('{room}', room).replaceAll('{goods}', goods)
}

/** When it was said, and until when or by which standard. */
function whenOf(chance: Chance, telling: Telling, { pledge, order, customer }: Base): { madeAt: number; due: number | StandardKey } {
  const at = (day: string, clock: string): number => toInstant(day, clockSeconds(clock), telling.zone)
  const { on, clock, due } = pledge.when
  const spread = chance.below(100) * MINUTE
  const begins = order.startsOn ?? order.day
  const ends = order.endsOn ?? order.day
  if (on === 'stay') {
    const evening = pledge.kind === 'late-checkout' ? addDays(ends, -1) : begins
    return { madeAt: at(evening, clock ?? '16:00') + spread / 2, due: 'clock' in due ? at(ends, due.clock) : due.standard }
  }
  const madeAt = clock ? at(order.day, clock) + spread : order.placedAt.getTime() + spread / 10
  if ('standard' in due) return { madeAt, due: standardFor(pledge, due.standard, customer, telling.now - madeAt) }
  const moment = at(order.startsOn ? begins : addDays(order.day, due.days ?? 0), due.clock)
  return { madeAt: Math.min(madeAt, moment - 5 * HOUR), due: moment }
}

/** The nearest standard that was in force so long ago. */
function standardFor({ kind }: Pledge, usual: StandardKey, { name, tags }: MadeCustomer, ago: number): StandardKey {
  const isInForce = (key: StandardKey) => standardsTold.some((one) => one.key === key && one.since * DAY > ago)
  if (kind === 'quote' && name === MAI && isInForce('mai')) return 'mai'
  if (kind === 'answer' && tags.includes(REGULARS_TAG) && isInForce('regulars')) return 'regulars'
  return usual
}

/** What is needed to tell one promise. */
type Tools = { chance: Chance; telling: Telling; ways: Ways }

function begin({ chance, telling, ways }: Tools, base: Base): { story: Story; holder: StaffKey } {
  const { pledge, order, customer } = base
  const holder = chance.pick(pledge.holders)
  const { madeAt, due } = whenOf(chance, telling, base)
  const story = new Story(chance, ways, {
    customerId: customer.id,
    kind: pledge.kind,
    category: pledge.category,
    words: wordsOf(chance, base),
    by: pledge.team === 'reception' ? order.by : holder,
    holder,
    ...(pledge.team ? { team: pledge.team } : {}),
    given: chance.pick(pledge.given),
    orderId: order.id,
    severity: chance.weighted([
      [2, 8],
      [1, 1],
      [3, 1],
    ]),
    madeAt,
    due,
  })
  return { story, holder }
}

const isSoon = ({ promise }: Story): boolean => promise.target === 'seconds'

function keptStory(tools: Tools, base: Base): MadePromise {
  const { story, holder } = begin(tools, base)
  const share = story.promise.target === 'instant' ? 0.9 + 0.1 * tools.chance.next() : 0.15 + 0.8 * tools.chance.next()
  const at = Math.max(story.share(share) - tools.chance.below(50) * 1000, story.promise.madeAt.getTime() + MINUTE)
  return story.keep(at, holder, tools.chance.next() < EXCEEDED_SHARE).promise
}

function withdrawnStory(tools: Tools, base: Base): MadePromise {
  const { story, holder } = begin(tools, base)
  return story.withdraw(story.share(0.3 + 0.4 * tools.chance.next()), holder, tools.chance.pick(withdrawals)).promise
}

/** Seconds of open time by which it was late. */
const lateness = (chance: Chance, story: Story): number => (isSoon(story) ? 1500 + chance.below(9000) : 7200 + chance.below(36_000))

type Slipping = { isWarned: boolean; how: 'call' | 'counter' }

const mishapOf = (chance: Chance, { kind, mishaps: other }: Pledge): Mishap => {
  const known = mishaps[other ?? kind]
  if (!known) throw new Error(`nobody knows what goes wrong with ${kind}`)
  return chance.pick(known)
}

/** Told in time or right after, given anew, kept then, put right and forgiven or not. */
function lateStory(tools: Tools, base: Base, { isWarned, how }: Slipping): MadePromise {
  const { chance } = tools
  const { story, holder } = begin(tools, base)
  const mishap = mishapOf(chance, base.pledge)
  const { due } = story
  const late = lateness(chance, story)
  let toldAt = story.later(due, 300 + chance.below(2400))
  if (isWarned) {
    const seen = story.share(0.82 + 0.1 * chance.next()) - MINUTE
    story.foresee(seen, holder)
    toldAt = Math.min(seen + (2 + chance.below(6)) * MINUTE, due - 5000)
  }
  const newDue = story.later(Math.max(toldAt, due), late)
  const doneAt = Math.max(story.later(Math.max(toldAt, due), Math.floor(late * (0.4 + 0.5 * chance.next()))), due + MINUTE)
  story.tell({
    by: holder,
    at: toldAt,
    how,
    reason: mishap.reason,
    reasonWords: mishap.words,
    newDue,
    fix: mishap.fix,
    amends: mishap.amends,
  })
  story.keepLate(doneAt, holder, mishap.words)
  return settle(tools, story, doneAt, holder)
}

/** Given up: after its due, or once more after a new time had been named, of which they hear by telephone. */
function brokenStory(tools: Tools, base: Base, { isWarned, how }: Slipping): MadePromise {
  const { chance } = tools
  const { story, holder } = begin(tools, base)
  const mishap = mishapOf(chance, base.pledge)
  const { reason, words, fix, amends } = mishap
  let due = story.due
  if (isWarned) {
    const seen = story.share(0.8 + 0.1 * chance.next()) - MINUTE
    const newDue = story.later(due, lateness(chance, story))
    story.foresee(seen, holder)
    story.tell({
      by: holder,
      at: Math.min(seen + 3 * MINUTE, due - 5000),
      how,
      reason,
      reasonWords: words,
      newDue,
      noneWhy: 'Khách chỉ cần biết giờ mới',
    })
    due = newDue
  }
  const brokenAt = story.later(due, 600 + chance.below(5000))
  const toldAt = story.later(brokenAt, 120 + chance.below(1500))
  story.breakOff(brokenAt, holder, words)
  story.tell({ by: holder, at: toldAt, how: isWarned ? 'call' : how, reason, reasonWords: words, fix, amends })
  return settle(tools, story, toldAt, holder)
}

/** What they said to it, and that it was done. */
function settle({ chance }: Tools, story: Story, from: number, holder: StaffKey): MadePromise {
  const answer = chance.weighted<SlipAnswer>([
    ['accepted', 8],
    ['silent', 2],
    ['declined', 1],
  ])
  const answeredAt = story.later(from, answer === 'silent' ? 90_000 : 300 + chance.below(3000))
  const fixedAt = story.later(from, 900 + chance.below(20_000))
  if (answer === 'declined' || answeredAt < fixedAt) story.answered(answeredAt, holder, answer)
  if (answer !== 'declined') story.fixed(fixedAt, holder)
  if (answer !== 'declined' && answeredAt >= fixedAt) story.answered(answeredAt, holder, answer)
  return story.promise
}

const told: Record<Ended, (tools: Tools, base: Base, slipping: Slipping) => MadePromise> = {
  kept: keptStory,
  late: lateStory,
  broken: brokenStory,
  withdrawn: withdrawnStory,
}

/** Kinds for which the house asks a month. */
const takesMonth: ReadonlySet<Pledge['kind']> = new Set(['search', 'arrival'])

/** Orders to which promises can belong: ended so long ago that everything around them is over. */
class Orders {
  readonly #chance: Chance
  readonly #customers: ReadonlyMap<string, MadeCustomer>
  readonly #now: number
  readonly #free = new Map<Pledge['of'], { recent: MadeOrder[]; older: MadeOrder[] }>()
  readonly #taken = new Set<string>()

  constructor(chance: Chance, telling: Telling, { customers, orders }: SampleHouse) {
    this.#chance = chance
    this.#now = telling.now
    this.#customers = new Map(customers.map((one) => [one.id, one]))
    const ended = orders.filter(
      ({ kind, state, placedAt, endsOn, day }) =>
        (kind === 'stay' || kind === 'sale') &&
        (state === 'done' || state === 'delivered') &&
        placedAt.getTime() > telling.now - 1090 * DAY &&
        (endsOn ?? day) < telling.day(9),
    )
    const names = new Set(cast.map(({ name }) => name))
    for (const sort of ['stay', 'sale', 'firm'] as const) {
      const fitting = ended.filter((order) => {
        const customer = this.#customers.get(order.customerId)
        if (!customer || names.has(customer.name)) return false
        const isFirm = customer.kind === 'organisation'
        return sort === 'firm' ? isFirm && order.kind === 'sale' : order.kind === sort && !isFirm
      })
      const isRecent = ({ placedAt }: MadeOrder) => placedAt.getTime() > telling.now - RECENT * DAY
      this.#free.set(sort, { recent: fitting.filter(isRecent), older: fitting.filter((order) => !isRecent(order)) })
    }
  }

  /** Something that was promised with an order that nothing was promised with yet. */
  draw(fits: (order: MadeOrder, pledge: Pledge) => boolean = () => true): Base {
    for (;;) {
      const pledge = this.#chance.weighted(pledges.map((one) => [one, one.weight] as const))
      const list = this.#free.get(pledge.of)
      const order = this.#chance.pick((this.#chance.next() < RECENT_SHARE ? list?.recent : list?.older) ?? [])
      const customer = order && this.#customers.get(order.customerId)
      if (!order || !customer || this.#taken.has(order.id) || !this.isOver(order, pledge) || !fits(order, pledge)) continue
      this.#taken.add(order.id)
      return { order, customer, pledge }
    }
  }

  /** Two orders of one customer within two months, of which the second is the later one. */
  pair(isKnown: (customerId: string) => boolean): [Base, Base] {
    for (;;) {
      const first = this.draw(({ customerId }) => !isKnown(customerId))
      const pool = this.#free.get(first.pledge.of)?.recent ?? []
      const again = pool.find(
        ({ id, customerId, placedAt }) =>
          customerId === first.customer.id &&
          !this.#taken.has(id) &&
          placedAt > first.order.placedAt &&
          placedAt.getTime() < first.order.placedAt.getTime() + 60 * DAY,
      )
      const pledge = again && pledges.find((one) => one.of === first.pledge.of && one !== first.pledge && this.isOver(again, one))
      if (!again || !pledge || takesMonth.has(first.pledge.kind)) continue
      this.#taken.add(again.id)
      return [first, { order: again, customer: first.customer, pledge }]
    }
  }

  /** What takes a month to find has to have been asked for before that. */
  isOver({ placedAt }: MadeOrder, { kind }: Pledge): boolean {
    return !takesMonth.has(kind) || placedAt.getTime() < this.#now - 45 * DAY
  }
}

/** What the cast was promised. */
function ofCast(tools: Tools, house: SampleHouse): MadePromise[] {
  const used = new Set<string>()
  return castKept.flatMap(([name, kind, count]) => {
    const customer = house.customers.find((one) => one.name === name)
    const pledge = pledges.find((one) => one.kind === kind)
    if (!customer || !pledge) throw new Error(`nobody promised ${name} any ${kind}`)
    const isDone = ({ state, day, endsOn }: MadeOrder) =>
      (state === 'done' || state === 'delivered') && (endsOn ?? day) < tools.telling.day(takesMonth.has(kind) ? 46 : 9)
    const orders = house.orders.filter(
      (order) => order.customerId === customer.id && !used.has(order.id) && isDone(order) && order.kind !== 'refund',
    )
    const mine = orders.filter(({ code }) => code !== 'Đ-8127').slice(-count)
    if (mine.length < count) throw new Error(`${name} has too few orders`)
    return mine.map((order) => {
      used.add(order.id)
      return keptStory(tools, { order, customer, pledge })
    })
  })
}

/** How many of those who heard of a slip heard of it in time. */
const WARNED = { late: 11, broken: 4 }

function ofTown(tools: Tools, house: SampleHouse, left: Record<Ended, number>): MadePromise[] {
  const { chance } = tools
  const orders = new Orders(chance, tools.telling, house)
  const slipped = new Set<string>()
  const made: MadePromise[] = []
  const how = ({ pledge }: Base): Slipping['how'] => (pledge.of === 'stay' ? 'counter' : 'call')
  // Two to whom the house slipped twice within 90 days: of the second they heard from a person.
  for (const isWarned of [false, true]) {
    const [first, second] = orders.pair((id) => slipped.has(id))
    slipped.add(first.customer.id)
    made.push(lateStory(tools, first, { isWarned, how: how(first) }), lateStory(tools, second, { isWarned: false, how: 'call' }))
    left = { ...left, late: left.late - 2 }
  }
  for (const ended of ['late', 'broken'] as const)
    for (let at = 0; at < left[ended]; at++) {
      const base = orders.draw(({ customerId }) => !slipped.has(customerId))
      slipped.add(base.customer.id)
      made.push(told[ended](tools, base, { isWarned: at < WARNED[ended], how: how(base) }))
    }
  for (const ended of ['withdrawn', 'kept'] as const)
    for (let at = 0; at < left[ended]; at++) made.push(told[ended](tools, orders.draw(), { isWarned: false, how: 'call' }))
  return made
}

/** The calendars and standards of a house told at a moment. */
export const waysIn = ({ now, zone }: Pick<Telling, 'now' | 'zone'>, { customers }: Pick<SampleHouse, 'customers'>): Ways =>
  waysOf(now, zone, customers.find(({ name }) => name === MAI)?.id ?? '')

/** All promises of the sample; those that others rest on have a key. */
export function promisesOf(telling: Telling, house: SampleHouse, seed: number): MadePromise[] {
  const ways = waysIn(telling, house)
  const tools: Tools = { chance: chanceOf(seed + 36), telling, ways }
  const ends = endsIn(house)
  const special = [...openPromises(telling, ways, ends), withoutApology(telling, ways, ends)]
  const kept = ofCast(tools, house)
  const left = {
    kept: promisesTold.kept - kept.length,
    late: promisesTold.late - 1,
    broken: promisesTold.broken - 1,
    withdrawn: promisesTold.withdrawn,
  }
  return [...special, ...kept, ...ofTown(tools, house, left), ...promisesAround(tools, house)]
}
