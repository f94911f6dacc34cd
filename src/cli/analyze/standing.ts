/** Where every customer stands, by the rules of the house: their days are walked through as if each had been looked at when it came. */

import { walk } from '../../rooms/loyalty/rules.ts'
import { chancesOf } from '../../rooms/loyalty/scoring-rules.ts'
import { indexAt } from '../../science/column.ts'
import { LOYAL } from '../../science/loyal.ts'
import type { Model } from '../../science/model.ts'
import type { Occasions } from '../../science/occasions.ts'
import type { Summary } from '../../science/summary.ts'
import { stateOrder } from './verdict.data.ts'

/** What a house begins with; it may decide otherwise for itself. */
const usual = { thetaEnter: LOYAL.enters, thetaLeave: LOYAL.leaves, lostBelow: 0.05, lateAfter: 1.5, riskAfter: 1.75 }

/** By row of the summary: the place of the state in `stateOrder`. */
export function statesOf(model: Model, { customer, day }: Occasions, summary: Summary, asOfDay: number, cycleDays: number): Uint8Array {
  const limits = { ...usual, cycleDays }
  const chanceOf = chancesOf({ model, limits })
  const states = new Uint8Array(summary.customer.length)
  let row = 0
  for (let place = 0; place < states.length; place++) {
    const who = indexAt(summary.customer, place)
    while (row < customer.length && indexAt(customer, row) !== who) row++
    const days: number[] = []
    for (; row < customer.length && indexAt(customer, row) === who; row++) if (indexAt(day, row) <= asOfDay) days.push(indexAt(day, row))
    const { at } = walk({ days, former: null, from: null, until: asOfDay, looks: [], chanceOf, limits })
    states[place] = at === null ? 0 : stateOrder.indexOf(at.state)
  }
  return states
}
