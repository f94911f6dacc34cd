import type { BackTest } from '../../science/back-test.ts'
import type { ChoiceReason } from '../../science/choice.ts'
import type { Fit } from '../../science/fit.ts'
import type { SpendFit } from '../../science/gamma-gamma.ts'
import type { ModelName } from '../../science/model.ts'
import type { LoyaltyState } from './contract.ts'
import type { Lack } from './rules.ts'

/** What the owner decided; `cycleDays` null is the house's own cycle, `margin` null leaves revenue. */
export type Setting = {
  thetaEnter: number
  thetaLeave: number
  lostBelow: number
  lateAfter: number
  riskAfter: number
  cycleDays: number | null
  horizonWeeks: number
  annualDiscount: number
  margin: number | null
  version: number
}

export type RunKind = 'nightly' | 'asked' | 'import' | 'setting' | 'sample'
/** The usual model or all three, newly fitted; or the parameters of the last good run. */
export type Asks = 'usual' | 'all-models' | 'kept'
export type RunState = 'waiting' | 'running' | 'done' | 'refused' | 'failed'

/** What is known of each model that was tried. */
export type Tried = {
  model: ModelName
  fit: Fit | null
  refused: { code: string; have: number; need: number }[] | null
  backTest: BackTest | null
}

export type Summary = {
  customers: number
  /** Customers of the house who never bought. */
  never: number
  repeaters: number
  occasions: number
  firstDay: string | null
  lastDay: string | null
  /** Loyal by their state; by their chance alone, and how many of those are late. Absent in older runs. */
  loyal?: { counted: number; byChance: number; late: number }
  /** Seconds of each step. */
  seconds: Record<string, number>
}

/** Something about the data that the figures' reader should know: its code and how much of it. */
export type Warning = {
  code: 'other-currencies' | 'log-begins-mid-life' | 'spend-depends-on-visits' | 'no-dropout' | 'at-a-boundary' | 'no-spend-model'
  count: number
}

/** Which share of revenue is profit, and whence that is known: the owner said so, or the costs of `orders` orders that make up `covers` of revenue. */
export type Margin = { from: 'owner'; share: number } | { from: 'costs'; share: number; orders: number; covers: number }

export type Run = {
  id: string
  kind: RunKind
  asks: Asks
  startedAt: Date
  finishedAt: Date | null
  state: RunState
  asOf: string | null
  dataCut: Date | null
  codeVersion: string | null
  model: ModelName | null
  fit: Fit | null
  spend: SpendFit | null
  tried: Tried[]
  choice: ChoiceReason | null
  cycleDays: number | null
  currency: string | null
  setting: Setting | null
  backTest: BackTest | null
  summary: Summary | null
  warnings: Warning[]
  reasons: Lack[] | null
  keptFrom: string | null
  /** Null: values are revenue. */
  margin: Margin | null
  isSample: boolean
}

/** A run with parameters to make figures with. */
export type GoodRun = Run & { fit: Fit; cycleDays: number; currency: string; setting: Setting; asOf: string }

export type Figures = {
  customerId: string
  runId: string
  asOf: string
  state: LoyaltyState
  since: string
  loyalSince: string | null
  wasLoyal: boolean
  repeats: number
  spanDays: number
  ageDays: number
  rhythmDays: number | null
  lateBy: number | null
  longestGapDays: number | null
  alive: number
  buys: number
  expectedPurchases: number
  activeWeeks: number
  valueMinor: number | null
  clvMinor: number | null
  clvBeforeMinor: number | null
  currency: string
}

export type DayCounts = {
  day: string
  counts: Record<LoyaltyState, number>
  loyalExpected: number | null
  entered: number
  left: number
  stayed: number
  tenureMedianDays: number | null
  equityMinor: number | null
  equityLow: number | null
  equityHigh: number | null
  currency: string
  basis: 'profit' | 'revenue'
  isReplayed: boolean
}
