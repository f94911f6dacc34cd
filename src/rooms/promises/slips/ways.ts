import type { Db } from '../../../platform/db/db.ts'
import { addDays } from '../../../values/civil-date.ts'
import { readZaloAddress } from '../../../values/zalo-address.ts'
import { dayIn, secondsIn, toInstant } from '../../../values/zone.ts'
import type { MessageChannel } from '../../messages/contract.ts'
import { mayWrite, type Outward, templateFor, zaloTemplates } from '../../messages/public.ts'
import type { SlipCase } from './slip-case.ts'
import { owesLetter } from './slip-rules.ts'

/** How the other end can be told in writing, as the gate says it now. */

export type Way = {
  verdict: Awaited<ReturnType<typeof mayWrite>>
  isByHand: boolean
  template: string | null
}

/** Whoever was to have something so lately is still waiting for it. */
const STILL_WAITING = 3 * 3600_000

/** What must be heard before a morning: something promised before the next nine o'clock is told at any hour. */
export function mustReachBefore({ promise, slip, house }: SlipCase, now: Date): Date | null {
  if (promise.state !== 'open') return null
  const dues = [promise.promisedDue, slip.newDue, slip.tellBy, slip.fixDue].filter((at) => at !== null)
  const nine = nextNine(house.zone, now)
  const pressing = dues.filter((at) => at < nine && at.getTime() > now.getTime() - STILL_WAITING)
  return pressing.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
}

function nextNine(zone: string, now: Date): Date {
  const day = dayIn(zone, now.getTime())
  const isPast = secondsIn(zone, now.getTime()) >= 9 * 3600
  return new Date(toInstant(isPast ? addDays(day, 1) : day, 9 * 3600, zone))
}

export async function wayOf(
  db: Db,
  one: SlipCase,
  { outward, now, channel }: { outward: Outward; now: Date; channel?: MessageChannel | undefined },
): Promise<Way | null> {
  if (!owesLetter(one.promise.direction)) return null
  const verdict = await mayWrite(db, {
    outward,
    customerId: one.promise.customerId,
    channel,
    purpose: 'service',
    mustReachBefore: mustReachBefore(one, now),
    now,
  })
  const isByHand = verdict.answer !== 'no' && !(await outward.hasCourier(db, verdict.channel, { ...verdict, isSlip: true }))
  const to = verdict.channel === 'zalo' && verdict.address !== null ? readZaloAddress(verdict.address) : undefined
  const isTemplate = to !== undefined && !('userId' in to)
  const template = isTemplate && !isByHand ? (templateFor(await zaloTemplates(db), 'service', true)?.id ?? null) : null
  return { verdict, isByHand, template }
}
