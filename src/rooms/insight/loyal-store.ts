import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { LoyalDay } from './figures.ts'
import './tables.ts'

/** What the model of loyalty kept: its days, and who is about to be lost. */

export type ModelDay = LoyalDay & { currency: string; basis: 'profit' | 'revenue' }

/** What the model said on a day, or on the last day before it within a month. */
export async function modelDay(db: Db, day: string): Promise<ModelDay | null> {
  const found = await sql<{
    day: string
    tenure_median_days: number | null
    equity_minor: number | null
    equity_low: number | null
    equity_high: number | null
    currency: string
    basis: 'profit' | 'revenue'
  }>`select day, tenure_median_days, equity_minor, equity_low, equity_high, currency, basis from loyalty_day
    where day <= ${day}::date and day > ${day}::date - 31 order by day desc limit 1`.execute(db)
  const row = found.rows[0]
  if (!row) return null
  return {
    day: row.day,
    tenureMedianDays: row.tenure_median_days,
    equityMinor: row.equity_minor,
    equityLow: row.equity_low,
    equityHigh: row.equity_high,
    currency: row.currency,
    basis: row.basis,
  }
}

export type AtStake = {
  customerId: string
  state: string
  silentDays: number
  rhythmDays: number | null
  purchaseDays: number
  chance: number
  valueMinor: number
  currency: string
}

/** Who is cooling or about to be lost and can be called, the most valuable first; whoever was refused lately is not among them. */
export async function atStake(db: Db, today: string, limit: number): Promise<AtStake[]> {
  const found = await sql<{
    customer_id: string
    state: string
    silent_days: number
    rhythm_days: number | null
    purchase_days: number
    p_buy: number
    clv_minor: number
    currency: string
  }>`select l.customer_id, l.state, ${today}::date - s.last_day as silent_days, l.rhythm_days, s.days as purchase_days, l.p_buy,
      l.clv_minor, l.currency
    from customer_loyalty l join customer_stats s using (customer_id) join customer c using (customer_id)
    where l.state in ('at-risk', 'cooling') and l.clv_minor is not null and c.has_phone
      and not exists (select from insight_refusal r where r.customer_id = l.customer_id and r.until > ${today}::date)
    order by l.clv_minor desc nulls last, l.customer_id limit ${limit}`.execute(db)
  return found.rows.map((row) => ({
    customerId: row.customer_id,
    state: row.state,
    silentDays: row.silent_days,
    rhythmDays: row.rhythm_days,
    purchaseDays: row.purchase_days,
    chance: row.p_buy,
    valueMinor: row.clv_minor,
    currency: row.currency,
  }))
}

/** Keeps that a suggested call did not fit, until a day. */
export async function refuseCall(db: Db, customerId: string, until: string, staffId: string | null, at: Date): Promise<void> {
  const row = { until, staff_id: staffId, at }
  await db
    .insertInto('insight_refusal')
    .values({ customer_id: customerId, ...row })
    .onConflict((conflict) => conflict.column('customer_id').doUpdateSet(row))
    .execute()
}

export async function unrefuseCall(db: Db, customerId: string): Promise<void> {
  await db.deleteFrom('insight_refusal').where('customer_id', '=', customerId).execute()
}

/** Customers of the house, for the time before anything was counted. */
export async function countCustomers(db: Db): Promise<number> {
  const found = await sql<{ count: number }>`select count(*) as count from customer`.execute(db)
  return found.rows[0]?.count ?? 0
}
