/** What all customers bought, in columns: read once from the database, asked by every step of a run. Some seventy bytes a customer. */
import { indexAt } from '../../science/column.ts'
import { grouped, type Histories, single } from '../../science/histories.ts'
import type { Buying } from './buying-rules.ts'
import { type Bought, YEAR_DAYS } from './scoring-rules.ts'

/** A customer's id as it is written. */
const ID = 36

type Column = 'spendDays' | 'yearSpendDays' | 'spend' | 'yearSpend'

export type LedgerTotals = {
  customers: number
  repeaters: number
  occasions: number
  foreignDays: number
  firstDay: number | null
  lastDay: number | null
}

function wider<T extends Int32Array | Float64Array | Uint8Array>(old: T, needed: number, make: (length: number) => T): T {
  if (needed <= old.length) return old
  const made = make(Math.max(needed, old.length * 2))
  made.set(old)
  return made
}
const ints = (length: number): Int32Array => new Int32Array(length)
const floats = (length: number): Float64Array => new Float64Array(length)

export class Ledger {
  count = 0
  foreignDays = 0
  #ids: Uint8Array = new Uint8Array(1024 * ID)
  #days = ints(4096)
  /** Where the days of each customer end. */
  #ends = ints(1024)
  readonly #sums: Record<Column, Float64Array> = {
    spendDays: floats(1024),
    yearSpendDays: floats(1024),
    spend: floats(1024),
    yearSpend: floats(1024),
  }

  /** Who never bought is passed over. */
  add(line: Uint8Array, from: number, buying: Buying): void {
    const { days } = buying
    if (days.length === 0) return
    const begins = this.#begins(this.count)
    const ends = begins + days.length
    this.#ids = wider(this.#ids, (this.count + 1) * ID, (length) => new Uint8Array(length))
    this.#ids.set(line.subarray(from, from + ID), this.count * ID)
    this.#days = wider(this.#days, ends, ints)
    this.#days.set(days, begins)
    this.#ends = wider(this.#ends, this.count + 1, ints)
    this.#ends[this.count] = ends
    for (const column of ['spendDays', 'yearSpendDays', 'spend', 'yearSpend'] as const) {
      this.#sums[column] = wider(this.#sums[column], this.count + 1, floats)
      this.#sums[column][this.count] = buying[column]
    }
    this.foreignDays += buying.foreignDays
    this.count++
  }

  #begins(row: number): number {
    return row === 0 ? 0 : indexAt(this.#ends, row - 1)
  }

  #sum(column: Column, row: number): number {
    return this.#sums[column][row] ?? 0
  }

  row(row: number): Bought {
    return {
      customerId: Buffer.from(this.#ids.buffer, row * ID, ID).toString('latin1'),
      days: Array.from(this.#days.subarray(this.#begins(row), indexAt(this.#ends, row))),
      spendDays: this.#sum('spendDays', row),
      spend: this.#sum('spend', row),
      yearSpendDays: this.#sum('yearSpendDays', row),
      yearSpend: this.#sum('yearSpend', row),
    }
  }

  totals(): LedgerTotals {
    let [repeaters, firstDay, lastDay] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let row = 0; row < this.count; row++) {
      const [begins, ends] = [this.#begins(row), indexAt(this.#ends, row)]
      if (ends - begins > 1) repeaters++
      firstDay = Math.min(firstDay, indexAt(this.#days, begins))
      lastDay = Math.max(lastDay, indexAt(this.#days, ends - 1))
    }
    const isEmpty = this.count === 0
    return {
      customers: this.count,
      repeaters,
      occasions: isEmpty ? 0 : this.#begins(this.count),
      foreignDays: this.foreignDays,
      firstDay: isEmpty ? null : firstDay,
      lastDay: isEmpty ? null : lastDay,
    }
  }

  /** One row a customer who had come by that day, and how often they came after it. */
  upTo(day: number): { histories: Histories; later: Float64Array } {
    const [repeats, spans, ages, later] = [floats(this.count), floats(this.count), floats(this.count), floats(this.count)]
    let rows = 0
    for (let row = 0; row < this.count; row++) {
      const [begins, ends] = [this.#begins(row), indexAt(this.#ends, row)]
      let known = ends
      while (known > begins && indexAt(this.#days, known - 1) > day) known--
      if (known === begins) continue
      const first = indexAt(this.#days, begins)
      repeats[rows] = known - begins - 1
      spans[rows] = indexAt(this.#days, known - 1) - first
      ages[rows] = day - first
      later[rows] = ends - known
      rows++
    }
    const taken = (column: Float64Array): Float64Array => column.subarray(0, rows)
    return { histories: single(taken(repeats), taken(spans), taken(ages)), later: taken(later) }
  }

  /** Equal histories in one row. */
  histories(asOf: number): Histories {
    return grouped(this.upTo(asOf).histories).histories
  }

  yearHistories(asOf: number): Histories {
    return this.histories(asOf - YEAR_DAYS)
  }

  /** How often each gap between visits occurs, ascending. */
  gaps(): { gap: number; times: number }[] {
    const times = new Map<number, number>()
    for (let row = 0; row < this.count; row++)
      for (let at = this.#begins(row) + 1; at < indexAt(this.#ends, row); at++) {
        const gap = indexAt(this.#days, at) - indexAt(this.#days, at - 1)
        times.set(gap, (times.get(gap) ?? 0) + 1)
      }
    return [...times].sort(([a], [b]) => a - b).map(([gap, count]) => ({ gap, times: count }))
  }

  /** Spenders for the model of spending: at most about `most`, every n-th along the list, whose order has nothing to do with spending. */
  spends(most: number): { visits: Float64Array; means: Float64Array } {
    const rows: number[] = []
    for (let row = 0; row < this.count; row++) if (this.#sum('spendDays', row) > 0) rows.push(row)
    const every = Math.max(1, Math.ceil(rows.length / most))
    const some = rows.filter((_, at) => at % every === 0)
    return {
      visits: Float64Array.from(some, (row) => this.#sum('spendDays', row)),
      means: Float64Array.from(some, (row) => this.#sum('spend', row) / this.#sum('spendDays', row)),
    }
  }

  /** When customers were first seen, by day: for whether the log begins in the middle of a life. */
  firstDays(): Int32Array {
    return Int32Array.from({ length: this.count }, (_, row) => indexAt(this.#days, this.#begins(row)))
  }
}
