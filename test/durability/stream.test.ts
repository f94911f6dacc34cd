import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newFolder, type Running, removeFolder, startHouse, stopHouse } from '../support/program.ts'
import { openStream } from '../support/stream.ts'

let folder = ''
let house: Running

beforeAll(async () => {
  folder = newFolder()
  house = await startHouse(folder)
}, 120_000)
afterAll(async () => {
  if (house) await stopHouse(house)
  removeFolder(folder)
}, 60_000)

/** Opens the house as its owner; answers the cookie. */
async function start(): Promise<string> {
  const owner = { houseName: 'Nhà Quen', trade: 'hotel', language: 'vi', ownerName: 'Dũng', mail: 'dung@nha-quen.example' }
  const started = await fetch(`${house.address}/api/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: house.startLink?.split('#')[1], ...owner, password: 'một câu dễ nhớ' }),
  })
  expect(started.status).toBe(201)
  return started.headers.get('set-cookie')?.split(';')[0] ?? ''
}

test('an open screen outlives the death of the database, hears that something may be missing, and then the next call', {
  timeout: 90_000,
}, async () => {
  const cookie = await start()
  const stream = await openStream(house.address, { cookie })
  const postmaster = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(postmaster, 'SIGKILL')
  await stream.next('gap', 30_000)
  const ring = () =>
    fetch(`${house.address}/api/calls`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ from: '0570000101', callId: 'after', state: 'ringing' }),
    })
  await expect.poll(async () => (await ring()).status, { timeout: 30_000 }).toBe(202)
  expect(await stream.next('call')).toMatchObject({ state: 'ringing', isCalling: true })
  stream.close()
})
