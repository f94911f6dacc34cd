import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import './tables.ts'

/** What time has to look at among slips. */

export type SlipKey = { promiseId: string; slipId: string }
/** Where a page ended: the moment as the database writes it, to the microsecond, and the slip. */
export type SlipMark = { at: string; slipId: string }
export type Paged = SlipKey & { mark: SlipMark }

type KeyRow = { promise_id: string; slip_id: string; at: string }
const paged = (row: KeyRow): Paged => ({ promiseId: row.promise_id, slipId: row.slip_id, mark: { at: row.at, slipId: row.slip_id } })

/** What comes after the end of a page, in the order of a moment and the slip. */
const after = (moment: 'at' | 'told_at', mark: SlipMark | undefined) => {
  const column = sql.ref(`s.${moment}`)
  return mark === undefined ? sql`true` : sql`(${column}, s.slip_id) > (${mark.at}::timestamptz, ${mark.slipId}::uuid)`
}

/** Slips of real customers that were declared since then and of which nobody was told; the oldest first. */
export async function untold(db: Db, since: Date, mark: SlipMark | undefined, most: number): Promise<Paged[]> {
  const found = await sql<KeyRow>`select s.promise_id, s.slip_id, s.at::text as at
    from promise_slip s join promise p on p.customer_id = s.customer_id and p.promise_id = s.promise_id
    where s.told_at is null and s.at >= ${since} and s.declared_at is not null and p.slip_id = s.slip_id and not p.is_sample
      and p.direction in ('to-customer', 'to-partner') and (p.promised_due is null or p.promised_due >= ${since}) and ${after('at', mark)}
    order by s.at, s.slip_id limit ${most}`.execute(db)
  return found.rows.map(paged)
}

/** Told slips with a remedy to which nobody answered, told before then; the longest told first. */
export async function unanswered(
  db: Db,
  { since, before }: { since: Date; before: Date },
  mark: SlipMark | undefined,
  most: number,
): Promise<Paged[]> {
  const found = await sql<KeyRow>`select s.promise_id, s.slip_id, s.told_at::text as at from promise_slip s
    where s.told_at is not null and s.answer is null and s.told_at >= ${since} and s.told_at < ${before}
      and (s.fix is not null or s.amends is not null) and ${after('told_at', mark)}
    order by s.told_at, s.slip_id limit ${most}`.execute(db)
  return found.rows.map(paged)
}

/** Slips told by a message since then, with it; the longest told first. */
export async function toldByMessage(
  db: Db,
  since: Date,
  mark: SlipMark | undefined,
  most: number,
): Promise<(Paged & { messageId: string })[]> {
  const found = await sql<KeyRow & { message_id: string }>`select s.promise_id, s.slip_id, s.told_at::text as at, s.message_id
    from promise_slip s where s.told_at is not null and s.answer is null and s.told_at >= ${since} and s.message_id is not null
      and ${after('told_at', mark)}
    order by s.told_at, s.slip_id limit ${most}`.execute(db)
  return found.rows.map((row) => ({ ...paged(row), messageId: row.message_id }))
}

/** Whether the standard by which a promise was made lets the house tell by itself. */
export async function tellsByItself(db: Db, standardVersionId: string | null): Promise<boolean> {
  if (standardVersionId === null) return false
  const row = await db
    .selectFrom('standard_version')
    .select('tells_by_itself')
    .where('standard_version_id', '=', standardVersionId)
    .executeTakeFirst()
  return row?.tells_by_itself ?? false
}

/** Makes drafts ready for the promises that cannot be kept because of what they rest on; those that have one keep it. Answers how many. */
export async function makeReady(db: Db, now: Date): Promise<number> {
  const done = await sql`insert into promise_slip (customer_id, promise_id, slip_id, number, at, is_foreseen, first_customer_id, is_sample)
    select p.customer_id, p.promise_id, gen_random_uuid(), 1 + greatest(p.slips, (select coalesce(max(s.number), 0) from promise_slip s
      where s.customer_id = p.customer_id and s.promise_id = p.promise_id)), ${now}, true, p.first_customer_id, p.is_sample
    from promise p
    where p.stage = 'risk' and p.state = 'open' and p.direction in ('to-customer', 'to-partner')
      and (p.rests_unsure or p.forecast > p.promised_due)
      and not exists (select from promise_slip s where s.customer_id = p.customer_id and s.promise_id = p.promise_id
        and (s.told_at is null or s.tell_by is not null and s.news_at is null))
    on conflict do nothing`.execute(db)
  return Number(done.numAffectedRows ?? 0)
}

/** Drafts that nobody needed: their promise was kept, or can be after all. */
export async function dropNeedless(db: Db): Promise<void> {
  await sql`delete from promise_slip s using promise p
    where s.told_at is null and s.declared_at is null and p.customer_id = s.customer_id and p.promise_id = s.promise_id
      and p.stage in ('due', 'done')`.execute(db)
}
