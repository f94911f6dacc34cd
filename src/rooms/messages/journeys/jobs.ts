import type { Db } from '../../../platform/db/db.ts'
import { enqueue, type Job, type Listeners } from '../../../platform/jobs/jobs.ts'
import { dayIn } from '../../../values/zone.ts'
import { findHouse } from '../../team/public.ts'
import { noticed, round, type WalkGround } from './walking.ts'

/** Journeys go on by themselves: every five minutes, and at once for whoever bought something. */

const ROUND = 'journeys.round'
const NOTICED = 'journeys.noticed'
const EVERY = 5 * 60_000

export const journeyListeners: Listeners = { 'orders.changed': [NOTICED] }

/** Plans the next round; a waiting one is replaced, so that there is never more than one. */
export const planJourneys = (db: Db, runAt: Date, slowOn = ''): Promise<void> => enqueue(db, ROUND, { slowOn }, { key: ROUND, runAt })

export const journeyJobs = (ground: WalkGround): Record<string, Job> => ({
  [ROUND]: async (payload, now) => {
    const today = dayIn((await findHouse(ground.db)).zone, now.getTime())
    // Planned before the work is begun: a round that fails is followed by the next all the same.
    await planJourneys(ground.db, new Date(now.getTime() + EVERY), today)
    await round(ground, now, payload['slowOn'] !== today)
  },
  [NOTICED]: async (payload, now) => {
    const { customerId } = payload
    if (typeof customerId === 'string') await noticed(ground, customerId, now)
  },
})
