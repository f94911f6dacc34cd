import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import * as promises from '../store.ts'
import { type Looking, viewRows } from '../views.ts'
import type { listRequests, requestView } from './contract.ts'
import type { SpecialRequest } from './request.ts'

type View = z.input<typeof requestView>

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** Requests as lists show them, with their promises in a few questions for all. */
export async function viewRequests(db: Db, requests: readonly SpecialRequest[], looking: Looking): Promise<View[]> {
  const found = await promises.findAll(
    db,
    requests.map(({ promiseId }) => promiseId),
  )
  const rows = new Map((await viewRows(db, found, looking)).map((row) => [row.id, row]))
  return requests.map((request) => {
    const promise = rows.get(request.promiseId)
    if (!promise) throw new Error(`the request ${request.id} has no promise`)
    return {
      id: request.id,
      customerId: request.customerId,
      calledAs: promise.calledAs,
      organisation: promise.organisation,
      wishId: request.wishId,
      kind: request.kind,
      wants: request.wants,
      itemId: request.itemId,
      askedAt: request.askedAt.toISOString(),
      arrivedAt: iso(request.arrivedAt),
      toldAt: iso(request.toldAt),
      toldHow: request.toldHow,
      toldByName: request.toldByName,
      endedAt: iso(request.endedAt),
      promise,
      isSample: request.isSample,
      version: request.version,
    }
  })
}

export async function viewRequest(db: Db, request: SpecialRequest, looking: Looking): Promise<View> {
  const [view] = await viewRequests(db, [request], looking)
  if (!view) throw new Error('a request has no view')
  return view
}

/** Those who wait for the same stand together, in the order of the first of them. */
export function wishesOf(views: readonly View[]): z.input<typeof listRequests.answer>['wishes'] {
  const byWish = Map.groupBy(views, ({ wishId }) => wishId)
  return [...byWish].flatMap(([wishId, requests]) => {
    const named = requests.find(({ itemId }) => itemId !== null) ?? requests[0]
    return named ? [{ wishId, wants: named.wants, itemId: named.itemId, requests }] : []
  })
}
