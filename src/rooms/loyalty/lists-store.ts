/** The customers behind each figure: the same condition counts them and lists them. */
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { LoyaltyState } from './contract.ts'
import type { Figures } from './loyalty.ts'
import { toFigures } from './store.ts'
import './tables.ts'

/** Which customers: of a state, all who ever bought, or who moved after `since` until `until`. */
export type Whom =
  | { kind: 'all' }
  | { kind: 'state'; state: LoyaltyState }
  | { kind: 'never' }
  | { kind: 'entered' | 'left'; state: LoyaltyState; since: string; until: string }

export type ListSort = 'chance' | '-chance' | 'value' | '-value'

export type Listed = { customerId: string; figures: Figures | null }

/** Each order is an index's own, read forwards or backwards. */
const orders: Record<ListSort, string> = {
  '-chance': 'p_buy desc, customer_id',
  chance: 'p_buy, customer_id desc',
  '-value': 'clv_minor desc nulls last, customer_id',
  value: 'clv_minor nulls first, customer_id desc',
}

/**
 * Who stood elsewhere at the beginning of the time and here at its end, or the other way round: what they did between is neither. Their first
 * and last change that touches the state say both.
 */
const moved = ({ kind, state, since, until }: Extract<Whom, { since: string }>): RawBuilder<unknown> => {
  const [was, is] = kind === 'entered' ? [sql`not`, sql``] : [sql``, sql`not`]
  return sql`select customer_id from (
      select customer_id, (array_agg(from_state order by "on"))[1] is not distinct from ${state} as was,
        (array_agg(to_state order by "on" desc))[1] = ${state} as is_now
      from loyalty_change where "on" > ${since}::date and "on" <= ${until}::date and (to_state = ${state} or from_state = ${state})
      group by customer_id
    ) one where ${was} was and ${is} is_now`
}

const from = (whom: Whom): RawBuilder<unknown> => {
  if (whom.kind === 'all') return sql`customer_loyalty`
  if (whom.kind === 'state') return sql`customer_loyalty where state = ${whom.state}`
  if (whom.kind === 'never') return sql`customer c where not exists (select 1 from customer_loyalty l where l.customer_id = c.customer_id)`
  return sql`(${moved(whom)}) who left join customer_loyalty l using (customer_id)`
}

export async function countListed(db: Db, whom: Whom): Promise<number> {
  const counted = await sql<{ n: number }>`select count(*) as n from ${from(whom)}`.execute(db)
  return counted.rows[0]?.n ?? 0
}

type Row = Selectable<Schema['customer_loyalty']>

/** A window of them; those without figures in the order of names. */
export async function listed(db: Db, whom: Whom, sort: ListSort, offset: number, limit: number): Promise<Listed[]> {
  if (whom.kind === 'never') {
    const ids = await sql<{ customer_id: string }>`select c.customer_id from ${from(whom)}
      order by c.sort_key, c.customer_id limit ${limit} offset ${offset}`.execute(db)
    return ids.rows.map((row) => ({ customerId: row.customer_id, figures: null }))
  }
  const found = await sql<Row & { run_id: string | null }>`select * from ${from(whom)}
    order by ${sql.raw(orders[sort])} limit ${limit} offset ${offset}`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, figures: row.run_id === null ? null : toFigures(row) }))
}

export type ChangeRow = { on: string; from: LoyaltyState | null; to: LoyaltyState }

/** How somebody's state changed, oldest first. */
export async function changesOf(db: Db, customerId: string): Promise<ChangeRow[]> {
  const rows = await db
    .selectFrom('loyalty_change')
    .select(['on', 'from_state', 'to_state'])
    .where('customer_id', '=', customerId)
    .orderBy('on')
    .execute()
  return rows.map((row) => ({ on: row.on, from: row.from_state, to: row.to_state }))
}

/** Everybody's figures in the order of their ids, chunk by chunk. */
export async function* allFigures(db: Db, chunk = 4000): AsyncGenerator<Figures[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const found =
      await sql<Row>`select * from customer_loyalty where customer_id > ${after}::uuid order by customer_id limit ${chunk}`.execute(db)
    const last = found.rows.at(-1)
    if (!last) return
    yield found.rows.map(toFigures)
    after = last.customer_id
  }
}
