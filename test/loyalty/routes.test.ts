import { beforeAll, describe, expect, test } from 'vitest'
import { APP_ROLE } from '../../src/platform/db/migrate.ts'
import { runJobs } from '../../src/platform/jobs/jobs.ts'
import { loyaltyStates } from '../../src/rooms/loyalty/contract.ts'
import { loyaltyJobs, nextNight } from '../../src/rooms/loyalty/jobs.ts'
import { may, roles } from '../../src/values/rights.ts'
import { aHouse } from '../support/house.ts'
import { open, run, shoppers } from './shop.ts'

const house = aHouse()
const owner = house.as('owner')

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at by tests, field by field.
type Any = any
const state = async (): Promise<Any> => (await owner('GET', '/api/loyalty')).body
const list = async (query: string): Promise<Any> => (await owner('GET', `/api/loyalty/customers?limit=200&${query}`)).body
const all = shoppers(700, { seed: 11 })

beforeAll(async () => {
  await open(house, all)
  await owner('POST', '/api/customers', { name: 'Chưa Mua Gì' })
  await run(house, 'all-models')
})

describe('every figure opens the customers behind it', () => {
  test('of each state, of all who bought and of those who never did, with the same count', async () => {
    const { counts, never } = await state()
    let sum = 0
    for (const one of loyaltyStates) {
      const { rows, count } = await list(`state=${one}`)
      expect([one, count]).toEqual([one, counts[one]])
      expect(rows.every(({ loyalty }: Any) => loyalty.state === one)).toBe(true)
      expect(rows.length).toBe(Math.min(count, 200))
      sum += count
    }
    expect((await list('state=bought')).count).toBe(sum)
    const none = await list('state=none')
    expect(none).toMatchObject({ count: never, rows: [{ name: 'Chưa Mua Gì', loyalty: null }] })
    expect(sum + never).toBe((await owner('GET', '/api/customers')).body.count)
    expect((await list('')).count).toBe(sum + never)
  })

  test('of who came to a state and who left it in a time: what was there, with those who came, without those who left', async () => {
    const days = await house.database.pool.query(`select day, counts from loyalty_day order by day`)
    const [first, last] = [days.rows[3], days.rows.at(-1)]
    for (const one of loyaltyStates) {
      const time = `since=${first.day}&until=${last.day}`
      const [entered, left] = [await list(`entered=${one}&${time}`), await list(`left=${one}&${time}`)]
      expect([one, first.counts[one] + entered.count - left.count]).toEqual([one, last.counts[one]])
      expect(entered.rows.every(({ loyalty }: Any) => loyalty.state === one)).toBe(true)
    }
    expect((await owner('GET', '/api/loyalty/customers?entered=loyal')).body.code).toBe('loyalty.since_needed')
  })

  test('in the order of chance or of value, window by window', async () => {
    const chances = (await list('sort=-chance')).rows.map(({ loyalty }: Any) => loyalty.chance)
    expect(chances).toEqual([...chances].sort((a, b) => b - a))
    const [one, two] = [await list('sort=-value'), (await owner('GET', '/api/loyalty/customers?sort=-value&offset=1&limit=1')).body]
    expect(two.rows[0].id).toBe(one.rows[1].id)
  })
})

describe('somebody’s own page', () => {
  test('tells where they stand, why, what may come, and how it went since the first purchase', async () => {
    const shopper = all.find(({ days }) => days.length > 6)
    const { loyalty, hasBought, missing } = (await owner('GET', `/api/customers/${shopper?.id}/loyalty`)).body
    expect([hasBought, missing]).toEqual([true, []])
    expect(loyalty.isEstimated).toBe(true)
    expect(loyalty.why.map(({ kind }: Any) => kind)).toEqual(expect.arrayContaining(['visits', 'silence', 'chance']))
    const { value, low, high } = loyalty.expectedPurchases
    expect(low < value && value < high).toBe(true)
    expect(loyalty.presentValue.minor).toBe(loyalty.value.minor)
    expect(loyalty.presentValue.minor).toBeLessThan(loyalty.expectedValue.minor)
    expect(loyalty.trace.length).toBeLessThanOrEqual(200)
    expect(loyalty.trace.at(-1).alive).toBeCloseTo(loyalty.alive, 12)
    expect(loyalty.purchases).toEqual([...new Set(shopper?.days)])
    expect(loyalty.history.at(-1).to).toBe(loyalty.state)
  })

  test('says of one who came once that it is too early, and of one who never bought nothing', async () => {
    const once = all.find(({ days }) => days.length === 1)
    expect((await owner('GET', `/api/customers/${once?.id}/loyalty`)).body.loyalty.isEstimated).toBe(false)
    const made = (await owner('POST', '/api/customers', { name: 'Mới Hỏi Thăm' })).body
    expect((await owner('GET', `/api/customers/${made.id}/loyalty`)).body).toEqual({ loyalty: null, hasBought: false, missing: [] })
  })
})

describe('money', () => {
  test.each(roles)('is seen by %s only if their role sees values', async (role) => {
    const ask = house.as(role)
    const seesValues = may(role, 'see.values')
    const id = all.find(({ days }) => days.length > 3)?.id ?? ''
    const addresses = [`/api/customers/${id}/loyalty`, '/api/loyalty/customers?state=bought', '/api/loyalty']
    for (const address of addresses) {
      const { status, text } = await ask('GET', address)
      expect([address, status]).toEqual([address, 200])
      const money = [...text.matchAll(/"(value|expectedValue|presentValue|minor)":[{\d]/g)].filter(([whole]) => !/"value":\d/.test(whole))
      expect([address, money.length > 0]).toEqual([address, seesValues && address !== '/api/loyalty'])
    }
    const byValue = await ask('GET', '/api/loyalty/customers?sort=-value')
    expect(byValue.status).toBe(seesValues ? 200 : 403)
    expect((await ask('GET', '/api/loyalty')).body.setting !== undefined).toBe(may(role, 'house.settings'))
  })
})

describe('the model’s card', () => {
  test('shows what was tried, what was chosen, and the forecast beside what happened', async () => {
    const { card, lastRun } = await state()
    expect(lastRun).toMatchObject({ state: 'done', kind: 'asked', isKept: false })
    expect(card.tried.map(({ model }: Any) => model)).toEqual(['mbgnbd', 'bgnbd', 'pareto'])
    expect(card.tried.map(({ model }: Any) => model)).toContain(card.model)
    expect(card.parameters.length).toBe(4)
    expect(card.backTest.byFrequency.length).toBe(8)
    expect(card.backTest.byFrequency.reduce((sum: number, row: Any) => sum + row.actual, 0)).toBe(card.backTest.total.actual)
    expect(card.backTest.calibration.reduce((sum: number, row: Any) => sum + row.customers, 0)).toBe(card.backTest.customers)
  })
})

describe('other thresholds', () => {
  const changed = async (more: object): Promise<Any> => {
    const { version, ...setting } = (await state()).setting
    return { setting: { ...setting, ...more }, version }
  }

  test('are shown with their effect first, and nothing changes', async () => {
    const before = await house.checksum()
    const { setting } = await changed({ thetaEnter: 0.8, cycleDays: 90 })
    const shown = (await owner('POST', '/api/loyalty/preview', setting)).body
    expect(shown.before).toEqual((await state()).counts)
    expect(shown.after).not.toEqual(shown.before)
    expect(shown.moved).toBeGreaterThan(0)
    expect(await house.checksum()).toBe(before)
  })

  test('kept, they do exactly what was shown', async () => {
    const { setting, version } = await changed({ thetaEnter: 0.8, cycleDays: 90, lateAfter: 1.2, riskAfter: 1.4 })
    const shown = (await owner('POST', '/api/loyalty/preview', setting)).body
    expect((await owner('PUT', '/api/loyalty/setting', { ...setting, version })).status).toBe(200)
    expect((await owner('PUT', '/api/loyalty/setting', { ...setting, version })).body.code).toBe('loyalty.changed_meanwhile')
    await run(house, 'kept')
    expect((await state()).counts).toEqual(shown.after)
  })

  test('of lateness move those whom they are about, between cooling and at risk', async () => {
    const { setting } = await changed({ riskAfter: 20 })
    const patient = (await owner('POST', '/api/loyalty/preview', setting)).body
    expect(patient.after.cooling).toBeGreaterThan(patient.before.cooling)
    expect(patient.after['at-risk']).toBe(patient.before['at-risk'] - patient.moved)
    expect(patient.after.loyal).toBe(patient.before.loyal)
  })

  test('out of their order are refused', async () => {
    for (const more of [{ thetaLeave: 0.9 }, { lostBelow: 0.6 }, { lateAfter: 1.6, riskAfter: 1.5 }]) {
      const { setting, version } = await changed(more)
      expect((await owner('POST', '/api/loyalty/preview', setting)).body.code).toBe('loyalty.thresholds_crossed')
      expect((await owner('PUT', '/api/loyalty/setting', { ...setting, version })).body.code).toBe('loyalty.thresholds_crossed')
    }
  })
})

describe('by themselves', () => {
  test('figures follow an order within moments, and a run that was asked for is made beside the house', { timeout: 60_000 }, async () => {
    const done = Promise.withResolvers<void>()
    const ran = Promise.withResolvers<void>()
    const jobs = loyaltyJobs(house.db, () => ({ address: house.address, role: APP_ROLE }))
    const watched = Object.fromEntries(
      Object.entries(jobs).map(([name, job]) => [
        name,
        async (payload: Record<string, unknown>, now: Date) => {
          await job(payload, now)
          if (name === 'loyalty.score') done.resolve()
          if (name === 'loyalty.run') ran.resolve()
        },
      ]),
    )
    const runner = await runJobs(house.address, watched, () => house.now, { error: (text) => done.reject(new Error(text)) })
    try {
      const [quiet] = (await list('sort=chance')).rows
      house.now = new Date(house.now.getTime() + 1000)
      expect((await owner('POST', '/api/loyalty/run', {})).status).toBe(202)
      await ran.promise
      const begun = performance.now()
      await owner('POST', `/api/customers/${quiet.id}/orders`, { total: 300_000, lines: [] })
      await done.promise
      expect(performance.now() - begun).toBeLessThan(2000)
      const { loyalty } = (await owner('GET', `/api/customers/${quiet.id}/loyalty`)).body
      expect(loyalty.lastDay).toBe('2026-11-23')
      expect(loyalty.chance).toBeGreaterThan(quiet.loyalty.chance)
    } finally {
      await runner.stop()
    }
  })

  test('the night’s run is at ten past three by the house’s clock', () => {
    const night = (now: string, zone = 'Asia/Ho_Chi_Minh'): string => nextNight(zone, new Date(now)).toISOString()
    expect(night('2026-11-23T06:52:00Z')).toBe('2026-11-23T20:10:00.000Z')
    expect(night('2026-11-23T19:00:00Z')).toBe('2026-11-23T20:10:00.000Z')
    expect(night('2026-11-23T20:10:00Z')).toBe('2026-11-24T20:10:00.000Z')
    expect(night('2026-03-28T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T01:10:00.000Z')
  })
})
