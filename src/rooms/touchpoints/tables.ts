import type { Generated } from 'kysely'

type TouchpointTable = {
  customer_id: string
  at: Date
  touchpoint_id: string
  kind: string
  channel: string | null
  place: string | null
  body: string | null
  outcome: string | null
  feeling: string | null
  is_pinned: Generated<boolean>
  staff_id: string | null
  staff_name: string | null
  about_kind: string | null
  about_id: string | null
  /** JSON; the driver reads it as an object and takes it as text. */
  details: unknown
  import_id: string | null
  first_customer_id: string
  version: Generated<number>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    touchpoint: TouchpointTable
  }
}
