import type { RowNotes } from './cells.ts'
import { rowReasons } from './words.data.ts'

export type Problem = { line: number; field: string | null; code: string; message: string }

export type Report = {
  rows: number
  added: number
  updated: number
  unchanged: number
  refused: number
  customersAdded: number
  repaired: Record<string, number>
  doubtful: Record<string, number>
  totals: { currency: string; minor: number }[]
  refusedFor: Record<string, number>
  problems: Problem[]
}

const MOST_PROBLEMS = 200

export const reasonFor = (code: string, language: 'vi' | 'en'): string => rowReasons[code]?.[language] ?? code

/** What is counted while a file is read. */
export type Tally = {
  readonly language: 'vi' | 'en'
  rows: number
  refused: number
  repaired: Map<string, number>
  doubtful: Map<string, number>
  refusedFor: Map<string, number>
  problems: Problem[]
  /** Sums by currency in minor units, exact whatever their size. */
  totals: Map<string, bigint>
}

export const newTally = (language: 'vi' | 'en'): Tally => ({
  language,
  rows: 0,
  refused: 0,
  repaired: new Map(),
  doubtful: new Map(),
  refusedFor: new Map(),
  problems: [],
  totals: new Map(),
})

const addTo = (counts: Map<string, number>, key: string, by = 1): void => void counts.set(key, (counts.get(key) ?? 0) + by)

export function countTaken(tally: Tally, notes: RowNotes): void {
  if (notes.repairs.length > 0) for (const repair of notes.repairs) addTo(tally.repaired, repair)
  if (notes.doubts.length > 0) for (const doubt of notes.doubts) addTo(tally.doubtful, doubt)
}

export function countRefused(tally: Tally, line: number, field: string | null, code: string): Problem {
  const problem = { line, field, code, message: reasonFor(code, tally.language) }
  tally.refused += 1
  addTo(tally.refusedFor, code)
  if (tally.problems.length < MOST_PROBLEMS) tally.problems.push(problem)
  return problem
}

/** Rows that were counted as repaired or doubtful as a set, by a statement. */
export function countMany(tally: Tally, kind: 'repaired' | 'doubtful', key: string, by: number): void {
  if (by > 0) addTo(tally[kind], key, by)
}

export const addTotal = (tally: Tally, currency: string, minor: number): void =>
  void tally.totals.set(currency, (tally.totals.get(currency) ?? 0n) + BigInt(minor))

export function reportOf(tally: Tally, counts: Pick<Report, 'added' | 'updated' | 'unchanged' | 'customersAdded'>): Report {
  return {
    rows: tally.rows,
    added: counts.added,
    updated: counts.updated,
    unchanged: counts.unchanged,
    customersAdded: counts.customersAdded,
    refused: tally.refused,
    repaired: Object.fromEntries(tally.repaired),
    doubtful: Object.fromEntries(tally.doubtful),
    totals: [...tally.totals].map(([currency, minor]) => ({ currency, minor: Number(minor) })),
    refusedFor: Object.fromEntries(tally.refusedFor),
    problems: [...tally.problems].sort((a, b) => a.line - b.line),
  }
}
