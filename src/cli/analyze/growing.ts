/** Columns that grow while a file is read: typed arrays, so that a million rows are some megabytes and not a million objects. */

const FIRST = 1 << 14

export type Numbers = {
  push(value: number): void
  set(row: number, value: number): void
  get(row: number): number
  length(): number
  taken(): Float64Array
}
export type Whole = { push(value: number): void; taken(): Int32Array }

export function growingNumbers(): Numbers {
  let column = new Float64Array(FIRST)
  let length = 0
  return {
    push(value) {
      if (length === column.length) {
        const longer = new Float64Array(length * 2)
        longer.set(column)
        column = longer
      }
      column[length++] = value
    },
    set: (row, value) => {
      column[row] = value
    },
    get: (row) => column[row] ?? Number.NaN,
    length: () => length,
    taken: () => column.slice(0, length),
  }
}

export function growingWhole(): Whole {
  let column = new Int32Array(FIRST)
  let length = 0
  return {
    push(value) {
      if (length === column.length) {
        const longer = new Int32Array(length * 2)
        longer.set(column)
        column = longer
      }
      column[length++] = value
    },
    taken: () => column.slice(0, length),
  }
}
