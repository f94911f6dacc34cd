import { fromDayNumber } from '../src/values/civil-date.ts'
import { betaValue, chance, exponential, gammaValue } from './science-population.ts'

/** A seeded list of orders, as a shop's till exports it: customers of the MBG/NBD's kind with spends of the Gamma-Gamma's. */

export type Shop = { seed: number; fromDay: number; days: number; r?: number; alpha?: number; a?: number; b?: number }
export type Order = { customer: number; day: number; seconds: number; amount: number }

/** The orders of so many customers, customer by customer, each in the order of time. */
export function* ordersOf(customers: number, { seed, fromDay, days, r = 0.77, alpha = 6, a = 0.7, b = 2 }: Shop): Generator<Order> {
  const next = chance(seed)
  for (let customer = 0; customer < customers; customer++) {
    const first = Math.floor(next() * days)
    const rate = gammaValue(next, r, alpha)
    const leaving = betaValue(next, a, b)
    const spend = gammaValue(next, 3.74, 15.44)
    for (let time = first; time < days; ) {
      const amount = Math.max(0.01, Math.round(gammaValue(next, 6.25, spend) * 100) / 100)
      yield { customer, day: fromDay + Math.floor(time), seconds: 28_800 + Math.floor(next() * 43_200), amount }
      if (next() < leaving) break
      time += (exponential(next) / rate) * 7
    }
  }
}

const two = (n: number): string => String(n).padStart(2, '0')

/** Lines of CSV with a header, in the order of time as a till writes them: customer, moment, amount, order code. */
export function* orderLines(customers: number, shop: Shop, mostRows: number): Generator<string> {
  const orders: Order[] = []
  for (const order of ordersOf(customers, shop)) if (orders.push(order) === mostRows) break
  orders.sort((a, b) => a.day - b.day || a.seconds - b.seconds)
  yield 'Mã khách,Ngày mua,Tổng tiền,Mã đơn\n'
  for (const [row, { customer, day, seconds, amount }] of orders.entries()) {
    const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
    yield `KH${String(customer).padStart(6, '0')},${fromDayNumber(day)} ${clock},${amount.toFixed(2)},DH${row + 1}\n`
  }
}
