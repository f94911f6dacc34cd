import type { AudienceSource } from '../../../platform/collected/audience.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { tell } from '../../../platform/stream/stream.ts'
import { dayIn } from '../../../values/zone.ts'
import type { GateRule, MessageState } from '../contract.ts'
import { type Ask, classOf, findHouseFacts, type HouseFacts, judge, type Outward, type Verdict } from '../gate.ts'
import { frozenLetter } from '../letters/actions.ts'
import { isWorthSending, keptBlocks } from '../letters/fitting-rules.ts'
import type { FrozenLetter } from '../letters/letter.ts'
import { readersOf } from '../letters/readers.ts'
import { bucketOf, messageIdOf } from './holdout.ts'
import type { Sending } from './sending.ts'
import * as store from './store.ts'

/** Who would get a letter, and who would not and why: everybody of an audience is asked about, a thousand at a time. */

export const PLAN_JOB = 'messages.plan'

const AT_ONCE = 1000
/** So many are judged where the whole would take too long, for a first look. */
const LOOKED_AT = 2000

export type PlanningGround = { db: Db; outward: Outward; audience: AudienceSource }

export const tellOf = (db: Db, sendingId: string): Promise<void> => tell(db, { what: 'sending', about: { sendingId } })

type Meant = Pick<Sending, 'id' | 'purpose' | 'topicId' | 'channels' | 'holdout' | 'holdoutSalt' | 'startsAt' | 'expiresAt'>

const hasOfferIn = (letter: FrozenLetter): boolean => letter.content.blocks.some((block) => 'isOffer' in block && block.isOffer)

async function asksFor(db: Db, meant: Meant, letter: FrozenLetter, ids: readonly string[], house: HouseFacts, now: Date): Promise<Ask[]> {
  const readers = await readersOf(db, ids, dayIn(house.rules.zone, now.getTime()))
  const hasOffer = hasOfferIn(letter)
  return ids.map((customerId) => {
    const reader = readers.get(customerId)
    const kept = reader ? keptBlocks(letter, reader) : []
    return {
      customerId,
      messageId: messageIdOf(meant.id, customerId),
      sendingId: meant.id,
      channels: meant.channels,
      purpose: meant.purpose,
      hasOffer,
      topicId: meant.topicId,
      mustReachBefore: null,
      expiresAt: meant.expiresAt,
      blocks: { kept: kept.length, least: letter.leastBlocks, isEnough: isWorthSending(letter, kept) },
      isHeldOut: meant.holdout > 0 && bucketOf(customerId, meant.holdoutSalt) < meant.holdout,
      dueAt: meant.startsAt ?? now,
    }
  })
}

/** What a verdict makes of a message that has not left. */
export function stateOf({ answer, rule, inputs }: Pick<Verdict, 'answer' | 'rule' | 'inputs'>): MessageState {
  if (answer === 'pass') return 'ready'
  if (answer === 'wait') return 'held'
  if (rule === 'holdout') return 'held-out'
  return inputs['why'] === 'expired' ? 'expired' : 'suppressed'
}

/** Judges some of the audience and writes their rows, in the transaction of the caller. */
async function planSome(
  db: Db,
  sending: Sending,
  letter: FrozenLetter,
  ids: readonly string[],
  outward: Outward,
  house: HouseFacts,
  now: Date,
) {
  const asks = await asksFor(db, sending, letter, ids, house, now)
  const asOf = sending.startsAt && sending.startsAt > now ? sending.startsAt : now
  const verdicts = await judge(db, asks, { now, asOf, stage: 'plan', outward, house })
  await store.addMessages(
    db,
    verdicts.map((verdict, at) => ({
      id: verdict.messageId,
      customerId: verdict.customerId,
      sendingId: sending.id,
      letterId: letter.letterId,
      letterNumber: letter.number,
      channel: verdict.channel,
      purpose: sending.purpose,
      topicId: sending.topicId,
      kind: classOf(sending.purpose, asks[at]?.hasOffer ?? false),
      address: verdict.answer === 'no' ? null : verdict.address,
      addressHash: verdict.answer === 'no' ? null : verdict.addressHash,
      state: stateOf(verdict),
      rule: verdict.rule,
      notBefore: verdict.notBefore,
      expiresAt: sending.expiresAt,
      blocks: null,
      leastBlocks: letter.leastBlocks,
      own: null,
      hasOffer: asks[at]?.hasOffer ?? false,
      mustReachBefore: null,
      plannedAt: now,
      isSample: sending.isSample,
    })),
  )
}

/** One step of a plan: the next thousand. Answers whether there may be more; a plan that was cancelled has none. */
export async function planStep({ db, outward, audience }: PlanningGround, sendingId: string, now: Date): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const sending = await store.findForUpdate(tx, sendingId)
    if (sending?.state !== 'planning' || !sending.letterId || sending.letterNumber === null) return false
    const letter = await frozenLetter(tx, sending.letterId, sending.letterNumber)
    const { last } = await store.lastPlanned(tx, sendingId)
    const ids = await audience.ids(tx, sending.audience, last, AT_ONCE, now)
    const of = sending.progress?.of ?? (await audience.countExactly(tx, sending.audience, now))
    if (ids.length > 0) {
      await planSome(tx, sending, letter, ids, outward, await findHouseFacts(tx, outward, now), now)
      const done = (sending.progress?.done ?? 0) + ids.length
      await store.keep(tx, { ...sending, progress: { done, of: Math.max(of, done) } })
    } else await store.keep(tx, { ...sending, state: 'planned', progress: null, plannedAt: now, version: sending.version + 1 })
    await tellOf(tx, sendingId)
    return ids.length > 0
  })
}

/** Plans to the end. Killed in between, it goes on behind the last customer that has a row. */
export const planningJobs = (ground: PlanningGround): Record<string, Job> => ({
  [PLAN_JOB]: async (payload, now) => {
    const began = Date.now()
    const sendingId = String(payload['sendingId'])
    // The clock goes on while it works: long plans end later than they began.
    const moment = () => new Date(now.getTime() + Date.now() - began)
    while (await planStep(ground, sendingId, moment()));
  },
})

export type Estimate = {
  audience: number
  isExact: boolean
  judged: number
  willReceive: number
  heldBy: Partial<Record<GateRule, number>>
}

/** A first look within a second: a large audience is judged by some of it. Nothing is kept. */
export async function estimate(
  { db, outward, audience }: PlanningGround,
  meant: Omit<Meant, 'id' | 'holdout' | 'holdoutSalt'> & { audience: Sending['audience'] },
  letter: FrozenLetter,
  now: Date,
): Promise<Estimate> {
  const { n } = await audience.count(db, meant.audience, now)
  const ids = await audience.sample(db, meant.audience, LOOKED_AT, now)
  const isExact = ids.length < LOOKED_AT
  const house = await findHouseFacts(db, outward, now)
  const asOf = meant.startsAt && meant.startsAt > now ? meant.startsAt : now
  const whole = { ...meant, id: crypto.randomUUID(), holdout: 0, holdoutSalt: '' }
  let willReceive = 0
  const heldBy: Estimate['heldBy'] = {}
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const asks = await asksFor(db, whole, letter, ids.slice(from, from + AT_ONCE), house, now)
    for (const { answer, rule } of await judge(db, asks, { now, asOf, stage: 'plan', outward, house, isKept: false })) {
      if (answer !== 'no') willReceive++
      else if (rule) heldBy[rule] = (heldBy[rule] ?? 0) + 1
    }
  }
  const size = isExact ? ids.length : n
  const scale = ids.length > 0 ? size / ids.length : 0
  return {
    audience: size,
    isExact,
    judged: ids.length,
    willReceive: Math.round(willReceive * scale),
    heldBy: Object.fromEntries(Object.entries(heldBy).map(([rule, count]) => [rule, Math.round(count * scale)])),
  }
}
