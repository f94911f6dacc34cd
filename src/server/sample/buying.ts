import type { OrderLine, OrderState } from '../../rooms/orders/public.ts'
import type { Chance } from './chance.ts'
import { type Habit, type Visit, visitsOf } from './habits.ts'
import type { MadeOrder, StaffKey, Telling } from './made.ts'
import { makeRefund, makeSale, makeStay, type RoomBook } from './orders.ts'
import { extras, type Product, products, rooms } from './products.data.ts'
import { inSeason } from './seasons.ts'

/** What the town bought: every stay in a room that was free, every sale from what was on the shelf. */

const DAY = 86_400_000

const atDesk = (chance: Chance): StaffKey =>
  chance.weighted([
    ['ngoc', 55],
    ['vy', 45],
  ] as const)
const atShop = (chance: Chance): StaffKey =>
  chance.weighted([
    ['tu', 45],
    ['vy', 30],
    ['son', 10],
    ['ngoc', 15],
  ] as const)

function nightsFor(chance: Chance, { person }: Habit): number {
  if (person.isForeign)
    return chance.weighted([
      [2, 3],
      [3, 4],
      [4, 2],
      [5, 1],
    ] as const)
  return chance.weighted([
    [1, 6],
    [2, 6],
    [3, 2],
    [4, 1],
  ] as const)
}

/** How long before the first night it was booked. */
function daysAhead(chance: Chance, { person, channel }: Habit): number {
  if (channel === 'counter' && chance.next() < 0.6) return 0
  return 1 + Math.floor((person.isForeign ? 50 : 18) * chance.next() ** 1.6)
}

function extrasFor(chance: Chance): { name: string; price: number; quantity: number }[] {
  if (chance.next() > 0.34) return []
  return [{ ...chance.pick(extras), quantity: 1 + chance.below(2) }]
}

/** The room they usually take where it is free, else any that is; undefined when the house is full. */
function freeRoom(chance: Chance, book: RoomBook, usual: string, from: number, nights: number): string | undefined {
  if (chance.next() < 0.72 && book.isFree(usual, from, nights)) return usual
  const free = rooms.filter(({ room }) => book.isFree(room, from, nights))
  return free.length > 0 ? chance.pick(free).room : undefined
}

function stayOf(
  chance: Chance,
  telling: Telling,
  book: RoomBook,
  { habit, ago }: Visit,
  state: OrderState,
  nights: number,
): MadeOrder | undefined {
  const room = freeRoom(chance, book, habit.room, ago, nights)
  if (!room) return undefined
  if (state !== 'cancelled') book.take(room, ago, nights)
  const ahead = state === 'booked' ? Math.max(daysAhead(chance, habit), -ago + 1) : daysAhead(chance, habit)
  // Nobody books before the house first knew them, nor later than today.
  const placedAgo = Math.max(1, Math.min(ago + ahead, Math.max(habit.person.since, ago)))
  const walksIn = placedAgo === ago
  return makeStay(chance, telling, {
    customerId: habit.person.customer.id,
    from: ago,
    nights,
    room,
    placedAt: walksIn ? telling.between(chance, ago, 14, 20) : telling.between(chance, placedAgo, 8, 21),
    state,
    channel: walksIn ? 'counter' : habit.channel,
    by: atDesk(chance),
    paidBy: habit.paying,
    extras: extrasFor(chance),
    ...(chance.next() < 0.1 ? { discount: chance.pick([0.05, 0.1]) } : {}),
  })
}

function pastStays(chance: Chance, telling: Telling, book: RoomBook, habits: readonly Habit[], wanted: number): MadeOrder[] {
  const stays: MadeOrder[] = []
  const retry: Visit[] = []
  const place = (visit: Visit): void => {
    const nights = Math.max(1, Math.min(nightsFor(chance, visit.habit), visit.ago - 1))
    const state = chance.next() < 0.035 ? 'cancelled' : 'done'
    const ago = Math.max(2, visit.ago)
    const stay = stayOf(chance, telling, book, { ...visit, ago }, state, nights)
    if (stay) stays.push(stay)
    else retry.push(visit)
  }
  for (const visit of visitsOf(chance, telling, habits, 'stay', wanted)) place(visit)
  for (let visit = retry.pop(); visit; visit = retry.pop())
    place({ ...visit, ago: 2 + chance.below(Math.max(2, visit.habit.person.since - 2)) })
  return stays
}

/** Who is in the house, who left this morning, and who is expected, beside the cast. */
function staysAroundToday(chance: Chance, telling: Telling, book: RoomBook, habits: readonly Habit[]): MadeOrder[] {
  const guests = habits.filter(({ stayRhythm, until }) => stayRhythm !== undefined && until === 0)
  const visits = (count: number) => Array.from({ length: count }, () => chance.pick(guests))
  const inRoom = (room: string, ago: number, nights: number, state: OrderState): MadeOrder => {
    const habit = { ...chance.pick(guests), room }
    const free: RoomBook = { isFree: (asked, from, asks) => asked === room && book.isFree(asked, from, asks), take: book.take }
    const stay =
      stayOf(chance, telling, free, { habit, ago }, state, nights) ??
      stayOf(chance, telling, { ...free, isFree: (asked) => asked === room }, { habit, ago }, state, nights)
    if (!stay) throw new Error(`no room ${room}`)
    return stay
  }
  const here = ['101', '103', '104', '202', '205', '301', '303'].map((room) => inRoom(room, 1, 2, 'open'))
  const gone = ['105', '302'].map((room) => inRoom(room, 1, 1, 'done'))
  const ahead = visits(22).flatMap(
    (habit) => stayOf(chance, telling, book, { habit, ago: -(2 + chance.below(40)) }, 'booked', nightsFor(chance, habit)) ?? [],
  )
  return [...here, ...gone, ...ahead]
}

const line = (product: Product, quantity: number): OrderLine & { total: number } => ({
  product: product.name,
  quantity,
  total: product.price * quantity,
  attributes: product.attributes ?? {},
})

export function productNamed(name: string): Product {
  const found = products.find((product) => product.name === name)
  if (!found) throw new Error(`no such product: ${name}`)
  return found
}

/** A line of a sale, by the name on the shelf. */
export const lineOf = (name: string, quantity = 1): OrderLine & { total: number } => line(productNamed(name), quantity)

function linesFor(chance: Chance, habit: Habit, day: string): (OrderLine & { total: number })[] {
  const onShelf = products.filter(({ season }) => !season || inSeason(day, season))
  const seasonal = onShelf.filter(({ season }) => season && season !== 'cool')
  const isOrganisation = habit.person.customer.kind === 'organisation'
  const lines = new Map<string, OrderLine & { total: number }>()
  for (
    let left = chance.weighted([
      [1, 6],
      [2, 3],
      [3, 1],
    ] as const);
    left > 0;
    left--
  ) {
    const shelf = chance.pick(habit.shelves)
    const ofShelf = onShelf.filter((product) => product.shelf === shelf)
    // The first of a shelf stand at eye level.
    const own = ofShelf[Math.floor(chance.next() ** 1.5 * ofShelf.length)]
    const product = seasonal.length > 0 && chance.next() < 0.4 ? chance.pick(seasonal) : (own ?? chance.pick(onShelf))
    const quantity = isOrganisation
      ? 2 + chance.below(12)
      : chance.weighted([
          [1, 8],
          [2, 2],
          [3, 1],
        ] as const)
    lines.set(product.name, line(product, quantity))
  }
  return [...lines.values()]
}

function saleState(chance: Chance, ago: number, isDelivered: boolean): OrderState {
  if (ago <= 4 && chance.next() < 0.45)
    return isDelivered ? chance.pick(['booked', 'left'] as const) : chance.pick(['booked', 'open'] as const)
  if (chance.next() < 0.022) return 'cancelled'
  return isDelivered ? 'delivered' : 'done'
}

function saleOf(chance: Chance, telling: Telling, { habit, ago }: Visit): MadeOrder {
  const isDelivered = chance.next() < habit.delivery
  const remote = habit.channel === 'counter' ? 'phone' : habit.channel
  const paidBy = isDelivered && habit.paying.method === 'cash' ? { method: 'cod' as const, brand: null, lastFour: null } : habit.paying
  return makeSale(chance, telling, {
    customerId: habit.person.customer.id,
    placedAt: telling.between(chance, ago, 8, 21),
    state: saleState(chance, ago, isDelivered),
    channel: isDelivered ? remote : chance.next() < 0.85 ? 'counter' : habit.channel,
    by: habit.person.customer.kind === 'organisation' ? 'son' : atShop(chance),
    paidBy,
    lines: linesFor(chance, habit, telling.day(ago)),
    ...(chance.next() < 0.12 ? { discount: chance.pick([0.05, 0.1, 0.15]) } : {}),
  })
}

const REFUNDS = 57

function refundsOf(chance: Chance, telling: Telling, sales: readonly MadeOrder[]): MadeOrder[] {
  const refunds = new Map<string, MadeOrder>()
  while (refunds.size < REFUNDS) {
    const sale = chance.pick(sales)
    const isFit = (sale.state === 'done' || sale.state === 'delivered') && telling.now - sale.placedAt.getTime() > 8 * DAY
    const refund = isFit && !refunds.has(sale.id) ? makeRefund(chance, telling, sale) : undefined
    if (refund) refunds.set(sale.id, refund)
  }
  return [...refunds.values()]
}

/** Exactly so many stays and sales of these people, and some refunds beside them. */
export function ordersOf(
  chance: Chance,
  telling: Telling,
  book: RoomBook,
  habits: readonly Habit[],
  wanted: { stays: number; sales: number },
): MadeOrder[] {
  const around = staysAroundToday(chance, telling, book, habits)
  const past = pastStays(chance, telling, book, habits, wanted.stays - around.length)
  const sales = visitsOf(chance, telling, habits, 'shop', wanted.sales).map((visit) => saleOf(chance, telling, visit))
  return [...around, ...past, ...sales, ...refundsOf(chance, telling, sales)]
}
