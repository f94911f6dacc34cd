import { wordsForThem } from '../../../values/address-form.ts'
import { addDays, weekdayOf } from '../../../values/civil-date.ts'
import { clockIn, dayIn } from '../../../values/zone.ts'
import { isWord, type Word, wordsOf } from './phrase-rules.ts'

/** Hours and days as people write them in a letter, in both languages. */

/** A day that was named: a date, a day of the month, or a day of the week, 1 is Monday. */
export type NamedDay = { date: string } | { date: null; ofMonth: number; month: number | null } | { date: null; weekday: number }

export type Mention = {
  from: number
  to: number
  /** Minutes of the day; null where a day alone is named. */
  minutes: number | null
  /** May as well be twelve hours later: "4 giờ". */
  isEitherHalf: boolean
  day: NamedDay | null
}

type Around = { zone: string; now: Date }
type DayFound = { from: number; to: number; day: NamedDay }

// --- Hours -----------------------------------------------------------------------------------------------------------------

const CLOCK =
  /(?<![\p{L}\p{N}.,/:])(\d{1,2})(?::(\d{2})(?::\d{2})?|\s?[hg](\d{2})|\s?(?:h|giờ|gio)(?![\p{L}\p{N}])(?:\s?(\d{1,2})(?![\p{N}:/])(?:\s?(?:phút|phut|ph|p)(?![\p{L}\p{N}]))?|\s(rưỡi|ruoi)(?![\p{L}])|\ském\s(\d{1,2}))?|(?:[.](\d{2}))?\s?(?=[ap]\.?m\b)|\s?o['’]clock)\s?([ap]\.?m\b\.?)?/giu
const SPELLED = /(?<![\p{L}])(mười một|mười hai|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) giờ(?![\p{L}])(?: (rưỡi)(?![\p{L}]))?/giu
const NUMBERS = ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười', 'mười một', 'mười hai']

/** A span of hours and no hour of the day: "trong 2 giờ", "2 giờ nữa". */
const BEFORE_SPAN = /(?:trong|vòng|sau|trễ|chậm|muộn|thêm|mất|hơn|nhất|chờ|đợi|cả|mỗi|suốt)\s+(?:khoảng\s+|vòng\s+)?$/iu
const AFTER_SPAN = /^\s*(?:nữa|đồng hồ|làm việc|liền|trước đó|sau đó)(?![\p{L}])/iu

const halves: readonly (readonly [RegExp, 'am' | 'noon' | 'pm' | 'night'])[] = [
  [/^(?:sáng|sang|morning)$/u, 'am'],
  [/^(?:trưa|trua|noon)$/u, 'noon'],
  [/^(?:chiều|chieu|tối|toi|afternoon|evening|tonight)$/u, 'pm'],
  [/^(?:đêm|dem|khuya|night)$/u, 'night'],
]

const halfIn = (word: string | undefined) => (word === undefined ? undefined : halves.find(([sign]) => sign.test(word))?.[1])

/** The part of the day said with an hour: "4 giờ chiều", "chiều mai lúc 4 giờ", "4:00 in the afternoon". */
function halfAround(text: string, words: readonly Word[], from: number, to: number) {
  const after = words.filter((word) => word.from >= to).slice(0, 3)
  for (const [at, word] of after.entries()) {
    if (/[.!?;:\n]/.test(text.slice(to, word.from)) || (at === 0 && /,/.test(text.slice(to, word.from)))) break
    const half = halfIn(word.text)
    if (half) return half
    if (!/^(?:in|the|ngày|hôm|vào|buổi|this|tomorrow)$/u.test(word.text)) break
  }
  const before = words
    .filter((word) => word.to <= from)
    .slice(-4)
    .reverse()
  for (const word of before) {
    if (/[.!?;:,\n]/.test(text.slice(word.to, from))) break
    const half = halfIn(word.text)
    if (half) return half
    if (!/^(?:mai|nay|lúc|vào|mốt|kia|qua|khoảng|trước|at|by|around|before|tomorrow|ngày|\d+)$/u.test(word.text)) break
  }
  return undefined
}

function minutesOf(
  hour: number,
  minute: number,
  half: ReturnType<typeof halfIn>,
  isWritten24: boolean,
): Pick<Mention, 'minutes' | 'isEitherHalf'> | undefined {
  if (hour > 24 || minute > 59) return undefined
  const at = (hours: number) => ({ minutes: (hours % 24) * 60 + minute, isEitherHalf: false })
  if (half === 'am') return at(hour === 12 ? 0 : hour)
  if (half === 'noon') return at(hour < 4 ? hour + 12 : hour)
  if (half === 'pm') return at(hour < 12 ? hour + 12 : hour)
  if (half === 'night') return at(hour === 12 ? 0 : hour >= 7 && hour < 12 ? hour + 12 : hour)
  return { ...at(hour), isEitherHalf: !isWritten24 && hour > 0 && hour < 12 }
}

function hoursIn(text: string, words: readonly Word[]): Omit<Mention, 'day'>[] {
  const written = [...text.matchAll(CLOCK)].flatMap((hit) => {
    const [whole, hours = '', colon, tight, spaced, half, less, point, meridiem] = hit
    const to = hit.index + whole.trimEnd().length
    const said = meridiem ? (/^a/i.test(meridiem) ? ('am' as const) : ('pm' as const)) : halfAround(text, words, hit.index, to)
    const isSpan = colon === undefined && tight === undefined && said === undefined
    if (isSpan && (BEFORE_SPAN.test(text.slice(0, hit.index)) || AFTER_SPAN.test(text.slice(to)))) return []
    const minute = Number(colon ?? tight ?? spaced ?? point ?? (half ? 30 : 0))
    const isPadded = colon !== undefined && (hours.length === 2 || Number(hours) === 0)
    const time = minutesOf(Number(hours), minute, said, isPadded)
    if (!time || time.minutes === null) return []
    return [{ from: hit.index, to, ...time, minutes: time.minutes - Number(less ?? 0) }]
  })
  const spelled = [...text.normalize('NFC').matchAll(SPELLED)].flatMap((hit) => {
    const to = hit.index + hit[0].length
    const said = halfAround(text, words, hit.index, to)
    if (said === undefined && (BEFORE_SPAN.test(text.slice(0, hit.index)) || AFTER_SPAN.test(text.slice(to)))) return []
    const time = minutesOf(NUMBERS.indexOf((hit[1] ?? '').toLowerCase()) + 1, hit[2] ? 30 : 0, said, false)
    return time ? [{ from: hit.index, to, ...time }] : []
  })
  const noon = words.filter(({ text: word }) => word === 'noon').map(({ from, to }) => ({ from, to, minutes: 720, isEitherHalf: false }))
  return [...written, ...spelled, ...noon].sort((a, b) => a.from - b.from)
}

// --- Days ------------------------------------------------------------------------------------------------------------------

const PARTS = ['sáng', 'trưa', 'chiều', 'tối', 'đêm', 'hôm', 'ngày', 'khuya']
const WEEKDAYS: readonly (readonly string[])[] = [
  ['hai', '2', 'monday', 'mon'],
  ['ba', '3', 'tuesday', 'tue'],
  ['tư', '4', 'wednesday', 'wed'],
  ['năm', '5', 'thursday', 'thu'],
  ['sáu', '6', 'friday', 'fri'],
  ['bảy', '7', 'saturday', 'sat'],
  ['chủ nhật', 'cn', 'sunday', 'sun'],
]
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Before a name stands a word for somebody, or what flowers are counted by: the Mai after it is no morning. */
const FORMS = [
  ...wordsForThem.flatMap((them) => (them === 'none' ? [] : them.toLowerCase().split('/'))),
  ...['hoa', 'cây', 'cành', 'nhánh', 'miss'],
]

/** "mai" and its like; a Mai with a capital is somebody, unless a part of the day stands before her. */
function relative(words: readonly Word[], at: number, today: string): { day: NamedDay; first: number } | undefined {
  const word = words[at]
  if (!word) return undefined
  const before = words[at - 1]
  const hasPart = before !== undefined && PARTS.some((part) => isWord(before.text, part))
  const on = (days: number, first = hasPart ? at - 1 : at) => ({ day: { date: addDays(today, days) } as NamedDay, first })
  const is = (meant: string) => isWord(word.text, meant)
  if (is('mai') && (hasPart || (!word.isCapital && !(before && FORMS.some((form) => isWord(before.text, form)))))) return on(1)
  if (!hasPart) {
    if (word.text === 'today' || word.text === 'tonight') return on(0)
    if (word.text === 'tomorrow') return before?.text === 'after' ? on(2) : on(1)
    return word.text === 'yesterday' ? on(-1) : undefined
  }
  if (is('nay')) return on(0)
  if (is('mốt')) return on(2)
  if (is('kia')) return on(before?.text === 'ngày' || before?.text === 'ngay' ? 2 : -2)
  return is('qua') ? on(-1) : undefined
}

function weekday(words: readonly Word[], at: number): { day: NamedDay; first: number; last: number } | undefined {
  const word = words[at]
  const next = words[at + 1]
  if (!word) return undefined
  if (next && isWord(word.text, 'thứ')) {
    const found = WEEKDAYS.findIndex(([spelled = '', number]) => isWord(next.text, spelled) || next.text === number)
    if (found >= 0 && found < 6) return { day: { date: null, weekday: found + 1 }, first: at, last: at + 1 }
  }
  if (next && isWord(word.text, 'chủ') && isWord(next.text, 'nhật')) return { day: { date: null, weekday: 7 }, first: at, last: at + 1 }
  const english = WEEKDAYS.findIndex(([, , long]) => word.text === long)
  return english >= 0 ? { day: { date: null, weekday: english + 1 }, first: at, last: at } : undefined
}

const DATE = /(?<![\p{N}/.-])(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?![\p{N}/])/gu
const SAID = /(?<![\p{N}])ngày\s(\d{1,2})(?:\stháng\s(\d{1,2}))?(?![\p{N}/:-])/giu
const ENGLISH =
  /(?<![\p{N}:])(\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s(\d{1,2})(?![\p{N}:])/giu

const ofMonth = (day: string | undefined, month: number | null): NamedDay | undefined =>
  Number(day) >= 1 && Number(day) <= 31 && (month === null || (month >= 1 && month <= 12))
    ? { date: null, ofMonth: Number(day), month }
    : undefined

function daysIn(text: string, words: readonly Word[], today: string): DayFound[] {
  const found: DayFound[] = []
  const add = (from: number, to: number, day: NamedDay | undefined) => {
    if (day && !found.some((one) => one.from < to && from < one.to)) found.push({ from, to, day })
  }
  for (const hit of text.matchAll(DATE)) add(hit.index, hit.index + hit[0].length, ofMonth(hit[1], Number(hit[2])))
  for (const hit of text.normalize('NFC').matchAll(SAID))
    add(hit.index, hit.index + hit[0].length, ofMonth(hit[1], hit[2] === undefined ? null : Number(hit[2])))
  for (const hit of text.matchAll(ENGLISH)) {
    const month = MONTHS.indexOf((hit[2] ?? hit[3] ?? '').slice(0, 3).toLowerCase()) + 1
    add(hit.index, hit.index + hit[0].length, ofMonth(hit[1] ?? hit[4], month))
  }
  for (const [at, word] of words.entries()) {
    const near = relative(words, at, today)
    if (near) add(words[near.first]?.from ?? word.from, word.to, near.day)
    const named = weekday(words, at)
    if (named) add(word.from, words[named.last]?.to ?? word.to, named.day)
  }
  return found.sort((a, b) => a.from - b.from)
}

// --- Both ------------------------------------------------------------------------------------------------------------------

const FAR = 32

/** Every hour with the day that is said with it, and days that are said alone. */
export function mentionsIn(text: string, { zone, now }: Around): Mention[] {
  const words = wordsOf(text)
  const hours = hoursIn(text, words)
  const days = daysIn(text, words, dayIn(zone, now.getTime()))
  const used = new Set<DayFound>()
  const distance = (hour: { from: number; to: number }, day: DayFound) => (day.from >= hour.to ? day.from - hour.to : hour.from - day.to)
  const isApart = (hour: { from: number; to: number }, day: DayFound) => {
    const [from, to] = day.from >= hour.to ? [hour.to, day.from] : [day.to, hour.from]
    return /[.!?;\n]/.test(text.slice(from, to)) || hours.some((other) => other.from >= from && other.to <= to)
  }
  // "trước 17:00 hôm nay sẽ trễ sang 10:00": the day belongs to the hour it follows.
  const isTaken = (hour: { from: number; to: number }, day: DayFound) =>
    day.to <= hour.from && hours.some((other) => other.to <= day.from && day.from - other.to <= 3)
  const timed = hours.map((hour): Mention => {
    const near = days
      .filter((day) => distance(hour, day) >= 0 && distance(hour, day) <= FAR && !isApart(hour, day) && !isTaken(hour, day))
      .sort((a, b) => distance(hour, a) - distance(hour, b))[0]
    if (near) used.add(near)
    return { ...hour, day: near?.day ?? null }
  })
  const alone = days.filter((day) => !used.has(day)).map((day): Mention => ({ ...day, minutes: null, isEitherHalf: false }))
  return [...timed, ...alone].sort((a, b) => a.from - b.from)
}

/** Whether a named day is this one. */
export function isOn(day: NamedDay, date: string): boolean {
  if (day.date !== null) return day.date === date
  if ('weekday' in day) return weekdayOf(date) === day.weekday
  return Number(date.slice(8)) === day.ofMonth && (day.month === null || Number(date.slice(5, 7)) === day.month)
}

/** Whether what was written means this moment; a day that was left out is no other. */
export function means(mention: Mention, at: Date, zone: string): boolean {
  const [hour = '0', minute = '0'] = clockIn(zone, at.getTime()).split(':')
  const minutes = Number(hour) * 60 + Number(minute)
  const isHour = mention.minutes === minutes || (mention.isEitherHalf && mention.minutes !== null && mention.minutes + 720 === minutes)
  return isHour && (mention.day === null || isOn(mention.day, dayIn(zone, at.getTime())))
}

/** Whether two writings mean the same hour, and no different days. */
export const isSameMention = (one: Mention, other: Mention): boolean =>
  one.minutes === other.minutes && (one.day === null || other.day === null || JSON.stringify(one.day) === JSON.stringify(other.day))
