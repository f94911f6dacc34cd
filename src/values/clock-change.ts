/** What becomes of a running promise when its policy or calendar changes, and what of the word already given (R14, R15). */
import type { BusinessCalendar } from './business-calendar.ts'
import { type Due, dueOf, elapsedAt, outcomeOf, type Pause } from './business-clock.ts'

type Terms = { readonly calendar: BusinessCalendar; readonly targetSeconds: number }

export type ClockChange = {
  readonly start: number
  readonly changedAt: number
  readonly pauses?: readonly Pause[]
  readonly old: Terms
  readonly new: Terms
}

/** The three modes side by side (R14): each a due, and what goes with it. */
export type ChangedDues = {
  /** The case stays as it was. */
  keep: Due
  /** As if the new terms had held from the start, all pauses kept. */
  recompute: { due: Due; isBreachedAtChange: boolean }
  /** What was used up on the old calendar counts against the new target; the rest runs on the new calendar from the change. */
  carry: { due: Due; consumedSeconds: number; remainingSeconds: number }
}

export function changeClock({ start, changedAt, pauses = [], old, new: next }: ClockChange): ChangedDues {
  const recomputed = dueOf({ ...next, start, pauses })
  // A change told before the case began is in force from its beginning.
  const from = Math.max(start, changedAt)
  const consumedSeconds = elapsedAt({ ...old, start, pauses }, from)
  const remainingSeconds = Math.max(0, next.targetSeconds - consumedSeconds)
  return {
    keep: dueOf({ ...old, start, pauses }),
    recompute: {
      due: recomputed,
      isBreachedAtChange: outcomeOf(recomputed.is === 'due' ? recomputed.at : null, null, changedAt) === 'breached',
    },
    carry: {
      due: dueOf({ calendar: next.calendar, start: from, targetSeconds: remainingSeconds, pauses }),
      consumedSeconds,
      remainingSeconds,
    },
  }
}

/**
 * What the customer was told beside what the house now reckons with (R15): worked towards is the earlier of the two, and a later
 * reckoning needs a new promise. One that the calendar never reaches is later than any; null is none, or one that stands still.
 */
export function promiseAfter(
  promisedDue: number | null,
  internal: Due,
): { internalDue: number | null; workBy: number | null; needsRepromise: boolean } {
  const internalDue = internal.is === 'due' ? internal.at : null
  const workBy = promisedDue === null || internalDue === null ? (promisedDue ?? internalDue) : Math.min(promisedDue, internalDue)
  const isLater = internal.is === 'no_open_time' || (internalDue !== null && promisedDue !== null && internalDue > promisedDue)
  return { internalDue, workBy, needsRepromise: promisedDue !== null && isLater }
}
