import type { Db } from '../../../platform/db/db.ts'
import type { Tongue } from '../../../values/address-form.ts'
import type { Holder } from '../../../values/rights.ts'
import { keptWithin, type NotedDay, notedFor } from '../../../values/yearly-days.ts'
import { begunOn, countBegun } from '../../orders/public.ts'
import { birthdayOccasion, type Customer, countDays, countList, findAll, findNoted, type Occasion, onDay } from '../../people/public.ts'
import type { PersonDay } from './contract.ts'
import {
  cardKey,
  cardsBy,
  daysOfHouse,
  type FallingDay,
  FIRST_PURCHASE,
  falling,
  ownKey,
  type Preparing,
  personDay,
  prepareOwn,
  yearOf,
} from './days.ts'

/** A year of days to remember: how many customers each concerns, and who they are. */

type Around = { language: Tongue; who: Holder } & Preparing

/** How many customers of each kind a day of the house is for. */
export type Concerned = { kind: Customer['kind']; count: number; isExact: boolean }

export type YearOfDays = { days: { on: string; people: number }[]; house: (FallingDay & { concerned: Concerned[] })[] }

const kinds = ['person', 'organisation', 'household'] as const

/** Somebody's first purchase is remembered from the year after it on. */
const beginning = (year: number): string => `${year}-01-01`

const noted = ({ month, day }: { month: number; day: number }): NotedDay => ({ calendar: 'solar', month, day, isLeap: false })

export async function yearOfDays(db: Db, year: number, around: Around): Promise<YearOfDays> {
  const [counted, begun, house, perKind] = await Promise.all([
    countDays(db),
    countBegun(db, beginning(year)),
    daysOfHouse(db),
    Promise.all(kinds.map(async (kind) => ({ kind, ...(await countList(db, { kind }, false)) }))),
  ])
  const people = new Map<string, number>()
  for (const { n, ...day } of [...counted, ...begun.map((one) => ({ ...noted(one), n: one.n }))])
    for (const on of keptWithin(year, day)) people.set(on, (people.get(on) ?? 0) + n)
  return {
    days: [...people].map(([on, n]) => ({ on, people: n })).sort((a, b) => (a.on < b.on ? -1 : 1)),
    house: house
      .filter(({ isKept }) => isKept)
      .flatMap((day) => falling(day, beginning(year), `${year}-12-31`, around))
      .sort((a, b) => (a.on < b.on ? -1 : 1))
      .map((day) => ({ ...day, concerned: perKind.filter(({ kind, count }) => day.kinds.includes(kind) && count > 0) })),
  }
}

type Whose = { customerId: string; occasion: Occasion | undefined; firstDay?: string }

/** What is remembered of these: the birthday of the record, what was noted, or the first purchase. */
async function occasionsFor(
  db: Db,
  page: readonly { customerId: string; occasionId: string | null; firstDay?: string }[],
): Promise<Whose[]> {
  const customers = new Map((await findAll(db, [...new Set(page.map(({ customerId }) => customerId))])).map((one) => [one.id, one]))
  const notedDays = await findNoted(
    db,
    page.flatMap(({ customerId, occasionId }) => (occasionId === null ? [] : [{ customerId, occasionId }])),
  )
  return page.map(({ customerId, occasionId, firstDay }) => {
    if (firstDay !== undefined) return { customerId, occasion: undefined, firstDay }
    if (occasionId !== null) return { customerId, occasion: notedDays.get(occasionId) }
    const customer = customers.get(customerId)
    return { customerId, occasion: customer && birthdayOccasion(customer) }
  })
}

/** Everybody whose own day it is on a date, so many from one on; `count` is the same as in the year. */
export async function peopleOn(
  db: Db,
  on: string,
  { offset, limit }: { offset: number; limit: number },
  around: Around,
): Promise<{ count: number; people: PersonDay[] }> {
  const days = notedFor(on)
  const year = Number(on.slice(0, 4))
  const solar = days.filter(({ calendar }) => calendar === 'solar')
  const [own, begun] = await Promise.all([onDay(db, days), begunOn(db, solar, beginning(year))])
  const all = [...own, ...begun.map(({ customerId, firstDay }) => ({ customerId, occasionId: null, firstDay }))]
  const page = await occasionsFor(db, all.slice(offset, offset + limit))
  const ids = [...new Set(page.map(({ customerId }) => customerId))]
  const customers = new Map((await findAll(db, ids)).map((one) => [one.id, one]))
  const cards = await cardsBy(db, ids, [year - 1, year])
  const people = page.flatMap(({ customerId, occasion, firstDay }): PersonDay[] => {
    const customer = customers.get(customerId)
    if (!customer || (!occasion && firstDay === undefined)) return []
    const of = occasion
      ? {
          occasionKey: ownKey(occasion),
          kind: occasion.kind,
          label: occasion.label,
          calendar: occasion.calendar,
          year: yearOf(occasion.calendar, on),
        }
      : { occasionKey: FIRST_PURCHASE, kind: FIRST_PURCHASE, label: null, calendar: 'solar' as const, year }
    const card = cards.get(cardKey({ customerId, occasionKey: of.occasionKey, year: of.year }))
    return [personDay(customer, { ...of, on, prepareFrom: prepareOwn(on, around) }, card, around)]
  })
  return { count: all.length, people }
}
