import { showDayMonth } from '../../values/civil-date.ts'
import { clockIn, dayIn, toInstant } from '../../values/zone.ts'
import type { Chance } from './chance.ts'
import type { Habit } from './habits.ts'
import { idAt, type MadeLine, type MadeOrder, type StaffKey, type Telling } from './made.ts'
import { products, type Shelf } from './products.data.ts'
import { type Bank, banks, type Saying } from './sayings.data.ts'
import { isGreetingTime } from './seasons.ts'

/** What was said and done around the orders, written down in a sentence each. */

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How a note speaks of somebody: "chị", "thầy"; of whom nothing certain is known, "khách". */
function wordFor({ person: { customer } }: Habit): string {
  const { them } = customer.address
  if (customer.kind === 'organisation') return 'bên ấy'
  if (them === 'em' || them === 'bạn') return 'bạn'
  return /^(anh|chị|cô|chú|bác|ông|bà|thầy)$/.test(them) ? them : 'khách'
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

type Slots = Record<string, string>

/** Fills a saying: `[a|b]` is a choice, `{anh}` a word, `{Anh}` the same as a beginning. */
export function say(chance: Chance, saying: string, slots: Slots): string {
  const chosen = saying.replace(/\[([^\]]*)\]/g, (_, choices: string) => chance.pick(choices.split('|')))
  const filled = chosen.replace(/\{(\p{L}+)\}/gu, (_, slot: string) => slots[slot] ?? capital(slots[slot.toLowerCase()] ?? ''))
  return filled.replace(/\s+([,.])/g, '$1').trim()
}

/** A line that may be written: what about, when, with which words at hand. */
type Occasion = { habit: Habit; bank: Bank; at: number; slots: Slots; shelf?: Shelf | undefined; by?: StaffKey }

const firstProduct = (order: MadeOrder): string => {
  const name = order.lines[0]?.product ?? ''
  return name.charAt(0).toLowerCase() === name.charAt(0) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}

function slotsFor(telling: Telling, habit: Habit, order?: MadeOrder): Slots {
  const word = wordFor(habit)
  const stay = order?.kind === 'stay' ? order : undefined
  return {
    anh: word,
    mon: order ? firstProduct(order) : '',
    phong: stay?.lines[0]?.attributes['room'] ?? habit.room,
    ngay: stay?.startsOn ? showDayMonth(stay.startsOn, 'vi') : '',
    gio: order ? clockIn(telling.zone, Math.round((order.placedAt.getTime() + 5 * HOUR) / (HOUR / 2)) * (HOUR / 2)) : '',
    dem: String(stay ? Math.max(1, (Date.parse(stay.endsOn ?? '') - Date.parse(stay.startsOn ?? '')) / DAY) : 1),
  }
}

function aroundStay(chance: Chance, telling: Telling, habit: Habit, order: MadeOrder): Occasion[] {
  const begins = toInstant(order.startsOn ?? order.day, 0, telling.zone)
  const ends = toInstant(order.endsOn ?? order.day, 0, telling.zone)
  const slots = { ...slotsFor(telling, habit, order), gio: chance.pick(['14:00', '15:00', '16:30', '18:00', '20:00', '21:30']) }
  const { isForeign } = habit.person
  const isGroup = habit.person.customer.kind === 'organisation'
  const of = (bank: Bank, at: number): Occasion => ({ habit, bank, at, slots })
  if (order.state === 'cancelled') return [of('cancelled', order.placedAt.getTime() + 0.5 * (begins - order.placedAt.getTime()))]
  const found: Occasion[] = []
  if (begins - order.placedAt.getTime() > DAY && chance.next() < 0.5)
    found.push(of(isGroup ? 'groupStay' : isForeign ? 'foreignBefore' : 'beforeStay', begins - (5 + 40 * chance.next()) * HOUR))
  if (order.state === 'booked') return found
  const during = begins + (16 + 6 * chance.next()) * HOUR
  if (chance.next() < 0.62) found.push(of(isGroup ? 'groupStay' : isForeign ? 'foreignStay' : 'duringStay', during))
  if (chance.next() < 0.055) found.push(of('stayComplaint', during + 9 * HOUR))
  if (order.state === 'done' && !isGroup && chance.next() < 0.4)
    found.push(of(isForeign ? 'foreignAfter' : 'afterStay', ends + (10 + 30 * chance.next()) * HOUR))
  return found
}

function aroundSale(chance: Chance, telling: Telling, habit: Habit, order: MadeOrder): Occasion[] {
  const placed = order.placedAt.getTime()
  const slots = slotsFor(telling, habit, order)
  const shelf = products.find(({ name }) => name === order.lines[0]?.product)?.shelf
  const of = (bank: Bank, at: number, by?: StaffKey): Occasion => ({ habit, bank, at, slots, shelf, ...(by ? { by } : {}) })
  const isOrganisation = habit.person.customer.kind === 'organisation'
  if (order.kind === 'refund') return [of('brought', placed - 10 * 60_000)]
  if (order.state === 'cancelled') return []
  const found: Occasion[] = []
  if (order.state === 'delivered') {
    const arrived = Date.parse(order.stateTimes.delivered ?? '') || placed + DAY
    if (chance.next() < 0.6)
      found.push(of(chance.next() < 0.1 ? 'lateDelivery' : isOrganisation ? 'officeDelivery' : 'delivery', arrived, 'phuc'))
  } else if (chance.next() < 0.5) found.push(of(isOrganisation ? 'organisation' : 'atShop', placed - (2 + chance.below(20)) * 60_000))
  if (chance.next() < 0.16) found.push(of(isOrganisation ? 'organisation' : 'enquiry', placed - (1 + 9 * chance.next()) * DAY))
  if (!isOrganisation && chance.next() < 0.22) found.push(of('afterSale', placed + (1 + 6 * chance.next()) * DAY))
  if (chance.next() < 0.015) found.push(of('saleComplaint', placed + (1 + 3 * chance.next()) * DAY))
  return found
}

/** Wishes before Tết and the mid-autumn moon, care in the flood weeks, a question after long silence. */
function betweenOrders(chance: Chance, telling: Telling, habit: Habit): Occasion[] {
  const found: Occasion[] = []
  const slots = slotsFor(telling, habit)
  if (habit.person.customer.kind === 'organisation' || habit.person.isForeign) return found
  let wished = 0
  for (let ago = habit.person.since - 1; ago > Math.max(1, habit.until - 60); ago--) {
    const day = telling.day(ago)
    const greeting = isGreetingTime(day)
    const chanceOf = greeting === 'tet' ? 0.05 : greeting === 'moon' ? 0.02 : day.slice(5, 7) === '11' ? 0.0012 : 0.0006
    if (chance.next() >= chanceOf || (greeting && wished - ago < 60 && wished > 0)) continue
    if (greeting) wished = ago
    const bank: Bank = greeting === 'tet' ? 'tetWish' : greeting === 'moon' ? 'moonWish' : day.slice(5, 7) === '11' ? 'flood' : 'enquiry'
    found.push({ habit, bank, at: telling.between(chance, ago, 8, 19), slots })
  }
  return found
}

const writers: Partial<Record<Bank, readonly StaffKey[]>> = {
  duringStay: ['ngoc', 'vy', 'hanh'],
  foreignStay: ['ngoc', 'vy', 'hanh'],
  atShop: ['tu', 'vy', 'ngoc'],
  afterSale: ['tram', 'vy', 'tu'],
  enquiry: ['vy', 'tu', 'ngoc'],
  tetWish: ['tram', 'vy', 'ngoc'],
  moonWish: ['tram'],
  flood: ['ngoc', 'vy'],
  organisation: ['son'],
  groupStay: ['son', 'ngoc'],
  brought: ['vy', 'ly'],
  saleComplaint: ['vy', 'dung'],
  stayComplaint: ['ngoc', 'dung', 'vy'],
}

/** Calls and messages keep to waking hours. */
function civil(chance: Chance, telling: Telling, at: number): number {
  const day = dayIn(telling.zone, at)
  const opens = toInstant(day, 7.25 * 3600, telling.zone)
  const closes = toInstant(day, 21 * 3600, telling.zone)
  if (at < opens) return opens + chance.below(150) * 60_000
  return at > closes ? closes - chance.below(120) * 60_000 : at
}

function write(chance: Chance, telling: Telling, occasion: Occasion, used: Set<string>): MadeLine | undefined {
  const { habit, bank, shelf, slots, by } = occasion
  const time = civil(chance, telling, occasion.at)
  if (time > telling.now - 3 * HOUR || time < telling.now - 1095 * DAY) return undefined
  const sayings: readonly Saying[] = banks[bank]
  const fitting = sayings.filter(({ of }) => !of || (shelf && of.includes(shelf)))
  const mark = ({ text }: Saying) => `${habit.person.customer.id}${text}`
  const fresh = fitting.filter((saying) => !used.has(mark(saying)))
  const saying = chance.pick(fresh.length > 0 ? fresh : fitting)
  used.add(mark(saying))
  return lineOf(chance, habit, saying, time, slots, by ?? chance.pick(writers[bank] ?? (['ngoc', 'vy'] as const)))
}

function lineOf(chance: Chance, habit: Habit, saying: Saying, at: number, slots: Slots, by: StaffKey): MadeLine {
  const { kind, channel, place, outcome, feeling, text, isPinned = false } = saying
  const pick = (given: string | readonly string[] | undefined): string | null =>
    given === undefined ? null : typeof given === 'string' ? given : chance.pick(given)
  const id = idAt(chance, at)
  const body = say(chance, text, slots)
  return {
    id,
    customerId: habit.person.customer.id,
    at,
    kind,
    channel: pick(channel),
    place: pick(place),
    body,
    outcome: pick(outcome),
    feeling: feeling ?? null,
    isPinned,
    by,
  }
}

/** Exactly so many lines beside those of the orders. */
export function linesOf(
  chance: Chance,
  telling: Telling,
  habits: readonly Habit[],
  orders: readonly MadeOrder[],
  wanted: number,
): MadeLine[] {
  const byCustomer = new Map(habits.map((habit) => [habit.person.customer.id, habit]))
  const used = new Set<string>()
  const occasions = orders.flatMap((order) => {
    const habit = byCustomer.get(order.customerId)
    if (!habit) return []
    return order.kind === 'stay' ? aroundStay(chance, telling, habit, order) : aroundSale(chance, telling, habit, order)
  })
  occasions.push(...habits.flatMap((habit) => betweenOrders(chance, telling, habit)))
  const lines = occasions.flatMap((occasion) => write(chance, telling, occasion, used) ?? [])
  while (lines.length > wanted) {
    const at = chance.below(lines.length)
    lines[at] = lines.at(-1) as MadeLine
    lines.pop()
  }
  while (lines.length < wanted) {
    const habit = chance.pick(habits)
    const line = write(
      chance,
      telling,
      { habit, bank: 'enquiry', at: telling.between(chance, 1 + chance.below(habit.person.since), 8, 20), slots: slotsFor(telling, habit) },
      used,
    )
    if (line) lines.push(line)
  }
  return lines
}
