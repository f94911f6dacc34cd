import { addDays, daysBetween } from '../../../values/civil-date.ts'
import { lunarOf, solarOf } from '../../../values/lunar-date.ts'
import { besideNationalDay, kingsDay, nationalDayToo, solarHolidays, tetBlocks } from './holidays.data.ts'

export type Holiday = {
  date: string
  name: { vi: string; en: string }
  isTet: boolean
  /** Laid down by law or announced for that year; otherwise a guess to be looked at. */
  isOfficial: boolean
  /** Spoken of, and not yet law. */
  isUndecided: boolean
}

const two = (n: number): string => String(n).padStart(2, '0')

function tetName(date: string): Holiday['name'] {
  const lunar = lunarOf(date)
  if (!lunar) return { vi: 'Tết Nguyên đán', en: 'Tết' }
  if (lunar.month === 12) return { vi: `${lunar.day} Tết`, en: `Tết, ${lunar.day} of the 12th month` }
  return { vi: `Mùng ${lunar.day} Tết`, en: `Tết, day ${lunar.day}` }
}

/** The block as it was announced; before that from the last day of the old year to the fifth of the new. */
function tetOf(year: number): Holiday[] {
  const first = solarOf({ year, month: 1, day: 1, isLeap: false })
  const block = tetBlocks[year] ?? (first === undefined ? undefined : [addDays(first, -1), addDays(first, 4)])
  if (!block) return []
  const [from, to] = block
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => {
    const date = addDays(from, at)
    return { date, name: tetName(date), isTet: true, isOfficial: tetBlocks[year] !== undefined, isUndecided: false }
  })
}

/** Vietnam’s public holidays of a year: the Tết block first, then by date. */
export function holidaysOf(year: number): Holiday[] {
  const kings = year >= 2007 ? solarOf({ year, month: 3, day: 10, isLeap: false }) : undefined
  const usual = { isTet: false, isOfficial: true, isUndecided: false }
  const others: Holiday[] = solarHolidays
    .filter(({ from }) => year >= from)
    .map(({ month, day, name, isUndecided }) => ({
      date: `${year}-${two(month)}-${two(day)}`,
      name,
      isTet: false,
      isOfficial: !isUndecided,
      isUndecided,
    }))
  if (kings !== undefined) others.push({ date: kings, name: kingsDay, ...usual })
  if (year >= 2021)
    others.push({
      date: besideNationalDay[year] ?? `${year}-09-01`,
      name: nationalDayToo,
      ...usual,
      isOfficial: besideNationalDay[year] !== undefined,
    })
  return [...tetOf(year), ...others.sort((a, b) => (a.date < b.date ? -1 : 1))]
}
