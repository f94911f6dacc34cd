import type { Generated } from 'kysely'
import type { Category, Direction, EventKind, Given, PromiseKind, PromiseState, Stage, Target, Team } from './promise.ts'

type PromiseTable = {
  customer_id: string
  promise_id: string
  direction: Direction
  category: Category
  kind: PromiseKind
  words: string
  holder_id: string | null
  holder_name: string | null
  team: Team | null
  to_staff_id: string | null
  made_at: Date
  made_by: string | null
  made_by_name: string | null
  given: Given
  order_id: string | null
  about_kind: string | null
  about_id: string | null
  target: Target
  target_value: number | null
  cutoff: string | null
  starts_at: Date
  calendar_version_id: string | null
  standard_version_id: string | null
  /** JSON; the driver reads it as an object and takes it as text. So is `levels`. */
  inputs: unknown
  internal_due: Date | null
  promised_due: Date | null
  first_due: Date | null
  is_day: boolean
  work_by: Generated<Date | null>
  at_risk_at: Date | null
  levels: Generated<unknown>
  next_level_at: Date | null
  look_at: Generated<Date | null>
  forecast: Date | null
  state: PromiseState
  stage: Stage
  is_paused: boolean
  is_exceeded: boolean
  is_warned: boolean
  is_missed: Generated<boolean>
  rests_unsure: Generated<boolean>
  slips: number
  slip_id: string | null
  level: number
  severity: number
  cost_minor: number | null
  checked_at: Date | null
  done_at: Date | null
  done_by: string | null
  done_by_name: string | null
  parent_id: string | null
  import_id: string | null
  first_customer_id: string
  is_sample: boolean
  version: Generated<number>
}

type PromiseEventTable = {
  customer_id: string
  promise_id: string
  event_id: string
  at: Date
  kind: EventKind
  staff_id: string | null
  staff_name: string | null
  payload: unknown
  first_customer_id: string
  is_sample: boolean
}

type PromisePauseTable = {
  customer_id: string
  promise_id: string
  pause_id: string
  from_at: Date
  to_at: Date | null
  cause: string
  first_customer_id: string
}

type PromiseNeedTable = {
  customer_id: string
  promise_id: string
  needs_customer_id: string
  needs_id: string
  lead_seconds: number
  calendar_id: string | null
}

type PromiseCheckTable = {
  customer_id: string
  promise_id: string
  check_id: string
  at: Date
  is_met: boolean
  words: string | null
  staff_id: string | null
  staff_name: string | null
  first_customer_id: string
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    promise: PromiseTable
    promise_event: PromiseEventTable
    promise_pause: PromisePauseTable
    promise_need: PromiseNeedTable
    promise_check: PromiseCheckTable
  }
}
