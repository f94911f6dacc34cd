import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Direction } from './promise.ts'
import './tables.ts'

export type ScoreBy = 'all' | 'kind' | 'category' | 'team' | 'person' | 'partner'

export type Counts = {
  kept: number
  exceeded: number
  late: number
  broken: number
  warned: number
  /** Of the warned, those that were kept late. */
  warnedLate: number
  withdrawn: number
  open: number
}
export type CountOf = Counts & { key: string; holderId: string | null }

const keys: Record<ScoreBy, string> = {
  all: `''`,
  kind: 'kind',
  category: 'category',
  team: `coalesce(team, '')`,
  person: `''`,
  partner: 'customer_id::text',
}

type Asked = {
  by: ScoreBy
  direction: Direction
  /** Only what this person holds. */
  holderId?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
}

const sumOf = (which: RawBuilder<unknown>) => sql`coalesce(sum(n) filter (where ${which}), 0)::int`

/**
 * How promises of a direction ended between two moments, and how many are open, by what is asked; people and teams by who holds them. What
 * ended stands in one index.
 */
export const endsQuery = ({ by, direction, holderId, from, until }: Asked) => {
  const key = sql.raw(keys[by])
  const holder = sql.raw(by === 'person' ? 'holder_id' : by === 'team' ? 'case when team is null then holder_id end' : 'null::uuid')
  const whose = holderId === undefined ? sql`true` : sql`holder_id = ${holderId}::uuid`
  const says = sql`${key} as key, ${holder} as holder, state, is_warned, is_exceeded, count(*)::int as n`
  // Counted first by what a row says, of which there are few, and told apart after: a million rows are looked at once.
  return sql<CountOf>`with said as (
      (select ${says} from promise
        where direction = ${direction} and ${whose} and state <> 'open' and (${from ?? null}::timestamptz is null or done_at >= ${from ?? null})
          and (${until ?? null}::timestamptz is null or done_at < ${until ?? null}) group by 1, 2, 3, 4, 5)
      union all
      (select ${says} from promise where direction = ${direction} and ${whose} and state = 'open' group by 1, 2, 3, 4, 5))
    select key, holder as "holderId", ${sumOf(sql`state = 'kept'`)} as kept, ${sumOf(sql`state = 'kept' and is_exceeded`)} as exceeded,
      ${sumOf(sql`state = 'late'`)} as late, ${sumOf(sql`state = 'broken'`)} as broken,
      ${sumOf(sql`state in ('late', 'broken') and is_warned`)} as warned, ${sumOf(sql`state = 'late' and is_warned`)} as "warnedLate",
      ${sumOf(sql`state = 'withdrawn'`)} as withdrawn, ${sumOf(sql`state = 'open'`)} as open
    from said group by 1, 2 order by sum(n) desc, 1, 2 limit 1000`
}

export const countEnds = async (db: Db, asked: Asked): Promise<CountOf[]> => (await endsQuery(asked).execute(db)).rows
