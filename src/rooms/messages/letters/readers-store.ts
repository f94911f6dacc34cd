import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'

export type Wishes = { topics: string[]; unwanted: string[] }

/** The topics that each of these customers wants over some channel, and those they left; a paused topic is still wanted. */
export async function wishesOf(db: Db, customerIds: readonly string[]): Promise<Map<string, Wishes>> {
  const found = await sql<{ customer_id: string; wanted: string[]; unwanted: string[] }>`select customer_id,
      coalesce(array_agg(distinct topic_id) filter (where state in ('granted', 'snoozed')), '{}')::text[] as wanted,
      coalesce(array_agg(distinct topic_id) filter (where state in ('withdrawn', 'refused', 'objected', 'lapsed')), '{}')::text[] as unwanted
    from consent_now where customer_id = any(${customerIds}::uuid[]) and topic_id <> '00000000-0000-0000-0000-000000000000'
    group by customer_id`.execute(db)
  return new Map(
    found.rows.map((row) => [
      row.customer_id,
      { topics: row.wanted, unwanted: row.unwanted.filter((topic) => !row.wanted.includes(topic)) },
    ]),
  )
}

/** How well each of them knows a topic, where they said so. */
export async function levelsOf(db: Db, customerIds: readonly string[]): Promise<Map<string, unknown>> {
  const found = await sql<{ customer_id: string; levels: unknown }>`select customer_id, levels from customer_choice
    where customer_id = any(${customerIds}::uuid[]) and levels <> '{}'`.execute(db)
  return new Map(found.rows.map((row) => [row.customer_id, row.levels]))
}
