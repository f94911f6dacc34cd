import { type RawBuilder, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { countToday } from './day.ts'
import { latestDay } from './day-store.ts'
import type { InsightDay } from './figures.ts'
import { behindQuery } from './lists-store.ts'
import { readListKey } from './rules.ts'

const house = aHouse()
const TOWN = 40_000
let day: InsightDay

/** A town as a count leaves it: who moved, and whose value went, are few among many, as they are in a large house. */
beforeAll(async () => {
  await countToday(house.db, { zone: 'Asia/Ho_Chi_Minh', currency: 'VND' }, house.now)
  await sql`insert into insight_customer (customer_id, first_day, second_day, last_day, days, months, first_channel, state, state_30, state_90,
      state_365, bridge)
    select gen_random_uuid(), first_day, null, first_day + n % 300, 1 + n % 9,
      array[(date_part('year', first_day) * 12 + date_part('month', first_day) - 1)::smallint], 'counter',
      (array['loyal', 'lost', 'new', 'cooling'])[1 + n % 4],
      (array['loyal', 'lost', 'new', 'cooling'])[1 + (n + (n % 97 = 0)::int) % 4],
      (array['loyal', 'lost', 'new', 'cooling'])[1 + (n + (n % 53 = 0)::int) % 4],
      (array['loyal', 'lost', 'new', 'cooling'])[1 + (n + (n % 31 = 0)::int) % 4],
      (array['won', 'grown', 'shrunk', 'same'])[1 + n % 4]
    from (select n, date '2024-01-01' + n % 900 as first_day from generate_series(1, ${TOWN}) n) town`.execute(house.db)
  await sql`analyze insight_customer`.execute(house.db)
  const counted = await latestDay(house.db)
  if (!counted) throw new Error('nothing was counted')
  day = { ...counted, figures: { ...counted.figures, everyone: TOWN } }
}, 60_000)

async function planOf(query: RawBuilder<unknown>): Promise<string> {
  const found = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(house.db)
  return found.rows.map((row) => row['QUERY PLAN']).join('\n')
}

const few = [
  'left:30:loyal',
  'left:90:lost',
  'left:365:new',
  'entered:90:cooling',
  'flow:90:lost>loyal',
  'bridge:lost',
  'stood:90:won-back',
]
const many = [
  'everyone',
  'buyers',
  'state:loyal',
  'stood:90:new',
  'bridge:won',
  'valued',
  'valued-before',
  'revenue:365',
  'kept:90',
  'won:365',
]
const byFirst = ['cohort:2024-05:0', 'quarter:2024-04:0', 'repeat-of:90', 'impression-of:channel:counter']

test('every list behind a figure is found by an index, however few of many it names', async () => {
  const wrong: string[] = []
  for (const [list, count] of [
    ...few.map((list) => [list, 40] as const),
    ...many.map((list) => [list, TOWN / 4] as const),
    ...byFirst.map((list) => [list, 400] as const),
  ]) {
    const key = readListKey(list)
    if (!key) throw new Error(`no such list: ${list}`)
    const plan = await planOf(behindQuery(key, day, { offset: 0, limit: 100, count }))
    if (/Seq Scan on insight_customer/.test(plan)) wrong.push(`${list}\n${plan}`)
  }
  expect(wrong).toEqual([])
})

test('who went from one state to another is walked in order, also where the list is long', async () => {
  for (const list of ['flow:90:lost>loyal', 'flow:365:new>loyal', 'flow:90:>loyal']) {
    const key = readListKey(list)
    if (!key) throw new Error(`no such list: ${list}`)
    const plan = await planOf(behindQuery(key, day, { offset: 0, limit: 100, count: TOWN / 50 }))
    // The window is full before anything is sorted.
    expect(plan.slice(plan.indexOf('Limit')), list).toMatch(/^Limit.*\n\s*->\s+Index.* Scan using insight_customer_from_/)
  }
})

test('the day is read as one row by its key', async () => {
  await sql`insert into insight_day (day, computed_at, seconds, currency, figures)
    select date '2020-01-01' + n, now(), 1, 'VND', '{}' from generate_series(1, 1500) n on conflict do nothing`.execute(house.db)
  await sql`analyze insight_day`.execute(house.db)
  expect(await planOf(sql`select * from insight_day order by day desc limit 1`)).toMatch(/Index Scan Backward using insight_day_pkey/)
})
