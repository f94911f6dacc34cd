/** From a customer's days in the orders' books to what the model wants to know of them: for one customer and for all of them. */

/** The days of one customer, ascending, a row each day and currency; days are numbers since 1970, money is minor units. */
export type DayRows = {
  days: number[]
  orders: number[]
  totals: number[]
  refunds: number[]
  /** 1 where the row is in the house's currency. */
  isHere: number[]
}

export type Buying = {
  /** Days with a purchase, ascending. */
  days: number[]
  /** Of those after the first, the ones with a purchase in the house's currency, and what was spent after the first, refunds taken off. */
  spendDays: number
  spend: number
  /** The same up to a year before. */
  yearSpendDays: number
  yearSpend: number
  /** Purchases in other currencies alone. */
  foreignDays: number
}

/**
 * An occasion is a day on which an order stands and money came in; what was refunded away is none. Net spend is taken over all rows after the
 * first occasion, so that a refund counts on the day it was given.
 */
export function buyingOf(rows: DayRows, yearAgo: number): Buying {
  const buying: Buying = { days: [], spendDays: 0, spend: 0, yearSpendDays: 0, yearSpend: 0, foreignDays: 0 }
  const { length } = rows.days
  for (let row = 0; row < length; ) {
    const day = rows.days[row] ?? 0
    let [orders, total, net] = [0, 0, 0]
    let isPaidHere = false
    for (; row < length && rows.days[row] === day; row++) {
      const [own, came] = [rows.orders[row] ?? 0, rows.totals[row] ?? 0]
      orders += own
      total += came
      if (rows.isHere[row] !== 1) continue
      net += came - (rows.refunds[row] ?? 0)
      if (own > 0 && came > 0) isPaidHere = true
    }
    const isOccasion = orders > 0 && total > 0
    const isLater = buying.days.length > 0
    if (isOccasion) {
      buying.days.push(day)
      if (!isPaidHere) buying.foreignDays++
    }
    if (!isLater) continue
    const visits = isOccasion && isPaidHere ? 1 : 0
    buying.spend += net
    buying.spendDays += visits
    if (day > yearAgo) continue
    buying.yearSpend += net
    buying.yearSpendDays += visits
  }
  return buying
}

const [COMMA, MINUS, ZERO, END, TAB] = [44, 45, 48, 125, 9]

/** Reads `{1,2,-3}` and answers where what follows it begins. */
function readList(bytes: Uint8Array, from: number, into: number[]): number {
  let [count, value, sign] = [0, 0, 1]
  for (let at = from + 1; ; at++) {
    const byte = bytes[at] ?? END
    if (byte === COMMA || byte === END) {
      into[count++] = sign * value
      value = 0
      sign = 1
      if (byte === END) {
        into.length = count
        return bytes[at + 1] === TAB ? at + 2 : at + 1
      }
    } else if (byte === MINUS) sign = -1
    else value = value * 10 + byte - ZERO
  }
}

/** Reads the lists of a line as the database writes them, into `rows`: days, orders, totals, refunds, whether in the house's currency. */
export function readRows(bytes: Uint8Array, from: number, rows: DayRows): void {
  let at = from
  for (const list of [rows.days, rows.orders, rows.totals, rows.refunds, rows.isHere]) at = readList(bytes, at, list)
}

export const noRows = (): DayRows => ({ days: [], orders: [], totals: [], refunds: [], isHere: [] })
