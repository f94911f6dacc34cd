/**
 * Scoring many customers at once. Given that a customer is still one, all a model expects depends on the repeats and the age alone; so that is
 * computed once for each pair of them (some tens of thousands, however many the customers), and each history costs its own P(alive) only.
 */
import { at, indexAt, sumOf } from './column.ts'
import { type Discounting, type PresentWeights, presentPurchases, presentWeights } from './discounting.ts'
import { sigmoid } from './gamma-function.ts'
import { groupRows } from './grouping.ts'
import { type Histories, historyCount } from './histories.ts'
import type { Kernel, Model } from './model.ts'
import { kernelOf } from './scoring.ts'

/** What is wanted, each with its own number of days; what is left out is not computed. */
export type Wanted = { buysWithinDays?: number; purchasesWithinDays?: number; activeWithinDays?: number; present?: Discounting }

/** One value per history; null for what was not wanted. */
export type Scores = {
  /** P(alive). */
  alive: Float64Array
  /** The chance of at least one purchase within the days asked. */
  buys: Float64Array | null
  purchases: Float64Array | null
  activeDays: Float64Array | null
  presentPurchases: Float64Array | null
}

/** A figure of those who are still customers, by repeats and age in the model's unit. */
type Given = (repeats: number, age: number) => number

function presentGiven(kernel: Kernel, discounting: Discounting, daysPerUnit: number): Given {
  const weightsByAge = new Map<number, PresentWeights>()
  return (repeats, age) => {
    let weights = weightsByAge.get(age)
    if (weights === undefined) {
      weights = presentWeights(kernel, age, discounting, daysPerUnit)
      weightsByAge.set(age, weights)
    }
    return presentPurchases(kernel, repeats, age, weights)
  }
}

export function scoreHistories(model: Model, histories: Histories, wanted: Wanted): Scores {
  const length = historyCount(histories)
  const unit = model.daysPerUnit
  const kernel = kernelOf(model)
  const alive = new Float64Array(length)
  for (let row = 0; row < length; row++)
    alive[row] = sigmoid(
      kernel.logOddsAlive(at(histories.repeats, row), at(histories.spanDays, row) / unit, at(histories.ageDays, row) / unit),
    )
  const { first, groupOf } = groupRows(histories.repeats, histories.ageDays)
  const column = (given: Given): Float64Array => {
    const ofPair = new Float64Array(first.length)
    for (let pair = 0; pair < first.length; pair++) {
      const row = indexAt(first, pair)
      ofPair[pair] = given(at(histories.repeats, row), at(histories.ageDays, row) / unit)
    }
    const values = new Float64Array(length)
    for (let row = 0; row < length; row++) values[row] = at(alive, row) * at(ofPair, indexAt(groupOf, row))
    return values
  }
  const { buysWithinDays, purchasesWithinDays, activeWithinDays, present } = wanted
  return {
    alive,
    buys: buysWithinDays === undefined ? null : column((x, age) => kernel.buys(x, age, buysWithinDays / unit)),
    purchases: purchasesWithinDays === undefined ? null : column((x, age) => kernel.purchases(x, age, purchasesWithinDays / unit)),
    activeDays: activeWithinDays === undefined ? null : column((x, age) => unit * kernel.active(x, age, activeWithinDays / unit)),
    presentPurchases: present === undefined ? null : column(presentGiven(kernel, present, unit)),
  }
}

/** The sum over customers of a figure given by history. */
export function totalOver(values: Float64Array, customers: Float64Array): number {
  return sumOf(values.map((value, row) => value * at(customers, row)))
}
