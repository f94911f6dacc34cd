import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Topic } from './topics-store.ts'
import * as store from './topics-store.ts'

export type { Topic }

/** What the house writes about, in its own order, closed ones too. */
export const listTopics = (db: Db): Promise<Topic[]> => store.findTopics(db)

/** Open topics of one purpose, in the order of the house. */
export const openTopicsOf = async (db: Db, purpose: Topic['purpose']): Promise<Topic[]> =>
  (await listTopics(db)).filter((topic) => topic.isOpen && topic.purpose === purpose)

/** From so many on, counting takes a second: then the figures are half a minute old. */
const MANY = 100_000
const KEPT_MS = 30_000

type Wanted = ReadonlyMap<string, number>
const kept = new WeakMap<Db, { at: number; wanted: Wanted }>()

/** How many want each topic now, over any channel. */
export async function wantedOf(db: Db, now: Date): Promise<Wanted> {
  const known = kept.get(db)
  if (known && Math.abs(now.getTime() - known.at) < KEPT_MS) return known.wanted
  const wanted = await store.countWanted(db)
  const all = [...wanted.values()].reduce((sum, n) => sum + n, 0)
  if (all >= MANY) kept.set(db, { at: now.getTime(), wanted })
  return wanted
}

export const noSuchTopic = () => new Refusal(404, 'consent.no_such_topic', 'There is no such topic.')

/** A new topic stands last and reaches nobody: consent to it is still to be asked for. */
export async function addTopic(db: Db, asked: Pick<Topic, 'purpose' | 'names' | 'about'>): Promise<Topic> {
  const topicId = newId()
  await store.addTopic(db, { ...asked, id: topicId, isOpen: true, isSample: false, version: 1 })
  const made = await store.findTopicForUpdate(db, topicId)
  if (!made) throw noSuchTopic()
  return made
}

export type TopicChange = { names?: Topic['names'] | undefined; about?: Topic['about'] | undefined; isOpen?: boolean | undefined }

export async function changeTopic(db: Db, topicId: string, { names, about, isOpen }: TopicChange, version: number): Promise<Topic> {
  const before = await store.findTopicForUpdate(db, topicId)
  if (!before) throw noSuchTopic()
  const after = { ...before, names: names ?? before.names, about: about ?? before.about, isOpen: isOpen ?? before.isOpen, version }
  if (!(await store.changeTopic(db, after))) throw new Refusal(409, 'consent.changed_meanwhile', 'Somebody changed this meanwhile.')
  return { ...after, version: version + 1 }
}

export async function orderTopics(db: Db, topicIds: readonly string[]): Promise<void> {
  const known = await store.findTopics(db)
  const named = new Set(topicIds)
  if (named.size !== known.length || known.some(({ id }) => !named.has(id)))
    throw new Refusal(409, 'consent.topics_incomplete', 'Somebody added or took away a topic meanwhile; look at them again.')
  await store.orderTopics(db, topicIds)
}

/** The topics of these ids, in their order; refuses where one is not there, or closed. */
export async function requireTopics(db: Db, topicIds: readonly string[]): Promise<Topic[]> {
  const known = new Map((await listTopics(db)).map((topic) => [topic.id, topic]))
  return topicIds.map((id) => {
    const topic = known.get(id)
    if (!topic?.isOpen) throw noSuchTopic()
    return topic
  })
}
