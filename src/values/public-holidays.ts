/** The public holidays of Vietnam in a year, as the calendar editor offers them; nothing closes by itself. */
import { addDays, daysBetween, isDate, weekdayOf } from './civil-date.ts'
import { LUNAR_RANGE, lunarOf, nameLunarDay, occurrenceIn } from './lunar-date.ts'
import { builtInOccasions } from './occasions.data.ts'
import { dayIn } from './occasions.ts'
import { besideNationalDay, cultureDay, madeUp, tetNames } from './vietnam-holidays.data.ts'

export type PublicHoliday = {
  date: string
  /** Of the occasion; 'tet', 'beside-national', 'culture'. */
  key: string
  names: { vi: string; en: string }
  /** The date on the weekly rest for which this one is given. */
  inLieuOf?: string
  /** Asked for, but not known to be law. */
  isUndecided?: true
}

/** What is announced for a year, or the house's own way; what is left out is the default. */
export type HolidayChoices = {
  /** First and last day of the Tết holiday; by default the last day of Chạp to mùng 5. */
  tet?: { from: string; to: string }
  /** The day beside 2 September; by default the one that makes the longer holiday. */
  besideNational?: 'before' | 'after'
  /** The house's weekly rest, 1 Monday to 7 Sunday; by default Sunday. */
  restDays?: readonly number[]
  /** 24 November, which was not law when this was written. */
  withCultureDay?: boolean
}

/** The Tết holiday as long as nothing is announced: the last day of Chạp to mùng 5. Throws a RangeError outside the lunar table. */
export function defaultTet(year: number): { from: string; to: string } {
  const first = occurrenceIn(year, { month: 1, day: 1, isLeap: false })
  if (first === undefined)
    throw new RangeError(`the lunar year ${year} lies outside what is known: ${LUNAR_RANGE.firstYear} to ${LUNAR_RANGE.lastYear}`)
  return { from: addDays(first, -1), to: addDays(first, 4) }
}

/** The occasions that lie in the Tết holiday. */
const TET: readonly string[] = ['giao-thua', 'tet']

/** The public holidays of a year, by date. Throws a RangeError outside the lunar table, and for a Tết holiday that is none. */
export function publicHolidays(
  year: number,
  { tet, besideNational, restDays = [7], withCultureDay = false }: HolidayChoices = {},
): PublicHoliday[] {
  const tetDays = daysOfTet(year, tet ?? defaultTet(year))
  const single = builtInOccasions
    .filter((one) => one.isPaidDayOff && !TET.includes(one.key))
    .flatMap(({ key, names, ...yearly }): PublicHoliday[] => {
      const date = dayIn(yearly, year)
      return date === undefined ? [] : [{ date, key, names }]
    })
  const national = `${year}-09-02`
  const beside = (besideNational ?? longerSide(national)) === 'before' ? addDays(national, -1) : addDays(national, 1)
  single.push({ date: beside, key: 'beside-national', names: besideNationalDay })
  if (withCultureDay)
    single.push({ date: `${year}-${cultureDay.month}-${cultureDay.day}`, key: 'culture', names: cultureDay.names, isUndecided: true })
  const all = [...tetDays, ...single].sort(byDate)
  return [...all, ...madeUpDays(all, restDays)].sort(byDate)
}

const byDate = (a: PublicHoliday, b: PublicHoliday): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)

function daysOfTet(year: number, { from, to }: { from: string; to: string }): PublicHoliday[] {
  const first = addDays(defaultTet(year).from, 1)
  if (!isDate(from) || !isDate(to) || from > first || to < first || daysBetween(from, to) > 30)
    throw new RangeError(`a Tết holiday from ${from} to ${to} does not hold ${first}, or is longer than a month`)
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => {
    const date = addDays(from, at)
    const nth = daysBetween(first, date) + 1
    return { date, key: 'tet', names: nth >= 1 ? tetNames.day(nth) : nth === 0 ? tetNames.eve : nameBefore(date) }
  })
}

function nameBefore(date: string): PublicHoliday['names'] {
  const moon = lunarOf(date)
  if (moon === undefined) throw new RangeError(`${date} lies outside the lunar calendar`)
  return { vi: nameLunarDay(moon, 'vi'), en: nameLunarDay(moon, 'en') }
}

/** After it when 2 September is a Monday, a Thursday or a Sunday, else before it: as was announced in every year since the day was given, 2021 to 2025. */
const longerSide = (national: string): 'before' | 'after' => ([1, 4, 7].includes(weekdayOf(national)) ? 'after' : 'before')

/** A holiday on the weekly rest is made up on the next day that is neither; the days of Tết are announced with theirs. */
function madeUpDays(holidays: readonly PublicHoliday[], restDays: readonly number[]): PublicHoliday[] {
  const taken = new Set(holidays.map(({ date }) => date))
  const isFree = (date: string) => !taken.has(date) && !restDays.includes(weekdayOf(date))
  return holidays
    .filter(({ key, date }) => key !== 'tet' && restDays.includes(weekdayOf(date)) && restDays.length < 7)
    .map((holiday) => {
      let date = addDays(holiday.date, 1)
      while (!isFree(date)) date = addDays(date, 1)
      taken.add(date)
      return { ...holiday, date, names: madeUp(holiday.names), inLieuOf: holiday.date }
    })
}
