import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'

const house = aHouse()
const ngoc = house.as('reception')

const note = (body: object) => ngoc('POST', '/api/passing', body)
const counted = async (days = '') => (await ngoc('GET', `/api/passing/heard-from${days}`)).body
const aCustomer = async (body: object = {}): Promise<string> =>
  (await ngoc('POST', '/api/customers', { name: 'Emma Wilson', ...body })).body.id
const heardFrom = async (customerId: string) =>
  (await house.db.selectFrom('customer').select('heard_from').where('customer_id', '=', customerId).executeTakeFirstOrThrow()).heard_from

describe('somebody who walked in', () => {
  test('is asked once how they heard of the house, and the answer is counted', async () => {
    const made = await note({ heardFrom: 'map' })
    expect(made).toMatchObject({ status: 201, body: { kind: 'walk-in', heardFrom: 'map', customerId: null } })
    await note({ heardFrom: 'map', kind: 'call' })
    await note({ heardFrom: 'friend' })
    expect(await counted('?since=2026-11-23&until=2026-11-23')).toEqual({
      answers: [
        { heardFrom: 'map', passing: 2, customers: 0 },
        { heardFrom: 'friend', passing: 1, customers: 0 },
      ],
      asked: 3,
    })
  })

  test('may leave words alone, but nothing at all is nothing', async () => {
    expect((await note({ words: 'hỏi phòng ba người' })).status).toBe(201)
    expect(await note({ kind: 'call' })).toMatchObject({ status: 400, body: { code: 'touchpoints.passing_empty' } })
    expect(await note({ heardFrom: 'map', at: '2026-12-01T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { code: 'touchpoints.in_the_future' },
    })
  })

  test('was noted by a slip: it is taken back, once', async () => {
    const { body } = await note({ heardFrom: 'tiktok' })
    expect((await ngoc('DELETE', `/api/passing/${body.id}`)).status).toBe(200)
    expect((await ngoc('DELETE', `/api/passing/${body.id}`)).status).toBe(404)
    expect((await counted()).answers.map((one: { heardFrom: string }) => one.heardFrom)).not.toContain('tiktok')
  })

  test('on the stroke of midnight belongs to the new day of the house', async () => {
    await note({ heardFrom: 'press', at: '2026-11-01T17:00:00Z' })
    await note({ heardFrom: 'press', at: '2026-11-01T16:59:59Z' })
    expect(await counted('?since=2026-11-02&until=2026-11-02')).toMatchObject({ asked: 1 })
    expect(await counted('?since=2026-11-01&until=2026-11-02')).toMatchObject({ asked: 2 })
  })
})

describe('somebody who turns out to be known', () => {
  test('keeps the answer, and is counted as a customer and not twice', async () => {
    const emma = await aCustomer()
    await note({ heardFrom: 'booking-site', customerId: emma })
    expect(await heardFrom(emma)).toBe('booking-site')
    expect((await counted()).answers).toContainEqual({ heardFrom: 'booking-site', passing: 0, customers: 1 })
  })

  test('who has answered before keeps the first answer, whatever is taken back after', async () => {
    const kenji = await aCustomer({ name: 'Kenji Tanaka' })
    await note({ heardFrom: 'partner', customerId: kenji })
    const again = await note({ heardFrom: 'zalo', customerId: kenji })
    expect(await heardFrom(kenji)).toBe('partner')
    await ngoc('DELETE', `/api/passing/${again.body.id}`)
    expect(await heardFrom(kenji)).toBe('partner')
  })

  test('is left without an answer when the note is taken back', async () => {
    const lan = await aCustomer({ name: 'Đỗ Ngọc Lan' })
    const { body } = await note({ heardFrom: 'regular', customerId: lan })
    await ngoc('DELETE', `/api/passing/${body.id}`)
    expect(await heardFrom(lan)).toBeNull()
  })

  test('must be there', async () => {
    expect((await note({ heardFrom: 'map', customerId: '01900000-0000-7000-8000-000000000000' })).status).toBe(404)
  })
})

test('among many customers the answers of a month are counted along their index', async () => {
  await sql`insert into customer (customer_id, kind, name, name_order, call_name, name_key, name_fold, given_fold, family_fold, words, sort_key,
      address_them, address_us, address_source, language, contacts, tags, heard_from, first_customer_id, created_at, updated_at)
    select gen_random_uuid(), 'person', 'x', 'family-first', 'x', 'x', 'x', 'x', 'x', '', 'x', 'bạn', 'em', 'default', 'vi', '[]', '{}',
      case when i % 3 = 0 then 'map' end, gen_random_uuid(), timestamptz '2020-01-01' + i * interval '1 hour', now()
    from generate_series(1, 20000) as i`.execute(house.db)
  await sql`analyze customer`.execute(house.db)
  const plan = await sql`explain (format json) select heard_from, count(*) from customer
    where heard_from is not null and created_at >= ${'2021-01-01'}::timestamptz and created_at < ${'2021-02-01'}::timestamptz
    group by heard_from`.execute(house.db)
  expect(JSON.stringify(plan.rows)).toContain('customer_heard')
  expect(await counted('?since=2021-01-01&until=2021-01-31')).toMatchObject({ asked: 248 })
})
