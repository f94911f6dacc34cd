import type { Generated } from 'kysely'

type Scale = 'csat' | 'ces' | 'nps'

type RuleTable = {
  stop_id: string
  scale: Scale
  after_hours: number
  share: number
  is_on: boolean
  on_since: Date | null
  is_sample: Generated<boolean>
  version: Generated<number>
}

type QuestionTable = {
  customer_id: string
  question_id: string
  scale: Scale
  stop_id: string | null
  about_id: string | null
  how: 'message' | 'counter'
  state: 'asked' | 'held' | 'answered'
  why: string | null
  message_id: string | null
  at: Date
  staff_id: string | null
  staff_name: string | null
  score: number | null
  words: string | null
  answered_at: Date | null
  /** JSON; the driver reads it as an object and takes it as text. */
  former: Generated<unknown>
  became: 'promise' | 'complaint' | 'seen' | null
  became_id: string | null
  became_at: Date | null
  first_customer_id: string
  is_sample: Generated<boolean>
  version: Generated<number>
}

type FindingTable = {
  factor: string
  stop_key: string
  is_bad: boolean
  gone_had: number
  stayed_had: number
  difference: number
  low: number
  high: number
  p: number | null
  q: number | null
  is_sample: Generated<boolean>
}

type SensitiveCustomerTable = {
  customer_id: string
  is_gone: boolean
  anchor_day: string
  factors: string[]
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    question_rule: RuleTable
    question: QuestionTable
    sensitive_finding: FindingTable
    sensitive_customer: SensitiveCustomerTable
  }
}
