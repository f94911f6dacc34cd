/** Reads an order export, row by row, into columns: who, when, how much. Rows that cannot be read are counted and the first of them named. */

import type { Row } from '../../platform/tabular/row.ts'
import { openTable, type Table } from '../../platform/tabular/table.ts'
import { amountReader, currencyNamed } from './amounts.ts'
import { amountsFor, CANCELLED, type Cells, cellsBy, copied, fingerprint, internedNames, remembered } from './cells.ts'
import { type ColumnFault, type Columns, columnsOf, type LogField } from './columns.ts'
import { dayReader, type OrderSaid } from './days.ts'
import { growingNumbers, growingWhole } from './growing.ts'

export type Reading = {
  path: string
  sheet?: string | undefined
  map: readonly (readonly [LogField, string])[]
  currency: string | null
  zone: string
  dayOrder: OrderSaid | null
}

export type Problem = { line: number; field: string | null; code: string }

/** Customers are numbered as they come; −1 is nobody known. Amounts are NaN where there is no column for them. */
export type Log = {
  format: Table['format']
  headings: string[]
  columns: Columns
  names: string[]
  customer: Int32Array
  /** With the day first; with the month first. */
  day: Int32Array
  otherDay: Int32Array
  /** 1: only day first can be meant, 2: only month first, 0: no telling. */
  proof: Int32Array
  line: Int32Array
  amount: Float64Array
  cost: Float64Array | null
  /** Fingerprints of order codes, 0 where there is none. */
  code: Float64Array
  refundOf: Float64Array | null
  /** By row: which of `currencies`. */
  currencyOf: Int32Array | null
  currencies: string[]
  currency: string | null
  /** By customer, NaN where unknown. */
  firstDay: Float64Array | null
  rows: number
  bad: number
  problems: Problem[]
  cancelled: number
}

export const MOST_NAMED = 20
const SAMPLE = 1000

export const hasAmounts = ({ amount, unit_price: price, quantity }: Columns): boolean =>
  amount !== undefined || (price !== undefined && quantity !== undefined)

const growing = () => ({
  customer: growingWhole(),
  day: growingWhole(),
  otherDay: growingWhole(),
  proof: growingWhole(),
  line: growingWhole(),
  amount: growingNumbers(),
  cost: growingNumbers(),
  code: growingNumbers(),
  refundOf: growingNumbers(),
  currencyOf: growingWhole(),
  firstDay: growingNumbers(),
})
type Growing = ReturnType<typeof growing>

/** The beginning of the file, by which all of it is read. */
type Start = { table: Table; columns: Columns; sample: readonly Row[]; reading: Reading }

function readersFor({ table, columns, sample, reading }: Start) {
  const amountAt = columns.amount ?? columns.unit_price ?? -1
  const cellsAt = (at: number): string[] => sample.map(({ cells }) => cells[at] ?? '')
  const currency = reading.currency ?? currencyNamed(table.hasHeader ? (table.header[amountAt] ?? '') : '', cellsAt(amountAt))
  return {
    currency,
    day: dayReader({ said: reading.dayOrder, zone: reading.zone, epoch: table.epoch ?? 1900 }),
    amount: hasAmounts(columns) ? amountsFor(columns, sample, currency) : () => Number.NaN,
    cost: amountReader(cellsAt(columns.cost ?? -1), currency),
    isCancelled: remembered((text) => CANCELLED.test(text)),
    names: internedNames(),
  }
}
type Readers = ReturnType<typeof readersFor>

/** The columns that few files have. */
function takeRare(grown: Growing, cells: Cells, read: Readers, currencies: string[], who: number): void {
  if (cells.has('cost')) grown.cost.push(read.cost(cells.of('cost')))
  if (cells.has('refund_of')) grown.refundOf.push(fingerprint(cells.of('refund_of').trim()))
  if (cells.has('currency')) {
    const text = cells.of('currency').trim().toUpperCase()
    const name = text === 'Đ' || text === '₫' || text === 'VNĐ' ? 'VND' : text
    const at = currencies.indexOf(name)
    grown.currencyOf.push(at >= 0 ? at : currencies.push(copied(name)) - 1)
  }
  if (!cells.has('first_date')) return
  while (grown.firstDay.length() < read.names.names.length) grown.firstDay.push(Number.NaN)
  const first = read.day(cells.of('first_date'))
  if (who >= 0 && first.problem === null) grown.firstDay.set(who, Math.min(first.day, grown.firstDay.get(who) || first.day))
}

function startLog(start: Start) {
  const read = readersFor(start)
  const cells = cellsBy(start.columns)
  const grown = growing()
  const currencies: string[] = []
  const problems: Problem[] = []
  const counts = { rows: 0, bad: 0, cancelled: 0 }
  const refuse = (line: number, field: LogField | null, code: string): void => {
    counts.bad++
    if (problems.length < MOST_NAMED) problems.push({ line, field, code })
  }
  const take = (row: Row): void => {
    counts.rows++
    if (row.problem !== undefined) {
      refuse(row.line, null, row.problem)
      return
    }
    cells.row = row.cells
    if (cells.has('status') && read.isCancelled(cells.of('status'))) {
      counts.cancelled++
      return
    }
    const when = read.day(cells.of('date'))
    if (when.problem !== null) {
      refuse(row.line, 'date', when.problem)
      return
    }
    const amount = read.amount(cells)
    if (typeof amount === 'string') {
      refuse(row.line, start.columns.amount === undefined ? 'unit_price' : 'amount', amount)
      return
    }
    const who = read.names.of(cells.of('customer_id'))
    grown.customer.push(who)
    grown.day.push(when.day)
    grown.otherDay.push(when.other)
    grown.proof.push(when.proves === null ? 0 : when.proves === 'day-first' ? 1 : 2)
    grown.line.push(row.line)
    grown.amount.push(amount)
    grown.code.push(fingerprint(cells.of('order_id').trim()))
    takeRare(grown, cells, read, currencies, who)
  }
  return { take, finish: () => finished(start, grown, read, { ...counts, currencies, problems }) }
}

type Counted = Pick<Log, 'rows' | 'bad' | 'cancelled' | 'currencies' | 'problems'>

function finished({ table, columns }: Start, grown: Growing, { names, currency }: Readers, counted: Counted): Log {
  return {
    format: table.format,
    headings: table.hasHeader ? table.header : table.header.map((_, at) => `#${at + 1}`),
    columns,
    names: names.names,
    customer: grown.customer.taken(),
    day: grown.day.taken(),
    otherDay: grown.otherDay.taken(),
    proof: grown.proof.taken(),
    line: grown.line.taken(),
    amount: grown.amount.taken(),
    code: grown.code.taken(),
    cost: columns.cost === undefined ? null : grown.cost.taken(),
    refundOf: columns.refund_of === undefined ? null : grown.refundOf.taken(),
    currencyOf: columns.currency === undefined ? null : grown.currencyOf.taken(),
    firstDay: columns.first_date === undefined ? null : grown.firstDay.taken(),
    currency,
    ...counted,
  }
}

/** Reads the file; throws TableRefused where it cannot be read at all. */
export async function readLog(reading: Reading): Promise<{ log: Log; fault: null } | { log: null; fault: ColumnFault }> {
  const table = await openTable(reading.path, reading.sheet === undefined ? {} : { sheet: reading.sheet })
  try {
    const sample: Row[] = []
    const rows = table.rows[Symbol.asyncIterator]()
    let next = await rows.next()
    while (!next.done && sample.length < SAMPLE) {
      sample.push(next.value)
      next = await rows.next()
    }
    const good = sample.filter(({ problem }) => problem === undefined)
    const headings = table.hasHeader ? table.header : table.header.map(() => '')
    const found = columnsOf(
      headings,
      table.hasHeader,
      good.map(({ cells }) => cells),
      reading.map,
    )
    if (found.fault !== null) return { log: null, fault: found.fault }
    const started = startLog({ table, columns: found.columns, sample: good, reading })
    for (const row of sample) started.take(row)
    for (; !next.done; next = await rows.next()) started.take(next.value)
    return { log: started.finish(), fault: null }
  } finally {
    await table.close()
  }
}
