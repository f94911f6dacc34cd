import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import './tables.ts'

export type CountedTag = { tag: string; count: number }

/** So many tagged customers are counted one by one; a house with more gets an estimate from as many. */
const COUNTED = 20_000
const MOST_SHOWN = 200

type Row = { tag: string; n: number }

/** Of the newest tagged customers; read from the index alone. */
async function amongNewest(db: Db): Promise<{ rows: Row[]; looked: number }> {
  const found = await sql<Row & { looked: number }>`with newest as materialized (
      select tags from customer where tags <> '{}' order by customer_id desc limit ${sql.lit(COUNTED)})
    select tag, count(*) as n, (select count(*) from newest) as looked from newest, unnest(tags) as tag group by tag`.execute(db)
  return { rows: found.rows, looked: found.rows[0]?.looked ?? 0 }
}

/** Of customers on pages drawn from the whole table, multiplied up; the seed is fixed, so that the figures do not flicker. */
async function amongAll(db: Db): Promise<Row[]> {
  const size = await sql<{ n: number }>`select greatest(reltuples, 1)::bigint as n from pg_class where oid = 'customer'::regclass`.execute(
    db,
  )
  const share = Math.min(1, COUNTED / (size.rows[0]?.n ?? 1))
  const found = await sql<Row>`select tag, round(count(*) / ${share}::float8)::bigint as n
    from customer tablesample system (${sql.lit(share * 100)}) repeatable (7), unnest(tags) as tag group by tag`.execute(db)
  return found.rows
}

/**
 * Tags in use, the commonest first. An index by tag cannot count without reading every row that has it, and a count kept beside would be
 * one hot row for everybody who tags; so it is exact up to 20,000 tagged customers, and above it the newest 20,000 say which tags there
 * are and a sample of the table how common they are.
 */
export async function tagsInUse(db: Db, begins: (tag: string) => boolean): Promise<{ tags: CountedTag[]; isExact: boolean }> {
  const newest = await amongNewest(db)
  const isExact = newest.looked < COUNTED
  const counts = new Map(newest.rows.map(({ tag, n }) => [tag, n]))
  if (!isExact) for (const { tag, n } of await amongAll(db)) counts.set(tag, Math.max(n, counts.get(tag) ?? 0))
  const tags = [...counts]
    .filter(([tag]) => begins(tag))
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1))
  return { tags: tags.slice(0, MOST_SHOWN), isExact }
}
