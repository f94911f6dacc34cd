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

type TouchpointKindTable = {
  key: string
  name_vi: string
  name_en: string
  icon: string
  rank: Generated<number>
  is_retired: Generated<boolean>
  version: Generated<number>
}

type PassingTable = {
  passing_id: string
  at: Date
  kind: 'walk-in' | 'call' | 'message'
  channel: string | null
  heard_from: string | null
  words: string | null
  customer_id: string | null
  told_customer: Generated<boolean>
  staff_id: string | null
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    touchpoint: TouchpointTable
    touchpoint_kind: TouchpointKindTable
    passing: PassingTable
  }
}
