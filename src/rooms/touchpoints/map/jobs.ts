import type { Db } from '../../../platform/db/db.ts'
import { enqueue, type Job, type Listeners } from '../../../platform/jobs/jobs.ts'
import { addDays } from '../../../values/civil-date.ts'
import { dayIn, toInstant } from '../../../values/zone.ts'
import { findHouse } from '../../team/public.ts'
import * as store from './store.ts'

/** How often customers meet the house where is counted by the day, each night and after an import. */

const COUNT = 'touchpoints.count'
const NIGHTLY = 'touchpoints.count-nightly'
const AFTER_IMPORT = 'touchpoints.count-after-import'
/** Before the model of loyalty. */
const AT_SECONDS = 2 * 3600 + 40 * 60
const YEAR = 366

export const mapListeners: Listeners = { 'orders.imported': [AFTER_IMPORT] }

/** Counts the last year anew in one transaction: whoever reads meanwhile reads the count before. */
export async function countLines(db: Db, now: Date): Promise<void> {
  const { zone } = await findHouse(db)
  const until = dayIn(zone, now.getTime())
  await db.transaction().execute((tx) => store.countDays(tx, { since: addDays(until, -YEAR), until, zone }, now))
}

/** Asks for a count when the caller's transaction commits; several that wait are one. */
export const planLineCount = (db: Db, runAt: Date): Promise<void> => enqueue(db, COUNT, {}, { key: COUNT, runAt })

async function planNextNight(db: Db, now: Date): Promise<void> {
  const { zone } = await findHouse(db)
  const today = dayIn(zone, now.getTime())
  const tonight = toInstant(today, AT_SECONDS, zone)
  const next = tonight > now.getTime() ? tonight : toInstant(addDays(today, 1), AT_SECONDS, zone)
  await enqueue(db, NIGHTLY, {}, { key: NIGHTLY, runAt: new Date(next) })
}

/** After a start: what a night that was slept through missed is counted, and the next is planned. */
export async function wakeMap(db: Db, now: Date): Promise<void> {
  await planLineCount(db, now)
  await planNextNight(db, now)
}

export const mapJobs = (db: Db): Record<string, Job> => ({
  [COUNT]: (_, now) => countLines(db, now),
  [AFTER_IMPORT]: (_, now) => planLineCount(db, now),
  [NIGHTLY]: async (_, now) => {
    await planNextNight(db, now)
    await countLines(db, now)
  },
})
