import type { Db } from '../../platform/db/db.ts'
import type { BusinessCalendar } from '../../values/business-calendar.ts'
import { readLocalTime } from '../../values/business-calendar.ts'
import { businessDaysDue, dueOf, elapsedAt, levelAt, shareOf, whenElapsed } from '../../values/business-clock.ts'
import { openIntervals, openSeconds } from '../../values/open-time.ts'
import { calendarOf } from './calendars/calendars.ts'
import type { Counted, Inputs, Level, LevelRule, ServicePromise, Target } from './promise.ts'

/** The one place that asks the clock about promises: when they are due, when at risk, and who is woken when. */

/** The share of a target after which a promise is at risk where no standard says otherwise. */
const USUAL_FRACTION = 0.75

/** Whom it wakes where no standard says otherwise: at half its time who holds it, at the due the manager, two open hours later the owner. */
export const usualLevels: readonly LevelRule[] = [
  { level: 1, fraction: 0.5, to: 'holder' },
  { level: 2, fraction: 1, to: 'manager' },
  { level: 3, afterSeconds: 7200, clock: 'business', to: 'owner' },
]

/** What a due is counted from. */
export type Asked = {
  target: Target
  /** Open seconds or business days; of a fixed moment null. */
  value: number | null
  cutoff: string | null
  startsAt: Date
  /** The moment itself, of a fixed one. */
  fixed: Date | null
  pauses: readonly { from: Date; to: Date | null }[]
  fraction?: number | undefined
  levels?: readonly LevelRule[] | undefined
  carried?: Inputs['carried'] | undefined
}

export type Result = Counted & {
  /** True where the calendar has too little open time within 400 days (R16). */
  hasNoOpenTime: boolean
  /** Open seconds left while the clock stands still (R8). */
  remainingSeconds: number | null
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)
const date = (moment: number): Date => new Date(moment * 1000)

const none: Result = { internalDue: null, atRiskAt: null, levels: [], hasNoOpenTime: false, remainingSeconds: null }

/** Counts a due on a calendar that is at hand: pure, so that a million promises of one calendar are counted in one go. */
export function count(calendar: BusinessCalendar, asked: Asked): Result {
  if (asked.target === 'standing') return none
  const clock = clockOf(calendar, asked)
  if (clock === undefined) return { ...none, hasNoOpenTime: true }
  const due = clock.isFixed ? ({ is: 'due', at: clock.due } as const) : dueOf(clock)
  if (due.is === 'no_open_time') return { ...none, hasNoOpenTime: true }
  if (due.is === 'paused') return { ...none, remainingSeconds: due.remainingSeconds }
  const fraction = asked.fraction ?? USUAL_FRACTION
  return {
    internalDue: date(due.at),
    atRiskAt: momentAt(clock, due.at, fraction),
    levels: levelsOf(clock, due.at, asked.levels ?? usualLevels),
    hasNoOpenTime: false,
    remainingSeconds: null,
  }
}

type Running = {
  calendar: BusinessCalendar
  start: number
  targetSeconds: number
  pauses: { from: number; to: number | null }[]
  /** The due is a moment that was named, or the end of a day: it is not where the target is used up. */
  isFixed: boolean
  due: number
}

/** The promise as a clock with a target in open seconds; undefined where its days never come (R16). */
function clockOf(calendar: BusinessCalendar, asked: Asked): Running | undefined {
  const start = seconds(asked.startsAt)
  const pauses = asked.pauses.map(({ from, to }) => ({ from: seconds(from), to: to && seconds(to) }))
  if (asked.target === 'seconds') {
    if (!asked.carried) return { calendar, start, targetSeconds: asked.value ?? 0, pauses, isFixed: false, due: 0 }
    // What ran before the change counts against the new target; the rest runs on the new calendar from there (R14).
    const from = seconds(new Date(asked.carried.at))
    const rest = Math.max(0, (asked.value ?? 0) - asked.carried.seconds)
    return { calendar, start: from, targetSeconds: rest, pauses, isFixed: false, due: 0 }
  }
  const due = asked.target === 'days' ? daysDue(calendar, asked, start) : asked.fixed && seconds(asked.fixed)
  if (due === null || due === undefined) return undefined
  const targetSeconds = openSeconds(calendar, start, due)
  // A moment that was named moves on with the open time that passed while the house waited; the end of a day does not (R12).
  if (asked.target === 'instant' && pauses.length > 0 && targetSeconds > 0)
    return { calendar, start, targetSeconds, pauses, isFixed: false, due }
  return { calendar, start, targetSeconds, pauses: [], isFixed: true, due }
}

function daysDue(calendar: BusinessCalendar, { value, cutoff }: Asked, start: number): number | undefined {
  const cutOff = cutoff === null ? undefined : readLocalTime(cutoff)
  return businessDaysDue({ calendar, start, days: value ?? 0, ...(cutOff === undefined ? {} : { cutOff }) })
}

/** The moment by which a share of the target has run; by the clock on the wall where no open hour lies before the due. */
function momentAt(clock: Running, due: number, fraction: number): Date | null {
  if (clock.isFixed && fraction === 1) return date(due)
  if (clock.targetSeconds === 0) return date(clock.start + Math.ceil((due - clock.start) * fraction))
  const at = whenElapsed(clock, shareOf(clock.targetSeconds, fraction))
  return at.is === 'due' ? date(Math.min(at.at, due)) : null
}

const levelsOf = (clock: Running, due: number, rules: readonly LevelRule[]): Level[] =>
  rules.flatMap((rule) => {
    const at = levelMoment(clock, due, rule)
    return at === null ? [] : [{ level: rule.level, at: at.toISOString(), to: rule.to }]
  })

function levelMoment(clock: Running, due: number, { fraction, afterSeconds, clock: by = 'business' }: LevelRule): Date | null {
  if (fraction !== undefined) return momentAt(clock, due, fraction)
  if (afterSeconds === undefined) return null
  if (by === 'wall') return date(due + afterSeconds)
  const at = levelAt({ calendar: clock.calendar, start: due, targetSeconds: 0 }, { afterDueSeconds: afterSeconds, clock: 'business' })
  return at === undefined ? null : date(at)
}

/** As `count`, on the version of a calendar. */
export const countDue = async (db: Db, calendarVersionId: string, asked: Asked): Promise<Result> =>
  count(await calendarOf(db, calendarVersionId), asked)

/** What a promise is counted from; after a slip that is the new promise. */
export function askedOf(
  {
    target,
    targetValue,
    cutoff,
    startsAt,
    firstDue,
    inputs,
  }: Pick<ServicePromise, 'target' | 'targetValue' | 'cutoff' | 'startsAt' | 'firstDue' | 'inputs'>,
  pauses: Asked['pauses'],
): Asked {
  const { renewed, atRiskFraction: fraction, levels } = inputs
  if (renewed) {
    const [from, due] = [new Date(renewed.at), new Date(renewed.due)]
    return { target: 'instant', value: null, cutoff: null, startsAt: from, fixed: due, pauses, fraction, levels }
  }
  const fixed = target === 'instant' ? firstDue : null
  return { target, value: targetValue, cutoff, startsAt, fixed, pauses, fraction, levels, carried: inputs.carried }
}

/** Open seconds that have run of a promise by a moment, pauses left out (R5, R8). */
export function ranUntil(calendar: BusinessCalendar, { startsAt, pauses, carried }: Asked, at: Date): number {
  const clock = {
    calendar,
    start: seconds(carried ? new Date(carried.at) : startsAt),
    targetSeconds: 0,
    pauses: pauses.map(({ from, to }) => ({ from: seconds(from), to: to && seconds(to) })),
  }
  return (carried?.seconds ?? 0) + elapsedAt(clock, seconds(at))
}

/** The first moment at which so many open seconds have passed since another; null where that is too far away to say (R16). */
export function openSecondsAfter(calendar: BusinessCalendar | undefined, from: Date, lead: number): Date | null {
  if (calendar === undefined) return new Date(from.getTime() + lead * 1000)
  const at = levelAt({ calendar, start: seconds(from), targetSeconds: 0 }, { afterDueSeconds: lead, clock: 'business' })
  return at === undefined ? null : date(at)
}

export type OpenSpan = { from: string; to: string; seconds: number; kind: 'open' | 'paused' }

const MOST_SPANS = 120

/** The open hours a due ran through, with the seconds used in each; what was paused stands between, cut out of them. */
export function spansUntil(calendar: BusinessCalendar, { startsAt, pauses }: Asked, due: Date): OpenSpan[] {
  const [start, end] = [seconds(startsAt), seconds(due)]
  const spans: OpenSpan[] = []
  const add = (from: number, to: number, kind: OpenSpan['kind']): void => {
    if (to > from) spans.push({ from: date(from).toISOString(), to: date(to).toISOString(), seconds: to - from, kind })
  }
  const still = pauses
    .map(({ from, to }) => ({ from: Math.max(seconds(from), start), to: Math.min(to ? seconds(to) : end, end) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from)
  for (const { start: opens, end: closes } of openIntervals(calendar, start)) {
    if (opens >= end || spans.length >= MOST_SPANS) break
    let from = opens
    const until = Math.min(closes, end)
    for (const pause of still) {
      if (pause.to <= from || pause.from >= until) continue
      add(from, Math.max(from, pause.from), 'open')
      add(Math.max(from, pause.from), Math.min(pause.to, until), 'paused')
      from = Math.max(from, Math.min(pause.to, until))
    }
    add(from, until, 'open')
  }
  return spans
}
