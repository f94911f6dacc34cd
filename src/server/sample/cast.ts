import type { OrderLine, OrderState, PaidBy } from '../../rooms/orders/public.ts'
import type { AddressForm } from '../../values/address-form.ts'
import { weekdayOf } from '../../values/civil-date.ts'
import { lineOf } from './buying.ts'
import { cast } from './cast.data.ts'
import type { Chance } from './chance.ts'
import {
  emptyHouse,
  idAt,
  type MadeCustomer,
  type MadeLine,
  type MadeOrder,
  type SampleHouse,
  type StaffKey,
  type Telling,
} from './made.ts'
import { makeSale, makeStay, type RoomBook } from './orders.ts'
import { madePreference, type PreferenceTold } from './preferences.ts'

/** How the people of the cast are told: days count back from the beginning of the sample. */

export type StayPlan = {
  from: number
  nights: number
  room: string
  /** Days ago that it was booked. */
  placed: number
  state?: OrderState
  pay?: string
  channel?: string
  by?: StaffKey
}

export type SalePlan = {
  ago: number
  clock: string
  items: readonly (string | readonly [name: string, quantity: number] | OrderLine)[]
  state?: OrderState
  pay?: string
  channel?: string
  by?: StaffKey
  code?: string
  /** Moved to the nearest Saturday or Sunday, or off them. */
  on?: 'weekend' | 'weekday'
}

export type LinePlan = readonly [
  ago: number,
  clock: string,
  kind: MadeLine['kind'],
  channel: string | null,
  by: StaffKey,
  body: string,
  more?: { feeling?: MadeLine['feeling']; outcome?: string; place?: string; isPinned?: boolean },
]

export type CastMember = Pick<MadeCustomer, 'name' | 'contacts'> & {
  kind?: MadeCustomer['kind']
  callName?: string
  form?: readonly [AddressForm['them'], AddressForm['us'], AddressForm['source']]
  language?: 'vi' | 'en'
  country?: string
  birthday?: { yearsAgo?: number; month?: number; day?: number }
  postal?: string
  tags?: readonly string[]
  pays?: string
  since: number
  by?: StaffKey
  preferences?: readonly PreferenceTold[]
  stays?: readonly StayPlan[]
  sales?: readonly SalePlan[]
  lines?: readonly LinePlan[]
  /** Calls of today, by how many minutes before the beginning. */
  calls?: readonly (readonly [minutesAgo: number, by: StaffKey, body: string, outcome?: string])[]
}

/** "Visa 4417", "transfer", "cash". */
function payingBy(text: string): PaidBy {
  const [word = 'cash', lastFour] = text.split(' ')
  return lastFour ? { method: 'card', brand: word, lastFour } : { method: word as PaidBy['method'], brand: null, lastFour: null }
}

function customerOf(chance: Chance, telling: Telling, member: CastMember): MadeCustomer {
  const createdAt = telling.between(chance, member.since, 8, 9)
  const { yearsAgo, ...birthday } = member.birthday ?? {}
  const year = yearsAgo === undefined ? {} : { year: Number(telling.today.slice(0, 4)) - yearsAgo }
  const [them, us, source] = member.form ?? ['anh/chị', 'em', 'default']
  const pays = member.pays ? payingBy(member.pays) : undefined
  return {
    id: idAt(chance, createdAt),
    kind: member.kind ?? 'person',
    name: member.name,
    ...(member.callName ? { callName: member.callName } : {}),
    language: member.language ?? 'vi',
    country: member.country ?? 'VN',
    birthday: member.birthday ? { ...year, ...birthday } : null,
    postal: member.postal ?? null,
    tags: [...(member.tags ?? [])],
    paying: pays ? { by: pays.method, brand: pays.brand, lastFour: pays.lastFour } : { by: null, brand: null, lastFour: null },
    address: { them, us, source },
    contacts: [...member.contacts],
    createdAt,
    by: member.by ?? 'ngoc',
  }
}

function stayOf(chance: Chance, telling: Telling, customerId: string, plan: StayPlan): MadeOrder {
  return makeStay(chance, telling, {
    customerId,
    from: plan.from,
    nights: plan.nights,
    room: plan.room,
    placedAt: telling.between(chance, plan.placed, 9, 18),
    state: plan.state ?? 'done',
    channel: plan.channel ?? 'phone',
    by: plan.by ?? 'ngoc',
    paidBy: payingBy(plan.pay ?? 'cash'),
  })
}

/** The nearest day that is, or is not, a Saturday or Sunday. */
function movedTo(telling: Telling, ago: number, on: SalePlan['on']): number {
  const fits = (days: number) => weekdayOf(telling.day(days)) >= 6 === (on === 'weekend')
  return on ? ([0, 1, -1, 2, -2, 3, -3].map((step) => ago + step).find((days) => days > 0 && fits(days)) ?? ago) : ago
}

const itemOf = (item: SalePlan['items'][number]): OrderLine & { total: number } => {
  if (typeof item === 'string') return lineOf(item)
  if ('product' in item) return { ...item, total: item.total ?? lineOf(item.product, item.quantity).total }
  return lineOf(item[0], item[1])
}

function saleOf(chance: Chance, telling: Telling, customerId: string, plan: SalePlan): MadeOrder {
  return makeSale(chance, telling, {
    customerId,
    placedAt: telling.at(movedTo(telling, plan.ago, plan.on), plan.clock),
    state: plan.state ?? 'done',
    channel: plan.channel ?? 'counter',
    by: plan.by ?? 'vy',
    paidBy: payingBy(plan.pay ?? 'cash'),
    lines: plan.items.map(itemOf),
  })
}

function linesOf(chance: Chance, telling: Telling, customerId: string, member: CastMember): MadeLine[] {
  const make = (
    at: number,
    kind: MadeLine['kind'],
    channel: string | null,
    by: StaffKey,
    body: string,
    more: LinePlan[6] = {},
  ): MadeLine => ({
    id: idAt(chance, at),
    customerId,
    at,
    kind,
    channel,
    place: more.place ?? null,
    body,
    outcome: more.outcome ?? null,
    feeling: more.feeling ?? null,
    isPinned: more.isPinned ?? false,
    by,
  })
  const written = (member.lines ?? []).map(([ago, clock, kind, channel, by, body, more]) =>
    make(telling.at(ago, clock), kind, channel, by, body, more),
  )
  const calls = (member.calls ?? []).map(([minutes, by, body, outcome]) =>
    make(telling.now - minutes * 60_000, 'call', 'phone', by, body, outcome ? { outcome } : {}),
  )
  return [...written, ...calls]
}

/** The cast, with everything the walks rely on; their rooms are taken first. */
export function makeCast(chance: Chance, telling: Telling, book: RoomBook): SampleHouse & { codes: Map<string, string> } {
  const house = emptyHouse()
  const codes = new Map<string, string>()
  for (const member of cast) {
    const customer = customerOf(chance, telling, member)
    house.customers.push(customer)
    for (const plan of member.stays ?? []) {
      book.take(plan.room, plan.from, plan.nights)
      house.orders.push(stayOf(chance, telling, customer.id, plan))
    }
    for (const plan of member.sales ?? []) {
      const sale = saleOf(chance, telling, customer.id, plan)
      house.orders.push(sale)
      if (plan.code) codes.set(sale.id, plan.code)
    }
    house.lines.push(...linesOf(chance, telling, customer.id, member))
    for (const told of member.preferences ?? []) house.preferences.push(madePreference(chance, telling, customer.id, told))
  }
  return { ...house, codes }
}
