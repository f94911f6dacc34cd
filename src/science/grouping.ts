import { at, indexAt } from './column.ts'

/** Equal rows brought together: the distinct rows' first places, and for every row which of them it equals. */
export type Grouping = { first: Int32Array; groupOf: Int32Array }

const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)

function mixed(hash: number, value: number): number {
  bits[0] = value + 0
  let mix = Math.imul(hash ^ (words[0] as number), 0x9e3779b1) ^ Math.imul(words[1] as number, 0x85ebca6b)
  mix ^= mix >>> 15
  return Math.imul(mix, 0x2c1b3c6d) ^ (mix >>> 13)
}

/** Groups rows by two or three columns at once: one walk over a table of row numbers, no object per row. */
export function groupRows(a: Float64Array, b: Float64Array, c: Float64Array = b): Grouping {
  const length = a.length
  const groupOf = new Int32Array(length)
  let first = new Int32Array(1024)
  let table = new Int32Array(4096)
  let found = 0
  const same = (one: number, other: number): boolean =>
    at(a, one) === at(a, other) && at(b, one) === at(b, other) && at(c, one) === at(c, other)
  const slotOf = (row: number): number => {
    const mask = table.length - 1
    let slot = (mixed(mixed(mixed(7, at(a, row)), at(b, row)), at(c, row)) >>> 0) & mask
    for (; indexAt(table, slot) !== 0; slot = (slot + 1) & mask) if (same(indexAt(first, indexAt(table, slot) - 1), row)) break
    return slot
  }
  const grow = (): void => {
    if (found === first.length) {
      const longer = new Int32Array(first.length * 2)
      longer.set(first)
      first = longer
    }
    if (found * 2 < table.length) return
    table = new Int32Array(table.length * 4)
    for (let group = 0; group < found; group++) table[slotOf(indexAt(first, group))] = group + 1
  }
  for (let row = 0; row < length; row++) {
    const slot = slotOf(row)
    const held = indexAt(table, slot)
    if (held !== 0) {
      groupOf[row] = held - 1
      continue
    }
    groupOf[row] = found
    first[found] = row
    table[slot] = ++found
    grow()
  }
  return { first: first.slice(0, found), groupOf }
}

/** A column's distinct values, ascending, and for every row which of them it holds. */
export function distinct(column: Float64Array): { values: Float64Array; indexOf: Int32Array } {
  const indexOf = new Int32Array(column.length)
  let most = 0
  let whole = true
  for (let row = 0; row < column.length; row++) {
    const value = at(column, row)
    if (value > most) most = value
    if (!Number.isInteger(value) || value < 0) whole = false
  }
  if (!whole || most > 4 * column.length + 100_000) return distinctOfAny(column, indexOf)
  const places = new Int32Array(most + 1)
  for (let row = 0; row < column.length; row++) places[at(column, row)] = 1
  const values: number[] = []
  for (let value = 0; value <= most; value++) if (indexAt(places, value) === 1) places[value] = values.push(value) - 1
  for (let row = 0; row < column.length; row++) indexOf[row] = indexAt(places, at(column, row))
  return { values: Float64Array.from(values), indexOf }
}

function distinctOfAny(column: Float64Array, indexOf: Int32Array): { values: Float64Array; indexOf: Int32Array } {
  const places = new Map<number, number>()
  for (const value of Float64Array.from(column).sort()) if (!places.has(value)) places.set(value, places.size)
  for (let row = 0; row < column.length; row++) indexOf[row] = places.get(at(column, row)) ?? -1
  return { values: Float64Array.from(places.keys()), indexOf }
}
