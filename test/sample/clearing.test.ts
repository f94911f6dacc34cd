import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { APP_ROLE } from '../../src/platform/db/migrate.ts'
import { runJobs } from '../../src/platform/jobs/jobs.ts'
import { sampleJobs } from '../../src/server/sample/jobs.ts'
import { moveSample } from '../../src/server/sample/moving.ts'
import { aHouse } from '../support/house.ts'

const house = aHouse()
const owner = house.as('owner')
const folder = mkdtempSync(join(tmpdir(), 'quen-sample-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const stateOf = async () => (await owner('GET', '/api/sample')).body

/** Asks for the sample as the screen does, and waits for the job. */
async function load(): Promise<string[]> {
  const jobs = await runJobs(
    house.address,
    sampleJobs(house.db, () => ({ address: house.address, role: APP_ROLE }), folder),
    () => house.now,
    { error: () => undefined },
  )
  const states: string[] = []
  try {
    expect((await owner('POST', '/api/sample', {})).status).toBe(202)
    for (let state = await stateOf(); state.state === 'loading'; state = await stateOf()) {
      states.push(`${state.state} ${state.done > 0}`)
      await new Promise((done) => setTimeout(done, 50))
    }
  } finally {
    await jobs.stop()
  }
  return states
}

const find = async (q: string) => (await owner('GET', `/api/recognise?q=${encodeURIComponent(q)}`)).body.people
const cardOf = async (q: string) => (await owner('GET', `/api/customers/${(await find(q))[0].id}/card`)).body
const add = (body: object) => owner('POST', '/api/customers', body)

describe('a house with a customer of its own', () => {
  let before = ''

  beforeAll(async () => {
    await owner('GET', '/api/house')
    const own = await add({ name: 'Trương Mỹ Ánh', contacts: [{ kind: 'phone', value: '0905123456' }] })
    await owner('POST', `/api/customers/${own.body.id}/timeline`, { body: 'khách của nhà', at: '2026-11-20T09:00:00+07:00' })
    await owner('POST', '/api/passing', { heardFrom: 'map', words: 'hỏi đường' })
    before = await house.checksum()
  })

  test('brings the sample in once, with its progress told', async () => {
    const states = await load()
    expect(states).toContain('loading true')
    expect(await stateOf()).toMatchObject({ state: 'ready' })
    expect(await owner('POST', '/api/sample', {})).toMatchObject({ status: 409, body: { code: 'sample.already_there' } })
  })

  test('moves the open items with the day, once a day', async () => {
    const first = await cardOf('0570000101')
    expect(first.stay.startsOn).toBe('2026-11-23')
    for (const day of ['2026-11-24', '2026-11-25', '2026-11-28']) {
      house.now = new Date(`${day}T00:30:00Z`)
      await moveSample(house.db, house.now)
      const moved = await house.checksum()
      await moveSample(house.db, house.now)
      expect(await house.checksum()).toBe(moved)
      const card = await cardOf('0570000101')
      expect(card.stay).toMatchObject({ startsOn: day, nth: 12, state: 'booked' })
      expect(
        card.recent.some(
          ({ about, at }: { about: { state: string } | null; at: string }) => about?.state === 'booked' && at.startsWith(addDay(day, -1)),
        ),
      ).toBe(true)
      expect(card.buying).toEqual(first.buying)
      const [bich] = await find('0570000103')
      expect((await owner('GET', `/api/customers/${bich.id}`)).body.occasions).toContainEqual(
        expect.objectContaining({ calendar: 'lunar', nextOn: addDay(day, 6) }),
      )
      // The letter to the owner stays two days old, in the inbox and on the timeline.
      const { threads } = (await owner('GET', '/api/inbox?box=owner')).body
      expect(threads).toMatchObject([{ name: 'Đặng Thu Hà', waitingSince: `${addDay(day, -2)}T09:20:00.000Z` }])
      const { entries } = (await owner('GET', `/api/customers/${threads[0].customerId}/timeline`)).body
      expect(entries.find(({ about }: { about: { type: string } | null }) => about?.type === 'letter-to-owner')?.at).toBe(
        threads[0].waitingSince,
      )
    }
    const open = await house.database.pool.query(`select count(*) filter (where starts_on = '2026-11-28' and state = 'booked') as arriving,
      count(*) filter (where state = 'open' and kind = 'stay' and starts_on = '2026-11-27') as here from orders`)
    expect(open.rows[0]).toEqual({ arriving: 4, here: 7 })
  })

  test('moves no booking that people made since', async () => {
    const [hoa] = await find('0570000101')
    await owner('POST', `/api/customers/${hoa.id}/orders`, {
      kind: 'stay',
      state: 'booked',
      startsOn: '2026-12-24',
      endsOn: '2026-12-26',
      total: 1,
    })
    house.now = new Date('2026-11-29T00:30:00Z')
    await moveSample(house.db, house.now)
    const kept = await house.database.pool.query(`select count(*) as n from orders where starts_on = '2026-12-24' and total = 1`)
    expect(kept.rows[0].n).toBe(1)
  })

  test('is left as it was when the sample is cleared, in less than ten seconds', async () => {
    const [hoa] = await find('0570000101')
    await owner('POST', `/api/customers/${hoa.id}/timeline`, { body: 'ghi trên khách mẫu' })
    const [own] = await find('0905123456')
    await owner('POST', `/api/customers/${own.id}/relationships`, { otherId: hoa.id, kind: 'introduced-by' })
    await owner('POST', `/api/customers/${hoa.id}/occasions`, { kind: 'wedding', month: 5, day: 1 })
    const begun = performance.now()
    expect(await owner('DELETE', '/api/sample')).toMatchObject({ status: 200, body: { state: 'none', counts: {}, signIns: [] } })
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(await house.checksum()).toBe(before)
    expect((await owner('GET', '/api/customers')).body).toMatchObject({ count: 1 })
    expect((await find('0905123456'))[0].name).toBe('Trương Mỹ Ánh')
    expect((await owner('DELETE', '/api/sample')).status).toBe(200)
  })

  test('keeps a customer who was added while the sample was there, and their words', async () => {
    await load()
    await add({ name: 'Lê Quốc Thử', contacts: [{ kind: 'phone', value: '0905123457' }] })
    await owner('DELETE', '/api/sample')
    expect((await find('Quoc Thu')).map(({ name }: { name: string }) => name)).toEqual(['Lê Quốc Thử'])
    expect((await find('Qouc Thu')).map(({ name }: { name: string }) => name)).toEqual(['Lê Quốc Thử'])
    expect((await find('Wilson')).length).toBe(0)
    expect((await owner('GET', '/api/customers')).body).toMatchObject({ count: 2 })
  })

  test('is for those who may change the house', async () => {
    for (const role of ['reception', 'sales', 'read-only'] as const) {
      expect((await house.as(role)('GET', '/api/sample')).status).toBe(403)
      expect((await house.as(role)('DELETE', '/api/sample')).status).toBe(403)
    }
  })
})

function addDay(day: string, by: number): string {
  return new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10)
}
