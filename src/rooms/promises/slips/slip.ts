import type { amendsKinds, slipReasons } from './contract.ts'

/** A slip as the house knows it; what the table holds, in the words of the room. */

export type SlipReason = (typeof slipReasons)[number]
export type AmendsKind = (typeof amendsKinds)[number]
export type ToldHow = 'message' | 'call' | 'counter'
export type SlipAnswer = 'accepted' | 'declined' | 'silent'

/** What the records said when the slip was opened. */
export type SlipFacts = {
  /** Whose promise it rests on slipped, and when they said so. */
  supplier?: { name: string; at: string; reason: string | null; words: string | null }
  order?: { state: string; code: string | null }
}

export type Slip = {
  id: string
  promiseId: string
  customerId: string
  number: number
  at: Date
  isForeseen: boolean
  /** The true reason, and the one that was told; where they differ a lead has agreed in writing. */
  reason: SlipReason | null
  toldReason: SlipReason | null
  reasonWords: string | null
  facts: SlipFacts
  signedBy: string | null
  signedByName: string | null
  agreedBy: string | null
  agreedByName: string | null
  agreedWords: string | null
  /** The told reason that was agreed to. */
  agreedReason: SlipReason | null
  newDue: Date | null
  tellBy: Date | null
  fix: string | null
  fixDue: Date | null
  amends: string | null
  amendsKind: AmendsKind | null
  amendsMinor: number | null
  amendsCurrency: string | null
  costMinor: number | null
  noneWhy: string | null
  approvedBy: string | null
  approvedByName: string | null
  approvedWords: string | null
  approvedMinor: number | null
  words: string | null
  toldHow: ToldHow | null
  toldAt: Date | null
  toldBy: string | null
  toldByName: string | null
  messageId: string | null
  isToldByItself: boolean
  answerPromiseId: string | null
  newsAt: Date | null
  newsHow: ToldHow | null
  newsMessageId: string | null
  answer: SlipAnswer | null
  answeredAt: Date | null
  fixedAt: Date | null
  /** Null of a draft that was only made ready. */
  declaredAt: Date | null
  actedAt: Date | null
  firstCustomerId: string
  isSample: boolean
  version: number
}
