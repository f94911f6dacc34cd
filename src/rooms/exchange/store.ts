import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { ImportSubject, importColumn, importStates } from './contract.ts'
import type { Field, Question } from './rules.ts'
import type { Report } from './tally.ts'
import type { Settings } from './understand.ts'
import './tables.ts'

export type ImportState = (typeof importStates)[number]

/** What the first look at a file gave, as it is kept and shown. */
export type Understanding = {
  format: 'csv' | 'xlsx'
  sheets: string[]
  sheet: string | null
  separator: string | null
  encoding: string | null
  hasHeader: boolean
  epoch: 1900 | 1904
  /** What the first rows proved about all of them. */
  proven: { dateOrder: 'day-first' | 'month-first'; decimalMark?: '.' | ',' }
  columns: z.output<typeof importColumn>[]
  questions: Question[]
  /** Whether a person named the source; else it is chosen anew with every look. */
  isSourceSaid: boolean
}

export type Import = {
  id: string
  subject: ImportSubject
  source: string
  fileName: string
  state: ImportState
  mapping: (Field | null)[]
  settings: Settings
  understood: Understanding
  report: Report | null
  undone: { removed: number; restored: number; kept: number } | null
  refusal: string | null
  phase: string | null
  rowsDone: number
  rowsAll: number | null
  createdBy: string | null
  createdByName: string | null
  createdAt: Date
  finishedAt: Date | null
  version: number
}

const toImport = (row: Selectable<Schema['import']>): Import => ({
  id: row.import_id,
  subject: row.subject,
  source: row.source,
  fileName: row.file_name,
  state: row.state,
  mapping: row.mapping as Import['mapping'],
  settings: row.settings as Settings,
  understood: row.understood as Understanding,
  report: row.report as Report | null,
  undone: row.undone as Import['undone'],
  refusal: row.refusal,
  phase: row.phase,
  rowsDone: row.rows_done,
  rowsAll: row.rows_all,
  createdBy: row.created_by,
  createdByName: row.created_by_name,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
  version: row.version,
})

export async function add(db: Db, one: Import): Promise<void> {
  await db
    .insertInto('import')
    .values({
      import_id: one.id,
      subject: one.subject,
      source: one.source,
      file_name: one.fileName,
      state: one.state,
      mapping: JSON.stringify(one.mapping),
      settings: JSON.stringify(one.settings),
      understood: JSON.stringify(one.understood),
      report: null,
      undone: null,
      refusal: null,
      phase: null,
      rows_all: one.rowsAll,
      heard_at: null,
      created_by: one.createdBy,
      created_by_name: one.createdByName,
      created_at: one.createdAt,
      finished_at: null,
    })
    .execute()
}

export async function find(db: Db, importId: string): Promise<Import | undefined> {
  const row = await db.selectFrom('import').selectAll().where('import_id', '=', importId).executeTakeFirst()
  return row && toImport(row)
}

export async function findForUpdate(db: Db, importId: string): Promise<Import | undefined> {
  const row = await db.selectFrom('import').selectAll().where('import_id', '=', importId).forUpdate().executeTakeFirst()
  return row && toImport(row)
}

export async function latest(db: Db, limit: number): Promise<Import[]> {
  const rows = await db.selectFrom('import').selectAll().orderBy('created_at', 'desc').orderBy('import_id', 'desc').limit(limit).execute()
  return rows.map(toImport)
}

/** Changes how a file is understood; a count made before counts no more. */
export async function understandAnew(
  db: Db,
  one: Pick<Import, 'id' | 'source' | 'mapping' | 'settings' | 'understood' | 'version'>,
): Promise<void> {
  await db
    .updateTable('import')
    .set({
      state: 'draft',
      source: one.source,
      mapping: JSON.stringify(one.mapping),
      settings: JSON.stringify(one.settings),
      understood: JSON.stringify(one.understood),
      report: null,
      version: one.version + 1,
    })
    .where('import_id', '=', one.id)
    .execute()
}

type Moved = Partial<{
  report: Report | null
  undone: Import['undone']
  refusal: string | null
  finishedAt: Date | null
  rowsDone: number
  rowsAll: number | null
}>

/** Moves an import on, if it is still in one of these states; says whether it was. */
export async function move(db: Db, importId: string, from: readonly ImportState[], to: ImportState, set: Moved = {}): Promise<boolean> {
  const done = await db
    .updateTable('import')
    .set((is) => ({
      state: to,
      version: is('version', '+', 1),
      wants_cancel: false,
      phase: null,
      heard_at: null,
      ...(set.report === undefined ? {} : { report: set.report && JSON.stringify(set.report) }),
      ...(set.undone === undefined ? {} : { undone: set.undone && JSON.stringify(set.undone) }),
      ...(set.refusal === undefined ? {} : { refusal: set.refusal }),
      ...(set.finishedAt === undefined ? {} : { finished_at: set.finishedAt }),
      ...(set.rowsDone === undefined ? {} : { rows_done: set.rowsDone }),
      ...(set.rowsAll === undefined ? {} : { rows_all: set.rowsAll }),
    }))
    .where('import_id', '=', importId)
    .where('state', 'in', from)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Says how far an import is; answers whether somebody wants it stopped. */
export async function noteProgress(db: Db, importId: string, phase: string, rowsDone: number): Promise<boolean> {
  const row = await db
    .updateTable('import')
    .set({ phase, rows_done: rowsDone, heard_at: sql<Date>`now()` })
    .where('import_id', '=', importId)
    .returning('wants_cancel')
    .executeTakeFirst()
  return row?.wants_cancel ?? true
}

/** Asks the work to stop; says whether there is any: what only waits for its turn can be stopped at once. */
export async function wantCancel(db: Db, importId: string): Promise<boolean> {
  const row = await db
    .updateTable('import')
    .set({ wants_cancel: true })
    .where('import_id', '=', importId)
    .returning('heard_at')
    .executeTakeFirst()
  return row?.heard_at !== null
}

/** Imports whose process is gone say so: nothing of them was written, and they can be begun again. */
export async function settleAbandoned(db: Db): Promise<void> {
  await sql`update import set heard_at = null, phase = null, wants_cancel = false, version = version + 1,
    state = case state when 'running' then 'failed' when 'previewing' then 'draft' else 'done' end,
    refusal = case state when 'running' then 'interrupted' else refusal end
    where state in ('running', 'previewing', 'undoing') and heard_at < now() - interval '60 seconds'`.execute(db)
}

/** The sources that finished imports brought codes of. */
export async function knownSources(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('import').select('source').distinct().where('state', '=', 'done').execute()
  return rows.map(({ source }) => source)
}

/** Of these codes, those that a source holds, each with the folded name of its customer. */
export async function holdersOf(db: Db, source: string, codes: readonly string[]): Promise<Map<string, string>> {
  const values = codes.map((code) => `${source}:${code}`)
  const found = await sql<{ value: string; customer_id: string }>`select value, customer_id from sole_identity
    where kind = 'source' and value = any(${values}::text[])`.execute(db)
  const named = await sql<{ customer_id: string; name_fold: string }>`select customer_id, name_fold from customer
    where customer_id = any(${found.rows.map((row) => row.customer_id)}::uuid[])`.execute(db)
  const names = new Map(named.rows.map((row) => [row.customer_id, row.name_fold]))
  return new Map(found.rows.map((row) => [row.value.slice(source.length + 1), names.get(row.customer_id) ?? '']))
}

/** Forgets a rehearsal that nobody comes back to. */
export async function forget(db: Db, importId: string): Promise<void> {
  await db
    .deleteFrom('import')
    .where('import_id', '=', importId)
    .where('state', 'in', ['draft', 'previewing', 'previewed', 'failed'])
    .execute()
}
