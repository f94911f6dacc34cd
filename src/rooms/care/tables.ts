import type { Generated } from 'kysely'

type CareActTable = {
  act_key: string
  customer_id: string | null
  state: 'taken' | 'done' | 'later' | 'refused'
  until: string | null
  outcome: string | null
  words: string | null
  /** JSON; the driver reads it as an object and takes it as text. */
  kept: unknown
  staff_id: string | null
  staff_name: string | null
  at: Date
  is_sample: Generated<boolean>
  version: Generated<number>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    care_act: CareActTable
  }
}
