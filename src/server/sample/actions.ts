import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { enqueue, forgetNewsOf } from '../../platform/jobs/jobs.ts'
import { Refusal } from '../../platform/refusal.ts'
import { openSecrets } from '../../platform/secrets.ts'
import { askForRun } from '../../rooms/loyalty/public.ts'
import { letGo } from '../../rooms/promises/public.ts'
import { findHouse, hashPassword, removeSampleStaff } from '../../rooms/team/public.ts'
import { planLineCount } from '../../rooms/touchpoints/public.ts'
import { addDays } from '../../values/civil-date.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import { furnish, unfurnish } from '../furnish.ts'
import { sampleHouse } from './generate.ts'
import { planNewsletter } from './newsletter.ts'
import { keepPassword, newSamplePassword } from './sign-ins.ts'
import * as store from './store.ts'
import { tellStories } from './stories.ts'
import { countsOf, writeHouse } from './write.ts'

/** The name and trade of the sample house, where the house has none of its own. */
const HOUSE = { name: 'Nhà Quen', trade: 'hotel' }

/** Asks for the sample; it is brought in by a job that starts when the caller's transaction commits. */
export async function askForSample(db: Db): Promise<void> {
  if (await store.markAsked(db)) return enqueue(db, 'sample.load', {}, { key: 'sample.load' })
  const { state } = await store.findSample(db)
  if (state === 'ready') throw new Refusal(409, 'sample.already_there', 'The sample is there already.')
}

/** The next morning moves the open items on; a waiting move is replaced, so that there is never more than one. */
export async function planNextMove(db: Db, zone: string, now: Date): Promise<void> {
  const midnight = toInstant(addDays(dayIn(zone, now.getTime()), 1), 5, zone)
  await enqueue(db, 'sample.move', { isNight: true }, { key: 'sample.move', runAt: new Date(midnight) })
}

/** What the load needs of its surroundings. */
export type Loading = { data: string; now: Date; namesHouse?: boolean }

/**
 * Brings in a sample that was asked for, in one transaction; progress is told from beside it. Answers the password of its staff,
 * or undefined when somebody else brought it in meanwhile.
 */
async function bringOnce(db: Db, { data, now, namesHouse = false }: Loading): Promise<string | undefined> {
  const { zone } = await findHouse(db)
  const house = sampleHouse(now.getTime(), zone)
  const counts = countsOf(house)
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const password = newSamplePassword()
  const passwordHash = await hashPassword(password)
  return db.transaction().execute(async (tx) => {
    await store.holdSample(tx)
    if ((await store.findSample(tx)).state !== 'loading') return undefined
    const report = (soFar: Record<string, number>) => store.tellProgress(db, soFar, total)
    const words = await writeHouse(tx, house, { passwordHash, zone, now, report, keyring: openSecrets(() => data) })
    await planNewsletter(tx, zone, now)
    await tellStories(tx, zone, now)
    const hasNamedHouse = namesHouse && (await store.nameHouse(tx, HOUSE.name, HOUSE.trade))
    if (hasNamedHouse) await furnish(tx, HOUSE.trade)
    await store.markReady(tx, { counts, words, now, today: dayIn(zone, now.getTime()), hasNamedHouse })
    await planNextMove(tx, zone, now)
    // Who is loyal is told as soon as the sample is there.
    await askForRun(tx, 'sample', 'usual', now)
    await planLineCount(tx, now)
    keepPassword(data, password)
    return password
  })
}

const TRIES = 3

/** As `bringOnce`, over a connection that may break; after the last try nothing is there and it can be asked for again. */
export async function bringSample(db: Db, loading: Loading): Promise<string | undefined> {
  for (let tries = 1; ; tries++) {
    try {
      return await bringOnce(db, loading)
    } catch (error) {
      if (tries >= TRIES) {
        await db
          .updateTable('sample')
          .set({ state: 'none', counts: sql`'{}'::jsonb`, done: 0, total: 0 })
          .where('state', '=', 'loading')
          .execute()
        throw error
      }
      await sleep(500 * tries)
    }
  }
}

/** Takes away exactly what the sample brought, and what was written about its customers since. */
export async function clearSample(db: Db, now: Date): Promise<void> {
  const { state } = await store.findSample(db)
  if (state === 'loading')
    throw new Refusal(409, 'sample.still_loading', 'The sample is still coming in; it can be cleared when it is there.')
  await store.holdSample(db)
  const { words, hasNamedHouse } = await store.findSample(db)
  const customers = await store.sampleCustomersForUpdate(db)
  await forgetNewsOf(db, customers)
  await letGo(db, customers, now)
  await store.removeCustomers(db, customers)
  await removeSampleStaff(db)
  await store.removeStandards(db, customers)
  await store.removeOtherRows(db)
  await store.removeAroundPromises(db)
  await store.forgetWords(db, words)
  if (hasNamedHouse) {
    await store.unnameHouse(db, HOUSE.name)
    await unfurnish(db, HOUSE.trade)
  }
  await store.markNone(db)
  // What the model said was said of the sample as well: the house's own customers are told anew.
  if (await store.hasBuyers(db)) await askForRun(db, 'asked', 'usual', now)
  await planLineCount(db, now)
  await sql`select graphile_worker.remove_job('sample.move')`.execute(db)
  await enqueue(db, 'sample.forget-password', {}, { key: 'sample.forget-password' })
}

/** After a start: a load that a crash interrupted goes on, and the open items move to today. */
export async function wakeSample(db: Db): Promise<void> {
  const { state } = await store.findSample(db)
  if (state === 'loading') await enqueue(db, 'sample.load', {}, { key: 'sample.load' })
  if (state === 'ready') await enqueue(db, 'sample.move', {}, { key: 'sample.move' })
}
