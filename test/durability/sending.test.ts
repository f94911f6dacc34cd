import type { ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MOST_OPEN } from '../../src/server/sending-worker.ts'
import { sendThrough } from '../support/mail-settings.ts'
import { newFolder, type Running, removeFolder, startHouse, stopHouse } from '../support/program.ts'
import { round, type Victim } from '../support/sending-rounds.ts'
import { aLetter, populate, roomAt, startSink } from '../support/sending-town.ts'

const ROUNDS = 3
const MESSAGES = 2000

let folder = ''
let file = ''
let letterId = ''
let sink: ChildProcess | undefined
let house: Running

beforeAll(async () => {
  folder = newFolder()
  file = join(folder, 'taken')
  writeFileSync(file, '')
  const { port, child } = await startSink(file)
  sink = child
  house = await startHouse(folder)
  const store = await roomAt(folder)
  await sendThrough(store.database.db, port)
  letterId = await aLetter(store.database.db, await populate(store.database.db, MESSAGES), new Date())
  await store.close()
}, 120_000)
afterAll(async () => {
  await stopHouse(house)
  sink?.kill('SIGKILL')
  removeFolder(folder)
}, 30_000)

describe('kill -9 in the middle of a newsletter', () => {
  test(`nobody gets it twice, nobody is forgotten, ${ROUNDS} times`, { timeout: 300_000 }, async () => {
    const victims: Victim[] = ['server', 'postmaster']
    let unknown = 0
    for (let n = 0; n < ROUNDS; n++) {
      const struck = await round({ folder, file, letterId, house }, victims[n % victims.length] ?? 'server', 0.15 + 0.25 * n, MESSAGES)
      house = struck.house
      const { result } = struck
      unknown += result.unknown
      expect(result).toMatchObject({ planned: MESSAGES, twice: 0, lost: 0, forgotten: 0 })
      // What was in the air when the power went is a handful, not the letter.
      expect(result.unknown).toBeLessThanOrEqual(MOST_OPEN)
    }
    console.info(`letters survived ${ROUNDS} kills: ${ROUNDS * MESSAGES} planned, 0 twice, 0 lost, ${unknown} shown as unknown`)
  })
})
