import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { buyingOfAll, lastVisitsOf } from '../../orders/public.ts'
import { type Contact, type Customer, findAll, type Preference, preferencesOfAll } from '../../people/public.ts'
import type { Reader } from './reader.ts'
import { levelsOf, type Wishes, wishesOf } from './readers-store.ts'

const levels = z.record(z.string(), z.enum(['new', 'knows', 'expert'])).catch({})

/** Nothing is held back from the one who only decides what falls out of a letter; nobody is shown these lines. */
const everything = { role: 'owner' } as const

const valuesOf = (contacts: readonly Contact[], kind: Contact['kind']): string[] =>
  contacts.flatMap((contact) => (contact.kind === kind ? [contact.value] : []))

const said = (preferences: readonly Preference[], stances: readonly Preference['stance'][]): string[] =>
  preferences.flatMap(({ stance, what }) => (stances.includes(stance) ? [what] : []))

type Known = {
  preferences: readonly Preference[]
  wishes: Wishes
  levels: unknown
  buying: { firstDay: string; days: number } | undefined
  lastVisit: string | null
}

const readerOf = (customer: Customer, known: Known): Reader => ({
  customerId: customer.id,
  kind: customer.kind,
  name: customer.name,
  nameOrder: customer.nameOrder,
  callName: customer.callName,
  form: customer.address,
  language: customer.language,
  addresses: {
    mail: valuesOf(customer.contacts, 'mail'),
    sms: valuesOf(customer.contacts, 'phone'),
    zalo: valuesOf(customer.contacts, 'zalo'),
  },
  levels: levels.parse(known.levels ?? {}),
  ...known.wishes,
  likes: said(known.preferences, ['likes', 'needs']),
  avoids: said(known.preferences, ['avoids', 'must-not']),
  firstVisit: known.buying?.firstDay ?? null,
  lastVisit: known.lastVisit,
  visits: known.buying?.days ?? 0,
})

/** These customers as readers, by id: one question for each table, for up to a thousand of them. `today` by the house's clock. */
export async function readersOf(db: Db, customerIds: readonly string[], today: string): Promise<Map<string, Reader>> {
  if (customerIds.length === 0) return new Map()
  const [customers, preferences, wishes, chosen, buying, visits] = await Promise.all([
    findAll(db, customerIds),
    preferencesOfAll(db, customerIds, everything),
    wishesOf(db, customerIds),
    levelsOf(db, customerIds),
    buyingOfAll(db, customerIds),
    lastVisitsOf(db, customerIds, today),
  ])
  return new Map(
    customers.map((customer) => [
      customer.id,
      readerOf(customer, {
        preferences: preferences.get(customer.id) ?? [],
        wishes: wishes.get(customer.id) ?? { topics: [], unwanted: [] },
        levels: chosen.get(customer.id),
        buying: buying.get(customer.id),
        lastVisit: visits.get(customer.id) ?? null,
      }),
    ]),
  )
}
