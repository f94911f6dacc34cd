/** The lines of a list of numbers as the register hands it out, or as somebody pasted it. */

export type ReadLine = { line: number; cell: string }

/** The first cell of a line, without quotes: the number stands first in every export, whatever follows. */
const firstCell = (text: string): string =>
  (text.split(/[;,\t]/)[0] ?? '')
    .replace(/^\uFEFF/, '')
    .replaceAll('"', '')
    .trim()

/** Whether a first line names its column instead of holding a number. */
const isHeading = ({ line, cell }: ReadLine): boolean => line === 1 && cell.replace(/\D/g, '').length < 6

/** A line with its place, or undefined where it says nothing. */
export function readLine(text: string, line: number): ReadLine | undefined {
  const read = { line, cell: firstCell(text) }
  return read.cell === '' || isHeading(read) ? undefined : read
}
