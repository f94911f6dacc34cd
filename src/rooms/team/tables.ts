import type { Generated } from 'kysely'
import type { Permission, Role } from '../../values/rights.ts'

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
  spoken_as: string | null
  away_until: string | null
  /** Sealed; without `factor_since` it is begun and not in force. */
  factor_secret: string | null
  factor_since: Date | null
  factor_last_step: number | null
  last_seen_at: Date | null
  is_locked_out: Generated<boolean>
  is_sample: Generated<boolean>
  created_at: Date
  version: Generated<number>
}

type Session = {
  token_hash: string
  session_id: string
  staff_id: string
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  looks_as_role: Role | null
  looks_as_staff: string | null
}

type ApiToken = {
  token_id: string
  token_hash: string
  name: string
  role: Role
  scopes: Permission[] | null
  made_by: string | null
  expires_at: Date | null
  created_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}

type Invitation = {
  invitation_id: string
  token_hash: string
  name: string
  mail: string | null
  role: Role
  invited_by: string | null
  created_at: Date
  expires_at: Date
  accepted_at: Date | null
  staff_id: string | null
  revoked_at: Date | null
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    house: House
    staff: Staff
    session: Session
    api_token: ApiToken
    start_link: { token_hash: string; created_at: Date }
    invitation: Invitation
    recovery_code: { staff_id: string; code_hash: string; used_at: Date | null }
    staff_mood: { staff_id: string; day: string; mood: number; words: string | null }
    praise: {
      praise_id: string
      staff_id: string
      from_staff_id: string | null
      customer_id: string | null
      words: string
      about_kind: 'act' | 'promise' | 'thanks' | null
      about_words: string | null
      at: Date
      is_sample: Generated<boolean>
    }
  }
}
