import { z } from 'zod'
import { id } from '../../platform/fields/contract.ts'

/** Words of the whole room, for its parts (`consent/`, `page/`, `letters/`, `sendings/`, `inbox/`, `journeys/`), the screens and later rooms. */

/** Why the house writes. `service` concerns what somebody ordered or was promised, and is never advertising. */
export const purposes = ['service', 'relationship', 'newsletter', 'offer', 'survey'] as const
export type Purpose = (typeof purposes)[number]

/** Purposes that a consent can be about. */
export const consentPurposes = ['relationship', 'newsletter', 'offer', 'survey', 'research', 'personalisation'] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

export const channels = ['mail', 'sms', 'zalo', 'paper', 'call'] as const
export type MessageChannel = (typeof channels)[number]

export const consentStates = [
  'none',
  'asked',
  'refused',
  'lapsed',
  'pending',
  'granted',
  'snoozed',
  'withdrawn',
  'objected',
  'erased',
] as const
export type ConsentState = (typeof consentStates)[number]

export const messageStates = [
  'planned',
  'held',
  'ready',
  'claimed',
  'submitting',
  'accepted',
  'delivered',
  'bounced',
  'complained',
  'refused',
  'unknown',
  'suppressed',
  'cancelled',
  'expired',
  'held-out',
] as const
export type MessageState = (typeof messageStates)[number]

export const sendingStates = ['draft', 'planning', 'planned', 'running', 'paused', 'late', 'done', 'cancelled', 'stopped'] as const
export type SendingState = (typeof sendingStates)[number]

/** The rules of the gate in their order; the first that says no is the reason. `sample` and `epoch` stand before all of them. */
export const gateRules = [
  'sample',
  'epoch',
  'address',
  'suppressed',
  'consent',
  'snoozed',
  'window',
  'law',
  'budget',
  'hours',
  'relevance',
  'holdout',
  'conversation',
  'reputation',
] as const
export type GateRule = (typeof gateRules)[number]

export const bilingual = z.strictObject({ vi: z.string().max(2000), en: z.string().max(2000) })
export type Bilingual = z.infer<typeof bilingual>

export const verdictView = z.object({
  answer: z.enum(['pass', 'wait', 'no']),
  rule: z.enum(gateRules).nullable(),
  notBefore: z.string().nullable(),
  /** What the rule looked at: numbers, days, states; what a screen puts into words. */
  inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  at: z.string(),
})

export const topicView = z.object({
  id,
  purpose: z.enum(consentPurposes),
  names: bilingual,
  about: bilingual.partial(),
  position: z.int(),
  isOpen: z.boolean(),
  /** How many want it now, over any channel. */
  wanted: z.int(),
  version: z.int(),
})
