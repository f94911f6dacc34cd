import { z } from 'zod'
import type { CareAct, TodaySource } from '../../../platform/collected/today.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { daysBetween } from '../../../values/civil-date.ts'
import { type Holder, may } from '../../../values/rights.ts'
import { dayIn } from '../../../values/zone.ts'
import { end, reopen } from './actions.ts'
import { waitingForOwner, waitingForTeam } from './lists-store.ts'
import * as store from './store.ts'
import type { Thread } from './thread.ts'

/** What the inbox adds to Today: the owner sees who wrote to them, whoever answers letters sees who else waits, and for how long. */

const MOST = 50
const OWNERS = 'letter-to-owner'
const TEAMS = 'letter-waiting'

// A later letter of the same talk is another one to answer.
const keyOf = (thread: Thread): string =>
  thread.isToOwner ? `${OWNERS}:${thread.id}` : `${TEAMS}:${thread.id}:${thread.waitingSince?.getTime().toString(36) ?? ''}`

const actOf = (thread: Thread, days: number): CareAct => ({
  key: keyOf(thread),
  group: 'reply',
  kind: thread.isToOwner ? OWNERS : TEAMS,
  customerId: thread.customerId,
  at: null,
  parts: { threadId: thread.id, days, words: thread.lastWords, name: thread.shownAs },
  reasons: [],
  ends: ['done', 'later'],
  // Each day of waiting weighs more; below what the law counts, and the owner's own above the rest.
  stake: (thread.isToOwner ? 80 : 66) + Math.min(5, days),
  isSample: thread.isSample,
})

const kept = z.object({ did: z.enum(['ended', 'nothing']) })

/** So long others have time to answer before those who lead the house are asked. */
const LEFT_TO_OTHERS = 24 * 3600_000
const leads = ({ role }: Holder): boolean => role === 'owner' || role === 'manager'

/** Who answers what the house gets by mail and Zalo. */
const answers = (who: Holder): boolean => may(who, 'messages.write') && may(who, 'customers.write')

const idOf = (key: string): string => key.split(':')[1] ?? ''

export const inboxToday: TodaySource = {
  prefixes: [OWNERS, TEAMS],
  async acts(db, day, who, resting) {
    const asleep = (prefix: string) => [...resting].filter((key) => key.startsWith(`${prefix}:`)).length
    const own = who.role === 'owner' ? await waitingForOwner(db, MOST + asleep(OWNERS)) : []
    const others = answers(who) ? await waitingForTeam(db, who.id, MOST + asleep(TEAMS)) : []
    const before = new Date(day.now.getTime() - (leads(who) ? LEFT_TO_OTHERS : 0))
    return [...own, ...others.filter(({ waitingSince }) => waitingSince !== null && waitingSince <= before)]
      .filter((thread) => !resting.has(keyOf(thread)))
      .slice(0, MOST)
      .map((thread) => actOf(thread, Math.max(0, daysBetween(dayIn(day.zone, (thread.waitingSince ?? day.now).getTime()), day.today))))
  },
  async end(db, key, how, who) {
    if (how !== 'done') return { did: 'nothing' }
    const thread = await store.find(db, idOf(key))
    const isTheirs = thread?.isToOwner ? who.role === 'owner' : answers(who)
    if (!isTheirs || thread?.state !== 'open') throw new Refusal(404, 'care.no_such_act', 'This is not to be done any more.')
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
