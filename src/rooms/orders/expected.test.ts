import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { questionsOf } from '../../../test/support/questions.ts'
import { endingQuery, startingQuery } from './expected-store.ts'
import { arrivalsOf, departuresOf } from './public.ts'

const house = aHouse()
const ngoc = house.as('reception')
const today = '2026-11-23'

const aCustomer = async (name: string): Promise<string> => (await ngoc('POST', '/api/customers', { name })).body.id

async function book(customerId: string, body: Record<string, unknown>): Promise<string> {
  const made = await ngoc('POST', `/api/customers/${customerId}/orders`, { kind: 'stay', state: 'booked', total: 0, ...body })
  expect(made.status).toBe(201)
  return made.body.id
}

let hoa = ''
let an = ''

beforeAll(async () => {
  hoa = await aCustomer('Nguyễn Thị Thanh Hoa')
  an = await aCustomer('Phạm Văn An')
})

describe('a day at the desk', () => {
  test('knows who comes, what they booked and for which time they come', async () => {
    for (const startsOn of ['2026-01-10', '2026-04-10', '2026-07-10'])
      await book(hoa, { startsOn, endsOn: startsOn, state: 'done', placedAt: `${startsOn}T08:00:00+07:00` })
    await book(hoa, { startsOn: '2026-08-10', state: 'cancelled', placedAt: '2026-08-01T08:00:00+07:00' })
    const stay = await book(hoa, {
      startsOn: today,
      endsOn: '2026-11-25',
      lines: [{ product: 'Phòng 203' }],
      placedAt: '2026-11-02T08:00:00+07:00',
    })
    const arrivals = await arrivalsOf(house.db, today)
    expect(arrivals.map(({ order, summary, nth, startsOn }) => ({ id: order.id, summary, nth, startsOn }))).toEqual([
      { id: stay, summary: 'Phòng 203', nth: 4, startsOn: today },
    ])
  })

  test('counts stays and tables apart', async () => {
    await book(an, { kind: 'service', startsOn: '2026-11-20', state: 'done', placedAt: '2026-11-20T08:00:00+07:00' })
    const table = await book(an, { kind: 'service', startsOn: today, endsOn: today, lines: [{ product: 'Bàn 4' }] })
    const stay = await book(an, { startsOn: today, endsOn: '2026-11-24' })
    const nths = new Map((await arrivalsOf(house.db, today)).map(({ order, nth }) => [order.id, nth]))
    expect([nths.get(table), nths.get(stay)]).toEqual([2, 1])
  })

  test('keeps who has come, and forgets who cancelled or is gone', async () => {
    const come = await book(an, { startsOn: '2026-12-01', endsOn: '2026-12-03', state: 'open' })
    const cancelled = await book(an, { startsOn: '2026-12-01', endsOn: '2026-12-03' })
    await ngoc('PATCH', `/api/customers/${an}/orders/${cancelled}`, { state: 'cancelled', version: 1 })
    expect((await arrivalsOf(house.db, '2026-12-01')).map(({ order }) => order.id)).toEqual([come])
    expect((await departuresOf(house.db, '2026-12-03')).map(({ order }) => order.id)).toEqual([come])
    await ngoc('PATCH', `/api/customers/${an}/orders/${come}`, { state: 'done', version: 1 })
    expect(await departuresOf(house.db, '2026-12-03')).toEqual([])
  })

  test('says goodbye to nobody who came for an evening', async () => {
    await book(an, { kind: 'service', startsOn: '2026-12-08', endsOn: '2026-12-08' })
    expect(await departuresOf(house.db, '2026-12-08')).toEqual([])
  })
})

describe('among many orders', () => {
  test('a day is read along its own index', async () => {
    await sql`insert into orders (customer_id, order_id, kind, placed_at, day, starts_on, ends_on, state, currency, total, first_customer_id, created_at)
      select gen_random_uuid(), gen_random_uuid(), 'stay', now(), '2020-01-01', date '2020-01-01' + i % 2000, date '2020-01-03' + i % 2000,
        (array['done', 'done', 'cancelled', 'booked'])[1 + i % 4], 'VND', 0, gen_random_uuid(), now()
      from generate_series(1, 20000) as i`.execute(house.db)
    await sql`analyze orders`.execute(house.db)
    const planOf = async (query: ReturnType<typeof startingQuery>) =>
      JSON.stringify((await sql`explain (format json) ${query}`.execute(house.db)).rows)
    const starting = await planOf(startingQuery(today))
    expect(starting).toContain('orders_starting')
    expect(starting).not.toContain('Seq Scan')
    const ending = await planOf(endingQuery(today))
    expect(ending).toContain('orders_ending')
    expect(ending).not.toContain('Seq Scan')
  })

  test('hundreds who come on one day are asked after in two questions', async () => {
    await sql`insert into orders (customer_id, order_id, kind, placed_at, day, starts_on, ends_on, state, currency, total, first_customer_id, created_at)
      select gen_random_uuid(), gen_random_uuid(), 'stay', now(), '2027-01-01', '2027-01-10', '2027-01-12', 'booked', 'VND', 0, gen_random_uuid(), now()
      from generate_series(1, 300)`.execute(house.db)
    expect(await questionsOf(house.db, async (db) => expect(await arrivalsOf(db, '2027-01-10')).toHaveLength(300))).toBe(2)
  })
})

describe('how an order was paid', () => {
  test('shows the card to the desk, and to others only that there is one', async () => {
    const lan = await aCustomer('Đỗ Ngọc Lan')
    await book(lan, { kind: 'sale', state: 'done', paidBy: { method: 'card', brand: 'Visa', lastFour: '4417' } })
    await book(lan, { kind: 'sale', state: 'done', paidBy: { method: 'cash' } })
    const shown = async (role: 'reception' | 'sales') =>
      (await house.as(role)('GET', `/api/customers/${lan}/orders`)).body.orders.map((order: { paidBy: object }) => order.paidBy)
    expect(await shown('reception')).toEqual([
      { method: 'cash', brand: null, lastFour: null },
      { method: 'card', brand: 'Visa', lastFour: '4417' },
    ])
    expect(await shown('sales')).toEqual([
      { method: 'cash', brand: null, lastFour: null },
      { method: 'card', brand: null, lastFour: null, isMasked: true },
    ])
    expect((await house.as('sales')('GET', `/api/customers/${lan}/orders`)).text).not.toContain('4417')
  })
})
