import { calendarOf, type Decider, lookUp, type Month, type Sky } from './lunar-sky.ts'

/** What the table of src/values/lunar-months.data.ts holds, made anew from the sky. */
export type Table = { firstYear: number; firstDay: number; years: number[]; undecided: [from: number, to: number][] }

/** Vietnam's clocks, also for the years before it chose them. */
const HOURS = 7

const FIRST_YEAR = 1899
const LAST_YEAR = 2100

/** Before this year no single calendar held in all of Vietnam, so that seconds decide nothing. */
const FIRST_SURE_YEAR = 1968

/** How many seconds a moment may be off: the series, and more each year to come, as nobody knows how the Earth will turn. */
const marginIn = (year: number): number => 30 + Math.max(0, year - 2026) * 1.2

export function makeTable(): Table {
  const sky = lookUp(FIRST_YEAR - 2, LAST_YEAR + 2, HOURS)
  const months = calendarOf(sky)
  const years: number[] = []
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) years.push(packed(months.filter((month) => month.year === year)))
  const firstDay = months.find(({ year }) => year === FIRST_YEAR)?.start ?? Number.NaN
  return { firstYear: FIRST_YEAR, firstDay, years, undecided: undecided(sky, months) }
}

/** A year in one number: the leap month (0 for none) times 2¹³, and a bit for each month in its order, set when it has thirty days. */
function packed(months: Month[]): number {
  const leap = months.find(({ isLeap }) => isLeap)?.month ?? 0
  return months.reduce((sum, { days }, at) => sum + (days === 30 ? 1 << at : 0), leap << 13)
}

/** The days that would be called otherwise if a moment close to midnight fell on the other side of it. */
function undecided(sky: Sky, months: Month[]): [number, number][] {
  const names = namesOf(months)
  const ranges: [number, number][] = []
  for (const moment of [...sky.moons, ...sky.terms].toSorted((a, b) => a.moment - b.moment)) {
    const other = otherSide(moment)
    if (other === moment.day) continue
    const swap = <T extends Decider>(one: T): T => (one === (moment as Decider) ? { ...one, day: other } : one)
    const others = namesOf(calendarOf({ moons: sky.moons.map(swap), terms: sky.terms.map(swap) }))
    const changed = [...names].filter(([day, name]) => others.get(day) !== name).map(([day]) => day)
    if (changed.length > 0) ranges.push([Math.min(...changed), Math.max(...changed)])
  }
  return ranges
}

/** The day on the near side of the closest midnight, or the day itself where midnight is far. */
function otherSide({ moment, day }: Decider): number {
  const year = new Date(day * 86_400_000).getUTCFullYear()
  if (year < FIRST_SURE_YEAR || year > LAST_YEAR) return day
  const margin = marginIn(year) / 86400
  return [Math.floor(moment + HOURS / 24 - margin), Math.floor(moment + HOURS / 24 + margin)].find((other) => other !== day) ?? day
}

function namesOf(months: Month[]): Map<number, string> {
  const names = new Map<number, string>()
  for (const { start, days, year, month, isLeap } of months)
    for (let day = 0; day < days; day++) names.set(start + day, `${year}/${month}${isLeap ? '+' : ''}/${day + 1}`)
  return names
}
