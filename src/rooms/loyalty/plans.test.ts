import { Kysely, PostgresDialect } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { connect, type Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { ListFilter } from '../people/public.ts'
import { idsAfter, isAmong, someOf } from './audience-store.ts'
import { type CustomerFilter, type CustomerSort, countListed, type LoyaltyFilter, listedIds } from './lists-store.ts'

const house = aHouse()
const TOWN = 60_000

const query = (text: string, values: unknown[] = []) => house.database.pool.query(text, values)

beforeAll(async () => {
  await query(`insert into customer (customer_id, kind, name, name_order, call_name, name_key, name_fold, given_fold, family_fold, words,
      sort_key, language, tags, last_contact_at, first_customer_id, created_at, updated_at)
    select id, case when n % 1000 = 0 then 'household' else 'person' end, 'K ' || n, 'family-first', 'K', 'k' || n, 'k' || n, 'k', '',
      case when n % 300 = 0 then 'lan k' else 'k' end::tsvector, lpad((n * 7919 % 60000)::text, 5, '0'), 'vi',
      case when n % 500 = 0 then array['VIP'] else '{}' end, timestamptz '2026-11-01' - n * interval '20 minutes', id, now(), now()
    from (select n, gen_random_uuid() as id from generate_series(1, ${TOWN}) n) town`)
  // Nine of ten bought: most are loyal, a few are cooling, and chances follow how lately somebody was here.
  await query(`insert into customer_loyalty (customer_id, run_id, as_of, state, since, was_loyal, x, t_x_days, t_days, p_alive, p_buy,
      expected_purchases, active_weeks, clv_minor, currency, scored_at)
    select customer_id, gen_random_uuid(), date '2026-11-01', case when n % 40 = 3 then 'cooling' when n % 9 = 0 then 'promising' else 'loyal' end,
      date '2026-01-01', true, 3, 100, 200, 0.5, 1 - n / ${TOWN + 1}.0, 1, 1, 1000000 - n * 7 % 9973, 'VND', now()
    from (select customer_id, substr(name, 3)::int as n from customer) c where n % 10 <> 7`)
  await query(`insert into loyalty_change (customer_id, "on", from_state, to_state, run_id)
    select customer_id, date '2026-10-15' - (row_number() over ())::int % 300, 'promising', 'loyal', run_id from customer_loyalty where state = 'loyal'`)
  // The app's own role may not: figures are the owner's to gather.
  const owner = await connect(house.address)
  await owner.query('vacuum analyze customer, customer_loyalty, loyalty_change')
  await owner.end()
})

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Plan[] }

/** Every step but what stands directly under a limit: that ends as soon as there are enough, and is how a count stops at what matters. */
const parts = (plan: Plan): Plan[] => [
  plan,
  ...(plan.Plans ?? []).filter((part) => plan['Node Type'] !== 'Limit' || part['Node Type'] !== 'Seq Scan').flatMap(parts),
]

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

const filter = (people: ListFilter, loyalty: LoyaltyFilter): CustomerFilter => ({ people, loyalty })
const page = { offset: 0, limit: 100 }

/** What the combinations ask, written down as plainly as can be. */
const hot: [string, CustomerFilter, CustomerSort, string, string][] = [
  ['the loyal by name', filter({}, { states: ['loyal'] }), 'name', `l.state = 'loyal'`, 'sort_key, customer_id'],
  ['the cooling by name', filter({}, { states: ['cooling'] }), 'name', `l.state = 'cooling'`, 'sort_key, customer_id'],
  ['the cooling by chance', filter({}, { states: ['cooling'] }), '-chance', `l.state = 'cooling'`, 'p_buy desc, customer_id'],
  ['everybody by chance', filter({}, { buyers: 'bought' }), '-chance', 'l.state is not null', 'p_buy desc, customer_id'],
  ['everybody by value', filter({}, { buyers: 'bought' }), '-value', 'l.state is not null', 'clv_minor desc nulls last, customer_id'],
  [
    'the loyal not seen for long, by chance',
    filter({ notSeenFrom: new Date('2025-06-01T00:00:00Z') }, { states: ['loyal'] }),
    '-chance',
    `l.state = 'loyal' and c.last_contact_at < '2025-06-01Z'`,
    'p_buy desc, customer_id',
  ],
  [
    'the cooling seen lately, the last first',
    filter({ seenFrom: new Date('2026-05-01T00:00:00Z') }, { states: ['cooling'] }),
    '-lastContact',
    `l.state = 'cooling' and c.last_contact_at >= '2026-05-01Z'`,
    'last_contact_at desc nulls last, customer_id',
  ],
  [
    'the loyal named Lan, by value',
    filter({ words: ['lan'] }, { states: ['loyal'] }),
    '-value',
    `l.state = 'loyal' and 'lan' = any(tsvector_to_array(c.words))`,
    'clv_minor desc nulls last, customer_id',
  ],
  [
    'the loyal households by name',
    filter({ kind: 'household' }, { states: ['loyal'] }),
    'name',
    `l.state = 'loyal' and c.kind = 'household'`,
    'sort_key, customer_id',
  ],
  [
    'the likely with a tag, by name',
    filter({ tag: 'VIP' }, { chanceFrom: 0.5 }),
    'name',
    `l.p_buy >= 0.5 and 'VIP' = any(c.tags)`,
    'sort_key, customer_id',
  ],
  ['who never bought, by name', filter({}, { buyers: 'never' }), 'name', 'l.state is null', 'sort_key, customer_id'],
]

describe('in a town of sixty thousand', () => {
  test.each(hot)('%s are found and counted without reading the house from end to end', async (_name, wanted, sort, where, order) => {
    const plain = await query(
      `select c.customer_id from customer c left join customer_loyalty l using (customer_id) where ${where} order by ${order}`,
    )
    const ids: string[] = plain.rows.map(({ customer_id }) => customer_id)
    expect(ids.length).toBeGreaterThan(0)
    const steps = await stepsOf((db) => listedIds(db, wanted, sort, page))
    expect(walked(steps)).toEqual([])
    expect(await listedIds(house.db, wanted, sort, page)).toEqual(ids.slice(0, 100))
    const deep = Math.floor(ids.length * 0.8)
    expect(await listedIds(house.db, wanted, sort, { offset: deep, limit: 5 })).toEqual(ids.slice(deep, deep + 5))
    expect(await countListed(house.db, wanted, true)).toEqual({ count: ids.length, isExact: true })
    const { count, isExact } = await countListed(house.db, wanted, false)
    if (isExact) expect(count).toBe(ids.length)
    else expect(Math.abs(count - ids.length) / ids.length).toBeLessThan(0.1)
  })

  test('the rare side leads: a state along its own index, households along theirs, tags by theirs', async () => {
    const cooling = filter({ kind: 'person' }, { states: ['cooling'] })
    expect(indexes(await stepsOf((db) => listedIds(db, cooling, 'name', page)))).toEqual(
      expect.arrayContaining(['customer_loyalty_state', 'customer_pkey']),
    )
    const homes = filter({ kind: 'household' }, { states: ['loyal'] })
    expect(indexes(await stepsOf((db) => listedIds(db, homes, '-value', page)))).toEqual(expect.arrayContaining(['customer_households']))
    const liked = filter({ tag: 'VIP' }, { states: ['loyal'] })
    expect(indexes(await stepsOf((db) => countListed(db, liked, false)))).toEqual(expect.arrayContaining(['customer_tags']))
  })

  test('a group is taken by chunks in the order of ids, each once; drawn by chance; and asked one by one', async () => {
    const wanted = filter({ seenFrom: new Date('2025-06-01T00:00:00Z') }, { states: ['loyal'] })
    const plain = await query(`select c.customer_id from customer c join customer_loyalty l using (customer_id)
      where l.state = 'loyal' and c.last_contact_at >= '2025-06-01Z' order by 1`)
    const all: string[] = plain.rows.map(({ customer_id }) => customer_id)
    const steps = await stepsOf((db) => idsAfter(db, wanted, all[4999], 5000))
    expect(walked(steps)).toEqual([])
    const ids: string[] = []
    for (
      let next = await idsAfter(house.db, wanted, undefined, 7000);
      next.length > 0;
      next = await idsAfter(house.db, wanted, ids.at(-1), 7000)
    )
      ids.push(...next)
    expect(ids).toEqual(all)
    const drawn = await someOf(house.db, wanted, 1000)
    expect(new Set(drawn).size).toBe(1000)
    expect(drawn.every((id) => ids.includes(id))).toBe(true)
    const asked = await stepsOf((db) => isAmong(db, wanted, all[0] ?? ''))
    expect([walked(asked), indexes(asked).toSorted()]).toEqual([[], ['customer_loyalty_pkey', 'customer_pkey']])
  })
})
