import type { Share } from '../../science/repeat-rate.ts'
import type { insightBridgeParts, insightDimensions, insightPurposes } from './contract.ts'

/** The figures of a day, as the nightly job keeps them: counts and sums only, so that rates and costs may change without counting again. */

/** Days that a movement is looked at over. */
export const periods = [30, 90, 365] as const
export type Period = (typeof periods)[number]

export type CostPurpose = (typeof insightPurposes)[number]

export type Dimension = (typeof insightDimensions)[number]

/** Whether those who first came between two days came again within so many days. */
export type Repeat = Share & { since: string; until: string; withinDays: number }

/** What was bought in a period, and by those who had bought before, in minor units. */
export type Revenue = { minor: number; returningMinor: number }

/** Some whole calendar months: who was won in them, who of those before came again, and what went through each channel. */
export type Months = {
  /** The first of the first month. */
  since: string
  /** The last day that counts. */
  until: string
  won: number
  kept: number
  channels: { channel: string; purpose: CostPurpose; minor: number; orders: number }[]
}

export type Pair<T> = { now: T; before: T }
/** With the same days of a year ago; days that were counted earlier don't have them. */
export type Triple<T> = Pair<T> & { year?: T }

export type Cohort = { month: string; customers: number; came: number[] }

/** The share still coming so many months after the first visit, of those who could be seen that long. */
export type RetentionPoint = { months: number; atRisk: number; share: number; low: number; high: number }

export type Impression = Share & { dimension: Dimension; value: string | null }

/** How many stood where before a period, and stand where now; `from` null had no state then: not a customer yet. */
export type Flow = { from: string | null; to: string; customers: number }

/** What moves the value. */
export type BridgeStep = (typeof insightBridgeParts)[number]
export type BridgePart = BridgeStep | 'same'

/** From the value of a year ago to that of today, in minor units: `from` and the steps make exactly `to`. */
export type Bridge = {
  from: number
  fromCustomers: number
  to: number
  customers: number
  steps: { part: BridgeStep; minor: number; customers: number }[]
}

/** What the model said on a day. */
export type LoyalDay = {
  day: string
  tenureMedianDays: number | null
  equityMinor: number | null
  equityLow: number | null
  equityHigh: number | null
}

export type Loyal = {
  flows: Record<Period, Flow[]>
  bridge: Bridge | null
  basis: 'profit' | 'revenue'
  currency: string
  today: LoyalDay | null
  /** What it said then, where it said anything. */
  before: Record<Period, LoyalDay | null>
}

export type Figures = {
  /** Null until there is enough for a model. */
  loyal: Loyal | null
  /** Customers of the house, bought or not. */
  everyone: number
  /** Those who ever bought. */
  buyers: number
  /** Those who bought on two days or more. */
  returned: number
  firstDay: string | null
  /** The gap between purchase days that four of five fall short of; null where nobody has come again. */
  cycleDays: number | null
  repeat: Record<Period, Pair<Repeat>>
  /** `customers`: who bought in the period and had bought before. */
  revenue: Record<Period, Triple<Revenue> & { customers: number }>
  months: Record<Period, Triple<Months>>
  cohorts: Cohort[]
  /** The same by quarters; `month` is the first of each. */
  quarters: Cohort[]
  lastMonthIsOpen: boolean
  lastQuarterIsOpen: boolean
  retention: {
    /** So long without a purchase counts as gone, from the last purchase on. */
    quietDays: number
    /** The last first visit that can be judged. */
    until: string
    customers: number
    points: RetentionPoint[]
  } | null
  impressions: { since: string; until: string; withinDays: number; all: Share; groups: Impression[] }
}

export type InsightDay = { day: string; computedAt: Date; seconds: number; currency: string; figures: Figures }
