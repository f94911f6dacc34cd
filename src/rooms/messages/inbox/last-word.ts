import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { may } from '../../../values/rights.ts'
import { seesOwners } from './rules.ts'
import { entriesOf, find } from './store.ts'
import type { ThreadChannel } from './thread.ts'

/** What a customer last wrote in a talk, for rooms that begin something with it. */
export type LastWordIn = { customerId: string | null; channel: ThreadChannel; at: Date; words: string }

/** Undefined where there is no such talk, nothing was written by the customer, or this reader may not read it. */
export async function lastWordIn(db: Db, threadId: string, who: Who): Promise<LastWordIn | undefined> {
  const thread = may(who, 'messages.read') ? await find(db, threadId) : undefined
  if (!thread || (thread.isToOwner && !seesOwners(who))) return undefined
  const entry = (await entriesOf(db, threadId))
    .filter(({ direction }) => direction === 'in')
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0]
  return entry && { customerId: thread.customerId, channel: thread.channel, at: entry.at, words: entry.words }
}
