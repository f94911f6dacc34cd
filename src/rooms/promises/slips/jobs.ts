import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { enqueue, type Job } from '../../../platform/jobs/jobs.ts'
import { lookAt, type Marks, type SlipGround, slipRound } from './by-itself.ts'
import { READY_JOB, SLIP_JOB } from './drafting.ts'
import { makeReady } from './round-store.ts'

/** Slips go on by themselves: each minute, at once where drafts have to be ready, and soon after a reason was signed. */

const ROUND_JOB = 'promises.slips.round'
const EVERY = 60_000

const payload = z.object({ promiseId: z.uuid(), slipId: z.uuid() })
const mark = z.object({ at: z.string(), slipId: z.uuid() }).optional()
const marks = z.object({ untold: mark, unanswered: mark, sent: mark })

/** Plans the next round; a waiting one is replaced, so that there is never more than one. */
export const planSlips = (db: Db, runAt: Date, from: Marks = {}): Promise<void> => enqueue(db, ROUND_JOB, from, { key: ROUND_JOB, runAt })

export const slipJobs = (ground: SlipGround): Record<string, Job> => ({
  [ROUND_JOB]: async (asked, now) => {
    const next = new Date(now.getTime() + EVERY)
    const from = marks.parse(asked)
    // Planned first, so that a fault of this round is not the last one.
    await planSlips(ground.db, next, from)
    const ended = (await slipRound(ground, now, from)).marks
    await planSlips(ground.db, next, ended)
  },
  [READY_JOB]: async (_, now) => {
    await makeReady(ground.db, now)
  },
  [SLIP_JOB]: async (asked, now) => {
    const { promiseId, slipId } = payload.parse(asked)
    await lookAt(ground, { promiseId, slipId }, now)
  },
})
