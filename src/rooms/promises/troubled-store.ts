import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { ServicePromise } from './promise.ts'
import { toPromise } from './store.ts'
import './tables.ts'

/**
 * Which of these customers have something open that weighs on them: a promise that was missed, a slip since `since` that nobody told of or put
 * right, a complaint that is not closed, or one about safety or health at any time.
 */
export async function troubledAmong(db: Db, customerIds: readonly string[], since: Date): Promise<Set<string>> {
  const found = await sql<{ customer_id: string }>`
    select customer_id from promise where customer_id = any(${customerIds}::uuid[]) and state = 'open' and (is_missed or slips > 0)
    union
    select customer_id from promise_slip where customer_id = any(${customerIds}::uuid[]) and at >= ${since}
      and (told_at is null or (fix is not null and fixed_at is null))
    union
    select customer_id from complaint where customer_id = any(${customerIds}::uuid[]) and (state <> 'closed' or touches is not null)
    `.execute(db)
  return new Set(found.rows.map(({ customer_id }) => customer_id))
}

/** Promises to a customer that were kept and never slipped, the latest first. */
export async function keptTo(db: Db, customerId: string, limit: number): Promise<ServicePromise[]> {
  const found = await sql<Selectable<Schema['promise']>>`select * from promise where customer_id = ${customerId}::uuid
    and direction = 'to-customer' and state = 'kept' and slips = 0 order by done_at desc, promise_id desc limit ${limit}`.execute(db)
  return found.rows.map(toPromise)
}
