import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId, newSecret } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Role } from '../../values/rights.ts'
import { type Door, hashSecret, openDoor } from './doors.ts'
import * as invitations from './invitations-store.ts'
import { hashPassword } from './passwords.ts'
import { invitationEnd, signInMail, stateOf } from './rules.ts'
import { mayMake } from './staff.ts'
import * as store from './store.ts'
import { makerOf } from './tokens.ts'

const over = (status: number): Refusal =>
  new Refusal(status, 'team.invitation_over', 'This invitation is over: used, taken back or too old.')

const mailTaken = (): Refusal => new Refusal(409, 'team.mail_taken', 'Somebody signs in with this address already.', { mail: 'taken' })

function readMail(text: string): string {
  const mail = signInMail(text)
  if (!mail) throw new Refusal(400, 'team.mail_invalid', 'This is not a mail address.', { mail: 'invalid' })
  return mail
}

/** Answers the invitation and the secret of its link, which is kept nowhere. */
export async function invite(
  db: Db,
  actor: Who,
  asked: { name: string; mail?: string | undefined; role: Role },
  now: Date,
): Promise<{ invitation: invitations.Invitation; secret: string }> {
  mayMake(actor, asked.role)
  const mail = asked.mail === undefined ? undefined : readMail(asked.mail)
  if (mail && (await store.findByMail(db, mail))) throw mailTaken()
  const secret = newSecret()
  const id = newId(now.getTime())
  await invitations.addInvitation(db, {
    id,
    tokenHash: hashSecret(secret),
    name: asked.name,
    mail,
    role: asked.role,
    invitedBy: await makerOf(db, actor),
    now,
    end: invitationEnd(now),
  })
  const invitation = await invitations.findInvitation(db, { id })
  if (!invitation) throw new Error('an invitation was not found just after it was made')
  return { invitation, secret }
}

export async function revokeInvitation(db: Db, actor: Who, id: string, now: Date): Promise<void> {
  const found = await invitations.findInvitation(db, { id })
  if (!found) throw new Refusal(404, 'team.no_such_invitation', 'There is no such invitation.')
  mayMake(actor, found.role)
  if (!(await invitations.revokeInvitation(db, id, now))) throw over(409)
}

/** What the holder of a link is invited to. An unknown link and one that is over are the same. */
export async function readInvitation(db: Db, secret: string, now: Date): Promise<invitations.Invitation> {
  const found = await invitations.findInvitation(db, { tokenHash: hashSecret(secret) })
  if (!found || stateOf(found, now) !== 'open') throw over(410)
  return found
}

/** Makes the invited person a member of staff, once, and opens the door to them. */
export async function acceptInvitation(
  db: Db,
  asked: { token: string; name: string; mail: string; password: string; language: string },
  isSecure: boolean,
  now: Date,
): Promise<Door & { invitationId: string }> {
  const mail = readMail(asked.mail)
  const id = newId(now.getTime())
  const taken = await invitations.takeInvitation(db, hashSecret(asked.token), id, now)
  if (!taken) throw over(410)
  const passwordHash = await hashPassword(asked.password)
  const person = { id, name: asked.name, mail, role: taken.role, passwordHash, language: asked.language, now }
  if (!(await store.addStaff(db, person))) throw mailTaken()
  return { ...(await openDoor(db, id, isSecure, now)), invitationId: taken.id }
}
