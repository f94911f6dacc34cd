import type { Db } from '../../../platform/db/db.ts'
import { enqueue, type Job } from '../../../platform/jobs/jobs.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import { findByKeys } from '../../people/public.ts'
import { leave } from '../consent/consents.ts'
import { settle } from '../sendings/returns.ts'
import { openZalo } from './settings.ts'
import * as store from './store.ts'
import { happenedAt, isFromZalo, keyOf, newsIn, readTold, type ZaloNews } from './told.ts'

/** What Zalo tells: kept once and answered at once, dealt with by a job. */

const WORK_JOB = 'zalo.work'

/** Takes one call of the webhook; whether it came from Zalo. Told twice it is kept once. */
export async function takeTold(
  db: Db,
  { header, body }: { header: string | undefined; body: Buffer },
  keyring: Pick<Secrets, 'open'>,
  now: Date,
): Promise<boolean> {
  const settings = await openZalo(db, keyring)
  const text = body.toString('utf8')
  const told = settings && readTold(text)
  if (!settings || !told || !isFromZalo({ header, body, timestamp: told.timestamp }, settings) || !happenedAt(told, now)) return false
  await db.transaction().execute(async (tx) => {
    if (await store.keepEvent(tx, keyOf(told, body), text, now)) await enqueue(tx, WORK_JOB, {}, { key: WORK_JOB })
  })
  return true
}

/** Words of a follower, for whoever shows them to people. */
export type ZaloWords = { userId: string; words: string; phone: string | null; at: Date }
type ZaloReader = (db: Db, words: ZaloWords, now: Date) => Promise<void>

/** News of a message may overtake the answer that names it: so long it is waited for. */
const WAITS_MS = 10 * 60_000
const AGAIN_MS = 60_000

async function dealWithDelivered(db: Db, news: Extract<ZaloNews, { kind: 'delivered' }>, at: Date): Promise<boolean> {
  const found = await Promise.all(news.zaloIds.map((id) => store.messageByZaloId(db, id)))
  const ids = new Set([...(news.trackingId ? [news.trackingId] : []), ...found.filter((id) => id !== undefined)])
  for (const messageId of ids) await settle(db, { messageId, kind: 'delivered', at, source: 'zalo', detail: {} })
  return ids.size > 0
}

async function dealWithLeft(db: Db, userId: string, now: Date): Promise<void> {
  const found = await findByKeys(db, ['zalo'], [userId])
  for (const customerId of new Set(found.map((hit) => hit.customerId)))
    await leave(db, { customerId, channel: 'zalo', method: 'unfollow', now })
}

/** Deals with one event; whether it is done with. */
async function dealWith(db: Db, event: store.KeptEvent, reader: ZaloReader, now: Date): Promise<boolean> {
  const told = readTold(event.body)
  const at = told && happenedAt(told, event.cameAt)
  if (!told || !at) throw new Error('what was kept cannot be read')
  const news = newsIn(told)
  switch (news.kind) {
    case 'words':
      await store.noteHeard(db, news.userId, at)
      await reader(db, { userId: news.userId, words: news.words, phone: news.phone, at }, now)
      return true
    case 'delivered':
      return (await dealWithDelivered(db, news, at)) || now.getTime() - event.cameAt.getTime() > WAITS_MS
    case 'left':
      await dealWithLeft(db, news.userId, now)
      return true
    case 'nothing':
      return true
  }
}

async function dealWithNext(db: Db, reader: ZaloReader, now: Date): Promise<boolean> {
  let held: store.KeptEvent | undefined
  const again = new Date(now.getTime() + AGAIN_MS)
  try {
    return await db.transaction().execute(async (tx) => {
      held = await store.nextEvent(tx, now)
      if (!held) return false
      if (await dealWith(tx, held, reader, now)) await store.noteDone(tx, held.key)
      else await store.putOff(tx, held.key, again)
      return true
    })
  } catch (error) {
    if (!held) throw error
    await store.noteFault(db, held.key, error instanceof Error ? error.message : String(error), again)
    return true
  }
}

export const zaloJobs = (db: Db, reader: ZaloReader): Record<string, Job> => ({
  [WORK_JOB]: async (_, now) => {
    while (await dealWithNext(db, reader, now));
    const due = await store.nextDue(db)
    if (due) await enqueue(db, WORK_JOB, {}, { key: WORK_JOB, runAt: due })
  },
})
