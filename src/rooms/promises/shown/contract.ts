import { z } from 'zod'
import { id, money, version } from '../../../platform/fields/contract.ts'

/** What a promise is made of, and how it is shown. */

/** The end of promises inside the house, where others have a customer: the house's own row. */
export const HOUSE_ID = '00000000-0000-7000-8000-000000000001'

export const directions = ['to-customer', 'inside', 'to-staff', 'from-supplier', 'to-partner', 'from-partner'] as const
export const categories = ['price', 'quality', 'delivery', 'service'] as const
export const promiseKinds = [
  'room',
  'delivery',
  'quote',
  'answer',
  'callback',
  'repair',
  'late-checkout',
  'gift',
  'search',
  'arrival',
  'gathering',
  'help',
  'price',
  'quality',
  'complaint',
  'other',
] as const
export const promiseStates = ['open', 'kept', 'late', 'broken', 'withdrawn'] as const
/** Where a promise stands on the board: coming due, at risk, missed and nobody apologised, apologised and being put right, done. */
export const stages = ['due', 'risk', 'slipped', 'mending', 'done'] as const
export const targets = ['seconds', 'days', 'instant', 'standing'] as const
export const promiseEvents = [
  'made',
  'taken',
  'handed',
  'paused',
  'resumed',
  'at-risk',
  'level',
  'recounted',
  'rests-on',
  'rests-no-more',
  'forecast',
  'slipped',
  'warned',
  'told',
  'repromised',
  'remedy',
  'answered',
  'checked',
  'kept',
  'late',
  'broken',
  'withdrawn',
  'reopened',
  'reworded',
  'noted',
] as const
/** Teams that hold promises: the roles of the house. */
export const teams = ['owner', 'manager', 'reception', 'warehouse', 'accounting', 'sales', 'marketing'] as const

const look = {
  id,
  /** The end that is not the house; null of promises inside it. */
  customerId: id.nullable(),
  /** "chị Mai", and the organisation somebody stands for. */
  calledAs: z.string(),
  organisation: z.string().nullable(),
  direction: z.enum(directions),
  category: z.enum(categories),
  kind: z.enum(promiseKinds),
  words: z.string(),
  holderId: id.nullable(),
  holderName: z.string().nullable(),
  team: z.enum(teams).nullable(),
  madeAt: z.string(),
  madeByName: z.string().nullable(),
  target: z.enum(targets),
  /** What the other end heard; null of standing promises. */
  promisedDue: z.string().nullable(),
  firstDue: z.string().nullable(),
  internalDue: z.string().nullable(),
  workBy: z.string().nullable(),
  /** Heard as a day, without an hour. */
  isDay: z.boolean(),
  state: z.enum(promiseStates),
  stage: z.enum(stages),
  isPaused: z.boolean(),
  isExceeded: z.boolean(),
  isWarned: z.boolean(),
  forecast: z.string().nullable(),
  /** Whose promise puts it at risk, in a word: "Xưởng gốm Bến Cũ"; null where it is time alone. */
  becauseOf: z.string().nullable(),
  doneAt: z.string().nullable(),
  orderId: id.nullable(),
  parentId: id.nullable(),
  severity: z.int(),
  isSample: z.boolean(),
  version,
}
export const promiseRow = z.object(look)

/** One end of an arrow of the chain, with where it stands. */
const link = z.object({
  id,
  customerId: id.nullable(),
  calledAs: z.string(),
  direction: z.enum(directions),
  words: z.string(),
  state: z.enum(promiseStates),
  stage: z.enum(stages),
  promisedDue: z.string().nullable(),
  forecast: z.string().nullable(),
  leadSeconds: z.int(),
  /** How many steps from the promise that is looked at: below zero what it rests on, above what rests on it. */
  step: z.int(),
  from: id,
  to: id,
})

export const slipView = z.object({
  id,
  number: z.int(),
  at: z.string(),
  isForeseen: z.boolean(),
  reason: z.string().nullable(),
  toldReason: z.string().nullable(),
  reasonWords: z.string().nullable(),
  signedByName: z.string().nullable(),
  /** Who led agreed to the reason that was told, and to the amends, and why. */
  agreedByName: z.string().nullable(),
  agreedWords: z.string().nullable(),
  approvedByName: z.string().nullable(),
  approvedWords: z.string().nullable(),
  newDue: z.string().nullable(),
  /** While the reason is not known: by when the customer hears more. */
  tellBy: z.string().nullable(),
  fix: z.string().nullable(),
  fixDue: z.string().nullable(),
  amends: z.string().nullable(),
  /** Of `amendsKinds`. */
  amendsKind: z.string().nullable(),
  amendsAmount: money.nullable(),
  /** For roles that see values. */
  cost: money.optional(),
  noneWhy: z.string().nullable(),
  words: z.string().nullable(),
  toldHow: z.enum(['message', 'call', 'counter']).nullable(),
  toldAt: z.string().nullable(),
  toldByName: z.string().nullable(),
  messageId: id.nullable(),
  /** When the reason was told that had not been known at first. */
  newsAt: z.string().nullable(),
  answer: z.enum(['accepted', 'declined', 'silent']).nullable(),
  fixedAt: z.string().nullable(),
  /** Whether they came back since it was put right; null while nobody can know. */
  cameBack: z.boolean().nullable(),
  version,
})

/** Why this time: the calendar and the standard it was counted by, in steps that a person can follow. */
export const whyDue = z.object({
  due: z.string().nullable(),
  startsAt: z.string(),
  standardName: z.string().nullable(),
  standardLevel: z.enum(['house', 'tier', 'customer']).nullable(),
  calendarName: z.string().nullable(),
  zone: z.string(),
  seconds: z.int().nullable(),
  days: z.int().nullable(),
  cutoff: z.string().nullable(),
  /** The open hours it ran through, with the seconds used in each; pauses stand between. */
  spans: z.array(z.object({ from: z.string(), to: z.string(), seconds: z.int(), kind: z.enum(['open', 'paused']) })),
  /** Other standards that would name it, and why they do not count here. */
  passedOver: z.array(z.object({ name: z.string(), why: z.enum(['farther', 'narrower', 'not-named', 'not-in-force']) })),
})

export const promiseView = z.object({
  ...look,
  events: z.array(
    z.object({
      id,
      at: z.string(),
      kind: z.enum(promiseEvents),
      staffName: z.string().nullable(),
      payload: z.record(z.string(), z.unknown()),
    }),
  ),
  slips: z.array(slipView),
  chain: z.array(link),
  pauses: z.array(z.object({ id, from: z.string(), to: z.string().nullable(), cause: z.string() })),
  checks: z.array(z.object({ id, at: z.string(), isMet: z.boolean(), words: z.string().nullable(), staffName: z.string().nullable() })),
  why: whyDue,
  order: z.object({ id, code: z.string().nullable(), state: z.string(), summary: z.string() }).nullable(),
  /** Whoever of the staff kept it, to be thanked. */
  keptBy: z.object({ id, name: z.string() }).nullable(),
})
