import { Kysely, PostgresDialect } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { connect, type Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { countList, listWindow } from './list-store.ts'
import { occasionsNear } from './occasions.ts'
import { preferencesToConfirm } from './preferences.ts'
import { preferencesOfAll } from './preferences-store.ts'
import { relationshipsOf } from './relationships.ts'
import { tagsInUse } from './tags-store.ts'

const house = aHouse()
const TOWN = 60_000
const owner = { role: 'owner' } as const

const query = (text: string, values: unknown[] = []) => house.database.pool.query(text, values)

beforeAll(async () => {
  await query(`insert into customer (customer_id, kind, name, name_order, call_name, name_key, name_fold, given_fold, family_fold, words,
      sort_key, language, tags, birth_month, birth_day, last_contact_at, first_customer_id, created_at, updated_at)
    select id, case when n % 1000 = 0 then 'household' else 'person' end, 'K ' || n, 'family-first', 'K', 'k' || n, 'k' || n, 'k', '', 'k', 'k' || n, 'vi',
      case when n % 2 = 0 then array['khách quen', 'nhóm ' || n % 40] else '{}' end, 1 + n % 12, 1 + n % 28,
      timestamptz '2026-11-01' - n * interval '1 hour', id, now(), now()
    from (select n, gen_random_uuid() as id from generate_series(1, ${TOWN}) n) town`)
  await query(`insert into preference (customer_id, preference_id, stance, what, source, confidence, noted_on, last_confirmed_on, first_customer_id)
    select customer_id, gen_random_uuid(), 'likes', 'trà', 'said', 90, d, d, customer_id
    from (select customer_id, date '2026-11-01' - (row_number() over ())::int % 1500 as d from customer) c`)
  await query(`insert into occasion (customer_id, occasion_id, kind, calendar, month, day, source, noted_on, first_customer_id)
    select customer_id, gen_random_uuid(), 'birthday', case when random() < 0.5 then 'solar' else 'lunar' end, 1 + (random() * 11)::int, 1 + (random() * 27)::int,
      'said', current_date, customer_id from customer`)
  await query(`insert into relationship (customer_id, relationship_id, other_customer_id, kind, side, noted_on, first_customer_id)
    select customer_id, gen_random_uuid(), lead(customer_id) over (order by name), 'family', 'from', current_date, customer_id from customer
    order by name limit ${TOWN - 1}`)
  // The app's own role may not: figures are the owner's to gather.
  const owner = await connect(house.address)
  await owner.query('vacuum analyze customer, preference, occasion, relationship')
  await owner.end()
})

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; 'Actual Rows': number; Plans?: Plan[] }

const parts = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(parts)]

/** How the database answers what `ask` asks: every step of every statement. */
async function stepsOf(ask: (db: Db) => Promise<unknown>): Promise<Plan[]> {
  const asked: { sql: string; parameters: readonly unknown[] }[] = []
  const dialect = new PostgresDialect({ pool: house.database.pool })
  await ask(new Kysely<Schema>({ dialect, log: ({ query: { sql, parameters } }) => void asked.push({ sql, parameters }) }))
  const steps: Plan[] = []
  for (const { sql, parameters } of asked) {
    if (/^\s*explain/i.test(sql)) continue
    const { rows } = await query(`explain (analyze, format json) ${sql}`, [...parameters])
    steps.push(...parts(rows[0]['QUERY PLAN'][0].Plan))
  }
  expect(steps.length).toBeGreaterThan(0)
  return steps
}

const walked = (steps: readonly Plan[]) => steps.filter((step) => step['Node Type'] === 'Seq Scan').map((step) => step['Relation Name'])
const indexes = (steps: readonly Plan[]) => [...new Set(steps.flatMap((step) => step['Index Name'] ?? []))]

describe('in a town of sixty thousand', () => {
  test('households are listed along an index of their own, and counted by it', async () => {
    const listed = await stepsOf((db) => listWindow(db, { kind: 'household' }, 'name', 0, 50))
    expect([walked(listed), indexes(listed)]).toEqual([[], expect.arrayContaining(['customer_households'])])
    const counted = await stepsOf((db) => countList(db, { kind: 'household' }, false))
    expect([walked(counted), indexes(counted)]).toEqual([[], ['customer_households']])
    expect(await countList(house.db, { kind: 'household' }, false)).toEqual({ count: TOWN / 1000, isExact: true })
  })

  test('the days of a month are found by month and day, so many of each at most', async () => {
    const steps = await stepsOf((db) => occasionsNear(db, '2026-11-23', 30, 20))
    expect(walked(steps)).toEqual([])
    expect(indexes(steps)).toEqual(expect.arrayContaining(['customer_birthday', 'occasion_day']))
    const rows = steps.filter((step) => step['Index Name'] === 'customer_birthday').map((step) => step['Actual Rows'])
    expect(Math.max(...rows)).toBeLessThanOrEqual(20)
  })

  test('what to ask about again is found along the days of confirmation, each customer by id', async () => {
    const steps = await stepsOf((db) => preferencesToConfirm(db, '2026-11-23', 50, owner))
    expect(walked(steps)).toEqual([])
    expect(indexes(steps)).toEqual(expect.arrayContaining(['preference_confirmed', 'customer_pkey']))
    expect(await preferencesToConfirm(house.db, '2026-11-23', 50, owner)).toHaveLength(50)
  })

  test('ties and tastes are read by customer', async () => {
    const some = (await query('select customer_id from relationship limit 3')).rows.map(({ customer_id }) => customer_id as string)
    const ties = await stepsOf((db) => relationshipsOf(db, some[0] ?? '', 'vi', owner))
    expect([walked(ties), indexes(ties).sort()]).toEqual([[], ['customer_pkey', 'relationship_pkey']])
    const tastes = await stepsOf((db) => preferencesOfAll(db, some, owner))
    expect([walked(tastes), indexes(tastes)]).toEqual([[], ['preference_pkey']])
  })

  test('tags are told from the index and a sample, near to what they would be counted', async () => {
    const steps = await stepsOf((db) => tagsInUse(db, () => true))
    expect(walked(steps)).toEqual([])
    expect(indexes(steps)).toContain('customer_tagged')
    const { tags, isExact } = await tagsInUse(house.db, () => true)
    expect(isExact).toBe(false)
    expect(tags).toHaveLength(21)
    expect(tags[0]?.tag).toBe('khách quen')
    expect(Math.abs((tags[0]?.count ?? 0) - TOWN / 2) / (TOWN / 2)).toBeLessThan(0.1)
  })
})
