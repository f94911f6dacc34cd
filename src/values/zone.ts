/**
 * Time zones by arithmetic: the offset of a zone comes from `Intl` once per quarter of a day and is remembered, so that millions of
 * conversions cost additions. Moments are milliseconds since 1970 in UTC; days are 'YYYY-MM-DD'; zones have IANA names.
 */
import { dayNumber, fromDayNumber } from './civil-date.ts'

const DAY = 86_400_000
// No zone changed its offset twice within six hours, so equal offsets at both ends hold in between.
const SPAN = DAY / 4
const MOST_SPANS = 100_000

type ZoneMemory = {
  formatter: Intl.DateTimeFormat
  /** Offset by number of the span, or NaN where the span holds a change. */
  spans: Map<number, number>
  /** The span asked for last, since neighbours in a file are neighbours in time. */
  lastSpan: number
  lastOffset: number
}

const memories = new Map<string, ZoneMemory>()

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds; throws a RangeError for an unknown zone. */
export function offsetAt(zone: string, epochMs: number): number {
  const memory = memoryOf(zone)
  const span = Math.floor(epochMs / SPAN)
  if (span === memory.lastSpan) return memory.lastOffset
  let offset = memory.spans.get(span)
  if (offset === undefined) {
    const first = askIntl(memory.formatter, span * SPAN)
    offset = first === askIntl(memory.formatter, (span + 1) * SPAN - 1000) ? first : Number.NaN
    if (memory.spans.size >= MOST_SPANS) memory.spans.clear()
    memory.spans.set(span, offset)
  }
  if (Number.isNaN(offset)) return askIntl(memory.formatter, epochMs)
  memory.lastSpan = span
  memory.lastOffset = offset
  return offset
}

/** Says whether the machine knows a zone of this name. */
export function isZone(zone: string): boolean {
  try {
    memoryOf(zone)
    return true
  } catch {
    return false
  }
}

/**
 * The moment a zone's clocks show `secondsOfDay` on `day`. A time that clocks skip is moved later by the skipped span; of a time they
 * show twice the first is meant.
 */
export function toInstant(day: string, secondsOfDay: number, zone: string): number {
  const wall = dayNumber(day) * DAY + secondsOfDay * 1000
  const before = offsetAt(zone, wall - DAY)
  const after = offsetAt(zone, wall + DAY)
  if (before === after) return wall - before
  // The earlier moment has the offset from before the change; it counts whenever it is real, and stands in when none is.
  if (offsetAt(zone, wall - before) === before) return wall - before
  return offsetAt(zone, wall - after) === after ? wall - after : wall - before
}

let lastDayNumber = Number.NaN
let lastDay = ''

/** The day in the zone at a moment. */
export function dayIn(zone: string, epochMs: number): string {
  const number = Math.floor((epochMs + offsetAt(zone, epochMs)) / DAY)
  if (number !== lastDayNumber) {
    lastDay = fromDayNumber(number)
    lastDayNumber = number
  }
  return lastDay
}

/** Seconds since the zone's clocks showed 00:00, as they show it (0 to 86399). */
export function secondsIn(zone: string, epochMs: number): number {
  const wall = epochMs + offsetAt(zone, epochMs)
  return Math.floor((wall - Math.floor(wall / DAY) * DAY) / 1000)
}

/** What the zone's clocks show at a moment, 'HH:MM'. */
export function clockIn(zone: string, epochMs: number): string {
  const minutes = Math.floor(secondsIn(zone, epochMs) / 60)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function memoryOf(zone: string): ZoneMemory {
  const known = memories.get(zone)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const memory = { formatter, spans: new Map<number, number>(), lastSpan: Number.NaN, lastOffset: 0 }
  memories.set(zone, memory)
  return memory
}

/** "12 1, 2010 A, 08:26:00" in fields, back to a moment as if the clocks were UTC's. */
function askIntl(formatter: Intl.DateTimeFormat, epochMs: number): number {
  const whole = Math.floor(epochMs / 1000) * 1000
  const fields: Record<string, number> = {}
  let isBeforeChrist = false
  for (const part of formatter.formatToParts(whole)) {
    if (part.type === 'era') isBeforeChrist = part.value.startsWith('B')
    else fields[part.type] = Number(part.value)
  }
  const { year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields
  const wall = new Date(0)
  wall.setUTCFullYear(isBeforeChrist ? 1 - year : year, month - 1, day)
  wall.setUTCHours(hour, minute, second)
  return wall.getTime() - whole
}
