import { z } from 'zod'
import { id, line, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { roles } from '../../../values/rights.ts'
import { tradeKeys } from '../../../values/trades.data.ts'
import { touchpointChannels } from '../contract.ts'

/** The way of a customer through the house: where the two meet, in order. */

/** Stretches of the way, in their order. */
export const mapPhases = ['before', 'arriving', 'staying', 'paying', 'leaving', 'after'] as const
export const mapOrders = ['sale', 'stay', 'service'] as const
/** An order counts where it begins (a sale: where it is made), or where it ends. */
export const mapMoments = ['begins', 'ends'] as const

const key = z.string().regex(/^[a-z0-9-]{1,60}$/)

export const mapFeeds = z.strictObject({
  /** Kinds of a line. */
  kinds: z.array(key).max(20),
  orders: z.array(z.strictObject({ kind: z.enum(mapOrders), at: z.enum(mapMoments) })).max(6),
  /** Only what came this way; none: whatever way. */
  channels: z.array(z.enum(touchpointChannels)).max(touchpointChannels.length),
})

const stopBody = z.strictObject({
  phase: z.enum(mapPhases),
  nameVi: line(60),
  nameEn: line(60),
  icon: line(40),
  /** Who is responsible. */
  team: z.enum(roles).nullable(),
  feeds: mapFeeds,
  /** Kinds of promises that belong here. */
  promiseKinds: z.array(key).max(20),
})

export const mapStopView = stopBody.extend({
  id,
  key,
  isRetired: z.boolean(),
  version,
  /** Lines of it in the last 90 days and 12 months, and how many of the latter say that somebody was unhappy. */
  times90: z.int(),
  times365: z.int(),
  unhappy365: z.int(),
})

export const getTouchpointMap = route({
  name: 'getTouchpointMap',
  method: 'GET',
  path: '/api/touchpoint-map',
  door: 'customers.read',
  summary: 'Where customers meet the house, in the order of their way, each with how often that happens.',
  answer: z.object({
    /** When the lines were counted; null before the first night. */
    countedAt: z.string().nullable(),
    stops: z.array(mapStopView),
  }),
})

export const addMapStop = route({
  name: 'addMapStop',
  method: 'POST',
  path: '/api/touchpoint-map',
  door: 'house.settings',
  summary: 'Adds a touchpoint at the end of its stretch of the way.',
  body: stopBody,
  answer: mapStopView,
  status: 201,
  refusals: ['touchpoints.map_full'],
})

export const changeMapStop = route({
  name: 'changeMapStop',
  method: 'PATCH',
  path: '/api/touchpoint-map/:stopId',
  door: 'house.settings',
  summary: 'Renames a touchpoint, changes what it is about, gives it up or takes it up again.',
  params: z.object({ stopId: id }),
  body: stopBody.partial().extend({ isRetired: z.boolean().optional(), version }),
  answer: mapStopView,
  refusals: ['touchpoints.no_such_stop', 'touchpoints.changed_meanwhile'],
})

export const placeMapStop = route({
  name: 'placeMapStop',
  method: 'PUT',
  path: '/api/touchpoint-map/:stopId/place',
  door: 'house.settings',
  summary: 'Puts a touchpoint somewhere else on the way: before another one, or at the end of a stretch.',
  params: z.object({ stopId: id }),
  body: z.strictObject({ phase: z.enum(mapPhases), before: id.nullable(), version }),
  answer: mapStopView,
  refusals: ['touchpoints.no_such_stop', 'touchpoints.changed_meanwhile'],
})

export const takeMapTemplate = route({
  name: 'takeMapTemplate',
  method: 'POST',
  path: '/api/touchpoint-map/templates',
  door: 'house.settings',
  summary: 'Adds the touchpoints of a trade that the house does not have; what stands there stays as it is.',
  body: z.strictObject({ trade: z.enum(tradeKeys) }),
  answer: z.object({ added: z.array(id) }),
  refusals: ['touchpoints.map_full'],
})
