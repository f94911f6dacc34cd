/**
 * Writes CSV that spreadsheets show as text. A cell that a spreadsheet would run as a formula gets an apostrophe in front; our reader takes that
 * apostrophe off again. So that nothing is ambiguous, a cell that already has apostrophes before such a start gets one more.
 */

const FORMULA_START = /^'*[=+\-@\t\r\n\0＝＋－＠−]/
const GUARDED = /^'+[=+\-@\t\r\n\0＝＋－＠−]/

/** Puts an apostrophe before what could run as a formula. */
export function guardCell(cell: string): string {
  return FORMULA_START.test(cell) ? `'${cell}` : cell
}

/** Takes the apostrophe of `guardCell` off again. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") && GUARDED.test(cell) ? cell.slice(1) : cell
}

/** With this mark in front, spreadsheets read the file as UTF-8. */
export const CSV_START = '\ufeff'

/** One line of CSV with its line end; cells may hold anything. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string): string {
  const guarded = guardCell(cell)
  // Other separators are quoted too, for spreadsheets that split at what their country uses.
  const isQuoted = /[",;|\t\r\n\0]|^\s|\s$/.test(guarded)
  return isQuoted ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** The whole file in stretches of about 64 KiB, header first. */
export async function* toCsv(
  header: readonly string[],
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
): AsyncGenerator<string, void, undefined> {
  let text = CSV_START + csvLine(header)
  for await (const row of rows) {
    text += csvLine(row)
    if (text.length < 65_536) continue
    yield text
    text = ''
  }
  yield text
}
