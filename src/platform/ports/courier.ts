/**
 * What carries a message out of the house. Only `rooms/messages/gate.ts` may import this file: nothing is carried without a decision,
 * and a decision can be made in that one place alone.
 */

export const courierChannels = ['mail', 'sms', 'zalo'] as const
export type CourierChannel = (typeof courierChannels)[number]

declare const decided: unique symbol
/** Proof that the gate let this one message through, at this claim. */
export type DecisionId = string & { readonly [decided]: true }

export type Attachment = { name: string; mime: string; bytes: Uint8Array /** Names an inline picture: `cid:<this>`. */; cid?: string }

/** One message, ready to leave. */
export type Parcel = {
  /** The same for every attempt: Message-ID, ENVID, return address and request id are made of it. */
  messageId: string
  channel: CourierChannel
  /** E.164 for sms and zalo, an address for mail. */
  to: string
  toName?: string
  subject?: string
  text: string
  html?: string
  attachments?: readonly Attachment[]
  /** One-click leaving and List-Id, for everything but service messages: https addresses. */
  unsubscribe?: { oneClick: string; page: string; listId: string; listName: string }
  inReplyTo?: string
  references?: readonly string[]
  /** An advertising message goes by another door than one of care, where the channel knows the difference. */
  isAdvertising: boolean
  /** Named in the sender's place, e.g. the owner; null: the house. */
  fromName?: string
  /** For zalo: an approved template and its fields. */
  template?: { id: string; fields: Record<string, string> }
}

/**
 * How an attempt ended. `refused` is certain: nobody took it (`isFinal`: trying again is of no use). `unknown`: the last byte was sent and
 * the answer never came, so nobody can know.
 */
export type Outcome =
  | { kind: 'accepted'; providerId: string | null; reply: string }
  | { kind: 'refused'; isFinal: boolean; code: string; reply: string; retryAfterSeconds?: number; isSenders?: boolean }
  | { kind: 'unknown'; reply: string }

export type Courier = {
  readonly channel: CourierChannel
  /** Asked right before the first byte; never throws for what the far end does. */
  deliver(parcel: Parcel, decision: DecisionId, signal: AbortSignal): Promise<Outcome>
  /** For an outcome that is unknown: what the far end knows of the message, if it can be asked. */
  lookUp?(messageId: string, signal: AbortSignal): Promise<'accepted' | 'never-came' | 'not-known'>
  /** How many may be under way at once. */
  readonly width: number
  /** How many the far end wants in a minute; whoever hands over keeps to it, so that none waits where it can't be called back. */
  readonly perMinute?: number | undefined
  close(): Promise<void>
}

/** The couriers that are set up; a channel without one is copied and printed by people. */
export type Couriers = (channel: CourierChannel) => Promise<Courier | undefined>
