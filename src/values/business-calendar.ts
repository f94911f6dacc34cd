/**
 * When somebody is there: weekly hours in a zone, closed dates and special ones. A calendar's intervals are written in local time and
 * become moments here; moments are whole seconds since 1970 in UTC. The rules R1 to R16 that this and the clocks beside it keep stand
 * with their worked cases in test/fixtures/sla.
 */
import { dayNumber, fromDayNumber, isDate, weekdayOf } from './civil-date.ts'
import { isZone, toInstant } from './zone.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** "HH:MM" to "HH:MM", the end excluded and up to "24:00"; an end not after its start lies on the next date (R2). */
export type LocalInterval = readonly [start: string, end: string]

/** A calendar as it is written down and kept (R2, R3). */
export type CalendarRules = {
  /** An IANA name. */
  readonly zone: string
  readonly weekly: Readonly<Partial<Record<Weekday, readonly LocalInterval[]>>>
  /** Dates without open hours, 'YYYY-MM-DD'. */
  readonly closed: readonly string[]
  /** Dates with hours of their own, which replace everything else on that date; none at all is a closed date. */
  readonly special: Readonly<Record<string, readonly LocalInterval[]>>
  /** Open at every instant, whatever else is written. */
  readonly always: boolean
}

export type CalendarFault = {
  /** Where it stands: 'weekly.mon[0][1]', 'closed[3]', 'special.2026-02-16[0]'. */
  field: string
  problem:
    | 'unknown-zone'
    | 'unknown-weekday'
    | 'not-a-date'
    | 'not-a-time'
    | 'not-an-interval'
    | 'not-a-list'
    | 'not-a-record'
    | 'not-yes-or-no'
}

/** Open from `start` until just before `end`. */
export type OpenInterval = { readonly start: number; readonly end: number }

/** Seconds of a local day. */
type Span = { readonly from: number; readonly to: number }

/** A stretch of dates whose open intervals are laid out once and then only looked up. */
type Stretch = {
  /** The moments between which its dates lie. */
  readonly from: number
  readonly until: number
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** Open seconds of the stretch before each interval. */
  readonly before: Float64Array
  readonly total: number
  /** For each date, and for the one after the last, the place of its first interval. */
  readonly firstOf: Int32Array
}

/** A calendar made ready to be asked; made once and used for everything, since it remembers the dates it has laid out. */
export type BusinessCalendar = {
  readonly zone: string
  readonly always: boolean
  readonly byWeekday: readonly (readonly Span[])[]
  readonly byDate: ReadonlyMap<string, readonly Span[]>
  readonly laidOut: Map<number, Stretch>
}

// --- Reading -----------------------------------------------------------------------------------------------------------

const DAY = 86_400
const TIME = /^(\d{2}):(\d{2})(?::(\d{2}))?$/

/** Seconds since the local day began; 24:00 is its end. Undefined for what is no time of a day. */
export function readLocalTime(text: unknown): number | undefined {
  const parts = typeof text === 'string' ? TIME.exec(text) : null
  if (parts === null) return undefined
  const [hours, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)]
  const total = hours * 3600 + minutes * 60 + seconds
  return minutes < 60 && seconds < 60 && total <= DAY ? total : undefined
}

/** Reads a calendar that somebody wrote; every fault is named by its field. What is left out of `closed`, `special` and `always` is none. */
export function readCalendarRules(given: unknown): { rules: CalendarRules } | { faults: CalendarFault[] } {
  if (!isRecord(given)) return { faults: [{ field: '', problem: 'not-a-record' }] }
  const faults: CalendarFault[] = []
  const { zone, weekly = {}, closed = [], special = {}, always = false } = given
  if (typeof zone !== 'string' || !isZone(zone)) faults.push({ field: 'zone', problem: 'unknown-zone' })
  if (typeof always !== 'boolean') faults.push({ field: 'always', problem: 'not-yes-or-no' })
  const hours = readTable(weekly, 'weekly', faults, (day) => (weekdays.some((one) => one === day) ? null : 'unknown-weekday'))
  const dates = readTable(special, 'special', faults, (day) => (isDate(day) ? null : 'not-a-date'))
  const off = readDates(closed, faults)
  if (faults.length > 0) return { faults }
  return { rules: { zone: String(zone), weekly: hours, closed: off, special: dates, always: always === true } }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function readTable(
  given: unknown,
  field: string,
  faults: CalendarFault[],
  faultOf: (key: string) => CalendarFault['problem'] | null,
): Record<string, LocalInterval[]> {
  if (!isRecord(given)) {
    faults.push({ field, problem: 'not-a-record' })
    return {}
  }
  const table: Record<string, LocalInterval[]> = {}
  for (const [key, intervals] of Object.entries(given)) {
    const problem = faultOf(key)
    if (problem !== null) faults.push({ field: `${field}.${key}`, problem })
    else table[key] = readIntervals(intervals, `${field}.${key}`, faults)
  }
  return table
}

function readIntervals(given: unknown, field: string, faults: CalendarFault[]): LocalInterval[] {
  if (!Array.isArray(given)) {
    faults.push({ field, problem: 'not-a-list' })
    return []
  }
  return given.flatMap((pair: unknown, at): LocalInterval[] => {
    const here = `${field}[${at}]`
    if (!Array.isArray(pair) || pair.length !== 2) {
      faults.push({ field: here, problem: 'not-an-interval' })
      return []
    }
    const [start, end]: unknown[] = pair
    const [from, to] = [readLocalTime(start), readLocalTime(end)]
    if (from === undefined || from === DAY) faults.push({ field: `${here}[0]`, problem: 'not-a-time' })
    if (to === undefined) faults.push({ field: `${here}[1]`, problem: 'not-a-time' })
    return [[String(start), String(end)]]
  })
}

function readDates(given: unknown, faults: CalendarFault[]): string[] {
  if (!Array.isArray(given)) {
    faults.push({ field: 'closed', problem: 'not-a-list' })
    return []
  }
  return given.flatMap((day: unknown, at) => {
    if (typeof day === 'string' && isDate(day)) return [day]
    faults.push({ field: `closed[${at}]`, problem: 'not-a-date' })
    return []
  })
}

// --- Making ready ------------------------------------------------------------------------------------------------------

/** Makes a calendar ready to be asked. Throws a RangeError that names the field where the rules are not what `readCalendarRules` lets through. */
export function businessCalendar(rules: CalendarRules): BusinessCalendar {
  const read = readCalendarRules(rules)
  if ('faults' in read) throw new RangeError(read.faults.map(({ field, problem }) => `${field}: ${problem}`).join(', '))
  const { zone, weekly, closed, special, always } = read.rules
  const byWeekday = weekdays.map((day, at) => {
    const dayBefore = weekdays[(at + 6) % 7] ?? day
    return [...(weekly[day] ?? []).flatMap(untilMidnight), ...(weekly[dayBefore] ?? []).flatMap(afterMidnight)]
  })
  const byDate = new Map<string, readonly Span[]>(closed.map((day) => [day, []]))
  // A special date's hours stand before its being closed, and end with the date: what follows midnight is the next date's own (R3).
  for (const [day, intervals] of Object.entries(special)) byDate.set(day, intervals.flatMap(untilMidnight))
  return { zone, always, byWeekday, byDate, laidOut: new Map() }
}

const secondsOf = (time: string): number => readLocalTime(time) ?? Number.NaN

/** What of an interval lies on its own date (R2). */
function untilMidnight([start, end]: LocalInterval): Span[] {
  const [from, to] = [secondsOf(start), secondsOf(end)]
  return [{ from, to: to <= from ? DAY : to }]
}

/** What of an interval lies on the date after it (R2). */
function afterMidnight([start, end]: LocalInterval): Span[] {
  const to = secondsOf(end)
  return to <= secondsOf(start) && to > 0 ? [{ from: 0, to }] : []
}

/** The moment a date begins, or another local time on it: a skipped time moves on by the gap, of a repeated one the first counts (R4). */
export const momentOf = (calendar: BusinessCalendar, date: string, seconds: number): number =>
  toInstant(date, seconds, calendar.zone) / 1000

/** The open intervals of a civil date, united and in order, never beyond the date itself (R2 to R4). */
export function openOn(calendar: BusinessCalendar, date: string): OpenInterval[] {
  const [dawn, dusk] = [momentOf(calendar, date, 0), momentOf(calendar, date, DAY)]
  if (calendar.always) return dusk > dawn ? [{ start: dawn, end: dusk }] : []
  const spans = calendar.byDate.get(date) ?? calendar.byWeekday[weekdayOf(date) - 1] ?? []
  const moments = spans
    .map(({ from, to }) => ({
      start: momentOf(calendar, date, from),
      // Of a date that the zone left out altogether nothing is left.
      end: Math.min(dusk, momentOf(calendar, date, to)),
    }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start)
  const united: { start: number; end: number }[] = []
  for (const one of moments) {
    const last = united.at(-1)
    if (last !== undefined && one.start <= last.end) last.end = Math.max(last.end, one.end)
    else united.push(one)
  }
  return united
}

// --- Stretches of dates ------------------------------------------------------------------------------------------------

const STRETCH_DAYS = 256
/** As many as 45 years need; a calendar asked about more begins anew. */
const MOST_STRETCHES = 64

/** The stretch of dates in which a moment lies. */
export function stretchAt(calendar: BusinessCalendar, moment: number): Stretch {
  // By UTC's date first, which is at most one stretch off.
  const guess = Math.floor(moment / (DAY * STRETCH_DAYS))
  const stretch = stretchOf(calendar, guess)
  if (moment < stretch.from) return stretchOf(calendar, guess - 1)
  return moment >= stretch.until ? stretchOf(calendar, guess + 1) : stretch
}

/** The end of a civil date's last open interval; undefined where it has none. */
export function lastClosing(calendar: BusinessCalendar, date: string): number | undefined {
  const day = dayNumber(date)
  const number = Math.floor(day / STRETCH_DAYS)
  const { ends, firstOf } = stretchOf(calendar, number)
  const at = day - number * STRETCH_DAYS
  const [first = 0, next = 0] = [firstOf[at], firstOf[at + 1]]
  return next > first ? ends[next - 1] : undefined
}

function stretchOf(calendar: BusinessCalendar, number: number): Stretch {
  const known = calendar.laidOut.get(number)
  if (known !== undefined) return known
  const stretch = layOut(calendar, number * STRETCH_DAYS)
  if (calendar.laidOut.size >= MOST_STRETCHES) calendar.laidOut.clear()
  calendar.laidOut.set(number, stretch)
  return stretch
}

function layOut(calendar: BusinessCalendar, firstDay: number): Stretch {
  const all: OpenInterval[] = []
  const firstOf = new Int32Array(STRETCH_DAYS + 1)
  for (let at = 0; at < STRETCH_DAYS; at++) {
    firstOf[at] = all.length
    all.push(...openOn(calendar, fromDayNumber(firstDay + at)))
  }
  firstOf[STRETCH_DAYS] = all.length
  const before = new Float64Array(all.length)
  let total = 0
  for (const [at, { start, end }] of all.entries()) {
    before[at] = total
    total += end - start
  }
  return {
    from: momentOf(calendar, fromDayNumber(firstDay), 0),
    until: momentOf(calendar, fromDayNumber(firstDay + STRETCH_DAYS), 0),
    starts: Float64Array.from(all, ({ start }) => start),
    ends: Float64Array.from(all, ({ end }) => end),
    before,
    total,
    firstOf,
  }
}
