import type { Generated } from 'kysely'

type OrderTable = {
  customer_id: string
  order_id: string
  kind: string
  code: string | null
  source: string | null
  placed_at: Date
  /** The day of `placed_at` in the house's zone, as it was when the order was recorded. */
  day: string
  starts_on: string | null
  ends_on: string | null
  state: string
  /** JSON; the driver reads it as an object and takes it as text. So are `lines`. */
  state_times: unknown
  channel: string | null
  currency: string
  /** Minor units; of a refund below zero. */
  total: number
  discount: number | null
  cost: number | null
  lines: unknown
  paid_by: string | null
  paid_brand: string | null
  paid_last_four: string | null
  refund_of: string | null
  import_id: string | null
  first_customer_id: string
  created_at: Date
  version: Generated<number>
}

type CustomerDayTable = { customer_id: string; day: string; currency: string; orders: number; total: number; refunds: number }

type CustomerStatsTable = { customer_id: string; first_day: string; last_day: string; days: number; orders: number; sums: unknown }

declare module '#platform/db/schema.ts' {
  interface Schema {
    orders: OrderTable
    customer_day: CustomerDayTable
    customer_stats: CustomerStatsTable
  }
}
