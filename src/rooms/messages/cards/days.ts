import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Tongue } from '../../../values/address-form.ts'
import { addDays } from '../../../values/civil-date.ts'
import { lunarOf, occurrenceIn, showLunarDay } from '../../../values/lunar-date.ts'
import { builtInOccasions } from '../../../values/occasions.data.ts'
import { dayIn, fallsWithin, prepareFrom } from '../../../values/occasions.ts'
import type { Holder } from '../../../values/rights.ts'
import { buyingOf } from '../../orders/public.ts'
import {
  birthdayOccasion,
  type Customer,
  callThem,
  findAll,
  listWindow,
  notedOccasionsOf,
  type Occasion,
  occasionsNear,
} from '../../people/public.ts'
import { findHouse } from '../../team/public.ts'
import type { PersonDay } from './contract.ts'
import * as store from './store.ts'

/** The days of the house and those of its people, as they fall. */

export type HouseDay = store.HouseDayRow & {
  isOwn: boolean
  kinds: readonly Customer['kind'][]
  readyBefore?: { month: number; day: number }
}

export const noSuchDay = () => new Refusal(404, 'cards.no_such_day', 'There is no such day.', { day: 'no_such_day' })
const changed = () => new Refusal(409, 'cards.changed_meanwhile', 'Somebody changed this meanwhile.')

const everybody = ['person', 'organisation', 'household'] as const

/** Every day the house may keep, as it keeps it. */
export async function daysOfHouse(db: Db): Promise<HouseDay[]> {
  const [{ trade }, rows] = await Promise.all([findHouse(db), store.houseDays(db)])
  const byKey = new Map(rows.map((row) => [row.key, row]))
  const builtIn = builtInOccasions.map((one): HouseDay => {
    const row = byKey.get(one.key)
    return {
      key: one.key,
      names: one.names,
      calendar: one.calendar,
      month: one.month,
      day: one.day,
      prepareDays: row?.prepareDays ?? one.prepareDays,
      isKept: row?.isKept ?? one.appliesTo.trades?.includes(trade) ?? true,
      version: row?.version ?? 0,
      isOwn: false,
      kinds: one.appliesTo.kinds,
      ...(one.readyBefore ? { readyBefore: one.readyBefore } : {}),
    }
  })
  const own = rows.filter(({ key }) => key.startsWith('house:')).map((row): HouseDay => ({ ...row, isOwn: true, kinds: everybody }))
  return [...builtIn, ...own]
}

export async function houseDay(db: Db, key: string): Promise<HouseDay> {
  const found = (await daysOfHouse(db)).find((day) => day.key === key)
  if (!found) throw noSuchDay()
  return found
}

export async function addOwnDay(db: Db, asked: Pick<HouseDay, 'names' | 'calendar' | 'month' | 'day' | 'prepareDays'>): Promise<HouseDay> {
  // 29 February can be kept; 31 April cannot, in no year.
  const on = dayIn(asked, 2028)
  if (!on || (asked.calendar === 'solar' && asked.day > 0 && Number(on.slice(8)) !== asked.day)) throw noSuchDay()
  const day = { ...asked, key: `house:${newId().slice(-12)}`, isKept: true, version: 0 }
  await store.keepHouseDay(db, day)
  return { ...day, version: 1, isOwn: true, kinds: everybody }
}

export async function changeDay(
  db: Db,
  key: string,
  asked: { isKept?: boolean | undefined; prepareDays?: number | undefined; version: number },
): Promise<HouseDay> {
  const before = await houseDay(db, key)
  if (before.version !== asked.version) throw changed()
  const after = { ...before, isKept: asked.isKept ?? before.isKept, prepareDays: asked.prepareDays ?? before.prepareDays }
  if (!(await store.keepHouseDay(db, after))) throw changed()
  return { ...after, version: before.version + 1 }
}

export async function dropDay(db: Db, key: string): Promise<void> {
  if (!key.startsWith('house:') || !(await store.dropHouseDay(db, key))) throw noSuchDay()
}

export const lunarWords = (on: string, language: Tongue): string => {
  const moon = lunarOf(on)
  return moon ? showLunarDay(moon, language) : ''
}

/** The year a day belongs to in its own calendar: Tết of 2027 begins the lunar year 2027. */
export const yearOf = (calendar: 'solar' | 'lunar', on: string): number =>
  calendar === 'lunar' ? (lunarOf(on)?.year ?? Number(on.slice(0, 4))) : Number(on.slice(0, 4))

export type FallingDay = HouseDay & { on: string; lunar: string; prepareFrom: string; year: number }

/** Counted back in the working days of the house, where it keeps a calendar. */
export type Preparing = { isOpen?: (date: string) => boolean }

export const falling = (day: HouseDay, from: string, until: string, { language, isOpen }: { language: Tongue } & Preparing): FallingDay[] =>
  fallsWithin(day, from, until).map((on) => ({
    ...day,
    on,
    lunar: lunarWords(on, language),
    prepareFrom: prepareFrom(on, day.prepareDays, day.readyBefore, isOpen),
    year: yearOf(day.calendar, on),
  }))

/** A card is written and a flower ordered within five working days. */
const OWN_PREPARE_DAYS = 5

export const prepareOwn = (on: string, { isOpen }: Preparing): string => prepareFrom(on, OWN_PREPARE_DAYS, undefined, isOpen)

/** The day on which somebody bought for the first time, kept every year after. */
export const FIRST_PURCHASE = 'first-purchase'

export const ownKey = (occasion: Pick<Occasion, 'id'>): string => `own:${occasion.id}`

type Around = { language: Tongue; who: Holder } & Preparing

export function personDay(
  customer: Customer,
  of: Omit<PersonDay, 'customerId' | 'name' | 'calledAs' | 'isSample' | 'lunar' | 'card'>,
  card: store.CardGiven | undefined,
  { language, who }: Around,
): PersonDay {
  return {
    customerId: customer.id,
    name: customer.name,
    calledAs: callThem(customer, language, who),
    ...of,
    lunar: lunarWords(of.on, language),
    card: card ? { how: card.how, at: card.at.toISOString(), by: card.byName } : null,
    isSample: customer.isSample,
  }
}

export const cardKey = ({ customerId, occasionKey, year }: Pick<store.CardGiven, 'customerId' | 'occasionKey' | 'year'>): string =>
  `${customerId} ${occasionKey} ${year}`

export async function cardsBy(db: Db, ids: readonly string[], years: readonly number[]): Promise<Map<string, store.CardGiven>> {
  return new Map((await store.cardsOfAll(db, ids, years)).map((card) => [cardKey(card), card]))
}

/** Whose own day it is from a day on. The day somebody died on is known and never greeted. */
export async function peopleFrom(db: Db, from: string, days: number, around: Around): Promise<PersonDay[]> {
  const near = (await occasionsNear(db, from, days, 20)).filter(({ occasion }) => occasion.kind !== 'memorial')
  const ids = [...new Set(near.map(({ customerId }) => customerId))]
  const customers = new Map((await findAll(db, ids)).map((customer) => [customer.id, customer]))
  const first = Number(from.slice(0, 4)) - 1
  const cards = await cardsBy(db, ids, [first, first + 1, first + 2])
  return near.flatMap(({ customerId, occasion, on }) => {
    const customer = customers.get(customerId)
    if (!customer) return []
    const year = yearOf(occasion.calendar, on)
    const occasionKey = ownKey(occasion)
    const { kind, label, calendar } = occasion
    const of = { occasionKey, kind, label, calendar, on, prepareFrom: prepareOwn(on, around), year }
    return [personDay(customer, of, cards.get(cardKey({ customerId, occasionKey, year })), around)]
  })
}

const MOST_PEOPLE = 100

/** Whom a day of the house is for, those met latest first. */
export async function peopleOfHouseDay(db: Db, day: HouseDay, year: number, around: Around): Promise<PersonDay[]> {
  const on = dayIn(day, year)
  if (!on) throw noSuchDay()
  const lists = await Promise.all(day.kinds.map((kind) => listWindow(db, { kind }, '-lastContact', 0, MOST_PEOPLE)))
  const met = (customer: Customer) => customer.lastContactAt?.getTime() ?? 0
  const customers = lists
    .flat()
    .sort((a, b) => met(b) - met(a))
    .slice(0, MOST_PEOPLE)
  const cards = await cardsBy(
    db,
    customers.map(({ id }) => id),
    [year],
  )
  const of = houseDayOf(day, on, year, around)
  return customers.map((customer) =>
    personDay(customer, of, cards.get(cardKey({ customerId: customer.id, occasionKey: day.key, year })), around),
  )
}

const houseDayOf = (day: HouseDay, on: string, year: number, { language, isOpen }: { language: Tongue } & Preparing) => ({
  occasionKey: day.key,
  kind: 'house',
  label: day.names[language],
  calendar: day.calendar,
  on,
  prepareFrom: prepareFrom(on, day.prepareDays, day.readyBefore, isOpen),
  year,
})

/** One day of one customer, whichever kind it is. */
export async function dayOf(db: Db, customer: Customer, occasionKey: string, year: number, around: Around): Promise<PersonDay> {
  const card = (await cardsBy(db, [customer.id], [year])).get(cardKey({ customerId: customer.id, occasionKey, year }))
  if (occasionKey === FIRST_PURCHASE) {
    const { firstDay } = await buyingOf(db, customer.id)
    if (firstDay === null || Number(firstDay.slice(0, 4)) >= year) throw noSuchDay()
    const on = dayIn({ calendar: 'solar', month: Number(firstDay.slice(5, 7)), day: Number(firstDay.slice(8)) }, year)
    if (!on) throw noSuchDay()
    const of = { occasionKey, kind: FIRST_PURCHASE, label: null, calendar: 'solar' as const, on, prepareFrom: prepareOwn(on, around), year }
    return personDay(customer, of, card, around)
  }
  if (!occasionKey.startsWith('own:')) {
    const day = await houseDay(db, occasionKey)
    const on = dayIn(day, year)
    if (!on) throw noSuchDay()
    return personDay(customer, houseDayOf(day, on, year, around), card, around)
  }
  const birthday = birthdayOccasion(customer)
  const all = [...(birthday ? [birthday] : []), ...(await notedOccasionsOf(db, customer.id))]
  const occasion = all.find((one) => ownKey(one) === occasionKey)
  if (!occasion || occasion.kind === 'memorial' || occasion.month === null || occasion.day === null) throw noSuchDay()
  const on = keptIn(occasion, year)
  if (!on) throw noSuchDay()
  const { kind, label, calendar } = occasion
  return personDay(customer, { occasionKey, kind, label, calendar, on, prepareFrom: prepareOwn(on, around), year }, card, around)
}

/** When a noted day is kept in a year; one of a leap month in that month where the year has it. */
function keptIn({ calendar, month, day, isLeap }: Occasion, year: number): string | undefined {
  if (month === null || day === null) return undefined
  return calendar === 'lunar' ? occurrenceIn(year, { month, day, isLeap }) : dayIn({ calendar, month, day }, year)
}

/** The window that a calendar shows. */
export const windowOf = (from: string, days: number): { from: string; until: string } => ({ from, until: addDays(from, days) })
