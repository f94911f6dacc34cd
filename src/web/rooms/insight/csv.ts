import type { Language } from '../../shell/words.ts'

/**
 * A file of the same numbers that a table shows, as a spreadsheet in the reader's language opens it by a double click: a Vietnamese one splits
 * at semicolons and counts with decimal commas. Figures are plain, so that it counts with them; what could run as a formula is disarmed.
 */

export type CsvCell = string | number

const MARK = '\ufeff'
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠−]/

function cellOf(cell: CsvCell, language: Language): string {
  if (typeof cell === 'number') return language === 'vi' ? String(cell).replace('.', ',') : String(cell)
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",;|\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvOf = (rows: readonly (readonly CsvCell[])[], language: Language): string =>
  MARK + rows.map((row) => `${row.map((cell) => cellOf(cell, language)).join(language === 'vi' ? ';' : ',')}\r\n`).join('')

/** Hands the file to the browser. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
