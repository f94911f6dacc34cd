import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { connect } from '../../platform/db/db.ts'
import { aroundQuery } from '../touchpoints/map/store.ts'
import { seedMap } from '../touchpoints/public.ts'
import { findSensitive } from './sensitive.ts'

const house = aHouse()
const owner = house.as('owner')
const seen = async () => (await owner('GET', '/api/satisfaction/sensitive')).body
type Found = { factor: string; goneHad: number; stayedHad: number; difference: number; q: number | null; standsOut: boolean }

/** So many regulars who bought every 60 days: of those who stay away the last time lies 200 days back. */
async function regulars(count: number, isGone: boolean, delivered: number): Promise<void> {
  await house.database.pool.query(
    `with town as (select n, gen_random_uuid() as id from generate_series(1, ${count}) n),
      people as (insert into customer (customer_id, kind, name, name_order, call_name, name_key, name_fold, given_fold, family_fold, words, sort_key,
          language, first_customer_id, created_at, updated_at)
        select id, 'person', 'Khách ' || n, 'family-first', 'Khách', 'k' || n, 'k' || n, 'k', '', 'k'::tsvector, 'k', 'vi', id, now(), now() from town),
      days as (insert into customer_day (customer_id, day, currency, orders, total, refunds)
        select id, date '2026-11-23' - ${isGone ? 200 : 20} - 60 * back - n % 5, 'VND', 1, 100000, 0 from town, generate_series(0, 6) back),
      loyalty as (insert into customer_loyalty (customer_id, run_id, as_of, state, since, was_loyal, x, t_x_days, t_days, p_alive, p_buy,
          expected_purchases, active_weeks, currency, scored_at)
        select id, gen_random_uuid(), date '2026-11-23', '${isGone ? 'lost' : 'loyal'}', date '2026-01-01', true, 6, 360,
          360 + ${isGone ? 200 : 20} + n % 5, 0.5, 0.5, 1, 1, 'VND', now() from town),
      visits as (insert into touchpoint (customer_id, at, touchpoint_id, kind, channel, feeling, first_customer_id)
        select id, (date '2026-11-23' - ${isGone ? 200 : 20} - 60 * back - n % 5)::timestamptz, gen_random_uuid(), 'visit', 'counter', null, id
        from town, generate_series(0, 6) back)
    insert into touchpoint (customer_id, at, touchpoint_id, kind, channel, feeling, first_customer_id)
      select id, (date '2026-11-23' - ${isGone ? 200 : 20} - 60 * back - n % 5)::timestamptz + interval '1 day', gen_random_uuid(), 'delivery', null,
        'unhappy', id from town, generate_series(0, 6) back where n <= ${delivered}`,
  )
}

describe('what comes before customers stop coming', () => {
  test('is not said of a handful', async () => {
    await seedMap(house.db, 'bookshop')
    expect(await seen()).toMatchObject({ computedAt: null, isEnough: false, findings: [] })
    await regulars(20, true, 15)
    await regulars(30, false, 2)
    await findSensitive(house.db, house.now)
    expect(await seen()).toMatchObject({ asOf: '2026-11-23', gone: 20, stayed: 20, needed: 50, isEnough: false, findings: [] })
  })

  test('is said with both shares, their difference and what chance leaves of it; every figure opens its customers', async () => {
    await regulars(80, true, 50)
    await regulars(150, false, 12)
    await findSensitive(house.db, house.now)
    const { gone, stayed, findings } = await seen()
    expect(gone).toBe(100)
    expect(stayed).toBe(100)
    const of = (factor: string): Found => findings.find((one: Found) => one.factor === factor)
    const bad = of('bad:delivery')
    expect(bad.goneHad).toBe(65)
    expect(bad.stayedHad).toBeLessThan(25)
    expect(bad.standsOut).toBe(true)
    expect(of('met:counter')).toMatchObject({ goneHad: 100, stayedHad: 100, difference: 0, standsOut: false })
    for (const group of ['gone', 'stayed'] as const) {
      const behind = (await owner('GET', `/api/satisfaction/sensitive/customers?factor=bad%3Adelivery&group=${group}&limit=200`)).body
      expect(behind.count).toBe(group === 'gone' ? bad.goneHad : bad.stayedHad)
      expect(behind.rows).toHaveLength(behind.count)
    }
  })

  test('the same figures say the same again', async () => {
    const { findings } = await seen()
    await findSensitive(house.db, house.now)
    expect((await seen()).findings).toEqual(findings)
  })

  test('looks customers up by their key: no line of anybody else is read', async () => {
    await house.database.pool.query(`insert into touchpoint (customer_id, at, touchpoint_id, kind, first_customer_id)
      select md5((n % 3000)::text)::uuid, timestamptz '2018-01-01' + n * interval '50 minutes', gen_random_uuid(), 'note', md5((n % 3000)::text)::uuid
      from generate_series(1, 60000) n`)
    const client = await connect(house.address)
    await client.query('vacuum analyze touchpoint')
    await client.end()
    const known = await house.database.pool.query<{ customer_id: string; anchor_day: string }>(
      'select customer_id, anchor_day from sensitive_customer',
    )
    const anchors = known.rows.map((row) => ({
      customerId: row.customer_id,
      from: new Date(row.anchor_day),
      until: new Date(new Date(row.anchor_day).getTime() + 38 * 86_400_000),
    }))
    const { sql, parameters } = aroundQuery(anchors).compile(house.db)
    const plan = await house.database.pool.query(`explain (format json) ${sql}`, [...parameters])
    expect(JSON.stringify(plan.rows[0]['QUERY PLAN'])).toContain('touchpoint_pkey')
  })
})
