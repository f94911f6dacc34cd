import { useLanguage } from '../../shell/look.ts'
import { useWords } from '../../shell/words.ts'
import type { ImportColumn } from './steps.ts'
import { importWords } from './words.data.ts'

const days: readonly string[] = ['birthday', 'at', 'starts', 'ends', 'coming-on']
const figures: readonly string[] = ['phone', 'customer-phone', 'zalo', 'amount', 'discount', 'cost', 'price', 'quantity', 'card', 'time']
/** Fields whose cells are read as one of a few words of ours. */
const chosen: readonly string[] = ['kind', 'state', 'paid-by', 'language', 'country', 'form']

export type CellKind = 'text' | 'day' | 'figure' | 'choice'

/** How the cells of a field are read: as words, as days, as figures, as one of a few. */
export const kindOfField = (field: string | null): CellKind => {
  if (field === null) return 'text'
  if (days.includes(field)) return 'day'
  if (figures.includes(field)) return 'figure'
  return chosen.includes(field) ? 'choice' : 'text'
}

const spaces = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** Whether something is made of the cell, beyond what nobody sees. */
export const isBetter = (cell: string, becomes: string): boolean => spaces(cell) !== spaces(becomes)

/** The cell that is shown for a column: the first that can be read. */
export const exampleOf = (column: Pick<ImportColumn, 'examples'>): ImportColumn['examples'][number] | undefined =>
  column.examples.find(({ becomes }) => becomes !== null) ?? column.examples[0]

/** Which of the two figures at the start of a cell was taken for the day; undefined where it can only be read one way. */
export function orderIn(cell: string, shown: string): 'day-first' | 'month-first' | undefined {
  const [, first, second] = /^\s*(\d{1,2})[/.-](\d{1,2})\b/.exec(cell) ?? []
  const day = /^\d{1,2}/.exec(shown)?.[0]
  if (!first || !second || !day || Number(first) === Number(second)) return undefined
  return Number(first) === Number(day) ? 'day-first' : 'month-first'
}

/** Says what a cell becomes: most as the server wrote it, its own words for kinds and countries in the person's. */
export function useBecomes(): (field: string | null, becomes: string) => string {
  const words: Record<string, Record<string, string>> = useWords(importWords).values
  const language = useLanguage()
  return (field, becomes) => {
    if (field === 'country' && /^[A-Z]{2}$/.test(becomes))
      return new Intl.DisplayNames([language], { type: 'region' }).of(becomes) ?? becomes
    return (field ? words[field]?.[becomes] : undefined) ?? becomes
  }
}
