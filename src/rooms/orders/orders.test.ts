import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { newId } from '../../platform/ids.ts'
import { buyingOfAll, comingStay, hasOrders, latestOrders } from './public.ts'

const house = aHouse()
const ngoc = house.as('reception')
const books = house.as('accounting')

const aCustomer = async (name = 'Lê Quốc Cường'): Promise<string> => (await ngoc('POST', '/api/customers', { name })).body.id
const orders = (customerId: string) => `/api/customers/${customerId}/orders`
const record = (customerId: string, body: Record<string, unknown>) => ngoc('POST', orders(customerId), body)
const move = (customerId: string, orderId: string, body: Record<string, unknown>) => ngoc('PATCH', `${orders(customerId)}/${orderId}`, body)
const buying = async (customerId: string) => (await books('GET', `/api/customers/${customerId}/buying`)).body
const entries = async (customerId: string) => (await ngoc('GET', `/api/customers/${customerId}/timeline`)).body.entries
const days = (customerId: string) =>
  house.db.selectFrom('customer_day').selectAll().where('customer_id', '=', customerId).orderBy('day').execute()
const found = (kind: string, value: string) =>
  house.db.selectFrom('identity').select('customer_id').where('kind', '=', kind).where('value', '=', value).execute()

describe('an order', () => {
  const vetiver = {
    code: 'HD-00317',
    placedAt: '2026-07-06T10:12:00+07:00',
    channel: 'counter',
    total: 320_000,
    lines: [{ product: 'tinh dầu vetiver', quantity: 1, total: 320_000, attributes: { size: '30 ml' } }],
    paidBy: { method: 'card', brand: 'Visa', lastFour: '4417' },
  }

  test('is kept with what was bought and how it was paid', async () => {
    const customer = await aCustomer()
    const made = await record(customer, vetiver)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      kind: 'sale',
      code: 'HD-00317',
      state: 'done',
      stateTimes: { done: '2026-07-06T03:12:00.000Z' },
      total: { minor: 320_000, currency: 'VND' },
      lines: [{ product: 'tinh dầu vetiver', quantity: 1, total: { minor: 320_000, currency: 'VND' }, attributes: { size: '30 ml' } }],
      paidBy: { method: 'card', brand: 'Visa', lastFour: '4417' },
      refundOf: null,
      version: 1,
    })
    expect((await ngoc('GET', orders(customer))).body).toEqual({ orders: [made.body], next: null, count: 1 })
    expect(await hasOrders(house.db, customer)).toBe(true)
  })

  test('makes the customer findable by its code and by the card', async () => {
    const customer = await aCustomer()
    await record(customer, { ...vetiver, code: 'BK 2041/a', paidBy: { method: 'card', lastFour: '0093' } })
    expect(await found('order', 'bk2041a')).toEqual([{ customer_id: customer }])
    expect(await found('card', '0093')).toEqual([{ customer_id: customer }])
  })

  test('is a line on the timeline and a contact', async () => {
    const customer = await aCustomer()
    const made = (await record(customer, { ...vetiver, code: 'HD-00318' })).body
    expect(await entries(customer)).toMatchObject([
      {
        kind: 'order',
        at: '2026-07-06T03:12:00.000Z',
        channel: 'counter',
        staffName: 'reception',
        about: { kind: 'order', id: made.id, code: 'HD-00318', type: 'sale', state: 'done', summary: 'tinh dầu vetiver' },
      },
    ])
    expect((await ngoc('GET', `/api/customers/${customer}`)).body.lastContactAt).toBe('2026-07-06T03:12:00.000Z')
    expect((await ngoc('DELETE', `/api/customers/${customer}`)).body.code).toBe('people.has_history')
  })

  test('told twice with one code is one order, and another customer cannot have it', async () => {
    const customer = await aCustomer()
    const other = await aCustomer('Người Khác')
    const first = await record(customer, { ...vetiver, code: 'POS-1', source: 'pos' })
    const before = await house.checksum()
    const again = await record(customer, { ...vetiver, code: 'POS-1', source: 'pos', total: 999 })
    expect(again.body).toEqual(first.body)
    expect(await record(other, { ...vetiver, code: 'POS-1', source: 'pos' })).toMatchObject({
      status: 409,
      body: { code: 'orders.code_taken' },
    })
    expect(await house.checksum()).toBe(before)
    expect((await record(other, { ...vetiver, code: 'POS-1', source: 'web' })).status).toBe(201)
    expect((await buying(customer)).orders).toBe(1)
  })

  test('sent by two tills at once with one code is one order', async () => {
    const [one, two] = [await aCustomer(), await aCustomer('Người Khác')]
    const answers = await Promise.all([one, two].map((customer) => record(customer, { ...vetiver, code: 'ONCE-1' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test.each<[string, Record<string, unknown>, number, string]>([
    [
      'that ends before it begins',
      { total: 1, kind: 'stay', startsOn: '2026-12-03', endsOn: '2026-12-01' },
      400,
      'orders.ends_before_start',
    ],
    ['that is placed tomorrow', { total: 1, placedAt: '2026-11-24T14:00:00+07:00' }, 400, 'orders.in_the_future'],
    ['below nothing', { total: -1 }, 400, 'request.invalid'],
    ['beyond any till', { total: 9_007_199_254_740_991 }, 400, 'request.invalid'],
    ['with a cost from reception', { total: 1, cost: 1 }, 403, 'orders.values_not_yours'],
    ['with a discount from reception', { total: 1, discount: 0 }, 403, 'orders.values_not_yours'],
    ['that refunds what is not there', { total: 1, kind: 'refund', refundOf: newId() }, 404, 'orders.no_such_order'],
    ['that refunds nothing', { total: 0, kind: 'refund' }, 400, 'request.invalid'],
    ['of another order without being a refund', { total: 1, refundOf: newId() }, 400, 'request.invalid'],
    ['with a full card number in a line', { total: 1, lines: [{ product: '9704195798459170488' }] }, 422, 'text.card_number'],
  ])('%s is refused and leaves nothing', async (_, body, status, code) => {
    const customer = await aCustomer()
    const before = await house.checksum()
    expect(await record(customer, body)).toMatchObject({ status, body: { code } })
    expect(await house.checksum()).toBe(before)
  })

  test('is not for warehouse, marketing or read-only to record', async () => {
    const customer = await aCustomer()
    for (const role of ['warehouse', 'marketing', 'read-only'] as const) {
      await house.token(role)
      const before = await house.checksum()
      expect((await house.as(role)('POST', orders(customer), { total: 1 })).status).toBe(403)
      expect(await house.checksum()).toBe(before)
    }
  })
})

describe('what each role sees', () => {
  test('amounts for reception, cost for accounting, neither for the warehouse', async () => {
    const customer = await aCustomer()
    const lines = [{ product: 'nến gỗ', total: 4_501_234 }]
    await books('POST', orders(customer), { total: 4_501_234, discount: 51_111, cost: 2_101_111, lines })
    const order = async (ask: typeof ngoc) => (await ask('GET', orders(customer))).body.orders[0]
    expect(await order(books)).toMatchObject({ total: { minor: 4_501_234 }, discount: { minor: 51_111 }, cost: { minor: 2_101_111 } })
    const atTheDesk = await order(ngoc)
    expect(atTheDesk).toMatchObject({ total: { minor: 4_501_234 }, discount: { minor: 51_111 }, lines: [{ total: { minor: 4_501_234 } }] })
    expect(atTheDesk).not.toHaveProperty('cost')
    for (const role of ['warehouse', 'read-only'] as const) {
      const masked = await house.as(role)('GET', orders(customer))
      expect(masked.body.orders[0].lines).toEqual([{ product: 'nến gỗ', quantity: 1, attributes: {} }])
      expect(masked.text).not.toMatch(/4501234|51111|2101111/)
    }
    expect(await buying(customer)).toMatchObject({ sums: [{ currency: 'VND', total: 4_501_234, refunds: 0 }] })
    expect((await ngoc('GET', `/api/customers/${customer}/buying`)).body).not.toHaveProperty('sums')
  })
})

describe('the days on which somebody bought', () => {
  test('are days of the house: half past eleven at night and half past midnight are two', async () => {
    const customer = await aCustomer()
    await record(customer, { total: 100, placedAt: '2026-11-21T23:30:00+07:00' })
    await record(customer, { total: 200, placedAt: '2026-11-22T00:30:00+07:00' })
    expect(await days(customer)).toMatchObject([
      { day: '2026-11-21', orders: 1, total: 100 },
      { day: '2026-11-22', orders: 1, total: 200 },
    ])
  })

  test('count once however often somebody bought on them, each currency by itself', async () => {
    const customer = await aCustomer()
    for (const total of [100, 0]) await record(customer, { total, placedAt: '2026-11-02T09:00:00+07:00' })
    await record(customer, { total: 2500, currency: 'USD', placedAt: '2026-11-02T18:00:00+07:00' })
    await record(customer, { total: 300, placedAt: '2026-11-12T09:00:00+07:00' })
    await record(customer, { total: 400, placedAt: '2026-11-18T09:00:00+07:00' })
    expect(await buying(customer)).toEqual({
      firstDay: '2026-11-02',
      lastDay: '2026-11-18',
      days: 3,
      orders: 5,
      rhythmDays: 8,
      sums: [
        { currency: 'USD', total: 2500, refunds: 0 },
        { currency: 'VND', total: 800, refunds: 0 },
      ],
    })
    expect(await buyingOfAll(house.db, [customer, newId()])).toEqual(
      new Map([[customer, { firstDay: '2026-11-02', lastDay: '2026-11-18', days: 3 }]]),
    )
  })

  test('lose an order that is cancelled, and have it again when that was a slip', async () => {
    const customer = await aCustomer()
    const made = (await record(customer, { total: 100, state: 'booked' })).body
    const cancelled = await move(customer, made.id, { state: 'cancelled', version: 1 })
    expect(cancelled.body).toMatchObject({ state: 'cancelled', stateTimes: { cancelled: house.now.toISOString() }, version: 2 })
    expect(await buying(customer)).toEqual({ firstDay: null, lastDay: null, days: 0, orders: 0, rhythmDays: null, sums: [] })
    expect(await days(customer)).toEqual([])
    expect(await latestOrders(house.db, customer, 10)).toEqual([])
    await move(customer, made.id, { state: 'done', version: 2 })
    expect(await buying(customer)).toMatchObject({ firstDay: '2026-11-23', days: 1, orders: 1 })
  })
})

describe('a refund', () => {
  const sale = { total: 500, placedAt: '2026-11-01T09:00:00+07:00' }

  test('belongs to its order, never for more than is left of it', async () => {
    const customer = await aCustomer()
    const sold = (await record(customer, sale)).body
    const back = await record(customer, { kind: 'refund', total: 300, refundOf: sold.id })
    expect(back.body).toMatchObject({ kind: 'refund', total: { minor: -300 }, refundOf: sold.id })
    const before = await house.checksum()
    const refused = { status: 409, body: { code: 'orders.refund_too_large', fields: { total: 'more_than_left' } } }
    expect(await record(customer, { kind: 'refund', total: 201, refundOf: sold.id })).toMatchObject(refused)
    expect(await record(customer, { kind: 'refund', total: 1, refundOf: sold.id, currency: 'USD' })).toMatchObject({
      status: 400,
      body: { code: 'orders.other_currency' },
    })
    expect(await record(customer, { kind: 'refund', total: 1, refundOf: back.body.id })).toMatchObject({ status: 404 })
    expect(await house.checksum()).toBe(before)
    expect(await buying(customer)).toMatchObject({ days: 1, orders: 1, sums: [{ total: 500, refunds: 300 }] })
  })

  test('of the whole amount takes the occasion away; a cancelled one gives it back, if so much is still left', async () => {
    const customer = await aCustomer()
    const sold = (await record(customer, sale)).body
    const back = (await record(customer, { kind: 'refund', total: 500, refundOf: sold.id })).body
    expect(await buying(customer)).toMatchObject({ firstDay: null, days: 0, orders: 0, sums: [{ total: 500, refunds: 500 }] })
    await move(customer, back.id, { state: 'cancelled', version: 1 })
    expect(await buying(customer)).toMatchObject({ firstDay: '2026-11-01', days: 1, orders: 1, sums: [{ total: 500, refunds: 0 }] })
    await record(customer, { kind: 'refund', total: 1, refundOf: sold.id })
    expect(await move(customer, back.id, { state: 'done', version: 2 })).toMatchObject({
      status: 409,
      body: { code: 'orders.refund_too_large' },
    })
  })

  test('without reference belongs to the only order it fits, else it is its own', async () => {
    const customer = await aCustomer()
    const sold = (await record(customer, sale)).body
    expect((await record(customer, { kind: 'refund', total: 200 })).body.refundOf).toBe(sold.id)
    const other = (await record(customer, { ...sale, total: 400 })).body
    expect((await record(customer, { kind: 'refund', total: 350 })).body.refundOf).toBe(other.id)
    expect((await record(customer, { kind: 'refund', total: 50 })).body.refundOf).toBeNull()
  })

  test('of somebody who never bought is kept, and is no occasion', async () => {
    const customer = await aCustomer()
    await record(customer, { kind: 'refund', total: 250 })
    expect(await buying(customer)).toMatchObject({ firstDay: null, days: 0, sums: [{ currency: 'VND', total: 0, refunds: 250 }] })
    await record(customer, { total: 1000 })
    expect(await buying(customer)).toMatchObject({ days: 1, orders: 1, sums: [{ currency: 'VND', total: 1000, refunds: 250 }] })
  })
})

describe('a booked stay', () => {
  const booking = {
    kind: 'stay',
    state: 'booked',
    code: 'BK-77',
    placedAt: '2026-11-20T10:00:00+07:00',
    startsOn: '2026-12-24',
    endsOn: '2026-12-27',
    total: 5_550_000,
    lines: [{ product: 'Phòng 203', attributes: { room: '203', view: 'vườn' } }],
  }
  const contact = async (customer: string) => (await ngoc('GET', `/api/customers/${customer}`)).body.lastContactAt

  test('stands on its first day and is no contact before it; it counts as bought on the day it was booked', async () => {
    const customer = await aCustomer()
    const made = (await record(customer, booking)).body
    expect((await entries(customer))[0]).toMatchObject({
      at: '2026-12-23T17:00:00.000Z',
      about: { state: 'booked', startsOn: '2026-12-24' },
    })
    expect(await contact(customer)).toBeNull()
    expect(await buying(customer)).toMatchObject({ lastDay: '2026-11-20', days: 1 })
    const earlier = await move(customer, made.id, { startsOn: '2026-11-23', endsOn: '2026-11-25', state: 'open', version: 1 })
    expect(earlier.body).toMatchObject({ state: 'open', stateTimes: { booked: '2026-11-20T03:00:00.000Z', open: house.now.toISOString() } })
    expect((await entries(customer))[0]).toMatchObject({ at: '2026-11-22T17:00:00.000Z', about: { state: 'open', endsOn: '2026-11-25' } })
    expect(await contact(customer)).toBe('2026-11-22T17:00:00.000Z')
  })

  test('that is cancelled goes back to when it was booked', async () => {
    const customer = await aCustomer()
    const made = (await record(customer, { ...booking, code: 'BK-78' })).body
    await move(customer, made.id, { state: 'cancelled', version: 1 })
    expect((await entries(customer))[0]).toMatchObject({ at: '2026-11-20T03:00:00.000Z', about: { state: 'cancelled' } })
  })

  test('is refused when it was changed meanwhile, or would end before it begins', async () => {
    const customer = await aCustomer()
    const made = (await record(customer, { ...booking, code: 'BK-79' })).body
    await move(customer, made.id, { endsOn: '2026-12-28', version: 1 })
    const before = await house.checksum()
    expect(await move(customer, made.id, { state: 'open', version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'orders.changed_meanwhile' },
    })
    expect(await move(customer, made.id, { endsOn: '2026-12-23', version: 2 })).toMatchObject({
      status: 400,
      body: { code: 'orders.ends_before_start' },
    })
    expect(await move(customer, newId(), { state: 'open', version: 1 })).toMatchObject({
      status: 404,
      body: { code: 'orders.no_such_order' },
    })
    expect(await house.checksum()).toBe(before)
  })

  test('is known as the one under way, else the next, and which one it is', async () => {
    const customer = await aCustomer()
    const stay = async (code: string, startsOn: string, endsOn: string, state: string) =>
      (await record(customer, { ...booking, code, startsOn, endsOn, state })).body.id
    expect(await comingStay(house.db, customer, '2026-11-23')).toBeUndefined()
    await stay('S-1', '2026-01-10', '2026-01-12', 'done')
    const underWay = await stay('S-2', '2026-11-22', '2026-11-24', 'open')
    const next = await stay('S-3', '2026-12-24', '2026-12-27', 'booked')
    await stay('S-4', '2026-11-20', '2026-11-29', 'cancelled')
    expect(await comingStay(house.db, customer, '2026-11-23')).toMatchObject({ order: { id: underWay }, nth: 2 })
    expect(await comingStay(house.db, customer, '2026-11-25')).toMatchObject({ order: { id: next }, startsOn: '2026-12-24', nth: 3 })
    expect(await comingStay(house.db, customer, '2026-12-28')).toBeUndefined()
  })
})

describe('the list of orders', () => {
  test('comes newest first, a page at a time, each order once', async () => {
    const customer = await aCustomer()
    for (let hour = 0; hour < 7; hour++) await record(customer, { total: hour, placedAt: `2026-11-0${1 + (hour >> 1)}T10:00:00+07:00` })
    const seen: { id: string; placedAt: string }[] = []
    let next: string | null = null
    do {
      const page: Awaited<ReturnType<typeof ngoc>> = await ngoc('GET', `${orders(customer)}?limit=2${next ? `&before=${next}` : ''}`)
      expect(page.body.count).toBe(7)
      seen.push(...page.body.orders)
      next = page.body.next
    } while (next)
    const keys = seen.map(({ placedAt, id }) => `${placedAt} ${id}`)
    expect(new Set(keys).size).toBe(7)
    expect(keys).toEqual([...keys].sort().reverse())
    expect((await ngoc('GET', `${orders(customer)}?before=x`)).body.fields).toEqual({ before: 'not_a_mark' })
  })
})
