import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/platform/db/db.ts'
import { scoreCustomers } from '../../src/rooms/loyalty/incremental.ts'
import { countNever, countStates, currentRun, findDays, findRun } from '../../src/rooms/loyalty/store.ts'
import { addDays, dayNumber } from '../../src/values/civil-date.ts'
import { aHouse } from '../support/house.ts'
import { open, run, shoppers, TODAY } from './shop.ts'

const house = aHouse()
const owner = house.as('owner')

type Row = Record<string, unknown>
const rows = async (text: string): Promise<Row[]> => (await house.database.pool.query(text)).rows
const figures = (): Promise<Row[]> =>
  rows(`select to_jsonb(l) - 'scored_at' - 'run_id' as figures from customer_loyalty l order by customer_id`)
const changes = (): Promise<Row[]> => rows(`select customer_id, "on", from_state, to_state from loyalty_change order by 1, 2`)

describe('a house with too few who came back', () => {
  test('gets no figures, but what is missing and how much of it', async () => {
    await open(house, shoppers(20, { seed: 3, daysBack: 60 }))
    const id = await run(house)
    const refused = await findRun(house.db, id)
    expect(refused?.state).toBe('refused')
    expect(refused?.reasons?.map(({ code }) => code)).toEqual(['too-few-repeaters', 'too-short'])
    expect(refused?.reasons?.every(({ have, need }) => have < need)).toBe(true)
    expect(await currentRun(house.db)).toBeUndefined()
    expect(await figures()).toEqual([])
  })
})

describe('a house of some years', () => {
  const all = shoppers(900)

  beforeAll(async () => {
    await open(house, all)
    await owner('POST', '/api/customers', { name: 'Chưa Mua Gì' })
    await run(house)
  })

  test('has a state for everybody who ever bought, and those who did not stand beside them', async () => {
    const states = await countStates(house.db)
    const sum = Object.values(states).reduce((one, other) => one + other, 0)
    const [bought] = await rows('select count(*)::int as n from customer_stats')
    const [customers] = await rows('select count(*)::int as n from customer')
    expect(sum).toBe(bought?.n)
    expect(sum + (await countNever(house.db))).toBe(customers?.n)
    expect(Object.values(states).filter((count) => count > 0).length).toBeGreaterThanOrEqual(6)
  })

  test('is counted and listed from the index alone as soon as its figures are in force', async () => {
    const plan = await house.database.pool.connect()
    try {
      await plan.query('begin; set local enable_seqscan = off; set local enable_bitmapscan = off')
      const { rows: lines } = await plan.query(`explain (analyze, costs off) select count(*) from customer_loyalty where state = 'loyal'`)
      const told = lines.map((line) => line['QUERY PLAN']).join('\n')
      expect(told).toContain('Index Only Scan')
      expect(told).toMatch(/Heap Fetches: 0\b/)
    } finally {
      await plan.query('rollback')
      plan.release()
    }
  })

  test('keeps with the run by what it was made: model, parameters, data, code, and how its forecast came true', async () => {
    const good = await currentRun(house.db)
    expect(good).toMatchObject({ model: 'mbgnbd', choice: 'only', asOf: TODAY, currency: 'VND', keptFrom: null, reasons: null })
    expect(good?.codeVersion).toMatch(/^\d/)
    expect(good?.fit.model.parameters).toMatchObject({ r: expect.any(Number), alpha: expect.any(Number) })
    expect(good?.backTest?.customers).toBeGreaterThan(300)
    expect(Math.abs(good?.backTest?.total.error ?? 1)).toBeLessThan(0.35)
  })

  test('tells of the past year month by month, and every day adds up with what came and went', async () => {
    const days = await findDays(house.db, addDays(TODAY, -400), TODAY)
    expect(days.length).toBeGreaterThanOrEqual(13)
    expect(days.slice(0, -1).every(({ isReplayed }) => isReplayed)).toBe(true)
    expect(days.every(({ tenureMedianDays }) => (tenureMedianDays ?? 0) > 0)).toBe(true)
    for (let at = 1; at < days.length; at++) {
      const [before, day] = [days[at - 1], days[at]]
      expect([day?.day, (before?.counts.loyal ?? 0) + (day?.entered ?? 0) - (day?.left ?? 0)]).toEqual([day?.day, day?.counts.loyal])
      expect(day?.stayed).toBe((day?.counts.loyal ?? 0) - (day?.entered ?? 0))
    }
    const today = days.at(-1)
    const [equity] = await rows('select sum(clv_minor) as sum from customer_loyalty')
    expect(today).toMatchObject({ equityMinor: equity?.sum, basis: 'revenue', currency: 'VND' })
    expect(today?.equityLow).toBeLessThan(today?.equityMinor ?? 0)
    expect(today?.equityHigh).toBeGreaterThan(today?.equityMinor ?? 0)
  })

  test('run again on the same day by the same parameters is the same to the last digit', async () => {
    const before = [await figures(), await changes()]
    await run(house, 'kept')
    expect([await figures(), await changes()]).toEqual(before)
    expect((await currentRun(house.db))?.keptFrom).not.toBeNull()
  })

  test('scored customer by customer as orders come has what a run over all would give', async () => {
    const [some] = await Promise.all([rows(`select customer_id from customer_loyalty order by p_buy limit 25`)])
    const ids = some.map(({ customer_id }) => String(customer_id))
    const before = await rows('table customer_loyalty')
    for (const id of ids) expect((await owner('POST', `/api/customers/${id}/orders`, { total: 250_000, lines: [] })).status).toBe(201)
    await owner('POST', `/api/customers/${ids[0]}/orders`, { kind: 'refund', total: 100_000, lines: [] })
    expect(await scoreCustomers(house.db, ids, dayNumber(TODAY))).toBe(true)
    const incremental = [await figures(), await changes()]
    expect((await countStates(house.db))['won-back']).toBeGreaterThan(0)
    await run(house, 'kept')
    expect([await figures(), await changes()]).toEqual(incremental)
    expect(before.length).toBe((incremental[0] ?? []).length)
  })

  test('forgets who has nothing left that they bought', async () => {
    const made = (await owner('POST', '/api/customers', { name: 'Trả Hàng' })).body
    const order = (await owner('POST', `/api/customers/${made.id}/orders`, { total: 90_000, lines: [] })).body
    await scoreCustomers(house.db, [made.id], dayNumber(TODAY))
    expect((await rows(`select state from customer_loyalty where customer_id = '${made.id}'`))[0]?.state).toBe('new')
    await owner('POST', `/api/customers/${made.id}/orders`, { kind: 'refund', refundOf: order.id, total: 90_000, lines: [] })
    await scoreCustomers(house.db, [made.id], dayNumber(TODAY))
    expect(await rows(`select state from customer_loyalty where customer_id = '${made.id}'`)).toEqual([])
  })

  test('leaves amounts of other currencies out, and says so', async () => {
    const [guest] = shoppers(1, { seed: 91, daysBack: 300 })
    if (guest) await open(house, [guest], 'USD')
    await run(house)
    const good = await currentRun(house.db)
    expect(good?.warnings).toContainEqual({ code: 'other-currencies', count: guest?.days.length })
  })

  test('lays figures in a table of the same columns, bounds and indexes, empty between runs', async () => {
    const shape = (table: string): Promise<Row[]> =>
      rows(`select a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid) as fallback
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = '${table}'::regclass and a.attnum > 0 and not a.attisdropped order by a.attname`)
    const checks = (table: string): Promise<Row[]> =>
      rows(`select pg_get_constraintdef(oid) as says from pg_constraint where conrelid = '${table}'::regclass and contype = 'c' order by 1`)
    expect(await shape('customer_loyalty_next')).toEqual(await shape('customer_loyalty'))
    expect(await checks('customer_loyalty_next')).toEqual(await checks('customer_loyalty'))
    expect(await rows('table customer_loyalty_next')).toEqual([])
    const indexes = await rows(`select indexname as name from pg_indexes where tablename = 'customer_loyalty' order by 1`)
    expect(indexes.map(({ name }) => name)).toEqual(['chance', 'late', 'pkey', 'state', 'value'].map((name) => `customer_loyalty_${name}`))
  })

  test('takes over row by row while somebody holds the table for long, and comes to the same', { timeout: 30_000 }, async () => {
    const before = [await figures(), await changes()]
    const backup = await connect(house.address)
    await backup.query('begin; lock table customer_loyalty in access share mode')
    try {
      await run(house, 'kept')
    } finally {
      await backup.end()
    }
    expect([await figures(), await changes()]).toEqual(before)
    expect(await rows('table customer_loyalty_next')).toEqual([])
    await run(house, 'kept')
    expect([await figures(), await changes()]).toEqual(before)
  })

  test('calls values revenue until the costs of enough orders are known, then profit by them, and by the owner’s word before all', async () => {
    const sumOf = async (): Promise<number> => Number((await rows('select sum(clv_minor) as sum from customer_loyalty'))[0]?.sum)
    const revenue = await sumOf()
    const costs = (day: string) => house.database.pool.query(`update orders set cost = total * 0.6 where day > '${day}'`)
    await costs(addDays(TODAY, -30))
    await run(house, 'kept')
    expect((await currentRun(house.db))?.margin).toBeNull()
    await costs(addDays(TODAY, -3000))
    await run(house, 'kept')
    const { margin } = (await currentRun(house.db)) ?? {}
    expect(margin).toMatchObject({ from: 'costs', covers: 1 })
    expect(margin?.share).toBeCloseTo(0.4, 4)
    expect((await sumOf()) / revenue).toBeCloseTo(0.4, 4)
    expect((await findDays(house.db, TODAY, TODAY))[0]?.basis).toBe('profit')
    const [rich] = await rows('select customer_id from customer_loyalty where x > 2 order by customer_id limit 1')
    const of = async () => (await owner('GET', `/api/customers/${rich?.customer_id}/loyalty`)).body.loyalty
    const byCosts = await of()
    expect(byCosts).toMatchObject({ basis: 'profit', presentValue: { minor: byCosts.value.minor } })
    expect((await owner('GET', '/api/loyalty')).body.card.margin).toEqual(margin)
    const { version, ...setting } = (await owner('GET', '/api/loyalty')).body.setting
    const decide = async (margin: number | null, since: number) => {
      house.now = new Date(house.now.getTime() + 1000)
      expect((await owner('PUT', '/api/loyalty/setting', { ...setting, margin, version: since })).status).toBe(200)
      await run(house, 'kept')
    }
    await decide(0.25, version)
    expect((await currentRun(house.db))?.margin).toEqual({ from: 'owner', share: 0.25 })
    expect((await sumOf()) / revenue).toBeCloseTo(0.25, 4)
    await house.database.pool.query('update orders set cost = null')
    await decide(null, version + 1)
    expect((await findDays(house.db, TODAY, TODAY))[0]?.basis).toBe('revenue')
    expect(await sumOf()).toBe(revenue)
  })

  test('with data that carry no fit any more keeps the last good parameters, and says why', async () => {
    const good = await currentRun(house.db)
    await sql`update customer_day set orders = 0, total = 0 where day > (select first_day from customer_stats s where s.customer_id = customer_day.customer_id)`.execute(
      house.db,
    )
    const id = await run(house)
    const kept = await findRun(house.db, id)
    expect(kept).toMatchObject({ state: 'done', keptFrom: good?.keptFrom, model: 'mbgnbd' })
    expect(kept?.reasons?.[0]).toMatchObject({ code: 'too-few-repeaters', have: 0, need: 50 })
    expect(kept?.fit).toEqual(good?.fit)
  })
})
