import { addDays } from '../../values/civil-date.ts'
import { readMail } from '../../values/mail-address.ts'
import { type Holder, may, type Permission, permissionsOf, type Role } from '../../values/rights.ts'
import { toInstant } from '../../values/zone.ts'

/** A session ends 14 days after it was opened, and after 3 days without use. */
export const SESSION_DAYS = 14
export const IDLE_DAYS = 3
const DAY = 24 * 3600_000

export const sessionEnd = (openedAt: Date): Date => new Date(openedAt.getTime() + SESSION_DAYS * DAY)

export const isOver = (session: { expires_at: Date; last_seen_at: Date }, now: Date): boolean =>
  session.expires_at <= now || now.getTime() - session.last_seen_at.getTime() > IDLE_DAYS * DAY

/** The sign-in name as it is compared: lower case, tidy; undefined when it is no mail address. */
export function signInMail(text: string): string | undefined {
  const read = readMail(text)
  return 'mail' in read ? read.mail : undefined
}

/** Only an owner makes, changes or locks out an owner. */
export const mayTouch = (actor: Role, before: Role | undefined, after: Role | undefined): boolean =>
  actor === 'owner' || (before !== 'owner' && after !== 'owner')

/** Nobody hands on more than they hold: a token with few scopes cannot make itself a richer one, nor a person with more rights. */
export const reaches = (actor: Holder, made: Holder): boolean =>
  permissionsOf(made.role).every((permission) => !may(made, permission) || may(actor, permission))

/** Of these, what the role does not hold anyway. */
export const beyondRole = (role: Role, scopes: readonly Permission[]): Permission[] => scopes.filter((scope) => !may(role, scope))

/** A house must keep one owner who can come in. */
export const leavesNoOwner = (
  person: { role: Role; isLockedOut: boolean },
  change: { role?: Role | undefined; isLockedOut?: boolean | undefined },
  otherOwners: number,
): boolean => {
  if (person.role !== 'owner' || person.isLockedOut || otherOwners > 0) return false
  return (change.role ?? 'owner') !== 'owner' || change.isLockedOut === true
}

/** An invitation can be taken up for seven days. */
const INVITATION_DAYS = 7
export const invitationEnd = (madeAt: Date): Date => new Date(madeAt.getTime() + INVITATION_DAYS * DAY)

export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired'
export function stateOf(invitation: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date }, now: Date): InvitationState {
  if (invitation.acceptedAt) return 'accepted'
  if (invitation.revokedAt) return 'revoked'
  return invitation.expiresAt > now ? 'open' : 'expired'
}

/** The moment after the last one of a day: the house's midnight. */
export const endOfDay = (day: string, zone: string): Date => new Date(toInstant(addDays(day, 1), 0, zone))

/** Days of one's own are kept for oneself as long as one likes, and shown for ninety. */
const MOOD_DAYS = 90
export const firstMoodDay = (today: string): string => addDays(today, 1 - MOOD_DAYS)

/** A recovery code as it is compared: signs that nobody mistakes for one another, whatever stands between them. */
export function readRecoveryCode(text: string): string | undefined {
  const signs = text.toLowerCase().replaceAll(/[\s–—-]/g, '')
  return /^[a-hjkmnp-z2-9]{12}$/.test(signs) ? signs : undefined
}

/** Six digits, however they were spaced. */
export function readFactorCode(text: string): string | undefined {
  const digits = text.replaceAll(/[\s–—-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : undefined
}

/**
 * Wrong passwords at one name, and how long it is held: each line is "so many within so long holds it for as long again", so that whoever
 * goes on after a hold waits longer.
 */
export const accountHolds = [
  { most: 10, perSeconds: 15 * 60 },
  { most: 20, perSeconds: 3600 },
  { most: 40, perSeconds: 4 * 3600 },
] as const

/** Wrong passwords from one network, at whatever names. */
export const networkHold = { most: 60, perSeconds: 15 * 60 } as const
