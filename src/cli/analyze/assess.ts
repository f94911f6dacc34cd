/** Fits the models, tests what they would have forecast, and chooses. */
import { type BackTest, backTest } from '../../science/back-test.ts'
import { type Choice, chooseModel } from '../../science/choice.ts'
import { type Fit, type FitOutcome, fitModel } from '../../science/fit.ts'
import { fitSpend, type SpendOutcome } from '../../science/gamma-gamma.ts'
import { grouped, thinned } from '../../science/histories.ts'
import type { ModelName } from '../../science/model.ts'
import type { Occasions } from '../../science/occasions.ts'
import { type Summary, type SummaryDays, summaryOf } from '../../science/summary.ts'
import type { Asked } from './arguments.ts'

export type Split = {
  /** The last day of what was fitted on, and of what it was tested on. */
  untilDay: number
  testUntilDay: number
  /** Nobody said the day: it was chosen so that the last quarter of the time is the test. */
  isDefault: boolean
}

export type Assessment = {
  fits: { name: ModelName; outcome: FitOutcome }[]
  spend: SpendOutcome | null
  split: Split | null
  tests: { name: ModelName; test: BackTest }[]
  choice: Choice | null
}

export const modelNames: readonly ModelName[] = ['bgnbd', 'mbgnbd', 'pareto']

/** Below this the last quarter is too short to tell anything. */
const SHORTEST_LOG_DAYS = 182
const LONGEST_TEST_DAYS = 364
/** A fit for the default test alone is made on some that stand for all. */
const TESTED_ON = 50_000

type Ground = { occasions: Occasions; days: SummaryDays; fromDay: number; hasAmounts: boolean; paidOtherwise: Uint8Array | null }

/** Mean spends, unknown (0) for who paid in another currency as well. */
export function spendsOf({ meanSpend, customer }: Summary, paidOtherwise: Uint8Array | null): Float64Array {
  return paidOtherwise === null ? meanSpend : meanSpend.map((mean, row) => (paidOtherwise[customer[row] ?? -1] === 1 ? 0 : mean))
}

function tested(names: readonly ModelName[], fitOf: (name: ModelName) => Fit | null, summary: Summary, split: Split): Assessment['tests'] {
  const windowDays = split.testUntilDay - split.untilDay
  return names.flatMap((name) => {
    const fit = fitOf(name)
    return fit === null ? [] : [{ name, test: backTest(fit.scoring, summary.histories, summary.laterRepeats, windowDays) }]
  })
}

const fitOf = (fits: Assessment['fits'], name: ModelName): Fit | null => fits.find((one) => one.name === name)?.outcome.fit ?? null

/** The last quarter of the log, if the log is long enough and enough is there to fit on before it. */
function defaultTest(names: readonly ModelName[], { occasions, days, fromDay }: Ground, daysPerUnit: number) {
  const span = days.asOfDay - fromDay
  if (span < SHORTEST_LOG_DAYS) return { split: null, tests: [] }
  const untilDay = days.asOfDay - Math.min(LONGEST_TEST_DAYS, Math.round(span / 4))
  const split: Split = { untilDay, testUntilDay: days.asOfDay, isDefault: true }
  const before = summaryOf(occasions, { ...days, asOfDay: untilDay, laterUntilDay: days.asOfDay })
  const some = thinned(grouped(before.histories).histories, TESTED_ON)
  const fits = names.map((name) => ({ name, outcome: fitModel(name, some, daysPerUnit) }))
  const tests = tested(names, (name) => fitOf(fits, name), before, split)
  return tests.length === 0 ? { split: null, tests } : { split, tests }
}

/** `now` is the summary on the as-of day. */
export function assess({ model, daysPerUnit, calibrateUntilDay }: Asked, ground: Ground, now: Summary): Assessment {
  const { occasions, days, paidOtherwise } = ground
  const names = model === 'auto' ? modelNames : [model]
  const calibration =
    calibrateUntilDay === null ? now : summaryOf(occasions, { ...days, asOfDay: calibrateUntilDay, laterUntilDay: days.asOfDay })
  const together = grouped(calibration.histories).histories
  const fits = names.map((name) => ({ name, outcome: fitModel(name, together, daysPerUnit) }))
  const spend = ground.hasAmounts ? fitSpend(calibration.histories.repeats, spendsOf(calibration, paidOtherwise)) : null
  const said = calibrateUntilDay === null ? null : { untilDay: calibrateUntilDay, testUntilDay: days.asOfDay, isDefault: false }
  const { split, tests } =
    said === null
      ? defaultTest(names, ground, daysPerUnit)
      : { split: said, tests: tested(names, (name) => fitOf(fits, name), calibration, said) }
  const candidates = fits.flatMap(({ name, outcome }) =>
    outcome.fit === null ? [] : [{ fit: outcome.fit, backTest: tests.find((one) => one.name === name)?.test ?? null }],
  )
  return { fits, spend, split, tests, choice: chooseModel(candidates) }
}
