import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { WAKE_JOB, wakeThread } from './actions.ts'

const payload = z.object({ threadId: z.uuid() })

export const inboxJobs = (db: Db): Record<string, Job> => ({
  [WAKE_JOB]: async (asked, now) => wakeThread(db, payload.parse(asked).threadId, now),
})
