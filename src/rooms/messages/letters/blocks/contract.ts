import { z } from 'zod'
import { id, lineOrNothing } from '../../../../platform/fields/contract.ts'

/** What a letter is made of. Texts may hold fields, `{{called}}` or `{{last-visit|not long ago}}`, which every reader's own words fill. */

/** Fields that a text may hold: what each stands for is said to people in `src/web/rooms/messages/fields.data.ts`. */
export const mergeFields = ['greeting', 'called', 'call-name', 'name', 'them', 'us', 'house', 'last-visit', 'visits', 'since'] as const
export type MergeField = (typeof mergeFields)[number]

export const isMergeField = (text: string): text is MergeField => (mergeFields as readonly string[]).includes(text)

/** How well somebody has to know a topic for a block to be theirs. */
export const blockLevels = ['any', 'new', 'knows', 'expert'] as const

const both = (max: number) => z.strictObject({ vi: lineOrNothing(max), en: lineOrNothing(max) })

/** A stretch of one line. */
const run = z.strictObject({
  text: z.string().max(4000).normalize(),
  isBold: z.literal(true).optional(),
  link: z.string().max(2000).optional(),
})
export type Run = z.infer<typeof run>

/** A line of words: a paragraph, a heading, a point of a list. */
const wordLine = z.strictObject({ kind: z.enum(['paragraph', 'heading', 'point']), runs: z.array(run).max(100) })
export type WordLine = z.infer<typeof wordLine>

const forWhom = {
  /** Stays the block's own while it is moved and edited. */
  key: z.string().regex(/^[\w-]{1,40}$/),
  /** Ids of topics, or words that are compared with likes and dislikes; none: for everybody. */
  topics: z.array(z.string().min(1).max(80)).max(12).default([]),
  level: z.enum(blockLevels).default('any'),
  /** An offer makes the letter that holds it an advertising one. */
  isOffer: z.boolean().default(false),
}

export const pictureWidths = ['small', 'half', 'full'] as const
export const staffWordsForUs = ['em', 'cháu', 'con', 'tôi', 'chúng tôi'] as const

export const block = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('words'),
    ...forWhom,
    words: z.strictObject({ vi: z.array(wordLine).max(200), en: z.array(wordLine).max(200) }),
  }),
  z.strictObject({
    kind: z.literal('picture'),
    ...forWhom,
    pictureId: id.nullable(),
    alt: both(300),
    width: z.enum(pictureWidths).default('full'),
    link: z.string().max(2000).default(''),
  }),
  z.strictObject({
    kind: z.literal('product'),
    ...forWhom,
    title: both(200),
    /** What the customer has of it, in the customer's words. */
    benefit: both(600),
    /** As people read it: `185.000 ₫`. */
    price: both(60),
    link: z.string().max(2000).default(''),
    /** Words on the button; empty: "Xem thêm". */
    linkWords: both(60),
    pictureId: id.nullable(),
  }),
  z.strictObject({
    kind: z.literal('gathering'),
    ...forWhom,
    title: both(200),
    when: both(160),
    where: both(200),
    link: z.string().max(2000).default(''),
    linkWords: both(60),
  }),
  z.strictObject({ kind: z.literal('button'), ...forWhom, label: both(60), link: z.string().max(2000).default('') }),
  z.strictObject({
    kind: z.literal('signature'),
    ...forWhom,
    staffId: id.nullable(),
    name: both(80),
    /** What they are in the house: `phụ trách hiệu sách`. */
    role: both(120),
    /** The last words before the name. */
    closing: both(300),
    /** How the writer calls themself, where that is not the word each customer is used to. */
    us: z.enum(staffWordsForUs).nullable().default(null),
  }),
])
export type Block = z.output<typeof block>
export type BlockKind = Block['kind']

export const letterContent = z.strictObject({
  subject: both(300),
  preview: both(300),
  blocks: z.array(block).max(60),
})
export type LetterContent = z.output<typeof letterContent>

export const EMPTY_CONTENT: LetterContent = { subject: { vi: '', en: '' }, preview: { vi: '', en: '' }, blocks: [] }
