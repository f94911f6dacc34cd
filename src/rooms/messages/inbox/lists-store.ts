import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import { fold } from '../../../values/text.ts'
import { toThread } from './store.ts'
import type { Thread, ThreadBox } from './thread.ts'

/** The lists of the inbox, a page at a time, each by an index of its own. */

/** Where a page ended. */
export type Mark = { waitingSince: Date | null; lastAt: Date; id: string; snoozedUntil: Date | null }

type Row = Selectable<Schema['thread']>
type Whose = { staffId: string; seesOwners: boolean }

const ofBox = (box: 'open' | 'mine' | 'owner', { staffId, seesOwners }: Whose) =>
  box === 'mine'
    ? sql`state = 'open' and assigned_to = ${staffId}::uuid ${seesOwners ? sql`` : sql`and not is_to_owner`}`
    : box === 'owner'
      ? sql`state = 'open' and is_to_owner`
      : sql`state = 'open' ${seesOwners ? sql`` : sql`and not is_to_owner`}`

const later = (mark: Mark | undefined) =>
  mark ? sql`and last_at <= ${mark.lastAt} and (last_at < ${mark.lastAt} or thread_id > ${mark.id}::uuid)` : sql``

/** Those who wait, the longest first; then those who don't, the latest first. */
async function byWaiting(db: Db, where: ReturnType<typeof ofBox>, after: Mark | undefined, limit: number): Promise<Row[]> {
  const order = sql`order by waiting_since nulls last, last_at desc, thread_id`
  const since = after?.waitingSince
  const waiting =
    after && !since
      ? []
      : (
          await sql<Row>`select * from thread where ${where} and waiting_since is not null
            ${after && since ? sql`and waiting_since >= ${since} and (waiting_since > ${since} or last_at < ${after.lastAt} or (last_at = ${after.lastAt} and thread_id > ${after.id}::uuid))` : sql``}
            ${order} limit ${limit}`.execute(db)
        ).rows
  if (waiting.length === limit) return waiting
  const rest = await sql<Row>`select * from thread where ${where} and waiting_since is null ${later(since ? undefined : after)}
    ${order} limit ${limit - waiting.length}`.execute(db)
  return [...waiting, ...rest.rows]
}

async function rowsOf(db: Db, box: ThreadBox, whose: Whose, after: Mark | undefined, limit: number): Promise<Row[]> {
  const shown = whose.seesOwners ? sql`` : sql`and not is_to_owner`
  if (box === 'snoozed') {
    const until = after?.snoozedUntil
    const found = await sql<Row>`select * from thread where state = 'snoozed' ${shown}
      ${after && until ? sql`and (snoozed_until, thread_id) > (${until}, ${after.id}::uuid)` : sql``}
      order by snoozed_until, thread_id limit ${limit}`.execute(db)
    return found.rows
  }
  if (box === 'done') {
    const found = await sql<Row>`select * from thread where state = 'done' ${shown} ${later(after)}
      order by last_at desc, thread_id limit ${limit}`.execute(db)
    return found.rows
  }
  return byWaiting(db, ofBox(box, whose), after, limit)
}

export const page = async (db: Db, box: ThreadBox, whose: Whose, after: Mark | undefined, limit: number): Promise<Thread[]> =>
  (await rowsOf(db, box, whose, after, limit)).map(toThread)

const MOST_FOUND = 100

/** Talks whose name, subject or last words hold this, whatever their state; the latest first. */
export async function search(db: Db, q: string, whose: Whose): Promise<Thread[]> {
  const words = fold(q)
    .replace(/[^\p{L}\p{N}@.]+/gu, ' ')
    .trim()
  // Fewer than three letters are a word of their own: otherwise every talk would be looked through.
  const pattern = [...words].length < 3 ? `% ${words} %` : `%${words}%`
  if (words === '') return []
  const found = await sql<Row>`select * from (select * from thread where found_by like ${pattern}
      ${whose.seesOwners ? sql`` : sql`and not is_to_owner`} limit 1000) as found
    order by last_at desc, thread_id limit ${MOST_FOUND}`.execute(db)
  return found.rows.map(toThread)
}

const MOST_COUNTED = 1000

/** How many there are in each list, to a thousand. */
export async function counts(db: Db, whose: Whose): Promise<{ open: number; mine: number; owner: number; snoozed: number }> {
  const count = (where: ReturnType<typeof ofBox>) =>
    sql`(select count(*)::int from (select 1 from thread where ${where} limit ${MOST_COUNTED}) as few)`
  const shown = whose.seesOwners ? sql`` : sql`and not is_to_owner`
  const found = await sql<{ open: number; mine: number; owner: number; snoozed: number }>`select
    ${count(ofBox('open', whose))} as open, ${count(ofBox('mine', whose))} as mine, ${count(ofBox('owner', whose))} as owner,
    ${count(sql`state = 'snoozed' ${shown}`)} as snoozed`.execute(db)
  return found.rows[0] ?? { open: 0, mine: 0, owner: 0, snoozed: 0 }
}

/** Letters to the owner that wait, the longest first. */
export async function waitingForOwner(db: Db, limit: number): Promise<Thread[]> {
  const found = await sql<Row>`select * from thread where state = 'open' and is_to_owner and waiting_since is not null
    order by waiting_since nulls last, last_at desc, thread_id limit ${limit}`.execute(db)
  return found.rows.map(toThread)
}

/** Letters that wait for anybody's answer or for this person's, the longest first; those to the owner are the owner's. Read along `thread_open`. */
export const waitingForTeamQuery = (
  staffId: string,
  limit: number,
) => sql<Row>`select * from thread where state = 'open' and not is_to_owner
  and waiting_since is not null and (assigned_to is null or assigned_to = ${staffId}::uuid)
  order by waiting_since nulls last, last_at desc, thread_id limit ${limit}`

export const waitingForTeam = async (db: Db, staffId: string, limit: number): Promise<Thread[]> =>
  (await waitingForTeamQuery(staffId, limit).execute(db)).rows.map(toThread)
