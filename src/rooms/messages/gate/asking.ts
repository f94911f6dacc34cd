import type { Db } from '../../../platform/db/db.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import type { MessageChannel, Purpose } from '../contract.ts'
import type { HouseRules, Inputs, Judgement, LawPack, MessageClass, Question, Stage } from './gate-rules.ts'

/** What is asked of the gate, and what it says. */

export type Keyring = Pick<Secrets, 'mark'>

/** What the gate cannot know by itself; given by the wiring. */
export type Outward = {
  keyring: Keyring
  /** The installation that this folder is; undefined where none was ever made. */
  epoch(): string | undefined
  hasSample(db: Db): Promise<boolean>
  /**
   * Whether something carries messages over this channel; without it people copy and print. `about` is what the gate said of one message of
   * words of its own: Zalo carries some and not others.
   */
  hasCourier(
    db: Db,
    channel: MessageChannel,
    about?: Pick<Verdict, 'address' | 'purpose' | 'kind' | 'at'> & { isSlip?: boolean },
  ): Promise<boolean>
  /** Customers with whom something is open: a complaint, a talk that waits for us. */
  talking(db: Db, customerIds: readonly string[]): Promise<ReadonlySet<string>>
}

export type Ask = Pick<Question, 'purpose' | 'hasOffer' | 'mustReachBefore' | 'expiresAt' | 'blocks' | 'isHeldOut'> & {
  customerId: string
  messageId: string
  sendingId: string | null
  /** In the order of trying; the customer's own choice comes first where it is among them. */
  channels: readonly MessageChannel[]
  topicId: string | null
  /** When it is meant to leave: its place in the line for a budget. */
  dueAt: Date
}

export type Verdict = Judgement & {
  id: string
  customerId: string
  messageId: string
  sendingId: string | null
  stage: Stage
  kind: MessageClass
  /** The purpose whose consent it rests on. */
  purpose: Purpose
  topicId: string | null
  /** The way it would go; the last one tried where none is open. */
  channel: MessageChannel
  address: string | null
  addressHash: string | null
  law: LawPack
  at: Date
  isSample: boolean
}

/** What is the same for everybody who is asked about together. */
export type HouseFacts = {
  rules: HouseRules
  hasSample: boolean
  isOtherInstallation: boolean
  /** Letters say where the house stands, and lead to where they are left by: both addresses must be set. */
  hasAddresses: boolean
  registerLoadedAt: Date | null
  senderNames: Partial<Record<MessageChannel, { validUntil: string | null }>>
  isBraked: boolean
}

export type Around = {
  now: Date
  /** For a plan: the moment it is meant to leave, which is what it is judged for. */
  asOf?: Date
  stage: Stage
  outward: Outward
  /** Read before for many askings in a row; otherwise it is read for this one. */
  house?: HouseFacts
  /** Verdicts that are only shown are not kept. */
  isKept?: boolean
}

export type SeenVerdict = Pick<Judgement, 'answer' | 'rule' | 'notBefore'> & { stage: Stage; law: string; inputs: Inputs; at: Date }
