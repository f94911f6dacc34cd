import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { dayIn } from '../../values/zone.ts'
import * as store from './costs-store.ts'
import type { HouseClock } from './day.ts'
import type { CostPurpose, InsightDay } from './figures.ts'

/** What somebody says of a cost; `month` is `YYYY-MM`. */
export type CostTold = { purpose: CostPurpose; month: string; name: string; minor: number }

const meanwhile = (): Refusal => new Refusal(409, 'insight.changed_meanwhile', 'Somebody changed this meanwhile; look at it again.')
const noSuchCost = (): Refusal => new Refusal(404, 'insight.no_such_cost', 'There is no such cost.')

/** The first of the month; a month that has not begun has cost nothing yet. */
function monthOf(month: string, { zone }: HouseClock, now: Date): string {
  if (month > dayIn(zone, now.getTime()).slice(0, 7))
    throw new Refusal(400, 'insight.month_to_come', 'This month has not begun yet.', { month: 'to_come' })
  return `${month}-01`
}

export async function addCost(db: Db, told: CostTold, house: HouseClock, who: Who, now: Date): Promise<store.Cost> {
  const cost = { ...told, id: newId(now.getTime()), month: monthOf(told.month, house, now), currency: house.currency, staffName: who.name }
  await store.addCost(db, { ...cost, staffId: who.kind === 'staff' ? who.id : null, at: now })
  return { ...cost, version: 1 }
}

export async function changeCost(
  db: Db,
  id: string,
  told: CostTold & { version: number },
  house: HouseClock,
  now: Date,
): Promise<store.Cost> {
  const before = await store.findCostForUpdate(db, id)
  if (!before) throw noSuchCost()
  if (before.version !== told.version) throw meanwhile()
  const { purpose, name, minor } = told
  const after = { ...before, purpose, name, minor, month: monthOf(told.month, house, now), version: before.version + 1 }
  await store.keepCost(db, after)
  return after
}

export async function removeCost(db: Db, id: string): Promise<void> {
  if (!(await store.findCostForUpdate(db, id))) throw noSuchCost()
  await store.removeCost(db, id)
}

/** Sets what a channel takes of each order. `version` is that of the rate that was seen, 0 where there was none. */
export async function setRate(db: Db, channel: string, basisPoints: number, version: number): Promise<store.ChannelRate> {
  const before = await store.findRateForUpdate(db, channel)
  if ((before?.version ?? 0) !== version) throw meanwhile()
  const after = { channel, basisPoints, version: version + 1 }
  if (!(await store.keepRate(db, after))) throw meanwhile()
  return after
}

export type ChannelShown = store.ChannelRate & { orders: number; value: { minor: number; currency: string } }

/** Every channel that orders of the last year came through, and those somebody named a rate for, the largest first. */
export function channelsOf(day: InsightDay | undefined, rates: readonly store.ChannelRate[], currency: string): ChannelShown[] {
  const shown = new Map<string, ChannelShown>()
  const rateOf = (channel: string) => rates.find((rate) => rate.channel === channel) ?? { channel, basisPoints: 0, version: 0 }
  for (const { channel } of rates) shown.set(channel, { ...rateOf(channel), orders: 0, value: { minor: 0, currency } })
  for (const { channel, minor, orders } of day?.figures.months[365].now.channels ?? []) {
    const before = shown.get(channel) ?? { ...rateOf(channel), orders: 0, value: { minor: 0, currency } }
    shown.set(channel, { ...before, orders: before.orders + orders, value: { minor: before.value.minor + minor, currency } })
  }
  return [...shown.values()].sort((a, b) => b.value.minor - a.value.minor || a.channel.localeCompare(b.channel))
}
