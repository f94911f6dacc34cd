import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../src/platform/db/db.ts'
import { openStoreRoom } from '../../src/server/store-room.ts'
import { newFolder, quen, removeFolder, startHouse, stopHouse } from '../support/program.ts'

let folder = ''
let token = ''
beforeAll(async () => {
  folder = newFolder()
  token = (await quen(['token', 'create', '--name', 'sealed', '--role', 'owner', '--data', folder])).out.trim()
}, 120_000)
afterAll(() => removeFolder(folder))

const headers = () => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` })
const serverPid = (): number => JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')).pid

/** Asks the database of the stopped house as the one who may do anything. */
async function asSuperuser(statement: string): Promise<Record<string, unknown>[]> {
  const store = await openStoreRoom({ data: folder, port: 0, host: '127.0.0.1', databaseUrl: undefined }, { max: 1 })
  const client = await connect(store.address)
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
    await store.close()
  }
}

/** Writes, and is killed with the last answer on its way: what was acknowledged has its row, and no seal yet. */
async function killAfterWrites(): Promise<number> {
  const house = await startHouse(folder)
  for (let at = 0; at < 10; at++) {
    const answer = await fetch(`${house.address}/api/customers`, { method: 'POST', headers: headers(), body: '{"name":"Lan Anh"}' })
    expect(answer.status).toBe(201)
  }
  process.kill(serverPid(), 'SIGKILL')
  await house.ended
  return Number((await asSuperuser('select count(*) as n from audit_waiting'))[0]?.n)
}

test('killed between an act and its seal, the house seals it when it starts again, and the trail is whole', {
  timeout: 120_000,
}, async () => {
  // A seal may just have been set when the house was killed; then it is killed again.
  let waiting = 0
  // The key made on the command line is the first row.
  let written = 1
  for (let round = 0; round < 4 && waiting === 0; round++) {
    waiting = await killAfterWrites()
    written += 10
  }
  expect(waiting).toBeGreaterThan(0)
  const house = await startHouse(folder)
  const state = async () =>
    (await (await fetch(`${house.address}/api/audit/state`, { headers: headers() })).json()) as { sealed: number; waiting: number }
  await expect.poll(async () => (await state()).waiting, { timeout: 5000, interval: 50 }).toBe(0)
  expect((await state()).sealed).toBe(written)
  const whole = await quen(['audit', 'verify', '--json', '--data', folder])
  expect([whole.code, JSON.parse(whole.out)]).toMatchObject([0, { isWhole: true, rows: written }])
  await stopHouse(house)
})

test('what is altered while nobody is at home is named by the command, by its place', { timeout: 120_000 }, async () => {
  const before = await quen(['audit', 'verify', '--data', folder])
  expect([before.code, before.out]).toEqual([0, expect.stringContaining('nguyên vẹn · whole')])
  await asSuperuser(`update audit set act = 'createCustomes' where audit_id = (select audit_id from audit_seal where seq = 4)`)
  const altered = await quen(['audit', 'verify', '--data', folder])
  expect(altered.code).toBe(1)
  expect(altered.out).toMatch(/^#4 /)
  await asSuperuser(`update audit set act = 'createCustomer' where act = 'createCustomes'`)
  await asSuperuser(
    'with cut as (delete from audit_seal where seq > 7 returning audit_id) delete from audit using cut where cut.audit_id = audit.audit_id',
  )
  const cut = await quen(['audit', 'verify', '--json', '--data', folder])
  expect([cut.code, JSON.parse(cut.out).fault]).toMatchObject([1, { kind: 'cut', seq: 8 }])
})

test('a verb nobody knows is said to be misused', async () => {
  expect((await quen(['audit', 'mend', '--data', folder])).code).toBe(64)
})
