/**
 * Finding a model's parameters by maximum likelihood, for any store, and saying honestly how well that went.
 *
 * The MEAN log-likelihood is climbed in the logarithms of the parameters, with time in ages of the oldest customer, from four starts (on some
 * ten thousand customers that stand for all, the best then on all). The result says whether the gradient is level and the curvature
 * that of a top, whether the top lies at the edge of what the model can say, and how far each parameter is known.
 */
import { betaGeometricSlope, exponent, nbdSlope, type Prepared, prepared } from './beta-geometric-likelihood.ts'
import { at } from './column.ts'
import { type Histories, type HistoryTotals, thinned, totalsOf } from './histories.ts'
import type { Model, ModelName } from './model.ts'
import { LEVEL, type Lowest, lowestFrom, lowestOf, type Problem } from './newton.ts'
import { paretoSlope } from './pareto-likelihood.ts'

/**
 * The top lies where one part of the model has nothing left to say:
 * no-dropout: no attrition can be seen yet; same-rate: all buy equally often; same-dropout: all are equally likely to leave;
 * all-or-none: customers leave at once or never; flat: several parameters do as well.
 */
export type Boundary = 'no-dropout' | 'same-rate' | 'same-dropout' | 'all-or-none' | 'flat'

/** Plain data, to be kept with the run that made it. */
export type Fit = {
  /** At the maximum of the likelihood. */
  model: Model
  /** What to score with: the same, but where no attrition can be seen the NBD, in which nobody leaves. */
  scoring: Model
  /** In the order of the parameters; null for those at a boundary. */
  standardErrors: Record<string, number | null>
  /** Of the logarithms of the parameters to score with, row by row, zeros for those at a boundary; null where the likelihood is flat. */
  logCovariance: number[] | null
  /** Summed over customers, times in the model's unit: comparable with the papers. */
  logLikelihood: number
  /** Of the NBD on the same data: what seeing customers leave has gained. */
  nbdLogLikelihood: number | null
  customers: number
  repeaters: number
  repeats: number
  boundary: Boundary | null
  /** The mean's gradient by the logarithms. */
  steepest: number
  passes: number
}

export type RefusalCode = 'no-customers' | 'impossible-histories' | 'no-time' | 'too-few-customers' | 'too-few-repeaters' | 'not-converged'
/** Why a fit is refused: what there is, and what it takes. */
export type Reason = { code: RefusalCode; have: number; need: number }
export type FitOutcome = { fit: Fit; refused: null } | { fit: null; refused: Reason[] }

const FEWEST_CUSTOMERS = 20
const FEWEST_REPEATERS = 10
/** Customers on whom the starts are tried. */
const TRIED_ON = 10_000
/** Log-likelihood units below which leaving has not been seen (a likelihood ratio that chance gives easily). */
const SEEN_GAIN = 2
const UNSEEN_SHARE = 1e-4
/** A gain that is none. */
const ROUNDING = 1e-3
const HUGE = 1e4
const TINY = 1e-3

const BOX: Record<ModelName, readonly [number, number][]> = {
  bgnbd: [
    [1e-5, 1e6],
    [1e-10, 1e10],
    [1e-8, 1e6],
    [1e-6, 1e7],
  ],
  mbgnbd: [
    [1e-5, 1e6],
    [1e-10, 1e10],
    [1e-8, 1e6],
    [1e-6, 1e7],
  ],
  pareto: [
    [1e-5, 1e6],
    [1e-10, 1e10],
    [1e-8, 1e6],
    [1e-9, 1e10],
  ],
}
/** Shape of the rates, how much faster than the average customers buy while there, and the two of leaving. */
const STARTS: Record<ModelName, readonly [number, number, number, number][]> = {
  bgnbd: [
    [0.5, 1.5, 0.8, 2],
    [1, 1.2, 0.2, 3],
    [3, 2, 2, 8],
    [0.2, 4, 0.5, 0.5],
  ],
  mbgnbd: [
    [0.5, 1.5, 0.8, 2],
    [1, 1.2, 0.2, 3],
    [3, 2, 2, 8],
    [0.2, 4, 0.5, 0.5],
  ],
  pareto: [
    [0.5, 1.5, 0.6, 0.4],
    [1, 1.2, 0.3, 1.5],
    [3, 2, 2, 1],
    [0.2, 4, 1, 0.05],
  ],
}

function reasonsAgainst(totals: HistoryTotals): Reason[] {
  const { customers, repeaters, oldestDays, impossible } = totals
  if (impossible > 0) return [{ code: 'impossible-histories', have: impossible, need: 0 }]
  if (customers === 0) return [{ code: 'no-customers', have: 0, need: FEWEST_CUSTOMERS }]
  const reasons: Reason[] = []
  if (!(oldestDays > 0)) reasons.push({ code: 'no-time', have: oldestDays, need: 1 })
  if (customers < FEWEST_CUSTOMERS) reasons.push({ code: 'too-few-customers', have: customers, need: FEWEST_CUSTOMERS })
  if (repeaters < FEWEST_REPEATERS) reasons.push({ code: 'too-few-repeaters', have: repeaters, need: FEWEST_REPEATERS })
  return reasons
}

function problemOf(name: ModelName, histories: Histories): Problem & { data: Prepared } {
  const data = prepared(histories)
  const box = BOX[name]
  return {
    data,
    slopeAt: name === 'pareto' ? paretoSlope(data, histories) : betaGeometricSlope(data, name === 'mbgnbd'),
    low: Float64Array.from(box, ([low]) => Math.log(low)),
    high: Float64Array.from(box, ([, high]) => Math.log(high)),
    customers: data.total,
  }
}

const startsFor = (name: ModelName, { repeats, customerDays, oldestDays }: HistoryTotals): Float64Array[] =>
  STARTS[name].map(([r, faster, c, d]) =>
    Float64Array.of(r, (r * customerDays) / (faster * repeats * oldestDays), c, d).map((one) => Math.log(one)),
  )

/** From the best of the starts on some, then on all; from every start on all where that did not arrive. */
function search(
  name: ModelName,
  histories: Histories,
  totals: HistoryTotals,
): { problem: Problem & { data: Prepared }; found: Lowest | null } {
  const starts = startsFor(name, totals)
  const some = thinned(histories, TRIED_ON)
  const problem = problemOf(name, histories)
  if (some.customers.length * 2 > histories.customers.length) return { problem, found: lowestOf(problem, starts) }
  const tried = lowestOf(problemOf(name, some), starts)
  const found = tried === null ? null : lowestFrom(problem, tried.place)
  return { problem, found: found?.converged ? found : lowestOf(problem, found === null ? starts : [found.place, ...starts]) }
}

/** The NBD of the same data: the limit in which nobody leaves. */
function withoutLeaving(data: Prepared, totals: HistoryTotals): Lowest | null {
  const box = BOX.bgnbd.slice(0, 2)
  const problem: Problem = {
    slopeAt: nbdSlope(data),
    low: Float64Array.from(box, ([low]) => Math.log(low)),
    high: Float64Array.from(box, ([, high]) => Math.log(high)),
    customers: data.total,
  }
  return lowestOf(
    problem,
    startsFor('bgnbd', totals).map((start) => start.slice(0, 2)),
  )
}

function shareLeaving(name: ModelName, [, , c, d]: Four): number {
  return name === 'pareto' ? -Math.expm1(-c * Math.log1p(1 / d)) : c / (c + d)
}

/** Parameters in the model's order, times in ages of the oldest customer. */
type Four = readonly [number, number, number, number]

function boundaryOf(name: ModelName, parameters: Four, gain: number, found: Lowest): Boundary | null {
  const [r, , c, d] = parameters
  if (gain < SEEN_GAIN || shareLeaving(name, parameters) < UNSEEN_SHARE) return 'no-dropout'
  if (r > HUGE) return 'same-rate'
  if (name === 'pareto' ? c > HUGE : c + d > HUGE) return 'same-dropout'
  if (c < TINY && (name === 'pareto' || d < TINY)) return 'all-or-none'
  return found.covariance === null || found.atEdge.includes(true) ? 'flat' : null
}

/** In the caller's unit of time. */
function modelOf(name: ModelName, [r, alpha, c, d]: Four, ageUnits: number, daysPerUnit: number): Model {
  return name === 'pareto'
    ? { name, daysPerUnit, parameters: { r, alpha: alpha * ageUnits, s: c, beta: d * ageUnits } }
    : { name, daysPerUnit, parameters: { r, alpha: alpha * ageUnits, a: c, b: d } }
}

/** Where nobody leaves, a = 0 (s = 0) beside any b (β). */
const limitOf = ({ place }: Lowest): Four => [exponent(place, 0), exponent(place, 1), 0, 1]
const topOf = ({ place }: Lowest): Four => [exponent(place, 0), exponent(place, 1), exponent(place, 2), exponent(place, 3)]

/** For all four parameters, zeros for those that the search did not move. */
function fourCovariance({ covariance, place }: Lowest): number[] | null {
  if (covariance === null) return null
  const size = place.length
  return Array.from({ length: 16 }, (_, k) => {
    const [row, column] = [Math.floor(k / 4), k % 4]
    return row < size && column < size ? at(covariance, row * size + column) : 0
  })
}

function errorsOf(model: Model, covariance: readonly number[] | null): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(model.parameters).map(([parameter, value], row) => {
      const variance = covariance?.[row * 5] ?? 0
      return [parameter, variance > 0 ? value * Math.sqrt(variance) : null]
    }),
  )
}

/** The top that was found, or the limit where nobody leaves if nothing beats it; null where the search did not arrive. */
function chosenTop(name: ModelName, found: Lowest | null, nbd: Lowest | null, gain: number) {
  if (found === null) return null
  if (nbd !== null && gain < ROUNDING && (found.steepest < LEVEL || gain > -ROUNDING))
    return { lowest: nbd, parameters: limitOf(nbd), boundary: 'no-dropout' as const }
  const parameters = topOf(found)
  return { lowest: found, parameters, boundary: boundaryOf(name, parameters, gain, found) }
}

/** Fits one model. `daysPerUnit` is the unit of the parameters: 7 for weeks, as in the papers, 1 for days. */
export function fitModel(name: ModelName, histories: Histories, daysPerUnit = 7): FitOutcome {
  const totals = totalsOf(histories)
  const reasons = reasonsAgainst(totals)
  if (reasons.length > 0) return { fit: null, refused: reasons }
  const { problem, found } = search(name, histories, totals)
  const nbd = withoutLeaving(problem.data, totals)
  const gain = ((nbd?.value ?? Number.POSITIVE_INFINITY) - (found?.value ?? Number.POSITIVE_INFINITY)) * totals.customers
  const top = chosenTop(name, found, nbd, gain)
  // At a boundary a level gradient is all there can be; inside, the curvature must be that of a top as well.
  if (top === null || !(top.lowest.converged || (top.boundary !== null && top.lowest.steepest < LEVEL)))
    return { fit: null, refused: [{ code: 'not-converged', have: top?.lowest.steepest ?? Number.MAX_VALUE, need: LEVEL }] }
  const ageUnits = totals.oldestDays / daysPerUnit
  // The likelihood is a density per unit of time, once for each repeat.
  const summed = (lowest: Lowest): number => -lowest.value * totals.customers - totals.repeats * Math.log(ageUnits)
  const model = modelOf(name, top.parameters, ageUnits, daysPerUnit)
  const byNbd = top.boundary === 'no-dropout' && nbd !== null
  return {
    fit: {
      model,
      scoring: byNbd ? modelOf(name, limitOf(nbd), ageUnits, daysPerUnit) : model,
      standardErrors: errorsOf(model, fourCovariance(top.lowest)),
      logCovariance: fourCovariance(byNbd ? nbd : top.lowest),
      logLikelihood: summed(top.lowest),
      nbdLogLikelihood: nbd === null ? null : summed(nbd),
      customers: totals.customers,
      repeaters: totals.repeaters,
      repeats: totals.repeats,
      boundary: top.boundary,
      steepest: top.lowest.steepest,
      passes: (found?.passes ?? 0) + (nbd?.passes ?? 0),
    },
    refused: null,
  }
}

/** A fit that may be older than the last try: `refused` then says why the last one failed. */
export type KeptFit = { fit: Fit | null; refused: Reason[] | null; isKept: boolean }

/** A failed refit keeps the last good parameters, and says so. */
export function keepLastGood(previous: Fit | null, outcome: FitOutcome): KeptFit {
  return outcome.fit === null
    ? { fit: previous, refused: outcome.refused, isKept: previous !== null }
    : { fit: outcome.fit, refused: null, isKept: false }
}
