import { type Asked, type Served, serve } from '../../../platform/http/serve.ts'
import type { Outward } from '../../messages/public.ts'
import type { ServicePromise } from '../promise.ts'
import * as contract from './contract.ts'
import { cameBack, type Looking, viewDraft } from './draft-view.ts'
import * as drafting from './drafting.ts'
import { follow } from './following.ts'
import { allLimits, effectOf, keepLimits } from './limits.ts'
import type { Slip } from './slip.ts'
import { viewSlip } from './slip-views.ts'
import { tellSlip } from './telling.ts'

type Needs = { outward: Outward }

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked, who looks is the same.
type AnyAsked = Asked<any, any, any>

const lookingWith =
  ({ outward }: Needs) =>
  ({ who, language, now }: AnyAsked): Looking => ({ who, language, now, outward })

/** An act on a slip, with its row in the trail; answers the draft as it stands then. */
const answering =
  (needs: Needs) =>
  async (asked: AnyAsked, { promise, slip }: { promise: ServicePromise; slip: Slip }) => {
    traced(asked, promise)
    return viewDraft(asked.db, promise, slip, lookingWith(needs)(asked))
  }

const isOutside = ({ direction }: ServicePromise): boolean => direction !== 'inside' && direction !== 'to-staff'

const traced = ({ trace }: AnyAsked, promise: ServicePromise): void =>
  trace({ aboutKind: 'promise', aboutId: promise.id, ...(isOutside(promise) ? { customerId: promise.customerId } : {}) })

const drafts = (needs: Needs): Served[] => [
  serve(contract.beginSlip, async (asked) => {
    const { db, params, body, who, now } = asked
    return answering(needs)(asked, await drafting.begin(db, { ...params, ...body }, { who, now }))
  }),
  serve(contract.getSlip, async (asked) => {
    const { promise, slip } = await drafting.findSlip(asked.db, asked.params.promiseId, asked.params.slipId)
    return viewDraft(asked.db, promise, slip, lookingWith(needs)(asked))
  }),
  serve(contract.readySlip, async (asked) => {
    const { promise, slip } = await drafting.readyDraft(asked.db, asked.params.promiseId, asked.now)
    return viewDraft(asked.db, promise, slip, lookingWith(needs)(asked))
  }),
  serve(contract.draftSlip, async (asked) => {
    const { db, params, body, who, now } = asked
    return answering(needs)(asked, await drafting.draft(db, params, body, { who, now }))
  }),
  serve(contract.agreeSlip, async (asked) => {
    const { db, params, body, who, now } = asked
    return answering(needs)(asked, await drafting.agree(db, params, body, { who, now }))
  }),
]

const ends = (needs: Needs): Served[] => [
  serve(contract.tellSlip, async (asked) => {
    const { db, params, body, who, now, language } = asked
    const told = await tellSlip(db, { ...params, ...body }, { who, now, language, outward: needs.outward })
    return { draft: await answering(needs)(asked, told), messageId: told.messageId, copy: told.copy }
  }),
  serve(contract.followSlip, async (asked) => {
    const { db, params, body, who, now, house } = asked
    const { promise, slip } = await follow(db, params, body, { who, now })
    traced(asked, promise)
    return viewSlip(slip, { who, currency: (await house()).currency, cameBack: await cameBack(db, promise, slip, now) })
  }),
]

const limits: Served[] = [
  serve(contract.getAmendsLimits, ({ db }) => allLimits(db)),
  serve(contract.saveAmendsLimits, ({ db, body }) => keepLimits(db, body.limits)),
  serve(contract.previewAmendsLimits, async ({ db, body, now }) => ({ roles: await effectOf(db, body.limits, now) })),
]

export const slipRoutes = (needs: Needs): Served[] => [...drafts(needs), ...ends(needs), ...limits]
