/** Why one row of a table cannot be taken as it stands. */
export type RowProblem = 'too-few-cells' | 'too-many-cells' | 'nul' | 'unbalanced-quote'

/**
 * One row as text. `line` counts from 1 as an editor or spreadsheet shows it, where the row starts; `cells` are as many as the header has (under a
 * header of more than a thousand columns they end with the last that is filled). A row with a `problem` must be named to the person; its cells are what could be read, for the list of refused rows.
 */
export type Row = { line: number; cells: string[]; problem?: RowProblem }

export type TableRefusal =
  | 'empty'
  | 'no-such-file'
  | 'header-broken'
  | 'line-too-long'
  | 'encoding-cp1258'
  | 'encoding-tcvn3'
  | 'encoding-unknown'
  | 'sheet-doctype'
  | 'sheet-broken'
  | 'sheet-too-large'
  | 'sheet-ratio'
  | 'sheet-encrypted'
  | 'sheet-old-format'
  | 'sheet-no-sheet'
  | 'sheet-too-slow'

/** A whole table is refused; `code` is stable and translated in the web app, `detail` is for the log and holds no customer's data. */
export class TableRefused extends Error {
  readonly code: TableRefusal
  readonly detail: string

  constructor(code: TableRefusal, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`)
    this.name = 'TableRefused'
    this.code = code
    this.detail = detail
  }
}

/** More columns than any spreadsheet has are no table. */
export const MOST_COLUMNS = 16_384

// Padding a million rows to thousands of columns would let a small file cost minutes.
const MOST_PADDED = 1000

/** The row with as many cells as the header, or the problem with their number; null for a row without content. Spreadsheets leave empty cells out: `mayEndEarly`. */
export function fitToHeader(line: number, cells: string[], header: string[], mayEndEarly: boolean): Row | null {
  const filled = filledLength(cells)
  if (filled === 0) return null
  if (filled > header.length) return { line, cells: cells.slice(0, filled), problem: 'too-many-cells' }
  if (cells.length > header.length) cells.length = header.length
  if (cells.length === header.length) return { line, cells }
  if (!mayEndEarly && cells.length < filledLength(header)) return { line, cells, problem: 'too-few-cells' }
  while (cells.length < Math.min(header.length, MOST_PADDED)) cells.push('')
  return { line, cells }
}

/** How many cells there are up to the last one that is not blank. */
export function filledLength(cells: string[]): number {
  let length = cells.length
  while (length > 0 && isBlank(cells[length - 1] ?? '')) length -= 1
  return length
}

function isBlank(cell: string): boolean {
  return cell === '' || cell.trim() === ''
}
