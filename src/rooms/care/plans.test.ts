import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { connect, type Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { lateQuery } from '../loyalty/late-store.ts'
import { newcomersQuery } from '../orders/newcomers-store.ts'
import { mendedQuery } from '../promises/today-store.ts'
import { touchedQuery } from '../touchpoints/touched-store.ts'
import { latestQuery } from './outcomes/store.ts'
import { quietQuery } from './rhythm/store.ts'

/** A town of thirty thousand who bought: whatever Today asks is read along an index, and stops when it has enough. */

const house = aHouse()
const TOWN = 30_000
const zone = 'Asia/Ho_Chi_Minh'
const now = new Date('2026-11-23T03:00:00Z')

beforeAll(async () => {
  // The app's own role may not gather figures: they are the owner's.
  const keeper = await connect(house.address)
  const town = `select n, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(1, ${TOWN}) n`
  for (const statement of [
    `insert into customer (customer_id, kind, name, name_order, call_name, name_key, name_fold, given_fold, family_fold, words, sort_key, language,
        tags, last_contact_at, first_customer_id, created_at, updated_at)
      select id, 'person', 'K ' || n, 'family-first', 'K', 'k' || n, 'k' || n, 'k', '', 'k'::tsvector, lpad(n::text, 6, '0'), 'vi', '{}',
        timestamptz '2026-11-23' - n * interval '20 minutes', id, now(), now() from (${town}) one`,
    `insert into customer_stats (customer_id, first_day, last_day, days, orders, sums)
      select id, date '2026-11-23' - (n / 50), date '2026-11-23' - (n / 50) + case when n % 4 = 0 then 0 else 3 end, 1, 1, '{}' from (${town}) one`,
    `insert into orders (customer_id, order_id, kind, placed_at, day, starts_on, ends_on, state, currency, total, first_customer_id, created_at)
      select id, gen_random_uuid(), case when n % 8 = 0 then 'stay' else 'sale' end, timestamptz '2026-11-23' - (n / 50) * interval '1 day',
        date '2026-11-23' - (n / 50), date '2026-11-23' - (n / 50), date '2026-11-23' - (n / 50) + 2, 'done', 'VND', 100000, id, now() from (${town}) one`,
    `insert into touchpoint (customer_id, at, touchpoint_id, kind, staff_name, first_customer_id)
      select id, timestamptz '2026-11-23' - ((n * 7) % 700) * interval '1 day', gen_random_uuid(), case when n % 3 = 0 then 'call' else 'note' end, 'Vy', id
      from (${town}) one`,
    `insert into customer_loyalty (customer_id, run_id, as_of, state, since, was_loyal, x, t_x_days, t_days, rhythm_days, late_by, p_alive, p_buy,
        expected_purchases, active_weeks, clv_minor, currency, scored_at)
      select id, id, date '2026-11-23', case when n % 5 = 0 then 'cooling' when n % 7 = 0 then 'at-risk' else 'loyal' end, date '2026-01-01', true, 4, 300,
        300 + n % 200, 50, (n % 200) / 50.0, 0.5, 0.5, 1, 1, (n * 7919) % 1000003, 'VND', now() from (${town}) one`,
    `insert into care_quiet (customer_id, place, state, silent_days, wanted_days, last_contact_at, staff_id)
      select customer_id, row_number() over (), 'loyal', 100, 60, last_contact_at,
        case when random() < 0.1 then '01900000-0000-7000-8000-000000000001'::uuid end from customer order by sort_key limit 5000`,
    `insert into care_outcome (customer_id, act_key, kind, done_at, since, until, followed, first_customer_id)
      select id, 'late:' || n, 'late', case when n % 3 = 0 then timestamptz '2026-11-23' - n * interval '1 minute' end,
        timestamptz '2026-11-23' - n * interval '1 minute', timestamptz '2026-11-23' + interval '60 days', 'nothing', id from (${town}) one`,
    `insert into promise (customer_id, promise_id, direction, category, kind, words, made_at, given, target, starts_at, promised_due, first_due,
        internal_due, state, stage, first_customer_id)
      select id, id, 'to-customer', 'delivery', 'delivery', 'Giao', now(), 'counter', 'instant', now(), now(), now(), now(), 'open', 'due', id
      from (${town}) one`,
    `insert into promise_slip (customer_id, promise_id, slip_id, number, at, is_foreseen, first_customer_id, fixed_at, asked_at)
      select id, id, id, 1, now(), false, id, timestamptz '2026-11-23' - n * interval '1 minute', case when n % 100 > 0 then now() end from (${town}) one`,
    'vacuum analyze',
  ])
    await keeper.query(statement)
  await keeper.end()
})

type Asked = { compile(db: Db): { sql: string; parameters: readonly unknown[] } }
type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: Plan[]
}

const parts = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(parts)]

async function stepsOf(query: Asked): Promise<{ indexes: (string | undefined)[]; read: number; scans: string[] }> {
  const { sql: text, parameters } = query.compile(house.db)
  const { rows } = await house.database.pool.query(`explain (analyze, format json) ${text}`, [...parameters])
  const steps = parts(rows[0]['QUERY PLAN'][0].Plan)
  return {
    indexes: steps.map((step) => step['Index Name']).filter((name) => name !== undefined),
    read: Math.max(...steps.map((step) => step['Actual Rows'] * step['Actual Loops'])),
    scans: steps.flatMap((step) => (step['Node Type'] === 'Seq Scan' ? [step['Relation Name'] ?? ''] : [])),
  }
}

describe('among thirty thousand', () => {
  const quietSince = new Date('2026-09-24T03:00:00Z')
  const me = { staffId: '01900000-0000-7000-8000-000000000001' }
  const day = { today: '2026-11-23', zone, limit: 200 }
  test.each<[string, Asked, RegExp]>([
    ['regulars who are late', lateQuery({ lateAfter: 1.5, zone, quietSince, limit: 200 }), /^customer_loyalty_late$/],
    ['who bought for the first time', newcomersQuery('2026-10-24', '2026-11-22', zone, 200), /^customer_stats_first$/],
    ['who waits for a word', quietQuery(undefined, day), /^care_quiet_place$/],
    ['whom I know best', quietQuery(me, day), /^care_quiet_staff$/],
    ['who was turned to lately', touchedQuery(Array.from({ length: 400 }, newId), quietSince, now), /^touchpoint_pkey$/],
    ['what was done last', latestQuery(60), /^care_outcome_done$/],
    ['what was put right', mendedQuery(undefined, quietSince, 50), /^promise_slip_to_ask$/],
  ])('%s', async (_, query, index) => {
    const { indexes, read, scans } = await stepsOf(query)
    expect(scans).toEqual([])
    expect(indexes.some((name) => name !== undefined && index.test(name))).toBe(true)
    // Far fewer than there are: nobody walks through the town for a few rows.
    expect(read).toBeLessThan(6000)
  })
})
