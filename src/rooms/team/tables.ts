import type { Generated } from 'kysely'
import type { Role } from '../../values/rights.ts'

type House = {
  only_one: Generated<boolean>
  name: string
  trade: string
  zone: string
  currency: string
  language: string
  is_started: boolean
  version: number
}

type Staff = {
  staff_id: string
  name: string
  mail: string
  role: Role
  password_hash: string | null
  language: string
  look: string
  extension: string | null
  factor_secret: string | null
  factor_since: Date | null
  factor_last_step: number | null
  is_locked_out: Generated<boolean>
  is_sample: Generated<boolean>
  created_at: Date
  version: Generated<number>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    house: House
    staff: Staff
    session: { token_hash: string; session_id: string; staff_id: string; created_at: Date; last_seen_at: Date; expires_at: Date }
    api_token: {
      token_id: string
      token_hash: string
      name: string
      role: Role
      created_at: Date
      last_used_at: Date | null
      revoked_at: Date | null
    }
    start_link: { token_hash: string; created_at: Date }
  }
}
