import type { Db } from '../../../platform/db/db.ts'
import { requireForUpdate } from '../../people/public.ts'
import * as store from './store.ts'
import { newThread, takeWord } from './talk.ts'

/** A letter of a customer to the house, or to its owner by name. */
export type LetterIn = { customerId: string; text: string; to: 'house' | 'owner'; source: 'page'; now: Date }

/** Takes a customer's letter word for word into their talk with the house, and on their timeline, where nobody corrects it. */
export async function receiveLetter(db: Db, { customerId, text, to, now }: LetterIn): Promise<{ letterId: string }> {
  const customer = await requireForUpdate(db, customerId)
  const isToOwner = to === 'owner'
  const known = await store.latestOf(db, customerId, 'form', isToOwner)
  const thread =
    known ?? newThread({ customerId, channel: 'form', address: null, shownAs: customer.name, subject: '', isToOwner }, now, 'in')
  if (!known) await store.add(db, thread)
  const entry = await takeWord(db, thread, { at: now, words: text, subject: '' }, now)
  return { letterId: entry.id }
}
