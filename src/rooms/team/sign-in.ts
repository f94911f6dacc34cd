import { record } from '../../platform/audit/audit.ts'
import type { Db } from '../../platform/db/db.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { countWrong, forgetAttempts, inTurnAt, tooMany, waitsAt } from './attempts.ts'
import { type Door, openDoor } from './doors.ts'
import { forgetOldSessions } from './doors-store.ts'
import { isPassword } from './passwords.ts'
import { signInMail } from './rules.ts'
import { spendCode } from './second-factor.ts'
import { findByMail, type StaffMember } from './store.ts'

/** What comes with an attempt: where it comes from and when, and how the person it lets in is traced. */
export type Attempt = {
  db: Db
  secrets: Secrets
  from: string
  isSecure: boolean
  requestId: string
  now: Date
  trace(db: Db, person: StaffMember): Promise<void>
}

type Asked = { mail: string; password: string; code?: string | undefined }

/** The failure and its trace are written whatever becomes of the request, which is refused. */
async function fail(attempt: Attempt, mail: string, person: StaffMember | undefined, refusal: Refusal): Promise<never> {
  const { db, from, requestId, now } = attempt
  await countWrong(db, mail, from, now)
  await record(db, {
    at: now,
    actor: { kind: 'nobody' },
    act: 'signInFailed',
    details: { why: refusal.code },
    requestId,
    ...(person ? { aboutKind: 'staff', aboutId: person.id } : {}),
  })
  throw refusal
}

/** Lets a person in whose password, and second factor where there is one, is right: all of it in one transaction. */
async function letIn({ db, secrets, isSecure, trace, now }: Attempt, person: StaffMember, code: string): Promise<Door | undefined> {
  return db.transaction().execute(async (tx) => {
    if (person.hasSecondFactor && !(await spendCode(tx, secrets, person.id, code, now))) return undefined
    await forgetAttempts(tx, person.mail)
    await forgetOldSessions(tx, now)
    await trace(tx, person)
    return openDoor(tx, person.id, isSecure, now)
  })
}

/** The same sentence, after the same work, for an unknown name, a wrong password and a person locked out. */
export function signIn(attempt: Attempt, asked: Asked): Promise<Door> {
  return inTurnAt(asked.mail, async () => {
    const { db, from, now } = attempt
    const until = await waitsAt(db, asked.mail, from, now)
    if (until) throw tooMany(until)
    const mail = signInMail(asked.mail)
    const found = mail ? await findByMail(db, mail) : undefined
    const fits = await isPassword(found?.passwordHash, asked.password)
    if (!found || !fits || found.person.isLockedOut)
      return fail(attempt, asked.mail, found?.person, new Refusal(401, 'team.sign_in_failed', 'The address or the password is not right.'))
    // Asking for the code is no failure, and forgets none either: else a known password would be endless tries at the code.
    if (found.person.hasSecondFactor && !asked.code?.trim())
      throw new Refusal(401, 'team.code_needed', 'The code of the second factor is needed.', { code: 'needed' })
    const door = await letIn(attempt, found.person, asked.code ?? '')
    if (door) return door
    return fail(attempt, asked.mail, found.person, new Refusal(401, 'team.code_wrong', 'This code is not right.', { code: 'wrong' }))
  })
}
