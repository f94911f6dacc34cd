import type { Generated } from 'kysely'
import type { MessageChannel } from '../contract.ts'
import type { Act, GivenBy, Scope } from './rules.ts'

type TopicTable = {
  topic_id: string
  purpose: 'relationship' | 'newsletter' | 'offer' | 'survey'
  /** JSON {vi, en}; the driver reads it as an object and takes it as text. */
  names: unknown
  about: Generated<unknown>
  position: number
  is_open: Generated<boolean>
  is_sample: Generated<boolean>
  version: Generated<number>
}

type WordingTable = {
  wording_id: string
  language: 'vi' | 'en'
  manner: Generated<'written' | 'spoken'>
  words: string
  /** JSON {content, method, form, monthly}. */
  promises: unknown
  hash: string
  made_at: Date
  made_by: string | null
  is_current: boolean
  is_sample: Generated<boolean>
}

type ConsentEventTable = {
  customer_id: string
  event_id: string
  at: Date
  purpose: Scope['purpose']
  topic_id: string
  channel: Scope['channel']
  act: Act
  given_by: GivenBy
  method: string
  monthly: number | null
  until: Date | null
  wording_id: string | null
  door_id: string | null
  staff_id: string | null
  staff_name: string | null
  evidence: unknown
  first_customer_id: string
  is_sample: Generated<boolean>
}

type ConsentNowTable = {
  customer_id: string
  purpose: Scope['purpose']
  topic_id: string
  channel: Scope['channel']
  state: 'asked' | 'refused' | 'lapsed' | 'pending' | 'granted' | 'snoozed' | 'withdrawn' | 'objected' | 'erased'
  monthly: number | null
  until: Date | null
  since: Date
  event_id: string
}

type CustomerChoiceTable = {
  customer_id: string
  monthly: number | null
  paused_until: Date | null
  days: number[] | null
  from_hour: number | null
  until_hour: number | null
  channel: 'mail' | 'sms' | 'zalo' | 'paper' | null
  levels: Generated<unknown>
  updated_at: Date
  first_customer_id: string
  is_sample: Generated<boolean>
  version: Generated<number>
}

type ChoiceEventTable = {
  customer_id: string
  event_id: string
  at: Date
  given_by: GivenBy
  method: string
  staff_id: string | null
  staff_name: string | null
  before: unknown
  after: unknown
  first_customer_id: string
  is_sample: Generated<boolean>
}

type SuppressionTable = {
  channel: string
  address_hash: string
  reason: 'bounced' | 'invalid' | 'complained' | 'erased' | 'blocked'
  customer_id: string | null
  at: Date
  detail: string | null
  is_sample: Generated<boolean>
}

type SignupDoorTable = {
  door_id: string
  code: string
  kind: 'qr' | 'room-card' | 'form' | 'spoken'
  label: string
  topics: string[]
  monthly: Generated<number>
  is_double: boolean
  is_open: Generated<boolean>
  made_at: Date
  is_sample: Generated<boolean>
  version: Generated<number>
}

type SignupRequestTable = {
  token_hash: string
  door_id: string
  customer_id: string
  is_new: boolean
  topics: string[]
  channel: MessageChannel
  monthly: number
  wording_id: string | null
  evidence: unknown
  asked_at: Date
  expires_at: Date
  confirmed_at: Date | null
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    topic: TopicTable
    wording: WordingTable
    consent_event: ConsentEventTable
    consent_now: ConsentNowTable
    customer_choice: CustomerChoiceTable
    choice_event: ChoiceEventTable
    suppression: SuppressionTable
    asked_once: { address_hash: string; at: Date; is_sample: Generated<boolean> }
    do_not_call: { phone: string }
    do_not_call_load: {
      load_id: string
      loaded_at: Date
      numbers: number
      refused: number
      loaded_by: string | null
      loaded_by_name: string | null
    }
    sender_name: {
      sender_id: string
      channel: string
      name: string
      valid_until: string | null
      is_current: Generated<boolean>
      version: Generated<number>
    }
    signup_door: SignupDoorTable
    signup_door_day: {
      door_id: string
      day: string
      opened: Generated<number>
      signed: Generated<number>
      confirmed: Generated<number>
      is_sample: Generated<boolean>
    }
    signup_request: SignupRequestTable
  }
}
