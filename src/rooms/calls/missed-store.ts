import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'

/** A number that rang in vain: its last such call, and how often. */
export type Missed = { callId: string; from: string; rangAt: Date; times: number; customerId: string | null; isSample: boolean }

type Row = { call_id: string; from_number: string; rang_at: Date; times: number; customer_id: string | null; is_sample: boolean }

/** Numbers that rang in vain since a moment and were not spoken to after it, the last first. Read along `call_missed` and `call_rang`. */
export const missedQuery = (
  since: Date,
  limit: number,
) => sql<Row>`select call_id, from_number, rang_at, times, customer_id, is_sample from (
    select c.*, count(*) over (partition by from_number) as times,
      row_number() over (partition by from_number order by rang_at desc, call_id) as place
    from call c where rang_at >= ${since} and answered_at is null and state = 'ended' and from_number is not null
      and not exists (select from call o where o.rang_at >= ${since} and o.answered_at is not null and o.from_number = c.from_number
        and o.rang_at > c.rang_at)
  ) missed where place = 1 order by rang_at desc limit ${limit}`

export async function missedSince(db: Db, since: Date, limit: number): Promise<Missed[]> {
  const found = await missedQuery(since, limit).execute(db)
  return found.rows.map((row) => ({
    callId: row.call_id,
    from: row.from_number,
    rangAt: row.rang_at,
    times: row.times,
    customerId: row.customer_id,
    isSample: row.is_sample,
  }))
}
