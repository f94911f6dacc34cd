/** Moments in text, ISO 8601 with an offset (R1): read to whole seconds since 1970 in UTC and written back. */
import { dayNumber, fromDayNumber, isDate } from './civil-date.ts'
import { offsetAt } from './zone.ts'

const DAY = 86_400
const WRITTEN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.0+)?)?(?:Z|([+-])(\d{2}):(\d{2}))$/

/** The moment of "2026-03-10T09:00:00+07:00" or "…Z", from 1900 to 2499; undefined for anything else: without an offset, or with parts of a second. */
export function readInstant(text: string): number | undefined {
  const parts = WRITTEN.exec(text)
  const day = parts?.[1] ?? ''
  if (parts === null || !isDate(day) || day < '1900' || day >= '2500') return undefined
  const [hours, minutes, seconds, ahead, minutesAhead] = [2, 3, 4, 6, 7].map((at) => Number(parts[at] ?? 0))
  if ((hours ?? 0) > 23 || (minutes ?? 0) > 59 || (seconds ?? 0) > 59 || (ahead ?? 0) > 18 || (minutesAhead ?? 0) > 59) return undefined
  const offset = ((ahead ?? 0) * 3600 + (minutesAhead ?? 0) * 60) * (parts[5] === '-' ? -1 : 1)
  return dayNumber(day) * DAY + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0) - offset
}

/** "2026-03-10T03:00:00Z". */
export const utcText = (moment: number): string => `${wallText(moment)}Z`

/** "2026-03-10T10:00:00+07:00": the same moment on a zone's clock. */
export function localText(moment: number, zone: string): string {
  const offset = offsetAt(zone, moment * 1000) / 1000
  const away = Math.abs(offset)
  const seconds = away % 60 === 0 ? '' : `:${two(away % 60)}`
  return `${wallText(moment + offset)}${offset < 0 ? '-' : '+'}${two(Math.floor(away / 3600))}:${two(Math.floor(away / 60) % 60)}${seconds}`
}

const two = (n: number): string => String(n).padStart(2, '0')

function wallText(wall: number): string {
  const day = Math.floor(wall / DAY)
  const seconds = wall - day * DAY
  return `${fromDayNumber(day)}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
