import { z } from 'zod'
import { id, instant, line, pageSize, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { channels, gateRules, messageStates, purposes, sendingStates, verdictView } from '../contract.ts'

/** Sending to many and to one: what is planned, what was held and why, what became of it. */

export const sendingKinds = ['newsletter', 'personal', 'journey', 'card', 'test', 'service'] as const

/** The list's filter, as the address of the customers' list holds it: `{ tag: 'sách', language: 'vi' }`. */
const audience = z.record(z.string().max(40), z.string().max(200)).refine((filter) => Object.keys(filter).length <= 20, 'too_many')

const counted = z.int().min(0)

/** How many rows stand in each state, and by which rule those that are kept back are kept back. */
export const countsView = z.object({
  /** Everybody the audience held when it was planned; always the sum of `states`. */
  planned: counted,
  /** Who will receive it, or has: planned without those kept back for good and those held out. */
  willReceive: counted,
  /** Kept back for good, by rule. */
  heldBy: z.partialRecord(z.enum(gateRules), counted),
  held: counted,
  /** Of those who will receive it: waiting for an hour that is theirs, or for the answer to what they wrote. */
  waiting: counted,
  heldOut: counted,
  states: z.partialRecord(z.enum(messageStates), counted),
})

export const sendingView = z.object({
  id,
  kind: z.enum(sendingKinds),
  letterId: id.nullable(),
  letterNumber: z.int().nullable(),
  title: z.string(),
  purpose: z.enum(purposes),
  topicId: id.nullable(),
  channels: z.array(z.enum(channels)),
  audience,
  isLive: z.boolean(),
  state: z.enum(sendingStates),
  startsAt: z.string().nullable(),
  /** Until then nothing leaves, and stopping it costs nothing. */
  stoppableUntil: z.string().nullable(),
  lateAfterMinutes: z.int(),
  expiresAt: z.string().nullable(),
  /** Of 10,000. */
  holdout: z.int(),
  /** Why it stopped by itself: `bounces`, `complaints`; null otherwise. */
  why: z.string().nullable(),
  counts: countsView,
  /** While it is being planned: how many were judged, and how many there will be. */
  progress: z.object({ done: counted, of: counted.nullable() }).nullable(),
  /** Sending is shut off while the sample is in the house. */
  isShutBySample: z.boolean(),
  plannedAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  madeByName: z.string().nullable(),
  madeAt: z.string(),
  version,
})

const one = z.object({ sendingId: id })
const held = z.object({ version })

const wish = {
  channels: z
    .array(z.enum(channels))
    .min(1)
    .max(3)
    .default(() => ['mail' as const]),
  audience: audience.default(() => ({})),
  /** Of 10,000: who fits and is left out, to see what the letter did. */
  holdout: z.int().min(0).max(5000).default(0),
  lateAfterMinutes: z.int().min(5).max(1440).default(120),
  expiresAt: instant.nullable().default(null),
  /** When it is meant to start; the gate judges for that moment. Null: as soon as somebody starts it. */
  startsAt: instant.nullable().default(null),
}

export const listSendings = route({
  name: 'listSendings',
  method: 'GET',
  path: '/api/sendings',
  door: 'messages.read',
  summary: 'What was sent, is being sent and is planned: the newest first. Letters to one and tests are not in it.',
  query: z.strictObject({ letterId: id.optional(), before: instant.optional(), limit: pageSize(100, 30) }),
  answer: z.object({ sendings: z.array(sendingView) }),
})

export const getSending = route({
  name: 'getSending',
  method: 'GET',
  path: '/api/sendings/:sendingId',
  door: 'messages.read',
  summary: 'One sending with its counts as they stand now. `sending` on the stream says when to ask again.',
  params: one,
  answer: sendingView,
  refusals: ['messages.no_such_sending'],
})

export const draftSending = route({
  name: 'draftSending',
  method: 'POST',
  path: '/api/sendings',
  door: 'messages.send',
  summary: 'Makes a sending of a letter ready to be planned. Its purpose and topic are the letter’s.',
  body: z.strictObject({ letterId: id, title: line(200).optional(), ...wish }),
  answer: sendingView,
  status: 201,
  refusals: ['letters.no_such_letter', 'audience.filter_unknown', 'messages.no_topic', 'messages.topic_is_closed'],
})

export const changeSending = route({
  name: 'changeSending',
  method: 'PUT',
  path: '/api/sendings/:sendingId',
  door: 'messages.send',
  summary: 'Changes a sending that was not started. What was planned of it is planned anew.',
  params: one,
  body: z.strictObject({ ...wish, version }),
  answer: sendingView,
  refusals: ['messages.no_such_sending', 'messages.sending_changed', 'messages.already_started', 'audience.filter_unknown'],
})

export const estimateSending = route({
  name: 'estimateSending',
  method: 'POST',
  path: '/api/sendings/estimate',
  door: 'messages.send',
  summary:
    'How many would receive it and how many would be held, by rule: from a sample of the audience where that is large, within a second.',
  body: z.strictObject({ letterId: id, channels: wish.channels, audience: wish.audience, startsAt: wish.startsAt }),
  isUntraced: true,
  answer: z.object({
    audience: counted,
    isExact: z.boolean(),
    /** How many were looked at; all of them where `isExact`. */
    judged: counted,
    willReceive: counted,
    heldBy: z.partialRecord(z.enum(gateRules), counted),
    isShutBySample: z.boolean(),
  }),
  refusals: ['letters.no_such_letter', 'audience.filter_unknown'],
})

export const planSending = route({
  name: 'planSending',
  method: 'POST',
  path: '/api/sendings/:sendingId/plan',
  door: 'messages.send',
  summary: 'Freezes the letter, looks up who the audience is and asks the gate about each. `sending` on the stream tells how far it is.',
  params: one,
  body: z.strictObject(held.shape),
  answer: sendingView,
  status: 202,
  refusals: [
    'messages.no_such_sending',
    'messages.sending_changed',
    'messages.already_started',
    'messages.letter_unfit',
    'messages.no_topic',
    'messages.topic_is_closed',
    'letters.not_ready',
  ],
})

export const startSending = route({
  name: 'startSending',
  method: 'POST',
  path: '/api/sendings/:sendingId/start',
  door: 'messages.send',
  summary: 'Lets it go: at `startsAt`, and never before 60 seconds from now have passed, in which stopping it costs nothing.',
  params: one,
  body: z.strictObject({ ...held.shape, startsAt: instant.nullable().default(null) }),
  answer: sendingView,
  refusals: [
    'messages.no_such_sending',
    'messages.sending_changed',
    'messages.not_planned',
    'messages.starts_in_past',
    'messages.no_courier',
    'messages.no_addresses',
  ],
})

const steer = (name: string, act: string, summary: string, refusals: readonly string[]) =>
  route({
    name,
    method: 'POST',
    path: `/api/sendings/:sendingId/${act}`,
    door: 'messages.send',
    summary,
    params: one,
    body: z.strictObject({}),
    answer: sendingView,
    refusals: ['messages.no_such_sending', ...refusals],
  })

export const pauseSending = steer(
  'pauseSending',
  'pause',
  'Stops it for now: nothing new is taken up, what is under way ends within seconds.',
  ['messages.not_running'],
)
export const resumeSending = steer(
  'resumeSending',
  'resume',
  'Goes on where it stands, also with one that came too late or stopped by itself. Nobody gets anything twice.',
  ['messages.not_paused', 'messages.other_installation'],
)
export const cancelSending = steer('cancelSending', 'cancel', 'Ends it for good: whatever has not left stays here.', [
  'messages.already_over',
])

export const rewordSending = steer(
  'rewordSending',
  'reword',
  'While it is paused: those who have not got it get the letter as it reads now. The report shows who got which words.',
  ['messages.not_paused', 'messages.letter_unfit', 'letters.not_ready'],
)

export const heldRow = z.object({
  customerId: id,
  name: z.string(),
  /** "chị Hoa", in the language of the screen. */
  calledAs: z.string(),
  rule: z.enum(gateRules),
  inputs: verdictView.shape.inputs,
  messageId: id,
  at: z.string(),
})

export const listHeld = route({
  name: 'listHeld',
  method: 'GET',
  path: '/api/sendings/:sendingId/held',
  door: 'messages.read',
  summary: 'Who does not get it, by rule, with what the rule looked at.',
  params: one,
  query: z.strictObject({ rule: z.enum(gateRules).optional(), after: id.optional(), limit: pageSize(200, 50) }),
  answer: z.object({ held: z.array(heldRow), next: id.nullable() }),
  refusals: ['messages.no_such_sending'],
})

/** A difference of two shares with the interval that holds it in 95 of 100 cases, in percentage points; null where nothing can be said. */
const effectView = z.object({
  days: z.int(),
  /** Both as they were assigned when it was planned, whoever of them then got it. */
  sent: z.object({ people: counted, bought: counted }),
  heldOut: z.object({ people: counted, bought: counted }),
  difference: z.object({ points: z.number(), from: z.number(), until: z.number() }).nullable(),
  /** Too small to say: the interval holds zero or an arm is too thin. */
  isTooSmall: z.boolean(),
  /** How many an arm would need to see a difference of a fifth of the usual share; null while nobody bought. */
  neededPerArm: z.int().nullable(),
  /** Until when purchases are counted. */
  until: z.string(),
  isOver: z.boolean(),
})

export const reportSending = route({
  name: 'reportSending',
  method: 'GET',
  path: '/api/sendings/:sendingId/report',
  door: 'messages.read',
  summary:
    'What became of it: planned is suppressed, held out, accepted, refused, unknown and what still waits; accepted is delivered and bounced.',
  params: one,
  query: z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(14) }),
  answer: z.object({
    sending: sendingView,
    sums: z.object({
      planned: counted,
      suppressed: counted,
      heldOut: counted,
      accepted: counted,
      /** Of those accepted. */
      delivered: counted,
      bounced: counted,
      complained: counted,
      answered: counted,
      left: counted,
      refused: counted,
      unknown: counted,
      cancelled: counted,
      expired: counted,
      waiting: counted,
      isBalanced: z.boolean(),
    }),
    /** How many got which wording of the letter. */
    wordings: z.array(z.object({ letterNumber: z.int(), messages: counted })),
    effect: effectView.nullable(),
  }),
  refusals: ['messages.no_such_sending'],
})

const rowView = z.object({
  id,
  customerId: id,
  name: z.string(),
  channel: z.enum(channels),
  state: z.enum(messageStates),
  rule: z.enum(gateRules).nullable(),
  notBefore: z.string().nullable(),
  /** What the other side last said, word for word. */
  reply: z.string().nullable(),
  at: z.string(),
})

/** What recipients did about a letter. */
export const deeds = ['answered', 'left', 'complained'] as const
export type Deed = (typeof deeds)[number]
/** The figures of a report that open the customers behind them. */
export const figures = [
  'accepted',
  'delivered',
  'bounced',
  ...deeds,
  'refused',
  'unknown',
  'suppressed',
  'heldOut',
  'cancelled',
  'expired',
  'waiting',
] as const
export type Figure = (typeof figures)[number]

export const listRecipients = route({
  name: 'listRecipients',
  method: 'GET',
  path: '/api/sendings/:sendingId/recipients',
  door: 'messages.read',
  summary: 'Who stands behind a figure of the report, e.g. those whose fate is unknown.',
  params: one,
  query: z.strictObject({ of: z.enum(figures), after: id.optional(), limit: pageSize(200, 50) }),
  answer: z.object({ recipients: z.array(rowView), next: id.nullable() }),
  refusals: ['messages.no_such_sending'],
})
