import { z } from 'zod'
import { currency, id, line, pageSize, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'

export const importSubjects = ['customers', 'orders', 'catalogue'] as const
export type ImportSubject = (typeof importSubjects)[number]

/** A draft is understood, not counted; a previewed one is counted, not written. */
export const importStates = ['draft', 'previewing', 'previewed', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const

/** What a column of a list of customers can be. Several columns may be phone, mail, note, tags, likes, avoids. */
export const customerFields = [
  'name',
  'family-name',
  'given-name',
  'call-name',
  'kind',
  'form',
  'phone',
  'mail',
  'zalo',
  'facebook',
  'birthday',
  'address',
  'country',
  'language',
  'note',
  'likes',
  'avoids',
  'tags',
  'code',
  'loyalty-card',
  'tax',
  'card',
] as const

/** What a column of a list of orders can be. */
export const orderFields = [
  'customer',
  'customer-name',
  'customer-phone',
  'customer-mail',
  'at',
  'time',
  'amount',
  'currency',
  'code',
  'kind',
  'state',
  'starts',
  'ends',
  'product',
  'quantity',
  'room',
  'view',
  'size',
  'channel',
  'discount',
  'cost',
  'paid-by',
  'card-brand',
  'card',
] as const

/** What a column of a list of goods, rooms or services can be. Several columns may be aliases, topics, contents. */
export const itemFields = [
  'name',
  'name-en',
  'aliases',
  'kind',
  'group',
  'benefit',
  'benefit-en',
  'for-whom',
  'for-whom-en',
  'differs',
  'differs-en',
  'topics',
  'contents',
  'price',
  'cost',
  'currency',
  'state',
  'coming-on',
] as const

type ImportField = (typeof customerFields)[number] | (typeof orderFields)[number] | (typeof itemFields)[number]

/** What the columns of each list can be. */
export const fieldsOf: Record<ImportSubject, readonly ImportField[]> = {
  customers: customerFields,
  orders: orderFields,
  catalogue: itemFields,
}

export const importFields = [...new Set(Object.values(fieldsOf).flat())] as [string, ...string[]]

export const dateOrders = ['day-first', 'month-first'] as const
export const decimalMarks = ['.', ','] as const

export const importSettings = z.object({
  /** `auto`: what the file's own days say, else day-first. */
  dateOrder: z.enum(['auto', ...dateOrders]),
  /** For orders without a currency column; null is the house's. */
  currency: currency.nullable(),
  /** The mark before decimals where amounts leave it open; null: as each amount says. */
  decimalMark: z.enum(decimalMarks).nullable(),
  /** Fields whose unreadable cells are left empty instead of refusing the row. */
  leaveEmpty: z.array(z.enum(importFields)),
  /** Fields of known customers that the file may overwrite; all others are only filled where empty. */
  overwrite: z.array(z.enum(importFields)),
  /** Fixed values for fields that have no column: `{ kind: 'stay' }`. */
  fixed: z.record(z.string(), z.string()),
})

/** What has to be answered before anything is counted or written. */
export const importQuestion = z.object({
  /** `duplicate-header`, `missing-column`, `currency`, `source`, `sheet`. */
  code: z.string(),
  field: z.string(),
  choices: z.array(z.string()),
})

export const importProblem = z.object({
  /** Line of the file, counted from 1. */
  line: z.int(),
  field: z.string().nullable(),
  code: z.string(),
  /** The reason in the language of the person. */
  message: z.string(),
})

const counts = z.record(z.string(), z.int())

export const importReport = z.object({
  rows: z.int(),
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  /** Customers that an import of orders made from their codes. */
  customersAdded: z.int(),
  /** Kind of repair → how often: `lost-zero`, `old-prefix`, `recased`, `nfc`, `formula-as-text`, `duplicate` … */
  repaired: counts,
  /** Kind of doubt → rows: `date` (day and month could be swapped), `shared-phone` (one number, another name) … */
  doubtful: counts,
  /** Sums of the amounts of the file in minor units, refunds negative, one line a currency. */
  totals: z.array(z.object({ currency: z.string(), minor: z.int() })),
  /** Reason → rows. */
  refusedFor: counts,
  /** The first 200. */
  problems: z.array(importProblem),
})

export const importColumn = z.object({
  /** The column's heading as written; `Cột 3` where the file has none. */
  header: z.string(),
  field: z.enum(importFields).nullable(),
  /** Whether the field was guessed from the heading, from the cells, or chosen by somebody. */
  guessedBy: z.enum(['header', 'cells', 'person']).nullable(),
  /** First cells with content, and what would be stored; `becomes` is null where the cell cannot be read. */
  examples: z.array(z.object({ cell: z.string(), becomes: z.string().nullable(), problem: z.string().nullable() })),
  /** Among the first rows: kind of repair or doubt or problem → cells. */
  repaired: counts,
  doubtful: counts,
  unreadable: counts,
})

export const importRow = z.object({
  id,
  subject: z.enum(importSubjects),
  /** Which system the codes in the file belong to. */
  source: z.string(),
  fileName: z.string(),
  state: z.enum(importStates),
  /** What a running import does just now. */
  phase: z.enum(['reading', 'matching', 'writing']).nullable(),
  rowsDone: z.int(),
  /** Known after the first count; an estimate before. */
  rowsAll: z.int().nullable(),
  /** Present once counted (preview) or done. */
  report: importReport.nullable(),
  /** Why the file as a whole was refused or the import failed: a stable code. */
  refusal: z.string().nullable(),
  canUndo: z.boolean(),
  createdAt: z.string(),
  createdByName: z.string().nullable(),
  finishedAt: z.string().nullable(),
  version,
})

export const importView = importRow.extend({
  format: z.enum(['csv', 'xlsx']),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  separator: z.string().nullable(),
  encoding: z.string().nullable(),
  hasHeader: z.boolean(),
  columns: z.array(importColumn),
  /** Fields that this subject knows, for the choice beside each column. */
  fields: z.array(z.enum(importFields)),
  settings: importSettings,
  questions: z.array(importQuestion),
  /** What an undo kept because people had written about it since. */
  undone: z.object({ removed: z.int(), restored: z.int(), kept: z.int() }).nullable(),
})

const one = z.object({ importId: id })

export const createImport = route({
  name: 'createImport',
  method: 'POST',
  path: '/api/imports',
  door: 'imports.run',
  summary: 'Takes a CSV file or spreadsheet and says how it is understood; nothing is imported yet.',
  query: z.strictObject({
    subject: z.enum(importSubjects),
    /** Which system the codes belong to; guessed where it is not said. */
    source: line(60).optional(),
  }),
  takesFile: true,
  answer: importView,
  status: 201,
  /** `exchange.file_refused` names the reason in `fields.file`: `encoding-cp1258`, `sheet-doctype` … */
  refusals: ['exchange.no_file', 'exchange.file_refused'],
})

export const updateImport = route({
  name: 'updateImport',
  method: 'PATCH',
  path: '/api/imports/:importId',
  door: 'imports.run',
  summary: 'Changes which column is what, the settings, or answers a question.',
  params: one,
  body: z.strictObject({
    /** One entry per column, in the file's order; null leaves a column out. */
    mapping: z.array(z.enum(importFields).nullable()).max(1000).optional(),
    settings: importSettings.partial().strict().optional(),
    source: line(60).optional(),
    sheet: line(100).optional(),
    /** `choice` is one of the question's choices. */
    answers: z.array(z.strictObject({ code: z.string().max(40), field: z.string().max(40), choice: line(200) })).optional(),
    version,
  }),
  answer: importView,
  refusals: ['exchange.changed_meanwhile', 'exchange.not_now', 'exchange.file_refused', 'exchange.mapping_wrong'],
})

export const previewImport = route({
  name: 'previewImport',
  method: 'POST',
  path: '/api/imports/:importId/preview',
  door: 'imports.run',
  summary: 'Counts what an import would add, change and refuse; nothing is written.',
  params: one,
  answer: importView,
  status: 202,
  refusals: ['exchange.not_now', 'exchange.questions_open'],
})

export const runImport = route({
  name: 'runImport',
  method: 'POST',
  path: '/api/imports/:importId/run',
  door: 'imports.run',
  summary: 'Imports, in the background, wholly or not at all.',
  params: one,
  answer: importView,
  status: 202,
  refusals: ['exchange.not_now', 'exchange.questions_open'],
})

export const cancelImport = route({
  name: 'cancelImport',
  method: 'POST',
  path: '/api/imports/:importId/cancel',
  door: 'imports.run',
  summary: 'Stops a preview or an import within two seconds; nothing of it stays.',
  params: one,
  answer: importView,
  refusals: ['exchange.not_now'],
})

export const undoImport = route({
  name: 'undoImport',
  method: 'POST',
  path: '/api/imports/:importId/undo',
  door: 'imports.run',
  summary: 'Takes an import back, in the background; customers about whom people wrote since are kept and counted.',
  params: one,
  answer: importView,
  status: 202,
  refusals: ['exchange.not_now'],
})

export const getImport = route({
  name: 'getImport',
  method: 'GET',
  path: '/api/imports/:importId',
  door: 'imports.run',
  summary: 'How an import is understood, how far it is, and what came of it.',
  params: one,
  answer: importView,
})

export const listImports = route({
  name: 'listImports',
  method: 'GET',
  path: '/api/imports',
  door: 'imports.run',
  summary: 'Imports, newest first.',
  query: z.strictObject({ limit: pageSize(100, 20) }),
  answer: z.object({ imports: z.array(importRow) }),
})

export const getRefusedRows = route({
  name: 'getRefusedRows',
  method: 'GET',
  path: '/api/imports/:importId/refused',
  door: 'imports.run',
  summary: 'The rows that were refused, each with its line and the reason, as the text of a CSV file.',
  params: one,
  isTraced: 'export',
  answer: z.object({ fileName: z.string(), csv: z.string() }),
})
