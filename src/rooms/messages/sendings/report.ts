import type { Db } from '../../../platform/db/db.ts'
import { addDays } from '../../../values/civil-date.ts'
import { dayIn } from '../../../values/zone.ts'
import { buyersAmong } from '../../orders/public.ts'
import { effectOf, sumsOf } from './rules.ts'
import type { Sending } from './sending.ts'
import * as store from './store.ts'

/** What became of a sending, and what it did. */

const AT_ONCE = 5000

async function armCounts(db: Db, sendingId: string, isHeldOut: boolean, from: string, until: string) {
  const arm = { people: 0, bought: 0 }
  for (let after: string | undefined; ; ) {
    const ids = await store.armOf(db, sendingId, isHeldOut, after, AT_ONCE)
    arm.people += ids.length
    arm.bought += await buyersAmong(db, ids, from, until)
    after = ids.at(-1)
    if (ids.length < AT_ONCE) return arm
  }
}

/**
 * Purchases of both arms from the day of sending on, for so many days. Without a hold-out, and before the first letter is taken up, there is
 * nothing to compare with.
 */
async function effect(db: Db, sending: Sending, days: number, zone: string, now: Date) {
  const began = sending.startedAt
  if (sending.holdout === 0 || !began) return null
  const from = dayIn(zone, began.getTime())
  const until = addDays(from, days - 1)
  const [sent, heldOut] = [await armCounts(db, sending.id, false, from, until), await armCounts(db, sending.id, true, from, until)]
  return { days, sent, heldOut, ...effectOf(sent, heldOut), until, isOver: dayIn(zone, now.getTime()) > until }
}

export async function reportOf(db: Db, sending: Sending, days: number, zone: string, now: Date) {
  const tallies = (await store.tallyOf(db, [sending.id])).get(sending.id) ?? []
  return {
    sums: sumsOf(tallies, await store.happenedTo(db, sending.id)),
    wordings: await store.wordingsOf(db, sending.id),
    effect: await effect(db, sending, days, zone, now),
  }
}
