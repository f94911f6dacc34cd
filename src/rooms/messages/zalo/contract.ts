import { z } from 'zod'
import { line } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'

/** The house's Zalo account: its keys, its templates, whether it opens. */

/** What a template message may be about: advertising does not go this way. `slip`: a promise that will be late or was missed. */
export const templatePurposes = ['service', 'slip', 'relationship', 'survey'] as const

/** What a field of a template is filled with; reason, new time and remedy are those of a slip. */
export const templateValues = ['name', 'called', 'house', 'words', 'day', 'reason', 'due', 'remedy'] as const

/** Left out: stays as it is. It is never answered back. */
const secret = z
  .string()
  .trim()
  .max(2000)
  .regex(/^[\x21-\x7e]+$/, 'not_a_key')
  .optional()

const templateField = z.strictObject({
  /** As the template writes it, without its brackets. */
  name: z
    .string()
    .trim()
    .regex(/^\w{1,60}$/, 'not_a_field'),
  value: z.enum(templateValues),
})

const template = z.strictObject({
  id: z
    .string()
    .trim()
    .regex(/^\d{1,20}$/, 'not_a_number'),
  purpose: z.enum(templatePurposes),
  fields: z.array(templateField).max(20),
})

const account = z.object({
  appId: z
    .string()
    .trim()
    .regex(/^\d{5,30}$/, 'not_a_number'),
  templates: z.array(template).max(20),
})

const trial = z.object({ at: z.string(), isWell: z.boolean(), /** Word for word. */ reply: line(2000) })

export const zaloView = z.object({
  account: account.nullable(),
  hasKeys: z.boolean(),
  /** Where Zalo tells what happens; empty until the house says where it is on the web. */
  webhook: z.string(),
  token: z.object({ until: z.string().nullable(), refreshedAt: z.string().nullable(), fault: z.string().nullable() }).nullable(),
  quota: z.object({ daily: z.int(), left: z.int(), at: z.string() }).nullable(),
  tested: trial.nullable(),
  version: z.int(),
})

export const getZalo = route({
  name: 'getZalo',
  method: 'GET',
  path: '/api/zalo/settings',
  door: 'house.settings',
  summary: 'How messages go over Zalo. Keys and tokens are never answered back.',
  answer: zaloView,
})

export const saveZalo = route({
  name: 'saveZalo',
  method: 'PUT',
  path: '/api/zalo/settings',
  door: 'house.settings',
  summary: 'Keeps the settings of Zalo; null shuts it. Another app needs all its keys.',
  body: z.strictObject({
    version: z.int().min(0),
    account: account.extend({ appSecret: secret, oaSecret: secret, refreshToken: secret }).nullable(),
  }),
  answer: zaloView,
  refusals: ['zalo.changed_meanwhile', 'zalo.key_needed', 'zalo.template_twice'],
})

export const testZalo = route({
  name: 'testZalo',
  method: 'POST',
  path: '/api/zalo/test',
  door: 'house.settings',
  summary: 'Asks Zalo for the account’s own name, and shows what it truly answers. Nobody gets a message.',
  body: z.strictObject({}),
  answer: trial,
  refusals: ['zalo.not_set_up'],
})
