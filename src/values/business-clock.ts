/**
 * The clocks of promises: when an answer is due, what has run of it, who is to be woken when. Moments are whole seconds since 1970 in
 * UTC and `now` is an argument; the rules are those of test/fixtures/sla.
 */
import { type BusinessCalendar, lastClosing, momentOf } from './business-calendar.ts'
import { addDays } from './civil-date.ts'
import { afterOpenSeconds, openSeconds, SEARCH_SECONDS } from './open-time.ts'
import { dayIn } from './zone.ts'

/** From `from` until just before `to`; null is still open (R8). */
export type Pause = { readonly from: number; readonly to: number | null }

/** A promise that so many open seconds will be enough. */
export type Clock = {
  readonly calendar: BusinessCalendar
  readonly start: number
  readonly targetSeconds: number
  /** In any order, also overlapping; what lies before the start counts for nothing. */
  readonly pauses?: readonly Pause[]
}

/** When it is due; or how much is left while it stands still (R8); or that the calendar has too little open time within 400 days (R16). */
export type Due = { is: 'due'; at: number } | { is: 'paused'; remainingSeconds: number } | { is: 'no_open_time' }

type Standstill = { from: number; to: number }

/** Pauses united, in order, clipped to the start; one still open ends never (R8). */
function standstills(pauses: readonly Pause[], start: number): Standstill[] {
  const clipped = pauses
    .map(({ from, to }) => ({ from: Math.max(from, start), to: to ?? Number.POSITIVE_INFINITY }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
  const united: Standstill[] = []
  for (const one of clipped) {
    const last = united.at(-1)
    if (last !== undefined && one.from <= last.to) last.to = Math.max(last.to, one.to)
    else united.push(one)
  }
  return united
}

const NONE: readonly Standstill[] = []

const standstillsOf = ({ pauses, start }: Clock): readonly Standstill[] =>
  pauses === undefined || pauses.length === 0 ? NONE : standstills(pauses, start)

/** When the promise is due (R6, R8, R16). */
export const dueOf = (clock: Clock): Due => whenElapsed(clock, clock.targetSeconds)

/** The earliest moment by which so many seconds have run, pauses left out; the promise's target may be more or less (R6, R8, R11, R16). */
export function whenElapsed(clock: Clock, seconds: number): Due {
  const { calendar, start } = clock
  const until = start + SEARCH_SECONDS
  let from = start
  let left = seconds
  for (const pause of standstillsOf(clock)) {
    if (pause.from > until) break
    const at = afterOpenSeconds(calendar, from, left, pause.from)
    if (at !== undefined) return { is: 'due', at }
    left -= openSeconds(calendar, from, pause.from)
    if (pause.to === Number.POSITIVE_INFINITY) return { is: 'paused', remainingSeconds: left }
    from = pause.to
  }
  const at = from > until ? undefined : afterOpenSeconds(calendar, from, left, until)
  return at === undefined ? { is: 'no_open_time' } : { is: 'due', at }
}

/** Open seconds from the start to a moment, less pauses (R5, R8). */
export function elapsedAt(clock: Clock, moment: number): number {
  let sum = 0
  let from = clock.start
  for (const pause of standstillsOf(clock)) {
    sum += openSeconds(clock.calendar, from, Math.min(pause.from, moment))
    from = pause.to
    if (from >= moment) return sum
  }
  return sum + openSeconds(clock.calendar, from, moment)
}

// --- Warnings and outcome ------------------------------------------------------------------------------------------------

/** When somebody is woken: at a share of the target, or so long after the due in open time or by the clock on the wall (R11). */
export type Level = { readonly atFraction: number } | { readonly afterDueSeconds: number; readonly clock: 'business' | 'wall' }

/** ceil(fraction × target), with the fraction as it is written: 0.55 of 100 is 55, although the machine's product is a hair more (R11). */
export function shareOf(targetSeconds: number, fraction: number): number {
  const [mantissa = '', exponent = '0'] = String(fraction).split('e')
  const [whole = '', part = ''] = mantissa.split('.')
  const decimals = part.length - Number(exponent)
  if (decimals <= 0) return fraction * targetSeconds
  const [product, unit] = [BigInt(whole + part) * BigInt(targetSeconds), 10n ** BigInt(decimals)]
  return Number((product + unit - 1n) / unit)
}

/** When the promise is at risk (R11); undefined while that is not known, because the clock stands still before or never gets there. */
export const atRiskOf = (clock: Clock, fraction: number): number | undefined => levelAt(clock, { atFraction: fraction })

/** When a level is reached; pauses do not count after the due (R11). Undefined while that is not known. */
export function levelAt(clock: Clock, level: Level): number | undefined {
  if ('atFraction' in level) {
    const share = whenElapsed(clock, shareOf(clock.targetSeconds, level.atFraction))
    return share.is === 'due' ? share.at : undefined
  }
  const due = dueOf(clock)
  if (due.is !== 'due') return undefined
  if (level.clock === 'wall') return due.at + level.afterDueSeconds
  return afterOpenSeconds(clock.calendar, due.at, level.afterDueSeconds)
}

/** Whether a promise was kept: done at the due is met, a second later is not, and at the due itself it still runs (R7). No due is not missed. */
export function outcomeOf(due: number | null, done: number | null, now: number): 'met' | 'breached' | 'running' {
  if (done !== null) return due === null || done <= due ? 'met' : 'breached'
  return due !== null && now > due ? 'breached' : 'running'
}

// --- Whole days ----------------------------------------------------------------------------------------------------------

export type BusinessDays = {
  readonly calendar: BusinessCalendar
  readonly start: number
  readonly days: number
  /** Local seconds of the day from which on it counts as the next one; by default the end of the date's last interval. */
  readonly cutOff?: number
}

/** The end of the n-th date with open hours after day 0 (R12); undefined where the search ends first (R16). */
export function businessDaysDue({ calendar, start, days, cutOff }: BusinessDays): number | undefined {
  let date = dayIn(calendar.zone, start * 1000)
  const until = start + SEARCH_SECONDS
  let closing = lastClosing(calendar, date)
  const isToday = closing !== undefined && start < (cutOff === undefined ? closing : momentOf(calendar, date, cutOff))
  // The day that stands for day 0 is one to walk to unless it is today.
  let left = isToday ? days : days + 1
  while (left > 0) {
    date = addDays(date, 1)
    closing = lastClosing(calendar, date)
    if (closing !== undefined) left--
    else if (momentOf(calendar, date, 0) > until) return undefined
    if (closing !== undefined && closing > until) return undefined
  }
  return closing
}

// --- What starts and stops a clock -----------------------------------------------------------------------------------------

/** What happened in a conversation; an internal note and an automatic reply answer nothing (R9). */
export type ConversationEvent = {
  readonly at: number
  readonly type: 'customer_message' | 'public_reply' | 'internal_note' | 'automatic_reply'
}

/** In the order of time; what has the same moment keeps the order in which it was told. */
const inOrder = <One extends { at: number }>(events: readonly One[]): One[] => [...events].sort((a, b) => a.at - b.at)

/** From the first customer message to the first public reply of a person after it (R9). */
export function firstResponseOf(events: readonly ConversationEvent[]): { start: number; done: number | null } | undefined {
  const ordered = inOrder(events)
  const first = ordered.findIndex(({ type }) => type === 'customer_message')
  const start = ordered[first]?.at
  if (start === undefined) return undefined
  return { start, done: ordered.slice(first + 1).find(({ type }) => type === 'public_reply')?.at ?? null }
}

/** The oldest customer message that nobody has answered by a moment, that moment included (R9); undefined where nobody waits. */
export function waitingSince(events: readonly ConversationEvent[], moment: number): number | undefined {
  let since: number | undefined
  for (const { at, type } of inOrder(events)) {
    if (at > moment) break
    if (type === 'public_reply') since = undefined
    else if (type === 'customer_message') since ??= at
  }
  return since
}

/** What became of a case's resolution: from resolved to reopened is a pause, and the last time it was resolved is when it was done (R10). */
export function resolutionOf(turns: readonly { at: number; type: 'resolved' | 'reopened' }[]): { pauses: Pause[]; done: number | null } {
  const pauses: Pause[] = []
  let done: number | null = null
  for (const { at, type } of inOrder(turns)) {
    if (type === 'resolved') done ??= at
    else if (done !== null) {
      pauses.push({ from: done, to: at })
      done = null
    }
  }
  return { pauses, done }
}
