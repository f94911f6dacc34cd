import { z } from 'zod'
import { id, language, line, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { purposes, verdictView } from '../contract.ts'
import { letterContent } from './blocks/contract.ts'

export const letterKinds = ['newsletter', 'personal', 'journey', 'card'] as const

const pictureView = z.object({ id, name: z.string(), mime: z.string(), width: z.int(), height: z.int(), size: z.int() })
export type PictureView = z.infer<typeof pictureView>

const letterRow = z.object({
  id,
  kind: z.enum(letterKinds),
  title: z.string(),
  purpose: z.enum(purposes),
  topicId: id.nullable(),
  subject: z.object({ vi: z.string(), en: z.string() }),
  blocks: z.int(),
  /** The newest version that was sent or set for sending; 0: none yet. */
  frozen: z.int(),
  madeByName: z.string().nullable(),
  madeAt: z.string(),
  updatedAt: z.string(),
  isSample: z.boolean(),
  version,
})

export const letterView = letterRow.omit({ subject: true, blocks: true }).extend({
  content: letterContent,
  leastBlocks: z.int(),
  pictures: z.array(pictureView),
  /** Where anybody may read it on the web, once it was sent. */
  archiveCode: z.string().nullable(),
  isArchived: z.boolean(),
  /** It was changed after it was last sent. */
  isAhead: z.boolean(),
})
export type LetterView = z.infer<typeof letterView>

const one = z.object({ letterId: id })

export const listLetters = route({
  name: 'listLetters',
  method: 'GET',
  path: '/api/letters',
  door: 'messages.read',
  summary: 'Letters of a kind, the latest changed first.',
  query: z.strictObject({ kind: z.enum(letterKinds).default('newsletter') }),
  answer: z.object({ letters: z.array(letterRow) }),
})

export const getLetter = route({
  name: 'getLetter',
  method: 'GET',
  path: '/api/letters/:letterId',
  door: 'messages.read',
  summary: 'One letter with its blocks and pictures.',
  params: one,
  answer: letterView,
})

const about = {
  title: line(200),
  purpose: z.enum(purposes),
  topicId: id.nullable(),
  content: letterContent,
  /** Whoever has fewer fitting blocks than this doesn't get the letter. */
  leastBlocks: z.int().min(1).max(20),
  isArchived: z.boolean(),
}

export const addLetter = route({
  name: 'addLetter',
  method: 'POST',
  path: '/api/letters',
  door: 'messages.write',
  summary: 'Begins a letter.',
  body: z.strictObject({
    kind: z.enum(letterKinds).default('newsletter'),
    title: about.title,
    purpose: about.purpose.default('newsletter'),
    topicId: about.topicId.default(null),
    content: about.content.optional(),
    leastBlocks: about.leastBlocks.default(1),
  }),
  answer: letterView,
  status: 201,
  refusals: ['letters.no_such_topic', 'letters.too_many_pictures'],
})

export const changeLetter = route({
  name: 'changeLetter',
  method: 'PATCH',
  path: '/api/letters/:letterId',
  door: 'messages.write',
  summary: 'Changes what is sent; `version` is the one that was seen. What was sent before stays as it was.',
  params: one,
  body: z.strictObject({ ...z.strictObject(about).partial().shape, version }),
  answer: letterView,
  refusals: ['letters.changed_meanwhile', 'letters.no_such_topic', 'letters.no_such_picture', 'letters.key_twice'],
})

export const copyLetter = route({
  name: 'copyLetter',
  method: 'POST',
  path: '/api/letters/:letterId/copy',
  door: 'messages.write',
  summary: 'Begins a letter with the blocks and pictures of another.',
  params: one,
  body: z.strictObject({ title: line(200) }),
  answer: letterView,
  status: 201,
})

export const removeLetter = route({
  name: 'removeLetter',
  method: 'DELETE',
  path: '/api/letters/:letterId',
  door: 'messages.write',
  summary: 'Takes a draft away that was never sent.',
  params: one,
  answer: z.object({}),
  refusals: ['letters.was_sent'],
})

export const addPicture = route({
  name: 'addPicture',
  method: 'POST',
  path: '/api/letters/:letterId/pictures',
  door: 'messages.write',
  summary: 'Puts a picture (PNG, JPEG, GIF or WebP, 2 MB at most) with a letter; its size is measured here.',
  params: one,
  takesFile: true,
  answer: pictureView,
  status: 201,
  refusals: ['letters.no_file', 'letters.not_a_picture', 'letters.picture_too_large', 'letters.too_many_pictures'],
})

/** What can be wrong with the words of a letter. */
export const findingKinds = [
  'empty-phrase',
  'promise',
  'wrong-address',
  'mixed-address',
  'typed-address',
  'missing-language',
  'no-subject',
  'no-blocks',
  'long-subject',
  'capitals',
  'exclamations',
  'name-everywhere',
  'no-alt',
  'no-picture',
  'not-https',
  'bad-link',
  'no-link',
  'unknown-field',
  'needs-fallback',
  'offer-in-service',
] as const
export type FindingKind = (typeof findingKinds)[number]

export const findingView = z.object({
  kind: z.enum(findingKinds),
  /** `blocking` alone keeps the letter from being sent as it is. */
  weight: z.enum(['note', 'warning', 'blocking']),
  /** `subject`, `preview`, or the key of a block. */
  where: z.string(),
  language: language.nullable(),
  /** The words that are meant. */
  words: z.string(),
  /** What to write instead, where a phrase has its answer. */
  instead: z.string().nullable(),
})
export type Finding = z.infer<typeof findingView>

export const checkLetter = route({
  name: 'checkLetter',
  method: 'GET',
  path: '/api/letters/:letterId/check',
  door: 'messages.read',
  summary: 'What is worth another look in a letter: empty phrases, promises too large, wrong forms of address, what is missing.',
  params: one,
  answer: z.object({ findings: z.array(findingView), version }),
})

export const previewLetter = route({
  name: 'previewLetter',
  method: 'GET',
  path: '/api/letters/:letterId/preview',
  door: 'messages.read',
  summary: 'The letter as one customer would get it, or, without a customer, as somebody unknown who speaks that language.',
  params: one,
  query: z.strictObject({ customerId: id.optional(), language: language.optional() }),
  answer: z.object({
    customerId: id.nullable(),
    calledAs: z.string(),
    language,
    subject: z.string(),
    preview: z.string(),
    html: z.string(),
    text: z.string(),
    /** Keys of the blocks that are theirs; the others fall out, each with its reason. */
    kept: z.array(z.string()),
    dropped: z.array(z.object({ key: z.string(), why: z.enum(['avoided', 'unwanted', 'level']), words: z.string() })),
    /** Fields that this reader has no value for, and the letter no words instead. */
    missing: z.array(z.string()),
    isWorthSending: z.boolean(),
    /** What the gate would say to it now; null for somebody unknown. */
    verdict: verdictView.nullable(),
    version,
  }),
})

export const testLetter = route({
  name: 'testLetter',
  method: 'POST',
  path: '/api/letters/:letterId/test',
  door: 'messages.write',
  summary: 'Sends the letter to oneself, as one customer would get it.',
  params: one,
  body: z.strictObject({ customerId: id.optional(), language: language.optional() }),
  answer: z.object({
    to: z.string(),
    /** `no-courier`: the house has no mail server yet, so nothing was sent. */
    outcome: z.enum(['accepted', 'refused', 'unknown', 'no-courier']),
    reply: z.string(),
  }),
  refusals: ['letters.no_own_mail', 'letters.sample_in_house'],
})

export const phraseKinds = ['empty', 'promise', 'address', 'allowed'] as const

export const listPhrases = route({
  name: 'listPhrases',
  method: 'GET',
  path: '/api/letter-phrases',
  door: 'messages.read',
  summary: 'Phrases that the house watches for beside the built-in ones, and built-in ones that it allows.',
  answer: z.object({
    phrases: z.array(z.object({ id, kind: z.enum(phraseKinds), language, phrase: z.string() })),
    builtIn: z.array(z.object({ kind: z.enum(phraseKinds), language, phrase: z.string(), instead: z.string().nullable() })),
  }),
})

export const addPhrase = route({
  name: 'addPhrase',
  method: 'POST',
  path: '/api/letter-phrases',
  door: 'messages.send',
  summary: 'Watches for a phrase from now on, or allows one.',
  body: z.strictObject({ kind: z.enum(phraseKinds), language, phrase: line(120) }),
  answer: z.object({ id }),
  status: 201,
})

export const removePhrase = route({
  name: 'removePhrase',
  method: 'DELETE',
  path: '/api/letter-phrases/:phraseId',
  door: 'messages.send',
  summary: 'No longer watches for a phrase of the house’s own, or no longer allows one.',
  params: z.object({ phraseId: id }),
  answer: z.object({}),
})
