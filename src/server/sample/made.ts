import type { Order } from '../../rooms/orders/public.ts'
import type { ContactKind } from '../../rooms/people/customer.ts'
import type { Customer, Occasion, Preference, Relationship } from '../../rooms/people/public.ts'
import type { Touchpoint } from '../../rooms/touchpoints/public.ts'
import type { AddressForm } from '../../values/address-form.ts'
import { addDays } from '../../values/civil-date.ts'
import type { Role } from '../../values/rights.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import type { MadeAnswer } from './answers.ts'
import type { MadeAsks } from './asks.ts'
import type { Chance } from './chance.ts'
import type { MadeComplaint } from './complaints.ts'
import type { MadeConsents } from './consents.ts'
import type { MadePromise } from './promise-story.ts'

/** The sample house as the generator tells it, before it is written down. */

export const staff = [
  { key: 'ngoc', name: 'Ngọc', role: 'reception', spokenAs: 'em' },
  { key: 'vy', name: 'Vy', role: 'reception', spokenAs: 'em' },
  { key: 'ly', name: 'Lý', role: 'accounting', spokenAs: 'chị' },
  { key: 'phuc', name: 'Phúc', role: 'warehouse', spokenAs: 'anh' },
  { key: 'son', name: 'Sơn', role: 'sales', spokenAs: 'anh' },
  { key: 'tram', name: 'Trâm', role: 'marketing', spokenAs: 'chị' },
  { key: 'hanh', name: 'Hạnh', role: 'warehouse', spokenAs: 'chị' },
  { key: 'tu', name: 'Tú', role: 'sales', spokenAs: 'em' },
  { key: 'dung', name: 'Dũng', role: 'owner', spokenAs: 'anh' },
] as const satisfies readonly { key: string; name: string; role: Role; spokenAs: string }[]

export type StaffKey = (typeof staff)[number]['key']

export type MadeCustomer = Pick<Customer, 'id' | 'kind' | 'name' | 'language' | 'country' | 'birthday' | 'postal' | 'tags' | 'paying'> & {
  callName?: string
  address: AddressForm
  contacts: { kind: ContactKind; value: string }[]
  /** What is known beyond how to address and find them; nothing where it is left out. */
  known?: Partial<Pick<Customer, 'lifestyle' | 'priceExpectation' | 'heardFrom' | 'fields'>>
  /** Milliseconds. */
  createdAt: number
  by: StaffKey
}

export type MadeOrder = Order & { by: StaffKey }

export type MadeLine = Pick<Touchpoint, 'id' | 'kind' | 'channel' | 'place' | 'body' | 'outcome' | 'feeling' | 'isPinned'> & {
  customerId: string
  /** Milliseconds. */
  at: number
  by: StaffKey
}

export type MadePreference = Preference & { customerId: string; by: StaffKey | null }

/** A tie as the end has it that the kind speaks of: who works there, who belongs to the household, who was introduced. */
export type MadeTie = Pick<Relationship, 'id' | 'otherId' | 'kind' | 'words' | 'since' | 'notedOn'> & {
  customerId: string
  wordsBack: string | null
  by: StaffKey
}

export type MadeOccasion = Omit<Occasion, 'notedByName' | 'version'> & { customerId: string; by: StaffKey }

/** A contact with somebody who stayed unknown. */
export type MadePassing = { id: string; at: number; kind: 'walk-in' | 'call' | 'message'; heardFrom: string; words: string; by: StaffKey }

/** Thanks to one of the staff, by another or by a customer. */
export type MadeThanks = { id: string; at: number; to: StaffKey; from: StaffKey | null; customerId: string | null; words: string }

export type SampleHouse = {
  customers: MadeCustomer[]
  orders: MadeOrder[]
  lines: MadeLine[]
  preferences: MadePreference[]
  ties: MadeTie[]
  occasions: MadeOccasion[]
  passings: MadePassing[]
  thanks: MadeThanks[]
  /** What people agreed to, left and chose, and the letter that went out last. */
  agreed: MadeConsents
  /** In every direction, with all that happened to each. */
  promises: MadePromise[]
  /** What customers were unhappy with, the oldest first. */
  complaints: MadeComplaint[]
  /** What guests said when they were asked. */
  answers: MadeAnswer[]
  /** What they asked for before it was there, and before they bought. */
  asks: MadeAsks
}

export const emptyHouse = (): SampleHouse => ({
  customers: [],
  orders: [],
  lines: [],
  preferences: [],
  ties: [],
  occasions: [],
  passings: [],
  thanks: [],
  agreed: { consents: [], choices: [], doorDays: [], bounced: [], asked: [], invited: [], letterAt: 0 },
  promises: [],
  complaints: [],
  answers: [],
  asks: { requests: [], enquiries: [] },
})

/** When the sample is told: the moment of its beginning, and days and times counted back from it. */
export type Telling = {
  now: number
  zone: string
  today: string
  day(ago: number): string
  /** A time of day so many days ago, in milliseconds; never later than a minute before the beginning. */
  at(ago: number, clock: string): number
  /** A clock time drawn between two hours. */
  between(chance: Chance, ago: number, from: number, to: number): number
}

const MINUTE = 60_000
const seconds = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 3600 + minutes * 60
}

export function tellingFrom(now: number, zone: string): Telling {
  const today = dayIn(zone, now)
  const days = new Map<number, string>()
  const day = (ago: number): string => {
    const known = days.get(ago) ?? addDays(today, -ago)
    days.set(ago, known)
    return known
  }
  const past = (at: number): number => Math.min(at, now - MINUTE)
  return {
    now,
    zone,
    today,
    day,
    at: (ago, clock) => past(toInstant(day(ago), seconds(clock), zone)),
    between: (chance, ago, from, to) => past(toInstant(day(ago), from * 3600 + chance.below((to - from) * 60) * 60, zone)),
  }
}

/** An id as the house makes them (UUIDv7), but drawn from the seed. */
export function idAt(chance: Chance, at: number): string {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  const bits = (length: number): string => {
    let text = ''
    while (text.length < length) text += chance.below(0x10000).toString(16).padStart(4, '0')
    return text.slice(0, length)
  }
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bits(3)}-${(8 + chance.below(4)).toString(16)}${bits(3)}-${bits(12)}`
}
