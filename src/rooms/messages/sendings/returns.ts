import type { Db } from '../../../platform/db/db.ts'
import { keepEvent, keepState, type MessageNews } from './event-store.ts'
import { tellOf } from './planning.ts'
import { stateAfter } from './rules.ts'
import { findByIdForUpdate } from './store.ts'

export type Settled = MessageNews & { messageId: string }

/**
 * Takes news of a message from outside: told twice it counts once, and in any order it leads to the same end. Answers whose message it
 * was, or undefined where nobody knows it.
 */
export async function settle(db: Db, { messageId, ...news }: Settled): Promise<{ customerId: string; isNew: boolean } | undefined> {
  const message = await findByIdForUpdate(db, messageId)
  if (!message) return undefined
  const isNew = await keepEvent(db, message, news)
  const state = stateAfter(message.state, news.kind)
  if (state !== message.state) {
    const reply = typeof news.detail['reply'] === 'string' ? news.detail['reply'] : null
    await keepState(db, message, state, reply, news.at)
    await tellOf(db, message.sendingId)
  }
  return { customerId: message.customerId, isNew }
}
