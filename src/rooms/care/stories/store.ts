import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { Story } from './story.ts'
import './tables.ts'

const source = z.object({
  kind: z.enum(['orders', 'preference', 'promise', 'touchpoint', 'record']),
  id: z.string().nullable(),
  on: z.string().nullable(),
})
const facts = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('since'), year: z.number(), times: z.number(), source }),
    z.object({ kind: z.literal('likes'), what: z.string(), source }),
    z.object({ kind: z.literal('kept'), words: z.string(), source }),
    z.object({ kind: z.literal('thanks'), words: z.string(), source }),
  ]),
)
const ownWords = z.object({ vi: z.string(), en: z.string() }).nullable()

const toStory = (row: Selectable<Schema['story']>): Story => ({
  id: row.story_id,
  customerId: row.customer_id,
  week: row.week,
  facts: facts.parse(row.facts),
  ownWords: ownWords.parse(row.own_words),
  editedByName: row.edited_by_name,
  madeAt: row.made_at,
  version: row.version,
})

/** One week's story is chosen, exchanged or skipped at a time, until the transaction ends. */
export const holdStories = async (db: Db): Promise<void> => void (await sql`select pg_advisory_xact_lock(7073042)`.execute(db))

export async function storyOf(db: Db, week: string): Promise<Story | undefined> {
  const row = await db.selectFrom('story').selectAll().where('week', '=', week).where('is_shown', '=', true).executeTakeFirst()
  return row && toStory(row)
}

/** A story that is shown; those that were exchanged are nobody's to change. */
export async function findStory(db: Db, storyId: string): Promise<Story | undefined> {
  const row = await db.selectFrom('story').selectAll().where('story_id', '=', storyId).where('is_shown', '=', true).executeTakeFirst()
  return row && toStory(row)
}

/** Stories of the weeks before one, the newest first; none of who wants none told. */
export async function storiesBefore(db: Db, week: string, limit: number): Promise<Story[]> {
  const rows = await db
    .selectFrom('story')
    .selectAll()
    .where('week', '<', week)
    .where('is_shown', '=', true)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('story_wish').select('story_wish.customer_id').whereRef('story_wish.customer_id', '=', 'story.customer_id'))),
    )
    .orderBy('week', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toStory)
}

export async function addStory(db: Db, story: Omit<Story, 'ownWords' | 'editedByName' | 'version'>): Promise<void> {
  await db
    .insertInto('story')
    .values({
      customer_id: story.customerId,
      story_id: story.id,
      week: story.week,
      facts: JSON.stringify(story.facts),
      made_at: story.madeAt,
      first_customer_id: story.customerId,
    })
    .execute()
}

/** Keeps the words of a story; undefined where somebody was faster. */
export async function keepWords(db: Db, story: Story, words: Story['ownWords'], by: string): Promise<Story | undefined> {
  const row = await db
    .updateTable('story')
    .set({
      own_words: words === null ? null : JSON.stringify(words),
      edited_by_name: words === null ? null : by,
      version: story.version + 1,
    })
    .where('customer_id', '=', story.customerId)
    .where('story_id', '=', story.id)
    .where('version', '=', story.version)
    .returningAll()
    .executeTakeFirst()
  return row && toStory(row)
}

/** Tells a story no more, while another takes its week. */
export async function putAside(db: Db, story: Story): Promise<void> {
  await db
    .updateTable('story')
    .set({ is_shown: false, version: story.version + 1 })
    .where('customer_id', '=', story.customerId)
    .where('story_id', '=', story.id)
    .execute()
}

/** Of these customers those of whom a story was made since that week, or who want none. */
export async function toldAmong(db: Db, customerIds: readonly string[], since: string): Promise<Set<string>> {
  const found = await sql<{ customer_id: string }>`
    select customer_id from story where customer_id = any(${customerIds}::uuid[]) and week > ${since}::date
    union select customer_id from story_wish where customer_id = any(${customerIds}::uuid[])`.execute(db)
  return new Set(found.rows.map(({ customer_id }) => customer_id))
}

export async function isSkipped(db: Db, week: string): Promise<boolean> {
  return (await db.selectFrom('story_skip').select('week').where('week', '=', week).executeTakeFirst()) !== undefined
}

export async function skip(db: Db, week: string, by: string, now: Date): Promise<void> {
  await db
    .insertInto('story_skip')
    .values({ week, staff_name: by, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function unskip(db: Db, week: string): Promise<void> {
  await db.deleteFrom('story_skip').where('week', '=', week).execute()
}

export type Wish = { byName: string | null; at: Date }

export async function wishOf(db: Db, customerId: string): Promise<Wish | undefined> {
  const row = await db.selectFrom('story_wish').selectAll().where('customer_id', '=', customerId).executeTakeFirst()
  return row && { byName: row.staff_name, at: row.at }
}

export async function keepWish(db: Db, customerId: string, { byName, at }: Wish): Promise<void> {
  await db
    .insertInto('story_wish')
    .values({ customer_id: customerId, staff_name: byName, at, first_customer_id: customerId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function dropWish(db: Db, customerId: string): Promise<void> {
  await db.deleteFrom('story_wish').where('customer_id', '=', customerId).execute()
}
