import type { Generated } from 'kysely'
import type { Following } from './rules.ts'

type OutcomeTable = {
  customer_id: string
  act_key: string
  kind: string
  proposed_on: string | null
  done_at: Date | null
  staff_id: string | null
  staff_name: string | null
  since: Date
  until: Date
  followed: Following | null
  followed_on: string | null
  first_customer_id: string
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    care_outcome: OutcomeTable
  }
}
