import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { questionsOf } from '../../../test/support/questions.ts'
import { expectedOn } from './arrivals.ts'

const house = aHouse()
const ngoc = house.as('reception')
const today = '2026-11-23'

async function add(body: object): Promise<string> {
  const made = await ngoc('POST', '/api/customers', body)
  expect(made.status).toBe(201)
  return made.body.id
}
async function book(customerId: string, body: object): Promise<{ id: string; version: number }> {
  const made = await ngoc('POST', `/api/customers/${customerId}/orders`, { kind: 'stay', state: 'booked', total: 0, ...body })
  expect(made.status).toBe(201)
  return made.body
}
const likes = (customerId: string, body: object) => ngoc('POST', `/api/customers/${customerId}/preferences`, body)
const arrivals = async (query = '') => (await ngoc('GET', `/api/arrivals${query}`)).body

let hoa = ''
let an = ''

beforeAll(async () => {
  hoa = await add({ name: 'Nguyễn Thị Thanh Hoa', address: { them: 'chị', source: 'customer' } })
  an = await add({ name: 'Phạm Văn An', address: { them: 'anh', source: 'customer' } })
  for (const startsOn of ['2026-01-10', '2026-04-10', '2026-07-10'])
    await book(hoa, { startsOn, endsOn: startsOn, state: 'done', placedAt: `${startsOn}T08:00:00+07:00` })
})

describe('today’s arrivals', () => {
  test('stand ready: how to greet, which time it is, what was booked, and one thing to have ready', async () => {
    await likes(hoa, { stance: 'likes', what: 'trà gừng' })
    await likes(hoa, { stance: 'needs', what: 'gối cứng' })
    const stay = await book(hoa, { startsOn: today, endsOn: '2026-11-25', code: 'B-2041', lines: [{ product: 'Phòng 203' }] })
    expect((await arrivals()).arrivals).toEqual([
      {
        orderId: stay.id,
        orderVersion: 1,
        customerId: hoa,
        kind: 'stay',
        name: 'Nguyễn Thị Thanh Hoa',
        calledAs: 'chị Hoa',
        greeting: 'Dạ, em chào chị Hoa ạ',
        startsOn: today,
        endsOn: '2026-11-25',
        state: 'booked',
        code: 'B-2041',
        summary: 'Phòng 203',
        nth: 4,
        fact: { kind: 'needs', what: 'gối cứng' },
      },
    ])
  })

  test('tell strangers at the desk nothing of anybody’s health', async () => {
    await likes(an, { stance: 'must-not', what: 'đậu phộng', sensitivity: 'health' })
    await book(an, { startsOn: today, endsOn: '2026-11-24' })
    const one = (await arrivals()).arrivals.find(({ customerId }: { customerId: string }) => customerId === an)
    expect(one.fact.what).not.toBe('đậu phộng')
    expect((await ngoc('GET', `/api/customers/${an}/card`)).body.avoids).toMatchObject([{ what: 'đậu phộng' }])
  })

  test('name the first visit first, and who has come last', async () => {
    const list = (await arrivals()).arrivals
    expect(list.map(({ calledAs, nth }: { calledAs: string; nth: number }) => [calledAs, nth])).toEqual([
      ['anh An', 1],
      ['chị Hoa', 4],
    ])
    await ngoc('PATCH', `/api/customers/${an}/orders/${list[0].orderId}`, { state: 'open', version: list[0].orderVersion })
    const after = (await arrivals()).arrivals
    expect(after.map(({ calledAs, state }: { calledAs: string; state: string }) => [calledAs, state])).toEqual([
      ['chị Hoa', 'booked'],
      ['anh An', 'open'],
    ])
  })

  test('of another day are asked for by it; those who leave on it stand beside them', async () => {
    const { day, departures } = await arrivals('?day=2026-11-25')
    expect(day).toBe('2026-11-25')
    expect(departures.map(({ calledAs, nth }: { calledAs: string; nth: number }) => [calledAs, nth])).toEqual([['chị Hoa', 4]])
    expect(await arrivals('?day=2027-02-01')).toMatchObject({ arrivals: [], departures: [] })
    expect((await ngoc('GET', '/api/arrivals?day=2027-02-31')).status).toBe(400)
  })

  test('hold no phone number for who may not see one', async () => {
    const nameless = await add({ contacts: [{ kind: 'phone', value: '0570000777' }] })
    await book(nameless, { startsOn: '2026-12-24', endsOn: '2026-12-25' })
    const shown = await house.as('read-only')('GET', '/api/arrivals?day=2026-12-24')
    expect(shown.body.arrivals).toHaveLength(1)
    expect(shown.text.replace(/\s/g, '')).not.toContain('70000777')
    expect((await ngoc('GET', '/api/arrivals?day=2026-12-24')).text).toContain('0570 000 777')
  })

  test('take as many questions for two hundred as for two', async () => {
    const ids = await sql<{ id: string }>`insert into customer (customer_id, kind, name, name_order, call_name, name_key, name_fold,
        given_fold, family_fold, words, sort_key, address_them, address_us, address_source, language, contacts, tags, first_customer_id,
        created_at, updated_at)
      select gen_random_uuid(), 'person', 'Khách ' || i, 'family-first', i::text, '', '', '', '', '', '', 'bạn', 'em', 'default', 'vi', '[]', '{}',
        gen_random_uuid(), now(), now() from generate_series(1, 200) as i returning customer_id as id`.execute(house.db)
    await sql`insert into orders (customer_id, order_id, kind, placed_at, day, starts_on, ends_on, state, currency, total, first_customer_id, created_at)
      select one, gen_random_uuid(), 'stay', now(), '2027-03-01', '2027-03-10', '2027-03-12', 'booked', 'VND', 0, one, now()
      from unnest(${ids.rows.map(({ id }) => id)}::uuid[]) as one`.execute(house.db)
    const moment = { today: '2027-03-10', hour: 9, screen: 'vi', who: { role: 'reception' } } as const
    const asked = (day: string, many: number) =>
      questionsOf(house.db, async (db) => expect((await expectedOn(db, day, moment)).arrivals).toHaveLength(many))
    expect(await asked('2027-03-10', 200)).toBe(await asked('2026-12-24', 1))
  })
})
