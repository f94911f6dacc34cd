import type { CareAct, TodaySource } from '../../platform/collected/today.ts'
import { addDays } from '../../values/civil-date.ts'
import { type Holder, may, type Role } from '../../values/rights.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import { onlyCustomerOf } from './actions.ts'
import { type Missed, missedSince } from './missed-store.ts'
import { isInner } from './rules.ts'
import { showNumber } from './views.ts'

/** What the telephone adds to Today: who rang in vain and is called back. */

const MOST = 20

const callsBack: ReadonlySet<Role> = new Set(['owner', 'manager', 'reception', 'sales'])

/** Another call in vain is another act; the one before it is not asked for any more. */
const keyOf = ({ callId }: Missed): string => `missed-call:${callId}`

const actOf = (call: Missed, customerId: string | null, who: Holder, now: Date): CareAct => ({
  key: keyOf(call),
  group: 'reply',
  kind: 'missed-call',
  customerId,
  at: null,
  parts: {
    shown: showNumber(call.from, who),
    number: may(who, 'see.contacts') ? call.from : null,
    times: call.times,
    rangAt: call.rangAt.toISOString(),
  },
  reasons: [],
  ends: ['done', 'later'],
  // Who rang more than once wants something; who has waited longest is called first.
  stake: 75 + Math.min(call.times, 4) + Math.min(4, (now.getTime() - call.rangAt.getTime()) / 12 / 3600_000),
  isSample: call.isSample,
})

export const callsToday: TodaySource = {
  prefixes: ['missed-call'],
  async acts(db, day, who, resting) {
    if (!callsBack.has(who.role) || !may(who, 'customers.write')) return []
    // A list of another day holds no calls: nobody has rung yet.
    if (day.today !== dayIn(day.zone, day.now.getTime())) return []
    const since = new Date(toInstant(addDays(day.today, -1), 0, day.zone))
    const asleep = [...resting].filter((key) => key.startsWith('missed-call:')).length
    const missed = (await missedSince(db, since, MOST + asleep))
      .filter((call) => !resting.has(keyOf(call)) && !isInner(call.from))
      .slice(0, MOST)
    const acts: CareAct[] = []
    for (const call of missed) acts.push(actOf(call, call.customerId ?? (await onlyCustomerOf(db, call.from)) ?? null, who, day.now))
    return acts
  },
}
