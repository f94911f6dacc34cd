import { open } from 'node:fs/promises'
import type { HouseFrame } from '../../platform/http/serve.ts'
import { openTable, type Table } from '../../platform/tabular/table.ts'
import { maskCards } from '../../values/card-guard.ts'
import { readAmount } from '../../values/money.ts'
import { dayIn } from '../../values/zone.ts'
import type { ImportSubject } from './contract.ts'
import type { Plan } from './plan.ts'
import * as rules from './rules.ts'

/** The beginning of a file and how it is written. */
export type FirstLook = {
  format: Table['format']
  sheets: string[]
  sheet: string | null
  separator: string | null
  encoding: string | null
  hasHeader: boolean
  epoch: 1900 | 1904
  /** Headings as written, card numbers veiled; numbered where the file has none. */
  headings: string[]
  sample: string[][]
  /** Rows of the file as far as line ends tell; null for spreadsheets. */
  rowsAll: number | null
}

const SAMPLE_ROWS = 1000

/** Reads the first rows of a file; throws TableRefused. */
export async function lookInto(path: string, sheet?: string): Promise<FirstLook> {
  const table = await openTable(path, sheet ? { sheet } : {})
  const sample: string[][] = []
  try {
    for await (const row of table.rows) {
      if (!row.problem) sample.push(row.cells)
      if (sample.length >= SAMPLE_ROWS) break
    }
  } finally {
    await table.close()
  }
  return {
    format: table.format,
    sheets: table.sheets ?? [],
    sheet: sheet ?? table.sheets?.[0] ?? null,
    separator: table.separator ?? null,
    encoding: table.encoding ?? null,
    hasHeader: table.hasHeader,
    epoch: table.epoch ?? 1900,
    headings: table.hasHeader
      ? table.header.map((heading) => maskCards(heading).slice(0, 200))
      : table.header.map((_, at) => `Cột ${at + 1}`),
    sample,
    rowsAll: table.format === 'csv' ? await countLines(path, table.hasHeader) : null,
  }
}

async function countLines(path: string, hasHeader: boolean): Promise<number> {
  const file = await open(path, 'r')
  const chunk = Buffer.allocUnsafe(1 << 20)
  let lines = 0
  let last = 10
  try {
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length)
      if (bytesRead === 0) break
      for (let at = chunk.indexOf(10); at >= 0 && at < bytesRead; at = chunk.indexOf(10, at + 1)) lines += 1
      last = chunk[bytesRead - 1] ?? 10
    }
  } finally {
    await file.close()
  }
  return Math.max(0, lines + (last === 10 ? 0 : 1) - (hasHeader ? 1 : 0))
}

/** What people may settle about an import; everything else is guessed. */
export type Settings = {
  dateOrder: 'auto' | 'day-first' | 'month-first'
  currency: string | null
  decimalMark: '.' | ',' | null
  leaveEmpty: string[]
  overwrite: string[]
  fixed: Record<string, string>
}

export const usualSettings: Settings = { dateOrder: 'auto', currency: null, decimalMark: null, leaveEmpty: [], overwrite: [], fixed: {} }

export type Understood = { guesses: rules.Guess[]; questions: rules.Question[]; plan: Plan }

type Asked = {
  subject: ImportSubject
  look: FirstLook
  /** What was understood or chosen before, which stands. */
  chosen?: readonly rules.Guess[] | undefined
  /** Columns named for single fields, which win over guesses. */
  named?: ReadonlyMap<rules.Field, readonly number[]> | undefined
  settings: Settings
  source: string
  house: HouseFrame
  now: Date
}

function guessesFor({ subject, look, chosen, named }: Asked): rules.Guess[] {
  if (chosen) return look.headings.map((_, at) => chosen[at] ?? { field: null, guessedBy: null })
  const guesses = rules.guessMapping(subject, look.headings, look.hasHeader, look.sample.slice(0, 200))
  for (const [field, columns] of named ?? []) {
    for (const guess of guesses) if (guess.field === field) Object.assign(guess, { field: null, guessedBy: null })
    for (const at of columns) guesses[at] = { field, guessedBy: 'person' }
  }
  return guesses
}

/** The currency of the amounts, or the question for it: amounts that the house's own currency cannot have. */
function currencyFor(
  { subject, look, settings, house }: Asked,
  fields: readonly (rules.Field | null)[],
): { currency: string; question?: rules.Question } {
  const currency = settings.currency ?? settings.fixed.currency ?? house.currency
  const isKnown = settings.currency !== null || settings.fixed.currency !== undefined || fields.includes('currency')
  const at = fields.indexOf(subject === 'catalogue' ? 'price' : 'amount')
  if (subject === 'customers' || isKnown || at < 0) return { currency }
  const cells = look.sample.map((row) => row[at] ?? '').filter((cell) => /\d/.test(cell))
  const unread = cells.filter((cell) => 'problem' in readAmount(cell, currency, settings.decimalMark ?? undefined)).length
  if (unread * 5 <= cells.length) return { currency }
  const choices = [...new Set([house.currency, 'USD', 'EUR', 'GBP'])]
  return { currency, question: { code: 'currency', field: 'currency', choices } }
}

const DAYS: readonly rules.Field[] = ['birthday', 'at', 'starts', 'ends', 'coming-on']

/** Settles how every row of a file is read, and what is still to be asked. */
export function understand(asked: Asked): Understood {
  const { subject, look, settings, house, now } = asked
  const guesses = guessesFor(asked)
  const fields = guesses.map(({ field }) => field)
  const dayColumns = fields.flatMap((field, at) => (field !== null && DAYS.includes(field) ? [at] : []))
  const proven = rules.provenOrder(dayColumns.flatMap((at) => look.sample.map((row) => row[at] ?? '')))
  const { currency, question } = currencyFor(asked, fields)
  const fixed = settings.fixed
  return {
    guesses,
    questions: [
      ...rules.headerQuestions(look.headings, guesses),
      ...rules.missingColumns(subject, look.headings, fields, fixed),
      ...(question ? [question] : []),
    ],
    plan: {
      subject,
      source: asked.source,
      fields,
      fixed,
      dateOrder: settings.dateOrder === 'auto' ? (proven ?? 'day-first') : settings.dateOrder,
      isOrderSaid: settings.dateOrder !== 'auto',
      epoch: look.epoch,
      currency,
      decimalMark: settings.decimalMark ?? decimalMarkOf(look, fields, currency),
      zone: house.zone,
      country: 'VN',
      customerLanguage: 'vi',
      leaveEmpty: new Set(settings.leaveEmpty),
      overwrite: settings.overwrite,
      today: dayIn(house.zone, now.getTime()),
      now,
    },
  }
}

/** The mark before decimals that some amounts prove for the others of their column. */
function decimalMarkOf(look: FirstLook, fields: readonly (rules.Field | null)[], currency: string): '.' | ',' | undefined {
  const at = Math.max(fields.indexOf('amount'), fields.indexOf('price'))
  if (at < 0 || currency === 'VND') return undefined
  const ends = look.sample.map((row) => /([.,])\d{1,2}$/.exec((row[at] ?? '').trim())?.[1])
  const points = ends.filter((mark) => mark === '.').length
  const commas = ends.filter((mark) => mark === ',').length
  if (points > 0 && commas === 0) return '.'
  return commas > 0 && points === 0 ? ',' : undefined
}
