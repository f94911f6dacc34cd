import type { Generated } from 'kysely'
import type { ImportSubject, importStates } from './contract.ts'

type ImportTable = {
  import_id: string
  subject: ImportSubject
  source: string
  file_name: string
  state: (typeof importStates)[number]
  /** JSON; the driver reads it as an object and takes it as text. So are the next five. */
  mapping: unknown
  settings: unknown
  understood: unknown
  report: unknown
  undone: unknown
  refusal: string | null
  phase: string | null
  rows_done: Generated<number>
  rows_all: number | null
  wants_cancel: Generated<boolean>
  heard_at: Date | null
  created_by: string | null
  created_by_name: string | null
  created_at: Date
  finished_at: Date | null
  version: Generated<number>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    import: ImportTable
    import_before: { import_id: string; customer_id: string; record: string; record_id: string; before: unknown }
  }
}
