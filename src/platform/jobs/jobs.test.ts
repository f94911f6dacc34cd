import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { newId } from '../ids.ts'
import { announce, enqueue, type Job, runJobs } from './jobs.ts'

const house = aHouse()
const listeners = { 'guest.left': ['thank-them', 'tidy-the-room'] }

const counts = async (): Promise<{ news: number; jobs: number }> => {
  const found = await sql<{ news: number; jobs: number }>`select (select count(*) from news) as news,
    (select count(*) from graphile_worker.jobs) as jobs`.execute(house.db)
  return { news: Number(found.rows[0]?.news), jobs: Number(found.rows[0]?.jobs) }
}

describe('news', () => {
  test('and the jobs it sets off are written with the act, one for each listener', async () => {
    const before = await counts()
    await house.db.transaction().execute((db) => announce(db, listeners, 'guest.left', { customerId: newId() }, house.now))
    expect(await counts()).toEqual({ news: before.news + 1, jobs: before.jobs + 2 })
  })

  test('of an act that was taken back was never told', async () => {
    const before = await counts()
    const act = house.db.transaction().execute(async (db) => {
      await announce(db, listeners, 'guest.left', { customerId: newId() }, house.now)
      throw new Error('changed my mind')
    })
    await expect(act).rejects.toThrow('changed my mind')
    expect(await counts()).toEqual(before)
  })
})

describe('a job', () => {
  test('runs soon after the act commits, with what it was told', async () => {
    const told: unknown[] = []
    const { promise: ran, resolve: done } = Promise.withResolvers<void>()
    const job: Job = async (payload) => {
      told.push(payload)
      done()
    }
    const runner = await runJobs(house.address, { 'write-it-down': job }, () => house.now, { error: () => undefined })
    await house.db.transaction().execute((db) => enqueue(db, 'write-it-down', { room: '203' }))
    await ran
    await runner.stop()
    expect(told).toEqual([{ room: '203' }])
  })
})
