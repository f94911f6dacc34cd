/**
 * What customers spend per occasion: the Gamma-Gamma model (Fader & Hardie 2013, The Gamma-Gamma Model of Monetary Value, note 025, eq. 1a for
 * the likelihood, eq. 5 for the expectation; Fader, Hardie & Lee 2005, JMR 42(4)).
 *
 * x is the number of repeat occasions and m their mean spend, the first occasion left out, as in the note. Only customers with x ≥ 1 and m > 0
 * enter: a mean over nothing is not zero, and a refund is no purchase. q > 1 is held, for otherwise the population's mean does not exist.
 */
import { add, asMeanByLogs, exponent, noSums } from './beta-geometric-likelihood.ts'
import { at, indexAt, sameLength } from './column.ts'
import { digamma, digammaStep, lnGamma, lnGammaStep, trigamma, trigammaStep } from './gamma-function.ts'
import { distinct } from './grouping.ts'
import { LEVEL, type Lowest, lowestOf, type Slope } from './newton.ts'

/** p: regularity within a customer; q and γ: how customers differ. γ is money, in the unit of the spends. */
export type GammaGammaParameters = { p: number; q: number; gamma: number }

/**
 * heavy-tail: q stands at its bound, and means over all customers say little; same-mean: all customers spend alike on average;
 * same-spend: each customer always spends the same; flat: several parameters do as well.
 */
export type SpendBoundary = 'heavy-tail' | 'same-mean' | 'same-spend' | 'flat'

export type SpendFit = {
  parameters: GammaGammaParameters
  standardErrors: { p: number | null; q: number | null; gamma: number | null }
  logCovariance: number[] | null
  logLikelihood: number
  /** Who entered. */
  customers: number
  /** Repeaters left out, because their mean spend is not above zero. */
  leftOut: number
  /** The plain mean of m: what stands in for the population's mean where q is at its bound. */
  observedMean: number
  /** Between x and m: the model takes spend and frequency for independent, and from 0.3 on that is doubtful. */
  correlation: number
  independenceIsDoubtful: boolean
  boundary: SpendBoundary | null
  steepest: number
  passes: number
}
export type SpendReason = { code: 'too-few-spenders' | 'not-converged'; have: number; need: number }
export type SpendOutcome = { fit: SpendFit; refused: null } | { fit: null; refused: SpendReason[] }

const FEWEST = 10
/** The population's mean γp/(q − 1) is finite, if only just. */
const LEAST_Q = 1.001
const HUGE = 1e4
const DOUBTFUL_CORRELATION = 0.3

/** Expected spend per occasion, given x repeat occasions with mean spend m; for x = 0 the population's. */
export function expectedSpend({ p, q, gamma }: GammaGammaParameters, repeats: number, meanSpend: number): number {
  return repeats === 0 ? (p * gamma) / (q - 1) : (p * (gamma + repeats * meanSpend)) / (p * repeats + q - 1)
}

/** For many; who has no mean spend to show gets the population's mean, or what was observed where that does not exist. */
export function expectedSpends(fit: SpendFit, repeats: Float64Array, meanSpends: Float64Array): Float64Array {
  const { parameters, boundary, observedMean } = fit
  const unknown = boundary === 'heavy-tail' ? observedMean : expectedSpend(parameters, 0, 0)
  const expected = new Float64Array(sameLength(repeats, meanSpends))
  for (let row = 0; row < expected.length; row++)
    expected[row] =
      at(repeats, row) > 0 && at(meanSpends, row) > 0 ? expectedSpend(parameters, at(repeats, row), at(meanSpends, row)) : unknown
  return expected
}

type Spenders = {
  xs: Float64Array
  customersByX: Float64Array
  xOf: Int32Array
  totals: Float64Array
  lnTotals: Float64Array
  lnMeans: number
}

/** Spend in means of all, so that no search depends on the currency. */
function spendersOf(repeats: Float64Array, meanSpends: Float64Array, scale: number): Spenders {
  const x = distinct(repeats)
  const customersByX = new Float64Array(x.values.length)
  for (const place of x.indexOf) add(customersByX, place, 1)
  const totals = repeats.map((one, row) => (one * at(meanSpends, row)) / scale)
  const lnMeans = meanSpends.reduce((sum, one) => sum + Math.log(one / scale), 0)
  return { xs: x.values, customersByX, xOf: x.indexOf, totals, lnTotals: totals.map((one) => Math.log(one)), lnMeans }
}

/** ln L = lnΓ(px+q) − lnΓ(px) − lnΓ(q) + q ln(γ/(γ+z)) + px ln(z/(γ+z)) − ln m, z = xm. */
function spendSlope(data: Spenders): (place: Float64Array) => Slope {
  const count = data.totals.length
  return (place) => {
    const [p, q, gamma] = [exponent(place, 0), exponent(place, 1), exponent(place, 2)]
    const sums = noSums(3)
    sums.value = -count * lnGamma(q) - data.lnMeans
    add(sums.g, 1, -count * digamma(q))
    add(sums.h, 4, -count * trigamma(q))
    for (let row = 0; row < data.xs.length; row++) {
      const n = at(data.customersByX, row)
      const x = at(data.xs, row)
      const trigammaBoth = trigamma(p * x + q)
      sums.value += n * lnGammaStep(p * x, q)
      add(sums.g, 0, n * x * digammaStep(p * x, q))
      add(sums.g, 1, n * digamma(p * x + q))
      add(sums.h, 0, n * x * x * trigammaStep(p * x, q))
      add(sums.h, 1, n * x * trigammaBoth)
      add(sums.h, 4, n * trigammaBoth)
    }
    const lnGammaParameter = Math.log(gamma)
    let [value, gp, gq, gg, pg, qg, ggg] = [0, 0, 0, 0, 0, 0, 0]
    for (let row = 0; row < count; row++) {
      const x = at(data.xs, indexAt(data.xOf, row))
      const sum = gamma + at(data.totals, row)
      const log = Math.log(sum)
      const lnRest = at(data.lnTotals, row) - log
      const per = 1 / sum
      const both = p * x + q
      value += q * (lnGammaParameter - log) + p * x * lnRest
      gp += x * lnRest
      gq += lnGammaParameter - log
      gg += (q * at(data.totals, row)) / gamma / sum - p * x * per
      pg -= x * per
      qg += at(data.totals, row) / (gamma * sum)
      ggg += both * per * per - q / (gamma * gamma)
    }
    sums.value += value
    ;[gp, gq, gg].forEach((one, at_) => {
      add(sums.g, at_, one)
    })
    add(sums.h, 2, pg)
    add(sums.h, 5, qg)
    add(sums.h, 8, ggg)
    return asMeanByLogs(sums, [p, q, gamma], count)
  }
}

function correlationOf(a: Float64Array, b: Float64Array): number {
  const mean = (list: Float64Array): number => list.reduce((sum, one) => sum + one, 0) / list.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let row = 0; row < a.length; row++) {
    const [da, db] = [at(a, row) - meanA, at(b, row) - meanB]
    ab += da * db
    aa += da * da
    bb += db * db
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb)
}

const STARTS: readonly [number, number, number][] = [
  [2, 3, 1],
  [6, 4, 0.5],
  [1, 10, 9],
  [20, 2, 0.05],
]

function spendBoundaryOf(found: Lowest, p: number, q: number): SpendBoundary | null {
  if (q <= LEAST_Q * (1 + 1e-9)) return 'heavy-tail'
  if (q > HUGE) return 'same-mean'
  if (p > HUGE) return 'same-spend'
  return found.covariance === null || found.atEdge.includes(true) ? 'flat' : null
}

/** Fits repeaters' mean spends; rows with x = 0 are passed over, rows without a mean above zero counted as left out. */
export function fitSpend(repeats: Float64Array, meanSpends: Float64Array): SpendOutcome {
  const repeaters = repeats.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0)
  const enters = (_: number, row: number): boolean =>
    at(repeats, row) > 0 && at(meanSpends, row) > 0 && Number.isFinite(at(meanSpends, row))
  const x = repeats.filter(enters)
  const m = meanSpends.filter(enters)
  if (x.length < FEWEST) return { fit: null, refused: [{ code: 'too-few-spenders', have: x.length, need: FEWEST }] }
  const observedMean = m.reduce((sum, one) => sum + one, 0) / m.length
  const bounds: [number, number][] = [
    [1e-5, 1e7],
    [LEAST_Q, 1e7],
    [1e-10, 1e10],
  ]
  const found = lowestOf(
    {
      slopeAt: spendSlope(spendersOf(x, m, observedMean)),
      low: Float64Array.from(bounds, ([low]) => Math.log(low)),
      high: Float64Array.from(bounds, ([, high]) => Math.log(high)),
      customers: x.length,
    },
    STARTS.map((start) => Float64Array.from(start, (one) => Math.log(one))),
  )
  if (found === null) return { fit: null, refused: [{ code: 'not-converged', have: Number.MAX_VALUE, need: LEVEL }] }
  const [p, q, gamma] = [exponent(found.place, 0), exponent(found.place, 1), exponent(found.place, 2) * observedMean]
  const boundary = spendBoundaryOf(found, p, q)
  if (!(found.converged || (boundary !== null && found.steepest < LEVEL)))
    return { fit: null, refused: [{ code: 'not-converged', have: found.steepest, need: LEVEL }] }
  const correlation = correlationOf(x, m)
  const error = (row: number, value: number): number | null => {
    const variance = found.covariance === null ? 0 : at(found.covariance, row * 4)
    return variance > 0 ? value * Math.sqrt(variance) : null
  }
  return {
    fit: {
      parameters: { p, q, gamma },
      standardErrors: { p: error(0, p), q: error(1, q), gamma: error(2, gamma) },
      logCovariance: found.covariance === null ? null : Array.from(found.covariance),
      logLikelihood: -(found.value + Math.log(observedMean)) * x.length,
      customers: x.length,
      leftOut: repeaters - x.length,
      observedMean,
      correlation,
      independenceIsDoubtful: Math.abs(correlation) > DOUBTFUL_CORRELATION,
      boundary,
      steepest: found.steepest,
      passes: found.passes,
    },
    refused: null,
  }
}
