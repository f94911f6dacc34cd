import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { may, type Role } from '../../values/rights.ts'
import { forgetAttempts } from './attempts.ts'
import { endLooksAs, endSessions } from './doors-store.ts'
import { removeFactor } from './factor-store.ts'
import { revokeInvitationsOf } from './invitations-store.ts'
import { hashPassword } from './passwords.ts'
import { leavesNoOwner, mayTouch, reaches, signInMail } from './rules.ts'
import * as store from './store.ts'

/** Refuses whoever would make or change somebody with more rights than they hold themselves. */
export function mayMake(actor: Who, role: Role, before?: Role): void {
  if (!mayTouch(actor.role, before, role)) throw new Refusal(403, 'team.owner_only', 'Only an owner may do this for an owner.')
  if (!reaches(actor, { role }) || (before && !reaches(actor, { role: before })))
    throw new Refusal(403, 'door.not_yours', 'Nobody can hand on more than they hold.')
}

export type StaffEdit = {
  name?: string | undefined
  role?: Role | undefined
  isLockedOut?: boolean | undefined
  password?: string | undefined
  extension?: string | null | undefined
  awayUntil?: string | null | undefined
  withoutSecondFactor?: true | undefined
}

/** One's own password and second factor are changed with the present password, or a stolen session would be enough. */
function refuseOwnDoor(actor: Who, staffId: string, edit: StaffEdit): void {
  if (actor.id === staffId && (edit.password !== undefined || edit.withoutSecondFactor))
    throw new Refusal(403, 'team.own_door', 'Change your own password and second factor with your present password.')
}

async function writeEdit(db: Db, staffId: string, edit: StaffEdit): Promise<void> {
  await store.changeStaff(db, staffId, {
    ...(edit.name === undefined ? {} : { name: edit.name }),
    ...(edit.role === undefined ? {} : { role: edit.role }),
    ...(edit.isLockedOut === undefined ? {} : { isLockedOut: edit.isLockedOut }),
    ...(edit.extension === undefined ? {} : { extension: edit.extension }),
    ...(edit.awayUntil === undefined ? {} : { awayUntil: edit.awayUntil }),
    ...(edit.password === undefined ? {} : { passwordHash: await hashPassword(edit.password) }),
  })
  if (edit.withoutSecondFactor) await removeFactor(db, staffId)
}

/** Changes a member of staff; a new role, a new password, a second factor taken off or being locked out ends their sessions. */
export async function editStaff(
  db: Db,
  actor: Who,
  staffId: string,
  { version, ...edit }: StaffEdit & { version: number },
  now: Date,
): Promise<store.StaffMember> {
  const owners = await store.ownersForUpdate(db)
  const person = await store.findStaffForUpdate(db, staffId)
  if (!person) throw new Refusal(404, 'team.no_such_person', 'There is no such member of staff.')
  mayMake(actor, edit.role ?? person.role, person.role)
  refuseOwnDoor(actor, staffId, edit)
  if (person.version !== version) throw new Refusal(409, 'team.changed_meanwhile', 'Somebody changed this meanwhile.')
  const otherOwners = owners.filter((id) => id !== staffId).length
  if (leavesNoOwner(person, edit, otherOwners)) throw new Refusal(409, 'team.last_owner', 'A house needs an owner who can come in.')
  await writeEdit(db, staffId, edit)
  const hasNewRole = edit.role !== undefined && edit.role !== person.role
  if (hasNewRole || edit.isLockedOut || edit.password !== undefined || edit.withoutSecondFactor) {
    await endSessions(db, staffId, staffId === actor.id ? actor.sessionId : undefined)
    await endLooksAs(db, staffId)
  }
  if (edit.isLockedOut || !may(edit.role ?? person.role, 'house.people')) await revokeInvitationsOf(db, staffId, now)
  // Let in again, or given a new key: what somebody guessed at this name no longer holds them out.
  if (edit.isLockedOut === false || edit.password !== undefined) await forgetAttempts(db, person.mail)
  return store.readStaff(db, staffId)
}

export async function hireStaff(
  db: Db,
  actor: Who,
  asked: { name: string; mail: string; role: Role; password: string },
  language: string,
  now: Date,
): Promise<store.StaffMember> {
  mayMake(actor, asked.role)
  const mail = signInMail(asked.mail)
  if (!mail) throw new Refusal(400, 'team.mail_invalid', 'This is not a mail address.', { mail: 'invalid' })
  const id = newId(now.getTime())
  const passwordHash = await hashPassword(asked.password)
  if (!(await store.addStaff(db, { id, name: asked.name, mail, role: asked.role, passwordHash, language, now })))
    throw new Refusal(409, 'team.mail_taken', 'Somebody signs in with this address already.', { mail: 'taken' })
  return store.readStaff(db, id)
}
