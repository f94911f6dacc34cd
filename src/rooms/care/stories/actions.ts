import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { dayIn } from '../../../values/zone.ts'
import { requireCustomer } from '../../people/public.ts'
import { chooseFor } from './choosing.ts'
import { MOST_WORDS } from './contract.ts'
import { countWords, isTellable, mondayOf } from './rules.ts'
import * as store from './store.ts'
import type { Story } from './story.ts'

const noSuchStory = () => new Refusal(404, 'care.no_such_story', 'There is no such story.')
const changed = () => new Refusal(409, 'care.changed_meanwhile', 'Somebody changed this meanwhile.')

export type Around = { db: Db; who: Who; now: Date; zone: string }

export const weekAt = (zone: string, now: Date): string => mondayOf(dayIn(zone, now.getTime()))

export type Week = { week: string; isSkipped: boolean; story: Story | undefined }

export async function thisWeek(db: Db, zone: string, now: Date): Promise<Week> {
  const week = weekAt(zone, now)
  const isSkipped = await store.isSkipped(db, week)
  return { week, isSkipped, story: isSkipped ? undefined : await store.storyOf(db, week) }
}

async function requireStory(db: Db, storyId: string, version: number): Promise<Story> {
  const story = await store.findStory(db, storyId)
  if (!story) throw noSuchStory()
  if (story.version !== version) throw changed()
  return story
}

export async function rewrite(around: Around, storyId: string, words: Story['ownWords'], version: number): Promise<Story> {
  const { db, who } = around
  const story = await requireStory(db, storyId, version)
  for (const text of words === null ? [] : [words.vi, words.en]) {
    if (countWords(text) > MOST_WORDS) throw new Refusal(400, 'care.story_too_long', `A story has ${MOST_WORDS} words at most.`)
    if (!isTellable(text)) throw new Refusal(400, 'care.story_private', 'A story tells nothing private.')
  }
  const after = await store.keepWords(db, story, words, who.name)
  if (!after) throw changed()
  return after
}

/** Another customer for this week; what was there is told no more. */
export async function swap({ db, now, zone }: Around, storyId: string, version: number): Promise<Story> {
  await store.holdStories(db)
  const story = await requireStory(db, storyId, version)
  if (story.week !== weekAt(zone, now)) throw noSuchStory()
  await store.putAside(db, story)
  const after = await chooseFor(db, { week: story.week, zone }, now)
  if (!after) throw new Refusal(409, 'care.nobody_else', 'There is nobody else to tell of this week.')
  return after
}

/** A week without a story, or with one after all. */
export async function skipWeek({ db, who, now, zone }: Around, isSkipped: boolean): Promise<Week> {
  const week = weekAt(zone, now)
  await store.holdStories(db)
  if (isSkipped) await store.skip(db, week, who.name, now)
  else {
    await store.unskip(db, week)
    await chooseFor(db, { week, zone }, now)
  }
  return thisWeek(db, zone, now)
}

/** Whoever wants no story is told of no more, this week neither: somebody else is. */
export async function noteWish({ db, who, now, zone }: Around, customerId: string, isDeclined: boolean): Promise<void> {
  await requireCustomer(db, customerId)
  await store.holdStories(db)
  if (!isDeclined) return store.dropWish(db, customerId)
  await store.keepWish(db, customerId, { byName: who.name, at: now })
  const week = weekAt(zone, now)
  const story = await store.storyOf(db, week)
  if (story?.customerId !== customerId) return
  await store.putAside(db, story)
  await chooseFor(db, { week, zone }, now)
}
