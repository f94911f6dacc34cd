import type { Field, Import, ImportColumn, Report } from './steps.ts'

/** Code → cells. */
export type Counts = Readonly<Record<string, number>>
export type ColumnCounts = { repaired: Counts; doubtful: Counts; unreadable: Counts }

const phones = ['phone', 'customer-phone', 'zalo']
const days = ['birthday', 'at', 'starts', 'ends', 'coming-on']
const names = ['name', 'family-name', 'given-name', 'customer-name']

/** Where a repair or doubt can only come from; the others may stand in any column. */
const homes: Readonly<Record<string, readonly string[]>> = {
  'lost-zero': phones,
  'old-prefix': phones,
  'country-code': phones,
  'trunk-zero': phones,
  'decimal-tail': phones,
  'several-in-one': phones,
  'unknown-prefix': phones,
  recased: names,
  'serial-date': days,
  date: days,
  country: ['country'],
  kind: ['kind'],
  state: ['state'],
  'paid-by': ['paid-by'],
  'item-kind': ['kind'],
  'item-state': ['state'],
  'taken-alias': ['aliases'],
  'refuted-before': ['likes', 'avoids'],
}

/** What concerns whole rows, not one column; the matches say it. */
const ofRows: readonly string[] = ['duplicate', 'shared-phone']

/** Gives the counts of the whole file to the columns: to the one that showed such a cell, else to the only one that can have it. */
function spread(of: (column: ImportColumn) => Counts, columns: readonly ImportColumn[], all: Counts): Counts[] {
  const counts = columns.map((column) => Object.fromEntries(Object.entries(of(column)).filter(([code]) => !ofRows.includes(code))))
  for (const [code, n] of Object.entries(all)) {
    if (ofRows.includes(code)) continue
    const shown = columns.flatMap((column, at) => ((of(column)[code] ?? 0) > 0 ? [at] : []))
    const can = columns.flatMap((column, at) => (column.field && homes[code]?.includes(column.field) ? [at] : []))
    const at = shown.length > 0 ? shown : can
    const only = counts[at[0] ?? -1]
    if (at.length === 1 && only) only[code] = n
  }
  return counts
}

function refusedBy(columns: readonly ImportColumn[], report: Report): Counts[] {
  return columns.map((column) => {
    const counts: Record<string, number> = {}
    for (const [code, n] of Object.entries(report.refusedFor)) {
      const fields = new Set(report.problems.filter((problem) => problem.code === code).map(({ field }) => field))
      if (!column.field || !fields.has(column.field)) continue
      counts[code] =
        fields.size === 1 ? n : report.problems.filter((problem) => problem.code === code && problem.field === column.field).length
    }
    return counts
  })
}

/** What was repaired, is doubtful and unreadable in each column: of the first rows, and of the whole file once it is counted. */
export function countsByColumn(columns: readonly ImportColumn[], report: Report | null): ColumnCounts[] {
  const repaired = spread(({ repaired }) => repaired, columns, report?.repaired ?? {})
  const doubtful = spread(({ doubtful }) => doubtful, columns, report?.doubtful ?? {})
  const unreadable = report ? refusedBy(columns, report) : columns.map((column) => column.unreadable)
  return columns.map((_, at) => ({ repaired: repaired[at] ?? {}, doubtful: doubtful[at] ?? {}, unreadable: unreadable[at] ?? {} }))
}

export const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, n) => sum + n, 0)

/** The kinds that occur, the most frequent first. */
export const mostFirst = (counts: Counts): [string, number][] =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))

/** How many of the columns have a place, and whether all were found without help. */
export function placed(columns: readonly ImportColumn[]): { done: number; of: number; isGuessed: boolean } {
  return {
    done: columns.filter(({ field }) => field !== null).length,
    of: columns.length,
    isGuessed: columns.every(({ guessedBy }) => guessedBy !== 'person'),
  }
}

export type Refused = { code: string; rows: number; field: string | null; lines: number[] }

/** Why rows are left out, the most frequent reason first; `field` where all known rows of it agree, `lines` the first of them. */
export function refusedGroups(report: Report): Refused[] {
  return mostFirst(report.refusedFor).map(([code, rows]) => {
    const problems = report.problems.filter((problem) => problem.code === code)
    const fields = new Set(problems.map(({ field }) => field))
    return { code, rows, field: fields.size === 1 ? (problems[0]?.field ?? null) : null, lines: problems.map(({ line }) => line) }
  })
}

/** Fields without which a row has nothing to say: their unreadable cells can't be left empty. */
const needed: readonly string[] = [
  'name',
  'family-name',
  'given-name',
  'customer',
  'customer-name',
  'customer-phone',
  'customer-mail',
  'at',
  'amount',
  'code',
  'kind',
  'state',
]

/** Whether the rows of this reason can be kept by leaving the one cell empty. */
export const mayLeaveEmpty = ({ code, field }: Pick<Refused, 'code' | 'field'>): boolean =>
  field !== null && code !== 'card-number' && !needed.includes(field)

/** Customers or orders that were known before and stay as they are; the report counts repeated rows among them. */
export const sameOf = (report: Report): number => Math.max(0, report.unchanged - (report.repaired.duplicate ?? 0))

/** Fields of what is known that a file may write over; the others only ever grow. An order stays as it was. */
const overwritable: Record<Import['subject'], readonly string[]> = {
  customers: ['name', 'form', 'language', 'country', 'birthday', 'address', 'card'],
  orders: [],
  catalogue: ['name-en', 'kind', 'group', 'benefit', 'benefit-en', 'for-whom', 'for-whom-en', 'differs', 'differs-en', 'price', 'cost'],
}

/** Parts of a name are the name. */
export const overwrittenAs = (field: Field | null, subject: Import['subject']): Field | undefined => {
  const whole = field === 'family-name' || field === 'given-name' ? 'name' : field
  return whole !== null && overwritable[subject].includes(whole) ? (whole as Field) : undefined
}

/** The place, from 1, of the column that can settle a doubt; undefined where no column alone can. */
export function columnToSettle(columns: readonly ImportColumn[], code: string): number | undefined {
  const at = columns.findIndex(({ doubtful, field }) => (doubtful[code] ?? 0) > 0 || (field !== null && homes[code]?.includes(field)))
  return at < 0 ? undefined : at + 1
}

/** Rows of the file that the same customer fills twice, and those whose contacts lead to somebody of another name. */
export const doublesOf = (report: Report): number => (report.repaired.duplicate ?? 0) + (report.doubtful['shared-phone'] ?? 0)
