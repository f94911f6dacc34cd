import type { z } from 'zod'
import { daysInMonth } from '../../values/civil-date.ts'
import { askedWords } from '../../values/text.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import type { customerFilter } from './contract.ts'

/** What a list may be narrowed by. `seenFrom` and `notSeenFrom` are instants, made of days in the house's zone. */
export type ListFilter = {
  kind?: 'person' | 'organisation' | 'household' | undefined
  tag?: string | undefined
  language?: 'vi' | 'en' | undefined
  /** Folded words that the name must hold, the last one as a beginning. */
  words?: string[] | undefined
  seenFrom?: Date | undefined
  notSeenFrom?: Date | undefined
  hasPhone?: boolean | undefined
  isSample?: boolean | undefined
}

/** The same day so many months before; the last of the month where that has no such day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const count = year * 12 + month - 1 - months
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1]
  return `${y}-${String(m).padStart(2, '0')}-${String(Math.min(date, daysInMonth(y, m))).padStart(2, '0')}`
}

const flagOf = (flag: 'true' | 'false' | undefined): boolean | undefined => (flag === undefined ? undefined : flag === 'true')

/** A filter as its address holds it, read on a moment of the house: spans of months end today. */
export function readFilter(asked: z.output<typeof customerFilter>, zone: string, now: Date): ListFilter {
  const today = dayIn(zone, now.getTime())
  const from = (day: string | undefined, months: number | undefined): Date | undefined => {
    const since = day ?? (months === undefined ? undefined : monthsBefore(today, months))
    return since === undefined ? undefined : new Date(toInstant(since, 0, zone))
  }
  return {
    kind: asked.kind,
    tag: asked.tag,
    language: asked.language,
    words: asked.words ? askedWords(asked.words) : undefined,
    seenFrom: from(asked.seenSince, asked.seenMonths),
    notSeenFrom: from(asked.notSeenSince, asked.notSeenMonths),
    hasPhone: flagOf(asked.hasPhone),
    isSample: flagOf(asked.isSample),
  }
}
