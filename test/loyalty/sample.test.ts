import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { APP_ROLE } from '../../src/platform/db/migrate.ts'
import { carryOut } from '../../src/rooms/loyalty/run.ts'
import { openRun } from '../../src/rooms/loyalty/store.ts'
import { bringSample } from '../../src/server/sample/actions.ts'
import { aHouse } from '../support/house.ts'

const house = aHouse()
const owner = house.as('owner')
const folder = mkdtempSync(join(tmpdir(), 'quen-loyalty-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tables = ['loyalty_run', 'customer_loyalty', 'customer_loyalty_next', 'loyalty_change', 'loyalty_day']
const rowsIn = async (table: string): Promise<number> =>
  (await house.database.pool.query(`select count(*)::int as n from ${table}`)).rows[0].n

describe('the sample house', () => {
  beforeAll(async () => {
    await owner('GET', '/api/house')
    await owner('POST', '/api/sample', {})
    await bringSample(house.db, { data: folder, now: house.now })
    const asked = await openRun(house.db)
    await carryOut({ address: house.address, role: APP_ROLE }, house.db, asked?.id ?? '', house.now)
  }, 60_000)

  test('shows every state, and the states are all who ever bought', async () => {
    const { counts, never, card } = (await owner('GET', '/api/loyalty')).body
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([])
    const sum = Object.values<number>(counts).reduce((one, other) => one + other, 0)
    expect(sum).toBe(await rowsIn('customer_stats'))
    expect(sum + never).toBe(await rowsIn('customer'))
    expect(card.model).toBe('mbgnbd')
  })

  const loyaltyOf = async (phone: string) => {
    const [found] = (await owner('GET', `/api/recognise?q=${phone}`)).body.people
    return (await owner('GET', `/api/customers/${found.id}/loyalty`)).body.loyalty
  }

  test('knows anh Cường, who comes every 75 days and has been silent for 140, as about to be lost, likely as the house’s measure has him', async () => {
    const cuong = await loyaltyOf('0570000104')
    expect(cuong).toMatchObject({ state: 'at-risk', rhythmDays: 75 })
    expect(cuong.lateBy).toBeGreaterThan(1.75)
    expect(cuong.chance).toBeGreaterThan(0.5)
    const silence = cuong.why.find(({ kind }: { kind: string }) => kind === 'silence')
    expect(silence.days).toBeGreaterThan(silence.longestGapDays)
  })

  test('knows cô Hà, who comes as ever, as loyal', async () => {
    const ha = await loyaltyOf('0570000105')
    expect(ha.state).toBe('loyal')
    expect(ha.lateBy).toBeLessThan(1.5)
  })

  test('says how many would be loyal by chance alone, and how many of them are late', async () => {
    const { card, counts } = (await owner('GET', '/api/loyalty')).body
    expect(card.loyal.counted).toBe(counts.loyal)
    const { rows } = await house.database.pool.query(`select count(*)::int as chance, count(*) filter (where late_by >= 1.5)::int as late
      from customer_loyalty where x > 0 and p_buy >= 0.5`)
    expect(card.loyal).toMatchObject({ byChance: rows[0].chance, late: rows[0].late })
    expect(card.loyal.late).toBeGreaterThan(0)
    expect(card.margin).toMatchObject({ from: 'costs', covers: expect.any(Number) })
  })

  test('leaves nothing behind when it is cleared', async () => {
    expect((await owner('DELETE', '/api/sample')).status).toBe(200)
    for (const table of tables) expect([table, await rowsIn(table)]).toEqual([table, 0])
  })
})
