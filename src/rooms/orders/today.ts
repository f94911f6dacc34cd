import type { CareAct, Day, TodaySource } from '../../platform/collected/today.ts'
import type { Db } from '../../platform/db/db.ts'
import { type Holder, may, type Role } from '../../values/rights.ts'
import { type Customer, findAll, type Preference, preferencesOfAll } from '../people/public.ts'
import { arrivalsOf, departuresOf, type Expected } from './expected.ts'

/** What the orders add to Today: who comes and is greeted, who leaves and is thanked, what is fetched. */

const MOST = 50
const MOST_LIKED = 2
const MOST_AVOIDED = 2

/** Who meets guests, and who hands goods over. */
const greets: ReadonlySet<Role> = new Set(['owner', 'manager', 'reception'])
const handsOver: ReadonlySet<Role> = new Set([...greets, 'warehouse'])

type Kind = 'arrival' | 'departure' | 'pick-up'
type Proposed = Expected & { kind: Kind; key: string }

const keyed = (kind: Kind, { order, ...rest }: Expected): Proposed => ({ ...rest, order, kind, key: `${kind}:${order.id}` })

/** Somebody whom one has greeted so often is missed most when nobody does; a first visit is not far behind. */
const stakeOf = ({ kind, nth }: Proposed): number =>
  ({ arrival: 70, 'pick-up': 65, departure: 60 })[kind] + (nth === 1 ? 4 : Math.min(nth, 20) / 4)

/** What to have ready and what to keep away, in the customer's own words. */
function reasonsOf(preferences: readonly Preference[], language: Day['language']): string[] {
  const of = (...stances: Preference['stance'][]) => preferences.filter(({ stance }) => stances.includes(stance)).map(({ what }) => what)
  const no = language === 'en' ? 'no' : 'không'
  return [
    ...of('needs'),
    ...of('likes').slice(0, MOST_LIKED),
    ...of('must-not', 'avoids')
      .slice(0, MOST_AVOIDED)
      .map((what) => `${no} ${what}`),
  ]
}

/** Only who is still to come: whoever has come was met at the desk. */
async function expectedFor(db: Db, day: Day, { role }: Holder): Promise<Proposed[]> {
  if (!handsOver.has(role)) return []
  const coming = (await arrivalsOf(db, day.today)).filter(({ order }) => order.state === 'booked')
  const fetched = coming.filter(({ order }) => order.kind === 'sale').map((one) => keyed('pick-up', one))
  if (!greets.has(role)) return fetched
  const arriving = coming.filter(({ order }) => order.kind !== 'sale').map((one) => keyed('arrival', one))
  const leaving = (await departuresOf(db, day.today)).map((one) => keyed('departure', one))
  return [...arriving, ...fetched, ...leaving]
}

const actOf = (one: Proposed, customer: Customer | undefined, reasons: string[]): CareAct => ({
  key: one.key,
  group: 'greet',
  kind: one.kind,
  customerId: one.order.customerId,
  at: null,
  parts: { nth: one.nth, summary: one.summary, order: one.order.kind, code: one.order.code, endsOn: one.order.endsOn },
  reasons: one.kind === 'arrival' ? reasons : [],
  ends: [one.kind === 'arrival' ? 'greeted' : 'done'],
  stake: stakeOf(one),
  isSample: customer?.isSample ?? false,
})

export const ordersToday: TodaySource = {
  prefixes: ['arrival', 'departure', 'pick-up'],
  async acts(db, day, who, resting) {
    if (!may(who, 'orders.read') || !may(who, 'customers.write')) return []
    const proposed = (await expectedFor(db, day, who))
      .filter(({ key }) => !resting.has(key))
      .sort((a, b) => stakeOf(b) - stakeOf(a))
      .slice(0, MOST)
    if (proposed.length === 0) return []
    const ids = [...new Set(proposed.map(({ order }) => order.customerId))]
    const customers = new Map((await findAll(db, ids)).map((customer) => [customer.id, customer]))
    const preferences = await preferencesOfAll(db, ids, who)
    return proposed.map((one) =>
      actOf(one, customers.get(one.order.customerId), reasonsOf(preferences.get(one.order.customerId) ?? [], day.language)),
    )
  },
}
