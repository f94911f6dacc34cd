import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findItem } from '../../catalogue/public.ts'
import { make } from '../making.ts'
import type { makeRequest } from './contract.ts'
import type { SpecialRequest } from './request.ts'
import { bareWish, promiseWords, wishKey } from './rules.ts'
import * as store from './store.ts'

/** Somebody asks for something; who asks for the same stands together. */

type Asked = z.output<NonNullable<typeof makeRequest.body>> & { customerId: string; isSample?: boolean }

export const noSuchRequest = () => new Refusal(404, 'promises.no_such_request', 'There is no such request.')
export const noSuchWish = () => new Refusal(404, 'promises.no_such_wish', 'Nobody waits for this any more.')

/** Notes what a customer asks for; until it is there, or until a moment at which they hear something at the latest. */
export async function ask(db: Db, asked: Asked, who: Who, now: Date, language: 'vi' | 'en'): Promise<SpecialRequest> {
  const { customerId, kind, itemId = null, due, dueDay, isByStandard, holderId, team, given, isSample = false } = asked
  const wants = bareWish(asked.wants)
  if (itemId !== null && !(await findItem(db, itemId)))
    throw new Refusal(404, 'promises.no_such_item', 'There is no such item in the catalogue.', { itemId: 'no_such_item' })
  const id = newId(now.getTime())
  const promise = await make(
    db,
    {
      customerId,
      kind,
      words: promiseWords(kind, wants, language),
      ...(due !== undefined ? { due } : dueDay !== undefined ? { dueDay } : isByStandard ? {} : { isStanding: true }),
      ...(holderId ? { holderId } : {}),
      ...(team ? { team } : {}),
      given,
      aboutKind: 'request',
      aboutId: id,
      isSample,
    },
    who,
    now,
  )
  await store.holdWish(db, itemId ?? wishKey(wants))
  const request: SpecialRequest = {
    id,
    customerId,
    promiseId: promise.id,
    wishId: (await store.wishOf(db, { itemId, wants })) ?? id,
    kind,
    wants,
    itemId,
    askedAt: now,
    arrivedAt: null,
    toldAt: null,
    toldHow: null,
    toldBy: null,
    toldByName: null,
    messageId: null,
    endedAt: null,
    isSample,
    version: 1,
  }
  await store.add(db, request)
  return request
}

/** These ask for the same thing as those of a wish. */
export async function join(db: Db, wishId: string, requestIds: readonly string[]): Promise<{ wishId: string; moved: string[] }> {
  if ((await store.ofWish(db, wishId)).length === 0) throw noSuchWish()
  if ((await store.findAll(db, requestIds)).length !== new Set(requestIds).size) throw noSuchRequest()
  return { wishId, moved: await store.moveTo(db, wishId, requestIds) }
}

/** These ask for something else: they stand for themselves, together. */
export async function part(db: Db, wishId: string, requestIds: readonly string[]): Promise<{ wishId: string; moved: string[] }> {
  const own = (await store.ofWish(db, wishId)).filter(({ id }) => requestIds.includes(id))
  if (own.length !== new Set(requestIds).size) throw noSuchRequest()
  const newWish = newId()
  return {
    wishId: newWish,
    moved: await store.moveTo(
      db,
      newWish,
      own.map(({ id }) => id),
    ),
  }
}
