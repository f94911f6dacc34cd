import type { BusinessCalendar } from '../../../values/business-calendar.ts'
import { readLocalTime } from '../../../values/business-calendar.ts'
import { businessDaysDue, type Due, dueOf, type Pause } from '../../../values/business-clock.ts'
import { changeClock, promiseAfter } from '../../../values/clock-change.ts'
import type { changeModes } from './contract.ts'

export type Mode = (typeof changeModes)[number]

/** What of a promise its due is counted from; moments in seconds. */
export type Counted = {
  start: number
  target: 'seconds' | 'days'
  value: number
  cutoff: string | null
  pauses: readonly Pause[]
  /** What had run of it when it was carried over to other hours before, and when that was. */
  carried: { at: number; seconds: number } | null
}

/** When so many seconds, or so many days, from its start are over on a calendar. */
function dueOn(calendar: BusinessCalendar, { start, target, value, cutoff, pauses }: Counted): Due {
  if (target === 'seconds') return dueOf({ calendar, start, targetSeconds: value, pauses })
  const cutOff = cutoff === null ? undefined : readLocalTime(cutoff)
  const at = businessDaysDue({ calendar, start, days: value, ...(cutOff === undefined ? {} : { cutOff }) })
  return at === undefined ? { is: 'no_open_time' } : { is: 'due', at }
}

/** What becomes of a due when the hours change (R14). Whole days are not used up bit by bit: carried over, they are counted anew. */
export function changedDue(
  counted: Counted,
  old: BusinessCalendar,
  next: BusinessCalendar,
  mode: 'recompute' | 'carry',
  changedAt: number,
): Due {
  if (mode === 'recompute' || counted.target === 'days') return dueOn(next, counted)
  const { start, value, pauses, carried } = counted
  const targetSeconds = Math.max(0, value - (carried?.seconds ?? 0))
  const from = carried?.at ?? start
  return changeClock({ start: from, changedAt, pauses, old: { calendar: old, targetSeconds }, new: { calendar: next, targetSeconds } })
    .carry.due
}

/** What a change does to one promise: which way its due moves, and whether the customer heard an earlier one (R15). */
export function effectOn(
  before: number | null,
  promised: number | null,
  after: Due,
): { way: 'earlier' | 'later' | 'same'; isNew: boolean } {
  const { internalDue, needsRepromise } = promiseAfter(promised, after)
  const then = after.is === 'no_open_time' ? Number.POSITIVE_INFINITY : internalDue
  const way = before === null || then === null || before === then ? 'same' : then < before ? 'earlier' : 'later'
  // One that was later than the customer’s already needs a new promise for its own sake, not for this change’s.
  return { way, isNew: needsRepromise && way === 'later' }
}
