/**
 * What the models need of each customer: how often they came again, and when they came last (Fader, Hardie & Lee 2005, section 2: x, t_x, T).
 * Nothing else of the past matters to them, so customers with equal histories share one row.
 */
import { at, indexAt, sameLength, sumOf } from './column.ts'
import { groupRows } from './grouping.ts'

export type Histories = {
  /** x: days with a purchase after the first. */
  repeats: Float64Array
  /** t_x: days from the first purchase to the last; 0 without a repeat. */
  spanDays: Float64Array
  /** T: days from the first purchase to the as-of day, the same as-of day for everybody. */
  ageDays: Float64Array
  /** How many customers share the row. */
  customers: Float64Array
}

/** Histories of one customer each. */
export function single(repeats: Float64Array, spanDays: Float64Array, ageDays: Float64Array): Histories {
  return { repeats, spanDays, ageDays, customers: new Float64Array(sameLength(repeats, spanDays, ageDays)).fill(1) }
}

export const historyCount = (histories: Histories): number =>
  sameLength(histories.repeats, histories.spanDays, histories.ageDays, histories.customers)

/** Equal histories in one row, and for every row that went in the row that holds it now. */
export function grouped(histories: Histories): { histories: Histories; groupOf: Int32Array } {
  const length = historyCount(histories)
  const { first, groupOf } = groupRows(histories.repeats, histories.spanDays, histories.ageDays)
  const customers = new Float64Array(first.length)
  for (let row = 0; row < length; row++) {
    const group = indexAt(groupOf, row)
    customers[group] = at(customers, group) + at(histories.customers, row)
  }
  const taken = (column: Float64Array): Float64Array => {
    const values = new Float64Array(first.length)
    for (let group = 0; group < first.length; group++) values[group] = at(column, indexAt(first, group))
    return values
  }
  return {
    histories: { repeats: taken(histories.repeats), spanDays: taken(histories.spanDays), ageDays: taken(histories.ageDays), customers },
    groupOf,
  }
}

/** The picked rows, in that order. */
export function pickRows(histories: Histories, rows: Int32Array, customers?: Float64Array): Histories {
  const taken = (column: Float64Array): Float64Array => {
    const values = new Float64Array(rows.length)
    for (let at_ = 0; at_ < rows.length; at_++) values[at_] = at(column, indexAt(rows, at_))
    return values
  }
  return {
    repeats: taken(histories.repeats),
    spanDays: taken(histories.spanDays),
    ageDays: taken(histories.ageDays),
    customers: customers ?? taken(histories.customers),
  }
}

/**
 * About so many customers that stand for all, without chance: every n-th customer along the list (systematic sampling with probability
 * proportional to size, Cochran 1977, section 9A.5). Their weights sum to the whole.
 */
export function thinned(histories: Histories, about: number): Histories {
  const total = sumOf(histories.customers)
  if (total <= about) return histories
  const stride = total / about
  const rows: number[] = []
  const weights: number[] = []
  let passed = stride / 2
  for (let row = 0; row < histories.customers.length; row++) {
    passed += at(histories.customers, row)
    const hits = Math.floor(passed / stride)
    if (hits === 0) continue
    passed -= hits * stride
    rows.push(row)
    weights.push(hits * stride)
  }
  return pickRows(histories, Int32Array.from(rows), Float64Array.from(weights))
}

export type HistoryTotals = {
  customers: number
  repeaters: number
  repeats: number
  oldestDays: number
  customerDays: number
  impossible: number
}

/** The sums by which a fit is accepted or refused. A history is impossible when its last purchase lies outside of its time. */
export function totalsOf(histories: Histories): HistoryTotals {
  const length = historyCount(histories)
  const totals: HistoryTotals = { customers: 0, repeaters: 0, repeats: 0, oldestDays: 0, customerDays: 0, impossible: 0 }
  for (let row = 0; row < length; row++) {
    const x = at(histories.repeats, row)
    const span = at(histories.spanDays, row)
    const age = at(histories.ageDays, row)
    const count = at(histories.customers, row)
    if (!(Number.isInteger(x) && x >= 0 && span <= age && Number.isFinite(age) && (x === 0 ? span === 0 : span > 0) && count > 0)) {
      totals.impossible += count > 0 ? count : 1
      continue
    }
    totals.customers += count
    totals.repeats += x * count
    if (x > 0) totals.repeaters += count
    totals.customerDays += age * count
    if (age > totals.oldestDays) totals.oldestDays = age
  }
  return totals
}
