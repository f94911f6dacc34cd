import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Figures, InsightDay } from './figures.ts'
import './tables.ts'

/** One run at a time, until the transaction ends. */
export const holdRun = async (db: Db): Promise<void> => void (await sql`select pg_advisory_xact_lock(7310024)`.execute(db))

/** The figures of the last day that was counted; undefined before the first run. */
export async function latestDay(db: Db): Promise<InsightDay | undefined> {
  const row = await db.selectFrom('insight_day').selectAll().orderBy('day', 'desc').limit(1).executeTakeFirst()
  return row && { day: row.day, computedAt: row.computed_at, seconds: row.seconds, currency: row.currency, figures: row.figures as Figures }
}

/** Keeps the figures of a day; counted again on the same day, the later ones stand. */
export async function keepDay(db: Db, { day, computedAt, seconds, currency, figures }: InsightDay): Promise<void> {
  const row = {
    computed_at: computedAt,
    seconds,
    currency,
    figures: JSON.stringify(figures),
    is_sample: sql<boolean>`exists (select from customer where is_sample)`,
  }
  await db
    .insertInto('insight_day')
    .values({ day, ...row })
    .onConflict((conflict) => conflict.column('day').doUpdateSet(row))
    .execute()
  // A clock that was set back must not leave a later day in front of today's.
  await sql`delete from insight_day where day > ${day}::date`.execute(db)
}
