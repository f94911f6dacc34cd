import type { Generated } from 'kysely'
import type { CallState } from './call.ts'

type CallTable = {
  call_id: string
  token_id: string
  source_id: string
  from_number: string | null
  to_number: string | null
  extension: string | null
  state: CallState
  rang_at: Date
  answered_at: Date | null
  ended_at: Date | null
  heard_at: Date
  customer_id: string | null
  chosen_by: string | null
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    call: CallTable
    call_bridge: { token_id: string; last_alive_at: Date | null; last_call_at: Date | null; silent_since: Date | null }
  }
}
