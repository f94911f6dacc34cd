import type { Generated } from 'kysely'
import type { LoyaltyState } from '../../loyalty/contract.ts'

type RhythmTable = { only: boolean; states: unknown; counted_at: Date | null; version: number }

type SilenceTable = { state: LoyaltyState; silent_days: number; touched: number; customers: number; is_sample: Generated<boolean> }

type QuietTable = {
  customer_id: string
  place: number
  state: LoyaltyState
  silent_days: number
  wanted_days: number
  last_contact_at: Date | null
  staff_id: string | null
  staff_name: string | null
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    care_rhythm: RhythmTable
    care_silence: SilenceTable
    care_quiet: QuietTable
  }
}
