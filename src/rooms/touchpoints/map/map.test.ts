import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { connect } from '../../../platform/db/db.ts'
import { countLines } from './jobs.ts'
import { seedMap } from './map.ts'
import { countQuery, sumsQuery } from './store.ts'

const house = aHouse()
const owner = house.as('owner')
const ngoc = house.as('reception')

type Seen = {
  id: string
  key: string
  phase: string
  nameVi: string
  times90: number
  times365: number
  isRetired: boolean
  version: number
}
const way = async (): Promise<Seen[]> => (await ngoc('GET', '/api/touchpoint-map')).body.stops
const stopOf = async (key: string): Promise<Seen> => {
  const stop = (await way()).find((one) => one.key === key)
  if (!stop) throw new Error(`no ${key} on the map`)
  return stop
}
const teaBar = {
  phase: 'staying',
  nameVi: 'Quầy trà',
  nameEn: 'Tea bar',
  icon: 'table',
  team: 'reception',
  feeds: { kinds: ['visit'], orders: [], channels: [] },
  promiseKinds: ['help'],
}

describe('the way of a customer', () => {
  test('begins as that of the trade, once: what the house drew is not drawn over', async () => {
    expect(await way()).toEqual([])
    await seedMap(house.db, 'hotel')
    const keys = (await way()).map(({ key }) => key)
    expect(keys.slice(0, 3)).toEqual(['asking', 'writing', 'booking'])
    await seedMap(house.db, 'spa')
    expect((await way()).map(({ key }) => key)).toEqual(keys)
  })

  test('grows, is renamed, and is put in another order', async () => {
    const made = await owner('POST', '/api/touchpoint-map', teaBar)
    expect(made).toMatchObject({ status: 201, body: { key: 'quay-tra', phase: 'staying', version: 1 } })
    const { id } = made.body
    const { body } = await owner('PATCH', `/api/touchpoint-map/${id}`, { nameVi: 'Góc trà', version: 1 })
    expect(body).toMatchObject({ key: 'quay-tra', nameVi: 'Góc trà', version: 2 })
    const before = (await stopOf('care')).id
    expect((await owner('PUT', `/api/touchpoint-map/${id}/place`, { phase: 'staying', before, version: 2 })).status).toBe(200)
    const staying = async () => (await way()).filter(({ phase }) => phase === 'staying').map(({ key }) => key)
    expect(await staying()).toEqual(['quay-tra', 'care', 'table', 'counter'])
    expect((await owner('PUT', `/api/touchpoint-map/${id}/place`, { phase: 'staying', before: null, version: 3 })).status).toBe(200)
    expect((await staying()).at(-1)).toBe('quay-tra')
  })

  test('is given up and taken up again, and nobody changes what somebody else changed meanwhile', async () => {
    const { id, version } = await stopOf('quay-tra')
    expect((await owner('PATCH', `/api/touchpoint-map/${id}`, { isRetired: true, version })).body.isRetired).toBe(true)
    expect(await owner('PATCH', `/api/touchpoint-map/${id}`, { isRetired: false, version })).toMatchObject({
      status: 409,
      body: { code: 'touchpoints.changed_meanwhile' },
    })
    expect((await owner('PATCH', `/api/touchpoint-map/${id}`, { isRetired: false, version: version + 1 })).body.isRetired).toBe(false)
  })

  test('takes what is missing from another trade', async () => {
    const before = (await way()).length
    const { body } = await owner('POST', '/api/touchpoint-map/templates', { trade: 'bookshop' })
    expect((await way()).length).toBe(before + body.added.length)
    expect((await stopOf('purchase')).nameVi).toBe('Mua ở tiệm')
    expect((await owner('POST', '/api/touchpoint-map/templates', { trade: 'bookshop' })).body.added).toEqual([])
  })

  test('is the owner’s to draw', async () => {
    expect((await ngoc('POST', '/api/touchpoint-map', teaBar)).status).toBe(403)
  })

  test('refuses a place behind what is not there', async () => {
    const { id, version } = await stopOf('quay-tra')
    const before = '0193a000-0000-7000-8000-000000000000'
    expect(await owner('PUT', `/api/touchpoint-map/${id}/place`, { phase: 'after', before, version })).toMatchObject({
      status: 404,
      body: { code: 'touchpoints.no_such_stop' },
    })
  })
})

describe('how often', () => {
  test('is counted in the night, by the day on which it was: a stay at check-in and at check-out', async () => {
    const { id: customer } = (await ngoc('POST', '/api/customers', { name: 'Phạm Văn An' })).body
    const write = (body: object) => ngoc('POST', `/api/customers/${customer}/timeline`, body)
    await write({ kind: 'call', channel: 'phone', body: 'hỏi phòng' })
    await write({ kind: 'call', channel: 'phone', body: 'hỏi lại', feeling: 'unhappy', at: '2026-05-02T03:00:00Z' })
    await write({ kind: 'call', channel: 'phone', body: 'đã lâu', at: '2025-05-02T03:00:00Z' })
    const stay = {
      kind: 'stay',
      state: 'done',
      total: 900_000,
      startsOn: '2026-11-10',
      endsOn: '2026-11-12',
      lines: [{ product: '203', quantity: 1 }],
    }
    expect((await owner('POST', `/api/customers/${customer}/orders`, { ...stay, placedAt: '2026-11-01T03:00:00Z' })).status).toBe(201)
    expect(await stopOf('asking')).toMatchObject({ times90: 0, times365: 0 })
    await countLines(house.db, house.now)
    expect(await stopOf('asking')).toMatchObject({ times90: 1, times365: 2, unhappy365: 1 })
    expect(await stopOf('check-in')).toMatchObject({ times90: 1, times365: 1 })
    expect(await stopOf('check-out')).toMatchObject({ times90: 1, times365: 1 })
    expect((await ngoc('GET', '/api/touchpoint-map')).body.countedAt).toBe(house.now.toISOString())
  })

  test('reads days that were counted, and counts them by the blocks in which the year lies', async () => {
    const query = (text: string, values: unknown[] = []) => house.database.pool.query(text, values)
    await query(`insert into line_day select date '2026-11-23' - n / 20, 'k' || n % 20, '', 'begins', '', 3, 1 from generate_series(0, 20000) n
      on conflict do nothing`)
    await query(`insert into touchpoint (customer_id, at, touchpoint_id, kind, first_customer_id)
      select md5((n % 3000)::text)::uuid, timestamptz '2018-01-01' + n * interval '50 minutes', gen_random_uuid(), 'note', md5((n % 3000)::text)::uuid
      from generate_series(1, 93000) n`)
    const client = await connect(house.address)
    await client.query('vacuum analyze touchpoint, line_day')
    await client.end()
    const planOf = async (asked: { compile(db: never): { sql: string; parameters: readonly unknown[] } }) => {
      const { sql, parameters } = asked.compile(house.db as never)
      return JSON.stringify((await query(`explain (format json) ${sql}`, [...parameters])).rows[0]['QUERY PLAN'])
    }
    const read = await planOf(sumsQuery({ since365: '2025-11-24', since90: '2026-08-26', until: '2026-11-23' }))
    expect(read).not.toContain('touchpoint')
    expect(read).toContain('line_day_pkey')
    const night = await planOf(countQuery({ since: '2025-11-22', until: '2026-11-23', zone: 'Asia/Ho_Chi_Minh' }))
    expect(night).toContain('touchpoint_at')
    expect(night).not.toContain('"Seq Scan"')
  })
})
