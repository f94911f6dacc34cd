import { z } from 'zod'
import { day, flag, id, instant, line, lines, minor, pageSize, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'
import { categories, directions, promiseKinds, promiseRow, promiseStates, promiseView, stages, teams, whyDue } from './shown/contract.ts'

/** Promises in every direction: who owes what to whom, until when, and how it ended. */

export {
  categories,
  directions,
  HOUSE_ID,
  promiseEvents,
  promiseKinds,
  promiseRow,
  promiseStates,
  promiseView,
  slipView,
  stages,
  targets,
  teams,
  whyDue,
} from './shown/contract.ts'

const one = z.object({ promiseId: id })

export const listPromises = route({
  name: 'listPromises',
  method: 'GET',
  path: '/api/promises',
  door: 'promises.read',
  summary: 'Promises of a stage, a customer, a holder or a state, the nearest due first; of those that are done, the latest first.',
  query: z.strictObject({
    stage: z.enum(stages).optional(),
    state: z.enum(promiseStates).optional(),
    direction: z.enum(directions).optional(),
    category: z.enum(categories).optional(),
    kind: z.enum(promiseKinds).optional(),
    customerId: id.optional(),
    /** `mine`: those I or my team hold. */
    whose: z.enum(['mine', 'all']).default('all'),
    team: z.enum(teams).optional(),
    holderId: id.optional(),
    /** Held by a team or by somebody of it, as scores count it; `none`: by nobody. */
    ofTeam: z.enum([...teams, 'none']).optional(),
    from: day.optional(),
    until: day.optional(),
    isWarned: flag,
    isExceeded: flag,
    isUntold: flag,
    /** Counts one by one, however many there are. */
    isCounted: flag,
    after: z.string().max(200).optional(),
    limit: pageSize(200, 50),
  }),
  answer: z.object({ promises: z.array(promiseRow), next: z.string().nullable(), count: z.int(), isExact: z.boolean() }),
})

export const promiseBoard = route({
  name: 'promiseBoard',
  method: 'GET',
  path: '/api/promises/board',
  door: 'promises.read',
  summary: 'The board: how many promises stand in each stage, and the first of each.',
  query: z.strictObject({
    whose: z.enum(['mine', 'all']).default('all'),
    direction: z.enum(directions).optional(),
    each: pageSize(50, 12),
  }),
  /** `isExact` false: there are so many that they were not counted one by one. */
  answer: z.object({
    columns: z.array(z.object({ stage: z.enum(stages), count: z.int(), isExact: z.boolean(), promises: z.array(promiseRow) })),
  }),
})

export const getPromise = route({
  name: 'getPromise',
  method: 'GET',
  path: '/api/promises/:promiseId',
  door: 'promises.read',
  summary: 'One promise with everything that happened to it, what it rests on and what rests on it, and why it is due when it is.',
  params: one,
  answer: promiseView,
  refusals: ['promises.no_such_promise'],
})

const due = {
  /** A fixed moment, or a day; neither: by the service standard. */
  due: instant.optional(),
  dueDay: day.optional(),
}

export const suggestDue = route({
  name: 'suggestDue',
  method: 'GET',
  path: '/api/promises/due',
  door: 'promises.read',
  summary: 'By when the service standards would promise this kind of thing to this customer now, and why.',
  query: z.strictObject({
    kind: z.enum(promiseKinds),
    customerId: id.optional(),
    category: z.enum(categories).optional(),
    startsAt: instant.optional(),
  }),
  /** `isNothing`: a standard says that nothing is promised here. */
  answer: z.object({ due: z.string().nullable(), isDay: z.boolean(), isNothing: z.boolean(), why: whyDue.nullable() }),
})

export const makePromise = route({
  name: 'makePromise',
  method: 'POST',
  path: '/api/promises',
  door: 'promises.write',
  summary: 'Makes a promise, in any direction: with a due of its own, or by the service standard of whoever hears it.',
  body: z.strictObject({
    customerId: id.optional(),
    direction: z.enum(directions).default('to-customer'),
    category: z.enum(categories).optional(),
    kind: z.enum(promiseKinds).default('other'),
    words: line(300),
    ...due,
    isStanding: z.boolean().optional(),
    holderId: id.optional(),
    team: z.enum(teams).optional(),
    toStaffId: id.optional(),
    orderId: id.optional(),
    given: z.enum(['counter', 'call', 'mail', 'zalo', 'api', 'request']).default('counter'),
    restsOn: z
      .array(
        z.strictObject({
          promiseId: id,
          leadSeconds: z
            .int()
            .min(0)
            .max(366 * 86400)
            .default(0),
        }),
      )
      .max(20)
      .default([]),
    severity: z.int().min(1).max(3).optional(),
    parentId: id.optional(),
  }),
  answer: promiseRow,
  status: 201,
  refusals: [
    'promises.no_such_promise',
    'promises.due_past',
    'promises.due_needed',
    'promises.nothing_promised',
    'promises.end_needed',
    'promises.end_unfit',
    'promises.no_such_staff',
    'promises.no_such_order',
    'promises.circle',
    'promises.no_open_time',
  ],
})

const act = <Body extends z.core.$ZodLooseShape>(
  name: string,
  path: string,
  summary: string,
  body: Body,
  refusals: readonly string[] = [],
) =>
  route({
    name,
    method: 'POST',
    path: `/api/promises/:promiseId/${path}`,
    door: 'promises.write',
    summary,
    params: one,
    body: z.strictObject({ ...body, version }),
    answer: promiseRow,
    refusals: ['promises.no_such_promise', 'promises.changed_meanwhile', 'promises.not_open', ...refusals],
  })

export const keepPromise = act(
  'keepPromise',
  'keep',
  'Says that a promise was kept; after its due it is kept late, and the reason is asked for.',
  { at: instant.optional(), isExceeded: z.boolean().optional(), reason: line(300).optional() },
  ['promises.reason_needed', 'promises.in_the_future'],
)
export const breakPromise = act('breakPromise', 'break', 'Says that a promise will not be kept any more, and why.', { reason: line(300) })
export const withdrawPromise = act('withdrawPromise', 'withdraw', 'The other end takes a promise back or needs it no more: not broken.', {
  reason: line(300),
})
export const reopenPromise = act('reopenPromise', 'reopen', 'Takes the end of a promise back.', {}, ['promises.not_ended'])
export const pausePromise = act('pausePromise', 'pause', 'Stops the clock while the house waits for the other end.', { cause: line(200) }, [
  'promises.does_not_pause',
])
export const resumePromise = act('resumePromise', 'resume', 'Lets the clock run on.', {}, ['promises.not_paused'])
export const handPromise = act(
  'handPromise',
  'hand',
  'Hands a promise to somebody or to a team; none of both: to whoever takes it.',
  {
    holderId: id.nullable().optional(),
    team: z.enum(teams).nullable().optional(),
  },
  ['promises.no_such_staff'],
)
export const restPromise = act(
  'restPromise',
  'needs',
  'Says that a promise rests on another, or no longer: it can be kept so long after the other is.',
  {
    needsId: id,
    isOver: z.boolean().default(false),
    leadSeconds: z
      .int()
      .min(0)
      .max(366 * 86400)
      .default(0),
  },
  ['promises.circle'],
)
export const checkPromise = act(
  'checkPromise',
  'checks',
  'Notes what was found when a standing promise was looked at.',
  {
    isMet: z.boolean(),
    words: lines(600).optional(),
  },
  ['promises.not_standing'],
)
export const notePromise = act('notePromise', 'notes', 'Notes something on a promise.', { words: lines(1000) })

export const promiseScores = route({
  name: 'promiseScores',
  method: 'GET',
  path: '/api/promises/scores',
  door: 'promises.read',
  summary:
    'How promises ended, by kind, category, team, person or partner: kept ÷ (kept + late + broken), with its Wilson bound. By person: one’s own, and everybody’s, by name, for who leads.',
  query: z.strictObject({
    by: z.enum(['all', 'kind', 'category', 'team', 'person', 'partner']).default('kind'),
    direction: z.enum(directions).default('to-customer'),
    from: day.optional(),
    until: day.optional(),
  }),
  answer: z.object({
    scores: z.array(
      z.object({
        /** The kind, category or team; the id of the person or partner; `none` where nobody holds it, empty for `all`. */
        key: z.string(),
        name: z.string(),
        kept: z.int(),
        exceeded: z.int(),
        late: z.int(),
        broken: z.int(),
        /** Told before the due: of the late and the broken together, and of the late alone. */
        warned: z.int(),
        warnedLate: z.int(),
        withdrawn: z.int(),
        open: z.int(),
        /** Null where nothing ended. */
        rate: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
      }),
    ),
  }),
})

export const customerPromises = route({
  name: 'customerPromises',
  method: 'GET',
  path: '/api/customers/:customerId/promises',
  door: 'promises.read',
  summary: 'What was promised to a customer and by them: what is open first, then what ended, the latest first.',
  params: z.object({ customerId: id }),
  query: z.strictObject({ limit: pageSize(200, 50) }),
  answer: z.object({ promises: z.array(promiseRow), counts: z.record(z.enum(promiseStates), z.int()) }),
})

export const amendsMinor = minor.min(0).max(10_000_000_000)

export const promisesContract = [
  listPromises,
  promiseBoard,
  getPromise,
  suggestDue,
  makePromise,
  keepPromise,
  breakPromise,
  withdrawPromise,
  reopenPromise,
  pausePromise,
  resumePromise,
  handPromise,
  restPromise,
  checkPromise,
  notePromise,
  promiseScores,
  customerPromises,
]
