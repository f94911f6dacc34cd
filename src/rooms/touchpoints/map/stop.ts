import type { z } from 'zod'
import type { mapFeeds, mapMoments, mapPhases } from './contract.ts'

/** One place where customers meet the house. */

export type Phase = (typeof mapPhases)[number]
export type Feeds = z.output<typeof mapFeeds>

export type Stop = {
  id: string
  key: string
  phase: Phase
  /** Orders the stops of one phase. */
  rank: number
  nameVi: string
  nameEn: string
  icon: string
  team: string | null
  feeds: Feeds
  promiseKinds: string[]
  isRetired: boolean
  isSample: boolean
  version: number
}

/** Lines of one sort: what a stop is fed by, and what is counted by the day. */
export type Sort = {
  kind: string
  /** sale, stay, service of an order; '' of other lines. */
  type: string
  moment: (typeof mapMoments)[number]
  /** '' where nobody said. */
  channel: string
}
