import type { Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Courier, DecisionId, Outcome, Parcel } from '../../platform/ports/courier.ts'
import { fold } from '../../values/text.ts'
import { gateRules } from './contract.ts'
import type { Around, Ask, HouseFacts, SeenVerdict, Verdict } from './gate/asking.ts'
import { type Known, loadKnown, type WayOf } from './gate/facts.ts'
import { classOf, consentNeeded, judgeOne } from './gate/gate-rules.ts'
import { laws } from './gate/laws.data.ts'
import { findHouseFacts, holdTurns, keepVerdicts, verdictsOf } from './gate/store.ts'

/**
 * The one gate. Nothing is carried out of the house but by `handOver`, and `handOver` carries only what `judge` let pass for this one message
 * at its claim. Asked at planning, where it counts who will receive something, and again inside the transaction that claims it.
 */

export type { Attachment, Courier, CourierChannel, Couriers, Outcome, Parcel } from '../../platform/ports/courier.ts'
export type { Around, Ask, HouseFacts, Keyring, Outward, Verdict } from './gate/asking.ts'
export { classOf } from './gate/gate-rules.ts'
export { findHouseFacts } from './gate/store.ts'

/** Verdicts that open the door, each once: what is not in here was not judged for leaving, or has left. */
const open = new WeakSet<Verdict>()

const strength = (verdict: Verdict): number => (verdict.answer === 'no' ? gateRules.indexOf(verdict.rule ?? 'sample') : 100)

function verdictOn(ask: Ask, way: WayOf, around: Around, house: HouseFacts): Verdict {
  const judgement = judgeOne(way.facts, { ...ask, channel: way.channel, stage: around.stage }, around.asOf ?? around.now, house.rules)
  return {
    ...judgement,
    id: newId(),
    customerId: ask.customerId,
    messageId: ask.messageId,
    sendingId: ask.sendingId,
    stage: around.stage,
    kind: classOf(ask.purpose, ask.hasOffer),
    purpose: consentNeeded(ask.purpose, ask.hasOffer) ?? ask.purpose,
    topicId: ask.topicId,
    channel: way.channel,
    address: way.facts.address,
    addressHash: way.addressHash,
    law: way.facts.law,
    at: around.now,
    isSample: way.isSample,
  }
}

/** The first way that is open; where none is, the one that came furthest, since its reason is the true one. */
function bestWay(ask: Ask, known: Known, around: Around, house: HouseFacts): Verdict {
  let best: Verdict | undefined
  for (const way of known.waysOf(ask)) {
    const verdict = verdictOn(ask, way, around, house)
    if (verdict.answer !== 'no') return verdict
    if (!best || strength(verdict) > strength(best)) best = verdict
  }
  if (!best) throw new Error('a message must have a channel to be asked about')
  return best
}

const inLine = (a: Ask, b: Ask): number => a.dueAt.getTime() - b.dueAt.getTime() || (a.messageId < b.messageId ? -1 : 1)

/**
 * Judges up to a thousand messages in a few questions and keeps every verdict. At a claim it first waits for its turn with each customer and
 * address, so that no two transactions spend the same place of a budget. Verdicts come in the order of the asks.
 */
export async function judge(db: Db, asks: readonly Ask[], around: Around): Promise<Verdict[]> {
  if (asks.length === 0) return []
  const house = around.house ?? (await findHouseFacts(db, around.outward, around.now))
  const known = await loadKnown(db, asks, around, house, (keys) => (around.stage === 'claim' ? holdTurns(db, keys) : Promise.resolve()))
  const byMessage = new Map<Ask, Verdict>()
  for (const ask of asks.toSorted(inLine)) {
    const verdict = bestWay(ask, known, around, house)
    known.note(ask, verdict)
    byMessage.set(ask, verdict)
  }
  const verdicts = asks.flatMap((ask) => byMessage.get(ask) ?? [])
  if (around.isKept ?? true) {
    const due = new Map(asks.map(({ messageId, dueAt }) => [messageId, dueAt]))
    await keepVerdicts(db, verdicts, ({ messageId }) => due.get(messageId) ?? around.now)
  }
  if (around.stage === 'claim') for (const verdict of verdicts) if (verdict.answer === 'pass') open.add(verdict)
  return verdicts
}

/** A letter that somebody of the house sends to themselves: no customer, no advertisement; only a house that must not send says no. */
export function decideTest(to: { staffId: string; address: string; messageId: string }, house: HouseFacts, now: Date): Verdict {
  const rule = house.hasSample ? 'sample' : house.isOtherInstallation ? 'epoch' : null
  const verdict: Verdict = {
    id: newId(),
    answer: rule ? 'no' : 'pass',
    rule,
    notBefore: null,
    inputs: {},
    customerId: to.staffId,
    messageId: to.messageId,
    sendingId: null,
    stage: 'claim',
    kind: 'service',
    purpose: 'service',
    topicId: null,
    channel: 'mail',
    address: to.address,
    addressHash: null,
    law: laws.general,
    at: now,
    isSample: false,
  }
  if (!rule) open.add(verdict)
  return verdict
}

const refused = (code: string): Outcome => ({ kind: 'refused', isFinal: true, code, reply: '' })

/** The label of the law stands first, unless the words have one already. */
function labelled(words: string, verdict: Verdict): string {
  const label = verdict.law.labels[verdict.channel]
  if (verdict.kind !== 'advertising' || !label) return words
  return verdict.law.acceptedLabels.some((accepted) => words.startsWith(accepted)) ? words : `${label} ${words}`
}

const saysHowToLeave = (parcel: Parcel, verdict: Verdict): boolean => {
  if (parcel.channel === 'mail') return parcel.unsubscribe !== undefined
  if (parcel.channel === 'zalo') return true
  const text = fold(parcel.text)
  return verdict.law.optOutWords.some((words) => text.includes(words) || parcel.text.includes(words))
}

/** Carries one message out, by a verdict that let it pass at its claim: once, to that address, over that channel. */
export async function handOver(courier: Courier, verdict: Verdict, parcel: Parcel, signal: AbortSignal): Promise<Outcome> {
  if (!open.delete(verdict)) throw new Error('nothing leaves the house without a verdict of its own')
  if (parcel.messageId !== verdict.messageId || parcel.to !== verdict.address || parcel.channel !== verdict.channel)
    throw new Error('this verdict is about another message')
  if (verdict.kind === 'advertising' && !saysHowToLeave(parcel, verdict)) return refused('gate.no_way_to_leave')
  const isAdvertising = verdict.kind === 'advertising'
  const outgoing: Parcel =
    parcel.channel === 'mail'
      ? { ...parcel, isAdvertising, subject: labelled(parcel.subject ?? '', verdict) }
      : { ...parcel, isAdvertising, text: labelled(parcel.text, verdict) }
  return courier.deliver(outgoing, verdict.id as DecisionId, signal)
}

/** Every verdict on a message, the first one first: why somebody got it, or did not. */
export const explain = (db: Db, customerId: string, messageId: string): Promise<SeenVerdict[]> => verdictsOf(db, customerId, messageId)
