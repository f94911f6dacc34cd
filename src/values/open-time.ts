/** Counting open time on a calendar: sums laid out by date and looked up, so that a million questions cost a few steps each. */
import { type BusinessCalendar, type OpenInterval, stretchAt } from './business-calendar.ts'

type Stretch = ReturnType<typeof stretchAt>

/** How far a search goes (R16). */
export const SEARCH_SECONDS = 400 * 86_400

/** How many of these moments, in order, lie at or before one. */
function countUntil(moments: Float64Array, moment: number): number {
  let [low, high] = [0, moments.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((moments[middle] ?? 0) <= moment) low = middle + 1
    else high = middle
  }
  return low
}

/** Open seconds of a stretch before a moment of it. */
function openBefore({ starts, ends, before }: Stretch, moment: number): number {
  const at = countUntil(starts, moment) - 1
  if (at < 0) return 0
  return (before[at] ?? 0) + Math.min(moment, ends[at] ?? 0) - (starts[at] ?? 0)
}

/** Open seconds between two moments; none where the second is not later (R5). */
export function openSeconds(calendar: BusinessCalendar, from: number, until: number): number {
  if (until <= from) return 0
  if (calendar.always) return until - from
  let stretch = stretchAt(calendar, from)
  let sum = -openBefore(stretch, from)
  while (until >= stretch.until) {
    sum += stretch.total
    stretch = stretchAt(calendar, stretch.until)
  }
  return sum + openBefore(stretch, until)
}

/**
 * The earliest moment by which so many open seconds have passed since `from` (R6): at closing when they are used up at closing, at
 * once when there are none to wait for. Undefined where that lies after `until` (R16).
 */
export function afterOpenSeconds(
  calendar: BusinessCalendar,
  from: number,
  seconds: number,
  until = from + SEARCH_SECONDS,
): number | undefined {
  if (seconds <= 0) return from
  const moment = calendar.always ? from + seconds : lookUp(calendar, from, seconds, until)
  return moment === undefined || moment > until ? undefined : moment
}

function lookUp(calendar: BusinessCalendar, from: number, seconds: number, until: number): number | undefined {
  let stretch = stretchAt(calendar, from)
  let sought = seconds + openBefore(stretch, from)
  while (stretch.total < sought) {
    if (stretch.until > until) return undefined
    sought -= stretch.total
    stretch = stretchAt(calendar, stretch.until)
  }
  // The last interval with less than is sought before it.
  const { starts, before } = stretch
  let [low, high] = [0, before.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((before[middle] ?? 0) < sought) low = middle + 1
    else high = middle
  }
  return (starts[low - 1] ?? 0) + sought - (before[low - 1] ?? 0)
}

/** Says whether somebody is there at a moment. */
export function isOpenAt(calendar: BusinessCalendar, moment: number): boolean {
  if (calendar.always) return true
  const { starts, ends } = stretchAt(calendar, moment)
  const at = countUntil(starts, moment) - 1
  return at >= 0 && moment < (ends[at] ?? 0)
}

/** The first open moment, `from` or later; undefined where none comes within 400 days. */
export function nextOpening(calendar: BusinessCalendar, from: number): number | undefined {
  for (const { start } of openIntervals(calendar, from)) return start
  return undefined
}

/**
 * The open intervals from a moment on, in order, cut at the calendar's midnights; the first begins at `from` when that is open. Ends
 * where 400 days bring none, and for a calendar that is always open never.
 */
export function* openIntervals(calendar: BusinessCalendar, from: number): Generator<OpenInterval, void> {
  let stretch = stretchAt(calendar, from)
  let lastEnd = from
  while (stretch.from <= lastEnd + SEARCH_SECONDS) {
    const { starts, ends } = stretch
    for (let at = countUntil(ends, lastEnd); at < starts.length; at++) {
      const [start, end] = [Math.max(from, starts[at] ?? 0), ends[at] ?? 0]
      if (start > lastEnd + SEARCH_SECONDS) return
      lastEnd = end
      yield { start, end }
    }
    stretch = stretchAt(calendar, stretch.until)
  }
}
