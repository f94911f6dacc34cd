import type { Generated } from 'kysely'

type CalendarTable = {
  calendar_id: string
  name: string
  is_house: Generated<boolean>
  is_retired: Generated<boolean>
  is_sample: Generated<boolean>
  version: Generated<number>
}

/** JSON columns are read as objects and written as text. */
type CalendarVersionTable = {
  calendar_version_id: string
  calendar_id: string
  effective_from: Date
  zone: string
  weekly: unknown
  closed: Generated<unknown>
  special: Generated<unknown>
  reasons: Generated<unknown>
  is_always: Generated<boolean>
  made_at: Date
  made_by: string | null
  made_by_name: string | null
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    calendar: CalendarTable
    calendar_version: CalendarVersionTable
  }
}
