/** Figures of single customers, renewed when their orders change. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { dayNumber, fromDayNumber } from '../../values/civil-date.ts'
import type { LoyaltyState } from './contract.ts'
import type { Kept, ScoredOne } from './figures-rules.ts'
import { SCORING_LOCK } from './scoring-lock.ts'
import './tables.ts'

/** Holds off a run that would take over meanwhile; false when one is just doing so. */
export async function holdOffRuns(db: Db): Promise<boolean> {
  const held = await sql<{ is_held: boolean }>`select pg_try_advisory_xact_lock_shared(${SCORING_LOCK}) as is_held`.execute(db)
  return held.rows[0]?.is_held === true
}

/** How these customers stood, held until the transaction ends. */
export async function formerOf(db: Db, customerIds: readonly string[]): Promise<Map<string, Kept>> {
  const rows = await db
    .selectFrom('customer_loyalty')
    .select(['customer_id', 'state', 'since', 'loyal_since', 'was_loyal', 'as_of'])
    .where('customer_id', 'in', customerIds)
    .orderBy('customer_id')
    .forUpdate()
    .execute()
  return new Map(
    rows.map((row) => [
      row.customer_id,
      {
        state: row.state,
        since: dayNumber(row.since),
        loyalSince: row.loyal_since === null ? null : dayNumber(row.loyal_since),
        wasLoyal: row.was_loyal,
        asOf: dayNumber(row.as_of),
      },
    ]),
  )
}

export type Scoring = { runId: string; asOf: string; currency: string; isSample: boolean }

export async function keepFigures(db: Db, { figures: one }: ScoredOne, { runId, asOf, currency, isSample }: Scoring): Promise<void> {
  const row = {
    run_id: runId,
    as_of: asOf,
    state: one.state,
    since: one.since,
    loyal_since: one.loyalSince,
    was_loyal: one.wasLoyal,
    x: one.repeats,
    t_x_days: one.spanDays,
    t_days: one.ageDays,
    rhythm_days: one.rhythmDays,
    late_by: one.lateBy,
    longest_gap_days: one.longestGapDays,
    p_alive: one.alive,
    p_buy: one.buys,
    expected_purchases: one.expectedPurchases,
    active_weeks: one.activeWeeks,
    value_minor: one.valueMinor,
    clv_minor: one.clvMinor,
    clv_before_minor: one.clvBeforeMinor,
    currency,
    scored_at: sql<Date>`clock_timestamp()`,
    is_sample: isSample,
  }
  await db
    .insertInto('customer_loyalty')
    .values({ customer_id: one.customerId, ...row })
    .onConflict((on) => on.column('customer_id').doUpdateSet(row))
    .execute()
}

/** Of several changes on one day the first and the last word stand; a change back to where the day began is none. */
export async function keepChanges(db: Db, { figures, changes }: ScoredOne, { runId, isSample }: Scoring): Promise<void> {
  for (const { on, from, to } of changes) {
    const [day, id] = [fromDayNumber(on), figures.customerId]
    await sql`insert into loyalty_change (customer_id, "on", from_state, to_state, run_id, is_sample)
      values (${id}::uuid, ${day}::date, ${from}, ${to satisfies LoyaltyState}, ${runId}::uuid, ${isSample})
      on conflict (customer_id, "on") do update set to_state = excluded.to_state, run_id = excluded.run_id`.execute(db)
    await sql`delete from loyalty_change where customer_id = ${id}::uuid and "on" = ${day}::date and from_state = to_state`.execute(db)
  }
}

/** Who has bought nothing that stands has no figures. */
export async function forgetFigures(db: Db, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length > 0) await db.deleteFrom('customer_loyalty').where('customer_id', 'in', customerIds).execute()
}

/** Those of these who are still customers, held so that none is removed meanwhile. */
export async function stillThere(db: Db, customerIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`select customer_id from customer where customer_id = any(${customerIds}::uuid[])
    order by customer_id for key share`.execute(db)
  return found.rows.map((row) => row.customer_id)
}
