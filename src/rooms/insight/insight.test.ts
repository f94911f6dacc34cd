import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { cohortTable } from '../../science/cohorts.ts'
import { addDays, dayNumber } from '../../values/civil-date.ts'
import { may, roles } from '../../values/rights.ts'
import { countToday } from './day.ts'
import { insightJobs, wakeInsight } from './jobs.ts'

const house = aHouse()
const TODAY = '2026-11-23'
const clock = { zone: 'Asia/Ho_Chi_Minh', currency: 'VND' }

type Sale = { on: string; total: number; channel?: string; kind?: string }
const ids: string[] = []

async function customer(name: string, sales: readonly Sale[], more: object = {}): Promise<string> {
  const owner = house.as('owner')
  const { body, status } = await owner('POST', '/api/customers', {
    name,
    contacts: [{ kind: 'phone', value: `0570 000 ${100 + ids.length}` }],
    ...more,
  })
  expect(status).toBe(201)
  ids.push(body.id)
  for (const { on, ...sale } of sales) {
    const told = { kind: 'sale', placedAt: `${on}T10:00:00+07:00`, ...sale }
    expect((await owner('POST', `/api/customers/${body.id}/orders`, told)).status).toBe(201)
  }
  return body.id
}

const count = () => countToday(house.db, clock, house.now)
const ask = async (path: string, role: 'owner' | 'marketing' | 'reception' = 'owner') => (await house.as(role)('GET', path)).body
const behind = (list: string) => ask(`/api/insight/customers?of=${encodeURIComponent(list)}&limit=200`)

beforeAll(async () => {
  // Six who first came in spring, of whom three came again; two won this month; one who never bought.
  const spring = addDays(TODAY, -250)
  for (let at = 0; at < 6; at++) {
    const again = at < 3 ? [{ on: addDays(spring, 30 + at * 40), total: 200_000 }] : []
    const late = at === 0 ? [{ on: addDays(TODAY, -5), total: 400_000, channel: 'booking' }] : []
    await customer(`Khách Xuân ${at}`, [
      { on: addDays(spring, at), total: 100_000, channel: at % 2 ? 'zalo' : 'counter' },
      ...again,
      ...late,
    ])
  }
  await customer('Khách Mới Một', [{ on: '2026-11-10', total: 1_000_000, channel: 'booking' }])
  await customer('Khách Mới Hai', [{ on: '2026-11-11', total: 500_000, channel: 'counter' }])
  await customer('Chưa Mua', [])
  const unhappy = { kind: 'complaint', body: 'Phòng ồn quá', at: `${addDays(spring, 2)}T12:00:00+07:00`, feeling: 'unhappy' }
  expect((await house.as('owner')('POST', `/api/customers/${ids[1]}/timeline`, unhappy)).status).toBe(201)
  await count()
}, 60_000)

describe('the overview', () => {
  test('says of when its figures are, and who bought, came again and never bought adds up to the house', async () => {
    const { day, known } = await ask('/api/insight')
    expect(day).toMatchObject({ asOf: TODAY, computedAt: house.now.toISOString() })
    expect(known).toMatchObject({
      everyone: 9,
      buyers: { count: 8 },
      returned: { count: 3 },
      neverBought: 1,
      firstDay: addDays(TODAY, -250),
    })
    expect(known.buyers.count + known.neverBought).toBe(known.everyone)
  })

  test('names a list with each figure, and the list has as many customers', async () => {
    const wrong: string[] = []
    let tried = 0
    const look = async (name: string, figure: { list: string; count: number }) => {
      tried++
      const { count, rows } = await behind(figure.list)
      if (count !== figure.count || rows.length !== figure.count) wrong.push(`${name} ${figure.list}: ${figure.count}, listed ${count}`)
    }
    for (const period of ['30', '90', '365']) {
      const { known, repeat, returning, costs } = await ask(`/api/insight?period=${period}`)
      await look('buyers', known.buyers)
      await look('returned', known.returned)
      await look('never bought', { list: known.neverList, count: known.neverBought })
      await look('everybody', { list: known.everyoneList, count: known.everyone })
      await look('came again', { list: repeat.list, count: repeat.had })
      await look('first visits', { list: repeat.listOf, count: repeat.of })
      await look('bought again', { list: returning.list, count: returning.customers })
      await look('kept', { list: costs.keeping.list, count: costs.keeping.customers })
      await look('won', { list: costs.winning.list, count: costs.winning.customers })
    }
    const { groups, all } = await ask('/api/insight/first-impressions')
    for (const group of [all, ...groups]) {
      await look('impression', { list: group.list, count: group.had })
      await look('impression of', { list: group.listOf, count: group.of })
    }
    for (const [by, of] of [
      ['month', 'cohort'],
      ['quarter', 'quarter'],
    ]) {
      const { cohorts } = await ask(`/api/insight/cohorts?by=${by}`)
      for (const { month, came } of cohorts)
        for (const [since, customers] of came.entries()) await look(`by ${by}`, { list: `${of}:${month}:${since}`, count: customers })
    }
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThan(50)
  })

  test('counts who came again within half a year of those who had the time', async () => {
    const { repeat } = await ask('/api/insight')
    expect(repeat).toMatchObject({ had: 3, of: 6, share: 0.5, withinDays: 180, until: addDays(TODAY, -180) })
    expect(repeat.low).toBeGreaterThan(0.1)
    expect(repeat.high).toBeLessThan(0.9)
  })

  test('tells what regulars bought in a period, less what went back', async () => {
    const { returning } = await ask('/api/insight?period=30')
    expect(returning).toMatchObject({ value: { minor: 400_000 }, all: { minor: 1_900_000 }, customers: 1 })
  })

  test('stays as it was counted until it is counted again', async () => {
    const before = await ask('/api/insight')
    await customer('Khách Vừa Tới', [{ on: '2026-11-20', total: 70_000 }])
    expect(await ask('/api/insight')).toEqual(before)
    await count()
    const { known } = await ask('/api/insight')
    expect(known.buyers.count).toBe(before.known.buyers.count + 1)
    expect((await behind(known.buyers.list)).count).toBe(known.buyers.count)
  })

  test('refuses a list that no figure has', async () => {
    for (const of of ['cohort:2026-13:0', 'cohort:2027-05:0', 'flow:90:loyal', 'state:', 'nonsense'])
      expect((await house.as('owner')('GET', `/api/insight/customers?of=${encodeURIComponent(of)}`)).status).toBe(404)
  })
})

describe('a house that was closed for days', () => {
  test('counts what was missed when it opens, and says until then of when its figures are', async () => {
    const opened = new Date(house.now.getTime() + 3 * 24 * 3600_000)
    const { day: old } = await ask('/api/insight')
    house.now = opened
    await wakeInsight(house.db, opened)
    expect((await ask('/api/insight')).day.computedAt).toBe(old.computedAt)
    const jobs = await sql<{ task_identifier: string; run_at: Date }>`select task_identifier, run_at from graphile_worker.jobs
      where task_identifier like 'insight.%' order by run_at`.execute(house.db)
    expect(jobs.rows.map(({ task_identifier }) => task_identifier)).toEqual(['insight.count', 'insight.nightly'])
    expect(jobs.rows[0]?.run_at.getTime()).toBeLessThanOrEqual(opened.getTime())
    await insightJobs(house.db)['insight.count']?.({}, opened)
    expect((await ask('/api/insight')).day).toMatchObject({ asOf: addDays(TODAY, 3), computedAt: opened.toISOString() })
    house.now = new Date(opened.getTime() - 3 * 24 * 3600_000)
    await count()
  })
})

describe('the cohort table', () => {
  test('is the one that the days of purchase make, month by month', async () => {
    const found = await sql<{ customer_id: string; day: string }>`select customer_id, day from customer_day where orders > 0
      group by customer_id, day order by customer_id, day`.execute(house.db)
    const numbers = new Map([...new Set(found.rows.map((row) => row.customer_id))].map((id, at) => [id, at]))
    const table = cohortTable(
      {
        customer: Int32Array.from(found.rows, (row) => numbers.get(row.customer_id) ?? -1),
        day: Int32Array.from(found.rows, (row) => dayNumber(row.day)),
        spend: new Float64Array(found.rows.length),
        customers: numbers.size,
      },
      dayNumber(TODAY),
    )
    const { cohorts, lastIsOpen } = await ask('/api/insight/cohorts')
    const shown = cohorts.filter(({ customers }: { customers: number }) => customers > 0)
    expect(shown).toEqual(table.cohorts.map(({ month, customers, came }) => ({ month, customers, came })))
    expect(lastIsOpen).toBe(true)
    const buyers = (await ask('/api/insight')).known.buyers.count
    expect(cohorts.reduce((sum: number, { customers }: { customers: number }) => sum + customers, 0)).toBe(buyers)
  })
})

describe('first impressions', () => {
  test('tell who came again by what happened at the first visit; every way of telling counts everybody once', async () => {
    const { all, groups } = await ask('/api/insight/first-impressions')
    expect(all).toMatchObject({ of: 6, had: 3 })
    for (const dimension of ['kind', 'channel', 'feeling', 'heard-from']) {
      const told = groups.filter((group: { dimension: string }) => group.dimension === dimension)
      expect(told.reduce((sum: number, { of }: { of: number }) => sum + of, 0)).toBe(6)
      expect(told.reduce((sum: number, { had }: { had: number }) => sum + had, 0)).toBe(3)
    }
    expect(groups).toContainEqual(expect.objectContaining({ dimension: 'feeling', value: 'unhappy', of: 1, had: 1 }))
    expect(groups).toContainEqual(expect.objectContaining({ dimension: 'channel', value: 'counter', of: 3, had: 2 }))
  })
})

describe('what keeping and winning cost', () => {
  const cost = { purpose: 'winning', month: '2026-11', name: 'Quảng cáo Facebook', minor: 300_000 }

  test('is nothing that can be divided before somebody entered it', async () => {
    const { costs } = await ask('/api/insight')
    expect(costs.winning).toMatchObject({ each: null, total: { minor: 0 }, customers: 3 })
  })

  test('counts what was entered and what channels take, over the customers of those months', async () => {
    const owner = house.as('owner')
    expect((await owner('POST', '/api/insight/costs', cost)).status).toBe(201)
    expect((await owner('PUT', '/api/insight/channels/booking', { basisPoints: 1500, version: 0 })).body).toMatchObject({ version: 1 })
    const { costs } = await ask('/api/insight')
    // 15 % of the million that a new customer booked; 15 % of the 400,000 that an old one did.
    expect(costs.winning).toMatchObject({
      byHand: { minor: 300_000 },
      commissions: { minor: 150_000 },
      customers: 3,
      each: { minor: 150_000 },
    })
    expect(costs.keeping).toMatchObject({ byHand: { minor: 0 }, commissions: { minor: 60_000 }, customers: 1, each: { minor: 60_000 } })
    const { channels } = await ask('/api/insight/costs')
    expect(channels).toContainEqual({
      channel: 'booking',
      basisPoints: 1500,
      version: 1,
      orders: 2,
      value: { minor: 1_400_000, currency: 'VND' },
    })
  })

  test('is corrected and taken away, by one at a time, for months that have begun', async () => {
    const owner = house.as('owner')
    const { body: made } = await house.as('accounting')('POST', '/api/insight/costs', { ...cost, purpose: 'keeping', name: 'Quà Tết' })
    const change = { ...cost, purpose: 'keeping', name: 'Quà Tết', minor: 90_000 }
    const path = `/api/insight/costs/${made.id}`
    expect((await owner('PUT', path, { ...change, version: made.version })).body).toMatchObject({ value: { minor: 90_000 }, version: 2 })
    expect((await owner('PUT', path, { ...change, version: 1 })).body.code).toBe('insight.changed_meanwhile')
    expect((await owner('PUT', '/api/insight/channels/booking', { basisPoints: 1000, version: 0 })).body.code).toBe(
      'insight.changed_meanwhile',
    )
    expect((await owner('POST', '/api/insight/costs', { ...cost, month: '2026-12' })).body.code).toBe('insight.month_to_come')
    expect((await owner('DELETE', path)).status).toBe(200)
    expect((await owner('DELETE', path)).body.code).toBe('insight.no_such_cost')
  })

  test('is entered by those who keep the books, and read by those who see values', async () => {
    for (const role of roles) {
      const { status } = await house.as(role)('POST', '/api/insight/costs', { ...cost, name: `Thử ${role}` })
      expect([role, status]).toEqual([role, ['owner', 'manager', 'accounting'].includes(role) ? 201 : 403])
      expect((await house.as(role)('GET', '/api/insight/costs')).status).toBe(may(role, 'see.values') ? 200 : 403)
    }
  })
})

describe('money', () => {
  test('is in no answer for roles that do not see values', async () => {
    const paths = ['', '/cohorts', '/retention', '/first-impressions', '/call-three', '/customers?of=buyers']
    for (const role of roles)
      for (const path of paths) {
        const { status, text } = await house.as(role)('GET', `/api/insight${path}`)
        expect(status).toBe(200)
        if (!may(role, 'see.values')) expect([role, path, /"minor"|currency|VND/.test(text)]).toEqual([role, path, false])
      }
    expect(JSON.stringify(await ask('/api/insight', 'marketing'))).toContain('"minor"')
  })
})
