import { z } from 'zod'
import { day, id, line, pageSize } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'

export const auditActors = ['staff', 'token', 'machine', 'customer', 'nobody'] as const

export const auditView = z.object({
  id,
  at: z.string(),
  actorKind: z.enum(auditActors),
  actorId: id.nullable(),
  /** The name of the staff member or token as it is today; null when there is none any more. */
  actorName: z.string().nullable(),
  /** The route or command: `updateCustomer`, `signIn`. */
  act: z.string(),
  aboutKind: z.string().nullable(),
  aboutId: id.nullable(),
  customerId: id.nullable(),
  /** How the customer is called today, for who may read customers. */
  customerName: z.string().nullable(),
  /** Which fields, which counts; never what a customer is. */
  details: z.record(z.string(), z.unknown()),
  /** Its place in the chain; null until it is sealed, two seconds at most. */
  seq: z.int().nullable(),
})

export const listAudit = route({
  name: 'listAudit',
  method: 'GET',
  path: '/api/audit',
  door: 'house.audit',
  summary: 'Who did what, the newest first, a page at a time.',
  query: z.strictObject({
    actorId: id.optional(),
    customerId: id.optional(),
    act: line(60).optional(),
    /** Only acts that changed something, or only looking, searching and taking out. */
    only: z.enum(['changes', 'looks']).optional(),
    since: day.optional(),
    until: day.optional(),
    before: z.string().max(100).optional(),
    limit: pageSize(200, 50),
  }),
  answer: z.object({ entries: z.array(auditView), next: z.string().nullable() }),
})

export const auditState = route({
  name: 'auditState',
  method: 'GET',
  path: '/api/audit/state',
  door: 'house.audit',
  summary: 'How long the chain is, and what the last verification found.',
  answer: z.object({
    sealed: z.int(),
    waiting: z.int(),
    /** The newest seal: its place and the first twelve characters of its hash. */
    head: z.object({ seq: z.int(), hash: z.string(), at: z.string() }).nullable(),
  }),
})

/** What a verification says; the first place that is not right is named. */
export const verdictView = z.object({
  isWhole: z.boolean(),
  rows: z.int(),
  fault: z
    .object({
      kind: z.enum(['altered', 'missing', 'cut', 'unsealed', 'seal-altered']),
      seq: z.int().nullable(),
      auditId: z.string().nullable(),
      at: z.string().nullable(),
    })
    .nullable(),
  ms: z.int(),
})

export const verifyAudit = route({
  name: 'verifyAudit',
  method: 'POST',
  path: '/api/audit/verify',
  door: 'house.audit',
  summary: 'Walks the whole chain and names the first altered, missing or cut place.',
  body: z.strictObject({}),
  answer: verdictView,
})

export const listLookers = route({
  name: 'listLookers',
  method: 'GET',
  path: '/api/customers/:customerId/lookers',
  door: 'house.audit',
  summary: 'Who opened this customer in the last ninety days, how often, and when last.',
  params: z.object({ customerId: id }),
  answer: z.object({
    lookers: z.array(
      z.object({
        actorKind: z.enum(auditActors),
        actorId: id.nullable(),
        name: z.string().nullable(),
        times: z.int(),
        firstAt: z.string(),
        lastAt: z.string(),
      }),
    ),
  }),
})
