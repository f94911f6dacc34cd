import { createHash } from 'node:crypto'
import type { Db } from '../../platform/db/db.ts'
import { networkOf } from '../../platform/http/knocks.ts'
import { countFailure, forgetFailures, heldOf } from '../../platform/http/limits.ts'
import { Refusal } from '../../platform/refusal.ts'
import { accountHolds, networkHold, signInMail } from './rules.ts'

const keysOf = (subject: string): string[] => accountHolds.map((_, at) => `${subject}:${at}`)

/** A name is counted whether anybody has it or not, and kept as its hash: the table tells nobody who works here. */
const nameKeys = (mail: string): string[] => {
  const name = createHash('sha256')
    .update(signInMail(mail) ?? mail.trim().toLowerCase())
    .digest('base64url')
  return keysOf(`sign-in:name:${name}`)
}

const networkKey = (from: string): string => `sign-in:network:${networkOf(from)}`

const latest = (dates: Iterable<Date | undefined>): Date | undefined => {
  let last: Date | undefined
  for (const date of dates) if (date && (!last || date > last)) last = date
  return last
}

/** Until when nobody may try at this name from this network. */
export const waitsAt = async (db: Db, mail: string, from: string, now: Date): Promise<Date | undefined> =>
  latest((await heldOf(db, [...nameKeys(mail), networkKey(from)], now)).values())

/** Until when each of these names is held, for those that are. */
export async function waitsOf(db: Db, mails: readonly string[], now: Date): Promise<Map<string, Date>> {
  const keys = new Map(mails.map((mail) => [mail, nameKeys(mail)]))
  const held = await heldOf(db, [...keys.values()].flat(), now)
  const waits = new Map<string, Date>()
  for (const [mail, own] of keys) {
    const until = latest(own.map((key) => held.get(key)))
    if (until) waits.set(mail, until)
  }
  return waits
}

async function countAll(db: Db, keys: readonly string[], now: Date): Promise<void> {
  for (const [at, key] of keys.entries()) {
    const rule = accountHolds[at]
    if (rule) await countFailure(db, key, { ...rule, now })
  }
}

/** Counts a wrong password or code; must stand outside the transaction that the refusal takes back. */
export async function countWrong(db: Db, mail: string, from: string, now: Date): Promise<void> {
  await countAll(db, nameKeys(mail), now)
  await countFailure(db, networkKey(from), { ...networkHold, now })
}

/** The right secret was given, or somebody of the house let them in: the name starts anew. The network does not. */
export async function forgetAttempts(db: Db, mail: string): Promise<void> {
  for (const key of nameKeys(mail)) await forgetFailures(db, key)
}

const queues = new Map<string, Promise<unknown>>()

/** One attempt at a name after the other, so that fifty at once are counted as fifty in a row are. */
async function inTurn<T>(subject: string, attempt: () => Promise<T>): Promise<T> {
  const before = queues.get(subject) ?? Promise.resolve()
  const own = before.then(attempt, attempt)
  queues.set(subject, own)
  try {
    return await own
  } finally {
    if (queues.get(subject) === own) queues.delete(subject)
  }
}

export const inTurnAt = <T>(mail: string, attempt: () => Promise<T>): Promise<T> => inTurn(nameKeys(mail)[0] ?? '', attempt)

/** Refused with the moment from which one may try again; the same for a name that nobody has. */
export const tooMany = (until: Date): Refusal =>
  new Refusal(429, 'door.too_many', 'Too many tries; please wait.', { until: until.toISOString() })

/**
 * Asks for the present password of somebody who is inside already: a stolen session must not be a place to guess it at. Counted apart
 * from the door, so that whoever guesses there keeps nobody from changing their password here. Outside any transaction, like `countWrong`.
 */
export function checkInside(db: Db, staffId: string, isRight: () => Promise<boolean>, now: Date): Promise<boolean> {
  const keys = keysOf(`inside:${staffId}`)
  return inTurn(keys[0] ?? '', async () => {
    const until = latest((await heldOf(db, keys, now)).values())
    if (until) throw tooMany(until)
    const fits = await isRight()
    if (fits) for (const key of keys) await forgetFailures(db, key)
    else await countAll(db, keys, now)
    return fits
  })
}
