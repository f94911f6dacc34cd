import type { Db } from '../../../platform/db/db.ts'
import { findAll } from '../../people/public.ts'
import type { Choice } from './choice-rules.ts'
import { choiceEventsOf, findChoices } from './choices-store.ts'
import type { Door, DoorDay } from './doors-store.ts'
import { isOnDoNotCall } from './register-store.ts'
import { NO_TOPIC, stateAt } from './rules.ts'
import { eventsOf, nowOf, type ProvenEvent } from './store.ts'
import type { Topic } from './topics-store.ts'
import type { Wording } from './wordings.ts'

export const viewTopic = ({ id, purpose, names, about, position, isOpen, version }: Topic, wanted: ReadonlyMap<string, number>) => ({
  id,
  purpose,
  names,
  about,
  position,
  isOpen,
  wanted: wanted.get(id) ?? 0,
  version,
})

export const viewWording = ({ id, language, manner, words, hash, madeAt, isCurrent }: Wording) => ({
  id,
  language,
  manner,
  words,
  hash,
  madeAt: madeAt.toISOString(),
  isCurrent,
})

export const viewDoor = ({ madeAt: _, isSample: __, ...door }: Door, days: readonly DoorDay[]) => ({
  ...door,
  days: days.filter(({ doorId }) => doorId === door.id).map(({ doorId: ___, ...counts }) => counts),
})

const viewChoice = ({ monthly, pausedUntil, days, fromHour, untilHour, channel, version }: Choice) => ({
  monthly,
  pausedUntil: pausedUntil?.toISOString() ?? null,
  days,
  fromHour,
  untilHour,
  channel,
  version,
})

const topicOrNone = (topicId: string): string | null => (topicId === NO_TOPIC ? null : topicId)

/** The contact itself is on the record, veiled for who may not see it; here it is left out. */
const shownEvidence = (evidence: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(evidence).flatMap(([key, value]) => (typeof value === 'string' && key !== 'contact' ? [[key, value]] : [])),
  )

const viewEvent = ({ id, at, purpose, topicId, channel, act, givenBy, method, monthly, until, staffName, evidence }: ProvenEvent) => ({
  id,
  at: at.toISOString(),
  purpose,
  topicId: topicOrNone(topicId),
  channel,
  act,
  givenBy,
  method,
  monthly,
  until: until?.toISOString() ?? null,
  staffName,
  evidence: shownEvidence(evidence),
})

const MOST_SHOWN = 200

/** What a customer agreed to, left and chose, and how each of it is known. */
export async function viewConsents(db: Db, customerId: string, now: Date) {
  const [rows, logs, choices, choiceEvents, customers] = await Promise.all([
    nowOf(db, [customerId]),
    eventsOf(db, [customerId]),
    findChoices(db, [customerId]),
    choiceEventsOf(db, customerId),
    findAll(db, [customerId]),
  ])
  const phones = customers.flatMap(({ contacts }) => contacts.filter(({ kind }) => kind === 'phone').map(({ value }) => value))
  const choice = choices.get(customerId)
  return {
    cells: (rows.get(customerId) ?? []).map(({ topicId, since, until, ...row }) => ({
      ...row,
      topicId: topicOrNone(topicId),
      state: stateAt({ state: row.state, until }, now),
      until: until && until > now ? until.toISOString() : null,
      since: since.toISOString(),
    })),
    history: (logs.get(customerId) ?? []).toReversed().slice(0, MOST_SHOWN).map(viewEvent),
    choice: choice ? viewChoice(choice) : null,
    choices: choiceEvents.map(({ id, at, givenBy, staffName, before, after }) => ({
      id,
      at: at.toISOString(),
      givenBy,
      staffName,
      before: viewChoice(before),
      after: viewChoice(after),
    })),
    isOnRegister: (await isOnDoNotCall(db, phones)).size > 0,
  }
}
