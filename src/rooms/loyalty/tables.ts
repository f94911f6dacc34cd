import type { Generated } from 'kysely'
import type { LoyaltyState } from './contract.ts'

type SettingTable = {
  only: boolean
  theta_enter: number
  theta_leave: number
  lost_below: number
  late_after: number
  risk_after: number
  cycle_days: number | null
  horizon_weeks: number
  annual_discount: number
  margin: number | null
  version: number
}

/** JSON columns are read as objects and written as text. */
type RunTable = {
  run_id: string
  kind: 'nightly' | 'asked' | 'import' | 'setting' | 'sample'
  asks: 'usual' | 'all-models' | 'kept'
  started_at: Date
  finished_at: Date | null
  state: 'waiting' | 'running' | 'done' | 'refused' | 'failed'
  as_of: string | null
  data_cut: Date | null
  code_version: string | null
  model: string | null
  fit: unknown
  spend: unknown
  fits: unknown
  choice: string | null
  cycle_days: number | null
  currency: string | null
  settings: unknown
  backtest: unknown
  summary: unknown
  warnings: Generated<unknown>
  reasons: unknown
  kept_from: string | null
  margin: unknown
  is_sample: Generated<boolean>
}

type CustomerLoyaltyTable = {
  customer_id: string
  run_id: string
  as_of: string
  state: LoyaltyState
  since: string
  loyal_since: string | null
  was_loyal: boolean
  x: number
  t_x_days: number
  t_days: number
  rhythm_days: number | null
  late_by: number | null
  longest_gap_days: number | null
  p_alive: number
  p_buy: number
  expected_purchases: number
  active_weeks: number
  value_minor: number | null
  clv_minor: number | null
  clv_before_minor: number | null
  currency: string
  scored_at: Date
  is_sample: Generated<boolean>
}

type ChangeTable = {
  customer_id: string
  on: string
  from_state: LoyaltyState | null
  to_state: LoyaltyState
  run_id: string
  is_sample: Generated<boolean>
}

type DayTable = {
  day: string
  run_id: string
  counts: unknown
  loyal_expected: number | null
  entered: number
  left: number
  stayed: number
  tenure_median_days: number | null
  equity_minor: number | null
  equity_low: number | null
  equity_high: number | null
  currency: string
  basis: 'profit' | 'revenue'
  is_replayed: Generated<boolean>
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    loyalty_setting: SettingTable
    loyalty_run: RunTable
    customer_loyalty: CustomerLoyaltyTable
    loyalty_change: ChangeTable
    loyalty_day: DayTable
  }
}
