import type { Generated } from 'kysely'

type StandardTable = {
  standard_id: string
  name: string
  level: 'house' | 'tier' | 'customer'
  /** JSON; the driver reads it as an object and takes it as text. */
  match: Generated<unknown>
  rank: Generated<number>
  is_retired: Generated<boolean>
  is_sample: Generated<boolean>
  version: Generated<number>
}

/** JSON columns are read as objects and written as text. */
type StandardVersionTable = {
  standard_version_id: string
  standard_id: string
  effective_from: Date
  effective_to: Date | null
  calendar_id: string
  targets: unknown
  levels: Generated<unknown>
  at_risk_fraction: Generated<number>
  tells_by_itself: Generated<boolean>
  made_at: Date
  made_by: string | null
  made_by_name: string | null
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    standard: StandardTable
    standard_version: StandardVersionTable
  }
}
