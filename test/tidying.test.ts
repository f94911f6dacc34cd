import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { tidyingJobs } from '../src/server/tidying.ts'
import { aHouse } from './support/house.ts'

const house = aHouse()

test('an answer is kept for a day and then forgotten, and the next tidying is planned once', async () => {
  const ngoc = house.as('reception')
  const add = (key: string) => ngoc('POST', '/api/customers', { name: 'Lan Một Lần' }, { 'idempotency-key': key })
  const tidy = (now: Date) => tidyingJobs(house.db)['frame.tidy']?.({}, now)
  const first = await add('act-of-yesterday')
  house.now = new Date(house.now.getTime() + 23 * 3600_000)
  await tidy(house.now)
  expect((await add('act-of-yesterday')).body.id).toBe(first.body.id)
  house.now = new Date(house.now.getTime() + 2 * 3600_000)
  await tidy(house.now)
  expect((await add('act-of-yesterday')).body.id).not.toBe(first.body.id)
  const planned = await sql<{ n: number }>`select count(*) as n from graphile_worker.jobs where task_identifier = 'frame.tidy'`.execute(
    house.db,
  )
  expect(Number(planned.rows[0]?.n)).toBe(1)
})
