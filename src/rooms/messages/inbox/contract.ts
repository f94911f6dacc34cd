import { z } from 'zod'
import { flag, id, instant, line, lineOrNothing, lines, pageSize, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { channels, messageStates, verdictView } from '../contract.ts'

/** The inbox: what customers write and what the house answers, one talk per person and channel; letters to the owner among them. */

export const threadChannels = ['mail', 'sms', 'zalo', 'form', 'paper'] as const
export const threadStates = ['open', 'snoozed', 'done'] as const
export const threadBoxes = ['open', 'mine', 'owner', 'snoozed', 'done'] as const
/** What a file that came along may do to whoever opens it: run, pose as a page, carry programs in a document. */
export const fileDangers = ['program', 'page', 'macros'] as const
/** How an answer leaves the house. */
export const answerWays = ['mail', 'zalo', 'sms', 'paper'] as const

const threadLook = {
  id,
  /** Null while nobody knows who wrote. */
  customerId: id.nullable(),
  name: z.string(),
  channel: z.enum(threadChannels),
  subject: z.string(),
  isToOwner: z.boolean(),
  state: z.enum(threadStates),
  snoozedUntil: z.string().nullable(),
  assignedTo: id.nullable(),
  assignedName: z.string().nullable(),
  waitingSince: z.string().nullable(),
  lastAt: z.string(),
  lastDirection: z.enum(['in', 'out']),
  lastWords: z.string(),
  version,
}

export const threadRow = z.object(threadLook)

export const entryView = z.object({
  id,
  at: z.string(),
  direction: z.enum(['in', 'out', 'note']),
  subject: z.string(),
  /** What is new in it, and below it what it answers. */
  words: z.string(),
  quoted: z.string(),
  safeHtml: z.string().nullable(),
  attachments: z.array(
    z.object({
      name: z.string(),
      mime: z.string(),
      bytes: z.int(),
      /** Where it is fetched from; null where the house does not keep it. */
      path: z.string().nullable(),
      /** Why whoever takes it should be told first. */
      danger: z.enum(fileDangers).nullable(),
    }),
  ),
  staffName: z.string().nullable(),
  /** Of an answer: how far it is. `byHand`: nothing carries it, so somebody copies it; to whom. */
  sent: z
    .object({
      state: z.enum(messageStates),
      channel: z.enum(channels),
      notBefore: z.string().nullable(),
      byHand: z.object({ to: z.string() }).nullable(),
      mayTakeBack: z.boolean(),
    })
    .nullable(),
})

export const threadView = z.object({
  ...threadLook,
  entries: z.array(entryView),
  /** Whoever may be meant, where nobody knows who wrote: the holders of the address. */
  candidates: z.array(z.object({ customerId: id, name: z.string(), callName: z.string() })),
  /** The other end's address, for whoever may see it. */
  address: z.string().nullable(),
  draft: z.object({ words: z.string(), updatedAt: z.string() }).nullable(),
  /** A draft that somebody else prepared, for the one who may answer. */
  prepared: z.object({ by: z.string(), words: z.string() }).nullable(),
  answering: z.array(z.object({ staffId: id, name: z.string() })),
  answer: z.object({
    /** Why this person may not answer: only the owner does, or nobody knows who wrote. */
    mayNot: z.enum(['owner-only', 'nobody']).nullable(),
    /** The first lines and the last ones, in the right form of address and in the customer's language. */
    opening: z.string(),
    closing: z.string(),
    them: z.string(),
    us: z.string(),
    language: z.enum(['vi', 'en']),
    /** How it would go, and what the gate says beforehand; null where nobody is known. */
    way: z.object({ channel: z.enum(channels), isByHand: z.boolean(), verdict: verdictView }).nullable(),
  }),
  staff: z.array(z.object({ id, name: z.string() })),
})

const params = z.object({ threadId: id })
const toEntry = params.extend({ entryId: id })
const words = lines(20_000)
const hidden = ['inbox.no_such_thread'] as const

export const listThreads = route({
  name: 'listThreads',
  method: 'GET',
  path: '/api/inbox',
  door: 'messages.read',
  summary: 'Talks with customers: who waits longest stands first. Letters to the owner are listed for the owner and managers only.',
  query: z.strictObject({
    box: z.enum(threadBoxes).default('open'),
    /** A name, a subject or words; looks through all talks, whatever their state. */
    q: z.string().max(100).optional(),
    after: z.string().max(200).optional(),
    limit: pageSize(100, 40),
  }),
  answer: z.object({
    threads: z.array(threadRow),
    next: z.string().nullable(),
    /** Counted to a thousand. */
    counts: z.object({ open: z.int(), mine: z.int(), owner: z.int().nullable(), snoozed: z.int() }),
  }),
})

export const getThread = route({
  name: 'getThread',
  method: 'GET',
  path: '/api/inbox/:threadId',
  door: 'messages.read',
  summary: 'A talk with everything said in it, the draft of whoever asks, and what the gate would say to an answer now.',
  params,
  answer: threadView,
  refusals: hidden,
})

export const changeThread = route({
  name: 'changeThread',
  method: 'PATCH',
  path: '/api/inbox/:threadId',
  door: 'messages.write',
  summary: 'Assigns a talk, lets it rest until a time, ends it or opens it again, marks it as meant for the owner, says whose it is.',
  params,
  body: z.strictObject({
    version,
    assignedTo: id.nullable().optional(),
    state: z.enum(threadStates).optional(),
    snoozedUntil: instant.optional(),
    isToOwner: z.boolean().optional(),
    customerId: id.optional(),
  }),
  answer: threadView,
  refusals: [...hidden, 'inbox.changed_meanwhile', 'inbox.rest_until', 'inbox.no_such_colleague', 'people.no_such_customer'],
})

const answered = z.object({
  thread: threadView.nullable(),
  entryId: id.nullable(),
  verdict: verdictView,
  /** Where it is carried by hand: to whom, and the words. */
  copy: z.object({ to: z.string(), text: z.string() }).nullable(),
})

export const answerThread = route({
  name: 'answerThread',
  method: 'POST',
  path: '/api/inbox/:threadId/answers',
  door: 'messages.write',
  summary:
    'Answers what somebody wrote. Nothing leaves for ten seconds, in which it can be taken back. What the gate turns away stays a draft; where nothing carries it the words come back to be copied, and it counts once somebody says that they did.',
  params,
  body: z.strictObject({
    words,
    subject: lineOrNothing(300).optional(),
    channel: z.enum(['mail', 'zalo', 'sms']).optional(),
    /** The last word that whoever answers has read: after another one the answer may be wrong. */
    after: id.nullable(),
    isKeptOpen: z.boolean().default(false),
  }),
  answer: answered,
  status: 201,
  refusals: [...hidden, 'inbox.moved_on', 'inbox.only_owner', 'inbox.nobody_yet'],
})

export const writeLetter = route({
  name: 'writeLetter',
  method: 'POST',
  path: '/api/customers/:customerId/threads',
  door: 'messages.write',
  summary: 'Begins a talk with a customer, by their own way where none is said. What the gate turns away begins none.',
  params: z.object({ customerId: id }),
  body: z.strictObject({ words, subject: line(300), channel: z.enum(['mail', 'zalo', 'sms']).optional() }),
  answer: answered,
  status: 201,
  refusals: ['people.no_such_customer'],
})

export const openingFor = route({
  name: 'openingFor',
  method: 'GET',
  path: '/api/customers/:customerId/opening',
  door: 'messages.write',
  summary: 'How a letter to this customer begins and ends, the way it would go, and what the gate says beforehand.',
  params: z.object({ customerId: id }),
  query: z.strictObject({ channel: z.enum(['mail', 'zalo', 'sms']).optional(), isOwners: flag }),
  answer: threadView.shape.answer.extend({ name: z.string(), callName: z.string() }),
  refusals: ['people.no_such_customer'],
})

export const takeBackAnswer = route({
  name: 'takeBackAnswer',
  method: 'DELETE',
  path: '/api/inbox/:threadId/answers/:entryId',
  door: 'messages.write',
  summary: 'Takes an answer back before it leaves: its words are a draft again.',
  params: toEntry,
  answer: threadView,
  refusals: [...hidden, 'inbox.already_left'],
})

export const tellAnswer = route({
  name: 'tellAnswer',
  method: 'POST',
  path: '/api/inbox/:threadId/answers/:entryId/told',
  door: 'messages.write',
  summary: 'Somebody carried the answer by hand: copied it into their telephone, printed it. From now on it counts.',
  params: toEntry,
  body: z.strictObject({ how: z.enum(answerWays), isKeptOpen: z.boolean().default(false) }),
  answer: threadView,
  refusals: [...hidden, 'messages.already_left'],
})

export const noteThread = route({
  name: 'noteThread',
  method: 'POST',
  path: '/api/inbox/:threadId/notes',
  door: 'messages.write',
  summary: 'A note among colleagues; the customer never sees it.',
  params,
  body: z.strictObject({ words: lines(4000) }),
  answer: threadView,
  status: 201,
  refusals: hidden,
})

export const saveDraft = route({
  name: 'saveDraft',
  method: 'PUT',
  path: '/api/inbox/:threadId/draft',
  door: 'messages.write',
  summary: 'Keeps what somebody has begun to write; empty words throw it away.',
  params,
  body: z.strictObject({ words: z.string().max(20_000) }),
  answer: z.object({ updatedAt: z.string().nullable() }),
  refusals: hidden,
  // Written every second while somebody types; what was sent of it leaves its own trace.
  isUntraced: true,
})
