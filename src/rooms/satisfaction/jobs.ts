import type { Db } from '../../platform/db/db.ts'
import { enqueue, type Job } from '../../platform/jobs/jobs.ts'
import { type AskGround, askRound } from './asking.ts'

/** Questions go out by themselves, every ten minutes. */

const ROUND = 'satisfaction.round'
const EVERY = 10 * 60_000

/** Plans the next round; a waiting one is replaced, so that there is never more than one. */
export const planQuestions = (db: Db, runAt: Date): Promise<void> => enqueue(db, ROUND, {}, { key: ROUND, runAt })

export const questionJobs = (ground: AskGround): Record<string, Job> => ({
  [ROUND]: async (_, now) => {
    // Planned before the work is begun: a round that fails is followed by the next all the same.
    await planQuestions(ground.db, new Date(now.getTime() + EVERY))
    await askRound(ground, now)
  },
})
