/**
 * The lunar calendar as Vietnam keeps it: by clocks seven hours ahead of UTC whatever the machine's zone, from Tết 1899 to the last
 * day of the lunar year 2100. Solar days are ISO text as in civil-date.ts. Chinese tables differ by a day here and there, in 1985 by
 * a month.
 */
import { dayNumber, fromDayNumber } from './civil-date.ts'
import { FIRST_DAY, FIRST_YEAR, UNDECIDED, YEARS } from './lunar-months.data.ts'

type Language = 'vi' | 'en'

/** A day that comes every lunar year, such as a birthday; `isLeap` says that it lies in the repeated month. */
export type LunarDay = { month: number; day: number; isLeap: boolean }

export type LunarDate = LunarDay & { year: number }

// --- The months, laid out ----------------------------------------------------------------------------------------------

const MEAN_MONTH = 29.530588

/** The first day of each month of the table, and of the one after it, as days since 1970. */
const starts: number[] = []
/** Which month each is; a leap one is negative. */
const numbers: number[] = []
const yearOfMonth: number[] = []
/** The place in `starts` of each year's first month. */
const firstMonths: number[] = []

let nextStart = dayNumber(FIRST_DAY)
for (const [at, packed] of YEARS.entries()) {
  const leap = packed >> 13
  firstMonths.push(starts.length)
  for (let nth = 0; nth < (leap > 0 ? 13 : 12); nth++) {
    const isAfterLeap = leap > 0 && nth >= leap
    starts.push(nextStart)
    numbers.push(isAfterLeap && nth === leap ? -leap : isAfterLeap ? nth : nth + 1)
    yearOfMonth.push(FIRST_YEAR + at)
    nextStart += 29 + ((packed >> nth) & 1)
  }
}
starts.push(nextStart)

const startOf = (place: number): number => starts[place] ?? Number.NaN

/** The solar days that the table knows, and the lunar years that it holds whole. */
export const LUNAR_RANGE = {
  from: FIRST_DAY,
  to: fromDayNumber(nextStart - 1),
  firstYear: FIRST_YEAR,
  lastYear: FIRST_YEAR + YEARS.length - 1,
}

/** The place of a month in the table, or -1 where that year has no such month. */
function placeOf(year: number, month: number, isLeap: boolean): number {
  const first = firstMonths[year - FIRST_YEAR]
  if (first === undefined || !Number.isInteger(month) || month < 1 || month > 12) return -1
  const leap = leapMonthOf(year)
  if (isLeap) return month === leap ? first + month : -1
  return first + month - (leap !== undefined && month > leap ? 0 : 1)
}

// --- There and back ----------------------------------------------------------------------------------------------------

/** The lunar date of a solar day; undefined outside the table. Throws a RangeError for what is not a day. */
export function lunarOf(day: string): LunarDate | undefined {
  const number = dayNumber(day)
  if (number < startOf(0) || number >= nextStart) return undefined
  // True months stay within a day of the mean ones, so that the guess is at most one month off.
  let place = Math.floor((number - startOf(0)) / MEAN_MONTH)
  while (startOf(place) > number) place--
  while (startOf(place + 1) <= number) place++
  const month = numbers[place] ?? 0
  return { year: yearOfMonth[place] ?? 0, month: Math.abs(month), day: number - startOf(place) + 1, isLeap: month < 0 }
}

/** The solar day of a lunar date; undefined where there is no such day or the table does not know the year. */
export function solarOf({ year, month, day, isLeap }: LunarDate): string | undefined {
  const days = daysInLunarMonth(year, month, isLeap)
  if (days === undefined || !Number.isInteger(day) || day < 1 || day > days) return undefined
  return fromDayNumber(startOf(placeOf(year, month, isLeap)) + day - 1)
}

/** How many days the month has, 29 or 30; undefined where that year has no such month. */
export function daysInLunarMonth(year: number, month: number, isLeap: boolean): number | undefined {
  const place = placeOf(year, month, isLeap)
  return place < 0 ? undefined : startOf(place + 1) - startOf(place)
}

/** Which month the year has twice; undefined where none. */
export function leapMonthOf(year: number): number | undefined {
  return (YEARS[year - FIRST_YEAR] ?? 0) >> 13 || undefined
}

/**
 * Says that the lunar date of this day may be one off. Before 1968 the parts of Vietnam kept calendars of their own (the South until
 * 1975); and some new moons to come lie so close to midnight that nobody can tell their day yet.
 */
export function isUncertain(day: string): boolean {
  return day < '1968-01-01' || UNDECIDED.some(([from, to]) => day >= from && day <= to)
}

// --- Days that come again ----------------------------------------------------------------------------------------------

/** Says whether such a day can come at all: months 1 to 12, days 1 to 30. */
export function isLunarDay({ month, day }: LunarDay): boolean {
  return Number.isInteger(month) && month >= 1 && month <= 12 && Number.isInteger(day) && day >= 1 && day <= 30
}

/**
 * The solar day on which a yearly day is kept in a lunar year. One of a leap month is kept there when the year has it, else in the
 * plain month; the 30th of a month of 29 days on the 29th, so that {month: 12, day: 30} is the last day of every year. Undefined
 * outside the table and for what is no lunar day.
 */
export function occurrenceIn(lunarYear: number, yearly: LunarDay): string | undefined {
  if (!isLunarDay(yearly)) return undefined
  const isLeap = yearly.isLeap && leapMonthOf(lunarYear) === yearly.month
  const days = daysInLunarMonth(lunarYear, yearly.month, isLeap)
  return days === undefined ? undefined : solarOf({ year: lunarYear, month: yearly.month, day: Math.min(yearly.day, days), isLeap })
}

/** The first solar day, `from` or later, on which a yearly day is kept; undefined where the table ends before it. */
export function nextOccurrence(from: string, yearly: LunarDay): string | undefined {
  const today = lunarOf(from)
  if (today === undefined) return undefined
  const thisYear = occurrenceIn(today.year, yearly)
  return thisYear !== undefined && thisYear >= from ? thisYear : occurrenceIn(today.year + 1, yearly)
}

// --- Showing -----------------------------------------------------------------------------------------------------------

const MONTHS = ['Giêng', 'Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy', 'Tám', 'Chín', 'Mười', 'Mười Một', 'Chạp']
const STEMS = ['Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ', 'Canh', 'Tân', 'Nhâm', 'Quý']
const BRANCHES = ['Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi', 'Thân', 'Dậu', 'Tuất', 'Hợi']

/**
 * "mùng 1 tháng Giêng", "rằm tháng Mười", "23 tháng Chạp", "mùng 6 tháng Sáu nhuận"; in English "1st of the 1st lunar month",
 * "6th of the leap 6th lunar month".
 */
export function nameLunarDay({ month, day, isLeap }: LunarDay, language: Language): string {
  if (language === 'en') return `${ordinal(day)} of the ${isLeap ? 'leap ' : ''}${ordinal(month)} lunar month`
  const name = day === 15 ? 'rằm' : day <= 10 ? `mùng ${day}` : String(day)
  return `${name} tháng ${MONTHS[month - 1] ?? month}${isLeap ? ' nhuận' : ''}`
}

/** "15/12 âm (rằm tháng Chạp)"; in English "15th of the 12th lunar month". */
export function showLunarDay(yearly: LunarDay, language: Language): string {
  const name = nameLunarDay(yearly, language)
  return language === 'en' ? name : `${yearly.day}/${yearly.month} âm (${name})`
}

/** The year by its stem and branch: "Bính Ngọ" is 2026. */
export function nameLunarYear(year: number): string {
  // The year 4 was a Giáp Tý, the first of a round of sixty.
  const round = (((year - 4) % 60) + 60) % 60
  return `${STEMS[round % 10] ?? ''} ${BRANCHES[round % 12] ?? ''}`
}

function ordinal(n: number): string {
  const ending = n >= 11 && n <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${ending}`
}
