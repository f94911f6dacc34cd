import type { Db } from '../../platform/db/db.ts'
import { forgetBefore } from './store.ts'

/** What later rooms and the wiring may ask of the calls. */
export { callJobs } from './bridge.ts'

const KEPT_FOR = 90 * 24 * 3600_000

/** Calls are kept for 90 days; what was worth remembering stands on the customer's timeline. */
export const forgetOldCalls = (db: Db, now: Date): Promise<number> => forgetBefore(db, new Date(now.getTime() - KEPT_FOR))
