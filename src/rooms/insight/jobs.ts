import type { Db } from '../../platform/db/db.ts'
import { enqueue, type Job } from '../../platform/jobs/jobs.ts'
import { addDays } from '../../values/civil-date.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import { findHouse } from '../team/public.ts'
import { countToday } from './day.ts'

const COUNT = 'insight.count'
const NIGHTLY = 'insight.nightly'
/** After the model of loyalty, which runs before four. */
const AT_SECONDS = 4 * 3600

/** Counts the overview anew from that moment on; one that waits already is moved, so that many asks are one count. */
export const planCount = (db: Db, runAt: Date): Promise<void> => enqueue(db, COUNT, {}, { key: COUNT, runAt })

async function planNextNight(db: Db, zone: string, now: Date): Promise<void> {
  const today = dayIn(zone, now.getTime())
  const tonight = toInstant(today, AT_SECONDS, zone)
  const next = tonight > now.getTime() ? tonight : toInstant(addDays(today, 1), AT_SECONDS, zone)
  await enqueue(db, NIGHTLY, {}, { key: NIGHTLY, runAt: new Date(next) })
}

/** After a start: what was missed while the house was closed is counted at once, and the night is planned. */
export async function wakeInsight(db: Db, now: Date): Promise<void> {
  await planCount(db, now)
  await planNextNight(db, (await findHouse(db)).zone, now)
}

export const insightJobs = (db: Db): Record<string, Job> => ({
  [COUNT]: async (_, now) => void (await countToday(db, await findHouse(db), now)),
  [NIGHTLY]: async (_, now) => {
    const house = await findHouse(db)
    await countToday(db, house, now)
    await planNextNight(db, house.zone, now)
  },
})

/** The same jobs, but that after this one the overview is counted anew: what it rests on has changed. */
export function countAfter(db: Db, jobs: Record<string, Job>, name: string): Record<string, Job> {
  const job = jobs[name]
  if (!job) throw new Error(`there is no job ${name} to follow`)
  return {
    ...jobs,
    [name]: async (payload, now) => {
      await job(payload, now)
      await planCount(db, now)
    },
  }
}
