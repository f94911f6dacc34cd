/**
 * From orders to occasions: the days on which somebody bought. Several orders of a day are one visit, with their amounts summed (Fader & Hardie,
 * note 025, and every CDNOW summary since).
 *
 * What counts: an order of a positive amount. A negative amount is money given back, never a visit; where it is known which order it belongs
 * to, that order shrinks, and an order given back whole vanishes as if it had not been. An order of nothing is a visit in a log that knows no
 * returns (a free order); in a log that books returns it is a correction. Either can be said instead.
 *
 * Days are day numbers in the store's own zone: the caller decides what "a day" is.
 */
import { at, indexAt, sameLength } from './column.ts'

export type Orders = {
  /** Which customer, numbered from 0 without gaps in use; −1 for an order of nobody known, which is passed over. */
  customer: Int32Array
  day: Int32Array
  /** Null for a log without amounts: every order is a visit then. */
  amount: Float64Array | null
  /** The row of the order that a row gives money back for, −1 where unknown; null where nothing is known of that. */
  refundOf?: Int32Array | null
}

/** One row a customer and day, by customer and then by day. */
export type Occasions = {
  customer: Int32Array
  day: Int32Array
  /** The day's sum; zeros in a log without amounts. */
  spend: Float64Array
  /** One more than the highest number. */
  customers: number
}

export type OrderCounts = { rows: number; nobody: number; refunds: number; refunded: number; zeroAmount: number; refundedWhole: number }

const PENNY = 1e-9

/** What is left of each order after what was given back for it; negative rows are left with nothing. */
function netAmounts({ amount, refundOf }: Orders, rows: number): Float64Array {
  const net = amount === null ? new Float64Array(rows).fill(1) : Float64Array.from(amount)
  if (amount !== null && refundOf != null)
    for (let row = 0; row < rows; row++) {
      const order = indexAt(refundOf, row)
      if (order >= 0 && order < rows && at(amount, row) < 0 && at(amount, order) > 0) net[order] = at(net, order) + at(amount, row)
    }
  return net
}

/** Rows by customer and then by day, without moving them: numbers of rows, those that do not count left out. */
function inOrder(customer: Int32Array, day: Int32Array, counts: Uint8Array, customers: number): Int32Array {
  const ends = new Int32Array(customers + 1)
  for (let row = 0; row < counts.length; row++) {
    const next = indexAt(customer, row) + 1
    if (counts[row] === 1) ends[next] = indexAt(ends, next) + 1
  }
  for (let one = 0; one < customers; one++) ends[one + 1] = indexAt(ends, one + 1) + indexAt(ends, one)
  const sorted = new Int32Array(indexAt(ends, customers))
  const filled = ends.slice()
  for (let row = 0; row < counts.length; row++) {
    if (counts[row] !== 1) continue
    const who = indexAt(customer, row)
    sorted[indexAt(filled, who)] = row
    filled[who] = indexAt(filled, who) + 1
  }
  for (let one = 0; one < customers; one++) {
    const theirs = sorted.subarray(indexAt(ends, one), indexAt(ends, one + 1))
    if (theirs.length > 1) theirs.sort((a, b) => indexAt(day, a) - indexAt(day, b) || a - b)
  }
  return sorted
}

function joined(orders: Orders, rows: Int32Array, net: Float64Array, customers: number): Occasions {
  const customer = new Int32Array(rows.length)
  const day = new Int32Array(rows.length)
  const spend = new Float64Array(rows.length)
  let last = -1
  for (const row of rows) {
    const who = indexAt(orders.customer, row)
    const when = indexAt(orders.day, row)
    if (last < 0 || indexAt(customer, last) !== who || indexAt(day, last) !== when) {
      last++
      customer[last] = who
      day[last] = when
    }
    if (orders.amount !== null) spend[last] = at(spend, last) + at(net, row)
  }
  const count = last + 1
  return { customer: customer.slice(0, count), day: day.slice(0, count), spend: spend.slice(0, count), customers }
}

/** `zeroIsVisit`: whether an order of nothing is a visit; unless said, it is where the log books no returns. */
export function occasionsOf(orders: Orders, zeroIsVisit?: boolean): { occasions: Occasions; counts: OrderCounts } {
  const rows = sameLength(orders.customer, orders.day, orders.amount ?? orders.day)
  const counts: OrderCounts = { rows, nobody: 0, refunds: 0, refunded: 0, zeroAmount: 0, refundedWhole: 0 }
  const net = netAmounts(orders, rows)
  const counted = new Uint8Array(rows)
  let customers = 0
  for (let row = 0; row < rows; row++) {
    const amount = orders.amount === null ? 1 : at(orders.amount, row)
    if (amount < 0) {
      counts.refunds++
      counts.refunded -= amount
    }
  }
  const zeroCounts = zeroIsVisit ?? counts.refunds === 0
  for (let row = 0; row < rows; row++) {
    const who = indexAt(orders.customer, row)
    const amount = orders.amount === null ? 1 : at(orders.amount, row)
    if (who < 0) counts.nobody++
    else if (who >= customers) customers = who + 1
    if (amount === 0) counts.zeroAmount++
    const isGivenBack = amount > 0 && at(net, row) <= PENNY * amount
    if (isGivenBack) counts.refundedWhole++
    if (who >= 0 && !isGivenBack && (amount > 0 || (amount === 0 && zeroCounts))) counted[row] = 1
  }
  return { occasions: joined(orders, inOrder(orders.customer, orders.day, counted, customers), net, customers), counts }
}
