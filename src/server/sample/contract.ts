import { z } from 'zod'
import { route } from '../../platform/http/contract.ts'
import { roles } from '../../values/rights.ts'

export const sampleStates = ['none', 'loading', 'ready'] as const

export const sampleView = z.object({
  state: z.enum(sampleStates),
  /** Rows written so far: `staff`, `customers`, `orders`, `lines` of timelines, `preferences`. */
  counts: z.record(z.string(), z.int()),
  done: z.int(),
  total: z.int(),
  /** Who signs in to the sample house; their one password lies in the data folder, in `sample-password`, for its owner to read. */
  signIns: z.array(z.object({ name: z.string(), mail: z.string(), role: z.enum(roles) })),
})

export const loadSample = route({
  name: 'loadSample',
  method: 'POST',
  path: '/api/sample',
  door: 'house.settings',
  summary: 'Brings the sample house in, as a job; `sampleState` tells how far it has come.',
  body: z.strictObject({}),
  answer: sampleView,
  status: 202,
  refusals: ['sample.already_there'],
})

export const sampleState = route({
  name: 'sampleState',
  method: 'GET',
  path: '/api/sample',
  door: 'house.settings',
  summary: 'Whether the sample house is there, and how far it has come.',
  answer: sampleView,
})

export const clearSample = route({
  name: 'clearSample',
  method: 'DELETE',
  path: '/api/sample',
  door: 'house.settings',
  summary: 'Takes everything of the sample away, with what was written about its customers; everything of your own stays.',
  answer: sampleView,
  refusals: ['sample.still_loading'],
})
