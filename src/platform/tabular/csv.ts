/**
 * Our own reader of separated text. A library was measured first (csv-parse 7: 352,000 rows a second, and an open quote swallows the rest of the
 * file); this one gives the line where each row starts, names a row whose quote never closes, and goes on with the next line. Its rows are tested
 * against csv-parse.
 */
import { createReadStream } from 'node:fs'
import type { Encoding } from './encoding.ts'
import { filledLength, TableRefused } from './row.ts'

export type Separator = ',' | ';' | '\t' | '|'

/** A row before it is held against the header. */
export type CsvRow = { line: number; cells: string[]; problem?: 'nul' | 'unbalanced-quote' }

const LONGEST_QUOTED_ROW = 1 << 20
const LONGEST_LINE = 2 << 20
const CHUNK = 1 << 18

/** Which separator the beginning of a file uses: the one found equally often in most of its lines. A line "sep=;" decides. */
export function findSeparator(sample: string): Separator {
  const said = /^sep=([,;\t|])\s*(?:\r|\n|$)/i.exec(sample)?.[1]
  if (said !== undefined) return said as Separator
  const lines = sample
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 30)
  let best: { separator: Separator; score: number } = { separator: ',', score: 0 }
  for (const separator of [',', ';', '\t', '|'] as const) {
    const counts = lines.map((line) => line.split(separator).length - 1)
    const first = counts[0] ?? 0
    const agreeing = counts.filter((count) => count === first).length / Math.max(1, counts.length)
    const score = first === 0 ? 0 : agreeing * 100 + Math.min(first, 50)
    if (score > best.score) best = { separator, score }
  }
  return best.separator
}

export type CsvParser = {
  /** Takes the next stretch of text and gives the rows that are complete. */
  push(text: string): CsvRow[]
  /** Gives what is left when the text has ended. */
  end(): CsvRow[]
}

/**
 * Splits text into rows as it arrives; lines may end in \n, \r\n or \r, in one file too. The first row that is not blank sets the number of cells: a
 * quoted cell over several lines is believed only in a row that fits it, else its quote counts as never closed.
 */
export function csvParser(separator: Separator): CsvParser {
  const state: State = {
    text: '',
    at: 0,
    line: 1,
    hasEnded: false,
    quote: -1,
    feed: -1,
    cr: -1,
    hasNul: false,
    header: null,
    separator,
  }
  return {
    push(text) {
      state.text = state.at < state.text.length ? state.text.slice(state.at) + text : text
      state.hasNul = state.text.includes('\0')
      state.at = 0
      state.quote = state.feed = state.cr = -1
      return takeRows(state)
    },
    end() {
      state.hasEnded = true
      return takeRows(state)
    },
  }
}

type State = {
  text: string
  at: number
  /** The line in the file of the character at `at`. */
  line: number
  hasEnded: boolean
  /** The next quote, line feed and carriage return at or after `at`; the text's length when there is none. */
  quote: number
  feed: number
  cr: number
  hasNul: boolean
  header: { filled: number; length: number } | null
  separator: Separator
}

function takeRows(state: State): CsvRow[] {
  const rows: CsvRow[] = []
  while (state.at < state.text.length) {
    const row = takeRow(state)
    if (row === null) break
    if (row.cells.length === 1 && row.cells[0] === '') continue
    if (row.line === 1 && /^sep=/i.test(row.cells[0] ?? '') && filledLength(row.cells) === 1) continue
    if (state.header === null) state.header = widthOf(row.cells)
    if (state.hasNul && row.cells.some((cell) => cell.includes('\0'))) {
      rows.push({ line: row.line, cells: row.cells.map((cell) => cell.replaceAll('\0', '\ufffd')), problem: 'nul' })
    } else rows.push(row)
  }
  return rows
}

function widthOf(cells: string[]): State['header'] {
  const filled = filledLength(cells)
  return filled === 0 ? null : { filled, length: cells.length }
}

function fits(cells: string[], header: State['header']): boolean {
  return header === null || (cells.length >= header.filled && filledLength(cells) <= header.length)
}

/** The next row, or null when its end has not arrived. */
function takeRow(state: State): CsvRow | null {
  const { text, at, line } = state
  const end = endOfLine(state)
  const next = afterLineEnd(state, end)
  if (next === null && text.length - at > LONGEST_LINE) throw new TableRefused('line-too-long', `line ${line}`)
  if (state.quote < at) state.quote = find(text, '"', at)
  if (state.quote >= end) {
    if (next === null) return null
    state.at = next
    state.line += 1
    return { line, cells: text.slice(at, end).split(state.separator) }
  }
  const mayGrow = !state.hasEnded && text.length - at <= LONGEST_QUOTED_ROW
  if (next === null && !mayGrow) return null
  const quoted = readQuotedRow(state)
  if (quoted === 'incomplete' && mayGrow) return null
  if (typeof quoted === 'object' && (quoted.lines === 1 || fits(quoted.cells, state.header))) {
    state.at = quoted.next
    state.line += quoted.lines
    return { line, cells: quoted.cells }
  }
  if (next === null) return null
  state.at = next
  state.line += 1
  return { line, cells: [text.slice(at, end)], problem: 'unbalanced-quote' }
}

function endOfLine(state: State): number {
  if (state.feed < state.at) state.feed = find(state.text, '\n', state.at)
  if (state.cr < state.at) state.cr = find(state.text, '\r', state.at)
  return Math.min(state.feed, state.cr)
}

function find(text: string, char: string, from: number): number {
  const at = text.indexOf(char, from)
  return at < 0 ? text.length : at
}

/** Where the next line begins, or null while the end of this one may still be to come. */
function afterLineEnd(state: State, end: number): number | null {
  const { text, hasEnded } = state
  if (end >= text.length) return hasEnded ? text.length : null
  if (text[end] === '\n') return end + 1
  if (end + 1 >= text.length) return hasEnded ? end + 1 : null
  return text[end + 1] === '\n' ? end + 2 : end + 1
}

type QuotedRow = { cells: string[]; next: number; lines: number }

/** Reads a row in which cells may be quoted, character by character. */
function readQuotedRow(state: State): QuotedRow | 'incomplete' | 'broken' {
  const { text, separator } = state
  const cells: string[] = []
  let at = state.at
  let lines = 1
  for (;;) {
    const opening = skipSpaces(text, at)
    if (text[opening] === '"') {
      const cell = readQuotedCell(state, opening)
      if (typeof cell === 'string') return cell
      cells.push(cell.value)
      lines += cell.lines
      at = cell.next
    } else {
      const end = endOfPlainCell(text, at, separator)
      cells.push(text.slice(at, end))
      at = end
    }
    if (text[at] === separator) {
      at += 1
      continue
    }
    if (at < text.length && text[at] !== '\n' && text[at] !== '\r') return 'broken'
    const next = afterLineEnd(state, at)
    return next === null ? 'incomplete' : { cells, next, lines }
  }
}

/** The cell whose opening quote stands at `opening`; `next` is behind its closing quote and spaces. */
function readQuotedCell(state: State, opening: number): { value: string; next: number; lines: number } | 'incomplete' {
  const { text } = state
  let value = ''
  let from = opening + 1
  for (;;) {
    const closing = text.indexOf('"', from)
    if (closing < 0 || (closing + 1 >= text.length && !state.hasEnded)) return 'incomplete'
    if (text[closing + 1] !== '"') {
      value += text.slice(from, closing)
      const tidy = value.replace(/\r\n?/g, '\n')
      return { value: tidy, next: skipSpaces(text, closing + 1), lines: tidy.split('\n').length - 1 }
    }
    value += text.slice(from, closing + 1)
    from = closing + 2
  }
}

function skipSpaces(text: string, at: number): number {
  let next = at
  while (text[next] === ' ') next += 1
  return next
}

function endOfPlainCell(text: string, at: number, separator: string): number {
  for (let next = at; next < text.length; next += 1) {
    const char = text[next]
    if (char === separator || char === '\n' || char === '\r') return next
  }
  return text.length
}

/** Reads a file in batches of rows, in constant memory. */
export async function* readCsv(path: string, encoding: Encoding, parser: CsvParser): AsyncGenerator<CsvRow[], void, undefined> {
  const decoder = new TextDecoder(encoding)
  for await (const bytes of createReadStream(path, { highWaterMark: CHUNK })) {
    const rows = parser.push(decoder.decode(bytes as Buffer, { stream: true }))
    if (rows.length > 0) yield rows
  }
  const tail = decoder.decode()
  const rows = tail === '' ? parser.end() : [...parser.push(tail), ...parser.end()]
  if (rows.length > 0) yield rows
}
