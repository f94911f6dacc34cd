/**
 * Whether a model's forecast came true: fitted on the days up to one, held against what was bought after it (Fader, Hardie & Lee 2005, figure 3
 * and table 3; the score of probabilities is Brier 1950). Beside it what a rule without any model would have said, for a model must beat that.
 */
import { at, indexAt, sameLength } from './column.ts'
import type { Histories } from './histories.ts'
import type { Model } from './model.ts'
import { scoreHistories } from './scores.ts'

/** Repeats from this on are shown together. */
const LAST_FREQUENCY = 7
const BINS = 10

/** Sums over the customers of one frequency; the means are these divided by `customers`. */
export type FrequencyRow = { repeats: number; orMore: boolean; customers: number; actual: number; expected: number }
/** A tenth of the customers, by the chance they were given: how many were expected to come, and how many came (means). */
export type CalibrationRow = { customers: number; predicted: number; actual: number }
/** A rule that names customers: how many it named, the share of them who came, and the share of all who came that it had named. */
export type RuleResult = { named: number; precision: number; recall: number }

export type BackTest = {
  windowDays: number
  customers: number
  byFrequency: FrequencyRow[]
  /** Purchases in the window. `error` is expected over actual, less one; null where nothing was bought. */
  total: { actual: number; expected: number; error: number | null }
  /** Customers with at least one purchase in the window. */
  buyers: { actual: number; expected: number }
  calibration: CalibrationRow[]
  brier: number
  /** Brier's score of giving everybody the share that came: what knowing nothing of them would have earned. */
  brierOfShare: number
  loyal: RuleResult & { theta: number }
  /** Repeaters whose last visit lies at most so many days back. */
  naive: RuleResult & { withinDays: number }
}

function byFrequency(repeats: Float64Array, expected: Float64Array, actual: Float64Array): FrequencyRow[] {
  const rows: FrequencyRow[] = Array.from({ length: LAST_FREQUENCY + 1 }, (_, frequency) => ({
    repeats: frequency,
    orMore: frequency === LAST_FREQUENCY,
    customers: 0,
    actual: 0,
    expected: 0,
  }))
  for (let row = 0; row < repeats.length; row++) {
    const place = rows[Math.min(at(repeats, row), LAST_FREQUENCY)]
    if (place === undefined) continue
    place.customers++
    place.actual += at(actual, row)
    place.expected += at(expected, row)
  }
  return rows
}

/** Tenths as equal as whole customers allow, the first ones larger by one; equal chances in the order of the list. */
function calibrationOf(chances: Float64Array, came: Uint8Array): CalibrationRow[] {
  const order = Int32Array.from(chances.keys()).sort((a, b) => at(chances, a) - at(chances, b) || a - b)
  const rows: CalibrationRow[] = []
  let from = 0
  for (let bin = 0; bin < BINS; bin++) {
    const to = from + Math.floor(order.length / BINS) + (bin < order.length % BINS ? 1 : 0)
    let [predicted, actual] = [0, 0]
    for (let place = from; place < to; place++) {
      predicted += at(chances, indexAt(order, place))
      actual += came[indexAt(order, place)] ?? 0
    }
    if (to > from) rows.push({ customers: to - from, predicted: predicted / (to - from), actual: actual / (to - from) })
    from = to
  }
  return rows
}

function resultOf(came: Uint8Array, isNamed: (row: number) => boolean): RuleResult {
  let [named, hits, all] = [0, 0, 0]
  for (let row = 0; row < came.length; row++) {
    const bought = came[row] ?? 0
    all += bought
    if (!isNamed(row)) continue
    named++
    hits += bought
  }
  return { named, precision: named === 0 ? 0 : hits / named, recall: all === 0 ? 0 : hits / all }
}

const sum = (column: Float64Array | Uint8Array): number => {
  let total = 0
  for (const one of column) total += one
  return total
}

/** One row a customer: `histories` up to the as-of day, `laterRepeats` their purchase days in the `windowDays` after it. */
export function backTest(
  model: Model,
  histories: Histories,
  laterRepeats: Float64Array,
  windowDays: number,
  { theta = 0.5, naiveWithinDays = 91 }: { theta?: number; naiveWithinDays?: number } = {},
): BackTest {
  const customers = sameLength(histories.repeats, laterRepeats)
  if (histories.customers.some((one) => one !== 1)) throw new RangeError('a back-test is by customer, not by counted history')
  const { buys, purchases } = scoreHistories(model, histories, { buysWithinDays: windowDays, purchasesWithinDays: windowDays })
  const chances = buys ?? new Float64Array(customers)
  const expected = purchases ?? new Float64Array(customers)
  const came = Uint8Array.from(laterRepeats, (one) => (one > 0 ? 1 : 0))
  const actual = sum(laterRepeats)
  const buyers = sum(came)
  const share = customers === 0 ? 0 : buyers / customers
  let misses = 0
  for (let row = 0; row < customers; row++) misses += (at(chances, row) - (came[row] ?? 0)) ** 2
  const isRepeater = (row: number): boolean => at(histories.repeats, row) >= 1
  const sinceLast = (row: number): number => at(histories.ageDays, row) - at(histories.spanDays, row)
  return {
    windowDays,
    customers,
    byFrequency: byFrequency(histories.repeats, expected, laterRepeats),
    total: { actual, expected: sum(expected), error: actual === 0 ? null : sum(expected) / actual - 1 },
    buyers: { actual: buyers, expected: sum(chances) },
    calibration: calibrationOf(chances, came),
    brier: customers === 0 ? 0 : misses / customers,
    brierOfShare: share * (1 - share),
    loyal: { theta, ...resultOf(came, (row) => isRepeater(row) && at(chances, row) >= theta) },
    naive: { withinDays: naiveWithinDays, ...resultOf(came, (row) => isRepeater(row) && sinceLast(row) <= naiveWithinDays) },
  }
}
