import type { GateRule, MessageChannel, MessageState, Purpose, SendingState } from '../contract.ts'
import type { Inputs } from '../gate/gate-rules.ts'
import type { sendingKinds } from './contract.ts'

/** One act of sending, to an audience or to one; what the tables hold, in the words of the room. */

export type Sending = {
  id: string
  kind: (typeof sendingKinds)[number]
  letterId: string | null
  letterNumber: number | null
  title: string
  purpose: Purpose
  topicId: string | null
  channels: MessageChannel[]
  audience: Record<string, string>
  isLive: boolean
  state: SendingState
  startsAt: Date | null
  lateAfterMinutes: number
  expiresAt: Date | null
  /** Of 10,000. */
  holdout: number
  holdoutSalt: string
  epoch: string | null
  why: string | null
  progress: { done: number; of: number | null } | null
  plannedAt: Date | null
  startedAt: Date | null
  endedAt: Date | null
  madeBy: string | null
  madeByName: string | null
  madeAt: Date
  isSample: boolean
  version: number
}

/** How many rows stand in each state, and by which rule. */
export type Tally = { state: MessageState; rule: GateRule | null; n: number }

/** A letter's own words, where it goes to one person. */
export type OwnWords = {
  subject: string
  text: string
  html?: string
  fromName?: string
  threadId?: string
  inReplyTo?: string
  references?: string[]
  /** About a promise that slips: what a template says of it where words of one's own cannot go. */
  slip?: { reason: string; due: string; remedy: string }
}

/** One row per recipient. */
export type Message = {
  id: string
  customerId: string
  sendingId: string
  letterId: string | null
  letterNumber: number | null
  channel: MessageChannel
  purpose: Purpose
  topicId: string | null
  address: string | null
  state: MessageState
  rule: GateRule | null
  notBefore: Date | null
  expiresAt: Date | null
  attempts: number
  blocks: number[] | null
  leastBlocks: number | null
  own: OwnWords | null
  reply: string | null
  hasOffer: boolean
  mustReachBefore: Date | null
  plannedAt: Date
  submittedAt: Date | null
  isSample: boolean
}

export type HeldRow = { customerId: string; messageId: string; rule: GateRule; inputs: Inputs; at: Date; sendingId: string; title: string }
