import type { Db } from '../../platform/db/db.ts'
import { addDays } from '../../values/civil-date.ts'
import { countBefore, endingOn, startersBetween, startingOn } from './expected-store.ts'
import type { Order } from './order.ts'
import { summaryOf } from './rules.ts'

/** An order that begins or ends on a day: what was booked in short, and which of its kind it is with us (4 is the fourth stay). */
export type Expected = { order: Order; startsOn: string; summary: string; nth: number }

async function tell(db: Db, orders: readonly Order[]): Promise<Expected[]> {
  if (orders.length === 0) return []
  const before = await countBefore(db, orders)
  return orders.flatMap((order) =>
    order.startsOn === null
      ? []
      : [{ order, startsOn: order.startsOn, summary: summaryOf(order.lines), nth: 1 + (before.get(order.id) ?? 0) }],
  )
}

/** Who is expected on a day, come already or not: what begins on it and has neither ended nor been cancelled. Two questions however many come. */
export const arrivalsOf = async (db: Db, day: string): Promise<Expected[]> => tell(db, await startingOn(db, day))

/** Who leaves on a day and is not gone yet. */
export const departuresOf = async (db: Db, day: string): Promise<Expected[]> => tell(db, await endingOn(db, day))

/** Who is expected from a day on, within a week and the soonest first: so many customers at most, by their ids. */
export const expectedSoon = (db: Db, from: string, most: number): Promise<string[]> => startersBetween(db, from, addDays(from, 7), most)
