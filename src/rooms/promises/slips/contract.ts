import { z } from 'zod'
import { currency, id, instant, line, lines, money, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { roles } from '../../../values/rights.ts'
import { channels, verdictView } from '../../messages/contract.ts'
import { amendsMinor, promiseView, slipView } from '../contract.ts'

/** When a promise slips: the true reason, a new promise, how it is put right, and the letter that says so; once for each slip. */

/** Reasons as the house keeps them; each names the facts that must hold before it is told. */
export const slipReasons = [
  'supplier',
  'broken-equipment',
  'traffic',
  'weather',
  'stock',
  'staff',
  'our-mistake',
  'not-known',
  'other',
] as const
export const amendsKinds = ['refund', 'discount', 'redo', 'upgrade', 'gift', 'points', 'call', 'other', 'none'] as const

const one = z.object({ promiseId: id })
const slip = one.extend({ slipId: id })

/** A claim in the letter that the record does not bear out. */
const untrue = z.object({
  /** Where it stands in the words. */
  from: z.int(),
  to: z.int(),
  said: z.string(),
  why: z.enum([
    'not-left',
    'not-departed',
    'no-supplier-slip',
    'not-arrived',
    'never-again',
    'no-reason',
    'no-time',
    'wrong-time',
    'wrong-form',
    'nothing-concrete',
  ]),
})

export const slipDraft = z.object({
  slip: slipView,
  promise: promiseView,
  /** Reasons that recorded facts speak for stand first, with the fact: "Xưởng gốm Bến Cũ báo 13:20". */
  reasons: z.array(z.object({ reason: z.enum(slipReasons), words: z.string(), fact: z.string().nullable(), isBorneOut: z.boolean() })),
  suggestedDue: z.string().nullable(),
  /** Whether those it rests on say the new time can be kept. */
  dueHolds: z.boolean().nullable(),
  limit: money,
  /** What a lead has to agree to in writing before whoever looks may tell it, and has not. */
  waitsForLead: z.object({ reason: z.boolean(), amends: z.boolean() }),
  /** Whoever signed it may not give so much by themselves: a lead who looks may agree for them. */
  asksLead: z.boolean(),
  /** Slips of this customer in the last 90 days before this one: with one, a person calls and no template is offered. */
  before: z.int(),
  mustCall: z.boolean(),
  way: z.object({ channel: z.enum(channels), isByHand: z.boolean(), verdict: verdictView, template: z.string().nullable() }).nullable(),
  phone: z.string().nullable(),
  /** The letter from what is filled in so far; null where a person must find the words. */
  words: z.string().nullable(),
  /** Parts of the words that come from the steps above, to be marked. */
  marks: z.array(z.object({ from: z.int(), to: z.int(), step: z.int() })),
  /** What the record says about the order: "chưa rời xưởng". */
  recordSays: z.string().nullable(),
  untrue: z.array(untrue),
})

const filled = {
  reason: z.enum(slipReasons).optional(),
  reasonWords: line(300).optional(),
  /** Told instead of the true one; a lead must agree. */
  toldReason: z.enum(slipReasons).optional(),
  newDue: instant.optional(),
  /** With `not-known`: by when the customer hears more. */
  tellBy: instant.optional(),
  fix: line(300).optional(),
  fixDue: instant.optional(),
  amends: line(300).optional(),
  amendsKind: z.enum(amendsKinds).optional(),
  amendsMinor: amendsMinor.optional(),
  costMinor: amendsMinor.optional(),
  noneWhy: line(300).optional(),
  words: lines(4000).optional(),
}

const refusals = ['promises.no_such_promise', 'promises.no_such_slip', 'promises.changed_meanwhile', 'promises.told_already']

export const beginSlip = route({
  name: 'beginSlip',
  method: 'POST',
  path: '/api/promises/:promiseId/slips',
  door: 'promises.write',
  summary: 'Says that a promise will be late or was missed: opens the slip, or answers the one that stands open.',
  params: one,
  body: z.strictObject({ version }),
  answer: slipDraft,
  status: 201,
  refusals: ['promises.no_such_promise', 'promises.changed_meanwhile', 'promises.not_open'],
})

export const getSlip = route({
  name: 'getSlip',
  method: 'GET',
  path: '/api/promises/:promiseId/slips/:slipId',
  door: 'promises.read',
  summary: 'A slip as it stands, with reasons that facts speak for, and how the customer can be told.',
  params: slip,
  answer: slipDraft,
  refusals: ['promises.no_such_promise', 'promises.no_such_slip'],
})

export const readySlip = route({
  name: 'readySlip',
  method: 'GET',
  path: '/api/promises/:promiseId/slips/ready',
  door: 'promises.read',
  summary: 'The draft that lies ready for a promise at risk, with its letter; nothing is said to be late by looking at it.',
  params: one,
  answer: slipDraft,
  refusals: ['promises.no_such_promise', 'promises.not_open'],
})

export const draftSlip = route({
  name: 'draftSlip',
  method: 'PUT',
  path: '/api/promises/:promiseId/slips/:slipId',
  door: 'promises.write',
  summary: 'Fills in reason, new time, remedy and words, and answers the letter as it would go, with what in it is not true.',
  params: slip,
  body: z.strictObject({ ...filled, version }),
  answer: slipDraft,
  refusals: [...refusals, 'promises.due_past', 'promises.amends_above_limit', 'promises.no_way'],
})

export const tellSlip = route({
  name: 'tellSlip',
  method: 'POST',
  path: '/api/promises/:promiseId/slips/:slipId/tell',
  door: 'promises.write',
  summary: 'Tells the customer: by letter through the gate, or says that somebody told them by telephone or in person. Once for each slip.',
  params: slip,
  body: z.strictObject({
    how: z.enum(['message', 'call', 'counter']),
    channel: z.enum(channels).optional(),
    at: instant.optional(),
    version,
  }),
  answer: z.object({
    draft: slipDraft,
    messageId: id.nullable(),
    /** Where nothing carries it: the words to copy, and to whom. */
    copy: z.object({ to: z.string(), text: z.string() }).nullable(),
  }),
  refusals: [
    ...refusals,
    'promises.not_open',
    'promises.reason_needed',
    'promises.due_needed',
    'promises.due_past',
    'promises.in_the_future',
    'promises.remedy_needed',
    'promises.words_needed',
    'promises.untrue',
    'promises.must_call',
    'promises.lead_must_agree',
    'promises.amends_above_limit',
    'promises.no_way',
  ],
})

export const agreeSlip = route({
  name: 'agreeSlip',
  method: 'POST',
  path: '/api/promises/:promiseId/slips/:slipId/agree',
  door: 'promises.lead',
  summary: 'A lead agrees in writing: that another reason is told than the true one, or to amends above the limit.',
  params: slip,
  body: z.strictObject({ to: z.enum(['reason', 'amends']), words: line(300), version }),
  answer: slipDraft,
  refusals: [...refusals, 'promises.nothing_to_agree', 'promises.amends_above_limit'],
})

export const followSlip = route({
  name: 'followSlip',
  method: 'POST',
  path: '/api/promises/:promiseId/slips/:slipId/follow',
  door: 'promises.write',
  summary: 'What the customer said to the remedy, that it was carried out, and what it cost.',
  params: slip,
  body: z.strictObject({
    answer: z.enum(['accepted', 'declined', 'silent']).optional(),
    isFixed: z.boolean().optional(),
    costMinor: amendsMinor.optional(),
    version,
  }),
  answer: slipView,
  refusals: ['promises.no_such_promise', 'promises.no_such_slip', 'promises.changed_meanwhile', 'promises.not_told'],
})

const limits = z.array(z.object({ role: z.enum(roles), mostMinor: amendsMinor }))

export const getAmendsLimits = route({
  name: 'getAmendsLimits',
  method: 'GET',
  path: '/api/promises/amends-limits',
  door: 'promises.read',
  summary: 'How much each role may give for the trouble without asking.',
  answer: z.object({ limits, currency }),
})

export const saveAmendsLimits = route({
  name: 'saveAmendsLimits',
  method: 'PUT',
  path: '/api/promises/amends-limits',
  door: 'house.settings',
  summary: 'Says how much each role may give for the trouble without asking; roles that are not named stay as they are.',
  body: z.strictObject({ limits: limits.min(1).max(roles.length) }),
  answer: z.object({ limits, currency }),
})

export const previewAmendsLimits = route({
  name: 'previewAmendsLimits',
  method: 'POST',
  path: '/api/promises/amends-limits/preview',
  door: 'house.settings',
  isUntraced: true,
  summary:
    'What other limits would have meant in the last year: of what each role gave, how often somebody had to ask, and would have had to.',
  body: z.strictObject({ limits: limits.min(1).max(roles.length) }),
  answer: z.object({ roles: z.array(z.object({ role: z.enum(roles), given: z.int(), asked: z.int(), wouldAsk: z.int() })) }),
})

export const slipsContract = [
  beginSlip,
  getSlip,
  readySlip,
  draftSlip,
  tellSlip,
  agreeSlip,
  followSlip,
  getAmendsLimits,
  saveAmendsLimits,
  previewAmendsLimits,
]
