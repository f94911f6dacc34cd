/** Columns are typed arrays of one length: ten million customers without one object each. An index outside answers NaN in arithmetic, never zero. */
export const at = (column: Float64Array, row: number): number => column[row] as number

/** The same for columns of row numbers. */
export const indexAt = (column: Int32Array, row: number): number => column[row] as number

/** What a caller gave us does not fit together: a mistake in code, never in the shop's data. */
export function sameLength(...columns: readonly { length: number }[]): number {
  const length = columns[0]?.length ?? 0
  if (columns.some((column) => column.length !== length)) throw new RangeError('columns of different lengths')
  return length
}

/** The sum to the last digit or two whatever the length (Neumaier 1974), so that a total of ten million rows equals the sum of its parts. */
export function sumOf(column: Float64Array): number {
  let sum = 0
  let lost = 0
  for (let row = 0; row < column.length; row++) {
    const value = at(column, row)
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}
