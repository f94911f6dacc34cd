import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { APP_ROLE } from '../../platform/db/migrate.ts'
import { shareAfter, survivalCurve } from '../../science/survival.ts'
import { addDays, daysBetween } from '../../values/civil-date.ts'
import { askForRun } from '../loyalty/public.ts'
import { carryOut } from '../loyalty/run.ts'
import { rebuildDays } from '../orders/public.ts'
import { countToday } from './day.ts'
import { daysOfMonths } from './rules.ts'

const house = aHouse()
const TODAY = '2026-11-23'
const TOWN = 600
const clock = { zone: 'Asia/Ho_Chi_Minh', currency: 'VND' }

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

const ask = async (path: string, role: 'owner' | 'marketing' | 'reception' | 'sales' = 'owner'): Promise<Body> => {
  const { status, body } = await house.as(role)('GET', path)
  expect(status).toBe(200)
  return body
}
/** A list to its end: as many different customers as it says. */
async function behind(list: string): Promise<Body> {
  const ids = new Set<string>()
  const page = (offset: number) => ask(`/api/insight/customers?of=${encodeURIComponent(list)}&limit=200&offset=${offset}`)
  const first = await page(0)
  for (let { rows } = first; rows.length > 0; { rows } = await page(ids.size)) for (const { id } of rows) ids.add(id)
  expect([list, ids.size]).toEqual([list, first.count])
  return first
}

/** The same id for the same number, every time. */
const idOf = (word: string) => sql`regexp_replace(md5(${word} || n), '^(.{12}).(.{3}).(.*)$', '\\14\\28\\3')::uuid`

/**
 * A town of regulars who come each in their own rhythm, and of whom some stopped: who came first when, how often and until when follows from
 * their number, so that it is the same town every time.
 */
async function settle(): Promise<void> {
  await sql`insert into customer (customer_id, kind, name, name_order, call_name, name_key, name_fold, given_fold, family_fold, words, sort_key,
      contacts, first_customer_id, created_at, updated_at)
    select id, 'person', 'Khách ' || n, 'family-first', 'Khách', 'k' || n, 'k' || n, 'k', '', 'k', 'k' || n,
      jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', '+84570000' || lpad((n % 1000)::text, 3, '0'),
        'shown', '0570 000 ' || lpad((n % 1000)::text, 3, '0'), 'isVerified', true)), id, now(), now()
    from (select n, ${idOf('khách')} as id from generate_series(1, ${TOWN}) n) town`.execute(house.db)
  await sql`insert into orders (customer_id, order_id, kind, placed_at, day, state, channel, currency, total, first_customer_id, created_at)
    select id, gen_random_uuid(), 'sale', (day + time '10:00') at time zone 'Asia/Ho_Chi_Minh', day, 'done',
      (array['counter', 'zalo', 'web'])[1 + n % 3], 'VND', 100000 + (n * 7919 % 40) * 10000 + k * 1000, id, now()
    from (
      select n, k, ${idOf('khách')} as id, (date '2026-11-23' - 30 - (n * 37 % 900)
        + ((20 + n * 13 % 70) * k + (n * 31 + k * 17) % 15)::int) as day
      from generate_series(1, ${TOWN}) n, generate_series(0, 40) k
      where k = 0 or (n % 5 <> 0 and k <= 1 + n * 11 % 23)
    ) planned where day <= date '2026-11-23'`.execute(house.db)
  await house.db.transaction().execute((tx) => rebuildDays(tx, 'all'))
}

beforeAll(async () => {
  await settle()
  const runId = await house.db.transaction().execute((tx) => askForRun(tx, 'asked', 'usual', house.now))
  await carryOut({ address: house.address, role: APP_ROLE }, house.db, runId, house.now)
  await countToday(house.db, clock, house.now)
}, 120_000)

describe('the states', () => {
  test('sum to all who ever bought, before and now, whatever the period', async () => {
    for (const period of [30, 90, 365]) {
      const { states, flows, known, loyal } = await ask(`/api/insight?period=${period}`)
      const sum = (name: string) => states.reduce((all: number, state: Body) => all + state[name], 0)
      expect(sum('now')).toBe(TOWN)
      expect(known.buyers.count + known.neverBought).toBe(known.everyone)
      expect(sum('entered') - sum('left')).toBe(TOWN - sum('before'))
      expect(flows.reduce((all: number, { customers }: Body) => all + customers, 0)).toBe(TOWN)
      expect(loyal.before + loyal.entered.count - loyal.left.count).toBe(loyal.count)
      expect(loyal.count).toBeGreaterThan(10)
    }
  })

  test('are those of the model', async () => {
    const { states } = await ask('/api/insight')
    const found = await sql<{ state: string; count: number }>`select state, count(*) as count from customer_loyalty group by state`.execute(
      house.db,
    )
    const said = new Map(states.map(({ state, now }: Body) => [state, now]))
    for (const { state, count } of found.rows) expect([state, said.get(state)]).toEqual([state, count])
  })

  test('open as many as they count: who stands there, who came, who left, who went from here to there', { timeout: 60_000 }, async () => {
    const { states, flows } = await ask('/api/insight?period=365')
    for (const { now, list, before, beforeList, entered, enteredList, left, leftList } of states) {
      expect([beforeList, (await behind(beforeList)).count]).toEqual([beforeList, before])
      expect([list, (await behind(list)).count]).toEqual([list, now])
      expect([enteredList, (await behind(enteredList)).count]).toEqual([enteredList, entered])
      expect([leftList, (await behind(leftList)).count]).toEqual([leftList, left])
    }
    for (const { list, customers } of flows) expect([list, (await behind(list)).count]).toEqual([list, customers])
  })
})

describe('a movement', () => {
  test('is measured against the period before or, when asked, against a year ago', async () => {
    const [before, year, whole] = [
      await ask('/api/insight?period=90'),
      await ask('/api/insight?period=90&against=year'),
      await ask('/api/insight?period=365'),
    ]
    expect([before.against, year.against]).toEqual(['before', 'year'])
    expect(year.loyal.count).toBe(before.loyal.count)
    expect(year.loyal.before).toBe(whole.loyal.before)
    expect(year.loyal.before).not.toBe(before.loyal.before)
    expect(year.states).toEqual(whole.states)
    expect(year.repeat.before).toEqual(whole.repeat.before)
    expect(year.returning.value).toEqual(before.returning.value)
    const { rows } = await sql<{
      share: number
    }>`select (sum(d.total - d.refunds) filter (where d.day > f.first)) / sum(d.total - d.refunds) as share
      from customer_day d join (select customer_id, min(day) as first from customer_day where orders > 0 group by customer_id) f using (customer_id)
      where d.day between ${addDays(TODAY, -365 - 89)}::date and ${addDays(TODAY, -365)}::date`.execute(house.db)
    expect(year.returning.before).toBeCloseTo(Number(rows[0]?.share), 12)
  })
})

describe('the worth of the customers', () => {
  test('goes from a year ago to now in steps that sum exactly, each opening its customers', async () => {
    const { equity } = await ask('/api/insight')
    const steps = equity.bridge.reduce((all: number, { value }: Body) => all + value.minor, 0)
    expect(equity.before.minor + steps).toBe(equity.value.minor)
    expect(equity.before.minor).toBeGreaterThan(0)
    const [won, grown, shrunk, lost] = equity.bridge.map(({ value }: Body) => value.minor)
    expect([won > 0, grown > 0, shrunk < 0, lost <= 0]).toEqual([true, true, true, true])
    for (const { list, customers } of equity.bridge) expect([list, (await behind(list)).count]).toEqual([list, customers])
    expect((await behind(equity.list)).count).toBe(equity.customers)
    expect((await behind(equity.beforeList)).count).toBe(equity.beforeCustomers)
    expect(equity.beforeCustomers + equity.bridge[0].customers).toBe(equity.customers)
  })

  test('is what the model says of each of them together, within its range', async () => {
    const { equity } = await ask('/api/insight')
    const found = await sql<{ minor: number }>`select sum(clv_minor) as minor from customer_loyalty`.execute(house.db)
    expect(equity.value.minor).toBe(found.rows[0]?.minor)
    expect(equity.low.minor).toBeLessThan(equity.value.minor)
    expect(equity.high.minor).toBeGreaterThan(equity.value.minor)
    expect(equity.basis).toBe('revenue')
  })

  test('is not told to those who do not see values, while the states are', async () => {
    const { equity, returning, costs, states } = await ask('/api/insight', 'reception')
    expect([equity, returning, costs]).toEqual([undefined, undefined, undefined])
    expect(states.length).toBe(8)
  })
})

describe('who stays', () => {
  test('is the curve that the days of purchase make', async () => {
    const { curve } = await ask('/api/insight/retention')
    const { rows } = await sql<{ first: string; last: string }>`select min(day) as first, max(day) as last from customer_day
      where orders > 0 group by customer_id having min(day) <= ${curve.until}::date`.execute(house.db)
    const lives = rows.map(({ first, last }) => ({
      days: daysBetween(first, last < curve.until ? last : curve.until),
      isGone: last <= curve.until,
    }))
    const points = survivalCurve({
      days: Float64Array.from(lives, ({ days }) => days),
      happened: Uint8Array.from(lives, ({ isGone }) => (isGone ? 1 : 0)),
      weights: new Float64Array(lives.length).fill(1),
    })
    expect(curve.customers).toBe(rows.length)
    expect(curve.until).toBe(addDays(TODAY, -curve.quietDays))
    for (const { months, share, low, high, atRisk } of curve.points.slice(1)) {
      expect(share).toBeCloseTo(shareAfter(points, daysOfMonths(months)), 12)
      expect(low).toBeLessThanOrEqual(share)
      expect(high).toBeGreaterThanOrEqual(share)
      expect(atRisk).toBe(lives.filter(({ days }) => days >= daysOfMonths(months)).length)
    }
    expect(curve.points.length).toBeGreaterThan(6)
  })

  test('opens at every point as many as were seen so long', async () => {
    const { curve } = await ask('/api/insight/retention')
    for (const { list, atRisk } of curve.points) expect([list, (await behind(list)).count]).toEqual([list, atRisk])
  })
})

describe('whom to call', () => {
  test('are the three most valuable of those who cool, with the reason; a refused one stays away for 90 days', async () => {
    const { people } = await ask('/api/insight/call-three')
    expect(people).toHaveLength(3)
    for (const { state, silentDays, value } of people) {
      expect(['cooling', 'at-risk']).toContain(state)
      expect(silentDays).toBeGreaterThan(0)
      expect(value.minor).toBeGreaterThan(0)
    }
    expect(people.map(({ value }: Body) => value.minor)).toEqual(
      people.map(({ value }: Body) => value.minor).sort((a: number, b: number) => b - a),
    )
    const path = `/api/insight/call-three/${people[0].customerId}/refusal`
    expect((await house.as('owner')('PUT', path, {})).body).toEqual({ until: addDays(TODAY, 90) })
    expect((await house.as('owner')('PUT', path, {})).status).toBe(200)
    const ids = async () => (await ask('/api/insight/call-three')).people.map(({ customerId }: Body) => customerId)
    expect(await ids()).not.toContain(people[0].customerId)
    house.now = new Date(house.now.getTime() + 91 * 24 * 3600_000)
    expect(await ids()).toContain(people[0].customerId)
    house.now = new Date(house.now.getTime() - 91 * 24 * 3600_000)
    expect((await house.as('owner')('DELETE', path)).status).toBe(200)
    expect((await ids())[0]).toBe(people[0].customerId)
    const nobody = '01900000-0000-7000-8000-000000000000'
    expect((await house.as('owner')('PUT', `/api/insight/call-three/${nobody}/refusal`, {})).status).toBe(404)
  })

  test('have their numbers veiled for those who may not see contacts', async () => {
    const { people } = await ask('/api/insight/call-three', 'marketing')
    for (const { phone } of people) expect(phone).toMatchObject({ isMasked: true, shown: expect.stringContaining('••••') })
    const open = await ask('/api/insight/call-three', 'sales')
    for (const { phone, value } of open.people) expect([phone.isMasked, value]).toEqual([undefined, undefined])
  })
})

test('counting again changes nothing but the hour', async () => {
  const before = await ask('/api/insight?period=365')
  const rows = await sql<{ sum: string }>`select sum(hashtextextended(i::text, 0))::text as sum from insight_customer i`.execute(house.db)
  house.now = new Date(house.now.getTime() + 60_000)
  await countToday(house.db, clock, house.now)
  const after = await ask('/api/insight?period=365')
  expect({ ...after, day: undefined }).toEqual({ ...before, day: undefined })
  expect(after.day.computedAt).toBe(house.now.toISOString())
  expect(
    (await sql<{ sum: string }>`select sum(hashtextextended(i::text, 0))::text as sum from insight_customer i`.execute(house.db)).rows,
  ).toEqual(rows.rows)
})
