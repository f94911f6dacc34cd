import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Direction } from './promise.ts'
import './tables.ts'

export type ScoreBy = 'all' | 'kind' | 'category' | 'team' | 'person' | 'partner'

export type Counts = {
  key: string
  kept: number
  exceeded: number
  late: number
  broken: number
  warned: number
  withdrawn: number
  open: number
}

const keys: Record<ScoreBy, string> = {
  all: `''`,
  kind: 'kind',
  category: 'category',
  team: `coalesce(team, '')`,
  person: `coalesce(holder_id::text, '')`,
  partner: 'customer_id::text',
}

/** How promises of a direction ended between two moments, and how many are open, by what is asked. */
export async function countEnds(
  db: Db,
  { by, direction, from, until }: { by: ScoreBy; direction: Direction; from?: Date | undefined; until?: Date | undefined },
): Promise<Counts[]> {
  const key = sql.raw(keys[by])
  const found = await sql<Counts>`select ${key} as key,
      count(*) filter (where state = 'kept') as kept, count(*) filter (where state = 'kept' and is_exceeded) as exceeded,
      count(*) filter (where state = 'late') as late, count(*) filter (where state = 'broken') as broken,
      count(*) filter (where state in ('late', 'broken') and is_warned) as warned,
      count(*) filter (where state = 'withdrawn') as withdrawn, count(*) filter (where state = 'open') as open
    from promise
    where direction = ${direction} and (state = 'open' or ((${from ?? null}::timestamptz is null or done_at >= ${from ?? null})
      and (${until ?? null}::timestamptz is null or done_at < ${until ?? null})))
    group by 1 order by count(*) desc, 1 limit 200`.execute(db)
  return found.rows
}
