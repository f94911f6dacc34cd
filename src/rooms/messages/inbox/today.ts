import { z } from 'zod'
import type { CareAct, TodaySource } from '../../../platform/collected/today.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { daysBetween } from '../../../values/civil-date.ts'
import { dayIn } from '../../../values/zone.ts'
import { end, reopen } from './actions.ts'
import { waitingForOwner } from './lists-store.ts'
import * as store from './store.ts'
import type { Thread } from './thread.ts'

/** What the inbox adds to Today: the owner sees who wrote to them, and for how long they have waited. */

const MOST = 50
const PREFIX = 'letter-to-owner'

const keyOf = ({ id }: Thread): string => `${PREFIX}:${id}`

const actOf = (thread: Thread, days: number): CareAct => ({
  key: keyOf(thread),
  group: 'reply',
  kind: PREFIX,
  customerId: thread.customerId,
  at: null,
  parts: { threadId: thread.id, days, words: thread.lastWords, name: thread.shownAs },
  reasons: [],
  ends: ['done', 'later'],
  // Each day of waiting weighs more; below what the law counts.
  stake: 80 + Math.min(5, days),
  isSample: thread.isSample,
})

const kept = z.object({ did: z.enum(['ended', 'nothing']) })

const idOf = (key: string): string => key.split(':')[1] ?? ''

export const inboxToday: TodaySource = {
  prefixes: [PREFIX],
  async acts(db, day, who, resting) {
    if (who.role !== 'owner') return []
    const asleep = [...resting].filter((key) => key.startsWith(`${PREFIX}:`)).length
    const waiting = await waitingForOwner(db, MOST + asleep)
    return waiting
      .filter((thread) => !resting.has(keyOf(thread)))
      .slice(0, MOST)
      .map((thread) => actOf(thread, Math.max(0, daysBetween(dayIn(day.zone, (thread.waitingSince ?? day.now).getTime()), day.today))))
  },
  async end(db, key, how, who) {
    if (how !== 'done') return { did: 'nothing' }
    const thread = await store.find(db, idOf(key))
    if (who.role !== 'owner' || thread?.state !== 'open') throw new Refusal(404, 'care.no_such_act', 'This is not to be done any more.')
    await end(db, thread.id, who)
    return { did: 'ended' }
  },
  async reopen(db, key, told, who) {
    if (kept.parse(told).did !== 'ended') return
    const thread = await store.find(db, idOf(key))
    if (thread?.state !== 'done') throw new Refusal(409, 'care.changed_meanwhile', 'Somebody changed this meanwhile.')
    await reopen(db, thread.id, who)
  },
}
