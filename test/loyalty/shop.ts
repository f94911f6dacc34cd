import { betaValue, chance, exponential, gammaValue } from '../../bench/science-population.ts'
import { APP_ROLE } from '../../src/platform/db/migrate.ts'
import { newId } from '../../src/platform/ids.ts'
import { askForRun } from '../../src/rooms/loyalty/jobs.ts'
import type { Asks } from '../../src/rooms/loyalty/loyalty.ts'
import { carryOut } from '../../src/rooms/loyalty/run.ts'
import { rebuildDays } from '../../src/rooms/orders/public.ts'
import { addDays } from '../../src/values/civil-date.ts'
import type { TestHouse } from '../support/house.ts'

export const TODAY = '2026-11-23'

export type Shopper = { id: string; days: string[]; amounts: number[] }

/** Shoppers who come, come again and stay away by the model's own chances: the same ones for the same seed. */
export function shoppers(count: number, { seed = 7, daysBack = 700, today = TODAY } = {}): Shopper[] {
  const next = chance(seed)
  return Array.from({ length: count }, (_, n) => {
    const age = Math.floor(next() * daysBack)
    const rate = gammaValue(next, 0.9, 30)
    const leaving = betaValue(next, 0.7, 2.5)
    const usual = 100_000 + Math.round(400_000 * exponential(next))
    const days = [addDays(today, -age)]
    const amounts = [usual]
    let at = 0
    while (next() >= leaving) {
      at += Math.max(1, Math.round(exponential(next) / rate))
      if (at > age) break
      days.push(addDays(today, at - age))
      amounts.push(Math.round(usual * (0.5 + next())))
    }
    return { id: newId(Date.UTC(2026, 0, 1) + n), days, amounts }
  })
}

const columnsOf = <T>(rows: readonly T[], pick: (row: T) => unknown): unknown[] => rows.map(pick)

/** Puts the shoppers into the house with an order for each visit, as an import leaves them. */
export async function open(house: TestHouse, all: readonly Shopper[], currency = 'VND'): Promise<void> {
  const { pool } = house.database
  await pool.query(
    `insert into customer (customer_id, kind, name, name_order, call_name, name_key, name_fold, given_fold, family_fold, words, sort_key,
      first_customer_id, created_at, updated_at)
    select id, 'person', 'Khách ' || n, 'family-first', n::text, 'khách ' || n, 'khach ' || n, n::text, 'khach', to_tsvector('simple', 'khach ' || n),
      lpad(n::text, 6, '0'), id, $2, $2 from unnest($1::uuid[]) with ordinality as t (id, n)`,
    [columnsOf(all, ({ id }) => id), house.now],
  )
  const visits = all.flatMap(({ id, days, amounts }) => days.map((day, at) => ({ id, day, amount: amounts[at] ?? 0, order: newId() })))
  await pool.query(
    `insert into orders (customer_id, order_id, kind, placed_at, day, state, currency, total, first_customer_id, created_at)
    select id, order_id, 'sale', day + time '05:00' at time zone 'UTC', day, 'done', $5, amount, id, $6
    from unnest($1::uuid[], $2::uuid[], $3::date[], $4::bigint[]) as t (id, order_id, day, amount)`,
    [
      columnsOf(visits, ({ id }) => id),
      columnsOf(visits, ({ order }) => order),
      columnsOf(visits, ({ day }) => day),
      columnsOf(visits, ({ amount }) => amount),
      currency,
      house.now,
    ],
  )
  await rebuildDays(
    house.db,
    all.map(({ id }) => id),
  )
}

/** A run as the night makes it, in the test's own process. */
export async function run(house: TestHouse, asks: Asks = 'usual'): Promise<string> {
  house.now = new Date(house.now.getTime() + 1000)
  const id = await house.db.transaction().execute((db) => askForRun(db, 'asked', asks, house.now))
  await carryOut({ address: house.address, role: APP_ROLE }, house.db, id, house.now)
  return id
}
