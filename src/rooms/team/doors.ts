import { createHash } from 'node:crypto'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId, newSecret } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { may, type Role } from '../../values/rights.ts'
import * as doors from './doors-store.ts'
import { hashPassword } from './passwords.ts'
import { isOver, SESSION_DAYS, sessionEnd, signInMail } from './rules.ts'
import * as store from './store.ts'

export const SESSION_COOKIE = 'quen_session'

/** Secrets are stored as their SHA-256: they are random, so no slow hash is needed. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

const cookieFor = (secret: string, isSecure: boolean, age: number): string =>
  `${SESSION_COOKIE}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${isSecure ? '; Secure' : ''}`

export type Door = { person: store.StaffMember; cookie: string }

/** Opens a session for a person and answers the cookie that carries it. */
export async function openDoor(db: Db, staffId: string, isSecure: boolean, now: Date): Promise<Door> {
  const person = await store.findStaff(db, staffId)
  if (!person) throw new Error('a session was asked for somebody who does not work here')
  const secret = newSecret()
  await doors.addSession(db, { tokenHash: hashSecret(secret), sessionId: newId(), staffId, now, end: sessionEnd(now) })
  return { person, cookie: cookieFor(secret, isSecure, SESSION_DAYS * 86_400) }
}

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
  if (!(await store.addStaff(db, { ...person, passwordHash: await hashPassword(asked.password) })))
    throw new Refusal(409, 'team.mail_taken', 'Somebody signs in with this address already.', { mail: 'taken' })
  await store.openHouse(db, { name: asked.houseName, trade: asked.trade, language: asked.language })
  return openDoor(db, person.id, isSecure, now)
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

/** Who a token is; also for doors that take it in their address instead of the header. */
export async function identifyToken(db: Db, secret: string, now: Date, { isGlance }: How = {}): Promise<Who | undefined> {
  const token = await doors.findToken(db, hashSecret(secret), now)
  if (!token) return undefined
  const isSeen = isGlance || (token.lastUsedAt && now.getTime() - token.lastUsedAt.getTime() <= SEEN_STEP)
  if (!isSeen) await doors.touchToken(db, token.id, now)
  return { kind: 'token', id: token.id, name: token.name, role: token.role, ...(token.scopes ? { scopes: token.scopes } : {}) }
}

/** Who looks as an owner must be one, also when the person looked at became one meanwhile. */
const maySee = (own: Role, seen: Role): boolean => may(own, 'house.people') && (seen !== 'owner' || own === 'owner')

function whoOf({ staffId, name, role, sessionId, looksAs }: doors.OpenSession): Who {
  const who: Who = { kind: 'staff', id: staffId, name, role, sessionId }
  if (!looksAs || !maySee(role, looksAs.role)) return who
  return { ...who, role: looksAs.role, looksAs: { own: role, staffId: looksAs.staffId, name: looksAs.name } }
}

/** Who asks, by token or by session; a header that names a token is never answered by a cookie. */
export async function identify(
  db: Db,
  headers: { cookie: string | undefined; authorization: string | undefined },
  now: Date,
  how: How = {},
): Promise<Who | undefined> {
  if (headers.authorization !== undefined) {
    const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(headers.authorization)?.[1]
    return token ? identifyToken(db, token, now, how) : undefined
  }
  const secret = readCookie(headers.cookie)
  if (!secret) return undefined
  const tokenHash = hashSecret(secret)
  const session = await doors.findSession(db, tokenHash)
  if (!session || session.isLockedOut || isOver(session, now)) return undefined
  if (!how.isGlance && now.getTime() - session.last_seen_at.getTime() > SEEN_STEP) await doors.touchSession(db, tokenHash, now)
  return whoOf(session)
}

/**
 * Looks at the house as a role or a person of it, or as oneself again. Everybody may come back; who may begin is who looks after the
 * people of the house, and only an owner sees as an owner.
 */
export async function lookAs(db: Db, who: Who, asked: { role?: Role | undefined; staffId?: string | undefined }): Promise<Who> {
  if (who.kind !== 'staff' || !who.sessionId) throw new Refusal(403, 'team.staff_only', 'Only a member of staff looks as another.')
  const own = who.looksAs?.own ?? who.role
  const { looksAs: _, ...self } = who
  const person = asked.staffId === undefined ? undefined : await store.findStaff(db, asked.staffId)
  if (asked.staffId !== undefined && !person) throw new Refusal(404, 'team.no_such_person', 'There is no such member of staff.')
  const role = person?.role ?? asked.role
  if (role && !may(own, 'house.people')) throw new Refusal(403, 'door.not_yours', 'Your role does not include this.')
  if (role && !maySee(own, role)) throw new Refusal(403, 'team.owner_only', 'Only an owner sees as an owner.')
  await doors.setLooksAs(db, who.sessionId, role && { role, staffId: person?.id ?? null })
  return role ? { ...self, role, looksAs: { own, staffId: person?.id ?? null, name: person?.name ?? null } } : { ...self, role: own }
}

/** A new one-time link's secret for a house without an owner; undefined when there is one. */
export async function newStartLink(db: Db, now: Date): Promise<string | undefined> {
  if (await store.hasOwner(db)) return undefined
  const secret = newSecret()
  await doors.replaceStartLink(db, hashSecret(secret), now)
  return secret
}
