import { createHash } from 'node:crypto'
import type { Db } from '../../platform/db/db.ts'
import { networkOf } from '../../platform/http/knocks.ts'
import { countFailure, forgetFailures, heldOf } from '../../platform/http/limits.ts'
import { accountHolds, networkHold, signInMail } from './rules.ts'

/** A name is counted whether anybody has it or not, and kept as its hash: the table tells nobody who works here. */
const accountKeys = (mail: string): string[] => {
  const name = createHash('sha256')
    .update(signInMail(mail) ?? mail.trim().toLowerCase())
    .digest('base64url')
  return accountHolds.map((_, at) => `sign-in:name:${name}:${at}`)
}

const networkKey = (from: string): string => `sign-in:network:${networkOf(from)}`

const latest = (dates: Iterable<Date | undefined>): Date | undefined => {
  let last: Date | undefined
  for (const date of dates) if (date && (!last || date > last)) last = date
  return last
}

/** Until when nobody may try at this name from this network. */
export const waitsAt = async (db: Db, mail: string, from: string, now: Date): Promise<Date | undefined> =>
  latest((await heldOf(db, [...accountKeys(mail), networkKey(from)], now)).values())

/** Until when each of these names is held, for those that are. */
export async function waitsOf(db: Db, mails: readonly string[], now: Date): Promise<Map<string, Date>> {
  const keys = new Map(mails.map((mail) => [mail, accountKeys(mail)]))
  const held = await heldOf(db, [...keys.values()].flat(), now)
  const waits = new Map<string, Date>()
  for (const [mail, own] of keys) {
    const until = latest(own.map((key) => held.get(key)))
    if (until) waits.set(mail, until)
  }
  return waits
}

/** Counts a wrong password or code; must stand outside the transaction that the refusal takes back. */
export async function countWrong(db: Db, mail: string, from: string, now: Date): Promise<void> {
  for (const [at, key] of accountKeys(mail).entries()) {
    const rule = accountHolds[at]
    if (rule) await countFailure(db, key, { ...rule, now })
  }
  await countFailure(db, networkKey(from), { ...networkHold, now })
}

/** The right secret was given, or somebody of the house let them in: the name starts anew. The network does not. */
export async function forgetAttempts(db: Db, mail: string): Promise<void> {
  for (const key of accountKeys(mail)) await forgetFailures(db, key)
}

const queues = new Map<string, Promise<unknown>>()

/** One attempt at a name after the other, so that fifty at once are counted as fifty in a row are. */
export async function inTurn<T>(mail: string, attempt: () => Promise<T>): Promise<T> {
  const key = accountKeys(mail)[0] ?? ''
  const before = queues.get(key) ?? Promise.resolve()
  const own = before.then(attempt, attempt)
  queues.set(key, own)
  try {
    return await own
  } finally {
    if (queues.get(key) === own) queues.delete(key)
  }
}
