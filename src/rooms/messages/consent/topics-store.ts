import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { Bilingual } from '../contract.ts'
import './tables.ts'

export type Topic = {
  id: string
  purpose: 'relationship' | 'newsletter' | 'offer' | 'survey'
  names: Bilingual
  about: { vi?: string | undefined; en?: string | undefined }
  position: number
  isOpen: boolean
  isSample: boolean
  version: number
}

const toTopic = (row: Selectable<Schema['topic']>): Topic => ({
  id: row.topic_id,
  purpose: row.purpose,
  names: row.names as Bilingual,
  about: row.about as Topic['about'],
  position: row.position,
  isOpen: row.is_open,
  isSample: row.is_sample,
  version: row.version,
})

export async function findTopics(db: Db): Promise<Topic[]> {
  return (await db.selectFrom('topic').selectAll().orderBy('position').orderBy('topic_id').execute()).map(toTopic)
}

export async function findTopicForUpdate(db: Db, topicId: string): Promise<Topic | undefined> {
  const row = await db.selectFrom('topic').selectAll().where('topic_id', '=', topicId).forUpdate().executeTakeFirst()
  return row && toTopic(row)
}

/** A new topic stands last. */
export async function addTopic(db: Db, topic: Omit<Topic, 'position'>): Promise<void> {
  await db
    .insertInto('topic')
    .values({
      topic_id: topic.id,
      purpose: topic.purpose,
      names: JSON.stringify(topic.names),
      about: JSON.stringify(topic.about),
      position: sql`(select coalesce(max(position), 0) + 1 from topic)`,
      is_open: topic.isOpen,
      is_sample: topic.isSample,
    })
    .execute()
}

/** Changes a topic as it stood at its version; false where it was changed since. */
export async function changeTopic(db: Db, topic: Topic): Promise<boolean> {
  const done = await db
    .updateTable('topic')
    .set({
      names: JSON.stringify(topic.names),
      about: JSON.stringify(topic.about),
      is_open: topic.isOpen,
      version: topic.version + 1,
    })
    .where('topic_id', '=', topic.id)
    .where('version', '=', topic.version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function orderTopics(db: Db, topicIds: readonly string[]): Promise<void> {
  await sql`update topic set position = asked.place from unnest(${topicIds}::uuid[]) with ordinality as asked (topic_id, place)
    where topic.topic_id = asked.topic_id and topic.position <> asked.place`.execute(db)
}

/** How many want each topic now, over any channel: read from an index of those who do, in its order. */
export async function countWanted(db: Db): Promise<Map<string, number>> {
  const found = await sql<{ topic_id: string; n: number }>`select topic_id, count(*) as n
    from (select distinct topic_id, customer_id from consent_now where state in ('granted', 'snoozed')) as wanting
    group by topic_id`.execute(db)
  return new Map(found.rows.map(({ topic_id, n }) => [topic_id, n]))
}
