import type { Db } from '../../../platform/db/db.ts'
import { enqueue, type Job } from '../../../platform/jobs/jobs.ts'
import { addDays } from '../../../values/civil-date.ts'
import { toInstant } from '../../../values/zone.ts'
import { findHouse } from '../../team/public.ts'
import { weekAt } from './actions.ts'
import { chooseFor } from './choosing.ts'

/** Each Monday, before anybody comes in, the week gets its story; nobody has to press anything. */

const JOB = 'care.stories'
const AT = 5 * 3600

/** Plans the next choosing; a waiting one is replaced, so that there is never more than one. */
export const planStories = (db: Db, runAt: Date): Promise<void> => enqueue(db, JOB, {}, { key: JOB, runAt })

export const storyJobs = (db: Db): Record<string, Job> => ({
  [JOB]: async (_, now) => {
    const { zone } = await findHouse(db)
    const week = weekAt(zone, now)
    await planStories(db, new Date(toInstant(addDays(week, 7), AT, zone)))
    await db.transaction().execute((tx) => chooseFor(tx, { week, zone }, now))
  },
})
