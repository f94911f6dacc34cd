import type { CareAct, TodaySource } from '../../../platform/collected/today.ts'
import { may, type Role } from '../../../values/rights.ts'
import { reachOut, takeBackReach } from '../../touchpoints/public.ts'
import { type Quiet, quietFor } from './store.ts'

/** What the rhythm of contact adds to Today: who has waited long for a word, so that nobody is forgotten. */

const PREFIX = 'quiet'
const MOST = 200

/** They see everybody who waits; the others their own, and those whom nobody knows better. */
const seesAll: ReadonlySet<Role> = new Set(['owner', 'manager'])
const turns: ReadonlySet<Role> = new Set([...seesAll, 'reception', 'sales'])

const keyOf = (one: Quiet): string => `${PREFIX}:${one.customerId}:${one.lastContactOn}`

/** Whom one knows oneself comes first. */
const actOf = (one: Quiet, at: number, me: string): CareAct => ({
  key: keyOf(one),
  group: 'win-back',
  kind: PREFIX,
  customerId: one.customerId,
  at: null,
  parts: { state: one.state, silentDays: one.silentDays, wantedDays: one.wantedDays, knownBy: one.staffId === me ? null : one.staffName },
  reasons: [],
  ends: ['done', 'later', 'refused'],
  stake: (one.staffId === me ? 43 : 38) - at / 100,
  isSample: one.isSample,
  reachesOut: 'any-time',
})

const asked = { vi: 'Gọi hỏi thăm.', en: 'Called to ask how they are.' }

export const rhythmToday: TodaySource = {
  prefixes: [PREFIX],
  async acts(db, day, who, resting) {
    if (!turns.has(who.role) || !may(who, 'customers.write')) return []
    const asleep = [...resting].filter((key) => key.startsWith(`${PREFIX}:`)).length
    const found = await quietFor(db, seesAll.has(who.role) ? undefined : { staffId: who.id }, { ...day, limit: MOST + asleep })
    return found
      .filter((one) => !resting.has(keyOf(one)))
      .slice(0, MOST)
      .map((one, at) => actOf(one, at, who.id))
  },
  end: (db, key, how, who, day) =>
    reachOut(db, { customerId: key.split(':')[1] ?? '', kind: 'call', body: asked[day.language] }, how, who, day.now),
  reopen: (db, _key, told, _who, day) => takeBackReach(db, told, day.now),
}
