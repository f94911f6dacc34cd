import { z } from 'zod'
import { id } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { followings } from './rules.ts'

const range = z.object({ share: z.number(), low: z.number(), high: z.number() })
const group = z.object({
  all: z.int(),
  followed: z.int(),
  by: z.object({ bought: z.int(), booked: z.int(), came: z.int(), answered: z.int() }),
  share: range.nullable(),
})

export const getCareOutcomes = route({
  name: 'getCareOutcomes',
  method: 'GET',
  path: '/api/care/outcomes',
  door: 'customers.read',
  summary:
    'What followed the acts of care that were done, by kind and within its days, beside customers for whom the same was proposed and not done; and the latest ones.',
  answer: z.object({
    since: z.string(),
    kinds: z.array(
      z.object({
        kind: z.string(),
        windowDays: z.int(),
        done: group,
        notDone: group.nullable(),
        difference: z.object({ difference: z.number(), low: z.number(), high: z.number() }).nullable(),
      }),
    ),
    latest: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        customerId: id,
        calledAs: z.string().nullable(),
        doneAt: z.string(),
        byName: z.string().nullable(),
        /** Until then something counts as having followed. */
        until: z.string(),
        followed: z.enum(followings).nullable(),
        followedOn: z.string().nullable(),
      }),
    ),
  }),
})
