import type { Db } from '../../../platform/db/db.ts'
import { tell } from '../../../platform/stream/stream.ts'
import { hashesTaken } from '../gate/store.ts'
import { type Ask, findHouseFacts, type HouseFacts, judge, type Outcome, type Outward, type Verdict } from '../gate.ts'
import * as store from './claim-store.ts'
import { noteOnTimelines } from './on-timeline.ts'
import { stateOf } from './planning.ts'
import { backOffMs, brakeOf, LEASE_MS, MOST_ATTEMPTS } from './rules.ts'
import type { Message } from './sending.ts'

/** How messages are taken up and put down: nothing is in two hands, and nothing is handed over that is not written down first. */

export type Claimed = { message: Message; verdict: Verdict }

/** What the gate is asked about a message that stands written. */
export const askOf = (message: Message): Ask => ({
  customerId: message.customerId,
  messageId: message.id,
  sendingId: message.sendingId,
  channels: [message.channel],
  purpose: message.purpose,
  hasOffer: message.hasOffer,
  topicId: message.topicId,
  mustReachBefore: message.mustReachBefore,
  expiresAt: message.expiresAt,
  // The blocks are chosen once more when it is written; see parcels.ts.
  blocks: null,
  isHeldOut: false,
  dueAt: message.plannedAt,
})

/** A customer may have changed to an address that another row of the same sending has. */
async function sharedNow(db: Db, claimed: readonly Claimed[], before: ReadonlyMap<string, string | null>): Promise<Set<string>> {
  const shared = new Set<string>()
  for (const { message, verdict } of claimed) {
    if (!verdict.addressHash || before.get(message.id) === verdict.address) continue
    if ((await hashesTaken(db, message.sendingId, [message.channel], [verdict.addressHash])).has(verdict.addressHash))
      shared.add(message.id)
  }
  return shared
}

/** How many were due and looked at, and which of them may leave. */
export type Taken = { due: number; passing: Claimed[] }

const NOTHING: Taken = { due: 0, passing: [] }

export type Ground = { db: Db; outward: Outward; by: string; house?: HouseFacts }

/**
 * Takes up what is due, asks the gate about each inside the same transaction, and answers what may leave. What may not is put off or turned
 * away, with the rule.
 */
export async function claim({ db, outward, by, house }: Ground, now: Date, most: number): Promise<Taken> {
  const facts = house ?? (await findHouseFacts(db, outward, now))
  if (facts.hasSample || facts.isOtherInstallation) return NOTHING
  return db.transaction().execute(async (tx) => {
    const running = await store.runningNow(tx, now)
    if (running.length === 0) return NOTHING
    const due = await store.takeDue(tx, running, now, Math.max(10, Math.ceil(most / running.length)), most)
    if (due.length === 0) return NOTHING
    const verdicts = await judge(tx, due.map(askOf), { now, stage: 'claim', outward, house: facts })
    const claimed = due.flatMap((message, at) => {
      const verdict = verdicts[at]
      return verdict ? [{ message, verdict }] : []
    })
    const passing = claimed.filter(({ verdict }) => verdict.answer === 'pass')
    const shared = await sharedNow(tx, passing, new Map(due.map(({ id, address }) => [id, address])))
    await store.keepJudged(
      tx,
      claimed.map(({ message, verdict }) => judged(message, verdict, shared)),
      { by, until: new Date(now.getTime() + LEASE_MS) },
      now,
    )
    await store.markStarted(tx, [...new Set(due.map(({ sendingId }) => sendingId))], now)
    return { due: due.length, passing: passing.filter(({ message }) => !shared.has(message.id)) }
  })
}

function judged(message: Message, verdict: Verdict, shared: ReadonlySet<string>): store.Judged {
  const key = { customerId: message.customerId, messageId: message.id }
  if (shared.has(message.id)) return { ...key, state: 'suppressed', rule: 'address', notBefore: null, address: null, addressHash: null }
  const state = verdict.answer === 'pass' ? 'claimed' : stateOf(verdict)
  const { rule, notBefore, address, addressHash } = verdict
  return {
    ...key,
    state,
    rule,
    notBefore,
    ...(verdict.answer === 'pass' ? { address, addressHash } : { address: null, addressHash: null }),
  }
}

/**
 * Commits `submitting` for those whose sending still runs and who have not said anything since they were judged; the others wait again, to be
 * judged anew. Answers those that may be handed over now.
 */
export async function submit({ db, by }: Ground, claimed: readonly Claimed[], now: Date): Promise<Claimed[]> {
  const keys = claimed.map(({ message }) => ({ customerId: message.customerId, messageId: message.id }))
  const heardSince = new Date(claimed.reduce((least, { verdict }) => Math.min(least, verdict.at.getTime()), now.getTime()))
  const gone = await store.submit(db, keys, { by, until: new Date(now.getTime() + LEASE_MS) }, { now, heardSince })
  await store.giveBack(
    db,
    keys.filter(({ messageId }) => !gone.has(messageId)),
    null,
  )
  return claimed.filter(({ message }) => gone.has(message.id))
}

/** Claimed rows that cannot be written as they are: a field without a value, a letter that is gone. */
export const turnAway = (db: Db, { message }: Claimed, why: string, now: Date): Promise<void> =>
  store.keepBack(db, { customerId: message.customerId, messageId: message.id }, why, now)

export type Attempt = { message: Message; outcome: Outcome }

/** What an outcome makes of a message: a no for now is tried again later, unless it was tried often enough or would come too late. */
function endOf({ message, outcome }: Attempt, now: Date, chance: () => number): store.Ended {
  const base = { customerId: message.customerId, messageId: message.id, notBefore: null, providerId: null, reply: outcome.reply, at: now }
  if (outcome.kind === 'accepted') return { ...base, state: 'accepted', providerId: outcome.providerId }
  if (outcome.kind === 'unknown') return { ...base, state: 'unknown' }
  const attempts = message.attempts + 1
  const again = new Date(now.getTime() + backOffMs(attempts, chance(), outcome.retryAfterSeconds))
  const isOver =
    outcome.isFinal || (attempts >= MOST_ATTEMPTS && !outcome.isSenders) || (message.expiresAt !== null && again >= message.expiresAt)
  const reply = outcome.reply || outcome.code
  return isOver ? { ...base, reply, state: 'refused' } : { ...base, reply, state: 'ready', notBefore: again }
}

export async function keepOutcomes(db: Db, attempts: readonly Attempt[], now: Date, chance: () => number): Promise<void> {
  const ended = attempts.map((attempt) => endOf(attempt, now, chance))
  await db.transaction().execute(async (tx) => noteOnTimelines(tx, await store.keepEnded(tx, ended, 'courier')))
}

/** Tells the open screens that these got on. */
export const tellAll = async (db: Db, sendingIds: Iterable<string>): Promise<void> => {
  for (const sendingId of sendingIds) await tell(db, { what: 'sending', about: { sendingId } })
}

/** What happens to sendings by time and by how they go: too late, at an end, stopped by too many bounces or complaints. */
export async function tendSendings(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const changed = new Set(await store.markLate(tx, now))
    for (const { sendingId, ...health } of await store.healthOf(tx, await store.runningNow(tx, now))) {
      const why = brakeOf(health)
      if (why && (await store.stopSending(tx, sendingId, why))) changed.add(sendingId)
    }
    for (const sendingId of await store.finish(tx, now)) changed.add(sendingId)
    await tellAll(tx, changed)
  })
}
