import type { z } from 'zod'
import type { fitReason, itemKinds, itemStates } from './contract.ts'

export type ItemState = (typeof itemStates)[number]

/** A product, room or service; what the table holds, in the words of the room. */
export type Item = {
  id: string
  kind: (typeof itemKinds)[number]
  nameVi: string
  nameEn: string
  aliases: string[]
  benefitVi: string
  benefitEn: string
  forWhomVi: string
  forWhomEn: string
  differsVi: string
  differsEn: string
  contents: string[]
  topics: string[]
  group: string | null
  /** Minor units. */
  price: number | null
  cost: number | null
  currency: string
  state: ItemState
  comingOn: string | null
  /** The day on which it was last said to be here after it was not. */
  arrivedOn: string | null
  isSample: boolean
  createdAt: Date
  updatedAt: Date
  version: number
}

export type Reason = z.output<typeof fitReason>

/** An item that fits somebody, and why. */
export type Fit = { item: Item; score: number; reasons: Reason[] }
