import { findCards, maskCards } from '../../values/card-guard.ts'
import { tidy, tidyLines } from '../../values/text.ts'

/** Why a row was refused; `field` is undefined where the row as a whole is out of order. */
export type RowRefusal = { field?: string; code: string }

/** What was put right and what is doubtful in the row that is being read; kept only if the row is taken. */
export type RowNotes = { repairs: string[]; doubts: string[] }

/** Thrown within the reading of one row, never past it. */
export class CellRefused extends Error {
  readonly field: string
  readonly code: string
  constructor(field: string, code: string) {
    super(code)
    this.field = field
    this.code = code
  }
}

const DECOMPOSED = /[\u0300-\u036f]/
const FORMULA = /^[=+\-@]/

const noteWriting = (raw: string, text: string, notes: RowNotes): void => {
  if (DECOMPOSED.test(raw) && !notes.repairs.includes('nfc')) notes.repairs.push('nfc')
  if (FORMULA.test(text)) notes.repairs.push('formula-as-text')
}

/** A cell of one line as it is kept; refuses a card number and what is longer than `most`. */
export function readLine(raw: string, field: string, most: number, notes: RowNotes): string {
  if (raw === '') return ''
  const text = tidy(raw)
  if (text.length > most) throw new CellRefused(field, 'too-long')
  if (findCards(text).length > 0) throw new CellRefused(field, 'card-number')
  noteWriting(raw, text, notes)
  return text
}

/** A cell of free words: a card number in it is veiled down to its last four digits, and that is counted. */
export function readWords(raw: string, field: string, most: number, notes: RowNotes, hasLines = false): string {
  if (raw === '') return ''
  let text = hasLines ? tidyLines(raw) : tidy(raw)
  if (findCards(text).length > 0) {
    text = maskCards(text)
    notes.repairs.push('card-masked')
  }
  if (text.length > most) throw new CellRefused(field, 'too-long')
  noteWriting(raw, text, notes)
  return text
}

/** What people write where they have nothing to write. */
export const isNothing = (text: string): boolean => text === '' || /^(?:[-–—.]+|n\/?a|none|null|không|khong|ko|0)$/i.test(text)

/** Several words of one cell: "trà sen; phòng cao". */
export const splitList = (text: string): string[] =>
  text
    .split(/[;|\n]|,\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
