import type { OpenDays, TodaySource } from '../platform/collected/today.ts'
import { callsToday } from '../rooms/calls/today.ts'
import { rhythmToday } from '../rooms/care/rhythm/today.ts'
import { loyaltyToday } from '../rooms/loyalty/today.ts'
import { cardsToday } from '../rooms/messages/cards/today.ts'
import { inboxToday } from '../rooms/messages/inbox/today.ts'
import { pageToday } from '../rooms/messages/page/today.ts'
import { newcomersToday } from '../rooms/orders/newcomers.ts'
import { ordersToday } from '../rooms/orders/today.ts'
import { peopleToday } from '../rooms/people/today.ts'
import { complaintsToday } from '../rooms/promises/complaints/today.ts'
import { openDaysOfHouse } from '../rooms/promises/public.ts'
import { promisesToday } from '../rooms/promises/today.ts'
import { satisfactionToday } from '../rooms/satisfaction/today.ts'
import { isWorkingDay } from '../values/occasions.ts'

/** The house's own calendar; a house that keeps none works as Vietnam does. */
export const openDays: OpenDays = async (db, now) => (await openDaysOfHouse(db, now)) ?? isWorkingDay

/** What the rooms add to Today, each for itself; the room `care` knows none of them by name. */
export const todaySources: readonly TodaySource[] = [
  promisesToday,
  complaintsToday,
  satisfactionToday,
  callsToday,
  ordersToday,
  newcomersToday,
  peopleToday(openDays),
  cardsToday(openDays),
  pageToday,
  inboxToday,
  loyaltyToday,
  rhythmToday,
]
