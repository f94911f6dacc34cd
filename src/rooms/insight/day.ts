import type { Db } from '../../platform/db/db.ts'
import { shareOf } from '../../science/repeat-rate.ts'
import { addDays } from '../../values/civil-date.ts'
import { dayIn } from '../../values/zone.ts'
import { currentRun } from '../loyalty/public.ts'
import { holdRun, keepDay } from './day-store.ts'
import { type Figures, type InsightDay, type Pair, type Period, periods, type Repeat } from './figures.ts'
import { modelDay } from './loyal-store.ts'
import * as rules from './rules.ts'
import * as snapshot from './snapshot-store.ts'

export type HouseClock = { zone: string; currency: string }

/** One value for each period, asked one after another: the job leaves the database its breath. */
async function eachPeriod<T>(ask: (period: Period) => Promise<T>): Promise<Record<Period, T>> {
  const [month, quarter, year] = periods
  return { [month]: await ask(month), [quarter]: await ask(quarter), [year]: await ask(year) } as Record<Period, T>
}

async function repeatOn(db: Db, asOf: string): Promise<Repeat> {
  const span = rules.judgedFirstVisits(asOf)
  const { of, had } = await snapshot.returnsOf(db, span, rules.RETURN_WITHIN)
  return { ...shareOf(had, of), ...span, withinDays: rules.RETURN_WITHIN }
}

async function repeatOf(db: Db, asOf: string, period: Period): Promise<Pair<Repeat>> {
  return { now: await repeatOn(db, asOf), before: await repeatOn(db, addDays(asOf, -period)) }
}

/** Two years by days, and what each period, the one before it and the same a year ago make of them. */
async function revenueOn(db: Db, asOf: string, currency: string): Promise<Figures['revenue']> {
  const { since } = rules.periodBefore(asOf, 365, 1)
  const days = await snapshot.revenueByDay(db, { since, until: asOf }, currency)
  return eachPeriod(async (period) => {
    const span = rules.periodBefore(asOf, period)
    return {
      now: rules.revenueIn(days, span),
      before: rules.revenueIn(days, rules.periodBefore(asOf, period, 1)),
      year: rules.revenueIn(days, rules.yearBefore(span)),
      customers: await snapshot.countReturning(db, span.since),
    }
  })
}

async function monthsOf(db: Db, asOf: string, currency: string): Promise<Figures['months']> {
  const longest = rules.monthsBefore(asOf, 365, 1)
  const cells = await snapshot.channelCells(db, { since: longest.since, until: asOf }, currency)
  const spans = periods.flatMap((period) => [
    rules.monthsBefore(asOf, period),
    rules.monthsBefore(asOf, period, 1),
    rules.monthsYearAgo(asOf, period),
  ])
  const counts = await snapshot.wonAndKept(db, spans)
  const told = spans.map((span, at) => ({ ...span, ...(counts[at] ?? { won: 0, kept: 0 }), channels: rules.channelsOf(cells, span) }))
  return eachPeriod(async (period) => {
    const [now, before, year] = told.slice(periods.indexOf(period) * 3)
    if (!now || !before || !year) throw new Error(`no months were counted for ${period} days`)
    return { now, before, year }
  })
}

async function retentionOn(db: Db, asOf: string, cycleDays: number | null): Promise<Figures['retention']> {
  if (cycleDays === null) return null
  const quietDays = rules.quietDaysOf(cycleDays)
  const until = addDays(asOf, -quietDays)
  const lives = await snapshot.lifetimes(db, until)
  const points = rules.retentionOf(lives)
  return points.length < 2 ? null : { quietDays, until, customers: lives.reduce((sum, { customers }) => sum + customers, 0), points }
}

async function impressionsOn(db: Db, asOf: string): Promise<Figures['impressions']> {
  const span = rules.judgedFirstVisits(asOf)
  const counts = await snapshot.impressionCounts(db, span, rules.RETURN_WITHIN)
  const { of, had } = await snapshot.returnsOf(db, span, rules.RETURN_WITHIN)
  return { ...span, withinDays: rules.RETURN_WITHIN, all: shareOf(had, of), groups: rules.impressionsOf(counts) }
}

async function loyalOn(db: Db, asOf: string): Promise<Figures['loyal']> {
  const flows = await eachPeriod((period) => snapshot.flowCounts(db, period))
  const today = await modelDay(db, asOf)
  if (!today || flows[30].length === 0) return null
  const { basis, currency, ...said } = today
  const before = await eachPeriod(async (period) => {
    const day = await modelDay(db, addDays(asOf, -period))
    return (
      day && {
        day: day.day,
        tenureMedianDays: day.tenureMedianDays,
        equityMinor: day.equityMinor,
        equityLow: day.equityLow,
        equityHigh: day.equityHigh,
      }
    )
  })
  return { flows, bridge: rules.bridgeOf(await snapshot.bridgeSums(db)), basis, currency, today: said, before }
}

/** Counts everything anew as of a day and keeps it, in the caller's transaction. */
async function countDay(db: Db, day: string, { zone, currency }: HouseClock, now: Date): Promise<InsightDay> {
  const began = performance.now()
  await holdRun(db)
  await snapshot.takeSnapshot(db, day, zone)
  const house = await snapshot.countHouse(db)
  const cycleDays = (await currentRun(db))?.cycleDays ?? rules.cycleOf(await snapshot.gapCounts(db, day))
  const figures: Figures = {
    ...house,
    loyal: await loyalOn(db, day),
    cycleDays,
    repeat: await eachPeriod((period) => repeatOf(db, day, period)),
    revenue: await revenueOn(db, day, currency),
    months: await monthsOf(db, day, currency),
    cohorts: rules.cohortsOf(await snapshot.cohortCells(db, 1), day, 1),
    quarters: rules.cohortsOf(await snapshot.cohortCells(db, 3), day, 3),
    lastMonthIsOpen: rules.isMonthOpen(day),
    lastQuarterIsOpen: rules.isQuarterOpen(day),
    retention: await retentionOn(db, day, cycleDays),
    impressions: await impressionsOn(db, day),
  }
  const counted = { day, computedAt: now, seconds: (performance.now() - began) / 1000, currency, figures }
  await keepDay(db, counted)
  return counted
}

/** Counts the figures of today anew, whole or not at all. */
export const countToday = (db: Db, house: HouseClock, now: Date): Promise<InsightDay> =>
  db.transaction().execute((tx) => countDay(tx, dayIn(house.zone, now.getTime()), house, now))
