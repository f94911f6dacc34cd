import { z } from 'zod'
import { id, line, minor, money, pageSize, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'
import { contactView } from '../people/contract.ts'

export const insightPeriods = ['30', '90', '365'] as const
/** What a movement is measured against: the period before, or the same one a year ago. */
export const insightAgainst = ['before', 'year'] as const
export const insightPurposes = ['keeping', 'winning'] as const
export const insightDimensions = ['kind', 'channel', 'feeling', 'heard-from'] as const
export const insightBridgeParts = ['won', 'grown', 'shrunk', 'lost'] as const

const period = z.enum(insightPeriods).default('90')
/** Give it to `listInsight` as `of`: it answers exactly the customers that were counted. */
const list = z.string()
const share = z.object({ had: z.int(), of: z.int(), share: z.number(), low: z.number(), high: z.number() })

/** As of when, and until when the data were read. */
export const dayView = z.object({ asOf: z.string(), computedAt: z.string(), seconds: z.number() })

const spentView = z.object({
  /** One customer's part; null where nothing was entered or nobody is there to divide by. */
  each: money.nullable(),
  eachBefore: money.nullable(),
  total: money,
  byHand: money,
  commissions: money,
  customers: z.int(),
  list,
})

export const insightView = z.object({
  /** Null before anything was counted. */
  day: dayView.nullable(),
  period: z.enum(insightPeriods),
  against: z.enum(insightAgainst),
  /** The days that a movement is looked at over. */
  since: z.string(),
  known: z.object({
    everyone: z.int(),
    buyers: z.object({ count: z.int(), list }),
    returned: z.object({ count: z.int(), list }),
    neverBought: z.int(),
    neverList: list,
    everyoneList: list,
    firstDay: z.string().nullable(),
    /** Months of sales still missing for a model, at the pace of so far. */
    monthsMissing: z.int().nullable(),
    /** Who must have come back before there is a model. */
    returnedNeeded: z.int(),
  }),
  /** Null until there is enough for a model. */
  loyal: z
    .object({
      count: z.int(),
      before: z.int(),
      entered: z.object({ count: z.int(), list }),
      left: z.object({ count: z.int(), list }),
      list,
      ofHowMany: z.int(),
      tenureMedianDays: z.int().nullable(),
      tenureBeforeDays: z.int().nullable(),
    })
    .nullable(),
  /** Where everybody who ever bought stands, stood at what it is measured against, and who came and left between. */
  states: z.array(
    z.object({
      state: z.string(),
      now: z.int(),
      before: z.int(),
      entered: z.int(),
      left: z.int(),
      list,
      beforeList: list,
      enteredList: list,
      leftList: list,
    }),
  ),
  /** `from` null: not a customer yet. */
  flows: z.array(z.object({ from: z.string().nullable(), to: z.string(), customers: z.int(), list })),
  /** For roles that see values: what the customers are worth, and from the value of a year ago to today's, step by step. */
  equity: z
    .object({
      value: money,
      low: money.nullable(),
      high: money.nullable(),
      before: money,
      beforeCustomers: z.int(),
      beforeList: list,
      basis: z.enum(['profit', 'revenue']),
      customers: z.int(),
      list,
      bridge: z.array(z.object({ part: z.enum(insightBridgeParts), value: money, customers: z.int(), list })),
    })
    .nullable()
    .optional(),
  repeat: share.extend({
    before: share,
    since: z.string(),
    until: z.string(),
    withinDays: z.int(),
    list,
    listOf: list,
  }),
  /** For roles that see values. */
  returning: z
    .object({ share: z.number().nullable(), before: z.number().nullable(), value: money, all: money, customers: z.int(), list })
    .optional(),
  /** For roles that see values; by whole months, the last as far as it has come. */
  costs: z.object({ since: z.string(), until: z.string(), keeping: spentView, winning: spentView }).optional(),
})

export const getInsight = route({
  name: 'getInsight',
  method: 'GET',
  path: '/api/insight',
  door: 'customers.read',
  summary:
    'The overview of one counted day: who is loyal and how that moved, what the customers are worth, who comes again, what keeping and winning cost. Money for roles that see values. Every figure names the list behind it.',
  query: z.strictObject({ period, against: z.enum(insightAgainst).default('before') }),
  answer: insightView,
})

export const getCohorts = route({
  name: 'getCohorts',
  method: 'GET',
  path: '/api/insight/cohorts',
  door: 'customers.read',
  summary:
    'Customers by the month (or quarter) of their first purchase, and how many of each bought in every one after. The last may not be over.',
  query: z.strictObject({ by: z.enum(['month', 'quarter']).default('month') }),
  answer: z.object({
    day: dayView.nullable(),
    by: z.enum(['month', 'quarter']),
    lastIsOpen: z.boolean(),
    cohorts: z.array(
      z.object({
        /** `YYYY-MM`, of a quarter its first. */
        month: z.string(),
        customers: z.int(),
        /** By months (quarters) since the first; the list of a cell is `cohort:<month>:<since>`, or `quarter:…`. */
        came: z.array(z.int()),
      }),
    ),
  }),
})

export const getRetention = route({
  name: 'getRetention',
  method: 'GET',
  path: '/api/insight/retention',
  door: 'customers.read',
  summary:
    'The share of customers still coming so many months after their first purchase, with its range (Kaplan-Meier). Gone is who has been silent for twice the house’s cycle, since their last purchase.',
  answer: z.object({
    day: dayView.nullable(),
    /** Null where nobody has come again yet. */
    curve: z
      .object({
        quietDays: z.int(),
        until: z.string(),
        customers: z.int(),
        points: z.array(z.object({ months: z.int(), atRisk: z.int(), share: z.number(), low: z.number(), high: z.number(), list })),
      })
      .nullable(),
  }),
})

export const getFirstImpressions = route({
  name: 'getFirstImpressions',
  method: 'GET',
  path: '/api/insight/first-impressions',
  door: 'customers.read',
  summary:
    'Of those who first bought in a year: who came again, by what is known of the first visit: its kind, channel, feeling, and how they had heard of us.',
  answer: z.object({
    day: dayView.nullable(),
    since: z.string(),
    until: z.string(),
    withinDays: z.int(),
    all: share.extend({ list, listOf: list }),
    groups: z.array(share.extend({ dimension: z.enum(insightDimensions), value: z.string().nullable(), list, listOf: list })),
  }),
})

export const callThreeView = z.object({
  customerId: id,
  calledAs: z.string(),
  name: z.string(),
  state: z.string(),
  /** Days since the last purchase, and the days usual between two of theirs. */
  silentDays: z.int(),
  rhythmDays: z.number().nullable(),
  purchaseDays: z.int(),
  /** The chance of a purchase within the house’s cycle. */
  chance: z.number(),
  phone: contactView.nullable(),
  value: money.optional(),
})

export const getCallThree = route({
  name: 'getCallThree',
  method: 'GET',
  path: '/api/insight/call-three',
  door: 'customers.read',
  summary:
    'The three most valuable customers who are cooling or about to be lost, each with the reason. Contacts as the reader may see them.',
  answer: z.object({ today: z.string(), people: z.array(callThreeView) }),
})

export const refuseCallThree = route({
  name: 'refuseCallThree',
  method: 'PUT',
  path: '/api/insight/call-three/:customerId/refusal',
  door: 'customers.write',
  summary: 'Says that a suggested call does not fit: it stays away for 90 days.',
  params: z.object({ customerId: id }),
  body: z.strictObject({}),
  answer: z.object({ until: z.string() }),
  refusals: ['people.no_such_customer'],
})

export const allowCallThree = route({
  name: 'allowCallThree',
  method: 'DELETE',
  path: '/api/insight/call-three/:customerId/refusal',
  door: 'customers.write',
  summary: 'Takes that back.',
  params: z.object({ customerId: id }),
  answer: z.object({}),
})

export const behindView = z.object({
  id,
  name: z.string(),
  calledAs: z.string(),
  kind: z.string(),
  state: z.string().nullable(),
  /** Null for who never bought. */
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  /** Purchase days. */
  days: z.int(),
  phone: contactView.nullable(),
  value: money.optional(),
})

export const listInsight = route({
  name: 'listInsight',
  method: 'GET',
  path: '/api/insight/customers',
  door: 'customers.read',
  summary: 'The customers behind a figure of the counted day, the last purchase first: the same ones, the same number.',
  query: z.strictObject({
    of: z.string().max(200),
    offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
    limit: pageSize(200, 100),
  }),
  answer: z.object({ day: dayView, count: z.int(), rows: z.array(behindView) }),
  refusals: ['insight.no_such_list'],
})

export const runInsight = route({
  name: 'runInsight',
  method: 'POST',
  path: '/api/insight/run',
  door: 'house.settings',
  summary: 'Counts the overview anew, beside the requests; usually that happens every night.',
  body: z.strictObject({}),
  answer: z.object({}),
  status: 202,
})

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'not_a_month')
export const costView = z.object({
  id,
  purpose: z.enum(insightPurposes),
  month: z.string(),
  name: z.string(),
  value: money,
  staffName: z.string().nullable(),
  version,
})
const costBody = z.strictObject({ purpose: z.enum(insightPurposes), month, name: line(120), minor: minor.min(0).max(10_000_000_000_000) })

export const listCosts = route({
  name: 'listCosts',
  method: 'GET',
  path: '/api/insight/costs',
  door: 'see.values',
  summary: 'Costs of keeping and winning entered by hand in the last two years, and what each channel takes of its orders.',
  answer: z.object({
    costs: z.array(costView),
    /** Every channel of which orders are known; 0 where nobody said what it takes. */
    channels: z.array(z.object({ channel: z.string(), basisPoints: z.int(), version: z.int(), orders: z.int(), value: money })),
  }),
})

export const addCost = route({
  name: 'addCost',
  method: 'POST',
  path: '/api/insight/costs',
  door: 'see.values',
  summary: 'Enters what keeping or winning customers cost in a month: advertising, gifts, the time of somebody.',
  body: costBody,
  answer: costView,
  status: 201,
  refusals: ['insight.month_to_come', 'insight.only_the_books'],
})

export const changeCost = route({
  name: 'changeCost',
  method: 'PUT',
  path: '/api/insight/costs/:costId',
  door: 'see.values',
  summary: 'Corrects a cost.',
  params: z.object({ costId: id }),
  body: costBody.extend({ version }),
  answer: costView,
  refusals: ['insight.no_such_cost', 'insight.month_to_come', 'insight.changed_meanwhile', 'insight.only_the_books'],
})

export const removeCost = route({
  name: 'removeCost',
  method: 'DELETE',
  path: '/api/insight/costs/:costId',
  door: 'see.values',
  summary: 'Takes a cost away.',
  params: z.object({ costId: id }),
  answer: z.object({}),
  refusals: ['insight.no_such_cost', 'insight.only_the_books'],
})

export const setChannelRate = route({
  name: 'setChannelRate',
  method: 'PUT',
  path: '/api/insight/channels/:channel',
  door: 'see.values',
  summary: 'Sets what a booking channel takes of each order, in hundredths of a percent.',
  params: z.object({ channel: z.string().min(1).max(40) }),
  body: z.strictObject({
    basisPoints: z.int().min(0).max(10_000),
    /** Of the rate that was seen; 0 where there was none. */
    version: z.int().min(0),
  }),
  answer: z.object({ channel: z.string(), basisPoints: z.int(), version: z.int() }),
  refusals: ['insight.changed_meanwhile', 'insight.only_the_books'],
})
