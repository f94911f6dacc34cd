/**
 * Cohorts: customers by the month of their first visit, and how many of each came in every month after. No model is in it, and it adds up: the
 * customers of all cohorts are all customers, and whoever came in a month is in exactly one cell of it.
 */
import { fromDayNumber } from '../values/civil-date.ts'
import { at, indexAt } from './column.ts'
import type { Occasions } from './occasions.ts'

export type Cohort = {
  /** 'YYYY-MM' of the first visit. */
  month: string
  customers: number
  /** Customers who came, by months since the first; the first is the cohort itself. Months after the as-of day are not there. */
  came: number[]
  spend: number[]
  visits: number[]
}
export type CohortTable = {
  cohorts: Cohort[]
  /** The as-of day's month is not over: its cells will still grow. */
  lastMonthIsOpen: boolean
}

/** Months since the year 0, remembered by day. */
function monthNumbers(): (day: number) => number {
  const known = new Map<number, number>()
  return (day) => {
    let month = known.get(day)
    if (month === undefined) {
      const text = fromDayNumber(day)
      month = Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1
      known.set(day, month)
    }
    return month
  }
}

const monthText = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`

export function cohortTable({ customer, day, spend }: Occasions, asOfDay: number): CohortTable {
  const monthOf = monthNumbers()
  const last = monthOf(asOfDay)
  const cohorts = new Map<number, Cohort>()
  let cohort: Cohort | undefined
  let first = 0
  let seen = -1
  for (let row = 0; row < customer.length; row++) {
    if (indexAt(day, row) > asOfDay) continue
    const month = monthOf(indexAt(day, row))
    // Rows are by customer and day: the first of a customer's rows is the first visit.
    if (row === 0 || indexAt(customer, row) !== indexAt(customer, row - 1)) {
      first = month
      seen = -1
      cohort = cohorts.get(first) ?? emptyCohort(first, last)
      cohorts.set(first, cohort)
      cohort.customers++
    }
    if (cohort === undefined) continue
    const since = month - first
    if (month !== seen) cohort.came[since] = (cohort.came[since] ?? 0) + 1
    cohort.visits[since] = (cohort.visits[since] ?? 0) + 1
    cohort.spend[since] = (cohort.spend[since] ?? 0) + at(spend, row)
    seen = month
  }
  const ordered = [...cohorts].sort(([a], [b]) => a - b).map(([, one]) => one)
  return { cohorts: ordered, lastMonthIsOpen: monthOf(asOfDay + 1) === last }
}

function emptyCohort(month: number, last: number): Cohort {
  const zeros = (): number[] => new Array<number>(last - month + 1).fill(0)
  return { month: monthText(month), customers: 0, came: zeros(), spend: zeros(), visits: zeros() }
}

export type RetentionPoint = { monthsSince: number; share: number; customers: number }

/** Of all customers that could have come so many months after their first: the share who did. An open month is left out. */
export function retentionCurve({ cohorts, lastMonthIsOpen }: CohortTable): RetentionPoint[] {
  const points: RetentionPoint[] = []
  const longest = cohorts.reduce((most, { came }) => Math.max(most, came.length), 0)
  for (let since = 0; since < longest; since++) {
    const whole = cohorts.filter(({ came }) => since < came.length - (lastMonthIsOpen && since > 0 ? 1 : 0))
    const customers = whole.reduce((sum, one) => sum + one.customers, 0)
    if (customers > 0)
      points.push({ monthsSince: since, share: whole.reduce((sum, { came }) => sum + (came[since] ?? 0), 0) / customers, customers })
  }
  return points
}
