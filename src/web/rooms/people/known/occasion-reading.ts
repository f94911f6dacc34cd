import type { z } from 'zod'
import type { occasionView } from '#rooms/people/contract.ts'
import { type PartialDate, readPartialDate, showPartialDate } from '#values/civil-date.ts'
import { isLunarDay, showLunarDay } from '#values/lunar-date.ts'
import { fold } from '#values/text.ts'

export type Occasion = z.output<typeof occasionView>
export type Parts = Pick<Occasion, 'calendar' | 'year' | 'month' | 'day' | 'isLeap'>
/** What was typed, read; `written` keeps words that are more than figures. */
export type ReadOccasion = Parts & { written: string | null }

const months: Record<string, number> = {
  gieng: 1,
  hai: 2,
  ba: 3,
  tu: 4,
  nam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
  'muoi mot': 11,
  'muoi hai': 12,
  chap: 12,
}

/** Words that only a lunar day has. */
const isLunarWriting = (folded: string): boolean => /\b(am|al|am lich|ram|mung|mong|gieng|chap|nhuan)\b/.test(folded)

/** "rằm tháng Chạp", "mùng 5 tháng Giêng", "23 tháng 12 nhuận", "15/12 âm", "15/12/1950 âm". */
function readLunar(text: string): Parts | undefined {
  const folded = fold(text)
  const isLeap = /\bnhuan\b/.test(folded)
  const figures = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?/.exec(text.trim())
  const words =
    /\b(?:(ram)|(?:(?:mung|mong|ngay)\s+)?(\d{1,2}))\s+thang\s+(muoi mot|muoi hai|[a-z]+|\d{1,2})(?:\s+(?:nhuan\s+)?nam\s+(\d{4}))?/.exec(
      folded,
    )
  const day = figures ? Number(figures[1]) : words ? (words[1] ? 15 : Number(words[2])) : undefined
  const named = words?.[3] ?? ''
  const month = figures ? Number(figures[2]) : (months[named] ?? Number(named))
  const year = Number(figures?.[3] ?? words?.[4]) || null
  if (day === undefined || !isLunarDay({ day, month, isLeap })) return undefined
  return { calendar: 'lunar', year, month, day, isLeap }
}

/** Reads a day to remember as it is typed: whole, in part, solar, or lunar in figures or words. Undefined for what is no day. */
export function readOccasion(text: string, calendar: 'solar' | 'lunar', isLeap = false): ReadOccasion | undefined {
  const typed = text.trim()
  const folded = fold(typed)
  const isPlain = /^[\d\s/.-]+$/.test(typed)
  if (calendar === 'lunar' || isLunarWriting(folded)) {
    const read = readLunar(typed)
    return read && { ...read, isLeap: read.isLeap || isLeap, written: isPlain ? null : typed }
  }
  const read = readPartialDate(typed)
  if ('problem' in read) return undefined
  const { year = null, month = null, day = null } = read
  return { calendar: 'solar', year, month, day, isLeap: false, written: null }
}

const partsOf = ({ year, month, day }: Parts): PartialDate => ({
  ...(year === null ? {} : { year }),
  ...(month === null ? {} : { month }),
  ...(day === null ? {} : { day }),
})

/** "15/12 âm (rằm tháng Chạp)", "12/08/2010", "08/1972". */
export function showOccasion(occasion: Parts, language: 'vi' | 'en'): string {
  const { calendar, year, month, day, isLeap } = occasion
  if (calendar === 'lunar' && month !== null && day !== null)
    return `${showLunarDay({ month, day, isLeap }, language)}${year === null ? '' : `, ${year}`}`
  return showPartialDate(partsOf(occasion), language)
}

/** A day as it is typed again when it is edited. */
export function typedOccasion({ written, ...parts }: Parts & { written: string | null }): string {
  if (written) return written
  const two = (n: number) => String(n).padStart(2, '0')
  return [parts.day && two(parts.day), parts.month && two(parts.month), parts.year].filter(Boolean).join('/')
}
