import type { ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSecrets } from '../../src/platform/secrets.ts'
import { writeKey } from '../../src/rooms/messages/page/links.ts'
import { createToken } from '../../src/rooms/team/public.ts'
import type { StoreRoom } from '../../src/server/store-room.ts'
import { sendThrough } from '../support/mail-settings.ts'
import { newFolder, type Running, removeFolder, startHouse, stopHouse } from '../support/program.ts'
import { aLetter, letGo, onANewMorning, planAll, populate, roomAt, seenIn, startSink } from '../support/sending-town.ts'

const MESSAGES = 2000
/** So long the mail server thinks about each mail: thousands wait in the house when somebody says stop. */
const THINKS_FOR = 1000
const WITHIN = 2000
/** Some of them are about to leave the house when they say so; nobody stands further back than a few seconds. */
const LEAVING = { after: 20, people: 60 }

let folder = ''
let file = ''
let sendingId = ''
let sink: ChildProcess | undefined
let house: Running
let store: StoreRoom
let token = ''

beforeAll(async () => {
  folder = newFolder()
  file = join(folder, 'taken')
  for (const name of [file, `${file}.seen`]) writeFileSync(name, '')
  const { port, child } = await startSink(file, { thinksFor: THINKS_FOR })
  sink = child
  // Every customer knocks from a network of their own, as they do.
  process.env.QUEN_TRUSTED_PROXY = '127.0.0.1'
  house = await startHouse(folder)
  store = await roomAt(folder)
  const { db } = store.database
  await sendThrough(db, port)
  const letterId = await aLetter(db, await populate(db, MESSAGES), new Date())
  await onANewMorning(db)
  sendingId = await planAll(store, folder, letterId, new Date())
  ;({ token } = await createToken(db, { name: 'marketing', role: 'marketing' }, undefined, new Date()))
}, 120_000)
afterAll(async () => {
  delete process.env.QUEN_TRUSTED_PROXY
  await store.close()
  await stopHouse(house)
  sink?.kill('SIGKILL')
  removeFolder(folder)
}, 30_000)

/** Asks the house, and answers when it had answered. */
async function say(what: 'pause' | 'resume' | 'cancel'): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${house.address}/api/sendings/${sendingId}/${what}`, { method: 'POST', headers, body: '{}' })
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(sendingId)])
  return Date.now()
}

async function untilSeen(more: number): Promise<void> {
  const enough = seenIn(file).length + more
  await expect.poll(() => seenIn(file).length, { timeout: 20_000, interval: 50 }).toBeGreaterThanOrEqual(enough)
}

/** Waits until something handed over too late would have been seen, and answers what was. */
async function tooLate(since: number): Promise<number> {
  await sleep(since + WITHIN + 2 * THINKS_FOR - Date.now())
  return seenIn(file).filter(({ at }) => at > since + WITHIN).length
}

async function counts(): Promise<Record<string, number>> {
  const found = await sql<{ state: string; n: number }>`select state, count(*)::int as n from message where sending_id = ${sendingId}::uuid
    group by 1`.execute(store.database.db)
  return Object.fromEntries(found.rows.map(({ state, n }) => [state, n]))
}

describe('thousands wait for a slow mail server', () => {
  test('paused, nothing new is handed over after two seconds, and it goes on where it was', async () => {
    await letGo(store.database.db, sendingId)
    await untilSeen(60)
    const paused = await say('pause')
    expect(await tooLate(paused)).toBe(0)
    expect((await counts())['ready']).toBeGreaterThan(MESSAGES / 2)
    await say('resume')
    await untilSeen(30)
  }, 60_000)

  test('who leaves on their own page gets nothing that had not left two seconds later', async () => {
    const { db } = store.database
    const next = await sql<{ customer_id: string; message_id: string }>`select m.customer_id, m.message_id
      from message m where m.sending_id = ${sendingId}::uuid and m.state in ('ready', 'claimed')
      order by m.state, m.not_before nulls first, m.message_id offset ${LEAVING.after} limit ${LEAVING.people}`.execute(db)
    const keyring = openSecrets(() => folder)
    const left = new Map<string, number>()
    const leave = async (customerId: string, messageId: string, nth: number): Promise<void> => {
      const answer = await fetch(`${house.address}/k/${writeKey(keyring, { customerId, madeOn: new Date() })}/one-click`, {
        method: 'POST',
        body: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': `10.0.${nth}.1` },
      })
      expect(answer.status).toBe(200)
      left.set(messageId, Date.now())
    }
    await Promise.all(next.rows.map(({ customer_id, message_id }, nth) => leave(customer_id, message_id, nth)))
    const fate = async () => {
      const found = await sql<{ state: string; n: number }>`select state, count(*)::int as n from message
        where sending_id = ${sendingId}::uuid and customer_id = any(${next.rows.map((row) => row.customer_id)}::uuid[]) group by 1`.execute(
        db,
      )
      return Object.fromEntries(found.rows.map(({ state, n }) => [state, n]))
    }
    const waits = async () => {
      const { ready = 0, claimed = 0, submitting = 0 } = await fate()
      return ready + claimed + submitting
    }
    await expect.poll(waits, { timeout: 30_000, interval: 100 }).toBe(0)
    // The one goodbye that they get is another letter.
    const late = seenIn(file).flatMap(({ at, id }) => {
      const after = at - (left.get(id) ?? Number.POSITIVE_INFINITY)
      return after > WITHIN ? [after] : []
    })
    expect(late).toEqual([])
    expect((await fate())['suppressed']).toBeGreaterThan(LEAVING.people / 4)
  }, 60_000)

  test('cancelled, nothing new is handed over after two seconds, and nothing waits any more', async () => {
    const cancelled = await say('cancel')
    expect(await tooLate(cancelled)).toBe(0)
    const { cancelled: never = 0, accepted = 0, suppressed = 0, ...others } = await counts()
    expect(never).toBeGreaterThan(MESSAGES / 2)
    expect([never + accepted + suppressed, others]).toEqual([MESSAGES, {}])
  }, 60_000)
})
