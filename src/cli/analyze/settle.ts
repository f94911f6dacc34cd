/** From the rows that were read to orders: days settled, refunds tied to their orders, currencies told apart. */
import type { Orders } from '../../science/occasions.ts'
import { settleOrder } from './days.ts'
import { hasAmounts, type Log, MOST_NAMED, type Problem } from './log.ts'

export type Settled = {
  orders: Orders
  /** Rows that were read and lie on or before the as-of day. */
  rows: number
  fromDay: number
  toDay: number
  laterRows: number
  bad: number
  problems: Problem[]
  dayOrder: 'day-first' | 'month-first'
  assumedDays: number
  currency: string | null
  /** Rows in another currency than most, and who has such: their visits count, their spend is not known in one currency. */
  otherCurrency: number
  paidOtherwise: Uint8Array | null
  linkedRefunds: number
  /** (Revenue − cost) ÷ revenue over orders with both; null without a column of costs. */
  costMargin: number | null
  /** All that was taken, and all that was given back. */
  gross: number
  givenBack: number
}

/** The order a refund belongs to: the one with the code that it names, else with its own code, of the same customer. */
function linked({ code, refundOf, customer }: Log, amount: Float64Array): { of: Int32Array; count: number } {
  const of = new Int32Array(amount.length).fill(-1)
  const wanted = new Map<number, number[]>()
  amount.forEach((sum, row) => {
    const key = (refundOf?.[row] ?? 0) || (code[row] ?? 0)
    if (sum < 0 && key !== 0) wanted.set(key, [...(wanted.get(key) ?? []), row])
  })
  let count = 0
  if (wanted.size === 0) return { of, count }
  amount.forEach((sum, row) => {
    const refunds = sum > 0 ? wanted.get(code[row] ?? 0) : undefined
    for (const refund of refunds ?? [])
      if (of[refund] === -1 && customer[refund] === customer[row]) {
        of[refund] = row
        count++
      }
  })
  return { of, count }
}

/** Lines of one order, listed one below the other, are one order: their sum goes to the first of them, so that a refund finds the whole. */
function joinLines({ code, customer }: Log, day: Int32Array, amount: Float64Array): { amount: Float64Array; isJoined: Uint8Array } {
  const joined = Float64Array.from(amount)
  const isJoined = new Uint8Array(amount.length)
  let first = -1
  for (let row = 0; row < joined.length; row++) {
    const isSame =
      row > 0 && code[row] !== 0 && code[row] === code[row - 1] && customer[row] === customer[row - 1] && day[row] === day[row - 1]
    if (!isSame) first = -1
    const sum = joined[row] ?? 0
    if (!(sum > 0)) continue
    if (first < 0) first = row
    else {
      joined[first] = (joined[first] ?? 0) + sum
      isJoined[row] = 1
    }
  }
  return { amount: joined, isJoined }
}

function mainCurrency({ currencyOf, currencies, customer }: Log, said: string | null) {
  if (currencyOf === null) return null
  const counts = currencies.map(() => 0)
  for (const one of currencyOf) counts[one] = (counts[one] ?? 0) + 1
  const most = said === null ? counts.indexOf(Math.max(...counts)) : currencies.indexOf(said)
  const others = Uint8Array.from(currencyOf, (one) => (one === most || currencies[one] === '' ? 0 : 1))
  const rows = others.reduce((sum, one) => sum + one, 0)
  const customers = new Set<number>()
  others.forEach((one, row) => {
    if (one === 1) customers.add(customer[row] ?? -1)
  })
  return { currency: said ?? (currencies[most] || null), rows, customers }
}

function marginOf(cost: Float64Array | null, amount: Float64Array): number | null {
  if (cost === null) return null
  let [revenue, spent] = [0, 0]
  amount.forEach((sum, row) => {
    const one = cost[row] ?? Number.NaN
    if (!(sum > 0) || Number.isNaN(one)) return
    revenue += sum
    spent += one
  })
  return revenue > 0 ? (revenue - spent) / revenue : null
}

function rangeOf(days: Int32Array, inTime: Uint8Array): { fromDay: number; toDay: number } {
  let [fromDay, toDay] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  days.forEach((day, row) => {
    if (inTime[row] === 0) return
    if (day < fromDay) fromDay = day
    if (day > toDay) toDay = day
  })
  return { fromDay, toDay }
}

/** The rows that are kept; the column itself where all are, as in most files. */
function picked<T extends Int32Array | Float64Array>(column: T, keep: Uint8Array): T {
  return keep.includes(0) ? (column.filter((_, row) => keep[row] === 1) as T) : column
}

/** Null where no row can be used. `asOfDay` leaves out what came later. */
export function settle(log: Log, asOfDay: number | null, saidCurrency: string | null): Settled | null {
  const { order, assumed, against } = settleOrder(log.day, log.otherDay, log.proof)
  const day = order === 'day-first' ? log.day : log.otherDay
  const isWrong = new Set(against)
  const inTime = new Uint8Array(day.length)
  let kept = 0
  for (let row = 0; row < day.length; row++) {
    if (isWrong.has(row) || (asOfDay !== null && (day[row] ?? 0) > asOfDay)) continue
    inTime[row] = 1
    kept++
  }
  if (kept === 0) return null
  const main = mainCurrency(log, saidCurrency)
  const revenue = picked(log.amount, inTime)
  const { orders, linkedRefunds } = ordersOf(log, day, inTime)
  const problems = against.map((row) => ({ line: log.line[row] ?? 0, field: 'date', code: 'no-such-day' }))
  return {
    orders,
    rows: kept,
    ...rangeOf(day, inTime),
    laterRows: day.length - against.length - kept,
    bad: log.bad + against.length,
    problems: [...log.problems, ...problems].sort((a, b) => a.line - b.line).slice(0, MOST_NAMED),
    dayOrder: order,
    assumedDays: assumed,
    currency: main?.currency ?? log.currency,
    otherCurrency: main?.rows ?? 0,
    paidOtherwise: main === null || main.rows === 0 ? null : Uint8Array.from(log.names, (_, who) => (main.customers.has(who) ? 1 : 0)),
    linkedRefunds,
    costMargin: marginOf(log.cost === null ? null : picked(log.cost, inTime), revenue),
    gross: revenue.reduce((sum, one) => sum + Math.max(0, one || 0), 0),
    givenBack: revenue.reduce((sum, one) => sum + Math.max(0, -one || 0), 0),
  }
}

function ordersOf(log: Log, day: Int32Array, inTime: Uint8Array): { orders: Orders; linkedRefunds: number } {
  if (!hasAmounts(log.columns)) {
    return { orders: { customer: picked(log.customer, inTime), day: picked(day, inTime), amount: null }, linkedRefunds: 0 }
  }
  const { amount, isJoined } = joinLines(log, day, log.amount)
  const isKept = inTime.map((one, row) => (one === 1 && isJoined[row] === 0 ? 1 : 0))
  const { of, count } = linked(log, log.amount)
  const places = new Int32Array(day.length).fill(-1)
  let place = 0
  isKept.forEach((one, row) => {
    if (one === 1) places[row] = place++
  })
  return {
    orders: {
      customer: picked(log.customer, isKept),
      day: picked(day, isKept),
      amount: picked(amount, isKept),
      refundOf: picked(of, isKept).map((row) => (row < 0 ? -1 : (places[row] ?? -1))),
    },
    linkedRefunds: count,
  }
}
