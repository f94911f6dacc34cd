import { parseArgs } from 'node:util'
import { isDate, showDate } from '../values/civil-date.ts'
import {
  daysInLunarMonth,
  isUncertain,
  LUNAR_RANGE,
  type LunarDate,
  leapMonthOf,
  lunarOf,
  nameLunarDay,
  nameLunarYear,
  solarOf,
} from '../values/lunar-date.ts'
import { Misused, say } from './words.ts'

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})$/

function fromSolar(text: string): { solar: string; lunar: LunarDate } {
  if (!WRITTEN.test(text)) throw new Misused(`"${text}" is no day: write YYYY-MM-DD, such as 2027-02-06`)
  if (!isDate(text)) throw new Error(`${text} is no day of the solar calendar; a lunar date is asked for with --lunar YYYY-MM-DD`)
  const lunar = lunarOf(text)
  if (lunar === undefined) throw new Error(`${text} lies outside what is known: ${LUNAR_RANGE.from} to ${LUNAR_RANGE.to}`)
  return { solar: text, lunar }
}

function fromLunar(text: string, isLeap: boolean): { solar: string; lunar: LunarDate } {
  const parts = WRITTEN.exec(text)
  if (parts === null) throw new Misused(`"${text}" is no lunar date: write --lunar YYYY-MM-DD, such as 2027-01-01 for Tết`)
  const lunar = { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]), isLeap }
  const solar = solarOf(lunar)
  if (solar === undefined) throw new Error(whyNot(lunar))
  return { solar, lunar }
}

/** Which part of a lunar date is wrong. */
function whyNot({ year, month, day, isLeap }: LunarDate): string {
  const { firstYear, lastYear } = LUNAR_RANGE
  if (year < firstYear || year > lastYear) return `lunar year ${year} lies outside what is known: ${firstYear} to ${lastYear}`
  if (month < 1 || month > 12) return `there is no lunar month ${month}: months are 01 to 12, a leap one is said with --leap`
  const leap = leapMonthOf(year)
  if (isLeap && leap !== month)
    return `lunar year ${year} has no leap month ${month}: ${leap === undefined ? 'it has none' : `its leap month is ${leap}`}`
  const days = daysInLunarMonth(year, month, isLeap)
  return `there is no day ${day}: ${isLeap ? 'leap ' : ''}month ${month} of lunar year ${year} has ${days} days`
}

function tell(solar: string, lunar: LunarDate): void {
  console.log(`${showDate(solar, 'vi')} là ${nameLunarDay(lunar, 'vi')} năm ${nameLunarYear(lunar.year)} ${lunar.year}`)
  console.log(`${showDate(solar, 'en')} is the ${nameLunarDay(lunar, 'en')} of ${lunar.year}`)
}

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      lunar: { type: 'string' },
      leap: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      // Taken as every verb takes it; the calendar is the same in every house.
      data: { type: 'string' },
    },
  })
  const [day, ...more] = positionals
  if (more.length > 0 || (day === undefined) === (values.lunar === undefined))
    throw new Misused('Say one day: quen lunar 2027-02-06, or quen lunar --lunar 2027-01-01 [--leap]')
  if (values.leap && values.lunar === undefined) throw new Misused('--leap belongs to a lunar date: quen lunar --lunar 2025-06-01 --leap')
  const { solar, lunar } = values.lunar === undefined ? fromSolar(day ?? '') : fromLunar(values.lunar, values.leap)
  const uncertain = isUncertain(solar)
  if (values.json) {
    const { year, month, day: date, isLeap } = lunar
    console.log(JSON.stringify({ solar, lunar: { year, month, day: date, leap: isLeap }, ...(uncertain ? { uncertain } : {}) }))
    return 0
  }
  tell(solar, lunar)
  if (uncertain)
    say(
      solar < '1968'
        ? 'Có thể lệch một ngày: trước 1968 mỗi miền dùng một lịch. · It may be a day off: before 1968 regions kept calendars of their own.'
        : 'Có thể lệch một ngày: điểm sóc sát nửa đêm quá, nay chưa tính chắc được. · It may be a day off: that new moon is too close to midnight to tell today.',
    )
  return 0
}
