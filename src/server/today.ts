import type { TodaySource } from '../platform/collected/today.ts'
import { callsToday } from '../rooms/calls/today.ts'
import { inboxToday } from '../rooms/messages/inbox/today.ts'
import { pageToday } from '../rooms/messages/page/today.ts'
import { ordersToday } from '../rooms/orders/today.ts'
import { peopleToday } from '../rooms/people/today.ts'
import { promisesToday } from '../rooms/promises/today.ts'

/** What the rooms add to Today, each for itself; the room `care` knows none of them by name. */
export const todaySources: readonly TodaySource[] = [promisesToday, callsToday, ordersToday, peopleToday, pageToday, inboxToday]
