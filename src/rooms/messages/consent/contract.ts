import { z } from 'zod'
import { day, id, instant, language, line, lines, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { channels, consentPurposes, consentStates, topicView } from '../contract.ts'

/** What customers agreed to and chose, the house's topics, words and doors. */

/** Purposes that a topic can have. */
export const topicPurposes = ['newsletter', 'offer', 'relationship', 'survey'] as const

const shortNames = z.strictObject({ vi: line(60), en: line(60) })
const about = z.strictObject({ vi: z.string().max(300), en: z.string().max(300) }).partial()

export const listTopics = route({
  name: 'listTopics',
  method: 'GET',
  path: '/api/topics',
  door: 'customers.read',
  summary: 'What the house writes about, in its own order, and how many want each now.',
  answer: z.object({ topics: z.array(topicView) }),
})

export const addTopic = route({
  name: 'addTopic',
  method: 'POST',
  path: '/api/topics',
  door: 'messages.send',
  summary: 'Adds a topic. Nobody hears of it until they ask for it.',
  body: z.strictObject({ purpose: z.enum(topicPurposes), names: shortNames, about: about.default({}) }),
  answer: topicView,
  status: 201,
})

export const changeTopic = route({
  name: 'changeTopic',
  method: 'PATCH',
  path: '/api/topics/:topicId',
  door: 'messages.send',
  summary: 'Renames, closes or opens a topic; its purpose stays, since people agreed to that.',
  params: z.object({ topicId: id }),
  body: z.strictObject({ names: shortNames.optional(), about: about.optional(), isOpen: z.boolean().optional(), version }),
  answer: topicView,
  refusals: ['consent.no_such_topic', 'consent.changed_meanwhile'],
})

export const orderTopics = route({
  name: 'orderTopics',
  method: 'PUT',
  path: '/api/topics/order',
  door: 'messages.send',
  summary: 'Puts the topics in this order; each of them is named.',
  body: z.strictObject({ topics: z.array(id).min(1).max(200) }),
  answer: z.object({ topics: z.array(topicView) }),
  refusals: ['consent.topics_incomplete'],
})

export const wordingView = z.object({
  id,
  language,
  manner: z.enum(['written', 'spoken']),
  words: z.string(),
  hash: z.string(),
  madeAt: z.string(),
  isCurrent: z.boolean(),
})

export const listWordings = route({
  name: 'listWordings',
  method: 'GET',
  path: '/api/consent-wordings',
  door: 'customers.read',
  summary: 'The words by which customers are asked, current and old, newest first.',
  answer: z.object({ wordings: z.array(wordingView) }),
})

export const changeWording = route({
  name: 'changeWording',
  method: 'PUT',
  path: '/api/consent-wordings',
  door: 'messages.send',
  summary: 'Puts new words in the place of the current ones; who agreed to the old ones agreed to those.',
  body: z.strictObject({ language, manner: z.enum(['written', 'spoken']), words: lines(1000) }),
  answer: wordingView,
  refusals: ['consent.wording_incomplete'],
})

const one = z.object({ customerId: id })

export const choiceView = z.object({
  monthly: z.int().nullable(),
  pausedUntil: z.string().nullable(),
  days: z.array(z.int()).nullable(),
  fromHour: z.int().nullable(),
  untilHour: z.int().nullable(),
  channel: z.enum(['mail', 'sms', 'zalo', 'paper']).nullable(),
  version: z.int(),
})

const scopes = {
  purpose: z.enum([...consentPurposes, 'every']),
  /** Null: no topic, or every one. */
  topicId: id.nullable(),
  channel: z.enum([...channels, 'every']),
}

export const consentCell = z.object({
  ...scopes,
  state: z.enum(consentStates),
  monthly: z.int().nullable(),
  until: z.string().nullable(),
  since: z.string(),
  /** The act that led here: one of the history. */
  eventId: id,
})

export const consentActs = [
  'asked',
  'refused',
  'lapsed',
  'requested',
  'granted',
  'narrowed',
  'snoozed',
  'resumed',
  'withdrawn',
  'objected',
  'erased',
] as const

export const consentEventView = z.object({
  id,
  at: z.string(),
  ...scopes,
  act: z.enum(consentActs),
  givenBy: z.enum(['customer', 'staff', 'machine', 'import']),
  method: z.string(),
  monthly: z.int().nullable(),
  until: z.string().nullable(),
  staffName: z.string().nullable(),
  /** How it is known: the sentence that was read, by which door, heard where by whom. */
  evidence: z.record(z.string(), z.string()),
})

export const consentsView = z.object({
  cells: z.array(consentCell),
  history: z.array(consentEventView),
  choice: choiceView.nullable(),
  choices: z.array(
    z.object({ id, at: z.string(), givenBy: z.string(), staffName: z.string().nullable(), before: choiceView, after: choiceView }),
  ),
  /** One of their numbers is on the state's do-not-call register, as it was last loaded. */
  isOnRegister: z.boolean(),
})

export const getConsents = route({
  name: 'getConsents',
  method: 'GET',
  path: '/api/customers/:customerId/consents',
  door: 'customers.read',
  summary: 'What a customer agreed to, left and chose, and how each of it is known.',
  params: one,
  answer: consentsView,
})

export const noteConsent = route({
  name: 'noteConsent',
  method: 'POST',
  path: '/api/customers/:customerId/consents',
  door: 'consent.write',
  summary: 'Notes what a customer said about being written to. After somebody left, only their own act leads back.',
  params: one,
  body: z
    .strictObject({
      act: z.enum(['granted', 'refused', 'narrowed', 'snoozed', 'withdrawn']),
      /** None: all of them; who agrees names each. */
      topics: z.array(id).max(50).default([]),
      channel: z.enum(channels).optional(),
      monthly: z.int().min(1).max(60).optional(),
      until: day.optional(),
      /** In which language the sentence was read out. */
      language: language.default('vi'),
      place: line(120).optional(),
      /** Their own words. */
      words: line(300).optional(),
    })
    .refine(
      ({ act, topics, channel, monthly }) => act !== 'granted' || (topics.length > 0 && channel !== undefined && monthly !== undefined),
      {
        error: 'incomplete',
        path: ['topics'],
      },
    )
    .refine(({ act, monthly }) => act !== 'narrowed' || monthly !== undefined, { error: 'incomplete', path: ['monthly'] })
    .refine(({ act, until }) => act !== 'snoozed' || until !== undefined, { error: 'incomplete', path: ['until'] }),
  answer: consentsView,
  refusals: ['consent.customer_only', 'consent.erased', 'consent.no_such_topic'],
})

export const noteChoice = route({
  name: 'noteChoice',
  method: 'PATCH',
  path: '/api/customers/:customerId/choice',
  door: 'consent.write',
  summary: 'Notes that a customer wants less: fewer letters, a pause, fewer hours. More is theirs to choose.',
  params: one,
  body: z.strictObject({
    monthly: z.int().min(0).max(60).nullable().optional(),
    pausedUntil: instant.nullable().optional(),
    days: z.array(z.int().min(1).max(7)).min(1).max(7).nullable().optional(),
    fromHour: z.int().min(0).max(23).nullable().optional(),
    untilHour: z.int().min(1).max(24).nullable().optional(),
    channel: z.enum(['mail', 'sms', 'zalo', 'paper']).nullable().optional(),
    version: z.int().min(0),
  }),
  answer: consentsView,
  refusals: ['consent.customer_only', 'consent.hours_wrong', 'consent.changed_meanwhile'],
})

export const doorKinds = ['qr', 'room-card', 'form', 'spoken'] as const

export const doorView = z.object({
  id,
  code: z.string(),
  kind: z.enum(doorKinds),
  label: z.string(),
  topics: z.array(id),
  monthly: z.int(),
  isDouble: z.boolean(),
  isOpen: z.boolean(),
  /** The last 60 days that anybody came by it. */
  days: z.array(z.object({ day: z.string(), opened: z.int(), signed: z.int(), confirmed: z.int() })),
  version,
})

export const listDoors = route({
  name: 'listDoors',
  method: 'GET',
  path: '/api/signup-doors',
  door: 'messages.read',
  summary: 'The doors by which people sign up, and what each brought in the last 60 days.',
  /** `address`: where the doors stand, each at `address`/d/`code`; without an address on the web (`isPublic`) they open only in the house. */
  answer: z.object({ doors: z.array(doorView), today: z.string(), address: z.string(), isPublic: z.boolean() }),
})

const doorFields = {
  label: line(80),
  topics: z.array(id).min(1).max(50),
  monthly: z.int().min(1).max(60),
  isDouble: z.boolean(),
}

export const addDoor = route({
  name: 'addDoor',
  method: 'POST',
  path: '/api/signup-doors',
  door: 'messages.send',
  summary: 'Opens a door: a QR at the counter, a card in the rooms, a form to embed, words spoken and noted.',
  body: z.strictObject({ kind: z.enum(doorKinds), ...doorFields }),
  answer: doorView,
  status: 201,
  refusals: ['consent.no_such_topic'],
})

export const changeDoor = route({
  name: 'changeDoor',
  method: 'PATCH',
  path: '/api/signup-doors/:doorId',
  door: 'messages.send',
  summary: 'Changes, closes or opens a door; its kind and its address stay, since they hang on walls.',
  params: z.object({ doorId: id }),
  body: z.strictObject({ ...z.strictObject(doorFields).partial().shape, isOpen: z.boolean().optional(), version }),
  answer: doorView,
  refusals: ['consent.no_such_topic', 'consent.no_such_door', 'consent.changed_meanwhile'],
})

export const registerView = z.object({
  numbers: z.int(),
  loadedAt: z.string().nullable(),
  loadedByName: z.string().nullable(),
})

export const getRegister = route({
  name: 'getRegister',
  method: 'GET',
  path: '/api/do-not-call',
  door: 'house.settings',
  summary: 'How many numbers the house’s copy of the do-not-call register holds, and how old it is.',
  answer: registerView,
})

export const loadRegister = route({
  name: 'loadRegister',
  method: 'POST',
  path: '/api/do-not-call',
  door: 'house.settings',
  summary: 'Puts a file of numbers in the place of the whole copy; a line that is no number is refused by its place and the others stand.',
  takesFile: true,
  answer: registerView.extend({
    read: z.int(),
    refused: z.int(),
    /** The first of them. */
    refusedLines: z.array(z.object({ line: z.int(), why: z.string() })),
  }),
  refusals: ['consent.no_file', 'consent.no_numbers', 'consent.file_too_large'],
})

export const senderView = z.object({
  id,
  channel: z.enum(channels),
  name: z.string(),
  validUntil: z.string().nullable(),
  isCurrent: z.boolean(),
  version,
})

export const listSenders = route({
  name: 'listSenders',
  method: 'GET',
  path: '/api/sender-names',
  door: 'house.settings',
  summary: 'The registered names that advertising is sent under, and until when.',
  answer: z.object({ senders: z.array(senderView) }),
})

export const addSender = route({
  name: 'addSender',
  method: 'POST',
  path: '/api/sender-names',
  door: 'house.settings',
  summary: 'Notes a registered name.',
  body: z.strictObject({ channel: z.enum(['sms', 'call', 'zalo']), name: line(40), validUntil: day.nullable() }),
  answer: senderView,
  status: 201,
})

export const changeSender = route({
  name: 'changeSender',
  method: 'PATCH',
  path: '/api/sender-names/:senderId',
  door: 'house.settings',
  summary: 'Changes a registered name, or lays it aside.',
  params: z.object({ senderId: id }),
  body: z.strictObject({ name: line(40).optional(), validUntil: day.nullable().optional(), isCurrent: z.boolean().optional(), version }),
  answer: senderView,
  refusals: ['consent.no_such_sender', 'consent.changed_meanwhile'],
})
