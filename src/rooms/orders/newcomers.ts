import type { CareAct, Day, TodaySource } from '../../platform/collected/today.ts'
import type { Db } from '../../platform/db/db.ts'
import { addDays, daysBetween } from '../../values/civil-date.ts'
import { type Holder, may, type Role } from '../../values/rights.ts'
import { reachOut, takeBackReach } from '../touchpoints/public.ts'
import { type Newcomer, newcomers } from './newcomers-store.ts'
import type { Order } from './order.ts'
import { summaryOf } from './rules.ts'
import { latestOfAll } from './store.ts'

/** Who bought for the first time: welcomed and thanked a day or two later, while they still remember. */

const PREFIX = 'first-buy'
const MOST = 200
const FROM_DAYS = 1
/** Several orders may fall on a first day. */
const MOST_ORDERS = 3
const UNTIL_DAYS = 30

const welcomes: ReadonlySet<Role> = new Set(['owner', 'manager', 'reception', 'sales'])

const keyOf = ({ customerId }: Newcomer): string => `${PREFIX}:${customerId}`

const actOf = (one: Newcomer, order: Order, today: string): CareAct => {
  const days = daysBetween(one.on, today)
  return {
    key: keyOf(one),
    group: 'greet',
    kind: PREFIX,
    customerId: one.customerId,
    at: null,
    parts: { on: one.on, days, summary: summaryOf(order.lines), order: order.kind },
    reasons: [],
    ends: ['done', 'later', 'refused'],
    // A thank-you is worth most in the first days, and more than a question of any day for a fortnight.
    stake: 50 - Math.min(25, days),
    isSample: one.isSample,
    isAnyDay: true,
    reachesOut: 'any-time',
  }
}

async function acts(db: Db, day: Day, who: Holder, resting: ReadonlySet<string>): Promise<CareAct[]> {
  if (!welcomes.has(who.role) || !may(who, 'customers.write') || !may(who, 'orders.read')) return []
  const asleep = [...resting].filter((key) => key.startsWith(`${PREFIX}:`)).length
  const [from, until] = [addDays(day.today, -UNTIL_DAYS), addDays(day.today, -FROM_DAYS)]
  const found = (await newcomers(db, from, until, day.zone, MOST + asleep)).filter((one) => !resting.has(keyOf(one))).slice(0, MOST)
  if (found.length === 0) return []
  const ids = found.map(({ customerId }) => customerId)
  const orders = await latestOfAll(db, ids, MOST_ORDERS)
  return found.flatMap((one) => {
    const order = orders.get(one.customerId)?.find(({ id }) => id === one.orderId)
    return order ? [actOf(one, order, day.today)] : []
  })
}

const thanked = { vi: 'Cảm ơn lần mua đầu tiên.', en: 'Thanked for the first purchase.' }

export const newcomersToday: TodaySource = {
  prefixes: [PREFIX],
  acts,
  end: (db, key, how, who, day) =>
    reachOut(db, { customerId: key.split(':')[1] ?? '', kind: 'message', body: thanked[day.language] }, how, who, day.now),
  reopen: (db, _key, told, _who, day) => takeBackReach(db, told, day.now),
}
