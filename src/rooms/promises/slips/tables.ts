import type { Generated } from 'kysely'

type PromiseSlipTable = {
  customer_id: string
  promise_id: string
  slip_id: string
  number: number
  at: Date
  is_foreseen: boolean
  reason: string | null
  told_reason: string | null
  reason_words: string | null
  /** JSON; the driver reads it as an object and takes it as text. */
  facts: unknown
  signed_by: string | null
  signed_by_name: string | null
  agreed_by: string | null
  agreed_by_name: string | null
  agreed_words: string | null
  agreed_reason: string | null
  new_due: Date | null
  tell_by: Date | null
  fix: string | null
  fix_due: Date | null
  amends: string | null
  amends_kind: string | null
  amends_minor: number | null
  amends_currency: string | null
  cost_minor: number | null
  none_why: string | null
  approved_by: string | null
  approved_by_name: string | null
  approved_words: string | null
  approved_minor: number | null
  words: string | null
  told_how: string | null
  told_at: Date | null
  told_by: string | null
  told_by_name: string | null
  message_id: string | null
  is_told_by_itself: Generated<boolean>
  answer_promise_id: string | null
  news_at: Date | null
  news_how: string | null
  news_message_id: string | null
  answer: string | null
  answered_at: Date | null
  fixed_at: Date | null
  declared_at: Date | null
  acted_at: Date | null
  asked_at: Date | null
  asked_by: string | null
  asked_by_name: string | null
  first_customer_id: string
  is_sample: Generated<boolean>
  version: Generated<number>
}

type AmendsLimitTable = { role: string; most_minor: number; currency: string }

declare module '#platform/db/schema.ts' {
  interface Schema {
    promise_slip: PromiseSlipTable
    amends_limit: AmendsLimitTable
  }
}
