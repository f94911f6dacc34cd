/** Everything that is said of a log: figures only, no words. */

import { type CohortTable, cohortTable } from '../../science/cohorts.ts'
import { at, indexAt, sumOf } from '../../science/column.ts'
import { expectedSpends } from '../../science/gamma-gamma.ts'
import { countLoyal, LOYAL, type LoyalCount } from '../../science/loyal.ts'
import { type Occasions, type OrderCounts, type Orders, occasionsOf } from '../../science/occasions.ts'
import { quantileOfSorted } from '../../science/quantile.ts'
import { returnLadder, type Share } from '../../science/repeat-rate.ts'
import { gapsOf, storeCycleDays } from '../../science/rhythm.ts'
import { type Scores, scoreHistories } from '../../science/scores.ts'
import { type Summary, type SummaryDays, summaryOf } from '../../science/summary.ts'
import { type SurvivalPoint, survivalCurve, untilNextVisit } from '../../science/survival.ts'
import { customerEquity, customerValues, type Equity } from '../../science/value.ts'
import type { Asked } from './arguments.ts'
import { type Assessment, assess, spendsOf } from './assess.ts'
import type { Log } from './log.ts'
import type { Settled } from './settle.ts'
import { type Shape, shapeOf } from './shape.ts'
import { statesOf } from './standing.ts'
import { stateOrder } from './verdict.data.ts'

export type Tenure = {
  customers: number
  medianWeeks: number | null
  meanWeeks: number | null
  expectedActiveWeeks: number | null
  horizonWeeks: number
}

/** What needs a fitted model. Columns are by row of the summary. */
export type Scored = {
  scores: Scores
  chances: Float64Array
  loyal: LoyalCount
  tenure: Tenure
  states: Uint8Array
  stateCounts: number[]
  /** Null in a log without amounts. */
  values: Float64Array | null
  equity: Equity | null
}

export type Verdict = {
  asked: Asked
  log: Log
  settled: Settled
  counts: OrderCounts
  occasions: Occasions
  summary: Summary
  asOfDay: number
  customers: number
  repeaters: number
  visits: number
  /** Orders that share customer and day with another. */
  sameDay: number
  /** Customers who first came after the days that were fitted on. */
  acquiredLater: number
  cycleDays: number | null
  /** A share of revenue that is kept, and whence it is known; null leaves revenue. */
  margin: { share: number; from: 'said' | 'costs' } | null
  assessment: Assessment
  scored: Scored | null
  cohorts: CohortTable
  survival: SurvivalPoint[]
  ladder: Share[]
  shape: Shape
}

const LEAST_CYCLE = 14
const MOST_CYCLE = 730

function tenureOf(summary: Summary, chances: Float64Array, active: Float64Array | null, horizonDays: number): Tenure {
  const { repeats, ageDays } = summary.histories
  const rows = Array.from(repeats.keys()).filter((row) => at(repeats, row) >= 1 && at(chances, row) >= LOYAL.enters)
  const weeks = Float64Array.from(rows, (row) => at(ageDays, row) / 7)
  const horizonWeeks = horizonDays / 7
  if (rows.length === 0) return { customers: 0, medianWeeks: null, meanWeeks: null, expectedActiveWeeks: null, horizonWeeks }
  const activeWeeks = active === null ? null : rows.reduce((sum, row) => sum + at(active, row) / 7, 0) / rows.length
  return {
    customers: rows.length,
    medianWeeks: quantileOfSorted(Float64Array.from(weeks).sort(), 0.5),
    meanWeeks: sumOf(weeks) / rows.length,
    expectedActiveWeeks: activeWeeks,
    horizonWeeks,
  }
}

type Ground = Pick<Verdict, 'asked' | 'occasions' | 'summary' | 'asOfDay' | 'assessment' | 'margin' | 'settled'>

function scoredOf({ asked, occasions, summary, asOfDay, assessment, margin, settled }: Ground, cycleDays: number): Scored | null {
  const fit = assessment.choice?.candidate.fit
  if (fit === undefined) return null
  const { histories } = summary
  const discounting = { horizonDays: asked.horizonDays, stepDays: asked.daysPerUnit, annualDiscount: asked.annualDiscount }
  const spend = assessment.spend?.fit ?? null
  const scores = scoreHistories(fit.scoring, histories, {
    buysWithinDays: cycleDays,
    purchasesWithinDays: asked.horizonDays,
    activeWithinDays: asked.horizonDays,
    ...(spend === null ? {} : { present: discounting }),
  })
  const chances = scores.buys ?? new Float64Array(summary.customer.length)
  const states = statesOf(fit.scoring, occasions, summary, asOfDay, cycleDays)
  const stateCounts = stateOrder.map(() => 0)
  for (const state of states) stateCounts[state] = (stateCounts[state] ?? 0) + 1
  const meanSpend = spendsOf(summary, settled.paidOtherwise)
  const share = margin?.share ?? 1
  const isWorth = spend !== null && scores.presentPurchases !== null
  return {
    scores,
    chances,
    loyal: countLoyal(histories.repeats, chances, histories.customers),
    tenure: tenureOf(summary, chances, scores.activeDays, asked.horizonDays),
    states,
    stateCounts,
    values:
      isWorth && scores.presentPurchases !== null
        ? customerValues(scores.presentPurchases, expectedSpends(spend, histories.repeats, meanSpend), share)
        : null,
    equity: isWorth ? customerEquity(fit, spend, { histories, meanSpend }, discounting, share) : null,
  }
}

/** The visits of these customers alone: who is older than the log has no first visit in it, and enters no table either. */
function onlyOf({ customer, day, spend, customers }: Occasions, whom: Int32Array): Occasions {
  const isOne = new Uint8Array(customers)
  for (const who of whom) isOne[who] = 1
  const keeps = (_: number, row: number): boolean => isOne[indexAt(customer, row)] === 1
  return { customer: customer.filter(keeps), day: day.filter(keeps), spend: spend.filter(keeps), customers }
}

/** Orders that share customer and day with another that counts. */
function sameDayOrders({ customer, amount }: Orders, { refunds, refundedWhole }: OrderCounts, occasions: number): number {
  let counted = -refundedWhole
  for (let row = 0; row < customer.length; row++) {
    const sum = amount === null ? 1 : at(amount, row)
    if (indexAt(customer, row) >= 0 && (sum > 0 || (sum === 0 && refunds === 0))) counted++
  }
  return Math.max(0, counted - occasions)
}

const calibrateLater = ({ firstDay }: Summary, untilDay: number | null): number =>
  untilDay === null ? 0 : firstDay.reduce((sum, day) => sum + (day > untilDay ? 1 : 0), 0)

/** `asked.calibrateUntilDay` is known to lie before the as-of day. */
export function verdictOf(asked: Asked, log: Log, settled: Settled): Verdict {
  const { occasions: all, counts } = occasionsOf(settled.orders)
  const asOfDay = asked.asOfDay ?? settled.toDay
  const days: SummaryDays = {
    asOfDay,
    ...(log.firstDay === null ? {} : { trueFirstDay: log.firstDay }),
    ...(asked.acquiredFromDay === null ? {} : { acquiredFromDay: asked.acquiredFromDay }),
  }
  const summary = summaryOf(all, days)
  const occasions = summary.leftOut.acquiredBefore === 0 ? all : onlyOf(all, summary.customer)
  const hasAmounts = settled.orders.amount !== null
  const { paidOtherwise, fromDay, costMargin } = settled
  const assessment = assess(asked, { occasions, days, fromDay, hasAmounts, paidOtherwise }, summary)
  const cycle = storeCycleDays(gapsOf(occasions, asOfDay))
  const cycleDays = cycle === null ? null : Math.min(MOST_CYCLE, Math.max(LEAST_CYCLE, cycle))
  const said = asked.margin === null ? null : ({ share: asked.margin, from: 'said' } as const)
  const margin = said ?? (costMargin === null ? null : ({ share: costMargin, from: 'costs' } as const))
  const { repeats } = summary.histories
  const repeaters = repeats.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0)
  const scored = cycleDays === null ? null : scoredOf({ asked, occasions, summary, asOfDay, assessment, margin, settled }, cycleDays)
  return {
    asked,
    log,
    settled,
    counts,
    occasions,
    summary,
    asOfDay,
    customers: repeats.length,
    repeaters,
    visits: repeats.length + sumOf(repeats),
    sameDay: sameDayOrders(settled.orders, counts, all.customer.length),
    acquiredLater: calibrateLater(summary, asked.calibrateUntilDay),
    cycleDays,
    margin,
    assessment,
    scored,
    cohorts: cohortTable(occasions, asOfDay),
    survival: survivalCurve(untilNextVisit(occasions, asOfDay)),
    ladder: returnLadder(occasions, asOfDay),
    shape: shapeOf(occasions, summary, asOfDay, fromDay),
  }
}

/** A customer's code as the file writes it. */
export const nameOf = ({ log, summary }: Pick<Verdict, 'log' | 'summary'>, row: number): string =>
  log.names[indexAt(summary.customer, row)] ?? ''
