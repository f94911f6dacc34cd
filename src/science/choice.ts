/**
 * Which of the fitted models to use. All three have four parameters, so their likelihoods compare as they are (Akaike 1974); a difference below
 * two units is none. The MBG/NBD stays unless another clearly does better, and never at the price of a worse forecast.
 */
import type { BackTest } from './back-test.ts'
import type { Fit } from './fit.ts'
import type { ModelName } from './model.ts'

export type Candidate = { fit: Fit; backTest: BackTest | null }

/**
 * default: nothing is clearly better; likelihood: the data are clearly likelier under it; forecast: what came after was clearly better
 * foretold by it; only: no other could be fitted.
 */
export type ChoiceReason = 'default' | 'likelihood' | 'forecast' | 'only'
export type Choice = { name: ModelName; candidate: Candidate; reason: ChoiceReason }

const DEFAULT: ModelName = 'mbgnbd'
const CLEAR_GAIN = 2
/** Of the total's error, and of Brier's score. */
const CLEAR_TOTAL = 0.05
const CLEAR_BRIER = 0.001

const errorOf = ({ backTest }: Candidate): number | null => (backTest?.total.error == null ? null : Math.abs(backTest.total.error))

/** Clearly better foretold: the total by five points of a hundred, the customers no worse; or the customers clearly, the total no worse. */
function foretellsBetter(one: Candidate, other: Candidate): boolean {
  const [error, otherError] = [errorOf(one), errorOf(other)]
  if (error === null || otherError === null || one.backTest === null || other.backTest === null) return false
  const total = otherError - error
  const brier = other.backTest.brier - one.backTest.brier
  return (total > CLEAR_TOTAL && brier > -CLEAR_BRIER) || (brier > CLEAR_BRIER && total > -CLEAR_TOTAL)
}

/** Null where nothing could be fitted. */
export function chooseModel(candidates: readonly Candidate[]): Choice | null {
  const [first, ...others] = [...candidates].sort(
    (a, b) => Number(b.fit.model.name === DEFAULT) - Number(a.fit.model.name === DEFAULT) || b.fit.logLikelihood - a.fit.logLikelihood,
  )
  if (first === undefined) return null
  const choice = (candidate: Candidate, reason: ChoiceReason): Choice => ({ name: candidate.fit.model.name, candidate, reason })
  let held = choice(first, others.length === 0 ? 'only' : 'default')
  for (const other of others) {
    if (foretellsBetter(other, held.candidate)) held = choice(other, 'forecast')
    else if (other.fit.logLikelihood > held.candidate.fit.logLikelihood + CLEAR_GAIN && !foretellsBetter(held.candidate, other))
      held = choice(other, 'likelihood')
  }
  return held
}
