import type { Db } from '../../platform/db/db.ts'
import { forgetLooks } from './store.ts'

/** What later rooms and the wiring may ask of care. */
export { careJobs, careNight, countCareAfter, wakeCare } from './jobs.ts'

const TAKEN_BACK_FOR = 48 * 3600_000

/** How an act looked is kept for as long as its end can be taken back; that it ended is kept. */
export const forgetOldLooks = (db: Db, now: Date): Promise<void> => forgetLooks(db, new Date(now.getTime() - TAKEN_BACK_FOR))
