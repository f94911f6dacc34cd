/** Who is loyal: the states with one definition each, how they follow upon each other, and how late somebody is. Days are numbers since 1970. */

export const loyaltyStates = ['new', 'indifferent', 'promising', 'loyal', 'cooling', 'at-risk', 'lost', 'won-back'] as const
export type LoyaltyState = (typeof loyaltyStates)[number]

/** What the owner decides. Chances are those of at least one purchase within the cycle. */
export type Thresholds = {
  thetaEnter: number
  thetaLeave: number
  lostBelow: number
  /** Times one's own rhythm: late from here on. */
  lateAfter: number
  /** Times one's own rhythm: about to be lost beyond it, where they were never silent for so long. */
  riskAfter: number
  cycleDays: number
}

/** What is known of one who has bought, on a day. */
export type Standing = {
  day: number
  repeats: number
  firstDay: number
  lastDay: number
  chance: number
  /** Silence over own rhythm; null where there is no rhythm yet. */
  lateBy: number | null
  /** Between two purchases, in days; null where there were none yet, or where it isn't known. */
  longestGap: number | null
}

/** Where somebody stood before, and since when. */
export type Former = {
  state: LoyaltyState
  since: number
  /** The first day of being loyal without a break; null for who isn't now. */
  loyalSince: number | null
  wasLoyal: boolean
}

/** So many gaps of their own it takes before the longest of them says anything. */
const FEWEST_GAPS = 4

const isLate = ({ lateBy }: Standing, limits: Thresholds): boolean => lateBy !== null && lateBy >= limits.lateAfter

/** Beyond the rhythm by far, and silent for longer than ever before. */
const isSilentAsNever = ({ repeats, day, lastDay, lateBy, longestGap }: Standing, limits: Thresholds): boolean =>
  repeats >= FEWEST_GAPS && lateBy !== null && lateBy > limits.riskAfter && longestGap !== null && day - lastDay > longestGap

/**
 * The state of one who has bought. Loyal is entered at one chance and left at a lower one, so that nobody comes and goes with the weather; who is
 * late by their own rhythm isn't loyal whatever the chance, for that rhythm says more than what the house's customers are like; who was lost and
 * bought again is won back until the next cycle is over.
 */
export function stateOf(standing: Standing, former: Former | null, limits: Thresholds): LoyaltyState {
  const { repeats, day, firstDay, lastDay, chance } = standing
  if (repeats === 0) return day - firstDay <= limits.cycleDays ? 'new' : 'indifferent'
  if (former?.state === 'won-back' && day - former.since <= limits.cycleDays) return 'won-back'
  if (former?.state === 'lost' && lastDay > former.since) return 'won-back'
  if (chance < limits.lostBelow) return 'lost'
  if (chance < limits.thetaLeave) return 'at-risk'
  const wasLoyal = former?.wasLoyal === true
  if (wasLoyal && isSilentAsNever(standing, limits)) return 'at-risk'
  if (isLate(standing, limits)) return wasLoyal ? 'cooling' : 'promising'
  return wasLoyal || chance >= limits.thetaEnter ? 'loyal' : 'promising'
}

const staysLoyal = (state: LoyaltyState): boolean => state === 'loyal' || state === 'cooling'

/** Where somebody stands now, after `former`. */
export function follow(standing: Standing, former: Former | null, limits: Thresholds): Former {
  const state = stateOf(standing, former, limits)
  const entered = state === 'loyal' ? standing.day : null
  return {
    state,
    since: former?.state === state ? former.since : standing.day,
    loyalSince: staysLoyal(state) ? (former?.loyalSince ?? entered) : null,
    wasLoyal: former?.wasLoyal === true || state === 'loyal',
  }
}

// --- Own rhythm --------------------------------------------------------------------------------------------------------

/** Somebody's gaps between visits, added one by one; their rhythm is the median of them, known from the third visit on. */
export class OwnRhythm {
  readonly #gaps: number[] = []

  add(gap: number): void {
    let place = this.#gaps.length
    while (place > 0 && (this.#gaps[place - 1] ?? 0) > gap) place--
    this.#gaps.splice(place, 0, gap)
  }

  get days(): number | null {
    const { length } = this.#gaps
    if (length < 2) return null
    const low = this.#gaps[Math.floor((length - 1) / 2)] ?? 0
    const high = this.#gaps[Math.ceil((length - 1) / 2)] ?? 0
    return low + (high - low) / 2
  }

  get longestGap(): number | null {
    return this.#gaps.at(-1) ?? null
  }
}

export const lateBy = (rhythmDays: number | null, silentDays: number): number | null =>
  rhythmDays === null ? null : silentDays / Math.max(rhythmDays, 1)

// --- From day to day ---------------------------------------------------------------------------------------------------

export type Change = { on: number; from: LoyaltyState | null; to: LoyaltyState }
/** The chance of one with this history. */
export type ChanceOf = (repeats: number, spanDays: number, ageDays: number) => number

export type Walk = {
  /** Days with a purchase, ascending, none after `until`. */
  days: readonly number[]
  former: Former | null
  /** The day up to which `former` was told; the walk looks at what came after. */
  from: number | null
  until: number
  /** Days beside those of purchases on which to look, ascending: history is told by them. */
  looks: readonly number[]
  chanceOf: ChanceOf
  limits: Thresholds
}

/**
 * Goes through a customer's days and looks at them where something can have changed: on the day of a purchase, on the day before it (as silent as
 * they ever were), on the days asked for, and at the end. `onLook` is told where they stood on each of the days asked for.
 */
export function walk({ days, former, from, until, looks, chanceOf, limits }: Walk, onLook?: (look: number, state: LoyaltyState) => void) {
  const first = days[0] ?? until
  const changes: Change[] = []
  const rhythm = new OwnRhythm()
  let at = former
  let chance = 0
  const lookAt = (day: number, repeats: number): LoyaltyState => {
    const lastDay = days[repeats] ?? first
    chance = chanceOf(repeats, lastDay - first, day - first)
    const { longestGap } = rhythm
    const standing = { day, repeats, firstDay: first, lastDay, chance, lateBy: lateBy(rhythm.days, day - lastDay), longestGap }
    const next = follow(standing, at, limits)
    if (next.state !== at?.state) changes.push({ on: day, from: at?.state ?? null, to: next.state })
    at = next
    return next.state
  }
  let look = 0
  const start = from ?? Number.NEGATIVE_INFINITY
  for (let repeats = 0; repeats < days.length; repeats++) {
    const day = days[repeats] ?? first
    const next = days[repeats + 1]
    if (repeats > 0) rhythm.add(day - (days[repeats - 1] ?? day))
    if (day > start && day < until) lookAt(day, repeats)
    for (; look < looks.length && (looks[look] ?? until) < (next ?? until); look++) {
      const asked = looks[look] ?? until
      if (asked < day || asked <= start) continue
      onLook?.(look, lookAt(asked, repeats))
    }
    if (next !== undefined && next - 1 > day && next - 1 > start) lookAt(next - 1, repeats)
  }
  if (days.length > 0) lookAt(until, days.length - 1)
  return { at, changes, chance, rhythmDays: rhythm.days, longestGap: rhythm.longestGap }
}

// --- Of the house ------------------------------------------------------------------------------------------------------

const LEAST_CYCLE = 14
const MOST_CYCLE = 730

/** The gap that four of five fall short of, from how often each gap occurs (ascending); bounded, for a cycle of a day says nothing. */
export function houseCycle(gaps: readonly { gap: number; times: number }[], share = 0.8): number | null {
  const all = gaps.reduce((sum, { times }) => sum + times, 0)
  if (all === 0) return null
  const place = (all - 1) * share
  const valueAt = (rank: number): number => {
    let passed = 0
    for (const { gap, times } of gaps) {
      passed += times
      if (rank < passed) return gap
    }
    return gaps.at(-1)?.gap ?? 0
  }
  const [low, high] = [valueAt(Math.floor(place)), valueAt(Math.ceil(place))]
  const cycle = Math.round(low + (high - low) * (place - Math.floor(place)))
  return Math.min(MOST_CYCLE, Math.max(LEAST_CYCLE, cycle))
}

const FEWEST_REPEATERS = 50
const FEWEST_DAYS = 84

/** What the data lack before any model may speak: what there is, and what it takes. */
export type Lack = {
  code: 'too-few-repeaters' | 'too-short' | 'too-few-customers' | 'not-converged' | 'unfit-histories'
  have: number
  need: number
}

export function lacksOf({ repeaters, oldestDays }: { repeaters: number; oldestDays: number }): Lack[] {
  const lacks: Lack[] = []
  if (repeaters < FEWEST_REPEATERS) lacks.push({ code: 'too-few-repeaters', have: repeaters, need: FEWEST_REPEATERS })
  if (oldestDays < FEWEST_DAYS) lacks.push({ code: 'too-short', have: oldestDays, need: FEWEST_DAYS })
  return lacks
}

const FEWEST_COSTED = 100
const LEAST_COVERED = 0.5

/** Orders of which the cost is known, beside all that came in in the same time. */
export type Costed = { orders: number; total: number; cost: number; revenue: number }

/** What is left of revenue where enough costs are known to speak for the house; null where they are not, or where nothing is left. */
export function marginOf({ orders, total, cost, revenue }: Costed): { share: number; orders: number; covers: number } | null {
  if (orders < FEWEST_COSTED || total <= 0 || total < revenue * LEAST_COVERED) return null
  const share = 1 - cost / total
  return share > 0 && share <= 1 ? { share, orders, covers: Math.min(1, total / Math.max(revenue, total)) } : null
}

/** How long the back-test looks ahead: a third of what there is, half a year at most; null where nothing can be held back. */
export function backTestDays(oldestDays: number): number | null {
  const days = Math.min(182, Math.floor(oldestDays / 3))
  return days < 28 ? null : days
}

/** The median of whole days, from how often each occurs. */
export function medianOf(days: ReadonlyMap<number, number>): number | null {
  const sorted = [...days].sort(([a], [b]) => a - b)
  const all = sorted.reduce((sum, [, times]) => sum + times, 0)
  let passed = 0
  for (const [day, times] of sorted) {
    passed += times
    if (passed * 2 >= all) return day
  }
  return null
}
