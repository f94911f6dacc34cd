import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import type { ConsentPurpose, ConsentState, MessageChannel } from '../contract.ts'
import { type Act, fold, type GivenBy, ignoredWhy, inOrder, NO_TOPIC, type NowRow, type Scope, standingIn, standingOf } from './rules.ts'
import * as store from './store.ts'

export { type Choice, type ChoiceChange, choicesOf, saveChoice } from './choices.ts'
export { addressHash, suppress, suppressedAmong } from './suppression.ts'
export { listTopics, type Topic } from './topics.ts'

/** What the rest of the room asks of consent: what customers agreed to, by the log that never forgets. */

export type NewConsent = {
  customerId: string
  purpose: Scope['purpose']
  /** Left out: no topic, or every topic where the act is one of leaving. */
  topicId?: string | null
  /** Left out: every channel. */
  channel?: Scope['channel']
  act: Act
  givenBy: GivenBy
  /** `page`, `form`, `paper`, `spoken`, `reply`, `one-click`, `import`…: how it was given. */
  method: string
  /** The most letters a month that were promised. */
  monthly?: number | null
  until?: Date | null
  wordingId?: string | null
  doorId?: string | null
  staff?: { id: string | null; name: string } | null
  evidence?: Record<string, unknown>
  /** For `asked`: `addressHash(keyring, 'sms', number)`, whatever the channel; a number is asked once, for ever. */
  addressHash?: string
  isSample?: boolean
}

/** An act that stays in the log and changed nothing. */
export type Ignored = { at: number; why: 'customer-only' | 'erased' | 'asked-before' }

export type ConsentFact = {
  channel: MessageChannel
  state: ConsentState
  /** The most letters a month that were promised; null: no number was named. */
  monthly: number | null
  /** Of `snoozed` and `asked`: until then. `stateAt` of rules.ts tells what it is by a moment. */
  until: Date | null
  since: Date | null
}

function made(event: NewConsent, now: Date) {
  return {
    id: newId(),
    at: now,
    customerId: event.customerId,
    purpose: event.purpose,
    topicId: event.topicId ?? NO_TOPIC,
    channel: event.channel ?? 'every',
    act: event.act,
    givenBy: event.givenBy,
    method: event.method,
    monthly: event.monthly ?? null,
    until: event.until ?? null,
    wordingId: event.wordingId ?? null,
    doorId: event.doorId ?? null,
    staffId: event.staff?.id ?? null,
    staffName: event.staff?.name ?? null,
    evidence: event.evidence ?? {},
    firstCustomerId: event.customerId,
    isSample: event.isSample ?? false,
  }
}

/** What an act of agreeing must name: consent to everything, everywhere, is none. */
function requireNamed({ act, purpose, channel }: NewConsent): void {
  const agrees = act === 'granted' || act === 'requested' || act === 'asked'
  const hasNoChannel = purpose === 'personalisation' || purpose === 'research'
  if (agrees && (purpose === 'every' || (!hasNoChannel && (channel ?? 'every') === 'every')))
    throw new Error(`consent must name its purpose and its channel: ${act} ${purpose} ${channel ?? 'every'}`)
}

/** Derives where these customers stand from their logs, all of it anew. */
export async function deriveAnew(db: Db, customerIds: readonly string[]): Promise<void> {
  const logs = await store.eventsOf(db, customerIds)
  const rows = [...logs].flatMap(([customerId, log]) => fold(log).map((row) => ({ ...row, customerId })))
  await store.keepNow(db, customerIds, rows)
}

/**
 * Appends acts to the logs and derives where consent stands, in the transaction of the caller. An act that may not lead where it says (only the
 * customer's own act leads back from having left) is kept as an attempt, changes nothing, and is named in the answer by its place.
 */
export async function recordConsent(db: Db, events: readonly NewConsent[], now: Date): Promise<Ignored[]> {
  if (events.length === 0) return []
  for (const event of events) requireNamed(event)
  const customerIds = [...new Set(events.map(({ customerId }) => customerId))]
  await store.holdConsents(db, customerIds)
  const hashes = events.flatMap(({ act, addressHash }) => (act === 'asked' && addressHash ? [addressHash] : []))
  const askedBefore = await store.markAsked(
    db,
    hashes,
    now,
    events.every(({ isSample }) => isSample === true),
  )
  const logs = await store.eventsOf(db, customerIds)
  const ignored: Ignored[] = []
  const added = events.map((event) => made(event, now))
  const kept = added.filter((event, at) => {
    const log = logs.get(event.customerId) ?? []
    const hash = events[at]?.addressHash
    // A question that may not be put is not put: it would stand in the log as if it had been.
    if (event.act === 'asked' && hash && askedBefore.has(hash)) {
      ignored.push({ at, why: 'asked-before' })
      return false
    }
    const why = ignoredWhy(standingOf(log.toSorted(inOrder), event), event)
    if (why) ignored.push({ at, why })
    log.push(event)
    return true
  })
  await store.append(db, kept)
  const rows = [...logs].flatMap(([customerId, log]) => fold(log).map((row) => ({ ...row, customerId })))
  await store.keepNow(db, customerIds, rows)
  return ignored
}

export type Leaving = {
  customerId: string
  /** None named: all purposes. */
  purpose?: ConsentPurpose
  topicId?: string
  channel?: MessageChannel
  method: string
  messageId?: string
  evidence?: Record<string, unknown>
  now: Date
}

/** The customer's own leaving: in force with the transaction it stands in. */
export async function leave(db: Db, { customerId, purpose, topicId, channel, method, messageId, evidence, now }: Leaving): Promise<void> {
  const left: NewConsent = {
    customerId,
    purpose: purpose ?? 'every',
    topicId: topicId ?? null,
    channel: channel ?? 'every',
    act: 'withdrawn',
    givenBy: 'customer',
    method,
    evidence: { ...evidence, ...(messageId ? { messageId } : {}) },
  }
  await recordConsent(db, [left], now)
}

const factOf = (rows: readonly NowRow[], cell: Scope & { channel: MessageChannel }): ConsentFact => {
  const now = standingIn(rows, cell)
  const { state = 'none', monthly = null, until = null, since = null } = now ?? {}
  return { channel: cell.channel, state, monthly, until, since }
}

export type ConsentAsk = { purpose: ConsentPurpose; topicId?: string | null; channels: readonly MessageChannel[] }

/** How each of these customers stands in each of these channels, in one query; who never said anything stands at `none`. */
export async function consentsOf(
  db: Db,
  customerIds: readonly string[],
  { purpose, topicId, channels }: ConsentAsk,
): Promise<Map<string, ConsentFact[]>> {
  const rows = await store.nowOf(db, customerIds)
  return new Map(
    customerIds.map((id) => {
      const own = rows.get(id) ?? []
      return [id, channels.map((channel) => factOf(own, { purpose, topicId: topicId ?? NO_TOPIC, channel }))]
    }),
  )
}
