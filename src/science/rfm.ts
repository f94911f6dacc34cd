/**
 * Recency, frequency, monetary value: each customer's three grades, 1 to 5, best 5 (Hughes 1994, Strategic Database Marketing; Bult & Wansbeek 1995).
 * By fifths of the store (customers with equal values always share a grade) or by bounds that the owner has set.
 */
import { at, sameLength } from './column.ts'
import { quantileOfSorted } from './quantile.ts'

export const GRADES = 5

/** One row a customer. Fewer days since the last visit are better; more occasions and more spend are. */
export type RfmColumns = { sinceLastDays: Float64Array; occasions: Float64Array; spend: Float64Array }
export type RfmGrades = { recency: Uint8Array; frequency: Uint8Array; monetary: Uint8Array }

/** Four ascending bounds: a value at or above one passes it. For recency the bounds are in days, and a value at or below one passes it. */
export type RfmBounds = { recencyDays: readonly number[]; occasions: readonly number[]; spend: readonly number[] }

/** The grade is one more than the bounds passed, so equal values always share it. */
function graded(values: Float64Array, bounds: readonly number[], fewerIsBetter: boolean): Uint8Array {
  const grades = new Uint8Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = at(values, row)
    let passed = 0
    for (const bound of bounds) if (fewerIsBetter ? value <= bound : value >= bound) passed++
    grades[row] = passed + 1
  }
  return grades
}

/**
 * The first values beyond those that one, two, three and four fifths of the customers fall short of: where most came once, once is the lowest
 * grade, however many they are.
 */
function fifths(values: Float64Array, fewerIsBetter: boolean): number[] {
  const sorted = Float64Array.from(values).sort()
  return [1, 2, 3, 4].map((fifth) => {
    const edge = quantileOfSorted(sorted, fewerIsBetter ? 1 - fifth / GRADES : fifth / GRADES)
    return fewerIsBetter ? (sorted.findLast((value) => value < edge) ?? -1) : (sorted.find((value) => value > edge) ?? Number.MAX_VALUE)
  })
}

/** By bounds that somebody has set. */
export function rfmByBounds(columns: RfmColumns, bounds: RfmBounds): RfmGrades {
  sameLength(columns.sinceLastDays, columns.occasions, columns.spend)
  return {
    recency: graded(columns.sinceLastDays, bounds.recencyDays, true),
    frequency: graded(columns.occasions, bounds.occasions, false),
    monetary: graded(columns.spend, bounds.spend, false),
  }
}

/** By fifths of this store; with the bounds that came out, to be shown and kept. */
export function rfmByFifths(columns: RfmColumns): { grades: RfmGrades; bounds: RfmBounds } {
  const bounds = {
    recencyDays: fifths(columns.sinceLastDays, true),
    occasions: fifths(columns.occasions, false),
    spend: fifths(columns.spend, false),
  }
  return { grades: rfmByBounds(columns, bounds), bounds }
}
