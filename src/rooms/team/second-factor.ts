import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { checkInside } from './attempts.ts'
import { factorUri, newFactorSecret, newRecoveryCodes, stepOfCode } from './authenticator.ts'
import { endSessions } from './doors-store.ts'
import * as factors from './factor-store.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { readFactorCode, readRecoveryCode } from './rules.ts'
import * as store from './store.ts'

const about = (staffId: string): string => `factor:${staffId}`

const staffOnly = (): Refusal => new Refusal(403, 'team.staff_only', 'Only a member of staff has a screen of their own.')

/** The person behind a session; a program has no screen, no telephone and no days of its own. */
export async function requireStaff(db: Db, who: Who): Promise<store.StaffMember> {
  const person = who.kind === 'staff' ? await store.findStaffForUpdate(db, who.id) : undefined
  if (!person) throw staffOnly()
  return person
}

/** A request that asks for the present password and does its act, with the act's row in the trail, in a transaction of its own. */
export type Inside = { db: Db; who: Who; now: Date; recordIn(db: Db): Promise<void> }

/** A wrong password stays counted though the request is refused; that is why the act has a transaction of its own. */
async function afterPassword<T>(
  { db, who, now, recordIn }: Inside,
  password: string,
  act: (tx: Db, person: store.StaffMember) => Promise<T>,
): Promise<T> {
  if (who.kind !== 'staff') throw staffOnly()
  if (!(await checkInside(db, who.id, async () => isPassword(await store.passwordOf(db, who.id), password), now)))
    throw new Refusal(403, 'team.password_wrong', 'The present password is not right.', { password: 'wrong' })
  return db.transaction().execute(async (tx) => {
    const done = await act(tx, await requireStaff(tx, who))
    await recordIn(tx)
    return done
  })
}

/** A new secret, in force only once a code of it was given back; beginning again replaces what was begun. */
export const begin = (inside: Inside, secrets: Secrets, password: string): Promise<{ secret: string; uri: string }> =>
  afterPassword(inside, password, async (db, person) => {
    if (person.hasSecondFactor) throw new Refusal(409, 'team.factor_there', 'A second factor is in force already.')
    const secret = newFactorSecret()
    await factors.beginFactor(db, person.id, secrets.seal(secret, about(person.id)))
    const { name } = await store.findHouse(db)
    return { secret, uri: factorUri(secret, name || 'Quen', person.mail) }
  })

async function newCodes(db: Db, secrets: Secrets, staffId: string): Promise<{ recoveryCodes: string[] }> {
  const recoveryCodes = newRecoveryCodes()
  await factors.replaceRecoveryCodes(
    db,
    staffId,
    recoveryCodes.map((code) => markOf(secrets, staffId, code)),
  )
  return { recoveryCodes }
}

const markOf = (secrets: Secrets, staffId: string, code: string): string => secrets.mark(`${about(staffId)}:${readRecoveryCode(code)}`)

const wrongCode = (status: number): Refusal => new Refusal(status, 'team.code_wrong', 'This code is not right.', { code: 'wrong' })

/** Other sessions never showed the second factor: they end. */
export async function confirm(db: Db, secrets: Secrets, who: Who, code: string, now: Date): Promise<{ recoveryCodes: string[] }> {
  const person = await requireStaff(db, who)
  const begun = await factors.findFactor(db, person.id)
  if (!begun || begun.isInForce) throw new Refusal(409, 'team.factor_not_begun', 'No second factor was begun.')
  const digits = readFactorCode(code)
  const step = digits && stepOfCode(secrets.open(begun.sealed, about(person.id)), digits, now)
  if (!step || !(await factors.takeStep(db, person.id, step))) throw wrongCode(403)
  await factors.putFactorInForce(db, person.id, now)
  await endSessions(db, person.id, who.sessionId)
  return newCodes(db, secrets, person.id)
}

export const remove = (inside: Inside, password: string): Promise<void> =>
  afterPassword(inside, password, (db, person) => factors.removeFactor(db, person.id))

export const renewCodes = (inside: Inside, secrets: Secrets, password: string): Promise<{ recoveryCodes: string[] }> =>
  afterPassword(inside, password, async (db, person) => {
    if (!person.hasSecondFactor) throw new Refusal(409, 'team.factor_not_begun', 'No second factor is in force.')
    return newCodes(db, secrets, person.id)
  })

/**
 * A new password ends every other session. The same change asked for again, because its answer was lost, is answered as done; it counts
 * as a wrong guess all the same, so that nothing can be tried out here.
 */
export async function changePassword(inside: Inside, asked: { current: string; next: string }): Promise<void> {
  const { db, who } = inside
  try {
    await afterPassword(inside, asked.current, async (tx, person) => {
      await store.changeStaff(tx, person.id, { passwordHash: await hashPassword(asked.next) })
      await endSessions(tx, person.id, who.sessionId)
    })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'team.password_wrong') throw error
    if (await isPassword(await store.passwordOf(db, who.id), asked.next)) return
    throw new Refusal(403, 'team.password_wrong', 'The present password is not right.', { current: 'wrong' })
  }
}

/** Uses up a code of the app or a recovery code: each works once. False when it is none. */
export async function spendCode(db: Db, secrets: Secrets, staffId: string, code: string, now: Date): Promise<boolean> {
  const digits = readFactorCode(code)
  if (digits) {
    const factor = await factors.findFactor(db, staffId)
    const step = factor?.isInForce ? stepOfCode(secrets.open(factor.sealed, about(staffId)), digits, now) : undefined
    return step !== undefined && factors.takeStep(db, staffId, step)
  }
  return readRecoveryCode(code) !== undefined && factors.takeRecoveryCode(db, staffId, markOf(secrets, staffId, code), now)
}

/** Whether the house's key, where it has one, still opens what was sealed; undefined where nothing is sealed. */
export async function opensSealed(db: Db, secrets: Secrets | undefined): Promise<boolean | undefined> {
  const any = await factors.findAnySealed(db)
  if (!any) return undefined
  if (!secrets) return false
  try {
    secrets.open(any.sealed, about(any.staffId))
    return true
  } catch {
    // What is asked is whether it opens; "no" is an answer here.
    return false
  }
}
