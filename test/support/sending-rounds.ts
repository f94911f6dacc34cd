import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Running, startHouse } from './program.ts'
import { idsIn, letGo, onANewMorning, planAll, roomAt, statesOf } from './sending-town.ts'

/** Killing in the middle of sending, and counting afterwards: what the mail server has on its disk against what the house believes. */

const serverPid = (folder: string): number => JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')).pid
const postmasterPid = (folder: string): number =>
  Number(readFileSync(join(realpathSync(join(folder, 'postgres')), 'postmaster.pid'), 'utf8').split('\n')[0])

export type Victim = 'server' | 'postmaster'

export type Round = {
  victim: Victim
  planned: number
  accepted: number
  unknown: number
  /** Taken twice by the mail server. */
  twice: number
  /** The house says it was taken, and the mail server has not got it. */
  lost: number
  /** Neither sent nor shown as unknown. */
  forgotten: number
  /** Of the unknown ones, how many the mail server has. */
  unknownTaken: number
}

/** How many mails the mail server has taken by now. */
const taken = (file: string, before: number): number => idsIn(file).length - before

async function planned(folder: string, letterId: string): Promise<string> {
  const store = await roomAt(folder)
  try {
    await onANewMorning(store.database.db)
    const id = await planAll(store, folder, letterId, new Date())
    await letGo(store.database.db, id)
    return id
  } finally {
    await store.close()
  }
}

async function ended(folder: string, sendingId: string, atMost: number): Promise<Map<string, string>> {
  const until = Date.now() + atMost
  while (Date.now() < until) {
    const store = await roomAt(folder).catch(() => undefined)
    try {
      for (; store && Date.now() < until; await sleep(200)) {
        const { state, messages } = await statesOf(store.database.db, sendingId)
        if (state === 'done') return messages
        if (state === 'stopped') throw new Error('the sending stopped by itself')
      }
    } catch (error) {
      if (error instanceof Error && error.message.includes('by itself')) throw error
      await sleep(200)
    } finally {
      await store?.close().catch(() => undefined)
    }
  }
  throw new Error('the sending did not come to its end')
}

async function strike(victim: Victim, house: Running, folder: string): Promise<Running> {
  if (victim === 'postmaster') {
    process.kill(postmasterPid(folder), 'SIGKILL')
    return house
  }
  process.kill(serverPid(folder), 'SIGKILL')
  await house.ended
  return startHouse(folder)
}

/** One round: everybody is to get the letter, somebody is killed when `at` (0 to 1) of them have it, and it comes to its end after all. */
export async function round(
  { folder, file, letterId, house }: { folder: string; file: string; letterId: string; house: Running },
  victim: Victim,
  at: number,
  messages: number,
): Promise<{ result: Round; house: Running }> {
  const before = idsIn(file).length
  const sendingId = await planned(folder, letterId)
  while (taken(file, before) < messages * at) await sleep(5)
  const again = await strike(victim, house, folder)
  const states = await ended(folder, sendingId, 60_000 + messages * 20)
  const ids = idsIn(file).slice(before)
  const got = new Set(ids)
  const inState = (state: string) => [...states].filter(([, is]) => is === state).map(([id]) => id)
  const [accepted, unknown] = [inState('accepted'), inState('unknown')]
  const result: Round = {
    victim,
    planned: states.size,
    accepted: accepted.length,
    unknown: unknown.length,
    twice: ids.length - got.size,
    lost: accepted.filter((id) => !got.has(id)).length,
    forgotten: states.size - accepted.length - unknown.length,
    unknownTaken: unknown.filter((id) => got.has(id)).length,
  }
  return { result, house: again }
}

/** Clears what earlier rounds left, so that each round has rows of its own alone. */
export async function forget(folder: string): Promise<void> {
  const store = await roomAt(folder)
  try {
    for (const table of ['message_event', 'gate_verdict', 'reservation', 'message', 'sending'])
      await sql.raw(`delete from ${table}`).execute(store.database.db)
  } finally {
    await store.close()
  }
}
