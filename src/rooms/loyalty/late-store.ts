import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { LoyaltyState } from './contract.ts'
import './tables.ts'

/** Regulars who stay away longer than they do, for whoever turns to them. */

export type Late = {
  customerId: string
  state: LoyaltyState
  rhythmDays: number
  lastDay: string
  /** The day of the last contact, which may be that of the last purchase. */
  contactOn: string
  isSample: boolean
}

export type LateAsked = { lateAfter: number; zone: string; quietSince: Date; limit: number }

/**
 * Cooling or about to be lost, and silent beyond so many times their own rhythm: the most valuable first, along `customer_loyalty_late`. Whoever
 * was turned to lately, on a later day than that of their last purchase, is left alone.
 */
export const lateQuery = ({ lateAfter, zone, quietSince, limit }: LateAsked) => sql<{
  customer_id: string
  state: LoyaltyState
  rhythm_days: number
  last_day: string
  contact_on: string
  is_sample: boolean
}>`select l.customer_id, l.state, l.rhythm_days, l.as_of - (l.t_days - l.t_x_days) as last_day, c.is_sample,
    greatest(l.as_of - (l.t_days - l.t_x_days), (c.last_contact_at at time zone ${zone})::date) as contact_on
  from customer_loyalty l join lateral (select is_sample, last_contact_at from customer where customer_id = l.customer_id
    and (last_contact_at is null or last_contact_at < ${quietSince}
      or last_contact_at < (l.as_of - (l.t_days - l.t_x_days) + 1)::timestamp at time zone ${zone})) c on true
  where l.state in ('cooling', 'at-risk') and l.late_by >= 1 and l.late_by >= ${lateAfter}::float8 and l.rhythm_days is not null
  order by l.clv_minor desc nulls last, l.customer_id limit ${limit}`

export const lateRegulars = async (db: Db, asked: LateAsked): Promise<Late[]> =>
  (await lateQuery(asked).execute(db)).rows.map((row) => ({
    customerId: row.customer_id,
    state: row.state,
    rhythmDays: row.rhythm_days,
    lastDay: row.last_day,
    contactOn: row.contact_on,
    isSample: row.is_sample,
  }))
