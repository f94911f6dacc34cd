import type { z } from 'zod'
import { fieldsOf, type importRow, type importView } from './contract.ts'
import type { Import } from './store.ts'

/** A line of the list of imports. */
export const viewImportRow = (one: Import): z.input<typeof importRow> => ({
  id: one.id,
  subject: one.subject,
  source: one.source,
  fileName: one.fileName,
  state: one.state,
  phase: one.phase as z.input<typeof importRow>['phase'],
  rowsDone: one.rowsDone,
  rowsAll: one.rowsAll,
  report: one.report,
  refusal: one.refusal,
  canUndo: one.state === 'done',
  createdAt: one.createdAt.toISOString(),
  createdByName: one.createdByName,
  finishedAt: one.finishedAt?.toISOString() ?? null,
  version: one.version,
})

export const viewImport = (one: Import): z.input<typeof importView> => ({
  ...viewImportRow(one),
  format: one.understood.format,
  sheets: one.understood.sheets,
  sheet: one.understood.sheet,
  separator: one.understood.separator,
  encoding: one.understood.encoding,
  hasHeader: one.understood.hasHeader,
  columns: one.understood.columns,
  fields: [...fieldsOf[one.subject]],
  settings: one.settings,
  questions: one.understood.questions,
  undone: one.undone,
})
