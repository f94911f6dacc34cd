import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { readPhone } from '../../../platform/phone.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { readLine } from './register-rules.ts'
import * as store from './register-store.ts'

export { isOnDoNotCall } from './register-store.ts'

const AT_ONCE = 5000
const SHOWN = 50
const MOST_NUMBERS = 5_000_000

export type Loaded = { numbers: number; read: number; refused: number; refusedLines: { line: number; why: string }[] }

/** Puts a file of numbers in the place of the whole copy, in the transaction of the caller: all of it or nothing. */
export async function loadRegister(db: Db, file: Readable, by: { id: string | null; name: string }, now: Date): Promise<Loaded> {
  const found: Loaded = { numbers: 0, read: 0, refused: 0, refusedLines: [] }
  let waiting: string[] = []
  const write = async (): Promise<void> => {
    if (waiting.length > 0) found.numbers += await store.addNumbers(db, waiting)
    waiting = []
  }
  await store.emptyRegister(db)
  let place = 0
  for await (const text of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = readLine(text.slice(0, 400), ++place)
    if (!line) continue
    const read = readPhone(line.cell)
    if ('problem' in read) {
      found.refused++
      if (found.refusedLines.length < SHOWN) found.refusedLines.push({ line: line.line, why: read.problem })
      continue
    }
    if (++found.read > MOST_NUMBERS) throw new Refusal(413, 'consent.file_too_large', 'This file holds more numbers than the register has.')
    waiting.push(read.e164)
    if (waiting.length === AT_ONCE) await write()
  }
  await write()
  // A file of something else must not empty the copy that protects people.
  if (found.read === 0) throw new Refusal(422, 'consent.no_numbers', 'There is no number in this file; the copy stays as it was.')
  await store.keepLoad(db, { id: newId(), loadedAt: now, numbers: found.numbers, refused: found.refused, by: by.id, byName: by.name })
  return found
}

export async function registerNow(db: Db) {
  const load = await store.lastLoad(db)
  return { numbers: load?.numbers ?? 0, loadedAt: load?.loadedAt.toISOString() ?? null, loadedByName: load?.byName ?? null }
}

export type NewSender = Pick<store.Sender, 'channel' | 'name' | 'validUntil'>

export async function addSender(db: Db, asked: NewSender): Promise<store.Sender> {
  const sender = { ...asked, id: newId(), isCurrent: true, version: 1 }
  await store.addSender(db, sender)
  return sender
}

export type SenderChange = { name?: string | undefined; validUntil?: string | null | undefined; isCurrent?: boolean | undefined }

export async function changeSender(db: Db, senderId: string, change: SenderChange, version: number): Promise<store.Sender> {
  const before = (await store.findSenders(db)).find(({ id }) => id === senderId)
  if (!before) throw new Refusal(404, 'consent.no_such_sender', 'There is no such name.')
  const after = {
    ...before,
    name: change.name ?? before.name,
    validUntil: change.validUntil === undefined ? before.validUntil : change.validUntil,
    isCurrent: change.isCurrent ?? before.isCurrent,
    version,
  }
  if (!(await store.changeSender(db, after))) throw new Refusal(409, 'consent.changed_meanwhile', 'Somebody changed this meanwhile.')
  return { ...after, version: version + 1 }
}
