import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/platform/db/db.ts'
import { APP_ROLE } from '../../src/platform/db/migrate.ts'
import { runInChild } from '../../src/rooms/loyalty/in-child.ts'
import { askForRun } from '../../src/rooms/loyalty/jobs.ts'
import { carryOut } from '../../src/rooms/loyalty/run.ts'
import { SCORING_LOCK } from '../../src/rooms/loyalty/scoring-lock.ts'
import { currentRun, findRun, openRun } from '../../src/rooms/loyalty/store.ts'
import { bringSample } from '../../src/server/sample/actions.ts'
import { aHouse } from '../support/house.ts'
import { open, shoppers } from './shop.ts'

const house = aHouse()
const owner = house.as('owner')
const folder = mkdtempSync(join(tmpdir(), 'quen-loyalty-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const own = shoppers(300, { seed: 5 })
const ground = () => ({ address: house.address, role: APP_ROLE })
const numberOf = async (text: string): Promise<number> => (await house.database.pool.query(text)).rows[0].n

async function bring(): Promise<void> {
  expect((await owner('POST', '/api/sample', {})).status).toBe(202)
  await bringSample(house.db, { data: folder, now: house.now })
}

/** A session that stops the run at a place of its way until it is ended. */
async function barrier(text: string): Promise<pg.Client> {
  const client = await connect(house.address)
  await client.query(`begin; ${text}`)
  return client
}

/** Until a session of this name waits for what the barrier holds; the app's own role may not see what others wait for. */
async function waitsFor(name: string): Promise<void> {
  const watch = await connect(house.address)
  const waiting = async (): Promise<number | null> =>
    (
      await watch.query(
        `select pid from pg_stat_activity where datname = current_database() and application_name = $1 and wait_event_type = 'Lock'`,
        [name],
      )
    ).rowCount
  try {
    await expect.poll(waiting, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0)
  } finally {
    await watch.end()
  }
}

/** No row of the sample, and none of nobody's. */
async function onlyOwnStay(): Promise<void> {
  for (const table of ['loyalty_run', 'customer_loyalty', 'customer_loyalty_next', 'loyalty_change', 'loyalty_day'])
    expect([table, await numberOf(`select count(*)::int as n from ${table} where is_sample`)]).toEqual([table, 0])
  for (const table of ['customer_loyalty', 'customer_loyalty_next', 'loyalty_change'])
    expect([
      table,
      await numberOf(`select count(*)::int as n from ${table} where customer_id not in (select customer_id from customer)`),
    ]).toEqual([table, 0])
  expect(await numberOf('select count(*)::int as n from customer_loyalty where run_id not in (select run_id from loyalty_run)')).toBe(0)
}

const later = (): void => {
  house.now = new Date(house.now.getTime() + 1000)
}

describe('a sample that is cleared while a run is reading it', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    await owner('GET', '/api/house')
    await open(house, own)
  })

  test('leaves nothing of itself, and a run that the sample had asked for goes with it', async () => {
    await bring()
    const asked = await openRun(house.db)
    const gate = await barrier(`select pg_advisory_xact_lock(${SCORING_LOCK})`)
    const running = runInChild(ground(), asked?.id ?? '', house.now)
    await waitsFor('quen loyalty')
    later()
    expect((await owner('DELETE', '/api/sample')).status).toBe(200)
    await gate.end()
    await running
    expect(await findRun(house.db, asked?.id ?? '')).toBeUndefined()
    await onlyOwnStay()
    expect(await numberOf('select count(*)::int as n from customer_loyalty')).toBe(0)
  })

  test('is not in a run that was asked for by hand either, which tells of those who are left', async () => {
    later()
    const next = await openRun(house.db)
    await carryOut(ground(), house.db, next?.id ?? '', house.now)
    const before = await currentRun(house.db)
    await bring()
    await carryOut(ground(), house.db, (await openRun(house.db))?.id ?? '', house.now)
    later()
    const id = await house.db.transaction().execute((db) => askForRun(db, 'asked', 'all-models', house.now))
    // Stopped when all was scored and written but the day's sums.
    const gate = await barrier('lock table loyalty_day in share mode')
    const running = runInChild(ground(), id, house.now)
    await waitsFor('quen loyalty')
    const cleared = owner('DELETE', '/api/sample')
    await waitsFor('quen')
    await gate.end()
    expect((await cleared).status).toBe(200)
    await running
    expect(await findRun(house.db, id)).toMatchObject({ state: 'done', isSample: false })
    expect((await currentRun(house.db))?.summary?.customers).toBe(before?.summary?.customers)
    expect(await numberOf('select count(*)::int as n from customer_loyalty')).toBe(own.length)
    await onlyOwnStay()
  })
})
