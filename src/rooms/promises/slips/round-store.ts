import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import './tables.ts'

/** What time has to look at among slips. */

export type SlipKey = { promiseId: string; slipId: string }

const keys = (rows: readonly { promise_id: string; slip_id: string }[]): SlipKey[] =>
  rows.map((row) => ({ promiseId: row.promise_id, slipId: row.slip_id }))

/** Slips of real customers that were declared since then and of which nobody was told; the oldest first. */
export async function untold(db: Db, since: Date, most: number): Promise<SlipKey[]> {
  const found = await sql<{ promise_id: string; slip_id: string }>`select s.promise_id, s.slip_id
    from promise_slip s join promise p on p.customer_id = s.customer_id and p.promise_id = s.promise_id
    where s.told_at is null and s.at >= ${since} and s.declared_at is not null and p.slip_id = s.slip_id and not p.is_sample
      and p.direction in ('to-customer', 'to-partner') and (p.promised_due is null or p.promised_due >= ${since})
    order by s.at limit ${most}`.execute(db)
  return keys(found.rows)
}

/** Told slips with a remedy to which nobody answered, told before then. */
export async function unanswered(db: Db, since: Date, before: Date, most: number): Promise<SlipKey[]> {
  const found = await sql<{ promise_id: string; slip_id: string }>`select promise_id, slip_id from promise_slip
    where told_at is not null and answer is null and told_at >= ${since} and told_at < ${before} and (fix is not null or amends is not null)
    order by told_at limit ${most}`.execute(db)
  return keys(found.rows)
}

/** Slips told by a message since then, with it. */
export async function toldByMessage(db: Db, since: Date, most: number): Promise<(SlipKey & { messageId: string })[]> {
  const found = await sql<{ promise_id: string; slip_id: string; message_id: string }>`select promise_id, slip_id, message_id
    from promise_slip where told_at is not null and answer is null and told_at >= ${since} and message_id is not null
    order by told_at desc limit ${most}`.execute(db)
  return found.rows.map((row) => ({ promiseId: row.promise_id, slipId: row.slip_id, messageId: row.message_id }))
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
