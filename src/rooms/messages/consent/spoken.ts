import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { fillWording } from '../../../values/consent-words.ts'
import { dayIn, toInstant } from '../../../values/zone.ts'
import { requireCustomer } from '../../people/public.ts'
import { findHouse } from '../../team/public.ts'
import type { MessageChannel } from '../contract.ts'
import { type NewConsent, recordConsent } from './consents.ts'
import { countAtDoor, findDoors } from './doors-store.ts'
import { requireTopics } from './topics.ts'
import { currentWording } from './wordings.ts'

/** What a customer said to somebody of the house about being written to: noted with who heard it, where, and the sentence that was read out. */

export type Spoken = {
  act: 'granted' | 'refused' | 'narrowed' | 'snoozed' | 'withdrawn'
  topics: string[]
  channel?: MessageChannel | undefined
  monthly?: number | undefined
  until?: string | undefined
  language: 'vi' | 'en'
  place?: string | undefined
  words?: string | undefined
}

const refusalOf = (why: 'customer-only' | 'erased' | 'asked-before'): Refusal =>
  why === 'erased'
    ? new Refusal(409, 'consent.erased', 'This customer asked to be forgotten; nothing more is written down.')
    : new Refusal(
        409,
        'consent.customer_only',
        'This customer left. Only their own act leads back: their page, or a door they go through themselves.',
      )

async function promiseOf(db: Db, asked: Spoken, topics: Awaited<ReturnType<typeof requireTopics>>) {
  const wording = await currentWording(db, asked.language, 'spoken')
  const { name: house } = await findHouse(db)
  const promised = { house, topics: topics.map(({ names }) => names), channel: asked.channel ?? 'mail', monthly: asked.monthly ?? 1 }
  const said = fillWording(wording.words, asked.language, promised)
  return { wordingId: wording.id, evidence: { said, language: asked.language, hash: wording.hash } }
}

/** Notes what somebody said. Leading back after a leaving is refused, whoever heard it. */
export async function noteSpoken(db: Db, customerId: string, asked: Spoken, who: Who, now: Date): Promise<void> {
  await requireCustomer(db, customerId)
  const topics = await requireTopics(db, asked.topics)
  const { zone } = await findHouse(db)
  const heard = {
    heardBy: who.name,
    ...(asked.place ? { place: asked.place } : {}),
    ...(asked.words ? { words: asked.words } : {}),
  }
  // A sentence that was read out is kept whether the answer was yes or no.
  const isAnswer = topics.length > 0 && asked.channel !== undefined && (asked.act === 'granted' || asked.act === 'refused')
  const promise = isAnswer ? await promiseOf(db, asked, topics) : { wordingId: null, evidence: {} }
  const door = asked.act === 'granted' ? (await findDoors(db)).find(({ kind, isOpen }) => kind === 'spoken' && isOpen) : undefined
  const about = {
    customerId,
    channel: asked.channel ?? 'every',
    act: asked.act,
    givenBy: 'staff',
    method: 'spoken',
    monthly: asked.monthly ?? null,
    until: asked.until ? new Date(toInstant(asked.until, 0, zone)) : null,
    wordingId: promise.wordingId,
    doorId: door?.id ?? null,
    staff: { id: who.kind === 'staff' ? who.id : null, name: who.name },
    evidence: { ...promise.evidence, ...heard },
  } as const
  const events: NewConsent[] = topics.map(({ id, purpose }) => ({ ...about, purpose, topicId: id }))
  const ignored = await recordConsent(db, events.length > 0 ? events : [{ ...about, purpose: 'every' }], now)
  const first = ignored[0]
  if (first) throw refusalOf(first.why)
  if (door) await countAtDoor(db, door.id, dayIn(zone, now.getTime()), 'signed')
}
