import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Tongue } from '../../values/address-form.ts'
import { callThem, greetOutLoud } from '../people/public.ts'
import type { foundView } from './contract.ts'
import { factsOf } from './facts.ts'
import { type Found, findPeople } from './finding.ts'
import type { Reading } from './rules.ts'

/** The moment in which somebody is looked for: the house's day and hour, and the language of the asking screen. */
export type Moment = { today: string; hour: number; screen: Tongue }

/** The contact by which somebody was found, as people read it; else the first phone. */
function contactsOf({ customer, value }: Found): { matched: string | null; phone: string | null } {
  const matched = customer.contacts.find((contact) => contact.value === value || contact.old === value)
  return { matched: matched?.shown ?? null, phone: customer.contacts.find(({ kind }) => kind === 'phone')?.shown ?? null }
}

/** Who is this, as it is shown: each with a greeting and one fact that tells them apart, the likeliest first, 20 at most. */
export async function recogniseAll(
  db: Db,
  typed: string,
  { today, hour, screen }: Moment,
): Promise<{ reading: Reading; people: z.input<typeof foundView>[] }> {
  const { reading, people, source } = await findPeople(db, typed)
  const facts = source
    ? factsOf(
        people.map(({ customer }) => customer),
        source,
        today,
      )
    : []
  return {
    reading,
    people: people.map((found, at) => ({
      id: found.customer.id,
      kind: found.customer.kind,
      name: found.customer.name,
      calledAs: callThem(found.customer, screen),
      greeting: greetOutLoud(found.customer, hour, screen),
      match: found.match,
      ...contactsOf(found),
      fact: facts[at] ?? { kind: 'new' as const },
    })),
  }
}
