/** The verdict as JSON; its shape is promised to programs. Parameters and likelihoods are in the time unit that was asked for. */
import type { BackTest } from '../../science/back-test.ts'
import type { Fit } from '../../science/fit.ts'
import type { SpendFit } from '../../science/gamma-gamma.ts'
import { LOYAL } from '../../science/loyal.ts'
import { fromDayNumber } from '../../values/civil-date.ts'
import { reasonOfChoice } from './choice-words.ts'
import type { Verdict } from './verdict.ts'
import type { Warning } from './warnings.ts'

const unfitted = { parameters: null, standardErrors: null, logLikelihood: null, converged: false, boundary: null }

const fitAnswer = (fit: Fit | SpendFit | null) =>
  fit === null
    ? unfitted
    : {
        parameters: 'model' in fit ? fit.model.parameters : fit.parameters,
        standardErrors: fit.standardErrors,
        logLikelihood: fit.logLikelihood,
        converged: true,
        boundary: fit.boundary,
      }

function testAnswer(test: BackTest) {
  return {
    byFrequency: test.byFrequency.map(({ repeats, orMore, customers, expected, actual }) => ({
      frequency: repeats,
      orMore,
      customers,
      expected: customers === 0 ? null : expected / customers,
      actual: customers === 0 ? null : actual / customers,
    })),
    totals: { ...test.total, customers: test.customers },
    buyers: test.buyers,
    calibration: test.calibration,
    brier: test.brier,
    brierOfShare: test.brierOfShare,
    loyal: test.loyal,
    naive: test.naive,
  }
}

function backTestAnswer({ assessment: { split, tests, choice } }: Verdict) {
  const test = tests.find(({ name }) => name === choice?.name)
  if (split === null || test === undefined) return null
  return {
    calibrateUntil: fromDayNumber(split.untilDay),
    testUntil: fromDayNumber(split.testUntilDay),
    windowDays: test.test.windowDays,
    isDefaultSplit: split.isDefault,
    ...testAnswer(test.test),
    models: Object.fromEntries(tests.map(({ name, test: one }) => [name, testAnswer(one)])),
  }
}

function equityAnswer({ asked, settled, margin, scored }: Verdict) {
  const equity = scored?.equity
  if (equity == null) return null
  return {
    value: equity.value,
    low: Math.min(equity.low, equity.high),
    high: Math.max(equity.low, equity.high),
    currency: settled.currency,
    basis: margin === null ? 'revenue' : 'profit',
    horizonWeeks: asked.horizonDays / 7,
    annualDiscount: asked.annualDiscount,
  }
}

export function answerOf(verdict: Verdict, warnings: readonly Warning[]) {
  const { asked, log, settled, counts, assessment, scored, cohorts, cycleDays } = verdict
  const reason = reasonOfChoice(verdict)
  return {
    summary: {
      rows: log.rows,
      customers: verdict.customers,
      repeaters: verdict.repeaters,
      occasions: verdict.visits,
      refunds: counts.refunds,
      zeroAmount: counts.zeroAmount,
      from: fromDayNumber(settled.fromDay),
      to: fromDayNumber(settled.toDay),
      asOf: fromDayNumber(verdict.asOfDay),
    },
    unit: asked.daysPerUnit === 7 ? 'week' : 'day',
    fits: {
      ...Object.fromEntries(assessment.fits.map(({ name, outcome }) => [name, fitAnswer(outcome.fit)])),
      gammaGamma: assessment.spend === null ? null : fitAnswer(assessment.spend.fit),
    },
    chosen: assessment.choice?.name ?? null,
    chosenReason: reason,
    backtest: backTestAnswer(verdict),
    loyal: scored === null ? null : { ...scored.loyal, theta: LOYAL.enters, windowDays: cycleDays },
    tenure: scored?.tenure ?? null,
    equity: equityAnswer(verdict),
    cohorts: cohorts.cohorts.map(({ month, customers, came, visits, spend }) => ({
      month,
      customers,
      came,
      visits,
      ...(settled.orders.amount === null || settled.otherCurrency > 0 ? {} : { spend }),
    })),
    warnings,
  }
}
