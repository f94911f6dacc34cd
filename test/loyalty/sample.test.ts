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

const tables = ['loyalty_run', 'customer_loyalty', 'loyalty_change', 'loyalty_day']
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

  test('knows anh Cường, who comes every 75 days and has been silent for 140, as late', async () => {
    const [cuong] = (await owner('GET', '/api/recognise?q=0570000104')).body.people
    const { loyalty } = (await owner('GET', `/api/customers/${cuong.id}/loyalty`)).body
    expect(loyalty.lateBy).toBeGreaterThan(1.5)
    expect(loyalty.rhythmDays).toBe(75)
  })

  test('leaves nothing behind when it is cleared', async () => {
    expect((await owner('DELETE', '/api/sample')).status).toBe(200)
    for (const table of tables) expect([table, await rowsIn(table)]).toEqual([table, 0])
  })
})
