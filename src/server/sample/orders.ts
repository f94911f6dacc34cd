import { type OrderLine, type OrderState, type PaidBy, stampState } from '../../rooms/orders/public.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import type { Chance } from './chance.ts'
import { idAt, type MadeOrder, type StaffKey, type Telling } from './made.ts'
import { rooms } from './products.data.ts'
import { seasonWeight } from './seasons.ts'

/** Stays and sales as the house would have recorded them, with the times of their states. */

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Amounts end on thousands, as people write them. */
export const round = (minor: number, step = 1000): number => Math.round(minor / step) * step

export type StayTold = {
  customerId: string
  /** Days ago that it began; below zero for days ahead. */
  from: number
  nights: number
  room: string
  placedAt: number
  state: OrderState
  channel: string
  by: StaffKey
  paidBy: PaidBy | null
  extras?: readonly { name: string; price: number; quantity: number }[]
  /** Share taken off the price. */
  discount?: number
}

const inHouse: Record<string, true> = { open: true, done: true }

function stayTimes(chance: Chance, told: StayTold, telling: Telling): MadeOrder['stateTimes'] {
  const begins = toInstant(telling.day(told.from), 0, telling.zone)
  const arrived = Math.min(Math.max(begins + (13.5 + 6 * chance.next()) * HOUR, told.placedAt), telling.now - 30_000)
  const left = Math.min(begins + told.nights * DAY + (9 + 3 * chance.next()) * HOUR, telling.now - 20_000)
  let times = stampState({}, 'booked', new Date(told.placedAt))
  if (told.state === 'cancelled') return stampState(times, 'cancelled', new Date(told.placedAt + (arrived - told.placedAt) * 0.6))
  if (inHouse[told.state]) times = stampState(times, 'open', new Date(arrived))
  return told.state === 'done' ? stampState(times, 'done', new Date(left)) : times
}

const findRoom = (room: string) => rooms.find((one) => one.room === room) ?? { room, view: 'phố', price: 800_000 }

const asTold = (lines: readonly (OrderLine & { total: number })[]): number => lines.reduce((sum, { total }) => sum + total, 0)

/** A night costs a fifth more when the town is full. */
const nightly = (price: number, day: string): number => round(price * (seasonWeight(day, 'stay') > 1.7 ? 1.2 : 1), 5_000)

export function makeStay(chance: Chance, telling: Telling, told: StayTold): MadeOrder {
  const { room, view, price } = findRoom(told.room)
  const startsOn = telling.day(told.from)
  const lines = [
    { product: `Phòng ${room}`, quantity: 1, total: nightly(price, startsOn) * told.nights, attributes: { room, view } },
    ...(told.extras ?? []).map(({ name, price: each, quantity }) => ({ product: name, quantity, total: each * quantity, attributes: {} })),
  ]
  const listed = asTold(lines)
  const discount = told.discount ? round(listed * told.discount) : null
  return {
    id: idAt(chance, told.placedAt),
    customerId: told.customerId,
    kind: 'stay',
    code: null,
    source: null,
    placedAt: new Date(told.placedAt),
    day: dayIn(telling.zone, told.placedAt),
    startsOn,
    endsOn: telling.day(told.from - told.nights),
    state: told.state,
    stateTimes: stayTimes(chance, told, telling),
    channel: told.channel,
    currency: 'VND',
    total: listed - (discount ?? 0),
    discount,
    cost: round(listed * (0.38 + 0.1 * chance.next())),
    lines,
    paidBy: told.state === 'done' ? told.paidBy : null,
    refundOf: null,
    createdAt: new Date(told.placedAt),
    version: 1,
    by: told.by,
  }
}

export type SaleTold = {
  customerId: string
  placedAt: number
  state: OrderState
  channel: string
  by: StaffKey
  paidBy: PaidBy | null
  lines: readonly (OrderLine & { total: number })[]
  discount?: number
}

const steps: Partial<Record<OrderState, readonly OrderState[]>> = {
  delivered: ['booked', 'left', 'delivered'],
  left: ['booked', 'left'],
  open: ['booked', 'open'],
  cancelled: ['booked', 'cancelled'],
}

function saleTimes(chance: Chance, told: SaleTold, telling: Telling): MadeOrder['stateTimes'] {
  const path = steps[told.state] ?? [told.state]
  let times: MadeOrder['stateTimes'] = {}
  path.forEach((state, step) => {
    const at = told.placedAt + step * (4 + 20 * chance.next()) * HOUR
    times = stampState(times, state, new Date(Math.min(at, telling.now - 10_000)))
  })
  return times
}

export function makeSale(chance: Chance, telling: Telling, told: SaleTold): MadeOrder {
  const listed = asTold(told.lines)
  const discount = told.discount ? round(listed * told.discount) : null
  return {
    id: idAt(chance, told.placedAt),
    customerId: told.customerId,
    kind: 'sale',
    code: null,
    source: null,
    placedAt: new Date(told.placedAt),
    day: dayIn(telling.zone, told.placedAt),
    startsOn: null,
    endsOn: null,
    state: told.state,
    stateTimes: saleTimes(chance, told, telling),
    channel: told.channel,
    currency: 'VND',
    total: listed - (discount ?? 0),
    discount,
    cost: round(listed * (0.5 + 0.12 * chance.next())),
    lines: told.lines.map((line) => ({ ...line, attributes: { ...line.attributes } })),
    paidBy: told.state === 'booked' || told.state === 'cancelled' ? null : told.paidBy,
    refundOf: null,
    createdAt: new Date(told.placedAt),
    version: 1,
    by: told.by,
  }
}

/** One line of a sale brought back some days later. */
export function makeRefund(chance: Chance, telling: Telling, of: MadeOrder): MadeOrder | undefined {
  const line = of.lines[0]
  const placedAt = of.placedAt.getTime() + (1 + chance.below(6)) * DAY
  if (!line?.total || placedAt > telling.now - HOUR) return undefined
  const total = Math.min(Math.round(line.total / line.quantity), of.total)
  return {
    ...of,
    id: idAt(chance, placedAt),
    kind: 'refund',
    code: null,
    placedAt: new Date(placedAt),
    day: dayIn(telling.zone, placedAt),
    state: 'done',
    stateTimes: stampState({}, 'done', new Date(placedAt)),
    channel: 'counter',
    total: -total,
    discount: null,
    cost: null,
    lines: [{ ...line, quantity: 1, total }],
    refundOf: of.id,
    createdAt: new Date(placedAt),
  }
}

const NIGHTS_AHEAD = 90
const NIGHTS_BEHIND = 1200

/** Which room is taken on which night, so that nobody is put into an occupied one. */
export type RoomBook = {
  isFree(room: string, from: number, nights: number): boolean
  take(room: string, from: number, nights: number): void
}

export function openRoomBook(): RoomBook {
  const taken = new Map(rooms.map(({ room }) => [room, new Uint8Array(NIGHTS_AHEAD + NIGHTS_BEHIND)]))
  const nightsOf = (from: number, nights: number) => Array.from({ length: nights }, (_, night) => from - night + NIGHTS_AHEAD)
  return {
    isFree: (room, from, nights) => nightsOf(from, nights).every((night) => night >= 0 && taken.get(room)?.[night] === 0),
    take: (room, from, nights) => {
      for (const night of nightsOf(from, nights)) taken.get(room)?.fill(1, night, night + 1)
    },
  }
}

/** Codes in the order of time: B for bookings, Đ for sales, T for refunds. */
export function giveCodes(orders: readonly MadeOrder[], wanted: ReadonlyMap<string, string>): void {
  const series = { stay: ['B-', 1001], sale: ['Đ-', 3001], refund: ['T-', 101], service: ['D-', 101] } as Record<
    MadeOrder['kind'],
    [string, number]
  >
  const byCode = new Map<string, MadeOrder>()
  for (const order of orders) {
    const [letter, next] = series[order.kind]
    order.code = `${letter}${next}`
    series[order.kind][1]++
    byCode.set(order.code, order)
  }
  for (const order of orders) {
    const code = wanted.get(order.id)
    const holder = code ? byCode.get(code) : undefined
    if (!code || !holder || !order.code || holder === order) continue
    const own = order.code
    byCode.set(code, order).set(own, holder)
    holder.code = own
    order.code = code
  }
}
