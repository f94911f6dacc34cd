import type { Db } from '../../platform/db/db.ts'
import { enqueue, type Job } from '../../platform/jobs/jobs.ts'
import { tick } from './clock.ts'
import { endQuotes } from './enquiries/closing.ts'
import { RECOUNT_JOB, recountInSteps, recountPayload } from './recounting.ts'

/** Promises go on by themselves: each minute, and when hours or standards change. */

const CLOCK_JOB = 'promises.clock'
const EVERY = 60_000

/** Plans the next look at the clock; a waiting one is replaced, so that there is never more than one. */
export const planPromises = (db: Db, runAt: Date): Promise<void> => enqueue(db, CLOCK_JOB, {}, { key: CLOCK_JOB, runAt })

export const promiseJobs = (db: Db): Record<string, Job> => ({
  [CLOCK_JOB]: async (_, now) => {
    // Planned before the work is begun: one that fails is followed by the next all the same.
    await planPromises(db, new Date(now.getTime() + EVERY))
    await tick(db, now)
    await endQuotes(db, now)
  },
  [RECOUNT_JOB]: async (payload, now) => {
    const { what, mode, asOf } = recountPayload.parse(payload)
    await recountInSteps(db, what, mode, { asOf: new Date(asOf), now })
  },
})
