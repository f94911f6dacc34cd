import { open } from 'node:fs/promises'
import { csvParser, findSeparator, readCsv, type Separator } from './csv.ts'
import { type Encoding, sniffEncoding } from './encoding.ts'
import { type ChildLimits, readInChild } from './read-in-child.ts'
import { filledLength, fitToHeader, MOST_COLUMNS, type Row, TableRefused } from './row.ts'
import type { SentRow } from './sheet-child.ts'
import { unguardCell } from './write-csv.ts'

export type Table = {
  format: 'csv' | 'xlsx'
  /** The first row with content, as written (trimmed, doubles kept). */
  header: string[]
  headerLine: number
  /** Whether that row names columns; when false it is a customer already, and comes again as the first of `rows`. */
  hasHeader: boolean
  separator?: Separator
  encoding?: Encoding
  /** Names of the sheets of a spreadsheet, and where its day numbers count from. */
  sheets?: string[]
  epoch?: 1900 | 1904
  rows: AsyncIterable<Row>
  /** Frees what is open; needed only when `rows` is not read to its end. */
  close(): Promise<void>
}

/**
 * Opens a CSV file or a spreadsheet by its content, whatever its name, and reads its header; the rest streams. Throws TableRefused, for spreadsheets also
 * while rows are read.
 */
export async function openTable(path: string, options: { sheet?: string } & ChildLimits = {}): Promise<Table> {
  const start = await firstBytes(path)
  if (start.length === 0) throw new TableRefused('empty')
  if (/^PK(?:\x03\x04|\x05\x06)/.test(start.toString('latin1', 0, 4))) return openXlsx(path, options)
  // Compound files are the old .xls, or a new spreadsheet locked with a password.
  if (start.subarray(0, 4).toString('hex') === 'd0cf11e0') {
    const isLocked = start.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new TableRefused(isLocked ? 'sheet-encrypted' : 'sheet-old-format')
  }
  return openCsv(path)
}

async function firstBytes(path: string): Promise<Buffer> {
  let file: Awaited<ReturnType<typeof open>>
  try {
    file = await open(path, 'r')
  } catch {
    throw new TableRefused('no-such-file')
  }
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Says whether a row reads like names of columns: words, but no phone, amount, day or address; years may stand. */
export function looksLikeHeader(cells: string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const isData = (cell: string) => /@.+\.|^[+\d][\d\s./:,()-]{5,}$|^(?!(?:19|20)\d\d$)\d+(?:[.,]\d+)*$/.test(cell) || cell.length > 80
  return filled.some((cell) => /\p{L}/u.test(cell)) && !filled.some(isData)
}

async function openCsv(path: string): Promise<Table> {
  const { encoding, sample } = await sniffEncoding(path)
  const separator = findSeparator(sample)
  const batches = readCsv(path, encoding, csvParser(separator))
  const rest = csvRows(batches)
  return startTable({ format: 'csv', separator, encoding }, rest, async () => {
    await batches.return()
  })
}

type LooseRow = { line: number; cells: string[]; problem?: 'nul' | 'unbalanced-quote' }

async function* csvRows(batches: AsyncIterable<LooseRow[]>): AsyncGenerator<LooseRow, void, undefined> {
  for await (const batch of batches) {
    for (const row of batch) {
      for (let at = 0; at < row.cells.length; at += 1) row.cells[at] = unguardCell(row.cells[at] ?? '')
      yield row
    }
  }
}

async function openXlsx(path: string, options: { sheet?: string } & ChildLimits): Promise<Table> {
  const opened = await readInChild(path, options)
  return startTable({ format: 'xlsx', sheets: opened.sheets, epoch: opened.epoch }, sheetRows(opened.rows), async () => opened.close())
}

async function* sheetRows(batches: AsyncIterable<SentRow[]>): AsyncGenerator<LooseRow, void, undefined> {
  let width = 0
  for await (const batch of batches) {
    for (const sent of batch) {
      const row = width === 0 ? headerOf(sent) : spread(sent, width)
      if (width === 0) width = row.cells.length
      yield row
    }
  }
}

// A lone cell far from the others is a slip of the hand, not hundreds of columns.
const WIDEST_GAP = 100
const WIDEST_MARGIN = 1000

function headerOf([line, ...sent]: SentRow): LooseRow {
  const cells: string[] = []
  for (let at = 0; at < sent.length; at += 2) {
    const column = Number(sent[at])
    if (column - cells.length > (cells.length === 0 ? WIDEST_MARGIN : WIDEST_GAP)) break
    while (cells.length < column) cells.push('')
    cells.push(String(sent[at + 1]))
  }
  return asLooseRow(line, cells)
}

/** The row's cells side by side; what lies right of the header follows directly, so that no gap is filled. */
function spread([line, ...sent]: SentRow, width: number): LooseRow {
  const cells: string[] = []
  for (let at = 0; at < sent.length; at += 2) {
    const column = Number(sent[at])
    while (cells.length < Math.min(column, width)) cells.push('')
    cells.push(String(sent[at + 1]))
  }
  return asLooseRow(line, cells)
}

function asLooseRow(line: number, cells: string[]): LooseRow {
  if (!cells.some((cell) => cell.includes('\0'))) return { line, cells }
  return { line, cells: cells.map((cell) => cell.replaceAll('\0', '\ufffd')), problem: 'nul' }
}

async function startTable(
  about: Pick<Table, 'format'> & Partial<Table>,
  rows: AsyncGenerator<LooseRow, void, undefined>,
  stop: () => Promise<void>,
): Promise<Table> {
  try {
    for (;;) {
      const { value, done } = await rows.next()
      if (done === true || value === undefined) throw new TableRefused('empty')
      if (filledLength(value.cells) === 0) continue
      if (value.problem !== undefined) throw new TableRefused('header-broken', `line ${value.line}: ${value.problem}`)
      if (value.cells.length > MOST_COLUMNS) throw new TableRefused('header-broken', `${value.cells.length} columns`)
      const header = value.cells.map((cell) => cell.trim())
      const hasHeader = looksLikeHeader(header)
      const first = hasHeader ? null : { line: value.line, cells: value.cells }
      return {
        ...about,
        header,
        headerLine: value.line,
        hasHeader,
        rows: fittedRows(first, rows, header, about.format === 'xlsx'),
        close: stop,
      }
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function* fittedRows(
  first: Row | null,
  rows: AsyncIterable<LooseRow>,
  header: string[],
  mayEndEarly: boolean,
): AsyncGenerator<Row, void, undefined> {
  if (first !== null) yield first
  for await (const row of rows) {
    const fitted = row.problem === undefined ? fitToHeader(row.line, row.cells, header, mayEndEarly) : row
    if (fitted !== null) yield fitted
  }
}
