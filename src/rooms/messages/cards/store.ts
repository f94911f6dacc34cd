import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import './tables.ts'

export type HouseDayRow = {
  key: string
  names: { vi: string; en: string }
  calendar: 'solar' | 'lunar'
  month: number
  day: number
  prepareDays: number
  isKept: boolean
  version: number
}

const isNames = (value: unknown): value is HouseDayRow['names'] =>
  typeof value === 'object' &&
  value !== null &&
  'vi' in value &&
  'en' in value &&
  typeof value.vi === 'string' &&
  typeof value.en === 'string'

const toDay = (row: Selectable<Schema['house_occasion']>): HouseDayRow => ({
  key: row.occasion_key,
  names: isNames(row.names) ? row.names : { vi: row.occasion_key, en: row.occasion_key },
  calendar: row.calendar,
  month: row.month,
  day: row.day,
  prepareDays: row.prepare_days,
  isKept: row.is_kept,
  version: row.version,
})

export async function houseDays(db: Db): Promise<HouseDayRow[]> {
  const rows = await db.selectFrom('house_occasion').selectAll().orderBy('month').orderBy('day').orderBy('occasion_key').execute()
  return rows.map(toDay)
}

/** Keeps what the house changed about a day, or one of its own. Whoever saw version 0 saw none; false: somebody was faster. */
export async function keepHouseDay(db: Db, day: HouseDayRow): Promise<boolean> {
  const values = {
    names: JSON.stringify(day.names),
    calendar: day.calendar,
    month: day.month,
    day: day.day,
    prepare_days: day.prepareDays,
    is_kept: day.isKept,
  }
  const done =
    day.version === 0
      ? await db
          .insertInto('house_occasion')
          .values({ occasion_key: day.key, ...values })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : await db
          .updateTable('house_occasion')
          .set({ ...values, version: day.version + 1 })
          .where('occasion_key', '=', day.key)
          .where('version', '=', day.version)
          .executeTakeFirst()
  return ('numInsertedOrUpdatedRows' in done ? done.numInsertedOrUpdatedRows : done.numUpdatedRows) === 1n
}

export async function dropHouseDay(db: Db, key: string): Promise<boolean> {
  const done = await db.deleteFrom('house_occasion').where('occasion_key', '=', key).executeTakeFirst()
  return done.numDeletedRows === 1n
}

export type CardGiven = {
  id: string
  customerId: string
  occasionKey: string
  year: number
  letterId: string | null
  print: string | null
  words: string
  gift: string | null
  how: Selectable<Schema['card_given']>['how']
  messageId: string | null
  at: Date
  byName: string | null
}

const toCard = (row: Selectable<Schema['card_given']>): CardGiven => ({
  id: row.card_id,
  customerId: row.customer_id,
  occasionKey: row.occasion_key,
  year: row.year,
  letterId: row.letter_id,
  print: row.words_print,
  words: row.words,
  gift: row.gift,
  how: row.how,
  messageId: row.message_id,
  at: row.given_at,
  byName: row.given_name,
})

/** Everything that somebody was given on their days, the newest first. */
export async function cardsOf(db: Db, customerId: string): Promise<CardGiven[]> {
  const rows = await db.selectFrom('card_given').selectAll().where('customer_id', '=', customerId).orderBy('given_at', 'desc').execute()
  return rows.map(toCard)
}

/** The cards of these customers for days of these years. */
export async function cardsOfAll(db: Db, customerIds: readonly string[], years: readonly number[]): Promise<CardGiven[]> {
  if (customerIds.length === 0) return []
  const rows = await db.selectFrom('card_given').selectAll().where('customer_id', 'in', customerIds).where('year', 'in', years).execute()
  return rows.map(toCard)
}

/** How many were given for each of these days, by key and year. */
export async function countGiven(db: Db, keys: readonly string[]): Promise<Map<string, number>> {
  const found = await sql<{ occasion_key: string; year: number; n: number }>`select occasion_key, year, count(*)::int as n from card_given
    where occasion_key = any(${keys}::text[]) group by occasion_key, year`.execute(db)
  return new Map(found.rows.map(({ occasion_key, year, n }) => [`${occasion_key} ${year}`, Number(n)]))
}

export async function addCard(db: Db, card: CardGiven, by: string | null, isSample: boolean): Promise<void> {
  await db
    .insertInto('card_given')
    .values({
      customer_id: card.customerId,
      card_id: card.id,
      occasion_key: card.occasionKey,
      year: card.year,
      letter_id: card.letterId,
      words_print: card.print,
      words: card.words,
      gift: card.gift,
      how: card.how,
      message_id: card.messageId,
      given_at: card.at,
      given_by: by,
      given_name: card.byName,
      first_customer_id: card.customerId,
      is_sample: isSample,
    })
    .execute()
}

export async function removeCard(db: Db, customerId: string, cardId: string): Promise<void> {
  await db.deleteFrom('card_given').where('customer_id', '=', customerId).where('card_id', '=', cardId).execute()
}
