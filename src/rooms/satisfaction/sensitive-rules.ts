import { benjaminiHochberg, chanceOfDifference } from '../../science/many-looks.ts'
import { newcombe } from '../../science/two-shares.ts'
import { addDays, daysBetween } from '../../values/civil-date.ts'

/**
 * What comes before customers stop coming. Each regular who stays away is set beside one who stayed and was here in the same month, and of both
 * the same weeks are looked at: those before a visit, and the few days after it, in which neither came again.
 */

/** So many days before the visit and after it are looked at. */
export const [DAYS_BEFORE, DAYS_AFTER] = [30, 7]
/** Fewer pairs say nothing. */
export const FEWEST_PAIRS = 50
/** A touchpoint at which fewer of both were says nothing. */
const FEWEST_THERE = 10
/** At most so large a share of what stands out does so by chance. */
const STANDS_OUT = 0.05

export type Gone = { customerId: string; lastDay: string }
export type Stayed = { customerId: string; days: readonly string[] }
export type Anchor = { customerId: string; day: string }

const monthOf = (day: string): string => day.slice(0, 7)

/** Visits after which somebody stayed away for longer than is looked at, and then came again. */
const betweenVisits = ({ days }: Stayed): string[] =>
  days.filter((day, at) => {
    const next = days[at + 1]
    return next !== undefined && daysBetween(day, next) > DAYS_AFTER
  })

/** Pairs by month: each who stays away with one who stayed, nobody twice; months with few to choose from choose first. */
export function pairsOf(gone: readonly Gone[], stayed: readonly Stayed[]): { gone: Anchor[]; stayed: Anchor[] } {
  const months = new Map<string, Gone[]>()
  for (const one of gone) months.set(monthOf(one.lastDay), [...(months.get(monthOf(one.lastDay)) ?? []), one])
  const there = new Map<string, Anchor[]>()
  for (const one of stayed)
    for (const day of betweenVisits(one)) {
      const anchors = there.get(monthOf(day)) ?? []
      anchors.push({ customerId: one.customerId, day })
      there.set(monthOf(day), anchors)
    }
  const taken = new Set<string>()
  const pairs: { gone: Anchor[]; stayed: Anchor[] } = { gone: [], stayed: [] }
  const rarest = [...months].sort(([a], [b]) => (there.get(a)?.length ?? 0) - (there.get(b)?.length ?? 0) || (a < b ? -1 : 1))
  for (const [month, absent] of rarest) {
    for (const { customerId, lastDay } of absent) {
      const beside = there.get(month)?.find((anchor) => !taken.has(anchor.customerId))
      if (!beside) break
      taken.add(beside.customerId)
      pairs.gone.push({ customerId, day: lastDay })
      pairs.stayed.push(beside)
    }
  }
  return pairs
}

/** The first and the last day that is looked at around a visit. */
export const windowOf = (day: string): { from: string; until: string } => ({
  from: addDays(day, -DAYS_BEFORE),
  until: addDays(day, DAYS_AFTER),
})

export type Met = { isGone: boolean; factors: readonly string[] }

export type Finding = {
  factor: string
  goneHad: number
  stayedHad: number
  difference: number
  low: number
  high: number
  p: number | null
  q: number | null
}

/** How many of both met with each, the difference, and what is left of it after so many looks; the most sensitive first. */
export function findingsOf(met: readonly Met[]): Finding[] {
  const of = { gone: met.filter(({ isGone }) => isGone).length, stayed: met.filter(({ isGone }) => !isGone).length }
  const counts = new Map<string, { gone: number; stayed: number }>()
  for (const { isGone, factors } of met)
    for (const factor of new Set(factors)) {
      const count = counts.get(factor) ?? { gone: 0, stayed: 0 }
      count[isGone ? 'gone' : 'stayed'] += 1
      counts.set(factor, count)
    }
  const all = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
  const enough = all.filter(([, { gone, stayed }]) => gone + stayed >= FEWEST_THERE)
  const chances = enough.map(([, had]) => chanceOfDifference(had.gone, of.gone, had.stayed, of.stayed))
  const left = benjaminiHochberg(chances)
  const place = new Map(enough.map(([factor], at) => [factor, at]))
  return all
    .map(([factor, had]) => {
      const at = place.get(factor)
      const { difference, low, high } = newcombe(had.gone, of.gone, had.stayed, of.stayed)
      const [p, q] = at === undefined ? [null, null] : [chances[at] ?? null, left[at] ?? null]
      return { factor, goneHad: had.gone, stayedHad: had.stayed, difference, low, high, p, q }
    })
    .sort((a, b) => Number(a.q === null) - Number(b.q === null) || b.difference - a.difference)
}

export const standsOut = ({ q }: Pick<Finding, 'q'>): boolean => q !== null && q <= STANDS_OUT
