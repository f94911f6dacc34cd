import type { Db } from '../../platform/db/db.ts'
import './tables.ts'

export type Offer = {
  id: string
  customerId: string
  itemId: string
  answer: 'invited' | 'refused'
  at: Date
  restsUntil: string
  staffId: string | null
  staffName: string | null
}

export async function addOffer(db: Db, offer: Offer): Promise<void> {
  await db
    .insertInto('catalogue_offer')
    .values({
      customer_id: offer.customerId,
      offer_id: offer.id,
      item_id: offer.itemId,
      answer: offer.answer,
      at: offer.at,
      rests_until: offer.restsUntil,
      staff_id: offer.staffId,
      staff_name: offer.staffName,
      first_customer_id: offer.customerId,
    })
    .execute()
}

/** Takes an offer away; says what it was. */
export async function removeOffer(db: Db, customerId: string, offerId: string): Promise<'invited' | 'refused' | undefined> {
  const row = await db
    .deleteFrom('catalogue_offer')
    .where('customer_id', '=', customerId)
    .where('offer_id', '=', offerId)
    .returning('answer')
    .executeTakeFirst()
  return row?.answer
}

/** Items that rest for a customer on a day, each with the time at which it was offered or refused. */
export async function resting(db: Db, customerId: string, today: string): Promise<{ itemId: string; answer: Offer['answer']; at: Date }[]> {
  const rows = await db
    .selectFrom('catalogue_offer')
    .select(['item_id', 'answer', 'at'])
    .where('customer_id', '=', customerId)
    .where('rests_until', '>', today)
    .execute()
  return rows.map(({ item_id, answer, at }) => ({ itemId: item_id, answer, at }))
}

/** Whether an item was ever offered to anybody. */
export async function wasOffered(db: Db, itemId: string): Promise<boolean> {
  return (await db.selectFrom('catalogue_offer').select('offer_id').where('item_id', '=', itemId).limit(1).execute()).length > 0
}
