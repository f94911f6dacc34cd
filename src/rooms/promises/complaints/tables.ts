import type { Generated } from 'kysely'
import type { AmendsKind } from '../slips/slip.ts'
import type {
  ComplaintCause,
  ComplaintComplexity,
  ComplaintDecision,
  ComplaintEventKind,
  ComplaintHeard,
  ComplaintState,
  ComplaintTouch,
  ComplaintWay,
} from './complaint.ts'

type ComplaintTable = {
  customer_id: string
  complaint_id: string
  number: number
  received_at: Date
  received_by: string | null
  received_by_name: string | null
  how: ComplaintWay
  touchpoint_kind: string | null
  place: string | null
  order_id: string | null
  words: string
  remedy_sought: string | null
  severity: number
  touches: ComplaintTouch | null
  complexity: ComplaintComplexity | null
  state: ComplaintState
  acknowledged_at: Date | null
  assessed_at: Date | null
  investigating_at: Date | null
  answered_at: Date | null
  closed_at: Date | null
  is_acknowledged_in_time: boolean | null
  is_answered_in_time: boolean | null
  cause: ComplaintCause | null
  cause_words: string | null
  fix: string | null
  amends: string | null
  amends_kind: AmendsKind | null
  amends_minor: number | null
  amends_currency: string | null
  needs_lead: boolean
  approved_by_name: string | null
  remedied_at: Date | null
  decision: ComplaintDecision | null
  decision_words: string | null
  heard: ComplaintHeard | null
  heard_words: string | null
  attempts: number
  follow_due: Date | null
  prevention: string | null
  acknowledging_id: string | null
  deciding_id: string | null
  acting_id: string | null
  prevention_id: string | null
  touchpoint_id: string
  thread_id: string | null
  first_customer_id: string
  is_sample: boolean
  version: Generated<number>
}

type ComplaintEventTable = {
  customer_id: string
  complaint_id: string
  event_id: string
  at: Date
  kind: ComplaintEventKind
  staff_id: string | null
  staff_name: string | null
  payload: unknown
  first_customer_id: string
  is_sample: boolean
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    complaint: ComplaintTable
    complaint_event: ComplaintEventTable
  }
}
