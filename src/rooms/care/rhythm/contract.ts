import { z } from 'zod'
import { version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { loyaltyStates } from '../../loyalty/contract.ts'

const rhythm = z.strictObject({
  wantedDays: z.int().min(7).max(730).nullable(),
  mostMonthly: z.int().min(1).max(30),
  gapDays: z.int().min(1).max(180),
})
const state = z.enum(loyaltyStates)
const rhythms = z.record(state, rhythm)

/** How many buyers there are of each state, how many wait for a word, and how many had as many within the month as they may. */
const effect = z.record(state, z.object({ customers: z.int(), waiting: z.int(), full: z.int() }))

export const getContactRhythm = route({
  name: 'getContactRhythm',
  method: 'GET',
  path: '/api/care/rhythm',
  door: 'house.settings',
  summary: 'How often the house wants to be in touch with customers of each state, how often at most, and whom that finds waiting.',
  answer: z.object({ rhythms, usual: rhythms, effect, countedAt: z.string().nullable(), version: z.int() }),
})

export const previewContactRhythm = route({
  name: 'previewContactRhythm',
  method: 'POST',
  path: '/api/care/rhythm/preview',
  door: 'house.settings',
  summary: 'How many other rhythms would find waiting, before and after. Changes nothing.',
  body: z.strictObject({ rhythms }),
  answer: z.object({ before: effect, after: effect }),
  isUntraced: true,
  refusals: ['care.rhythm_crossed'],
})

export const saveContactRhythm = route({
  name: 'saveContactRhythm',
  method: 'PUT',
  path: '/api/care/rhythm',
  door: 'house.settings',
  summary: 'Keeps how often the house wants to be in touch; who waits for a word is counted anew.',
  body: z.strictObject({ rhythms, version }),
  answer: z.object({ rhythms, version: z.int() }),
  refusals: ['care.rhythm_crossed', 'care.changed_meanwhile'],
})
