import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { openTable } from '../../platform/tabular/table.ts'
import { CSV_START, csvLine } from '../../platform/tabular/write-csv.ts'
import { maskCards } from '../../values/card-guard.ts'
import { CellRefused, type RowNotes } from './cells.ts'
import type { Plan } from './plan.ts'
import type { RowCells } from './read-customer.ts'
import type { Field } from './rules.ts'
import { countRefused, countTaken, type Tally } from './tally.ts'

const CHUNK = 1 << 17
/** Milliseconds. */
const LONGEST_BREATH = 20
/** Beyond this many refused rows the list of them ends; their number is counted on. */
const MOST_REFUSED_KEPT = 200_000

/** The refused rows as a CSV file of their own, card numbers veiled: line, reason, then the cells. */
export class RefusedFile {
  readonly #path: string | undefined
  readonly #headings: readonly string[]
  #stream: ReturnType<typeof createWriteStream> | undefined
  #rows = 0

  constructor(path: string | undefined, headings: readonly string[]) {
    this.#path = path
    this.#headings = headings
  }

  add(line: number, reason: string, cells: readonly string[]): void {
    if (!this.#path || this.#rows >= MOST_REFUSED_KEPT) return
    this.#rows += 1
    if (!this.#stream) {
      this.#stream = createWriteStream(this.#path, { mode: 0o600 })
      this.#stream.write(CSV_START + csvLine(['Dòng · Line', 'Lý do · Reason', ...this.#headings]))
    }
    this.#stream.write(csvLine([String(line), reason, ...cells.map(maskCards)]))
  }

  async close(): Promise<void> {
    if (!this.#stream) return
    this.#stream.end()
    await finished(this.#stream)
  }
}

/** The cells of the row that is being read, by field; one object for all rows. */
function cellsByField(plan: Plan): RowCells & { row: readonly string[] } {
  const columns = new Map<string, number[]>()
  plan.fields.forEach((field, at) => {
    if (field) columns.set(field, [...(columns.get(field) ?? []), at])
  })
  return {
    row: [],
    first(field: Field) {
      const at = columns.get(field)?.[0]
      return at === undefined ? (plan.fixed[field] ?? '') : (this.row[at] ?? '')
    },
    all(field: Field) {
      const at = columns.get(field)
      if (!at) return plan.fixed[field] ? [plan.fixed[field]] : []
      return at.length === 1 ? [this.row[at[0] ?? 0] ?? ''] : at.map((one) => this.row[one] ?? '')
    },
  }
}

export type Reading = {
  path: string
  sheet: string | null
  plan: Plan
  tally: Tally
  refused: RefusedFile
  signal: AbortSignal
  onRows: (rows: number) => void
}

/** Reads the whole file into a staging table: each row becomes a line of COPY, or is named as refused. */
export async function stageFile(
  client: pg.ClientBase,
  copy: string,
  reading: Reading,
  toLine: (line: number, cells: RowCells, notes: RowNotes) => string,
): Promise<void> {
  const { path, sheet, plan, tally, signal, refused } = reading
  const table = await openTable(path, sheet ? { sheet } : {})
  const into = client.query(copyFrom(copy))
  const failed = once(into, 'error').then(([error]) => error as Error)
  const cells = cellsByField(plan)
  const notes: RowNotes = { repairs: [], doubts: [] }
  let waiting = ''
  const flush = async (): Promise<void> => {
    signal.throwIfAborted()
    if (!into.write(waiting)) await Promise.race([once(into, 'drain'), failed.then((error) => Promise.reject(error))])
    waiting = ''
    reading.onRows(tally.rows)
  }
  let since = performance.now()
  // Rows that are read already would keep the process from hearing that it shall stop, and from saying how far it is.
  const breathe = async (): Promise<void> => {
    if (performance.now() - since < LONGEST_BREATH) return
    await nextTurn()
    signal.throwIfAborted()
    since = performance.now()
  }
  try {
    for await (const row of table.rows) {
      tally.rows += 1
      const problem = row.problem ? { field: null, code: row.problem as string } : takeRow(row.line, row.cells)
      if (problem) refused.add(row.line, countRefused(tally, row.line, problem.field, problem.code).message, row.cells)
      if (waiting.length > CHUNK) await flush()
      if (tally.rows % 64 === 0) await breathe()
    }
    await flush()
    into.end()
    await Promise.race([finished(into), failed.then((error) => Promise.reject(error))])
  } catch (error) {
    into.destroy(error as Error)
    throw error
  } finally {
    await table.close()
  }

  function takeRow(line: number, row: readonly string[]): { field: string | null; code: string } | undefined {
    cells.row = row
    notes.repairs.length = 0
    notes.doubts.length = 0
    try {
      waiting += toLine(line, cells, notes)
      countTaken(tally, notes)
      return undefined
    } catch (error) {
      if (error instanceof CellRefused) return { field: error.field, code: error.code }
      throw error
    }
  }
}

/** Names rows that turned out later to be out of order; the file is read again for their cells. */
export async function nameRefused(
  { path, sheet, refused, tally }: Reading,
  rows: readonly { line: number; code: string }[],
  field: string,
): Promise<void> {
  if (rows.length === 0) return
  const codes = new Map(rows.map(({ line, code }) => [line, code]))
  const table = await openTable(path, sheet ? { sheet } : {})
  try {
    for await (const row of table.rows) {
      const code = codes.get(row.line)
      if (code === undefined) continue
      refused.add(row.line, countRefused(tally, row.line, field, code).message, row.cells)
      codes.delete(row.line)
      if (codes.size === 0) break
    }
  } finally {
    await table.close()
  }
}
