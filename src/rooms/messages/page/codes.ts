import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Db } from '../../../platform/db/db.ts'
import { countFailure, isHeld } from '../../../platform/http/limits.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import { forgetCode, keepCode, takeAttempt } from './store.ts'

/** Six digits, sent to the address the house knows: who reads them there may see and change what the link alone does not show. */

const MINUTES = 10
const ATTEMPTS = 5
/** So many codes an hour: nobody's telephone is rung by somebody else's link. */
const MOST_AN_HOUR = 3

type Whose = { id: string; isSample: boolean }

const markOf = (keyring: Pick<Secrets, 'mark'>, customerId: string, code: string): string => keyring.mark(`page code ${customerId} ${code}`)

/** A new code, in the place of the last one; undefined where there were too many within the hour. */
export async function newCode(db: Db, keyring: Pick<Secrets, 'mark'>, { id, isSample }: Whose, now: Date): Promise<string | undefined> {
  const key = `page code ${id}`
  if (await isHeld(db, key, now)) return undefined
  await countFailure(db, key, { most: MOST_AN_HOUR, perSeconds: 3600, now })
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const expiresAt = new Date(now.getTime() + MINUTES * 60_000)
  await keepCode(db, { customerId: id, mark: markOf(keyring, id, code), expiresAt, attempts: ATTEMPTS, isSample })
  return code
}

/** Whether these are the digits. Every try counts, and the right one uses the code up. */
export async function isCode(db: Db, keyring: Pick<Secrets, 'mark'>, customerId: string, typed: string, now: Date): Promise<boolean> {
  const mark = await takeAttempt(db, customerId, now)
  if (mark === undefined) return false
  const told = markOf(keyring, customerId, typed.replace(/\D/g, ''))
  const isRight = told.length === mark.length && timingSafeEqual(Buffer.from(told), Buffer.from(mark))
  if (isRight) await forgetCode(db, customerId)
  return isRight
}
