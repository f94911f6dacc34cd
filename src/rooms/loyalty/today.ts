import type { CareAct, Day, TodaySource } from '../../platform/collected/today.ts'
import type { Db } from '../../platform/db/db.ts'
import { daysBetween } from '../../values/civil-date.ts'
import { type Holder, may, type Role } from '../../values/rights.ts'
import { reachOut, takeBackReach } from '../touchpoints/public.ts'
import { type Late, lateRegulars } from './late-store.ts'
import { findSetting } from './store.ts'

/** What loyalty adds to Today: regulars who stay away longer than is usual between two of their visits. */

const PREFIX = 'late'
const MOST = 200
/** Whoever was turned to within so many days is left alone. */
const LATELY = 60 * 24 * 3600_000

const invitesBack: ReadonlySet<Role> = new Set(['owner', 'manager', 'reception', 'sales'])

// The last contact is part of the name: when they came, or were turned to in vain, and stay away still, that is another act.
const keyOf = ({ customerId, contactOn }: Late): string => `${PREFIX}:${customerId}:${contactOn}`

/** Those who come first are worth most; below what has its day, above what is only asked again. */
const actOf = (one: Late, place: number, { today }: Day): CareAct => ({
  key: keyOf(one),
  group: 'win-back',
  kind: PREFIX,
  customerId: one.customerId,
  at: null,
  parts: { state: one.state, rhythmDays: Math.round(one.rhythmDays), silentDays: daysBetween(one.lastDay, today), lastDay: one.lastDay },
  reasons: [],
  ends: ['done', 'later', 'refused'],
  stake: 45 - place / 100,
  isSample: one.isSample,
  reachesOut: 'any-time',
})

async function acts(db: Db, day: Day, who: Holder, resting: ReadonlySet<string>): Promise<CareAct[]> {
  if (!invitesBack.has(who.role) || !may(who, 'customers.write')) return []
  const asleep = [...resting].filter((key) => key.startsWith(`${PREFIX}:`)).length
  const { lateAfter } = await findSetting(db)
  const quietSince = new Date(day.now.getTime() - LATELY)
  const found = await lateRegulars(db, { lateAfter, zone: day.zone, quietSince, limit: MOST + asleep })
  return found
    .filter((one) => !resting.has(keyOf(one)))
    .slice(0, MOST)
    .map((one, place) => actOf(one, place, day))
}

const called = { vi: 'Gọi hỏi thăm, lâu chưa thấy ghé.', en: 'Called: not seen for long.' }

export const loyaltyToday: TodaySource = {
  prefixes: [PREFIX],
  acts,
  end: (db, key, how, who, day) =>
    reachOut(db, { customerId: key.split(':')[1] ?? '', kind: 'call', body: called[day.language] }, how, who, day.now),
  reopen: (db, _key, told, _who, day) => takeBackReach(db, told, day.now),
}
