import type { Db } from '../../../platform/db/db.ts'
import { keepEvent, keepState, type MessageNews } from './event-store.ts'
import { noteOnTimelines } from './on-timeline.ts'
import { tellOf } from './planning.ts'
import { hasLeft, stateAfter } from './rules.ts'
import type { Message } from './sending.ts'
import { find, findByIdForUpdate } from './store.ts'

export type Settled = MessageNews & { messageId: string }

/** Nobody knew whether it went, or a person carried it: now it stands on the timeline. */
export async function noteLeft(db: Db, message: Message, at: Date): Promise<void> {
  const { customerId, id: messageId, letterId, channel } = message
  const sending = letterId === null ? undefined : await find(db, message.sendingId)
  if (!sending || letterId === null) return
  const { title, madeByName } = sending
  await noteOnTimelines(db, [{ customerId, messageId, letterId, channel, at, title, madeByName }])
}

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
    if (hasLeft(state) && !hasLeft(message.state)) await noteLeft(db, message, news.at)
    await tellOf(db, message.sendingId)
  }
  return { customerId: message.customerId, isNew }
}
