import { z } from 'zod'
import type { CareAct, TodaySource } from '../../../platform/collected/today.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { daysBetween } from '../../../values/civil-date.ts'
import { type Holder, may } from '../../../values/rights.ts'
import { type DataRequest, moveRequest, openRequests } from './store.ts'

/** What the customer's page adds to Today: whoever asked to be forgotten is answered in time. */

const MOST = 50
const PREFIX = 'erasure'

const keyOf = ({ customerId, id }: DataRequest): string => `${PREFIX}:${customerId}:${id}`

const actOf = (request: DataRequest, today: string): CareAct => ({
  key: keyOf(request),
  group: 'reply',
  kind: 'erasure',
  customerId: request.customerId,
  at: request.answerBy === today ? null : request.answerBy,
  parts: { answerBy: request.answerBy, doneBy: request.doneBy },
  reasons: [],
  ends: ['done', 'later'],
  // The law counts the days: above everything else that waits for an answer.
  stake: 90 - Math.min(5, Math.max(0, daysBetween(today, request.answerBy))),
  isSample: request.isSample,
})

/** Whoever decides about the house's settings decides about this. */
const decides = (who: Holder): boolean => may(who, 'house.settings') && may(who, 'customers.write')

const kept = z.object({ did: z.enum(['answered', 'nothing']) })

export const pageToday: TodaySource = {
  prefixes: [PREFIX],
  async acts(db, day, who, resting) {
    if (!decides(who)) return []
    const asleep = [...resting].filter((key) => key.startsWith(`${PREFIX}:`)).length
    const open = await openRequests(db, MOST + asleep)
    return open
      .filter((request) => !resting.has(keyOf(request)))
      .slice(0, MOST)
      .map((request) => actOf(request, day.today))
  },
  async end(db, key, end, who, day) {
    if (end !== 'done') return { did: 'nothing' }
    const [, customerId = '', id = ''] = key.split(':')
    const isMoved = decides(who) && (await moveRequest(db, customerId, id, { from: 'open', to: 'answered', at: day.now }))
    if (!isMoved) throw new Refusal(404, 'care.no_such_act', 'This is not to be done any more.')
    return { did: 'answered' }
  },
  async reopen(db, key, told) {
    const [, customerId = '', id = ''] = key.split(':')
    if (kept.parse(told).did !== 'answered') return
    const isMoved = await moveRequest(db, customerId, id, { from: 'answered', to: 'open', at: null })
    if (!isMoved) throw new Refusal(409, 'care.changed_meanwhile', 'Somebody changed this meanwhile.')
  },
}
