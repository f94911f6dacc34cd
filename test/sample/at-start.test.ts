import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { APP_ROLE } from '../../src/platform/db/migrate.ts'
import { newStartLink } from '../../src/rooms/team/public.ts'
import { clearSample, wakeSample } from '../../src/server/sample/actions.ts'
import { sampleAtStart } from '../../src/server/sample/at-start.ts'
import { sampleJobs } from '../../src/server/sample/jobs.ts'
import { markAsked } from '../../src/server/sample/store.ts'
import { aHouse } from '../support/house.ts'

const house = aHouse()
const folder = mkdtempSync(join(tmpdir(), 'quen-sample-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const where = () => ({ address: house.address, role: APP_ROLE })
const begin = () => sampleAtStart(house.db, where(), folder, house.now)
const clear = () => house.db.transaction().execute((tx) => clearSample(tx, house.now))
/** The start link is renewed at every start. */
const withoutLink = (checksum: string): string => checksum.replace(/^start_link.*$/m, '')
const waiting = async (): Promise<string[]> =>
  (await house.database.pool.query('select task_identifier as task from graphile_worker.jobs order by 1')).rows.map(({ task }) => task)

test('an empty house becomes Nhà Quen, and its start link stays', async () => {
  await newStartLink(house.db, house.now)
  const before = withoutLink(await house.checksum())
  const told = await begin()
  const password = readFileSync(join(folder, 'sample-password'), 'utf8').trim()
  expect(told.filter((sentence) => sentence.includes(password))).toHaveLength(1)
  expect((await house.as(undefined)('GET', '/api/front-door')).body).toMatchObject({ name: 'Nhà Quen', trade: 'hotel' })
  expect(await newStartLink(house.db, house.now)).toBeTruthy()
  expect((await begin()).join()).not.toContain(password)
  await clear()
  expect(withoutLink(await house.checksum())).toBe(before)
  await sampleJobs(house.db, where, folder)['sample.forget-password']?.({}, house.now)
  expect(existsSync(join(folder, 'sample-password'))).toBe(false)
})

test('a load that a crash interrupted goes on at the next start, and the next morning is planned once', { timeout: 90_000 }, async () => {
  await markAsked(house.db)
  await wakeSample(house.db)
  expect(await waiting()).toContain('sample.load')
  const jobs = sampleJobs(house.db, where, folder)
  await jobs['sample.load']?.({}, house.now)
  await jobs['sample.load']?.({}, house.now)
  await wakeSample(house.db)
  await jobs['sample.move']?.({}, house.now)
  expect((await waiting()).filter((task) => task === 'sample.move')).toHaveLength(1)
  expect((await house.as('owner')('GET', '/api/sample')).body).toMatchObject({ state: 'ready', counts: { customers: 1240 } })
  await clear()
  expect(await waiting()).not.toContain('sample.move')
})

test('a house with customers of its own keeps the sample out', async () => {
  await house.as('owner')('POST', '/api/customers', { name: 'Trương Mỹ Ánh' })
  expect((await begin()).join()).toContain('customers of its own')
  expect((await house.as('owner')('GET', '/api/customers')).body.count).toBe(1)
})
