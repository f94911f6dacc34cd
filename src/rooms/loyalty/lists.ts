import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { Refusal } from '../../platform/refusal.ts'
import { type Holder, may } from '../../values/rights.ts'
import { dayIn } from '../../values/zone.ts'
import { findAll, readFilter, viewRow } from '../people/public.ts'
import { type LoyaltyState, type listFilter, type listLoyalty, loyaltyStates } from './contract.ts'
import { type Count, type CustomerFilter, countListed, type LoyaltyFilter, listedIds } from './lists-store.ts'
import { currentRun, findFigures, findSetting } from './store.ts'
import { cycleInForce, viewBrief } from './views.ts'

type Asked = z.output<typeof listFilter>

const statesIn = (words: string): LoyaltyState[] => loyaltyStates.filter((state) => words.split(',').includes(state))

function readLoyalty({ state, chanceFrom, chanceTo, entered, left, since, until }: Asked, today: string): LoyaltyFilter {
  const moved = entered ?? left
  if (moved && !since) throw new Refusal(400, 'loyalty.since_needed', 'Say after which day they moved.', { since: 'invalid' })
  const states = state ? statesIn(state) : []
  return {
    states: states.length > 0 ? states : undefined,
    buyers: state === 'none' ? 'never' : state === 'bought' ? 'bought' : undefined,
    chanceFrom,
    chanceTo,
    moved: moved && since ? { kind: entered ? 'entered' : 'left', state: moved, since, until: until ?? today } : undefined,
  }
}

/** A filter as the list's address holds it, read on a moment of the house. */
export const readListFilter = (asked: Asked, zone: string, now: Date): CustomerFilter => ({
  people: readFilter(asked, zone, now),
  loyalty: readLoyalty(asked, dayIn(zone, now.getTime())),
})

type Reader = { who: Holder; language: 'vi' | 'en'; zone: string; now: Date }
type Query = z.output<NonNullable<typeof listLoyalty.query>>

/** A window that ends before its size is the end of the list; the count is then known, whatever was guessed. */
const countBeside = (counted: Count, offset: number, limit: number, found: number): Count => {
  const end = offset + found
  if (found < limit && (found > 0 || offset === 0)) return { count: end, isExact: true }
  return counted.isExact ? counted : { ...counted, count: Math.max(counted.count, end) }
}

/** A window of the customers, as this reader may see them; who was removed meanwhile is left out. */
export async function listCustomers(
  db: Db,
  query: Query,
  { who, language, zone, now }: Reader,
): Promise<z.input<typeof listLoyalty.answer>> {
  const { sort, offset, limit } = query
  if (sort.endsWith('value') && !may(who, 'see.values'))
    throw new Refusal(403, 'loyalty.values_not_yours', 'Your role does not include what customers are worth.', { sort: 'invalid' })
  const filter = readListFilter(query, zone, now)
  const [ids, counted, run, setting] = await Promise.all([
    listedIds(db, filter, sort, { offset, limit }),
    countListed(db, filter, query.exactCount === 'true'),
    currentRun(db),
    findSetting(db),
  ])
  const [customers, figures] = await Promise.all([findAll(db, ids), findFigures(db, ids)])
  const byId = new Map(customers.map((customer) => [customer.id, customer]))
  const rows = ids.flatMap((id) => {
    const customer = byId.get(id)
    const known = figures.get(id)
    return customer ? [{ ...viewRow(customer, language, who), loyalty: known ? viewBrief(known, who) : null }] : []
  })
  return { rows, ...countBeside(counted, offset, limit, ids.length), cycleDays: run ? cycleInForce(run, setting) : null }
}
