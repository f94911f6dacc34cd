import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import { isRole, type Role } from '../../../values/rights.ts'
import './tables.ts'

/** What the house said that each role may give, in the currency in which it said so. */
export async function limitsIn(db: Db, currency: string): Promise<Map<Role, number>> {
  const rows = await db.selectFrom('amends_limit').selectAll().where('currency', '=', currency).execute()
  return new Map(rows.flatMap(({ role, most_minor }) => (isRole(role) ? [[role, Number(most_minor)] as const] : [])))
}

export async function keepLimit(db: Db, { role, mostMinor, currency }: { role: Role; mostMinor: number; currency: string }): Promise<void> {
  await db
    .insertInto('amends_limit')
    .values({ role, most_minor: mostMinor, currency })
    .onConflict((conflict) => conflict.column('role').doUpdateSet({ most_minor: mostMinor, currency }))
    .execute()
}

export type Given = { given: number; asked: number; wouldAsk: number }

/** What each of these people gave for the trouble since then: how often, how often above one limit, and how often above another. */
export async function givenAbove(
  db: Db,
  people: readonly { id: string; was: number; next: number }[],
  { currency, since }: { currency: string; since: Date },
): Promise<Map<string, Given>> {
  const found = await sql<Given & { id: string }>`select s.told_by as id, count(*) as given,
      count(*) filter (where s.amends_minor > one.was) as asked, count(*) filter (where s.amends_minor > one.next) as "wouldAsk"
    from promise_slip s
    join json_to_recordset(${JSON.stringify(people)}::json) as one (id uuid, was bigint, next bigint) on one.id = s.told_by
    where s.told_at >= ${since} and s.amends_minor > 0 and coalesce(s.amends_currency, ${currency}) = ${currency}
    group by 1`.execute(db)
  return new Map(found.rows.map(({ id, ...rest }) => [id, rest]))
}
