import type { Generated } from 'kysely'
import type { CostPurpose } from './figures.ts'

type InsightDayTable = {
  day: string
  computed_at: Date
  seconds: number
  currency: string
  /** JSON; the driver reads it as an object and takes it as text. */
  figures: unknown
  is_sample: Generated<boolean>
}

type InsightCostTable = {
  cost_id: string
  purpose: CostPurpose
  month: string
  name: string
  minor: number
  currency: string
  staff_id: string | null
  staff_name: string | null
  created_at: Date
  is_sample: Generated<boolean>
  version: Generated<number>
}

type InsightChannelRateTable = { channel: string; basis_points: number; is_sample: Generated<boolean>; version: Generated<number> }

type InsightRefusalTable = { customer_id: string; until: string; staff_id: string | null; at: Date }

declare module '#platform/db/schema.ts' {
  interface Schema {
    insight_day: InsightDayTable
    insight_cost: InsightCostTable
    insight_channel_rate: InsightChannelRateTable
    insight_refusal: InsightRefusalTable
  }
}
