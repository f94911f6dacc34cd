import { createHash } from 'node:crypto'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId, newSecret } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Role } from '../../values/rights.ts'
import * as doors from './doors-store.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { isOver, leavesNoOwner, mayTouch, SESSION_DAYS, sessionEnd, signInMail } from './rules.ts'
import * as store from './store.ts'

export const SESSION_COOKIE = 'quen_session'

/** Secrets are stored as their SHA-256: they are random, so no slow hash is needed. */
const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

const cookieFor = (secret: string, isSecure: boolean, age: number): string =>
  `${SESSION_COOKIE}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${isSecure ? '; Secure' : ''}`

async function openSession(db: Db, staffId: string, now: Date): Promise<string> {
  const secret = newSecret()
  await doors.addSession(db, { tokenHash: hashSecret(secret), sessionId: newId(), staffId, now, end: sessionEnd(now) })
  return secret
}

export type Door = { person: store.StaffMember; cookie: string }

/** Makes the owner and opens the house; only the holder of the one-time link may. */
export async function startHouse(
  db: Db,
  asked: { token: string; houseName: string; trade: string; language: string; ownerName: string; mail: string; password: string },
  isSecure: boolean,
  now: Date,
): Promise<Door> {
  const mail = signInMail(asked.mail)
  if (!mail) throw new Refusal(400, 'team.mail_invalid', 'This is not a mail address.', { mail: 'invalid' })
  if (!(await doors.takeStartLink(db, hashSecret(asked.token))))
    throw new Refusal(403, 'team.start_link_used', 'This link was used already or is no longer the newest one.')
  const person = { id: newId(now.getTime()), name: asked.ownerName, mail, role: 'owner' as Role, language: asked.language, now }
  await store.addStaff(db, { ...person, passwordHash: await hashPassword(asked.password) })
  await store.openHouse(db, { name: asked.houseName, trade: asked.trade, language: asked.language })
  const made = await store.findStaff(db, person.id)
  if (!made) throw new Refusal(409, 'team.mail_taken', 'Somebody signs in with this address already.', { mail: 'taken' })
  return { person: made, cookie: cookieFor(await openSession(db, made.id, now), isSecure, SESSION_DAYS * 86_400) }
}

/** The same sentence, after the same work, for an unknown name, a wrong password and a person locked out. */
export async function signIn(db: Db, asked: { mail: string; password: string }, isSecure: boolean, now: Date): Promise<Door> {
  const mail = signInMail(asked.mail)
  const found = mail ? await store.findByMail(db, mail) : undefined
  const fits = await isPassword(found?.passwordHash, asked.password)
  if (!found || !fits || found.person.isLockedOut)
    throw new Refusal(401, 'team.sign_in_failed', 'The address or the password is not right.')
  await doors.forgetOldSessions(db, now)
  return { person: found.person, cookie: cookieFor(await openSession(db, found.person.id, now), isSecure, SESSION_DAYS * 86_400) }
}

/** Ends the session and answers the cookie that forgets it. */
export async function signOut(db: Db, who: Who): Promise<string> {
  if (who.sessionId) await doors.endSession(db, who.sessionId)
  return cookieFor('', false, 0)
}

const readCookie = (header: string | undefined): string | undefined =>
  header?.match(new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([A-Za-z0-9_-]{43})(?:;|$)`))?.[1]

/** Last-seen times are written at most once a minute, so that reading stays reading. */
const SEEN_STEP = 60_000

/** `isGlance`: an open screen asks whether it may stay open; that is no use of the door and keeps no session alive. */
type How = { isGlance?: boolean }

async function byToken(db: Db, header: string, now: Date, { isGlance }: How): Promise<Who | undefined> {
  const secret = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(header)?.[1]
  const token = secret ? await doors.findToken(db, hashSecret(secret)) : undefined
  if (!token) return undefined
  const isSeen = isGlance || (token.lastUsedAt && now.getTime() - token.lastUsedAt.getTime() <= SEEN_STEP)
  if (!isSeen) await doors.touchToken(db, token.id, now)
  return { kind: 'token', id: token.id, name: token.name, role: token.role }
}

/** Who asks, by token or by session; a header that names a token is never answered by a cookie. */
export async function identify(
  db: Db,
  headers: { cookie: string | undefined; authorization: string | undefined },
  now: Date,
  how: How = {},
): Promise<Who | undefined> {
  if (headers.authorization !== undefined) return byToken(db, headers.authorization, now, how)
  const secret = readCookie(headers.cookie)
  if (!secret) return undefined
  const tokenHash = hashSecret(secret)
  const session = await doors.findSession(db, tokenHash)
  if (!session || session.isLockedOut || isOver(session, now)) return undefined
  if (!how.isGlance && now.getTime() - session.last_seen_at.getTime() > SEEN_STEP) await doors.touchSession(db, tokenHash, now)
  return { kind: 'staff', id: session.staffId, name: session.name, role: session.role, sessionId: session.sessionId }
}

/** A new one-time link's secret for a house without an owner; undefined when there is one. */
export async function newStartLink(db: Db, now: Date): Promise<string | undefined> {
  if (await store.hasOwner(db)) return undefined
  const secret = newSecret()
  await doors.replaceStartLink(db, hashSecret(secret), now)
  return secret
}

/** Makes an API token; `actor` undefined is the person at the machine itself. */
export async function createToken(
  db: Db,
  asked: { name: string; role: Role },
  actor: Who | undefined,
  now: Date,
): Promise<doors.ApiToken & { token: string }> {
  if (actor && !mayTouch(actor.role, undefined, asked.role))
    throw new Refusal(403, 'team.owner_only', 'Only an owner may do this for an owner.')
  const token = newSecret()
  const id = newId(now.getTime())
  await doors.addToken(db, { id, tokenHash: hashSecret(token), ...asked, now })
  return { id, ...asked, createdAt: now, lastUsedAt: null, token }
}

export async function revokeToken(db: Db, tokenId: string, now: Date): Promise<void> {
  if (!(await doors.revokeToken(db, tokenId, now))) throw new Refusal(404, 'team.no_such_token', 'There is no such token.')
}

export async function changePassword(db: Db, who: Who, asked: { current: string; next: string }): Promise<void> {
  if (who.kind !== 'staff' || !(await isPassword(await store.passwordOf(db, who.id), asked.current)))
    throw new Refusal(403, 'team.password_wrong', 'The present password is not right.', { current: 'wrong' })
  await store.changeStaff(db, who.id, { passwordHash: await hashPassword(asked.next) })
  await doors.endSessions(db, who.id, who.sessionId)
}

export type StaffEdit = {
  name?: string | undefined
  role?: Role | undefined
  isLockedOut?: boolean | undefined
  password?: string | undefined
}

/** Changes a member of staff; a new role, a new password or being locked out ends their sessions. */
export async function editStaff(db: Db, actor: Who, staffId: string, edit: StaffEdit, version: number): Promise<store.StaffMember> {
  const owners = await store.ownersForUpdate(db)
  const person = await store.findStaffForUpdate(db, staffId)
  if (!person) throw new Refusal(404, 'team.no_such_person', 'There is no such member of staff.')
  if (!mayTouch(actor.role, person.role, edit.role)) throw new Refusal(403, 'team.owner_only', 'Only an owner may do this for an owner.')
  if (person.version !== version) throw new Refusal(409, 'team.changed_meanwhile', 'Somebody changed this meanwhile.')
  const otherOwners = owners.filter((id) => id !== staffId).length
  if (leavesNoOwner(person, edit, otherOwners)) throw new Refusal(409, 'team.last_owner', 'A house needs an owner who can come in.')
  await store.changeStaff(db, staffId, {
    ...(edit.name === undefined ? {} : { name: edit.name }),
    ...(edit.role === undefined ? {} : { role: edit.role }),
    ...(edit.isLockedOut === undefined ? {} : { isLockedOut: edit.isLockedOut }),
    ...(edit.password === undefined ? {} : { passwordHash: await hashPassword(edit.password) }),
  })
  const hasNewRights = (edit.role !== undefined && edit.role !== person.role) || edit.isLockedOut === true || edit.password !== undefined
  if (hasNewRights) await doors.endSessions(db, staffId, staffId === actor.id ? actor.sessionId : undefined)
  return (await store.findStaff(db, staffId)) as store.StaffMember
}

export async function hireStaff(
  db: Db,
  actor: Who,
  asked: { name: string; mail: string; role: Role; password: string },
  language: string,
  now: Date,
): Promise<store.StaffMember> {
  if (!mayTouch(actor.role, undefined, asked.role)) throw new Refusal(403, 'team.owner_only', 'Only an owner may do this for an owner.')
  const mail = signInMail(asked.mail)
  if (!mail) throw new Refusal(400, 'team.mail_invalid', 'This is not a mail address.', { mail: 'invalid' })
  const id = newId(now.getTime())
  const passwordHash = await hashPassword(asked.password)
  if (!(await store.addStaff(db, { id, name: asked.name, mail, role: asked.role, passwordHash, language, now })))
    throw new Refusal(409, 'team.mail_taken', 'Somebody signs in with this address already.', { mail: 'taken' })
  return (await store.findStaff(db, id)) as store.StaffMember
}
