import { readMail } from '../../values/mail-address.ts'
import type { Role } from '../../values/rights.ts'

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

/** A house must keep one owner who can come in. */
export const leavesNoOwner = (
  person: { role: Role; isLockedOut: boolean },
  change: { role?: Role | undefined; isLockedOut?: boolean | undefined },
  otherOwners: number,
): boolean => {
  if (person.role !== 'owner' || person.isLockedOut || otherOwners > 0) return false
  return (change.role ?? 'owner') !== 'owner' || change.isLockedOut === true
}
