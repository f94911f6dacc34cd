import { z } from 'zod'
import { day, flag, id, money, pageSize, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'
import { customerFilter, customerRow, customerSorts } from '../people/contract.ts'
import { type LoyaltyState, loyaltyStates } from './rules.ts'

/** Where one who has bought stands; the rules say when. */
export { type LoyaltyState, loyaltyStates }

const state = z.enum(loyaltyStates)
const chance = z.number().min(0).max(1)
const counts = z.record(state, z.int())

/** What there is and what it takes before a model may speak. */
const lackView = z.object({
  code: z.enum(['too-few-repeaters', 'too-short', 'too-few-customers', 'not-converged', 'unfit-histories']),
  have: z.number(),
  need: z.number(),
})

/** Somebody's loyalty in a line: money only for who sees values. */
export const loyaltyBrief = z.object({
  state,
  /** The first day in this state. */
  since: z.string(),
  /** Of at least one purchase within the house's cycle. */
  chance,
  lastDay: z.string(),
  rhythmDays: z.number().nullable(),
  /** Silence over own rhythm. */
  lateBy: z.number().nullable(),
  /** Expected within the horizon, in present value. */
  value: money.optional(),
  asOf: z.string(),
})

/** Why somebody stands where they stand: the screen puts the parts into words. */
const whyView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('visits'), days: z.int(), since: z.string() }),
  z.object({
    kind: z.literal('silence'),
    days: z.int(),
    rhythmDays: z.number().nullable(),
    lateBy: z.number().nullable(),
    /** The longest they were ever away before. */
    longestGapDays: z.int().nullable(),
  }),
  z.object({ kind: z.literal('chance'), chance, cycleDays: z.int(), enter: chance, leave: chance, lost: chance }),
  z.object({ kind: z.literal('was-loyal'), since: z.string().nullable() }),
])

const interval = z.object({ value: z.number(), low: z.number(), high: z.number() })
const moneyInterval = z.object({ minor: z.int(), low: z.int(), high: z.int(), currency: z.string() })

export const getLoyaltyOf = route({
  name: 'getLoyaltyOf',
  method: 'GET',
  path: '/api/customers/:customerId/loyalty',
  door: 'customers.read',
  summary:
    'How loyal somebody is, by which model of which day, and why; with the chance of being a customer still since the first purchase.',
  params: z.object({ customerId: id }),
  answer: z.object({
    /** Null for who never bought, and where the house's data carry no model yet; `missing` says what is missing. */
    loyalty: loyaltyBrief
      .extend({
        /** Two purchases are needed before anything is said of the future. */
        isEstimated: z.boolean(),
        alive: chance,
        horizonWeeks: z.int(),
        expectedPurchases: interval,
        /** Of no purchase at all within the horizon. */
        chanceOfNone: chance,
        activeWeeks: z.number(),
        /** Undiscounted, and in present value at `annualDiscount`. Revenue, unless a margin is known. */
        expectedValue: moneyInterval.optional(),
        presentValue: moneyInterval.optional(),
        basis: z.enum(['profit', 'revenue']),
        annualDiscount: z.number(),
        why: z.array(whyView),
        /** At most 200 points, and the days of purchases. */
        trace: z.array(z.object({ on: z.string(), alive: chance })),
        purchases: z.array(z.string()),
        model: z.object({ name: z.string(), asOf: z.string(), fittedAt: z.string(), cycleDays: z.int() }),
        history: z.array(z.object({ on: z.string(), from: state.nullable(), to: state })),
      })
      .nullable(),
    hasBought: z.boolean(),
    missing: z.array(lackView),
  }),
})

export const loyaltySorts = ['chance', '-chance', 'value', '-value'] as const

const share = z.coerce.number().min(0).max(1).optional()
const stateWord = `(${loyaltyStates.join('|')})`

/**
 * What the list of customers may be narrowed by, as its address holds it: by the record, and by how loyal they are. Whoever keeps a group
 * of customers keeps this.
 */
export const listFilter = customerFilter.extend({
  /** One state, several between commas, `bought` for all who ever did, or `none` for who never did. */
  state: z
    .string()
    .regex(new RegExp(`^(${stateWord}(,${stateWord})*|bought|none)$`), 'invalid')
    .optional(),
  /** Of at least, and of at most, this chance. */
  chanceFrom: share,
  chanceTo: share,
  entered: state.optional(),
  left: state.optional(),
  /** Moves after this day, until that one. */
  since: day.optional(),
  until: day.optional(),
})

export const listLoyalty = route({
  name: 'listLoyalty',
  method: 'GET',
  path: '/api/loyalty/customers',
  door: 'customers.read',
  summary:
    'Customers with how loyal they are, in any order, narrowed by the record and by loyalty at once; the count is estimated where it is large, unless asked.',
  query: listFilter.extend({
    sort: z.enum([...customerSorts, ...loyaltySorts]).default('name'),
    offset: z.coerce.number().int().min(0).max(5_000_000).default(0),
    limit: pageSize(200, 50),
    exactCount: flag,
  }),
  isTraced: 'search',
  answer: z.object({
    rows: z.array(customerRow.extend({ loyalty: loyaltyBrief.nullable() })),
    count: z.int(),
    isExact: z.boolean(),
    /** Within so many days chances are meant; null where there is no model yet. */
    cycleDays: z.int().nullable(),
  }),
  refusals: ['loyalty.values_not_yours', 'loyalty.since_needed'],
})

export const settingView = z.object({
  thetaEnter: z.number().min(0.01).max(0.99),
  thetaLeave: z.number().min(0.01).max(0.99),
  lostBelow: z.number().min(0.001).max(0.9),
  lateAfter: z.number().min(1).max(10),
  riskAfter: z.number().min(1).max(20),
  /** Null: the gap that four of five purchases fall short of. */
  cycleDays: z.int().min(7).max(730).nullable(),
  horizonWeeks: z.int().min(4).max(260),
  annualDiscount: z.number().min(0).max(1),
  /** Null: values are revenue and are called so. */
  margin: z.number().min(0.01).max(1).nullable(),
})

const frequencyRow = z.object({ repeats: z.int(), orMore: z.boolean(), customers: z.int(), actual: z.number(), expected: z.number() })
const ruleView = z.object({ named: z.int(), precision: z.number(), recall: z.number() })

export const backTestView = z.object({
  windowDays: z.int(),
  customers: z.int(),
  byFrequency: z.array(frequencyRow),
  total: z.object({ actual: z.number(), expected: z.number(), error: z.number().nullable() }),
  buyers: z.object({ actual: z.number(), expected: z.number() }),
  calibration: z.array(z.object({ customers: z.int(), predicted: z.number(), actual: z.number() })),
  brier: z.number(),
  brierOfShare: z.number(),
  loyal: ruleView.extend({ theta: z.number() }),
  naive: ruleView.extend({ withinDays: z.int() }),
})

const parameterView = z.object({ name: z.string(), value: z.number(), standardError: z.number().nullable() })

const cardView = z.object({
  model: z.string(),
  choice: z.enum(['default', 'likelihood', 'forecast', 'only']).nullable(),
  asOf: z.string(),
  dataCut: z.string(),
  fittedAt: z.string(),
  codeVersion: z.string(),
  parameters: z.array(parameterView),
  spend: z.array(parameterView).nullable(),
  logLikelihood: z.number(),
  customers: z.int(),
  repeaters: z.int(),
  cycleDays: z.int(),
  tried: z.array(
    z.object({
      model: z.string(),
      logLikelihood: z.number().nullable(),
      totalError: z.number().nullable(),
      brier: z.number().nullable(),
      refused: z.string().nullable(),
    }),
  ),
  backTest: backTestView.nullable(),
  warnings: z.array(z.object({ code: z.string(), count: z.int() })),
  /** By which share of revenue values are profit, and whence it is known; null: values are revenue. */
  margin: z
    .discriminatedUnion('from', [
      z.object({ from: z.literal('owner'), share: z.number() }),
      z.object({ from: z.literal('costs'), share: z.number(), orders: z.int(), covers: z.number() }),
    ])
    .nullable(),
  /** Loyal by their state, and by their chance alone; of those, how many are late by their own rhythm. */
  loyal: z.object({ counted: z.int(), byChance: z.int(), late: z.int() }).nullable(),
})

export const loyaltyState = route({
  name: 'loyaltyState',
  method: 'GET',
  path: '/api/loyalty',
  door: 'customers.read',
  summary: 'How many customers stand where; for who keeps the house’s settings also the settings, the last run and the model’s card.',
  answer: z.object({
    /** Null where the house's data carry no model yet. */
    counts: counts.nullable(),
    /** Customers who never bought. */
    never: z.int(),
    asOf: z.string().nullable(),
    missing: z.array(lackView),
    isRunning: z.boolean(),
    setting: settingView.extend({ version }).optional(),
    /** The cycle in force. */
    cycleDays: z.int().nullable(),
    lastRun: z
      .object({
        id,
        kind: z.string(),
        state: z.enum(['waiting', 'running', 'done', 'refused', 'failed']),
        startedAt: z.string(),
        finishedAt: z.string().nullable(),
        reasons: z.array(lackView),
        isKept: z.boolean(),
      })
      .nullable()
      .optional(),
    card: cardView.nullable().optional(),
  }),
})

export const runLoyalty = route({
  name: 'runLoyalty',
  method: 'POST',
  path: '/api/loyalty/run',
  door: 'house.settings',
  summary: 'Fits and scores anew, beside everything else: the usual model, or all three to choose from.',
  body: z.strictObject({ models: z.enum(['usual', 'all']).default('usual') }),
  answer: z.object({ runId: id }),
  status: 202,
})

export const previewLoyaltySetting = route({
  name: 'previewLoyaltySetting',
  method: 'POST',
  path: '/api/loyalty/preview',
  door: 'house.settings',
  summary: 'What other thresholds would make of everybody’s state: the counts before and after. Changes nothing.',
  body: settingView.strict(),
  answer: z.object({ before: counts, after: counts, moved: z.int() }),
  isUntraced: true,
  refusals: ['loyalty.thresholds_crossed', 'loyalty.no_model'],
})

export const saveLoyaltySetting = route({
  name: 'saveLoyaltySetting',
  method: 'PUT',
  path: '/api/loyalty/setting',
  door: 'house.settings',
  summary: 'Keeps the thresholds and scores everybody by them, with the parameters there are.',
  body: settingView.extend({ version }).strict(),
  answer: z.object({ setting: settingView.extend({ version }), runId: id }),
  refusals: ['loyalty.thresholds_crossed', 'loyalty.changed_meanwhile'],
})
