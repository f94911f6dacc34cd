import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { findItem } from '../../catalogue/public.ts'
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

/** Those who wait for the same stand together, in the order of the first of them; with the day on which the catalogue says it came. */
export async function wishesOf(db: Db, views: readonly View[]): Promise<z.input<typeof listRequests.answer>['wishes']> {
  const wishes = []
  for (const [wishId, requests] of Map.groupBy(views, (view) => view.wishId)) {
    const named = requests.find(({ itemId }) => itemId !== null) ?? requests[0]
    if (!named) continue
    const { wants, itemId } = named
    const item = itemId === null ? undefined : await findItem(db, itemId)
    wishes.push({ wishId, wants, itemId, hereSince: item?.state === 'here' ? item.arrivedOn : null, requests })
  }
  return wishes
}
