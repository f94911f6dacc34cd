import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import { dayIn, secondsIn } from '../../values/zone.ts'
import { callThem, greetOutLoud } from '../people/public.ts'
import { cardOf } from './card.ts'
import * as contract from './contract.ts'
import { factsOf } from './facts.ts'
import { type Found, findPeople, readAs } from './finding.ts'

const clockOf = async ({ house, now }: Pick<Asked<unknown, unknown, unknown>, 'house' | 'now'>) => {
  const { zone } = await house()
  return { today: dayIn(zone, now.getTime()), hour: Math.floor(secondsIn(zone, now.getTime()) / 3600) }
}

/** The contact by which somebody was found, as people read it; else the first phone. */
function contactsOf({ customer, value }: Found): { matched: string | null; phone: string | null } {
  const matched = customer.contacts.find((contact) => contact.value === value || contact.old === value)
  return { matched: matched?.shown ?? null, phone: customer.contacts.find(({ kind }) => kind === 'phone')?.shown ?? null }
}

export const recognitionRoutes = (): Served[] => [
  serve(contract.recognise, async (asked) => {
    const { db, query, language } = asked
    const { reading, people, source } = await findPeople(db, query.q)
    const { today, hour } = await clockOf(asked)
    const customers = people.map(({ customer }) => customer)
    const facts = source ? factsOf(customers, source, today) : []
    return {
      read: readAs(reading),
      people: people.map((found, at) => ({
        id: found.customer.id,
        kind: found.customer.kind,
        name: found.customer.name,
        calledAs: callThem(found.customer, language),
        greeting: greetOutLoud(found.customer, hour, language),
        match: found.match,
        ...contactsOf(found),
        fact: facts[at] ?? { kind: 'new' as const },
      })),
    }
  }),
  serve(contract.getCard, async (asked) => {
    const { db, params, language, who, now } = asked
    return cardOf(db, params.customerId, { now, ...(await clockOf(asked)), screen: language, who })
  }),
]
