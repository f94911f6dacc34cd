import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { countStates, currentRun } from '../../src/rooms/loyalty/store.ts'
import { fitModel } from '../../src/science/fit.ts'
import { fitSpend } from '../../src/science/gamma-gamma.ts'
import { type Histories, totalsOf } from '../../src/science/histories.ts'
import { occasionsOf } from '../../src/science/occasions.ts'
import { summaryOf } from '../../src/science/summary.ts'
import { addDays, dayNumber } from '../../src/values/civil-date.ts'
import { aFile, bring } from '../exchange/scene.ts'
import { cdnowHistories, reference } from '../fixtures/cdnow/cdnow.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { run } from './shop.ts'

/** The whole way of published logs: a plain file, the import, the orders' days, a run; beside it the science on the same days. */

async function settle(house: TestHouse, today: string, currency: string): Promise<void> {
  house.now = new Date(`${today}T06:00:00Z`)
  await house.database.pool.query('update house set currency = $1', [currency])
}

async function sameParameters(house: TestHouse, histories: Histories): Promise<void> {
  const good = await currentRun(house.db)
  const { fit } = fitModel('mbgnbd', histories)
  expect(good?.summary).toMatchObject({ customers: totalsOf(histories).customers, repeaters: fit?.repeaters })
  const found = new Map(Object.entries(good?.fit.model.parameters ?? {}))
  expect(found.size).toBe(4)
  for (const [name, value] of Object.entries(fit?.model.parameters ?? {}))
    expect([name, found.get(name)]).toEqual([name, expect.closeTo(value, 9)])
  expect(good?.fit.logLikelihood).toBeCloseTo(fit?.logLikelihood ?? 0, 6)
}

async function everybodyStandsSomewhere(house: TestHouse, buyers: number, everybody: number): Promise<void> {
  const states = await countStates(house.db)
  expect(Object.values(states).reduce((one, other) => one + other, 0)).toBe(buyers)
  const { counts, never, card } = (await house.as('owner')('GET', '/api/loyalty')).body
  expect(counts).toEqual(states)
  expect(buyers + never).toBe(everybody)
  expect(card.customers).toBe(buyers)
}

describe('CDNOW’s 2,357 customers, as of 30 September 1997', () => {
  const house = aHouse()
  const TODAY = '1997-09-30'
  const visits: { customer: number; day: string; cents: number }[] = []

  /** Some spend much and some little, each now more and now less. */
  const centsOf = (customer: number, nth: number): number =>
    Math.round(900 * Math.exp(((customer * 7919) % 1000) / 400) * (0.6 + ((customer * 31 + nth * 17) % 9) / 10))

  /** An order for each day of each counted history: the first, the last, and the others evenly between. */
  function plan(): void {
    const { repeats, spanDays, ageDays, customers } = cdnowHistories()
    let customer = 0
    customers.forEach((times, row) => {
      const [x = 0, span = 0, age = 0] = [repeats[row], spanDays[row], ageDays[row]]
      for (let one = 0; one < times; one++, customer++)
        for (let nth = 0; nth <= x; nth++) {
          const day = addDays(TODAY, -age + (x === 0 ? 0 : Math.round((span * nth) / x)))
          visits.push({ customer, day, cents: centsOf(customer, nth) })
        }
    })
  }

  beforeAll(async () => {
    plan()
    await settle(house, TODAY, 'USD')
    const lines = visits.map(({ customer, day, cents }) => `${customer + 1},${day},${(cents / 100).toFixed(2)}`)
    const path = aFile('cdnow.csv', `customer_id,date,amount\n${lines.join('\n')}\n`)
    const { answer } = await bring(house, path, 'orders', { settings: { currency: 'USD' } })
    expect(answer).toMatchObject({ rows: visits.length, added: visits.length, refused: 0 })
    await run(house)
  }, 90_000)

  test('have the parameters that the science finds, which are the published ones', async () => {
    await sameParameters(house, cdnowHistories())
    const good = await currentRun(house.db)
    const published = reference.fits.mbgnbd
    for (const [name, value] of Object.entries(good?.fit.model.parameters ?? {}))
      expect([name, Math.abs(value - (published?.params[name] ?? 0)) / (published?.se[name] ?? 1) < 0.05]).toEqual([name, true])
    expect(Math.abs((good?.fit.logLikelihood ?? 0) - (published?.logLik ?? 0))).toBeLessThan(0.001)
  })

  test('spend as the science finds it of the same orders', async () => {
    const later = new Map<number, { days: number; cents: number }>()
    let before = -1
    for (const { customer, cents } of visits) {
      const { days, cents: sum } = later.get(customer) ?? { days: 0, cents: 0 }
      if (customer === before) later.set(customer, { days: days + 1, cents: sum + cents })
      before = customer
    }
    const spent = [...later.values()]
    const { fit } = fitSpend(
      Float64Array.from(spent, ({ days }) => days),
      Float64Array.from(spent, ({ days, cents }) => cents / days),
    )
    const spend = (await currentRun(house.db))?.spend
    expect(spend?.customers).toBe(fit?.customers)
    expect(fit?.customers).toBeGreaterThan(900)
    for (const name of ['p', 'q', 'gamma'] as const)
      expect([name, (spend?.parameters[name] ?? 0) / (fit?.parameters[name] ?? 1)]).toEqual([name, expect.closeTo(1, 6)])
  })

  test('all stand somewhere', () => everybodyStandsSomewhere(house, 2357, 2357))
})

describe('a UK shop’s 10,531 invoices, as of their last day', () => {
  const house = aHouse()
  const path = join(import.meta.dirname, '..', 'fixtures', 'online-retail', 'online-retail.csv')
  const TODAY = '2011-12-09'

  /** Of the orders as they came in, with the refunds that the import found the orders of. */
  async function histories(): Promise<Histories> {
    const { rows } = await house.database.pool.query<{
      order_id: string
      customer_id: string
      day: string
      total: number
      refund_of: string | null
    }>('select order_id, customer_id, day, total, refund_of from orders')
    const customers = new Map([...new Set(rows.map((row) => row.customer_id))].map((id, at) => [id, at]))
    const orders = new Map(rows.map((row, at) => [row.order_id, at]))
    const { occasions, counts } = occasionsOf({
      customer: Int32Array.from(rows, (row) => customers.get(row.customer_id) ?? -1),
      day: Int32Array.from(rows, ({ day }) => dayNumber(day)),
      amount: Float64Array.from(rows, ({ total }) => total),
      refundOf: Int32Array.from(rows, (row) => orders.get(row.refund_of ?? '') ?? -1),
    })
    expect(counts).toMatchObject({ rows: 10_531, refunds: 1708, zeroAmount: 4 })
    return summaryOf(occasions, { asOfDay: dayNumber(TODAY) }).histories
  }

  beforeAll(async () => {
    await settle(house, TODAY, 'GBP')
    const { answer } = await bring(house, path, 'orders', { settings: { currency: 'GBP' } })
    expect(answer).toMatchObject({ added: 10_531, refused: 0 })
    await run(house)
  }, 90_000)

  test('have the parameters that the science finds', async () => sameParameters(house, await histories()))

  test('stand somewhere, each who ever bought, and last came when their last invoice says', async () => {
    await everybodyStandsSomewhere(house, totalsOf(await histories()).customers, 2187)
    const good = await currentRun(house.db)
    expect(good?.summary?.lastDay).toBe(TODAY)
  })
})
