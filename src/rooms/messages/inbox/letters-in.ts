import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { requireForUpdate } from '../../people/public.ts'
import { writeLine } from '../../touchpoints/public.ts'

/** A letter of a customer to the house, or to its owner by name. */
export type LetterIn = { customerId: string; text: string; to: 'house' | 'owner'; source: 'page'; now: Date }

/** Keeps a customer's letter word for word on their timeline, where nobody corrects it. */
export async function receiveLetter(db: Db, { customerId, text, to, now }: LetterIn): Promise<{ letterId: string }> {
  await requireForUpdate(db, customerId)
  const letterId = newId(now.getTime())
  const details = {
    code: null,
    type: to === 'owner' ? 'letter-to-owner' : 'letter-to-house',
    state: 'received',
    summary: '',
    startsOn: null,
    endsOn: null,
  }
  await writeLine(
    db,
    {
      customerId,
      at: now,
      touchpointId: letterId,
      kind: 'letter',
      channel: 'web',
      body: text,
      aboutKind: 'letter',
      aboutId: letterId,
      details,
    },
    now,
  )
  return { letterId }
}
