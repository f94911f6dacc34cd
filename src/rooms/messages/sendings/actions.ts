import type { z } from 'zod'
import type { AudienceSource } from '../../../platform/collected/audience.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId, newSecret } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { listTopics } from '../consent/topics.ts'
import { findHouseFacts, type Outward } from '../gate.ts'
import { freeze, requireLetter } from '../letters/actions.ts'
import type { Letter } from '../letters/letter.ts'
import type { changeSending, draftSending, startSending } from './contract.ts'
import { PLAN_JOB, tellOf } from './planning.ts'
import { expiryOf, goesOn, mayStep, STOPPABLE_MS } from './rules.ts'
import type { Sending } from './sending.ts'
import * as store from './store.ts'

export type Needs = { outward: Outward; audience: AudienceSource }

type Draft = z.output<NonNullable<typeof draftSending.body>>
type Change = z.output<NonNullable<typeof changeSending.body>>
type Start = z.output<NonNullable<typeof startSending.body>>
type Hand = { who: Who; now: Date }

const noSuchSending = () => new Refusal(404, 'messages.no_such_sending', 'There is no such sending.')

export async function requireSending(db: Db, sendingId: string): Promise<Sending> {
  const sending = await store.find(db, sendingId)
  if (!sending) throw noSuchSending()
  return sending
}

/** Held for a change; its version is the one that was seen, where one was said. */
async function hold(db: Db, sendingId: string, version?: number): Promise<Sending> {
  const sending = await store.findForUpdate(db, sendingId)
  if (!sending) throw noSuchSending()
  if (version !== undefined && version !== sending.version)
    throw new Refusal(409, 'messages.sending_changed', 'Somebody changed this meanwhile.')
  return sending
}

async function keep(db: Db, sending: Sending): Promise<Sending> {
  const kept = { ...sending, version: sending.version + 1 }
  await store.keep(db, kept)
  await tellOf(db, sending.id)
  return kept
}

/** A newsletter goes to those who want its topic: without one it can have no audience. */
async function checkTopic(db: Db, letter: Letter): Promise<void> {
  if (letter.purpose === 'service' || letter.purpose === 'relationship') return
  const topic = (await listTopics(db)).find(({ id }) => id === letter.topicId)
  if (!topic) throw new Refusal(409, 'messages.no_topic', 'This letter has no topic, so nobody can have asked for it.')
  if (!topic.isOpen) throw new Refusal(409, 'messages.topic_is_closed', 'The topic of this letter is closed.')
}

async function checkAudience(db: Db, { audience }: Needs, filter: Sending['audience'], now: Date): Promise<void> {
  // A filter that is none is refused by who knows the filters.
  await audience.sample(db, filter, 1, now)
}

const wishOf = ({ channels, audience, holdout, lateAfterMinutes, expiresAt, startsAt }: Omit<Draft, 'letterId' | 'title'>) => ({
  channels,
  audience,
  holdout,
  lateAfterMinutes,
  expiresAt: expiresAt ? new Date(expiresAt) : null,
  startsAt: startsAt ? new Date(startsAt) : null,
})

const KINDS = { newsletter: 'newsletter', personal: 'personal', journey: 'journey', card: 'card' } as const

export async function draft(db: Db, needs: Needs, body: Draft, { who, now }: Hand, { isSample = false } = {}): Promise<Sending> {
  const letter = await requireLetter(db, body.letterId)
  await checkTopic(db, letter)
  await checkAudience(db, needs, body.audience, now)
  const sending: Sending = {
    id: newId(now.getTime()),
    kind: KINDS[letter.kind],
    letterId: letter.id,
    letterNumber: null,
    title: body.title ?? letter.title,
    purpose: letter.purpose,
    topicId: letter.topicId,
    isLive: false,
    state: 'draft',
    ...wishOf(body),
    holdoutSalt: newSecret().slice(0, 16),
    epoch: needs.outward.epoch() ?? null,
    why: null,
    progress: null,
    plannedAt: null,
    startedAt: null,
    endedAt: null,
    madeBy: who.kind === 'staff' ? who.id : null,
    madeByName: who.name,
    madeAt: now,
    isSample,
    version: 1,
  }
  await store.add(db, sending)
  return sending
}

const started = () => new Refusal(409, 'messages.already_started', 'This was started already.')

export async function change(db: Db, needs: Needs, sendingId: string, { version, ...wish }: Change, now: Date): Promise<Sending> {
  const sending = await hold(db, sendingId, version)
  if (!mayStep(sending.state, 'change')) throw started()
  await checkAudience(db, needs, wish.audience, now)
  // What was planned was planned for other wishes.
  await store.unplan(db, sendingId)
  return keep(db, { ...sending, ...wishOf(wish), state: 'draft', plannedAt: null })
}

/** Freezes the letter and sets off the planning. A plan that was made is made anew. */
export async function plan(db: Db, sendingId: string, version: number, { who, now }: Hand): Promise<Sending> {
  const sending = await hold(db, sendingId, version)
  if (!mayStep(sending.state, 'plan')) throw started()
  if (!sending.letterId) throw new Refusal(409, 'messages.letter_unfit', 'There is no letter to send.')
  await checkTopic(db, await requireLetter(db, sending.letterId))
  const { number } = await freeze(db, sending.letterId, who.kind === 'staff' ? who.id : null, now)
  await store.unplan(db, sendingId)
  await enqueue(db, PLAN_JOB, { sendingId }, { key: `${PLAN_JOB}:${sendingId}` })
  return keep(db, { ...sending, letterNumber: number, state: 'planning', progress: { done: 0, of: null }, plannedAt: null })
}

export async function start(db: Db, needs: Needs, sendingId: string, { version, startsAt }: Start, now: Date): Promise<Sending> {
  const sending = await hold(db, sendingId, version)
  if (!mayStep(sending.state, 'start')) throw new Refusal(409, 'messages.not_planned', 'This is to be planned first.')
  const wished = startsAt ? new Date(startsAt) : null
  if (wished && wished < now) throw new Refusal(400, 'messages.starts_in_past', 'That moment has passed.', { startsAt: 'past' })
  const carried = await Promise.all(sending.channels.map((channel) => needs.outward.hasCourier(db, channel)))
  if (!carried.some(Boolean)) throw new Refusal(409, 'messages.no_courier', 'Nothing is set up yet that would carry it.')
  const { hasAddresses } = await findHouseFacts(db, needs.outward, now)
  if (sending.channels.includes('mail') && !hasAddresses)
    throw new Refusal(
      409,
      'messages.no_addresses',
      'Letters must say who writes, where the house stands and where they are left by: set these first.',
    )
  const earliest = new Date(now.getTime() + STOPPABLE_MS)
  const at = wished && wished > earliest ? wished : sending.startsAt && !wished && sending.startsAt > earliest ? sending.startsAt : earliest
  const expiresAt = sending.expiresAt ?? (sending.purpose === 'service' ? null : expiryOf(at))
  return keep(db, { ...sending, state: 'running', startsAt: at, expiresAt, why: null, epoch: needs.outward.epoch() ?? null })
}

export async function pause(db: Db, sendingId: string): Promise<Sending> {
  const sending = await hold(db, sendingId)
  if (!mayStep(sending.state, 'pause')) throw new Refusal(409, 'messages.not_running', 'This is not being sent.')
  return keep(db, { ...sending, state: 'paused' })
}

export async function resume(db: Db, needs: Needs, sendingId: string, now: Date): Promise<Sending> {
  const sending = await hold(db, sendingId)
  if (!mayStep(sending.state, 'resume')) throw new Refusal(409, 'messages.not_paused', 'This is not paused.')
  const house = await findHouseFacts(db, needs.outward, now)
  if (house.isOtherInstallation)
    throw new Refusal(409, 'messages.other_installation', 'This house was copied or restored: say first which one may send (quen doctor).')
  return keep(db, { ...sending, state: 'running', why: null, ...goesOn(sending, now) })
}

export async function cancel(db: Db, sendingId: string, now: Date): Promise<Sending> {
  const sending = await hold(db, sendingId)
  if (!mayStep(sending.state, 'cancel')) throw new Refusal(409, 'messages.already_over', 'This is over already.')
  const kept = await keep(db, { ...sending, state: 'cancelled', endedAt: now, progress: null })
  await store.cancelRest(db, sendingId, now)
  return kept
}

/** Those who have not got it get the letter as it reads now. */
export async function reword(db: Db, sendingId: string, { who, now }: Hand): Promise<Sending> {
  const sending = await hold(db, sendingId)
  if (!mayStep(sending.state, 'reword')) throw new Refusal(409, 'messages.not_paused', 'This is not paused.')
  if (!sending.letterId) throw new Refusal(409, 'messages.letter_unfit', 'There is no letter to send.')
  const { number } = await freeze(db, sending.letterId, who.kind === 'staff' ? who.id : null, now)
  await store.reword(db, sendingId, number)
  return keep(db, { ...sending, letterNumber: number })
}
