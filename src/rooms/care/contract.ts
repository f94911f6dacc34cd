import { z } from 'zod'
import { careEnds, careGroups, carePartView } from '../../platform/collected/contract.ts'
import { day, id, line } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'

export const careActView = z.object({
  key: z.string(),
  group: z.enum(careGroups),
  /** What is to be done, as parts that the screen puts into words: `arrival`, `departure`, `confirm`, `birthday`, `missed-call` … */
  kind: z.string(),
  customerId: id.nullable(),
  calledAs: z.string().nullable(),
  /** The moment or day it stands for: `14:30` or a date; null when any time today will do. */
  at: z.string().nullable(),
  parts: carePartView,
  /** Why it is asked, one or two short facts. */
  reasons: z.array(z.string()),
  ends: z.array(z.enum(careEnds)),
  /** Somebody else has it in hand. */
  takenBy: z.string().nullable(),
  /** What else waits for the same customer: it is said on the way, and stands by itself once this one ended. */
  also: z.array(z.object({ key: z.string(), kind: z.string(), at: z.string().nullable(), parts: carePartView })),
  isSample: z.boolean(),
})

export const getToday = route({
  name: 'getToday',
  method: 'GET',
  path: '/api/today',
  door: 'customers.read',
  summary: 'The acts of care that are mine today: at most twelve, in groups, by what is at stake, each with its reason.',
  query: z.strictObject({ day: day.optional() }),
  answer: z.object({
    day: z.string(),
    /** "rằm tháng Mười", in the language of the asking screen. */
    lunar: z.string(),
    acts: z.array(careActView),
    /** What else stands for later in the day or beyond the twelve. */
    more: z.int(),
    done: z.int(),
    all: z.int(),
    /** What I ended today, the newest first, so that it can be undone. */
    ended: z.array(careActView.extend({ end: z.enum(careEnds), version: z.int() })),
  }),
})

export const endCareAct = route({
  name: 'endCareAct',
  method: 'POST',
  path: '/api/today/:key/end',
  door: 'customers.write',
  summary: 'Ends an act of care: done, confirmed, no longer so, put off to a day, or not fitting (then it stays away for 90 days).',
  params: z.object({ key: z.string().max(120) }),
  body: z.strictObject({ end: z.enum(careEnds), until: day.optional(), words: line(300).optional() }),
  answer: z.object({ key: z.string(), end: z.enum(careEnds), version: z.int() }),
  refusals: ['care.no_such_act', 'care.taken', 'care.day_needed', 'care.end_unfit', 'care.changed_meanwhile'],
})

export const reopenCareAct = route({
  name: 'reopenCareAct',
  method: 'POST',
  path: '/api/today/:key/reopen',
  door: 'customers.write',
  summary: 'Takes the end of an act back, with what it had changed.',
  params: z.object({ key: z.string().max(120) }),
  body: z.strictObject({ version: z.int() }),
  answer: z.object({ key: z.string() }),
  refusals: ['care.no_such_act', 'care.changed_meanwhile'],
})

export const takeCareAct = route({
  name: 'takeCareAct',
  method: 'POST',
  path: '/api/today/:key/take',
  door: 'customers.write',
  summary: 'Takes an act in hand, so that it stands on nobody else’s list; taking it again lets it go.',
  params: z.object({ key: z.string().max(120) }),
  body: z.strictObject({ isMine: z.boolean() }),
  answer: z.object({ key: z.string(), takenBy: z.string().nullable() }),
  refusals: ['care.no_such_act', 'care.taken'],
})
