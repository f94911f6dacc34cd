import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { HouseFrame } from '../../platform/http/serve.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { announce, type Listeners } from '../../platform/jobs/jobs.ts'
import { Refusal } from '../../platform/refusal.ts'
import { may } from '../../values/rights.ts'
import { tidy } from '../../values/text.ts'
import { dayIn } from '../../values/zone.ts'
import { requireForUpdate } from '../people/public.ts'
import { removeLine, writeLine } from '../touchpoints/public.ts'
import type { addItem, changeItem, moveItem, offerItem } from './contract.ts'
import { mustNot } from './fitting.ts'
import type { Item, ItemState } from './item.ts'
import { addOffer, type Offer, removeOffer, wasOffered } from './offers-store.ts'
import { hasArrived, moved, restsUntil } from './rules.ts'
import * as store from './store.ts'

type New = z.output<NonNullable<typeof addItem.body>>
type Change = z.output<NonNullable<typeof changeItem.body>>
type Move = z.output<NonNullable<typeof moveItem.body>>
type Told = z.output<NonNullable<typeof offerItem.body>>

/** Who acts, when, and in which house. */
export type Scene = { who: Who; now: Date; house: HouseFrame; listeners: Listeners }

export const ITEM_ARRIVED = 'catalogue.arrived'

const changedMeanwhile = (): Refusal => new Refusal(409, 'catalogue.changed_meanwhile', 'Somebody changed this meanwhile.')

function checkCost(cost: number | null | undefined, who: Who): void {
  if (cost !== undefined && !may(who, 'see.values'))
    throw new Refusal(403, 'catalogue.cost_not_yours', 'Your role does not include cost.', { cost: 'not_yours' })
}

function checkComing(state: ItemState, comingOn: string | null): void {
  if (comingOn !== null && state !== 'coming')
    throw new Refusal(400, 'catalogue.coming_on_unfit', 'Only what is still coming has a day on which it comes.', { comingOn: 'unfit' })
}

const once = (list: readonly string[]): string[] => [...new Set(list.map(tidy))].filter((one) => one !== '')

const neat = <T extends Pick<Item, 'aliases' | 'contents' | 'topics'>>(item: T): T => ({
  ...item,
  aliases: once(item.aliases),
  contents: once(item.contents),
  topics: once(item.topics),
})

async function keepNames(db: Db, item: Item): Promise<void> {
  const taken = await store.takeNames(db, item)
  if (taken.length > 0)
    throw new Refusal(409, 'catalogue.name_taken', `Another item is called so already: ${taken.join(', ')}.`, { nameVi: 'taken' })
}

export async function requireItem(db: Db, itemId: string): Promise<Item> {
  const item = await store.find(db, itemId)
  if (!item) throw new Refusal(404, 'request.not_found', 'There is no such item.')
  return item
}

async function holdItem(db: Db, itemId: string, version: number): Promise<Item> {
  const item = await store.findForUpdate(db, itemId)
  if (!item) throw new Refusal(404, 'request.not_found', 'There is no such item.')
  if (item.version !== version) throw changedMeanwhile()
  return item
}

export async function addToCatalogue(db: Db, asked: New, { who, now, house }: Scene): Promise<Item> {
  checkCost(asked.cost, who)
  checkComing(asked.state, asked.comingOn)
  const item: Item = {
    ...neat(asked),
    id: newId(now.getTime()),
    cost: asked.cost ?? null,
    currency: asked.currency ?? house.currency,
    arrivedOn: null,
    isSample: false,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
  await keepNames(db, item)
  await store.add(db, item)
  return item
}

export async function rewriteItem(db: Db, itemId: string, { version, ...asked }: Change, { who, now }: Scene): Promise<Item> {
  checkCost(asked.cost, who)
  const before = await holdItem(db, itemId, version)
  const { cost = before.cost, currency = before.currency, ...rest } = neat(asked)
  const after: Item = { ...before, ...rest, cost, currency, updatedAt: now, version: version + 1 }
  await keepNames(db, after)
  await store.change(db, after)
  return after
}

/** Coming, here or gone. What comes is told on as news, so that those who asked for it hear it. */
export async function standOtherwise(db: Db, itemId: string, asked: Move, { now, house, listeners }: Scene): Promise<Item> {
  checkComing(asked.state, asked.comingOn)
  const before = await holdItem(db, itemId, asked.version)
  const after: Item = { ...moved(before, asked, dayIn(house.zone, now.getTime())), updatedAt: now, version: asked.version + 1 }
  await store.change(db, after)
  if (hasArrived(before, asked)) await announce(db, listeners, ITEM_ARRIVED, { itemId }, now)
  return after
}

export async function takeOut(db: Db, itemId: string): Promise<void> {
  if (!(await store.findForUpdate(db, itemId))) throw new Refusal(404, 'request.not_found', 'There is no such item.')
  if (await wasOffered(db, itemId))
    throw new Refusal(409, 'catalogue.was_offered', 'This was offered to somebody; say that it is gone instead.')
  await store.remove(db, itemId)
}

/** Notes an invitation, which stands on the timeline, or that an item does not fit, which only lets it rest. */
export async function noteOffer(db: Db, customerId: string, asked: Told, { who, now, house }: Scene): Promise<Offer> {
  await requireForUpdate(db, customerId)
  const item = await requireItem(db, asked.itemId)
  const today = dayIn(house.zone, now.getTime())
  if (asked.answer === 'invited' && (await mustNot(db, customerId, item, today)))
    throw new Refusal(409, 'catalogue.not_for_them', 'This is, or holds, something that the customer avoids or must not have.')
  const offer: Offer = {
    id: newId(now.getTime()),
    customerId,
    itemId: item.id,
    answer: asked.answer,
    at: now,
    restsUntil: restsUntil(asked.answer, today),
    staffId: who.kind === 'staff' ? who.id : null,
    staffName: who.name,
  }
  await addOffer(db, offer)
  if (asked.answer === 'invited') {
    const details = { code: null, type: 'offer', state: 'invited', summary: item.nameVi, startsOn: null, endsOn: null }
    const by = { staffId: offer.staffId, staffName: offer.staffName }
    await writeLine(
      db,
      { customerId, at: now, touchpointId: offer.id, kind: 'note', aboutKind: 'offer', aboutId: offer.id, details, by },
      now,
    )
  }
  return offer
}

export async function forgetOffer(db: Db, customerId: string, offerId: string, now: Date): Promise<void> {
  await requireForUpdate(db, customerId)
  const answer = await removeOffer(db, customerId, offerId)
  if (!answer) throw new Refusal(404, 'request.not_found', 'There is no such offer.')
  if (answer === 'invited') await removeLine(db, customerId, offerId, now)
}
