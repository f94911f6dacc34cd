import type { Db } from '../../../platform/db/db.ts'
import { addDays, daysBetween } from '../../../values/civil-date.ts'
import { dayIn, toInstant } from '../../../values/zone.ts'
import { firstPurchases, silencesWithin, staysEnding } from '../../orders/public.ts'
import { occasionsNear } from '../../people/public.ts'
import type { JourneyBegins } from './contract.ts'
import * as store from './store.ts'

/** Who begins a journey, and by what: the same question for now, for a rehearsal of last year, and for next week. */

export type Beginning = { customerId: string; beganBy: string; at: Date }

export type Asked = { from: Date; until: Date; zone: string; customerId?: string | undefined }

/** Everybody with a day in a span; a year's are asked for at once. */
async function ofOccasions(
  db: Db,
  begins: Extract<JourneyBegins, { on: 'occasion' }>,
  { from, until, zone, customerId }: Asked,
): Promise<Beginning[]> {
  const first = addDays(dayIn(zone, from.getTime()), begins.daysBefore)
  const span = daysBetween(first, addDays(dayIn(zone, until.getTime()), begins.daysBefore))
  const near = await occasionsNear(db, first, Math.min(span, 366), 1000)
  return near
    .filter(({ occasion, customerId: whose }) => occasion.kind === begins.kind && (customerId === undefined || whose === customerId))
    .map((one) => ({
      customerId: one.customerId,
      beganBy: `occasion:${one.occasion.id}:${one.on}`,
      at: new Date(toInstant(addDays(one.on, -begins.daysBefore), 0, zone)),
    }))
}

/** Who begins between two moments, each beginning once and by a name that stays the same however often it is asked for. */
export async function beginningsOf(db: Db, begins: JourneyBegins, asked: Asked): Promise<Beginning[]> {
  const { from, until, zone, customerId } = asked
  const days = { from: dayIn(zone, from.getTime()), until: dayIn(zone, until.getTime()), customerId }
  const startOf = (day: string) => new Date(toInstant(day, 0, zone))
  switch (begins.on) {
    case 'signed-up':
      return (await store.signUps(db, asked)).map((one) => ({ ...one, beganBy: 'signed-up' }))
    case 'left':
      return (await store.leavings(db, asked)).map(({ customerId: whose, eventId, at }) => ({
        customerId: whose,
        beganBy: `left:${eventId}`,
        at,
      }))
    case 'first-order': {
      const found = await firstPurchases(db, days)
      return found.filter(({ at }) => at >= from && at <= until).map((one) => ({ ...one, beganBy: 'first-order' }))
    }
    case 'stay-ended': {
      const found = await staysEnding(db, days)
      return found.map(({ customerId: whose, orderId, on }) => ({ customerId: whose, beganBy: `order:${orderId}`, at: startOf(on) }))
    }
    case 'silent': {
      const found = await silencesWithin(db, { ...days, times: begins.times })
      return found.map(({ customerId: whose, lastDay, on }) => ({ customerId: whose, beganBy: `silent:${lastDay}`, at: startOf(on) }))
    }
    case 'occasion':
      return ofOccasions(db, begins, asked)
  }
}
