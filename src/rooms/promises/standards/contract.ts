import { z } from 'zod'
import { id, line, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { loyaltyStates } from '../../loyalty/contract.ts'
import { changeModes } from '../calendars/contract.ts'
import { categories, promiseKinds, teams } from '../contract.ts'

/** Service standards: what the house promises without anybody saying it; for everybody, for a group, for one customer. The nearest counts. */

export const standardLevels = ['house', 'tier', 'customer'] as const

/** What is promised of one kind. */
export const target = z.union([
  z.object({
    seconds: z
      .int()
      .min(60)
      .max(400 * 86400),
  }),
  z.object({
    days: z.int().min(0).max(365),
    cutoff: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
  }),
  /** Nothing is promised here, and the search ends. */
  z.null(),
])

export const level = z.object({
  level: z.int().min(1).max(9),
  fraction: z.number().gt(0).max(1).optional(),
  afterSeconds: z
    .int()
    .min(0)
    .max(400 * 86400)
    .optional(),
  clock: z.enum(['business', 'wall']).optional(),
  to: z.union([z.literal('holder'), z.enum(teams)]),
})

/** Whom it is for, and what narrows it. */
export const match = z.strictObject({
  customerId: id.optional(),
  tag: line(60).optional(),
  state: z.enum(loyaltyStates).optional(),
  category: z.enum(categories).optional(),
})

const body = {
  name: line(80),
  level: z.enum(standardLevels),
  match,
  rank: z.int().min(0).max(1000).default(0),
  calendarId: id,
  targets: z.partialRecord(z.enum(promiseKinds), target),
  levels: z.array(level).max(9),
  atRiskFraction: z.number().gt(0).max(1).default(0.75),
  tellsByItself: z.boolean().default(false),
}

export const standardView = z.object({
  id,
  ...body,
  calendarName: z.string(),
  customerName: z.string().nullable(),
  isRetired: z.boolean(),
  effectiveFrom: z.string(),
  open: z.int(),
  version,
})

export const listStandards = route({
  name: 'listStandards',
  method: 'GET',
  path: '/api/standards',
  door: 'customers.read',
  summary: 'Service standards with the targets in force, the nearest level last.',
  query: z.strictObject({ customerId: id.optional() }),
  answer: z.object({ standards: z.array(standardView) }),
})

export const saveStandard = route({
  name: 'saveStandard',
  method: 'PUT',
  path: '/api/standards/:standardId',
  door: 'house.settings',
  summary: 'Makes a standard, or its next version from now on; open promises move by the chosen way, what customers heard stays.',
  params: z.object({ standardId: id }),
  body: z.strictObject({
    ...body,
    isRetired: z.boolean().optional(),
    mode: z.enum(changeModes).default('recompute'),
    version: version.optional(),
  }),
  answer: standardView,
  refusals: [
    'promises.no_such_calendar',
    'promises.match_unfit',
    'promises.no_targets',
    'promises.changed_meanwhile',
    'promises.no_such_customer',
  ],
})

export const standardsContract = [listStandards, saveStandard]
