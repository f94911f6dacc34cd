import { type Asked, type Served, serve } from '../../../platform/http/serve.ts'
import { fold } from '../../../values/text.ts'
import type { Outward } from '../../messages/public.ts'
import { requireCustomer } from '../../people/public.ts'
import * as arriving from './arriving.ts'
import * as asking from './asking.ts'
import * as contract from './contract.ts'
import * as store from './store.ts'
import { viewRequest, viewRequests, wishesOf } from './views.ts'

type Needs = { outward: Outward }

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked, who looks is the same.
type AnyAsked = Asked<any, any, any>

const tellerOf =
  ({ outward }: Needs) =>
  ({ who, now, language }: AnyAsked): arriving.Teller => ({ who, now, language, outward })

const lists: Served[] = [
  serve(contract.listRequests, async (asked) => {
    const { db, query } = asked
    const which = { q: fold(query.q).trim(), itemId: query.itemId ?? null, limit: query.limit }
    const { requests, count } = query.state === 'open' ? await store.openOnes(db, which) : await store.endedOnes(db, which)
    return { wishes: await wishesOf(db, await viewRequests(db, requests, asked)), count }
  }),
  serve(contract.customerRequests, async (asked) => {
    await requireCustomer(asked.db, asked.params.customerId)
    const requests = await store.ofCustomer(asked.db, asked.params.customerId, asked.query.limit)
    return { requests: await viewRequests(asked.db, requests, asked) }
  }),
]

const acts = (needs: Needs): Served[] => [
  serve(contract.makeRequest, async (asked) => {
    const { db, params, body, who, now, language } = asked
    const request = await asking.ask(db, { ...body, ...params }, who, now, language)
    asked.trace({ aboutKind: 'request', aboutId: request.id })
    return viewRequest(db, request, asked)
  }),
  serve(contract.arrivalPreview, (asked) =>
    arriving.preview(asked.db, asked.params.wishId, asked.query.more?.trim() || null, tellerOf(needs)(asked)),
  ),
  serve(contract.tellArrival, async (asked) => {
    const { db, params, body } = asked
    const arrived = await arriving.arrive(db, { ...params, requestIds: body.requestIds, more: body.more ?? null }, tellerOf(needs)(asked))
    asked.trace({ details: { told: arrived.told.length, toCall: arrived.toCall.length } })
    return arrived
  }),
  serve(contract.tellRequest, async (asked) => {
    const { db, params, body } = asked
    const request = await arriving.tellByHand(db, { ...params, how: body.how, more: body.more ?? null }, tellerOf(needs)(asked))
    asked.trace({ customerId: request.customerId, aboutKind: 'request', aboutId: request.id })
    return viewRequest(db, request, asked)
  }),
  serve(contract.joinWish, ({ db, params, body }) => asking.join(db, params.wishId, body.requestIds)),
  serve(contract.partWish, ({ db, params, body }) => asking.part(db, params.wishId, body.requestIds)),
]

export const requestRoutes = (needs: Needs): Served[] => [...lists, ...acts(needs)]
