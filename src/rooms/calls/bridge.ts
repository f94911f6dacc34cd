import type { Db } from '../../platform/db/db.ts'
import { enqueue, type Job } from '../../platform/jobs/jobs.ts'
import { tell } from '../../platform/stream/stream.ts'
import { tokensInForce } from '../team/public.ts'
import type { Bridge } from './call.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const TASK = 'calls.bridge'

/** One waiting look for each telephone system, put off by every word of it. */
const lookAgain = (db: Db, tokenId: string, lastWord: Date): Promise<void> =>
  enqueue(db, TASK, { tokenId }, { key: `${TASK}:${tokenId}`, runAt: new Date(lastWord.getTime() + rules.MISSED_AFTER) })

/** A telephone system said something: whether it was silent is over, and it is looked for again when it should have spoken. */
export async function hearFrom(db: Db, tokenId: string, word: 'alive' | 'call', now: Date): Promise<void> {
  const before = await store.findBridgeForUpdate(db, tokenId)
  const none: Bridge = { tokenId, lastAliveAt: null, lastCallAt: null, silentSince: null }
  const after = { ...(before ?? none), silentSince: null, ...(word === 'alive' ? { lastAliveAt: now } : { lastCallAt: now }) }
  await store.keepBridge(db, after)
  const lastWord = rules.lastWordOf(after)
  if (lastWord) await lookAgain(db, tokenId, lastWord)
  if (before?.silentSince || (word === 'alive' && !before?.lastAliveAt)) await tell(db, { what: 'bridge', about: {} })
}

/** Whether a telephone system that should have spoken has; one whose token no longer opens a door is not waited for. */
async function look(db: Db, tokenId: string, now: Date): Promise<void> {
  const bridge = await store.findBridgeForUpdate(db, tokenId)
  if (!bridge || bridge.silentSince) return
  const lastWord = rules.lastWordOf(bridge)
  if (!lastWord) return
  const isInForce = (await tokensInForce(db, [tokenId])).has(tokenId)
  if (!isInForce) await store.removeBridge(db, tokenId)
  else if (!rules.isMissed(bridge, now)) return lookAgain(db, tokenId, lastWord)
  else await store.keepBridge(db, { ...bridge, silentSince: lastWord })
  await tell(db, { what: 'bridge', about: {} })
}

export const callJobs = (db: Db): Record<string, Job> => ({
  [TASK]: ({ tokenId }, now) => db.transaction().execute((inside) => look(inside, String(tokenId), now)),
})

/** What is known of the telephone systems whose tokens open a door. */
export async function bridgesInForce(db: Db): Promise<Bridge[]> {
  const all = await store.allBridges(db)
  const inForce = await tokensInForce(
    db,
    all.map(({ tokenId }) => tokenId),
  )
  return all.filter(({ tokenId }) => inForce.has(tokenId))
}
