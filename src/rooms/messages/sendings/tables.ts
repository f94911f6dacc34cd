import type { Generated } from 'kysely'
import type { GateRule, MessageChannel, MessageState, Purpose, SendingState } from '../contract.ts'

type SendingTable = {
  sending_id: string
  kind: 'newsletter' | 'personal' | 'journey' | 'card' | 'test' | 'service'
  letter_id: string | null
  letter_number: number | null
  title: string
  purpose: Purpose
  topic_id: string | null
  channels: MessageChannel[]
  /** JSON; the driver reads it as an object and takes it as text. */
  audience: Generated<unknown>
  is_live: Generated<boolean>
  state: SendingState
  starts_at: Date | null
  late_after_minutes: Generated<number>
  expires_at: Date | null
  holdout: Generated<number>
  holdout_salt: Generated<string>
  epoch: string | null
  why: string | null
  counts: Generated<unknown>
  progress: Generated<unknown>
  planned_at: Date | null
  started_at: Date | null
  ended_at: Date | null
  made_by: string | null
  made_by_name: string | null
  made_at: Date
  is_sample: Generated<boolean>
  version: Generated<number>
}

type MessageTable = {
  customer_id: string
  message_id: string
  sending_id: string
  letter_id: string | null
  letter_number: number | null
  channel: MessageChannel
  purpose: Purpose
  topic_id: string | null
  class: 'advertising' | 'relationship' | 'service'
  address: string | null
  address_hash: string | null
  state: MessageState
  rule: GateRule | null
  not_before: Date | null
  expires_at: Date | null
  lease_until: Date | null
  lease_by: string | null
  attempts: Generated<number>
  blocks: number[] | null
  /** JSON; the driver reads it as an object and takes it as text. */
  own: unknown
  provider_id: string | null
  reply: string | null
  planned_at: Date
  submitted_at: Date | null
  accepted_at: Date | null
  ended_at: Date | null
  has_offer: Generated<boolean>
  must_reach_before: Date | null
  least_blocks: number | null
  first_customer_id: string
  is_sample: Generated<boolean>
}

type GateVerdictTable = {
  customer_id: string
  verdict_id: string
  message_id: string | null
  sending_id: string | null
  stage: 'plan' | 'claim' | 'asked'
  answer: 'pass' | 'wait' | 'no'
  rule: GateRule | null
  law: string
  rules_version: string
  not_before: Date | null
  inputs: unknown
  at: Date
  first_customer_id: string
  is_sample: Generated<boolean>
}

type ReservationTable = {
  customer_id: string
  message_id: string
  channel: MessageChannel
  class: 'advertising' | 'relationship' | 'service'
  at: Date
  address_hash: string | null
  purpose: Purpose | null
  topic_id: string | null
  is_spent: Generated<boolean>
  first_customer_id: string
}

type MessageEventTable = {
  customer_id: string
  event_id: string
  message_id: string
  kind:
    | 'accepted'
    | 'delivered'
    | 'delayed'
    | 'bounced'
    | 'refused'
    | 'complained'
    | 'answered'
    | 'auto-answered'
    | 'left'
    | 'unknown'
    | 'retried'
  at: Date
  source: string
  detail: Generated<unknown>
  first_customer_id: string
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    sending: SendingTable
    message: MessageTable
    gate_verdict: GateVerdictTable
    reservation: ReservationTable
    message_event: MessageEventTable
    installation: { is_only: Generated<boolean>; epoch: string; made_at: Date }
    sending_rule: { is_only: Generated<boolean>; most_in_month: number; quiet_from: number; quiet_until: number }
  }
}
