import type { Listeners } from '../platform/jobs/jobs.ts'
import { loyaltyListeners } from '../rooms/loyalty/public.ts'
import { journeyListeners } from '../rooms/messages/journeys/jobs.ts'
import { promiseListeners } from '../rooms/promises/listening.ts'
import { mapListeners } from '../rooms/touchpoints/map/jobs.ts'

const all: readonly Listeners[] = [loyaltyListeners, journeyListeners, mapListeners, promiseListeners]

/** Which jobs each piece of news sets off, of all rooms. */
export const allListeners: Listeners = Object.fromEntries(
  [...new Set(all.flatMap((one) => Object.keys(one)))].map((topic) => [topic, all.flatMap((one) => one[topic] ?? [])]),
)
