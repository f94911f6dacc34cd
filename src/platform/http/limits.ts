import { sql } from 'kysely'
import type { Db } from '../db/db.ts'

declare module '#platform/db/schema.ts' {
  interface Schema {
    attempt: { key: string; points: number; expire: number | null }
  }
}

/** Points of a key that is held: counted attempts are never below nothing. */
const HELD = -1

/** Until when a key is held; undefined when it may try. Ask it before the secret is looked at. */
export async function isHeld(db: Db, key: string, now: Date): Promise<Date | undefined> {
  const row = await db
    .selectFrom('attempt')
    .select('expire')
    .where('key', '=', key)
    .where('points', '=', HELD)
    .where('expire', '>', now.getTime())
    .executeTakeFirst()
  return row?.expire ? new Date(row.expire) : undefined
}

/** Of these keys those that are held, each with its end. */
export async function heldOf(db: Db, keys: readonly string[], now: Date): Promise<Map<string, Date>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('attempt')
    .select(['key', 'expire'])
    .where('key', 'in', keys)
    .where('points', '=', HELD)
    .where('expire', '>', now.getTime())
    .execute()
  return new Map(rows.map(({ key, expire }) => [key, new Date(expire ?? 0)]))
}

/**
 * Counts a failed attempt and answers until when the key is held, if it now is: `most` failures within `perSeconds` hold it for as long again.
 * One statement, so that attempts made at once are all counted. Must not stand in a transaction that the refusal takes back.
 */
export async function countFailure(
  db: Db,
  key: string,
  { most, perSeconds, now }: { most: number; perSeconds: number; now: Date },
): Promise<Date | undefined> {
  const [at, end] = [now.getTime(), now.getTime() + perSeconds * 1000]
  const found = await sql<{ points: number; expire: number }>`
    insert into attempt (key, points, expire) values (${key}, ${most <= 1 ? HELD : 1}, ${end}::bigint)
    on conflict (key) do update set
      points = case when attempt.expire <= ${at}::bigint then excluded.points
        when attempt.points = ${HELD} or attempt.points + 1 >= ${most} then ${HELD} else attempt.points + 1 end,
      expire = case when attempt.expire <= ${at}::bigint then excluded.expire
        when attempt.points <> ${HELD} and attempt.points + 1 >= ${most} then excluded.expire else attempt.expire end
    returning points, expire`.execute(db)
  const row = found.rows[0]
  return row?.points === HELD ? new Date(row.expire) : undefined
}

/** What was counted is forgotten: the right secret was given. */
export async function forgetFailures(db: Db, key: string): Promise<void> {
  await db.deleteFrom('attempt').where('key', '=', key).execute()
}

/** Counts that ended an hour ago say nothing any more. */
export async function forgetOldAttempts(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('attempt')
    .where('expire', '<', now.getTime() - 3600_000)
    .execute()
}
