import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { beginLetter, freeze, requireLetter } from '../letters/actions.ts'
import type { LetterContent } from '../letters/blocks/contract.ts'
import type { changeJourney, JourneyKind, JourneyStep } from './contract.ts'
import { readyLetters } from './letters.data.ts'
import { lastYear } from './rehearsal.ts'
import { usual } from './rules.ts'
import * as store from './store.ts'

/** Drawing up a journey, changing it, switching it on and off. */

const noSuchJourney = () => new Refusal(404, 'journeys.no_such_journey', 'There is no such journey.')
const changed = () => new Refusal(409, 'journeys.changed_meanwhile', 'Somebody changed this meanwhile.')
const isOn = () => new Refusal(409, 'journeys.is_running', 'A journey is changed while it is off.')

const handOf = (who: Who): string | null => (who.kind === 'staff' ? who.id : null)

export async function requireJourney(db: Db, journeyId: string): Promise<store.Journey> {
  const journey = await store.find(db, journeyId)
  if (!journey) throw noSuchJourney()
  return journey
}

async function forUpdate(db: Db, journeyId: string): Promise<store.Journey> {
  const journey = await store.findForUpdate(db, journeyId)
  if (!journey) throw noSuchJourney()
  return journey
}

const paragraphs = (lines: readonly string[]) => lines.map((text) => ({ kind: 'paragraph' as const, runs: [{ text }] }))

/** The letter that stands ready for a kind, as the composer holds it. */
export function readyContent(kind: JourneyKind): LetterContent {
  const { subject, vi, en } = readyLetters[kind]
  const words = { vi: paragraphs(vi), en: paragraphs(en) }
  return { subject, preview: { vi: '', en: '' }, blocks: [{ kind: 'words', key: 'loi', topics: [], level: 'any', isOffer: false, words }] }
}

export async function drawUp(db: Db, kind: JourneyKind, title: string, who: Who, now: Date): Promise<store.Journey> {
  const { begins, stops, wait, isOnlyIf } = usual[kind]
  const letter = await beginLetter(
    db,
    {
      kind: 'journey',
      title: readyLetters[kind].title,
      purpose: kind === 'farewell' ? 'service' : 'relationship',
      topicId: null,
      content: readyContent(kind),
      leastBlocks: 1,
    },
    who,
    now,
  )
  const steps: JourneyStep[] = [
    { kind: 'wait', ...wait },
    ...(isOnlyIf ? [{ kind: 'if' as const, what: isOnlyIf, least: 2 }] : []),
    { kind: 'letter', letterId: letter.id, channel: 'any', number: null },
  ]
  const journey: store.Journey = {
    id: newId(now.getTime()),
    kind,
    title,
    begins,
    steps,
    stops,
    isRunning: false,
    startedAt: null,
    madeBy: handOf(who),
    madeAt: now,
    isSample: false,
    version: 1,
  }
  await store.add(db, journey)
  return journey
}

type Change = z.output<NonNullable<typeof changeJourney.body>>

export async function change(db: Db, journeyId: string, { version, ...asked }: Change): Promise<store.Journey> {
  const before = await forUpdate(db, journeyId)
  if (before.version !== version) throw changed()
  if (before.isRunning) throw isOn()
  const steps = asked.steps?.map((step) => (step.kind === 'letter' ? { ...step, number: null } : step))
  for (const step of steps ?? []) if (step.kind === 'letter' && step.letterId) await requireLetter(db, step.letterId)
  return store.keep(db, {
    ...before,
    title: asked.title ?? before.title,
    begins: asked.begins ?? before.begins,
    steps: steps ?? before.steps,
    stops: asked.stops ?? before.stops,
  })
}

const noLetter = () =>
  new Refusal(409, 'journeys.no_letter', 'A journey needs a letter at each of its letter steps.', { steps: 'no_letter' })

/** Keeps the letters as they read now, so that what is written later does not go out unseen. */
async function frozenSteps(db: Db, journey: store.Journey, by: string | null, now: Date): Promise<JourneyStep[]> {
  if (!journey.steps.some(({ kind }) => kind === 'letter')) throw noLetter()
  const steps: JourneyStep[] = []
  for (const step of journey.steps) {
    if (step.kind !== 'letter') {
      steps.push(step)
      continue
    }
    if (!step.letterId) throw noLetter()
    const letter = await requireLetter(db, step.letterId)
    const isOffer = letter.purpose === 'offer' || letter.content.blocks.some((block) => block.isOffer)
    if (journey.begins.on === 'left' && (isOffer || letter.purpose !== 'service'))
      throw new Refusal(409, 'journeys.offer_in_farewell', 'A goodbye sells nothing: its letter is one of service, without an offer.')
    steps.push({ ...step, number: (await freeze(db, step.letterId, by, now)).number })
  }
  return steps
}

/** Switches it on for what happens from now, by somebody who has seen what it would have done. */
export async function start(
  db: Db,
  journeyId: string,
  { version, rehearsed }: { version: number; rehearsed: number },
  { who, now, zone }: { who: Who; now: Date; zone: string },
): Promise<store.Journey> {
  const before = await forUpdate(db, journeyId)
  if (before.isRunning) throw isOn()
  if (before.version !== version) throw changed()
  const { found } = await lastYear(db, before, zone, now)
  if (found.length !== rehearsed)
    throw new Refusal(409, 'journeys.rehearse_first', 'Look at the rehearsal first: it says something else now.', {
      rehearsed: String(found.length),
    })
  const steps = await frozenSteps(db, before, handOf(who), now)
  return store.keep(db, { ...before, steps, isRunning: true, startedAt: now })
}

/** Switches it off: whoever is on it goes no further. Twice is once. */
export async function stop(db: Db, journeyId: string, now: Date): Promise<store.Journey> {
  const before = await forUpdate(db, journeyId)
  if (!before.isRunning) return before
  await store.endAll(db, journeyId, 'switched-off', now)
  return store.keep(db, { ...before, isRunning: false })
}

export async function remove(db: Db, journeyId: string): Promise<void> {
  const journey = await forUpdate(db, journeyId)
  if (journey.isRunning) throw isOn()
  if (await store.wasWalked(db, journeyId))
    throw new Refusal(409, 'journeys.was_walked', 'Customers went along this journey; it stays as part of the history.')
  await store.remove(db, journeyId)
}
