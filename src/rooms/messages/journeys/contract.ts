import { z } from 'zod'
import { day, id, line, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { gateRules } from '../contract.ts'

/** Letters that follow upon something that happened, one after another, until the customer does something themselves. */

export const journeyKinds = ['welcome', 'thank-you', 'after-stay', 'win-back', 'farewell', 'occasion'] as const
export type JourneyKind = (typeof journeyKinds)[number]

export const journeyBegins = z.discriminatedUnion('on', [
  /** The customer agreed for the first time, by a door or their page. */
  z.strictObject({ on: z.literal('signed-up') }),
  z.strictObject({ on: z.literal('first-order') }),
  z.strictObject({ on: z.literal('stay-ended') }),
  /** Away for so many times their own usual gap. */
  z.strictObject({ on: z.literal('silent'), times: z.number().min(1).max(6) }),
  /** Said to somebody that they want no more letters; who left by a tap was told goodbye at once. */
  z.strictObject({ on: z.literal('left') }),
  z.strictObject({
    on: z.literal('occasion'),
    kind: z.enum(['birthday', 'wedding', 'founding', 'first-visit']),
    daysBefore: z.int().min(0).max(30),
  }),
])
export type JourneyBegins = z.output<typeof journeyBegins>

export const stepChannels = ['any', 'mail', 'zalo', 'sms'] as const

export const journeyStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('wait'), days: z.int().min(0).max(365), at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/) }),
  /** Whoever does not fit ends here. */
  z.strictObject({
    kind: z.literal('if'),
    what: z.enum(['not-bought', 'bought-often', 'is-person', 'is-organisation']),
    least: z.int().min(1).max(100).default(2),
  }),
  z.strictObject({
    kind: z.literal('letter'),
    letterId: id.nullable(),
    channel: z.enum(stepChannels),
    /** The version that was kept when the journey was switched on. */
    number: z.int().min(1).nullable().default(null),
  }),
])
export type JourneyStep = z.output<typeof journeyStep>

export const journeyStops = ['bought', 'answered', 'left', 'complained'] as const
export type JourneyStop = (typeof journeyStops)[number]

const count = z.int().min(0)

const stepCounts = z.object({
  /** On their way to this step, or waiting before it. */
  walking: count,
  sent: count,
  byHand: count,
  expired: count,
  heldBy: z.partialRecord(z.enum(gateRules), count),
})

const journeyRow = z.object({
  id,
  kind: z.enum(journeyKinds),
  title: z.string(),
  begins: journeyBegins,
  isRunning: z.boolean(),
  startedAt: z.string().nullable(),
  letters: count,
  walking: count,
  sent: count,
  held: count,
  isSample: z.boolean(),
  version,
})

export const journeyView = journeyRow.extend({
  steps: z.array(journeyStep.and(z.object({ counts: stepCounts, letterTitle: z.string().nullable() }))),
  stops: z.array(z.enum(journeyStops)),
  /** How walks ended: to the end, or stopped by what. */
  done: count,
  stoppedBy: z.record(z.string(), count),
  /** Of those who were written to, who bought within 30 days. There is nobody to compare with. */
  boughtAfterLetter: count,
  writtenTo: count,
})
export type JourneyView = z.output<typeof journeyView>

const one = z.object({ journeyId: id })

export const listJourneys = route({
  name: 'listJourneys',
  method: 'GET',
  path: '/api/journeys',
  door: 'messages.read',
  summary: 'Every journey, with how many are on it.',
  answer: z.object({ journeys: z.array(journeyRow) }),
})

export const getJourney = route({
  name: 'getJourney',
  method: 'GET',
  path: '/api/journeys/:journeyId',
  door: 'messages.read',
  summary: 'One journey with its steps, and at each who waits, who was written to, who was held and why.',
  params: one,
  answer: journeyView,
  refusals: ['journeys.no_such_journey'],
})

export const addJourney = route({
  name: 'addJourney',
  method: 'POST',
  path: '/api/journeys',
  door: 'messages.send',
  summary: 'Draws up a journey of a kind, with a letter that stands ready in both languages. It is off.',
  body: z.strictObject({ kind: z.enum(journeyKinds) }),
  answer: journeyView,
  status: 201,
})

export const changeJourney = route({
  name: 'changeJourney',
  method: 'PATCH',
  path: '/api/journeys/:journeyId',
  door: 'messages.send',
  summary: 'Changes a journey that is off; `version` is the one that was seen.',
  params: one,
  body: z.strictObject({
    title: line(120).optional(),
    begins: journeyBegins.optional(),
    steps: z.array(journeyStep).min(1).max(20).optional(),
    stops: z.array(z.enum(journeyStops)).max(4).optional(),
    version,
  }),
  answer: journeyView,
  refusals: ['journeys.no_such_journey', 'journeys.changed_meanwhile', 'journeys.is_running', 'letters.no_such_letter'],
})

export const rehearseJourney = route({
  name: 'rehearseJourney',
  method: 'GET',
  path: '/api/journeys/:journeyId/rehearsal',
  door: 'messages.read',
  summary: 'What it would have done in the last twelve months, and whom it would write to in the next seven days. Nothing is written.',
  params: one,
  answer: z.object({
    from: day,
    until: day,
    /** How often it would have begun, for how many customers. */
    beginnings: count,
    customers: count,
    next: z.array(
      z.object({
        customerId: id,
        name: z.string(),
        calledAs: z.string(),
        on: day,
        /** What the gate would say today; null: it would pass. */
        rule: z.enum(gateRules).nullable(),
      }),
    ),
    version,
  }),
  refusals: ['journeys.no_such_journey'],
})

export const startJourney = route({
  name: 'startJourney',
  method: 'POST',
  path: '/api/journeys/:journeyId/start',
  door: 'messages.send',
  summary:
    'Switches it on for what happens from now. `rehearsed` is how many beginnings the rehearsal counted: who has not seen it, cannot.',
  params: one,
  body: z.strictObject({ version, rehearsed: count }),
  answer: journeyView,
  refusals: [
    'journeys.no_such_journey',
    'journeys.changed_meanwhile',
    'journeys.is_running',
    'journeys.rehearse_first',
    'journeys.no_letter',
    'journeys.offer_in_farewell',
    'letters.not_ready',
    'letters.no_such_letter',
  ],
})

export const stopJourney = route({
  name: 'stopJourney',
  method: 'POST',
  path: '/api/journeys/:journeyId/stop',
  door: 'messages.send',
  summary: 'Switches it off: whoever is on it goes no further.',
  params: one,
  answer: journeyView,
  refusals: ['journeys.no_such_journey'],
})

export const removeJourney = route({
  name: 'removeJourney',
  method: 'DELETE',
  path: '/api/journeys/:journeyId',
  door: 'messages.send',
  summary: 'Takes a journey away that nobody ever went.',
  params: one,
  answer: z.object({}),
  refusals: ['journeys.no_such_journey', 'journeys.was_walked', 'journeys.is_running'],
})
