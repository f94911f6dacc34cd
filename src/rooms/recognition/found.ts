import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Tongue } from '../../values/address-form.ts'
import type { Holder } from '../../values/rights.ts'
import { callThem, contactsFor, greetOutLoud } from '../people/public.ts'
import type { foundView } from './contract.ts'
import { factsOf } from './facts.ts'
import { type Found, findPeople } from './finding.ts'
import type { Reading } from './rules.ts'

/** The moment in which somebody is looked for: the house's day and hour, the language of the asking screen, and whose eyes see it. */
export type Moment = { today: string; hour: number; screen: Tongue; who: Holder }

/** The contact by which somebody was found and the first phone, as they may be read: both in full, or veiled. */
function contactsOf({ customer, value }: Found, who: Holder): { matched: string | null; phone: string | null } {
  const at = value === undefined ? -1 : customer.contacts.findIndex((contact) => contact.value === value || contact.old === value)
  const shown = contactsFor(customer.contacts, who)
  return { matched: shown[at]?.shown ?? null, phone: shown.find(({ kind }) => kind === 'phone')?.shown ?? null }
}

/** Who is this, as it is shown: each with a greeting and one fact that tells them apart, the likeliest first, 20 at most. */
export async function recogniseAll(
  db: Db,
  typed: string,
  { today, hour, screen, who }: Moment,
): Promise<{ reading: Reading; people: z.input<typeof foundView>[] }> {
  const { reading, people, source } = await findPeople(db, typed, today, who)
  const facts = source
    ? factsOf(
        people.map(({ customer }) => customer),
        source,
        today,
        who,
      )
    : []
  return {
    reading,
    people: people.map((found, at) => ({
      id: found.customer.id,
      kind: found.customer.kind,
      name: found.customer.name,
      calledAs: callThem(found.customer, screen, who),
      greeting: greetOutLoud(found.customer, hour, screen),
      match: found.match,
      ...contactsOf(found, who),
      fact: facts[at] ?? { kind: 'new' as const },
    })),
  }
}
