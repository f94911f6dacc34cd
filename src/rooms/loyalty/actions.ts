import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { Refusal } from '../../platform/refusal.ts'
import { addDays, dayNumber, fromDayNumber } from '../../values/civil-date.ts'
import { type Holder, may } from '../../values/rights.ts'
import { buyingOf } from '../orders/public.ts'
import { boughtBy } from './bought-store.ts'
import type { getLoyaltyOf } from './contract.ts'
import { changesOf } from './lists-store.ts'
import type { Figures, GoodRun, Setting } from './loyalty.ts'
import { rangesOf, traceOf } from './of-one.ts'
import type { Lack } from './rules.ts'
import * as store from './store.ts'
import { basisOf, fittedAt, viewBrief } from './views.ts'

type Answer = z.input<typeof getLoyaltyOf.answer>

/** What is missing before anything can be told: of the last run that was refused. */
export async function missing(db: Db): Promise<Lack[]> {
  const last = await store.lastRun(db)
  return last?.state === 'refused' ? (last.reasons ?? []) : []
}

function whyOf(figures: Figures, run: GoodRun, setting: Setting): NonNullable<Answer['loyalty']>['why'] {
  const { repeats, ageDays, spanDays, rhythmDays, lateBy, longestGapDays, buys, wasLoyal, loyalSince, state } = figures
  const cycleDays = setting.cycleDays ?? run.cycleDays
  return [
    { kind: 'visits', days: repeats + 1, since: firstDayOf(figures) },
    { kind: 'silence', days: ageDays - spanDays, rhythmDays, lateBy, longestGapDays },
    { kind: 'chance', chance: buys, cycleDays, enter: setting.thetaEnter, leave: setting.thetaLeave, lost: setting.lostBelow },
    ...(wasLoyal && state !== 'loyal' ? [{ kind: 'was-loyal' as const, since: loyalSince }] : []),
  ]
}

const firstDayOf = ({ asOf, ageDays }: Figures): string => addDays(asOf, -ageDays)

const moneyOf = (range: { value: number; low: number; high: number }, currency: string) => ({
  minor: Math.round(range.value),
  low: Math.round(range.low),
  high: Math.round(range.high),
  currency,
})

/** Everything about one customer's loyalty, as this holder of rights may see it. */
export async function loyaltyOfOne(db: Db, customerId: string, who: Holder): Promise<Answer> {
  const [run, setting, found, buying] = await Promise.all([
    store.currentRun(db),
    store.findSetting(db),
    store.findFigures(db, [customerId]),
    buyingOf(db, customerId),
  ])
  const figures = found.get(customerId)
  const hasBought = buying.days > 0
  if (!run || !figures) return { loyalty: null, hasBought, missing: run ? [] : await missing(db) }
  const asOf = dayNumber(figures.asOf)
  const [[bought], history, origin] = await Promise.all([
    boughtBy(db, [customerId], asOf, figures.currency),
    changesOf(db, customerId),
    run.keptFrom ? store.findRun(db, run.keptFrom) : undefined,
  ])
  const ranges = rangesOf(run, setting, figures, { days: bought?.spendDays ?? 0, sum: bought?.spend ?? 0 })
  const seesValues = may(who, 'see.values')
  const { currency } = figures
  return {
    hasBought,
    missing: [],
    loyalty: {
      ...viewBrief(figures, who),
      isEstimated: figures.repeats > 0,
      alive: figures.alive,
      horizonWeeks: setting.horizonWeeks,
      expectedPurchases: ranges.purchases,
      chanceOfNone: ranges.chanceOfNone,
      activeWeeks: figures.activeWeeks,
      ...(seesValues && ranges.value ? { expectedValue: moneyOf(ranges.value, currency) } : {}),
      ...(seesValues && ranges.present ? { presentValue: moneyOf(ranges.present, currency) } : {}),
      basis: basisOf(run),
      annualDiscount: setting.annualDiscount,
      why: whyOf(figures, run, setting),
      trace: traceOf(run.fit, bought?.days ?? [], asOf),
      purchases: (bought?.days ?? []).map(fromDayNumber),
      model: {
        name: run.fit.model.name,
        asOf: figures.asOf,
        fittedAt: fittedAt(run, origin),
        cycleDays: setting.cycleDays ?? run.cycleDays,
      },
      history,
    },
  }
}

type Bounds = Pick<Setting, 'thetaEnter' | 'thetaLeave' | 'lostBelow' | 'lateAfter' | 'riskAfter'>

/** Thresholds must stand in their order, or somebody would be loyal and lost at once. */
export function checkSetting({ thetaEnter, thetaLeave, lostBelow, lateAfter, riskAfter }: Bounds): void {
  const crossed = (says: string, field: keyof Bounds): Refusal =>
    new Refusal(400, 'loyalty.thresholds_crossed', says, { [field]: 'invalid' })
  if (thetaLeave > thetaEnter) throw crossed('One cannot leave above the chance at which one enters.', 'thetaLeave')
  if (lostBelow > thetaLeave) throw crossed('Nobody is lost above the chance at which one leaves.', 'lostBelow')
  if (lateAfter > riskAfter) throw crossed('Nobody is about to be lost before they are late.', 'riskAfter')
}
