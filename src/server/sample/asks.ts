import type { Enquiry, Quote, Reason } from '../../rooms/promises/enquiries/enquiry.ts'
import type { SpecialRequest } from '../../rooms/promises/requests/request.ts'
import { dayIn } from '../../values/zone.ts'
import { type Chance, chanceOf } from './chance.ts'
import { idAt, type MadeOrder, type SampleHouse, type StaffKey, type Telling } from './made.ts'
import type { MadePromise } from './promise-story.ts'

/** What customers of the sample asked for before it was there, and what they asked before they bought; drawn from a seed of its own. */

export type MadeRequest = Pick<
  SpecialRequest,
  'id' | 'customerId' | 'promiseId' | 'wishId' | 'kind' | 'wants' | 'askedAt' | 'toldAt' | 'toldHow' | 'endedAt'
> & { toldBy: StaffKey | null }

export type MadeQuote = Pick<
  Quote,
  'id' | 'customerId' | 'enquiryId' | 'lines' | 'terms' | 'total' | 'validUntil' | 'madeAt' | 'givenAt' | 'givenHow' | 'endedAt'
> & { by: StaffKey }

export type MadeEnquiry = Pick<
  Enquiry,
  | 'id'
  | 'customerId'
  | 'about'
  | 'came'
  | 'state'
  | 'askedAt'
  | 'answerPromiseId'
  | 'answeredAt'
  | 'orderId'
  | 'isByItself'
  | 'reason'
  | 'reasonWords'
  | 'closedAt'
> & { by: StaffKey; promiseId: string | null; quote: MadeQuote | null }

export type MadeAsks = { requests: MadeRequest[]; enquiries: MadeEnquiry[] }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Of the open ones, as they were asked for. */
const wanted: Readonly<Record<string, string>> = { 'hoa-book': 'Sách “Hội An xưa”', 'find-request': 'Sách về nhuộm chàm' }

/** "Báo khi lô mới của nến quế về" without what stands around the thing. */
const thingIn = (words: string): string => words.replace(/^(Tìm( thêm)?|Báo khi) /, '').replace(/ (về|có lại)$/, '')

const endOf = ({ events }: MadePromise) => events.findLast(({ kind }) => ['kept', 'late', 'broken', 'withdrawn'].includes(kind))

function requestOf(chance: Chance, promise: MadePromise): MadeRequest[] {
  const { id: promiseId, customerId, kind, key, words, madeAt, doneBy } = promise
  if (customerId === null || promise.direction !== 'to-customer' || (kind !== 'search' && kind !== 'arrival')) return []
  const end = endOf(promise)
  const isTold = end?.kind === 'kept' || end?.kind === 'late'
  const id = idAt(chance, madeAt.getTime())
  return [
    {
      id,
      customerId,
      promiseId,
      wishId: id,
      kind,
      wants: (key && wanted[key]) ?? thingIn(words),
      askedAt: madeAt,
      toldAt: end && isTold ? end.at : null,
      toldHow: isTold ? chance.pick(['call', 'call', 'counter'] as const) : null,
      toldBy: isTold ? doneBy : null,
      endedAt: end?.at ?? null,
    },
  ]
}

const linesOf = ({ lines, total }: MadeOrder): Quote['lines'] => {
  const named = lines.filter(({ quantity, total: of }) => quantity > 0 && of !== undefined)
  const rows = named.map(({ product, quantity, total: of = 0 }) => ({
    what: product,
    quantity,
    minor: Math.round(of / quantity),
    itemId: null,
  }))
  const sum = rows.reduce((all, { quantity, minor }) => all + Math.round(quantity * minor), 0)
  return sum === total && rows.length > 0 ? rows : [{ what: lines[0]?.product ?? 'Trọn gói', quantity: 1, minor: total, itemId: null }]
}

const VALID_DAYS = 14

/** A quote that was promised, and what came of it: bought by its order, or not where it was not given. */
function quotedEnquiry(chance: Chance, { zone }: Telling, promise: MadePromise, orders: ReadonlyMap<string, MadeOrder>): MadeEnquiry[] {
  const { id: promiseId, customerId, kind, direction, words, madeAt, orderId, by, doneBy } = promise
  if (customerId === null || direction !== 'to-customer' || kind !== 'quote') return []
  const end = endOf(promise)
  const order = orderId === null ? undefined : orders.get(orderId)
  const isGiven = end?.kind === 'kept' || end?.kind === 'late'
  const isBought = isGiven && order !== undefined
  const closedAt = end ? new Date(isBought ? Math.max(end.at.getTime() + HOUR, order.placedAt.getTime()) : end.at.getTime()) : null
  const id = idAt(chance, madeAt.getTime())
  const about = words.replace(/^Báo giá /, '')
  const quote: MadeQuote | null =
    end && isBought
      ? {
          id: idAt(chance, end.at.getTime()),
          customerId,
          enquiryId: id,
          lines: linesOf(order),
          terms: '',
          total: order.total,
          validUntil: dayIn(zone, end.at.getTime() + VALID_DAYS * DAY),
          madeAt: end.at,
          givenAt: end.at,
          givenHow: chance.pick(['call', 'counter'] as const),
          endedAt: closedAt,
          by: doneBy ?? by,
        }
      : null
  return [
    {
      id,
      customerId,
      about: about.charAt(0).toLocaleUpperCase('vi') + about.slice(1),
      came: promise.given === 'mail' ? 'mail' : 'call',
      state: closedAt === null ? 'open' : isBought ? 'bought' : 'not-bought',
      askedAt: madeAt,
      answerPromiseId: end ? null : promiseId,
      answeredAt: end && isGiven ? end.at : null,
      orderId: isBought ? order.id : null,
      isByItself: false,
      reason: closedAt === null || isBought ? null : end?.kind === 'withdrawn' ? 'not-needed' : 'no-word',
      reasonWords: null,
      closedAt,
      by,
      promiseId,
      quote,
    },
  ]
}

/** Answered on the spot: nothing had to be promised for it. */
const questions = [
  'Còn phòng hướng vườn cuối tuần không',
  'Gói quà mang về nước được không',
  'Đặt mười bộ trà làm quà cưới',
  'Ở dài ngày có giảm giá không',
  'Đón sân bay lúc nửa đêm',
  'Bộ ấm men tro giao ra Hà Nội',
  'Tiệc trà hai mươi khách ở hiên',
  'Đèn lồng theo màu riêng',
] as const

const reasons: readonly (readonly [Reason, number])[] = [
  ['price', 7],
  ['time', 6],
  ['elsewhere', 4],
  ['not-needed', 4],
  ['no-word', 5],
  ['not-had', 4],
  ['unknown', 3],
]

const NOT_BOUGHT = 27
const FIRST_BOUGHT = 34

const asked = (chance: Chance, customerId: string, at: number, about: string): MadeEnquiry => ({
  id: idAt(chance, at),
  customerId,
  about,
  came: chance.pick(['counter', 'call', 'zalo', 'mail', 'web'] as const),
  state: 'open',
  askedAt: new Date(at),
  answerPromiseId: null,
  answeredAt: new Date(at + (2 + chance.below(6)) * MINUTE),
  orderId: null,
  isByItself: false,
  reason: null,
  reasonWords: null,
  closedAt: null,
  by: chance.pick(['ngoc', 'vy', 'tu', 'son'] as const),
  promiseId: null,
  quote: null,
})

function notBought(chance: Chance, telling: Telling, house: SampleHouse): MadeEnquiry[] {
  const people = house.customers.filter(({ kind, createdAt }) => kind === 'person' && createdAt < telling.now - 400 * DAY)
  return Array.from({ length: NOT_BOUGHT }, () => {
    const ago = 12 + chance.below(330)
    const one = asked(chance, chance.pick(people).id, telling.between(chance, ago, 9, 19), chance.pick(questions))
    const closedAt = new Date(one.askedAt.getTime() + (1 + chance.below(9)) * DAY)
    return { ...one, state: 'not-bought' as const, reason: chance.weighted(reasons), closedAt }
  })
}

/** Whose first purchase began with a question. */
function firstBought(chance: Chance, telling: Telling, house: SampleHouse): MadeEnquiry[] {
  const first = new Map<string, MadeOrder>()
  for (const order of house.orders) if (order.kind !== 'refund' && !first.has(order.customerId)) first.set(order.customerId, order)
  const recent = [...first.values()].filter(
    ({ placedAt, state }) =>
      state !== 'cancelled' && placedAt.getTime() > telling.now - 360 * DAY && placedAt.getTime() < telling.now - 3 * DAY,
  )
  const chosen = new Set<MadeOrder>()
  while (chosen.size < Math.min(FIRST_BOUGHT, recent.length)) chosen.add(chance.pick(recent))
  return [...chosen].map((order) => {
    const one = asked(chance, order.customerId, order.placedAt.getTime() - (25 + chance.below(300)) * MINUTE, chance.pick(questions))
    return { ...one, state: 'bought' as const, orderId: order.id, isByItself: true, closedAt: order.placedAt }
  })
}

/** Quoted and waiting for the customer's word: how many days ago, until how many days from now, and for what. */
const waiting: readonly (readonly [ago: number, left: number, about: string, lines: readonly (readonly [string, number, number])[]])[] = [
  [2, 12, 'Quà cuối năm cho 40 nhân viên', [['Nến quế', 40, 95_000], ['Sách “Hội An xưa”', 40, 170_000]]], // biome-ignore format: one offer
  [4, 9, 'Phòng và bữa tối cho đoàn 16 khách', [['Phòng vườn, hai đêm', 8, 2_900_000], ['Bữa tối ở hiên', 16, 260_000]]], // biome-ignore format: one offer
  [6, 5, 'Tiệc trà 20 khách', [['Tiệc trà chiều', 20, 180_000]]],
]

function quoted(chance: Chance, telling: Telling, house: SampleHouse): MadeEnquiry[] {
  const buyers = new Set(house.orders.map(({ customerId }) => customerId))
  const firms = house.customers.filter(({ kind, id }) => kind === 'organisation' && buyers.has(id))
  return waiting.map(([ago, left, about, told]) => {
    const customerId = chance.pick(firms).id
    const one = { ...asked(chance, customerId, telling.at(ago, '09:40'), about), by: 'son' as const, came: 'mail' as const }
    const givenAt = new Date(one.askedAt.getTime() + 95 * MINUTE)
    const lines = told.map(([what, quantity, minor]) => ({ what, quantity, minor, itemId: null }))
    const quote: MadeQuote = {
      id: idAt(chance, givenAt.getTime()),
      customerId,
      enquiryId: one.id,
      lines,
      terms: 'Đặt cọc 30 %, đổi ngày trước 7 ngày không mất cọc.',
      total: lines.reduce((sum, { quantity, minor }) => sum + quantity * minor, 0),
      validUntil: dayIn(telling.zone, telling.now + left * DAY),
      madeAt: givenAt,
      givenAt,
      givenHow: 'call',
      endedAt: null,
      by: 'son',
    }
    return { ...one, state: 'quoted' as const, answeredAt: givenAt, quote }
  })
}

/** Requests and enquiries around the promises that are told. */
export function asksOf(telling: Telling, house: SampleHouse, seed: number): MadeAsks {
  const chance = chanceOf(seed + 38)
  const orders = new Map(house.orders.map((order) => [order.id, order]))
  return {
    requests: house.promises.flatMap((promise) => requestOf(chance, promise)),
    enquiries: [
      ...house.promises.flatMap((promise) => quotedEnquiry(chance, telling, promise, orders)),
      ...firstBought(chance, telling, house),
      ...notBought(chance, telling, house),
      ...quoted(chance, telling, house),
    ],
  }
}
