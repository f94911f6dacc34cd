import { z } from 'zod'
import { day, id, lines, pageSize, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'

/** What customers say when they are asked, kept as they said it; and what comes before somebody stays away. */

/**
 * Three questions that are never mixed: `csat` how satisfied (1–5), `ces` how easy it was (1–7), both about a touchpoint; `nps` whether one would
 * recommend the house (0–10), about the relationship.
 */
export const scales = ['csat', 'ces', 'nps'] as const
export const scaleEnds: Readonly<Record<(typeof scales)[number], readonly [number, number]>> = { csat: [1, 5], ces: [1, 7], nps: [0, 10] }

/** Why somebody is not asked: something slipped or they complained and it is open; asked lately; asked about the relationship this quarter. */
export const askRefusals = ['slip', 'complaint', 'quiet', 'quarter'] as const
/** What was made of an unhappy answer. */
export const followUps = ['promise', 'complaint', 'seen'] as const

const scale = z.enum(scales)

const resultView = z.object({
  scale,
  /** So many gave each answer, from the lowest on. */
  counts: z.array(z.int()),
  answers: z.int(),
  /** A share from 0 to 1, of NPS from -1 to 1; null below 30 answers. */
  score: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
})

export const questionRuleView = z.object({
  scale,
  afterHours: z.int(),
  share: z.int(),
  isOn: z.boolean(),
  version,
})

export const getSatisfaction = route({
  name: 'getSatisfaction',
  method: 'GET',
  path: '/api/satisfaction',
  door: 'customers.read',
  summary:
    'How satisfied customers were at each touchpoint in the last 12 months, what each asks afterwards, and how the relationship stands.',
  answer: z.object({
    quietDays: z.int(),
    version,
    since: z.string(),
    stops: z.array(z.object({ stopId: id, rule: questionRuleView.nullable(), results: z.array(resultView) })),
    relationship: resultView,
  }),
})

export const saveQuestionRule = route({
  name: 'saveQuestionRule',
  method: 'PUT',
  path: '/api/satisfaction/rules/:stopId',
  door: 'house.settings',
  summary: 'Says what a touchpoint asks afterwards, how long after, and how many of a hundred.',
  params: z.object({ stopId: id }),
  body: z.strictObject({
    scale,
    afterHours: z.int().min(0).max(720),
    share: z.int().min(1).max(100),
    isOn: z.boolean(),
    /** Left out where none stood there. */
    version: version.optional(),
  }),
  answer: questionRuleView,
  refusals: ['satisfaction.no_such_stop', 'satisfaction.changed_meanwhile'],
})

export const saveQuestionSetting = route({
  name: 'saveQuestionSetting',
  method: 'PUT',
  path: '/api/satisfaction/setting',
  door: 'house.settings',
  summary: 'Says for how many days somebody who was asked is asked nothing more.',
  body: z.strictObject({ quietDays: z.int().min(1).max(365), version }),
  answer: z.object({ quietDays: z.int(), version }),
  refusals: ['satisfaction.changed_meanwhile'],
})

export const answerView = z.object({
  id,
  scale,
  stopId: id.nullable(),
  score: z.int(),
  words: z.string().nullable(),
  how: z.enum(['message', 'counter']),
  /** Who asked, where a person did. */
  staffName: z.string().nullable(),
  answeredAt: z.string(),
  isUnhappy: z.boolean(),
  became: z.enum(followUps).nullable(),
  version,
})

const ofCustomer = z.object({ customerId: id })

export const getAnswers = route({
  name: 'getAnswers',
  method: 'GET',
  path: '/api/customers/:customerId/answers',
  door: 'customers.read',
  summary: 'What a customer answered so far, the latest first, and what they may be asked now.',
  params: ofCustomer,
  answer: z.object({
    answers: z.array(answerView),
    /** The touchpoint where they were last. */
    lastStopId: id.nullable(),
    /** Null: they may be asked. */
    notAbout: z.object({ stop: z.enum(askRefusals).nullable(), relationship: z.enum(askRefusals).nullable() }),
  }),
})

export const noteAnswer = route({
  name: 'noteAnswer',
  method: 'POST',
  path: '/api/customers/:customerId/answers',
  door: 'customers.write',
  summary: 'Notes an answer that a customer gave to whoever asked them.',
  params: ofCustomer,
  body: z.strictObject({
    scale,
    /** Left out for the relationship. */
    stopId: id.optional(),
    score: z.int().min(0).max(10),
    words: lines(1000).optional(),
  }),
  answer: answerView,
  status: 201,
  refusals: ['satisfaction.no_such_stop', 'satisfaction.off_the_scale', 'satisfaction.not_now', 'satisfaction.needs_stop'],
})

export const removeAnswer = route({
  name: 'removeAnswer',
  method: 'DELETE',
  path: '/api/customers/:customerId/answers/:questionId',
  door: 'customers.write',
  summary: 'Takes back an answer that was noted by hand, within a week.',
  params: ofCustomer.extend({ questionId: id }),
  answer: z.object({}),
  refusals: ['satisfaction.no_such_answer', 'satisfaction.theirs'],
})

export const followAnswer = route({
  name: 'followAnswer',
  method: 'POST',
  path: '/api/customers/:customerId/answers/:questionId/follow-up',
  door: 'promises.write',
  summary: 'What is made of an unhappy answer: a promise to call them back, the complaint that was noted, or that somebody has seen to it.',
  params: ofCustomer.extend({ questionId: id }),
  body: z.discriminatedUnion('how', [
    z.strictObject({ how: z.literal('promise'), dueDay: day, version }),
    z.strictObject({ how: z.literal('complaint'), complaintId: id, version }),
    z.strictObject({ how: z.literal('seen'), version }),
  ]),
  answer: answerView.extend({ promiseId: id.nullable() }),
  refusals: ['satisfaction.no_such_answer', 'satisfaction.changed_meanwhile', 'satisfaction.no_such_complaint'],
})

export const listAnswers = route({
  name: 'listAnswers',
  method: 'GET',
  path: '/api/satisfaction/answers',
  door: 'customers.read',
  summary: 'The answers behind a figure, the latest first.',
  query: z.strictObject({
    scale,
    /** Left out: of the relationship. */
    stopId: id.optional(),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: pageSize(200, 50),
  }),
  answer: z.object({
    count: z.int(),
    rows: z.array(answerView.extend({ customerId: id, name: z.string(), calledAs: z.string() })),
  }),
})

export const sensitiveGroups = ['gone', 'stayed'] as const

export const getSensitive = route({
  name: 'getSensitive',
  method: 'GET',
  path: '/api/satisfaction/sensitive',
  door: 'customers.read',
  summary:
    'Touchpoints that come before customers stop coming: how many of those who stay away were there in their last weeks, against customers who stayed, matched by time. It says what comes before, never why.',
  answer: z.object({
    /** Null before the first night. */
    computedAt: z.string().nullable(),
    asOf: z.string().nullable(),
    gone: z.int(),
    stayed: z.int(),
    /** So many of each are needed. */
    needed: z.int(),
    isEnough: z.boolean(),
    windowDays: z.int(),
    findings: z.array(
      z.object({
        /** `met:<key>` or `bad:<key>`; give it to `listSensitive`. */
        factor: z.string(),
        /** Null where the touchpoint is no longer on the map. */
        stopId: id.nullable(),
        stopKey: z.string(),
        nameVi: z.string(),
        nameEn: z.string(),
        /** Something went wrong there: an unhappy word or answer, a complaint, a promise that slipped. */
        isBad: z.boolean(),
        goneHad: z.int(),
        stayedHad: z.int(),
        difference: z.number(),
        low: z.number(),
        high: z.number(),
        /** What is left of the chance that it is nothing, after so many looks (Benjamini & Hochberg); null where too few were there to say. */
        q: z.number().nullable(),
        standsOut: z.boolean(),
      }),
    ),
  }),
})

export const listSensitive = route({
  name: 'listSensitive',
  method: 'GET',
  path: '/api/satisfaction/sensitive/customers',
  door: 'customers.read',
  summary: 'The customers behind such a figure: the same ones, the same number.',
  query: z.strictObject({
    factor: z.string().max(80),
    group: z.enum(sensitiveGroups),
    offset: z.coerce.number().int().min(0).max(100_000).default(0),
    limit: pageSize(200, 100),
  }),
  answer: z.object({
    count: z.int(),
    rows: z.array(z.object({ id, name: z.string(), calledAs: z.string(), kind: z.string(), lastDay: z.string() })),
  }),
})
