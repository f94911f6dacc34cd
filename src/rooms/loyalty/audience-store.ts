/** The customers of a list as a group to be written to: all of them, chunk by chunk; some of them, by chance; whether one is among them. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { customersWhere } from '../people/public.ts'
import { asksFor, type CustomerFilter, countListed, idsOf, isOfFew, isOfPeople, isWithin, notMany, roughTotal } from './lists-store.ts'

async function idsFrom(db: Db, query: RawBuilder<unknown>): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`${query}`.execute(db)
  return found.rows.map((row) => row.customer_id)
}

/**
 * Where the customers are taken from: the few that people's part leaves, the figures that loyalty's part leaves, or all customers in
 * the order of their ids. `from` is ordered or shuffled as a whole, `where` is asked row by row until there are enough.
 */
async function wayTo(db: Db, filter: CustomerFilter): Promise<{ ids: RawBuilder<unknown>; where: RawBuilder<boolean> } | undefined> {
  const { people, loyalty } = filter
  const where = customersWhere(people, 'c')
  if (where && (await isOfFew(db, people)))
    return { ids: sql`select c.customer_id from customer c where ${where} offset 0`, where: isWithin(loyalty, 'probe') }
  if (asksFor(loyalty) === 'moved' || (await notMany(db, loyalty)) !== undefined)
    return { ids: sql`${idsOf(loyalty)} offset 0`, where: isOfPeople(where, 'c') }
  return undefined
}

/** The next so many ids after this one, in their order; an empty answer is the end. */
export async function idsAfter(db: Db, filter: CustomerFilter, after: string | undefined, limit: number): Promise<string[]> {
  const beyond = after === undefined ? sql`true` : sql`c.customer_id > ${after}::uuid`
  const way = await wayTo(db, filter)
  const from = way ? sql`(select * from (${way.ids}) those order by customer_id) c` : sql`customer c`
  const where = way?.where ?? sql`${customersWhere(filter.people, 'c') ?? sql`true`} and ${isWithin(filter.loyalty, 'probe')}`
  return idsFrom(db, sql`select c.customer_id from ${from} where ${beyond} and ${where} order by c.customer_id limit ${limit}`)
}

/** Taken out of pages drawn by chance: of more of them where those drawn held too few. */
async function fromPages(db: Db, filter: CustomerFilter, n: number): Promise<string[]> {
  const [total, { count }] = await Promise.all([roughTotal(db), countListed(db, filter, false)])
  const where = customersWhere(filter.people, 'c') ?? sql`true`
  // Three times as many as wanted, but never less than a good many pages.
  const share = total === 0 ? 1 : Math.max((3 * n) / Math.max(1, count), 2000 / total)
  for (let percent = share * 100; ; percent *= 4) {
    const pages = percent < 50 ? sql`tablesample system (${percent}::float8)` : sql``
    const found = await idsFrom(
      db,
      sql`select c.customer_id from customer c ${pages} where ${where} and ${isWithin(filter.loyalty, 'probe')} order by random() limit ${n}`,
    )
    if (found.length === n || percent >= 50) return found
  }
}

/** So many of them by chance, each once; all where they are not so many. */
export async function someOf(db: Db, filter: CustomerFilter, n: number): Promise<string[]> {
  const way = await wayTo(db, filter)
  if (!way) return fromPages(db, filter, n)
  return idsFrom(db, sql`select c.customer_id from (select * from (${way.ids}) those order by random()) c where ${way.where} limit ${n}`)
}

export async function isAmong(db: Db, { people, loyalty }: CustomerFilter, customerId: string): Promise<boolean> {
  const found = await sql`select 1 from customer c where c.customer_id = ${customerId}::uuid
    and ${customersWhere(people, 'c') ?? sql`true`} and ${isWithin(loyalty, 'probe', customerId)}`.execute(db)
  return found.rows.length > 0
}
