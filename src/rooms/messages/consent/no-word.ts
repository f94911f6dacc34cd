import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import { choicesOf } from './choices.ts'
import { NO_TOPIC } from './rules.ts'
import './tables.ts'

/**
 * Of these customers those who want the house not to turn to them by itself: they left everything, chose to hear of bookings and orders alone,
 * or rest for a while. What they asked for, and what was promised to them, is another matter.
 */
export async function wantNoWord(db: Db, customerIds: readonly string[], now: Date): Promise<Set<string>> {
  if (customerIds.length === 0) return new Set()
  const [choices, left] = await Promise.all([
    choicesOf(db, customerIds),
    sql<{ customer_id: string }>`select customer_id from consent_now where customer_id = any(${customerIds}::uuid[]) and purpose = 'every'
      and topic_id = ${NO_TOPIC}::uuid and channel = 'every' and state in ('withdrawn', 'objected', 'erased')`.execute(db),
  ])
  const chose = [...choices].filter(([, { monthly, pausedUntil }]) => monthly === 0 || (pausedUntil !== null && pausedUntil > now))
  return new Set([...chose.map(([id]) => id), ...left.rows.map((row) => row.customer_id)])
}
