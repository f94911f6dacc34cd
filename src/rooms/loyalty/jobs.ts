import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue, type Job, type Listeners } from '../../platform/jobs/jobs.ts'
import { addDays, dayNumber } from '../../values/civil-date.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import { findHouse } from '../team/public.ts'
import { runInChild } from './in-child.ts'
import { scoreCustomers } from './incremental.ts'
import type { Asks, RunKind } from './loyalty.ts'
import type { Ground } from './run.ts'
import * as store from './store.ts'

const RUN = 'loyalty.run'
const NIGHTLY = 'loyalty.nightly'
const SCORE = 'loyalty.score'
const RUN_AFTER_IMPORT = 'loyalty.run-after-import'

/** Orders tell what changed; figures follow. */
export const loyaltyListeners: Listeners = { 'orders.changed': [SCORE], 'orders.imported': [RUN_AFTER_IMPORT] }

const NIGHT = (3 * 60 + 10) * 60
const SOON = 2000

/** Asks for a run that begins when the caller's transaction commits. One that is still waited for and asks the same is that run. */
export async function askForRun(db: Db, kind: RunKind, asks: Asks, now: Date): Promise<string> {
  await sql`select pg_advisory_xact_lock(7310014)`.execute(db)
  const open = await store.openRun(db)
  if (open?.state === 'waiting' && open.asks === asks) return open.id
  const id = newId(now.getTime())
  await store.addRun(db, { id, kind, asks }, now)
  await enqueue(db, RUN, { runId: id }, { key: `${RUN}:${id}` })
  return id
}

/** The next night at ten past three by the house's clock, when the day is over and nobody is at the desk. */
export function nextNight(zone: string, now: Date): Date {
  const today = dayIn(zone, now.getTime())
  const tonight = toInstant(today, NIGHT, zone)
  return new Date(tonight > now.getTime() ? tonight : toInstant(addDays(today, 1), NIGHT, zone))
}

/** Plans the next nightly run; a waiting one is replaced. A night that was slept through is made up for at once. */
export async function planNightly(db: Db, now: Date): Promise<void> {
  const { zone } = await findHouse(db)
  await enqueue(db, NIGHTLY, {}, { key: NIGHTLY, runAt: nextNight(zone, now) })
  const last = await store.lastRun(db)
  if (last && (last.state === 'waiting' || last.state === 'running'))
    await enqueue(db, RUN, { runId: last.id }, { key: `${RUN}:${last.id}` })
  else if (last?.asOf && last.asOf < dayIn(zone, now.getTime()))
    await db.transaction().execute((own) => askForRun(own, 'nightly', 'usual', now))
}

const textOf = (payload: Record<string, unknown>, name: string): string => {
  const value = payload[name]
  if (typeof value !== 'string') throw new TypeError(`a job without ${name}`)
  return value
}

export const loyaltyJobs = (db: Db, ground: () => Ground): Record<string, Job> => ({
  [RUN]: (payload, now) => runInChild(ground(), textOf(payload, 'runId'), now),
  [NIGHTLY]: async (_, now) => {
    await db.transaction().execute((own) => askForRun(own, 'nightly', 'usual', now))
    await planNightly(db, now)
  },
  [RUN_AFTER_IMPORT]: async (_, now) => void (await db.transaction().execute((own) => askForRun(own, 'import', 'usual', now))),
  [SCORE]: async (payload, now) => {
    const customerId = textOf(payload, 'customerId')
    const { zone } = await findHouse(db)
    if (await scoreCustomers(db, [customerId], dayNumber(dayIn(zone, now.getTime())))) return
    await enqueue(db, SCORE, { customerId }, { key: `${SCORE}:${customerId}`, runAt: new Date(now.getTime() + SOON) })
  },
})
