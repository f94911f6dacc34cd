import { z } from 'zod'
import { id, line, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { customerKinds, stances } from '../contract.ts'

/** What the house itself asks of its customers: groups of choices, fields of its own; and the tags it uses. */

const choice = z.strictObject({ key: line(60), vi: line(80), en: line(80) })

export const preferenceGroupView = z.object({
  id,
  key: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  choices: z.array(choice),
  atMost: z.int(),
  stance: z.enum(stances),
  isRetired: z.boolean(),
  version,
})

export const listPreferenceGroups = route({
  name: 'listPreferenceGroups',
  method: 'GET',
  path: '/api/preference-groups',
  door: 'customers.read',
  summary: 'Groups of choices that the house asks about, and how many of each may be chosen.',
  answer: z.object({ groups: z.array(preferenceGroupView) }),
})

export const savePreferenceGroup = route({
  name: 'savePreferenceGroup',
  method: 'PUT',
  path: '/api/preference-groups/:key',
  door: 'house.settings',
  summary: 'Makes or changes a group of choices; without `version` it is made.',
  params: z.object({ key: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
  body: z.strictObject({
    nameVi: line(80),
    nameEn: line(80),
    choices: z.array(choice).min(1).max(100),
    atMost: z.int().min(1).max(50),
    stance: z.enum(stances).default('likes'),
    isRetired: z.boolean().default(false),
    version: version.optional(),
  }),
  answer: preferenceGroupView,
  refusals: ['people.changed_meanwhile', 'people.key_taken', 'people.choice_twice'],
})

export const fieldKinds = ['text', 'number', 'date', 'choice', 'yes-no'] as const

export const customerFieldView = z.object({
  id,
  key: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  kind: z.enum(fieldKinds),
  choices: z.array(choice),
  appliesTo: z.array(z.enum(customerKinds)),
  isRetired: z.boolean(),
  version,
})

export const listCustomerFields = route({
  name: 'listCustomerFields',
  method: 'GET',
  path: '/api/customer-fields',
  door: 'customers.read',
  summary: 'The house’s own fields of a customer.',
  answer: z.object({ fields: z.array(customerFieldView) }),
})

export const saveCustomerField = route({
  name: 'saveCustomerField',
  method: 'PUT',
  path: '/api/customer-fields/:key',
  door: 'house.settings',
  summary: 'Makes or changes a field of the house’s own; its kind stays once it is made.',
  params: z.object({ key: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
  body: z.strictObject({
    nameVi: line(80),
    nameEn: line(80),
    kind: z.enum(fieldKinds),
    choices: z.array(choice).max(100).default([]),
    appliesTo: z.array(z.enum(customerKinds)).min(1),
    isRetired: z.boolean().default(false),
    version: version.optional(),
  }),
  answer: customerFieldView,
  refusals: ['people.changed_meanwhile', 'people.key_taken', 'people.choice_twice', 'people.kind_stays'],
})

export const listTags = route({
  name: 'listTags',
  method: 'GET',
  path: '/api/tags',
  door: 'customers.read',
  summary: 'Tags in use, the commonest first.',
  query: z.strictObject({ begins: line(40).optional() }),
  answer: z.object({
    tags: z.array(z.object({ tag: z.string(), count: z.int() })),
    /** Counted one by one; else estimated, in a house with tens of thousands of tagged customers. */
    isExact: z.boolean(),
  }),
})
