import type { Db } from '../../../platform/db/db.ts'
import { writeToMany } from '../../touchpoints/public.ts'
import type { MessageChannel } from '../contract.ts'

/** A letter of the house that left: to whom, when, under which name. */
export type Left = {
  customerId: string
  messageId: string
  letterId: string
  channel: MessageChannel
  at: Date
  title: string
  madeByName: string | null
}

/** Whoever opens a customer sees which letters they had. Words to one person are put there by whoever wrote them. */
export const noteOnTimelines = (db: Db, left: readonly Left[]): Promise<void> =>
  writeToMany(
    db,
    left.map(({ customerId, messageId, letterId, channel, at, title, madeByName }) => ({
      customerId,
      at,
      touchpointId: messageId,
      channel: channel === 'call' ? 'phone' : channel,
      aboutId: letterId,
      details: { code: null, type: 'newsletter', state: 'sent', summary: title, startsOn: null, endsOn: null },
      staffName: madeByName,
    })),
  )
