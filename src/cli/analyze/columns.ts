/** Which column of an order export is what: guessed from headings and cells as an import guesses, or said by `--map field=column`. */
import { columnLabels, findColumn, guessMapping, headerQuestions, headingKey } from '../../rooms/exchange/rules.ts'
import { readInstantParts } from '../../values/civil-date.ts'
import { bareCodes, logHeadings, otherDays, perPieceHeadings } from './headings.data.ts'

export const logFields = [
  'customer_id',
  'date',
  'amount',
  'order_id',
  'refund',
  'refund_of',
  'cost',
  'currency',
  'status',
  'first_date',
  'quantity',
  'unit_price',
] as const
export type LogField = (typeof logFields)[number]

/** The names that an import has for the same columns. */
export const importNames: Readonly<Record<string, LogField>> = {
  customer: 'customer_id',
  at: 'date',
  code: 'order_id',
  kind: 'refund',
  state: 'status',
}

/** The place of each field's column; a field without one is not there. */
export type Columns = Partial<Record<LogField, number>>
export type ColumnFault =
  | { code: 'no-such-column'; field: LogField; column: string; choices: string[] }
  | { code: 'missing-column' | 'same-heading'; field: LogField; choices: string[] }

const fromImport: Readonly<Record<string, LogField>> = {
  at: 'date',
  amount: 'amount',
  code: 'order_id',
  kind: 'refund',
  cost: 'cost',
  currency: 'currency',
  state: 'status',
  quantity: 'quantity',
}
/** Who bought, by what tells people apart best. */
const buyers = ['customer', 'customer-phone', 'customer-mail', 'customer-name']

const isDay = (cell: string): boolean => /[/.\-:]|\d{8}/.test(cell) && 'day' in readInstantParts(cell)
const isAmount = (cell: string): boolean => /^[-(]?\s*(?:₫|\$|€|£)?\s*[\d.,\s]*\d\)?\s*(?:₫|đ|vnd|usd|\$|€|£)?$/i.test(cell)

function fits(sample: readonly (readonly string[])[], at: number, holds: (cell: string) => boolean): boolean {
  const filled = sample.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '')
  return filled.length > 0 && filled.filter(holds).length >= 0.7 * filled.length
}

/** A file without headings: the days, the last column of numbers, and whatever stands first beside them. */
function byCells(width: number, sample: readonly (readonly string[])[]): Columns {
  const places = Array.from({ length: width }, (_, at) => at)
  const date = places.find((at) => fits(sample, at, isDay))
  const customer = places.find((at) => at !== date)
  const amount = places.findLast((at) => at !== date && at !== customer && fits(sample, at, isAmount))
  return {
    ...(date === undefined ? {} : { date }),
    ...(customer === undefined ? {} : { customer_id: customer }),
    ...(amount === undefined ? {} : { amount }),
  }
}

/** With a price of one piece and a quantity, the amount is their product. */
function withPieces(columns: Columns, keys: readonly string[]): Columns {
  const { amount, quantity, unit_price: price, ...rest } = columns
  const isPiece = amount !== undefined && perPieceHeadings.includes(keys[amount] ?? '')
  if (quantity !== undefined && (amount === undefined || isPiece)) {
    const piece = price ?? amount
    return piece === undefined ? rest : { ...rest, quantity, unit_price: piece }
  }
  const whole = amount ?? price
  return whole === undefined ? rest : { ...rest, amount: whole }
}

function byHeadings(headings: readonly string[], sample: readonly (readonly string[])[]): Columns {
  const keys = headings.map(headingKey)
  const columns: Columns = {}
  const taken = new Set<number>()
  const take = (field: LogField, at: number): void => {
    if (at < 0 || columns[field] !== undefined || taken.has(at)) return
    columns[field] = at
    taken.add(at)
  }
  for (const [field, known] of logHeadings)
    take(
      field,
      keys.findIndex((key) => known.includes(key)),
    )
  const guesses = guessMapping('orders', headings, true, sample.slice(0, 200))
  const isBare = (at: number): boolean => bareCodes.includes(keys[at] ?? '')
  for (const buyer of buyers)
    take(
      'customer_id',
      guesses.findIndex(({ field }) => field === buyer),
    )
  if (columns.customer_id === undefined)
    take(
      'customer_id',
      keys.findIndex((_, at) => isBare(at)),
    )
  guesses.forEach(({ field }, at) => {
    const own = field === null ? undefined : fromImport[field]
    if (own !== undefined && !otherDays.includes(keys[at] ?? '')) take(own, at)
  })
  if (columns.date === undefined)
    take(
      'date',
      guesses.findIndex(({ field }) => field === 'starts'),
    )
  return withPieces(columns, keys)
}

function named(columns: Columns, headings: readonly string[], map: readonly (readonly [LogField, string])[]): ColumnFault | null {
  for (const [field, column] of map) {
    const at = column === '' ? -1 : findColumn(headings, column)
    if (at < 0 && column !== '') return { code: 'no-such-column', field, column, choices: columnLabels(headings) }
    for (const other of logFields) if (columns[other] === at) delete columns[other]
    if (at < 0) delete columns[field]
    else columns[field] = at
  }
  return null
}

/** What each column is, or what must be said first. */
export function columnsOf(
  headings: readonly string[],
  hasHeader: boolean,
  sample: readonly (readonly string[])[],
  map: readonly (readonly [LogField, string])[],
): { columns: Columns; fault: null } | { columns: null; fault: ColumnFault } {
  const columns = hasHeader ? byHeadings(headings, sample) : byCells(headings.length, sample)
  const said = new Set(map.map(([field]) => field))
  const fault = named(columns, headings, map)
  if (fault !== null) return { columns: null, fault }
  for (const field of ['customer_id', 'date'] as const)
    if (columns[field] === undefined) return { columns: null, fault: { code: 'missing-column', field, choices: columnLabels(headings) } }
  const asGuesses = headings.map((_, at) => ({
    field: logFields.some((field) => columns[field] === at && !said.has(field)) ? ('note' as const) : null,
    guessedBy: 'header' as const,
  }))
  const [twice] = hasHeader ? headerQuestions(headings, asGuesses) : []
  const field = logFields.find((one) => twice?.choices.includes(columnLabels(headings)[columns[one] ?? -1] ?? ''))
  if (twice !== undefined && field !== undefined) return { columns: null, fault: { code: 'same-heading', field, choices: twice.choices } }
  return { columns, fault: null }
}
