import { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Job } from '../../platform/jobs/jobs.ts'
import { bringInChild, type Where } from './in-child.ts'
import { moveSample } from './moving.ts'
import { forgetPassword } from './sign-ins.ts'
import { findSample } from './store.ts'

const move = z.object({ isNight: z.boolean().default(false) })

/** The work of the sample that runs beside requests; `data` is the folder that keeps the password of its staff. */
export const sampleJobs = (db: Db, where: () => Where, data: string): Record<string, Job> => ({
  'sample.load': async (_, now) => void (await bringInChild(where(), { data, now })),
  'sample.move': (payload, now) => moveSample(db, now, move.parse(payload).isNight),
  'sample.forget-password': async () => {
    if ((await findSample(db)).state === 'none') forgetPassword(data)
  },
})
