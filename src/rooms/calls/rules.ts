import { type Place, placesOf, type Role, roles } from '../../values/rights.ts'
import type { Bridge, Call, CallState, Report } from './call.ts'

/** What telephone systems write where the caller hides the number. */
const HIDDEN =
  /^(?:anonymous|anonym|unknown|unavailable|private|restricted|withheld|blocked|no ?number|an ?so|ẩn số|null|none|asterisk|-)?$/iu

/**
 * The number in what a telephone system writes of a caller: `"Hoa" <0570000101>`, `sip:0570000101@10.0.0.1;user=phone`,
 * `tel:+84-570-000-101`, `%2B84570000101`. Null where it is hidden.
 */
export function callerText(written: string): string | null {
  const inside = /<([^<>]*)>\s*$/.exec(written)?.[1] ?? written
  const bare = inside
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/^(?:sips?|tel|callto):/i, '')
    .replace(/[@;?].*$/, '')
    .replace(/^%2B/i, '+')
    .trim()
  return HIDDEN.test(bare) ? null : bare
}

/** A few digits that no public number has: somebody of the house calls another. */
export const isInner = (number: string | null): boolean => number !== null && /^[0-9*#]{1,6}$/.test(number)

const order: Record<CallState, number> = { ringing: 0, answered: 1, ended: 2 }

const earlier = (one: Date | null, other: Date): Date => (one && one <= other ? one : other)

/** A clock of a telephone system may run this much ahead of ours, in milliseconds. */
const AHEAD = 5 * 60_000
/** What is told later than this after it happened is written down, but no screen shows it by itself any more. */
const LATE = 60_000

/** When it happened by our clock; undefined when it truly lies ahead. */
export function readAt(told: string | undefined, now: Date): Date | undefined {
  if (!told) return now
  const at = new Date(told)
  if (at.getTime() > now.getTime() + AHEAD) return undefined
  return at > now ? now : at
}

export const isLate = (at: Date, now: Date): boolean => now.getTime() - at.getTime() > LATE

/** The first word of a call. */
export const callOf = (id: string, report: Report, now: Date): Call => ({
  id,
  state: report.state,
  from: report.from,
  to: report.to,
  extension: report.extension,
  rangAt: report.at,
  answeredAt: report.state === 'answered' ? report.at : null,
  endedAt: report.state === 'ended' ? report.at : null,
  heardAt: now,
  customerId: null,
  chosenBy: null,
})

/** A further word of a call. Its state never goes back, and the same words told again or in another order end in the same call. */
export function afterReport(before: Call, report: Report, now: Date): Call {
  const { state, at } = report
  const isNews = order[state] >= order[before.state]
  return {
    ...before,
    state: isNews ? state : before.state,
    from: before.from ?? report.from,
    to: before.to ?? report.to,
    // Where it was answered is where it is; a further bell counts only while nobody has taken it.
    extension:
      state === 'answered' || (state === 'ringing' && before.state === 'ringing')
        ? (report.extension ?? before.extension)
        : (before.extension ?? report.extension),
    rangAt: state === 'ringing' ? earlier(before.rangAt, at) : before.rangAt,
    answeredAt: state === 'answered' ? earlier(before.answeredAt, at) : before.answeredAt,
    endedAt: state === 'ended' ? earlier(before.endedAt, at) : before.endedAt,
    heardAt: now,
  }
}

/** Whether screens show it by themselves: it goes on, and rings for the first time or at a further telephone. */
export function isCalling(before: Call | undefined, after: Call, report: Report, now: Date): boolean {
  if (after.state === 'ended' || isLate(report.at, now) || isInner(after.from)) return false
  return !before || (report.state === 'ringing' && before.extension !== after.extension)
}

/** How far back a call is looked for that was told without a name of its own, in milliseconds. */
export const LOOKED_BACK = 6 * 3600_000
/** The same bell told again within this time is the same call. */
const SAME_BELL = 60_000

const near = (one: Date, other: Date): boolean => Math.abs(one.getTime() - other.getTime()) <= SAME_BELL

/** Whether a word without a name of its own belongs to this call from the same number. */
export function isSame(call: Call, { state, extension, at }: Report, now: Date): boolean {
  if (extension !== null && call.extension !== null && extension !== call.extension) return false
  const isOver = call.state === 'ended'
  // A bell after the end is a new call; one from before it came late.
  if (state === 'ringing') return isOver ? near(call.rangAt, at) && call.endedAt !== null && at <= call.endedAt : near(call.heardAt, now)
  if (!isOver) return true
  return state === 'ended' ? call.endedAt !== null && near(call.endedAt, at) : call.endedAt !== null && at <= call.endedAt
}

const RINGS_FOR = 3 * 60_000
const LASTS_FOR = 4 * 3600_000

/** Whether it still goes on, as far as was told: a call whose end was never told is not shown for ever. */
export const isGoingOn = ({ state, heardAt }: Pick<Call, 'state' | 'heardAt'>, now: Date): boolean =>
  state !== 'ended' && now.getTime() - heardAt.getTime() <= (state === 'ringing' ? RINGS_FOR : LASTS_FOR)

/** What stands on a timeline of this call: nothing until it was answered, is over, and it is known whose it was. */
export type CallLine = { customerId: string; at: Date; seconds: number }

export function lineOf({ state, customerId, answeredAt, endedAt }: Call): CallLine | undefined {
  if (state !== 'ended' || !customerId || !answeredAt || !endedAt) return undefined
  return { customerId, at: answeredAt, seconds: Math.max(0, Math.round((endedAt.getTime() - answeredAt.getTime()) / 1000)) }
}

/** Whether the only customer of its number is taken for the caller: the call is over, and nobody said otherwise. */
export const mayBeGuessed = ({ state, answeredAt, customerId, chosenBy, from }: Call): boolean =>
  state === 'ended' && answeredAt !== null && customerId === null && chosenBy === null && from !== null && !isInner(from)

const withPlace = (place: Place): Role[] => roles.filter((role) => placesOf(role).includes(place))

/** The roles at whose screens a call is shown that belongs to nobody in particular. */
export const deskRoles: readonly Role[] = withPlace('recognise')

/** A bridge is missed this long after its last word, in milliseconds. */
export const MISSED_AFTER = 45_000
/** It is asked to say that it is alive within this many seconds. */
export const ALIVE_WITHIN = 30
/** Silence that nobody mended in this time was meant: the telephone system was changed or taken away. */
const GIVEN_UP_AFTER = 7 * 24 * 3600_000

/** The last word of a bridge that can be missed. */
export function lastWordOf({ lastAliveAt, lastCallAt }: Bridge): Date | undefined {
  if (!lastAliveAt) return undefined
  return lastCallAt && lastCallAt > lastAliveAt ? lastCallAt : lastAliveAt
}

export const isMissed = (bridge: Bridge, now: Date): boolean => {
  const word = lastWordOf(bridge)
  return word !== undefined && now.getTime() - word.getTime() >= MISSED_AFTER
}

/** Since when the house is without its telephone system; undefined while all that can be missed are heard. */
export function silence(bridges: readonly Bridge[], now: Date): Date | undefined {
  const since = bridges.flatMap(({ silentSince }) =>
    silentSince && now.getTime() - silentSince.getTime() < GIVEN_UP_AFTER ? [silentSince.getTime()] : [],
  )
  return since.length > 0 ? new Date(Math.min(...since)) : undefined
}
