/** Hours of a day as people type them. */

const WRITTEN = /^(\d{1,2})(?:\s*(?:[:.hg]|giờ)\s*(\d{2})?)?(?:\s*(?:phút))?$/i
const FOUR = /^(\d{2})(\d{2})$/

/** "8", "8h30", "8:30", "0830", "24:00" as "HH:MM"; undefined for what is no hour. */
export function readHour(text: string): string | undefined {
  const tidy = text.trim().toLowerCase()
  const parts = FOUR.exec(tidy) ?? WRITTEN.exec(tidy)
  if (!parts) return undefined
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? 0)]
  if (minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return undefined
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

export type Interval = [string, string]

/** Whether an interval is one: both ends hours, the first not the end of the day. */
export const isInterval = ([from, to]: Interval): boolean =>
  readHour(from) === from && readHour(to) === to && from !== '24:00' && from.length === 5 && to.length === 5

/** An end that is not after its start lies on the next day. */
export const isOvernight = ([from, to]: Interval): boolean => to <= from && to !== '00:00'
