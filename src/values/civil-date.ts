/**
 * Days without clock or zone, as ISO text 'YYYY-MM-DD' of the Gregorian calendar: birthdays, order days, what a shop calls
 * "the 23rd". Years run from 0001 to 9999.
 */

type Language = 'vi' | 'en'

/** Which number of 3/4/1972 is the day. */
export type DayOrder = 'day-first' | 'month-first'

// --- Arithmetic --------------------------------------------------------------------------------------------------------

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/

/** Says whether the text is 'YYYY-MM-DD' and that day exists. */
export function isDate(text: string): boolean {
  const parts = ISO.exec(text)
  return parts !== null && isReal(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}

/** The day `days` later (earlier when negative); throws a RangeError for what is not a day. */
export function addDays(day: string, days: number): string {
  return fromDayNumber(dayNumber(day) + days)
}

/** How many days lie from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** The day of the week: 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  // 1 January 1970 was a Thursday.
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** Days since 1 January 1970; throws a RangeError for what is not a day. */
export function dayNumber(day: string): number {
  const parts = ISO.exec(day)
  const year = Number(parts?.[1])
  const month = Number(parts?.[2])
  const date = Number(parts?.[3])
  if (!isReal(year, month, date)) throw new RangeError('not a day')
  // Years counted from March put the leap day last (H. Hinnant, "chrono-compatible low-level date algorithms", 2013).
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

/** The day that lies `days` after 1 January 1970; throws a RangeError outside the years 0001 to 9999. */
export function fromDayNumber(days: number): string {
  const shifted = days + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  if (!isReal(year, month, date)) throw new RangeError('not a day')
  return iso(year, month, date)
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function isReal(year: number, month: number, date: number): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month)
}

function iso(year: number, month: number, date: number): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`
}

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n)
}

/**
 * The moment a spreadsheet's day number means: whole days since 1899-12-31 (or 1904-01-01), the fraction being the clock.
 * The 1900 calendar counts a 29 February 1900 that never was. Null outside 1900 to 9999.
 */
export function readSerial(serial: number, epoch: 1900 | 1904): { day: string; seconds: number } | null {
  const seconds = Math.round((serial - Math.floor(serial)) * 86400)
  const whole = Math.floor(serial) + (seconds === 86400 ? 1 : 0)
  const days = epoch === 1904 ? whole - 24107 : whole - 25569 + (whole < 60 ? 1 : 0)
  if (!(serial >= 0) || days > 2932896 || (epoch === 1900 && whole === 60)) return null
  return { day: fromDayNumber(days), seconds: seconds % 86400 }
}

// --- Reading -----------------------------------------------------------------------------------------------------------

export type DayProblem = 'no-such-day' | 'not-a-date' | 'serial'

const LATEST_SHORT_YEAR = 2035

/**
 * Reads a day with its year: 23/11/2026, 3-4-72, 3.4.1972, 1972-04-03, 19720403, 3 Apr 1972, ngày 3 tháng 4 năm 1972; a time behind
 * it is passed over. `doubtful` is true when the other order of day and month would be another real day. Two-digit years
 * lie in the hundred that end with `latestYear`. 'serial' is a bare number as a spreadsheet keeps days.
 */
export function readDay(
  text: string,
  order: DayOrder = 'day-first',
  latestYear = LATEST_SHORT_YEAR,
): { day: string; doubtful: boolean } | { problem: DayProblem } {
  const read = readInstantParts(text, order, latestYear)
  return 'problem' in read ? read : { day: read.day, doubtful: read.doubtful }
}

/** What a written moment says; `seconds` since the day began, `offsetMinutes` east of UTC when it is written. */
export type InstantParts = { day: string; seconds: number; offsetMinutes?: number; doubtful: boolean; hasTime: boolean }

const WITH_TIME =
  /^(.*?\d)(?:\s*,\s*|\s+|t)(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([ap]\.?m\.?|sa|ch)?\s*(z|utc|gmt)?\s*(?:([+-])(\d{2}):?(\d{2})?)?$/

/**
 * Reads a day with an optional time and offset: 2010-12-01T08:26:00, 01/12/2010 8:26, 2010-12-01 08:26:00+07:00, … Z, 8:26 PM.
 * Parts of a second are left out. Refuses like `readDay`; a time that does not exist is 'not-a-date'.
 */
export function readInstantParts(
  text: string,
  order: DayOrder = 'day-first',
  latestYear = LATEST_SHORT_YEAR,
): InstantParts | { problem: DayProblem } {
  const tidy = text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
  if (tidy.length > 60) return notADate
  const timed = WITH_TIME.exec(tidy)
  const day = readDayAlone(timed?.[1] ?? tidy, order, latestYear)
  if ('problem' in day) return day
  if (timed === null) return { ...day, seconds: 0, hasTime: false }
  const seconds = readClock(timed[2], timed[3], timed[4], timed[5])
  const offset = timed[7] === undefined ? (timed[6] === undefined ? undefined : 0) : readOffset(timed[7], timed[8], timed[9])
  if (seconds === null || offset === null) return { problem: 'not-a-date' }
  return { ...day, seconds, hasTime: true, ...(offset === undefined ? {} : { offsetMinutes: offset }) }
}

function readClock(hourText = '', minuteText = '', secondText = '0', half = ''): number | null {
  const hour = Number(hourText)
  const minute = Number(minuteText)
  const second = Number(secondText)
  if (minute > 59 || second > 59) return null
  if (half === '') return hour > 23 ? null : hour * 3600 + minute * 60 + second
  if (hour < 1 || hour > 12) return null
  const isAfternoon = half.startsWith('p') || half === 'ch'
  return ((hour % 12) + (isAfternoon ? 12 : 0)) * 3600 + minute * 60 + second
}

function readOffset(sign: string, hours = '0', minutes = '0'): number | null {
  const total = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) > 59 || total > 18 * 60) return null
  return sign === '-' ? -total : total
}

const NUMBERS = /^(\d{1,4})\s?([/.\-\s])\s?(\d{1,2})\s?\2\s?(\d{1,4})$/
const EIGHT = /^(\d{4})(\d{4})$/
const WORDS_VI = /^(?:ngày )?(\d{1,2}) tháng (\d{1,2})(?: năm|,)? (\d{4})$/
const DAY_NAMED = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?[ ,-]? ?(\d{4}|\d{2})$/
const NAMED_DAY = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/
const MONTHS = 'january february march april may june july august september october november december'.split(' ')

function readDayAlone(text: string, order: DayOrder, latestYear: number): { day: string; doubtful: boolean } | { problem: DayProblem } {
  const numbers = NUMBERS.exec(text)
  if (numbers !== null) return readNumbers(numbers[1] ?? '', numbers[3] ?? '', numbers[4] ?? '', order, latestYear)
  const vietnamese = WORDS_VI.exec(text.normalize('NFC'))
  if (vietnamese !== null) return sure(Number(vietnamese[3]), Number(vietnamese[2]), Number(vietnamese[1]))
  const dayNamed = DAY_NAMED.exec(text)
  if (dayNamed !== null) return named(fullYear(dayNamed[3] ?? '', latestYear), dayNamed[2] ?? '', Number(dayNamed[1]))
  const namedDay = NAMED_DAY.exec(text)
  if (namedDay !== null) return named(Number(namedDay[3]), namedDay[1] ?? '', Number(namedDay[2]))
  if (EIGHT.test(text)) return readEight(text)
  // Spreadsheets count 1927 as 10000 and the year 2173 as 99999.
  return { problem: /^\d{5}$|^\d{1,6}[.,]\d+$/.test(text) ? 'serial' : 'not-a-date' }
}

function readNumbers(first: string, second: string, third: string, order: DayOrder, latestYear: number) {
  if (first.length === 4) return third.length > 2 ? notADate : sure(Number(first), Number(second), Number(third))
  if (first.length === 3 || third.length === 1 || third.length === 3) return notADate
  const year = fullYear(third, latestYear)
  const [date, month] = order === 'day-first' ? [Number(first), Number(second)] : [Number(second), Number(first)]
  if (!isReal(year, month, date)) return { problem: 'no-such-day' } as const
  return { day: iso(year, month, date), doubtful: date !== month && isReal(year, date, month) }
}

const notADate = { problem: 'not-a-date' } as const

function readEight(text: string) {
  const yearFirst = Number(text.slice(0, 4))
  if (yearFirst >= 1900 && yearFirst < 2100 && isReal(yearFirst, Number(text.slice(4, 6)), Number(text.slice(6)))) {
    return sure(yearFirst, Number(text.slice(4, 6)), Number(text.slice(6)))
  }
  const year = Number(text.slice(4))
  if (year < 1900 || year >= 2100) return notADate
  return sure(year, Number(text.slice(2, 4)), Number(text.slice(0, 2)))
}

function named(year: number, name: string, date: number) {
  const month = MONTHS.findIndex((full) => full === name || (full.startsWith(name) && name.length <= 4))
  return month < 0 ? notADate : sure(year, month + 1, date)
}

function sure(year: number, month: number, date: number): { day: string; doubtful: boolean } | { problem: DayProblem } {
  return isReal(year, month, date) ? { day: iso(year, month, date), doubtful: false } : { problem: 'no-such-day' }
}

function fullYear(text: string, latestYear: number): number {
  if (text.length !== 2) return Number(text)
  const year = latestYear - (latestYear % 100) + Number(text)
  return year > latestYear ? year - 100 : year
}

/** Which orders of day and month every one of these texts allows; a file of real dates seldom leaves 'both'. */
export function orderOf(texts: Iterable<string>): DayOrder | 'both' | 'neither' {
  let isDayFirst = true
  let isMonthFirst = true
  for (const text of texts) {
    isDayFirst &&= 'day' in readDay(text, 'day-first')
    isMonthFirst &&= 'day' in readDay(text, 'month-first')
  }
  if (isDayFirst && isMonthFirst) return 'both'
  if (isDayFirst) return 'day-first'
  return isMonthFirst ? 'month-first' : 'neither'
}

// --- Showing -----------------------------------------------------------------------------------------------------------

const SHORT_MONTHS = MONTHS.map((name) => `${name.slice(0, 1).toUpperCase()}${name.slice(1, 3)}`)
const WEEKDAYS = {
  vi: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}

/** "23/11/2026" in Vietnamese, "23 Nov 2026" in English. */
export function showDate(day: string, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return language === 'vi' ? `${date}/${month}/${year}` : `${Number(date)} ${SHORT_MONTHS[Number(month) - 1]} ${Number(year)}`
}

/** "12/08" in Vietnamese, "12 Aug" in English. */
export function showDayMonth(day: string, language: Language): string {
  const [, month = '', date = ''] = day.split('-')
  return language === 'vi' ? `${date}/${month}` : `${Number(date)} ${SHORT_MONTHS[Number(month) - 1]}`
}

/** "Thứ Hai" … "Chủ nhật", "Monday" … "Sunday". */
export function showWeekday(day: string, language: Language): string {
  return WEEKDAYS[language][weekdayOf(day) - 1] ?? ''
}

/** The day as told today: "hôm nay", "hôm qua", "3 ngày trước", "ngày mai", "3 ngày nữa", beyond seven days the date itself. */
export function showRelative(day: string, today: string, language: Language): string {
  const ahead = daysBetween(today, day)
  const away = Math.abs(ahead)
  if (away > 7) return showDate(day, language)
  if (language === 'vi') {
    if (away <= 1) return ['hôm qua', 'hôm nay', 'ngày mai'][ahead + 1] ?? ''
    return `${away} ngày ${ahead < 0 ? 'trước' : 'nữa'}`
  }
  if (away <= 1) return ['yesterday', 'today', 'tomorrow'][ahead + 1] ?? ''
  return ahead < 0 ? `${away} days ago` : `in ${away} days`
}

// --- Days known in part --------------------------------------------------------------------------------------------------

/** A birthday as far as it is known; a day never stands without its month. */
export type PartialDate = { year?: number; month?: number; day?: number }

/** Reads 12/08 (12 August), 08/1972, 1972 and whole days such as 3/4/1972 (3 April); 29/02 needs no year. */
export function readPartialDate(text: string, order: DayOrder = 'day-first'): PartialDate | { problem: DayProblem } {
  const tidy = text.normalize('NFKC').trim()
  const year = /^(\d{4})$/.exec(tidy)?.[1]
  if (year !== undefined) return checkPartial({ year: Number(year) })
  const monthYear = /^(\d{1,2})\s?[/.-]\s?(\d{4})$/.exec(tidy) ?? /^()(\d{4})-(\d{2})$/.exec(tidy)
  if (monthYear !== null) return checkPartial({ year: Number(monthYear[2]), month: Number(monthYear[3] ?? monthYear[1]) })
  const dayMonth = /^(\d{1,2})\s?[/.-]\s?(\d{1,2})$/.exec(tidy)
  if (dayMonth !== null) {
    const [first, second] = [Number(dayMonth[1]), Number(dayMonth[2])]
    return checkPartial(order === 'day-first' ? { month: second, day: first } : { month: first, day: second })
  }
  const whole = readDay(tidy, order)
  if ('problem' in whole) return whole
  const [y = 0, m = 0, d = 0] = whole.day.split('-').map(Number)
  return { year: y, month: m, day: d }
}

function checkPartial(date: PartialDate): PartialDate | { problem: DayProblem } {
  // 2000 is a leap year, so that 29 February without a year may stand.
  return isReal(date.year ?? 2000, date.month ?? 1, date.day ?? 1) ? date : { problem: 'no-such-day' }
}

/** "03/04/1972", "12/08", "08/1972", "1972"; in English "3 Apr 1972", "12 Aug", "Aug 1972", "1972". */
export function showPartialDate(date: PartialDate, language: Language): string {
  const month = date.month === undefined ? undefined : language === 'vi' ? two(date.month) : SHORT_MONTHS[date.month - 1]
  const day = date.day === undefined || month === undefined ? undefined : language === 'vi' ? two(date.day) : String(date.day)
  return [day, month, date.year].filter((part) => part !== undefined).join(language === 'vi' ? '/' : ' ')
}
