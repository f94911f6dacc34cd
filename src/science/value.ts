/**
 * What customers are worth: margin × expected spend per occasion × purchases in present value (Fader, Hardie & Lee 2005, JMR 42(4), eq. 1).
 * Customer equity is their sum over the customers there are; those still to be won are another figure (Rust, Lemon & Zeithaml 2004).
 */
import { at, sameLength, sumOf } from './column.ts'
import type { Discounting } from './discounting.ts'
import type { Fit } from './fit.ts'
import { expectedSpends, type GammaGammaParameters, type SpendFit } from './gamma-gamma.ts'
import { type Histories, pickRows } from './histories.ts'
import { type Interval, intervalOfTotal, varianceOf, withParameters } from './intervals.ts'
import type { Model } from './model.ts'
import { scoreHistories } from './scores.ts'

/** `marginShare` 1 leaves revenue, which must then be called so. */
export function customerValues(present: Float64Array, spends: Float64Array, marginShare = 1): Float64Array {
  const values = new Float64Array(sameLength(present, spends))
  for (let row = 0; row < values.length; row++) values[row] = marginShare * at(present, row) * at(spends, row)
  return values
}

/** One row a customer. */
export type Store = { histories: Histories; meanSpend: Float64Array }
export type Equity = Interval & { marginShare: number; discounting: Discounting }

/** Customers by whom the uncertainty is measured; the value itself is over all. */
const MEASURED_ON = 5000

const everyNth = (length: number): Int32Array => {
  const count = Math.min(length, MEASURED_ON)
  return Int32Array.from({ length: count }, (_, row) => Math.floor(((row + 0.5) * length) / count))
}

/** Revenue in present value under any parameters. */
function revenueOf(model: Model, spends: Float64Array, histories: Histories, discounting: Discounting): number {
  const present = scoreHistories(model, histories, { present: discounting }).presentPurchases
  return present === null ? 0 : sumOf(customerValues(present, spends))
}

/**
 * The equity with the range in which it lies 19 times of 20 as far as the parameters are uncertain (delta method). That purchases are chance
 * adds little to a sum over many; that the model may be wrong is shown by the back-test, and must stand beside it.
 */
export function customerEquity(
  fit: Fit,
  spendFit: SpendFit,
  { histories, meanSpend }: Store,
  discounting: Discounting,
  marginShare = 1,
): Equity {
  const spends = expectedSpends(spendFit, histories.repeats, meanSpend)
  const value = revenueOf(fit.scoring, spends, histories, discounting)
  const rows = everyNth(histories.repeats.length)
  const some = pickRows(histories, rows)
  const someMeans = Float64Array.from(rows, (row) => at(meanSpend, row))
  const someSpends = Float64Array.from(rows, (row) => at(spends, row))
  const here = revenueOf(fit.scoring, someSpends, some, discounting)
  const present = scoreHistories(fit.scoring, some, { present: discounting }).presentPurchases ?? new Float64Array(rows.length)
  const ofBuying = varianceOf(Object.values(fit.scoring.parameters), fit.logCovariance, (parameters) =>
    revenueOf(withParameters(fit.scoring, parameters), someSpends, some, discounting),
  )
  const ofSpend = varianceOf(Object.values(spendFit.parameters), spendFit.logCovariance, ([p = 0, q = 0, gamma = 0]) => {
    const parameters: GammaGammaParameters = { p, q: Math.max(q, 1 + 1e-6), gamma }
    return sumOf(customerValues(present, expectedSpends({ ...spendFit, parameters }, some.repeats, someMeans)))
  })
  const relative = here > 0 ? (ofBuying + ofSpend) / (here * here) : 0
  const range = intervalOfTotal(value * marginShare, relative)
  return { ...range, marginShare, discounting }
}
