import { z } from 'zod'
import { day, id, line, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { knownBy, occasionKinds, occasionView, relationshipKinds, relationshipView } from '../contract.ts'

/** Who is around a customer, and which days are theirs. */

const one = z.object({ customerId: id })

const relationshipInput = {
  kind: z.enum(relationshipKinds),
  side: z.enum(['from', 'to']).default('from'),
  /** What the other is to this customer, and what this one is to the other. */
  words: line(60).optional(),
  wordsBack: line(60).optional(),
  since: day.optional(),
}

export const addRelationship = route({
  name: 'addRelationship',
  method: 'POST',
  path: '/api/customers/:customerId/relationships',
  door: 'customers.write',
  summary: 'Ties two customers: family, works at, decides for, was introduced by, belongs to a household. Both ends show it.',
  params: one,
  body: z.strictObject({ otherId: id, ...relationshipInput }),
  answer: relationshipView,
  status: 201,
  refusals: ['people.no_such_customer', 'people.tie_to_oneself', 'people.tie_there', 'people.tie_unfit'],
})

export const updateRelationship = route({
  name: 'updateRelationship',
  method: 'PATCH',
  path: '/api/customers/:customerId/relationships/:relationshipId',
  door: 'customers.write',
  summary: 'Corrects the words of a tie or since when it is.',
  params: one.extend({ relationshipId: id }),
  body: z.strictObject({ words: line(60).nullable().optional(), since: day.nullable().optional(), version }),
  answer: relationshipView,
  refusals: ['people.changed_meanwhile'],
})

export const removeRelationship = route({
  name: 'removeRelationship',
  method: 'DELETE',
  path: '/api/customers/:customerId/relationships/:relationshipId',
  door: 'customers.write',
  summary: 'Unties two customers, at both ends.',
  params: one.extend({ relationshipId: id }),
  answer: z.object({}),
})

const occasionInput = {
  kind: z.enum(occasionKinds),
  label: line(80).nullable(),
  calendar: z.enum(['solar', 'lunar']),
  year: z.int().min(1000).max(2200).nullable(),
  month: z.int().min(1).max(12).nullable(),
  day: z.int().min(1).max(31).nullable(),
  isLeap: z.boolean(),
  written: line(80).nullable(),
  source: z.enum(knownBy),
}

export const addOccasion = route({
  name: 'addOccasion',
  method: 'POST',
  path: '/api/customers/:customerId/occasions',
  door: 'customers.write',
  summary: 'Notes a day to remember, in parts as far as it is known, solar or lunar; a lunar one is kept as lunar.',
  params: one,
  body: z.strictObject({ ...z.strictObject(occasionInput).partial().shape, kind: z.enum(occasionKinds) }),
  answer: occasionView,
  status: 201,
  refusals: ['people.no_such_day'],
})

export const updateOccasion = route({
  name: 'updateOccasion',
  method: 'PATCH',
  path: '/api/customers/:customerId/occasions/:occasionId',
  door: 'customers.write',
  summary: 'Corrects a day to remember.',
  params: one.extend({ occasionId: id }),
  body: z.strictObject({ ...z.strictObject(occasionInput).partial().shape, version }),
  answer: occasionView,
  refusals: ['people.no_such_day', 'people.changed_meanwhile'],
})

export const removeOccasion = route({
  name: 'removeOccasion',
  method: 'DELETE',
  path: '/api/customers/:customerId/occasions/:occasionId',
  door: 'customers.write',
  summary: 'Takes a day off.',
  params: one.extend({ occasionId: id }),
  answer: z.object({}),
})
