import { daysBetween, weekdayOf } from '../../values/civil-date.ts'
import type { Season } from './products.data.ts'
import { lunarFeasts, monthWeights, solarFeasts } from './seasons.data.ts'

export type Business = 'stay' | 'shop'

/** Days until the nearest Tết or mid-autumn moon; below zero after it. Undefined far from any known one. */
function daysTo(day: string, feast: 'tet' | 'moon'): number | undefined {
  for (const known of lunarFeasts) {
    const left = daysBetween(day, known[feast])
    if (left >= -15 && left <= 40) return left
  }
  return undefined
}

function tetWeight(day: string, business: Business): number {
  const left = daysTo(day, 'tet')
  if (left === undefined) return 1
  if (business === 'stay') return left <= 2 && left >= -6 ? 1.9 : 1
  if (left >= 2 && left <= 22) return 2.3
  return left <= 1 && left >= -3 ? 0.25 : 1
}

function moonWeight(day: string, business: Business): number {
  const left = daysTo(day, 'moon')
  return business === 'shop' && left !== undefined && left >= 0 && left <= 18 ? 1.8 : 1
}

function solarWeight(day: string, business: Business): number {
  for (const feast of solarFeasts) {
    const left = daysBetween(day, `${day.slice(0, 4)}-${feast.on}`)
    if (left <= feast.before && left >= -feast.after) return feast[business]
  }
  return 1
}

/** Thousands of people live through the same days: each is looked at once. */
function remembering<T>(of: (day: string, what: string) => T): (day: string, what: string) => T {
  const known = new Map<string, T>()
  return (day, what) => {
    const key = day + what
    if (known.has(key)) return known.get(key) as T
    const found = of(day, what)
    if (known.size > 20_000) known.clear()
    known.set(key, found)
    return found
  }
}

const weightOf = remembering((day, what) => {
  const business = what as Business
  const month = monthWeights[business][Number(day.slice(5, 7)) - 1] ?? 1
  const weekend = weekdayOf(day) >= 5 ? 1.2 : 1
  return month * weekend * tetWeight(day, business) * moonWeight(day, business) * solarWeight(day, business)
})

/** How busy a day is against an ordinary one. */
export const seasonWeight = (day: string, business: Business): number => weightOf(day, business)

/** The busiest that a day can be, for drawing days by their weight. */
export const BUSIEST = 4

const isOnShelf = remembering((day, what) => {
  if (what === 'cool') return ['10', '11', '12', '01', '02'].includes(day.slice(5, 7))
  const left = daysTo(day, what as 'tet' | 'moon')
  return left !== undefined && left >= 0 && left <= (what === 'tet' ? 30 : 25)
})

/** Which goods of a season are on the shelf that day. */
export const inSeason = (day: string, season: Season): boolean => isOnShelf(day, season)

const wishesOn = remembering((day): 'tet' | 'moon' | undefined => {
  const tet = daysTo(day, 'tet')
  if (tet !== undefined && tet >= 1 && tet <= 6) return 'tet'
  const moon = daysTo(day, 'moon')
  return moon !== undefined && moon >= 1 && moon <= 5 ? 'moon' : undefined
})

/** Whether the day lies in the days before Tết in which wishes are sent, or those before the mid-autumn moon. */
export const isGreetingTime = (day: string): 'tet' | 'moon' | undefined => wishesOn(day, '')
