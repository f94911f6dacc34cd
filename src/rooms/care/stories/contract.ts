import { z } from 'zod'
import { day, id, lines, pageSize, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'

/** A story of a customer a week, for everybody who works here. */

/** So many words are read in a minute. */
export const MOST_WORDS = 160

/** What a sentence was made from. */
export const factKinds = ['since', 'likes', 'kept', 'thanks', 'greet'] as const
const sourceKinds = ['orders', 'preference', 'promise', 'touchpoint', 'record'] as const

const sentence = z.object({
  kind: z.enum(factKinds),
  words: z.string(),
  source: z.object({ kind: z.enum(sourceKinds), on: z.string().nullable() }),
})

export const storyView = z.object({
  id,
  customerId: id,
  name: z.string(),
  calledAs: z.string(),
  week: day,
  /** Where nobody wrote it anew: a sentence for each fact, each with what it was made from. */
  sentences: z.array(sentence),
  /** Where somebody did: their words, in both languages. */
  ownWords: z.object({ vi: z.string(), en: z.string() }).nullable(),
  editedByName: z.string().nullable(),
  isSample: z.boolean(),
  version: z.int(),
})

const weekOf = z.object({
  /** The Monday of the week in the house's zone. */
  week: day,
  isSkipped: z.boolean(),
  story: storyView.nullable(),
})

export const storyOfWeek = route({
  name: 'storyOfWeek',
  method: 'GET',
  path: '/api/stories/this-week',
  door: 'customers.read',
  summary: 'The story of this week: one customer, told in a minute from what is recorded and not private. Who read it is written nowhere.',
  answer: weekOf,
})

export const listStories = route({
  name: 'listStories',
  method: 'GET',
  path: '/api/stories',
  door: 'customers.read',
  summary: 'The stories of past weeks, the newest first.',
  query: z.strictObject({ before: day.optional(), limit: pageSize(50, 12) }),
  answer: z.object({ stories: z.array(storyView), next: z.string().nullable() }),
})

const refusals = ['care.no_such_story', 'care.changed_meanwhile'] as const
const storyId = z.object({ storyId: id })

export const rewriteStory = route({
  name: 'rewriteStory',
  method: 'PATCH',
  path: '/api/stories/:storyId',
  door: 'house.settings',
  summary: `Writes a story anew, in ${MOST_WORDS} words at most and without anything private; \`words: null\` goes back to what was composed.`,
  params: storyId,
  body: z.strictObject({ words: z.strictObject({ vi: lines(1600), en: lines(1600) }).nullable(), version }),
  answer: storyView,
  refusals: [...refusals, 'care.story_too_long', 'care.story_private'],
})

export const swapStory = route({
  name: 'swapStory',
  method: 'POST',
  path: '/api/stories/:storyId/swap',
  door: 'house.settings',
  summary: 'Tells of another customer this week: the next on whom the lot falls.',
  params: storyId,
  body: z.strictObject({ version }),
  answer: weekOf,
  refusals: [...refusals, 'care.nobody_else'],
})

export const skipStory = route({
  name: 'skipStory',
  method: 'PUT',
  path: '/api/stories/this-week',
  door: 'house.settings',
  summary: 'Leaves this week without a story, or takes that back.',
  body: z.strictObject({ isSkipped: z.boolean() }),
  answer: weekOf,
})

const wish = z.object({ isDeclined: z.boolean(), notedByName: z.string().nullable(), at: z.string().nullable() })

export const getStoryWish = route({
  name: 'getStoryWish',
  method: 'GET',
  path: '/api/customers/:customerId/story-wish',
  door: 'customers.read',
  summary: 'Whether a customer wants no story told of them.',
  params: z.object({ customerId: id }),
  answer: wish,
  refusals: ['people.no_such_customer'],
})

export const noteStoryWish = route({
  name: 'noteStoryWish',
  method: 'PUT',
  path: '/api/customers/:customerId/story-wish',
  door: 'customers.write',
  summary: 'Notes that a customer wants no story told of them: none is chosen any more, and those that were told are shown no more.',
  params: z.object({ customerId: id }),
  body: z.strictObject({ isDeclined: z.boolean() }),
  answer: wish,
  refusals: ['people.no_such_customer'],
})
