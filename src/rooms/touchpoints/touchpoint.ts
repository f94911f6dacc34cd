import type { feelings } from './contract.ts'

/** A line of the timeline; what the table holds, in the words of the room. */

export type Details = {
  code: string | null
  /** sale, stay, service or refund; call. */
  type: string
  state: string
  /** What it was about, in no language: names of products, rooms, sizes. */
  summary: string
  startsOn: string | null
  endsOn: string | null
  /** Amount in minor units; below zero for money that went back. None where it is not about money. */
  minor?: number
  currency?: string
  /** How long a call was. */
  seconds?: number
}

export type About = { kind: string; id: string } & Details

export type Touchpoint = {
  id: string
  at: Date
  kind: string
  channel: string | null
  place: string | null
  body: string | null
  outcome: string | null
  feeling: (typeof feelings)[number] | null
  isPinned: boolean
  staffName: string | null
  /** Set where another room wrote the line; only that room changes it. */
  about: About | null
  version: number
}

/** What the timeline may be narrowed to. */
/** `orders`, `contacts`, `notes`, or the key of one kind. */
export type Only = string
