import type { Day, TodaySource } from '../../platform/collected/today.ts'
import type { Db } from '../../platform/db/db.ts'
import { enqueue, type Job } from '../../platform/jobs/jobs.ts'
import { addDays } from '../../values/civil-date.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import { findHouse } from '../team/public.ts'
import { windowDays } from './outcomes/rules.ts'
import * as outcomes from './outcomes/store.ts'
import { countRhythm } from './rhythm/counting.ts'
import { withinRhythm } from './rhythm/resting.ts'

const COUNT = 'care.count'
const NIGHTLY = 'care.nightly'
/** After the model of loyalty and the overview, which come at three and four. */
const AT_SECONDS = 4.5 * 3600

/** Nobody in particular, with the sight of the whole house. */
const HOUSE = { role: 'owner', id: '00000000-0000-0000-0000-000000000000' } as const

/** Counts anew who waits for a word; many asks at once are one count. */
export const planCareCount = (db: Db, runAt: Date): Promise<void> => enqueue(db, COUNT, {}, { key: COUNT, runAt })

async function planNextNight(db: Db, zone: string, now: Date): Promise<void> {
  const today = dayIn(zone, now.getTime())
  const tonight = toInstant(today, AT_SECONDS, zone)
  const next = tonight > now.getTime() ? tonight : toInstant(addDays(today, 1), AT_SECONDS, zone)
  await enqueue(db, NIGHTLY, {}, { key: NIGHTLY, runAt: new Date(next) })
}

/** After a start: what was missed while the house was closed is counted at once, and the night is planned. */
export async function wakeCare(db: Db, now: Date): Promise<void> {
  await planCareCount(db, now)
  await planNextNight(db, (await findHouse(db)).zone, now)
}

/** Notes whom the house would turn to today: those for whom it is not done are what the others are set beside. */
async function noteProposals(db: Db, sources: readonly TodaySource[], day: Day): Promise<void> {
  const acts = (await Promise.all(sources.map((source) => source.acts(db, day, HOUSE, new Set())))).flat()
  const reaching = acts.filter(({ reachesOut }) => reachesOut === 'any-time')
  const proposed = (await withinRhythm(db, reaching, day.now)).flatMap(({ key, kind, customerId, isSample }) => {
    const days = windowDays[kind]
    return customerId !== null && days !== undefined ? [{ customerId, key, kind, days, isSample }] : []
  })
  await outcomes.noteProposed(db, proposed, day.today, day.now)
}

/** The work of the night: who waits for a word, what followed what was done, and what is proposed today. */
export async function careNight(db: Db, sources: readonly TodaySource[], now: Date): Promise<void> {
  const { zone, language } = await findHouse(db)
  await countRhythm(db, now)
  await outcomes.judge(db, now, zone)
  await noteProposals(db, sources, { today: dayIn(zone, now.getTime()), now, zone, language })
}

export const careJobs = (db: Db, sources: readonly TodaySource[]): Record<string, Job> => ({
  [COUNT]: (_, now) => countRhythm(db, now),
  [NIGHTLY]: async (_, now) => {
    await careNight(db, sources, now)
    await planNextNight(db, (await findHouse(db)).zone, now)
  },
})

/** The same jobs, but that after this one it is counted anew who waits for a word: states have changed. */
export function countCareAfter(db: Db, jobs: Record<string, Job>, name: string): Record<string, Job> {
  const job = jobs[name]
  if (!job) throw new Error(`there is no job ${name} to follow`)
  return {
    ...jobs,
    [name]: async (payload, now) => {
      await job(payload, now)
      await planCareCount(db, now)
    },
  }
}
