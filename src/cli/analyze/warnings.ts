/** Which of the known traps this log has stepped into. */
import type { Fit } from '../../science/fit.ts'
import { fromDayNumber, showDate } from '../../values/civil-date.ts'
import { showNumber, showPercent } from '../../values/money.ts'
import { nameOf, type Verdict } from './verdict.ts'
import { boundaryWords, refusalWords, type WarningCode, warningWords } from './warnings.data.ts'
import { fileProblem, modelTitles } from './words.ts'

export type Warning = { code: WarningCode; message: string; count: number }

type Values = Record<string, string | number>
type Tell = (code: WarningCode, count: number, values?: Values) => void

const filled = (sentence: string, values: Values): string => sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** Shares and counts in the language of the reader. */
function shownIn({ asked: { language } }: Verdict) {
  return {
    number: (n: number, decimals = 0) => showNumber(n, language, decimals),
    percent: (share: number, decimals = 0) => showPercent(share, language, decimals),
    day: (day: number) => showDate(fromDayNumber(day), language),
  }
}

function aboutRows(verdict: Verdict, tell: Tell): void {
  const { asked, log, settled, counts, summary, asOfDay } = verdict
  const shown = shownIn(verdict)
  const { language } = asked
  if (settled.bad > 0)
    tell('bad-rows', settled.bad, {
      named:
        settled.problems
          .map(
            ({ line, field, code }) =>
              `${language === 'vi' ? 'dòng' : 'line'} ${line}${field ? ` (${field})` : ''}: ${fileProblem(code, language)}`,
          )
          .join('; ') + (settled.bad > settled.problems.length ? ' …' : ''),
    })
  tell('no-customer', counts.nobody, { share: shown.percent(counts.nobody / Math.max(1, settled.rows), 1) })
  tell('cancelled', log.cancelled)
  tell('after-as-of', settled.laterRows, { day: shown.day(asOfDay) })
  const dayFirst = { vi: 'ngày trước, tháng sau', en: 'day first', option: 'mdy' }
  const monthFirst = { vi: 'tháng trước, ngày sau', en: 'month first', option: 'dmy' }
  const order = settled.dayOrder === 'day-first' ? dayFirst : monthFirst
  tell('day-order-assumed', settled.assumedDays, { order: order[language], otherOption: order.option })
  tell('several-currencies', settled.otherCurrency, { currency: settled.currency ?? '' })
  const hasAmounts = settled.orders.amount !== null
  tell('no-amounts', hasAmounts ? 0 : log.rows)
  tell('no-currency', hasAmounts && settled.currency === null ? log.rows : 0)
  tell('refunds-unlinked', counts.refunds - settled.linkedRefunds)
  tell('refunded-whole', counts.refundedWhole)
  tell(counts.refunds === 0 ? 'zero-amount-visits' : 'zero-amount-corrections', counts.zeroAmount)
  tell('acquired-later', verdict.acquiredLater, { day: shown.day(asked.calibrateUntilDay ?? asOfDay) })
  tell('older-than-log', summary.leftOut.acquiredBefore)
  tell('same-day', verdict.sameDay)
}

const reasonsOf = (reasons: readonly { code: string; have: number; need: number }[], language: 'vi' | 'en'): string =>
  reasons
    .map(({ code, have, need }) =>
      filled(refusalWords[code]?.[language] ?? code, { have: showNumber(have, language), need: showNumber(need, language) }),
    )
    .join(', ')

const titlesOf = (fits: readonly Fit[]): string => fits.map(({ model }) => modelTitles[model.name]).join(', ')

function aboutFits(fits: readonly Fit[], { asked: { language }, assessment: { choice } }: Verdict, tell: Tell): void {
  const unseen = fits.filter(({ boundary }) => boundary === 'no-dropout')
  tell('no-attrition', unseen[0]?.customers ?? 0, { model: titlesOf(unseen) })
  for (const { boundary, customers, model } of fits)
    if (boundary !== null && boundary !== 'no-dropout')
      tell('boundary', customers, { model: modelTitles[model.name], boundary: boundaryWords[boundary]?.[language] ?? boundary })
  const chosen = choice?.candidate.fit
  if (chosen === undefined) return
  const { name, parameters } = chosen.scoring
  const value = name === 'pareto' ? parameters.s : parameters.a
  if (value > 0 && value <= 1)
    tell('endless-life', chosen.customers, {
      model: modelTitles[name],
      parameter: name === 'pareto' ? 's' : 'a',
      value: showNumber(value, language, 3),
    })
}

function aboutModels(verdict: Verdict, tell: Tell): void {
  const { assessment, asked, asOfDay, settled } = verdict
  const { language } = asked
  const refused = assessment.fits.filter(({ outcome }) => outcome.fit === null)
  const [first] = refused
  if (first?.outcome.refused && assessment.choice === null)
    tell('too-little-data', verdict.repeaters || 1, { reasons: reasonsOf(first.outcome.refused, language) })
  else
    for (const { name, outcome } of refused)
      if (outcome.refused) tell('fit-refused', 1, { model: modelTitles[name], reasons: reasonsOf(outcome.refused, language) })
  aboutFits(
    assessment.fits.flatMap(({ outcome: { fit } }) => (fit === null ? [] : [fit])),
    verdict,
    tell,
  )
  if (assessment.choice !== null && assessment.tests.length === 0)
    tell('no-backtest', verdict.customers, { weeks: showNumber((asOfDay - settled.fromDay) / 7, language) })
}

function aboutSpend({ assessment, asked: { language }, margin }: Verdict, tell: Tell): void {
  const { spend, choice } = assessment
  if (margin !== null && margin.share < 0) tell('negative-margin', 1, { share: showPercent(margin.share, language) })
  if (spend === null || choice === null) return
  if (spend.fit === null) {
    tell('spend-refused', 1, { reasons: reasonsOf(spend.refused, language) })
    return
  }
  const { fit } = spend
  const higher = { vi: 'lại chi nhiều hơn', en: 'more' }
  const lower = { vi: 'lại chi ít hơn', en: 'less' }
  if (fit.independenceIsDoubtful)
    tell('spend-correlation', fit.customers, {
      direction: (fit.correlation > 0 ? higher : lower)[language],
      correlation: showNumber(fit.correlation, language, 2),
    })
  if (fit.boundary === 'heavy-tail') tell('heavy-tail', fit.customers, { q: showNumber(fit.parameters.q, language, 3) })
  else if (fit.boundary !== null)
    tell('boundary', fit.customers, { model: modelTitles.gammaGamma, boundary: boundaryWords[fit.boundary]?.[language] ?? fit.boundary })
  tell('no-mean-spend', fit.leftOut)
}

const MID_LIFE = 1.5
const SEASON = 1.5
const CLOCKLIKE = 0.6
const WRONG = 0.1

function aboutShape(verdict: Verdict, tell: Tell): void {
  const { shape, asked, settled, assessment, log, customers } = verdict
  const shown = shownIn(verdict)
  const { language } = asked
  const isCut = asked.acquiredFromDay !== null || log.firstDay !== null
  if (!isCut && customers >= 50 && shape.start.timesNext >= MID_LIFE && verdict.asOfDay - settled.fromDay >= 60)
    tell('left-truncation', shape.start.customers, {
      share: shown.percent(shape.start.share),
      times: shown.number(shape.start.timesNext, 1),
      day: fromDayNumber(settled.fromDay + 60),
    })
  const [giant] = shape.giants
  if (giant !== undefined) {
    const share = giant.share === null ? '' : `, ${shown.percent(giant.share, 1)} ${language === 'vi' ? 'doanh thu' : 'of revenue'}`
    const visits = `${shown.number(giant.repeats + 1)} ${language === 'vi' ? 'lần đến' : 'visits'}`
    tell('giants', shape.giants.length, { name: nameOf(verdict, giant.row), detail: `${visits}${share}` })
  }
  if (shape.busiest !== null && shape.busiest.times >= SEASON)
    tell('season', 1, { month: shape.busiest.month.split('-').reverse().join('/'), times: shown.number(shape.busiest.times, 1) })
  if (shape.regularity !== null && shape.regularity.spread < CLOCKLIKE)
    tell('regular', shape.regularity.customers, { spread: shown.number(shape.regularity.spread, 2) })
  const test = assessment.tests.find(({ name }) => name === assessment.choice?.name)
  if (test === undefined) return
  const { total, windowDays, loyal, naive, customers: tested } = test.test
  if (total.error !== null && Math.abs(total.error) >= WRONG)
    tell('forecast-error', tested, {
      weeks: shown.number(windowDays / 7),
      model: modelTitles[test.name],
      expected: shown.number(total.expected),
      actual: shown.number(total.actual),
      error: `${total.error > 0 ? '+' : ''}${shown.percent(total.error)}`,
    })
  if (loyal.named > 0 && naive.named > 0 && naive.precision >= loyal.precision && naive.recall >= loyal.recall)
    tell('naive-better', naive.named, { naive: shown.percent(naive.precision), model: shown.percent(loyal.precision) })
}

/** One for each trap that applies, in the order in which they are met. */
export function warningsOf(verdict: Verdict): Warning[] {
  const warnings: Warning[] = []
  const tell: Tell = (code, count, values = {}) => {
    if (count <= 0) return
    const { language } = verdict.asked
    const message = filled(warningWords[code][language], { ...values, count: showNumber(count, language) })
    warnings.push({ code, message, count })
  }
  aboutRows(verdict, tell)
  aboutModels(verdict, tell)
  aboutSpend(verdict, tell)
  aboutShape(verdict, tell)
  return warnings
}
