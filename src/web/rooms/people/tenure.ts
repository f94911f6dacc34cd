import { daysBetween } from '#values/civil-date.ts'
import type { PeopleWords } from './words.data.ts'

/** Whole months from one day to another. */
export function monthsFrom(since: string, today: string): number {
  const [year = 0, month = 0, date = 0] = since.split('-').map(Number)
  const [thisYear = 0, thisMonth = 0, thisDate = 0] = today.split('-').map(Number)
  return Math.max(0, (thisYear - year) * 12 + thisMonth - month - (thisDate < date ? 1 : 0))
}

/** "khách 2 năm 4 tháng". */
export function tenureOf(since: string, today: string, words: PeopleWords['tenure']): string {
  const months = monthsFrom(since, today)
  if (months < 1) return words.new
  return months < 12 ? words.months(months) : words.years(Math.floor(months / 12), months % 12)
}

export type Rhythm = { words: string; isLong: boolean }

/**
 * How long ago they came, beside their own rhythm: "140 ngày chưa ghé, nhịp thường 75 ngày". Long is half as much again as usual.
 * Undefined for those who never bought.
 */
export function rhythmOf(
  { lastDay, rhythmDays }: { lastDay: string | null; rhythmDays: number | null },
  today: string,
  words: PeopleWords['tenure'],
  number: (n: number, decimals?: number) => string,
): Rhythm | undefined {
  if (!lastDay) return undefined
  const silent = Math.max(0, daysBetween(lastDay, today))
  const gone = silent === 0 ? words.today : words.silent(number(silent))
  if (!rhythmDays) return { words: gone, isLong: false }
  return { words: `${gone}, ${words.rhythm(number(Math.round(rhythmDays), 0))}`, isLong: silent > rhythmDays * 1.5 }
}
