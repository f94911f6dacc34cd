import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { buyingOfAll, expectedSoon } from '../orders/public.ts'
import { type Customer, callThem, findAll, greetOutLoud, listWindow } from '../people/public.ts'
import type { nameDrill } from './contract.ts'
import { candidatesOf, factSourceOf } from './facts.ts'
import type { Moment } from './found.ts'
import { severalTelling } from './rules.ts'

type View = z.input<typeof nameDrill.answer>

const MOST = 20
/** Regulars are looked for among so many who were here last: somebody who comes often is among them. */
const LOOKED_AMONG = 300
/** Who came on so many days has been met before. */
const FEWEST_DAYS = 2

/** Those who come most, of those who were here last. */
async function regulars(db: Db): Promise<Customer[]> {
  const latest = await listWindow(db, { kind: 'person' }, '-lastContact', 0, LOOKED_AMONG)
  const buying = await buyingOfAll(
    db,
    latest.map(({ id }) => id),
  )
  const daysOf = ({ id }: Customer): number => buying.get(id)?.days ?? 0
  return latest.filter((one) => daysOf(one) >= FEWEST_DAYS).sort((a, b) => daysOf(b) - daysOf(a))
}

/** Whom to learn by name: those expected soon first, then those who come most. A name is needed, and a person to carry it. */
export async function peopleToLearn(db: Db, moment: Moment): Promise<View> {
  const { today, hour, screen, who } = moment
  const [soon, often] = await Promise.all([expectedSoon(db, today, MOST).then((ids) => findAllInOrder(db, ids)), regulars(db)])
  const expected = new Set(soon.map(({ id }) => id))
  const people = [...soon, ...often.filter(({ id }) => !expected.has(id))]
    .filter(({ kind, name }) => kind === 'person' && name !== '')
    .slice(0, MOST)
  const source = await factSourceOf(
    db,
    people.map(({ id }) => id),
    today,
    who,
    { forStrangers: true, withOrders: true },
  )
  return {
    people: people.map((customer) => ({
      customerId: customer.id,
      name: customer.name,
      calledAs: callThem(customer, screen, who),
      greeting: greetOutLoud(customer, hour, screen),
      facts: severalTelling(candidatesOf(customer, source, today, who)),
      isExpected: expected.has(customer.id),
    })),
  }
}

async function findAllInOrder(db: Db, ids: readonly string[]): Promise<Customer[]> {
  const found = new Map((await findAll(db, ids)).map((customer) => [customer.id, customer]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
