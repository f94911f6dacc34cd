/** From what somebody bought to the row that is kept of them: the same steps in a run over all and after a single order. */
import { single } from '../../science/histories.ts'
import { fromDayNumber } from '../../values/civil-date.ts'
import type { LoyaltyState } from './contract.ts'
import type { Figures, GoodRun, Setting } from './loyalty.ts'
import { type ChanceOf, type Change, type Former, lateBy, walk } from './rules.ts'
import { type Book, type Bought, bookOf, chancesOf, type Measure, valuesOf, visitsBy, YEAR_DAYS } from './scoring-rules.ts'

/** How somebody stood when they were last scored, and on which day. */
export type Kept = Former & { asOf: number }

export type Scorer = { measure: Measure; asOf: number; book: Book; yearBook: Book; chanceOf: ChanceOf }

export type ScoredOne = { figures: Omit<Figures, 'runId' | 'asOf' | 'currency'>; changes: Change[] }

/** What `onLook` is told: which of the days, and where the customer stood, how likely to come, since when a customer. */
export type OnLook = (look: number, state: LoyaltyState) => void

type Made = Pick<GoodRun, 'fit' | 'spend' | 'cycleDays' | 'margin'>

export const measureOf = ({ fit, spend, cycleDays, margin }: Made, setting: Setting): Measure => ({
  model: fit.scoring,
  spend,
  limits: { ...setting, cycleDays: setting.cycleDays ?? cycleDays },
  horizonDays: setting.horizonWeeks * 7,
  annualDiscount: setting.annualDiscount,
  marginShare: margin?.share ?? 1,
})

/** Scores one who has bought at least once. `looks` are days of the past on which to tell where they stood. */
export function scoreOne(scorer: Scorer, bought: Bought, kept: Kept | null, looks: readonly number[], onLook?: OnLook): ScoredOne {
  const { measure, asOf, book, yearBook, chanceOf } = scorer
  const { days } = bought
  const [first = asOf, last = asOf, repeats] = [days[0], days.at(-1), days.length - 1]
  const { at, changes, chance, rhythmDays, longestGap } = walk(
    { days, former: kept, from: kept?.asOf ?? null, until: asOf, looks, chanceOf, limits: measure.limits },
    onLook,
  )
  if (at === null) throw new RangeError('somebody who never bought has no state')
  const expected = book(repeats, last - first, asOf - first)
  return {
    changes,
    figures: {
      customerId: bought.customerId,
      state: at.state,
      since: fromDayNumber(at.since),
      loyalSince: at.loyalSince === null ? null : fromDayNumber(at.loyalSince),
      wasLoyal: at.wasLoyal,
      repeats,
      spanDays: last - first,
      ageDays: asOf - first,
      rhythmDays,
      lateBy: lateBy(rhythmDays, asOf - last),
      longestGapDays: longestGap,
      alive: expected.alive,
      buys: chance,
      expectedPurchases: expected.purchases,
      activeWeeks: expected.activeDays / 7,
      ...valuesOf(bought, asOf, measure, expected, yearBook),
    },
  }
}

/** A scorer for these few customers. */
export function scorerFor(measure: Measure, asOf: number, bought: readonly Bought[]): Scorer {
  const before = asOf - YEAR_DAYS
  const columns = (until: number) => {
    const rows = bought.flatMap(({ days }) => {
      const visits = visitsBy(days, until)
      const [first, last] = [days[0], days[visits - 1]]
      return first === undefined || last === undefined ? [] : [[visits - 1, last - first, until - first] as const]
    })
    return single(
      Float64Array.from(rows, ([repeats]) => repeats),
      Float64Array.from(rows, ([, span]) => span),
      Float64Array.from(rows, ([, , age]) => age),
    )
  }
  return {
    measure,
    asOf,
    book: bookOf(measure, columns(asOf)),
    yearBook: bookOf(measure, columns(before), true),
    chanceOf: chancesOf(measure),
  }
}
