import type { Db } from '../../../platform/db/db.ts'
import { readPhone } from '../../../platform/phone.ts'
import { maskCards } from '../../../values/card-guard.ts'
import { tidyLines } from '../../../values/text.ts'
import { findByKeys, requireForUpdate } from '../../people/public.ts'
import type { ZaloWords } from '../zalo/events.ts'
import * as store from './store.ts'
import { newThread, takeWord } from './talk.ts'

const MOST_WORDS = 20_000

/** Whose words these are: known by their Zalo, or by the telephone number they gave with them. */
async function writerOf(db: Db, { userId, phone }: ZaloWords): Promise<string | null> {
  const read = phone ? readPhone(phone) : undefined
  const numbers = read && 'e164' in read ? [read.e164] : []
  const found = await findByKeys(db, ['zalo', ...numbers.map(() => 'phone')], [userId, ...numbers])
  for (const kind of ['zalo', 'phone']) {
    const holders = [...new Set(found.flatMap((hit) => (hit.kind === kind ? [hit.customerId] : [])))]
    if (holders.length === 1) return holders[0] ?? null
    if (holders.length > 1) return null
  }
  return null
}

/** Takes words that came over Zalo into the talk with whoever wrote them. */
export async function receiveZalo(db: Db, said: ZaloWords, now: Date): Promise<void> {
  await store.holdAddress(db, 'zalo', said.userId)
  const known = (await store.holderOfAddress(db, 'zalo', said.userId)) ?? (await writerOf(db, said))
  const customer = known ? await requireForUpdate(db, known) : undefined
  const seen = customer ? await store.latestOf(db, customer.id, 'zalo', false) : await store.ofStranger(db, 'zalo', said.userId)
  const thread =
    seen ??
    newThread(
      {
        customerId: customer?.id ?? null,
        channel: 'zalo',
        address: said.userId,
        shownAs: customer?.name ?? `Zalo ${said.userId.slice(-4)}`,
        subject: '',
        isToOwner: false,
      },
      said.at,
      'in',
    )
  if (!seen) await store.add(db, thread)
  await takeWord(db, thread, { at: said.at, words: maskCards(tidyLines(said.words).slice(0, MOST_WORDS)), subject: '' }, now)
}
