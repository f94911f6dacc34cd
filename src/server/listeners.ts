import type { Listeners } from '../platform/jobs/jobs.ts'
import { loyaltyListeners } from '../rooms/loyalty/public.ts'

/** Which jobs each piece of news sets off, of all rooms. */
export const allListeners: Listeners = loyaltyListeners
