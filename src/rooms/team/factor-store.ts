import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import './tables.ts'

export type Factor = { sealed: string; isInForce: boolean }

export async function findFactor(db: Db, staffId: string): Promise<Factor | undefined> {
  const row = await db.selectFrom('staff').select(['factor_secret', 'factor_since']).where('staff_id', '=', staffId).executeTakeFirst()
  return row?.factor_secret ? { sealed: row.factor_secret, isInForce: row.factor_since !== null } : undefined
}

/** Any sealed secret, for whoever wants to know whether the key still opens it. */
export async function findAnySealed(db: Db): Promise<{ staffId: string; sealed: string } | undefined> {
  const row = await db
    .selectFrom('staff')
    .select(['staff_id', 'factor_secret'])
    .where('factor_secret', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row?.factor_secret ? { staffId: row.staff_id, sealed: row.factor_secret } : undefined
}

export async function beginFactor(db: Db, staffId: string, sealed: string): Promise<void> {
  await db
    .updateTable('staff')
    .set({ factor_secret: sealed, factor_since: null, factor_last_step: null })
    .where('staff_id', '=', staffId)
    .execute()
}

export async function putFactorInForce(db: Db, staffId: string, now: Date): Promise<void> {
  await db
    .updateTable('staff')
    .set({ factor_since: now, version: sql`version + 1` as never })
    .where('staff_id', '=', staffId)
    .execute()
}

export async function removeFactor(db: Db, staffId: string): Promise<void> {
  await db.deleteFrom('recovery_code').where('staff_id', '=', staffId).execute()
  await db
    .updateTable('staff')
    .set({ factor_secret: null, factor_since: null, factor_last_step: null, version: sql`version + 1` as never })
    .where('staff_id', '=', staffId)
    .execute()
}

/** Takes a time step for this person; false when it or a later one was used: a code works once, however many ask at the same time. */
export async function takeStep(db: Db, staffId: string, step: number): Promise<boolean> {
  const done = await db
    .updateTable('staff')
    .set({ factor_last_step: step })
    .where('staff_id', '=', staffId)
    .where((where) => where.or([where('factor_last_step', 'is', null), where('factor_last_step', '<', step)]))
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function replaceRecoveryCodes(db: Db, staffId: string, hashes: readonly string[]): Promise<void> {
  await db.deleteFrom('recovery_code').where('staff_id', '=', staffId).execute()
  await db
    .insertInto('recovery_code')
    .values(hashes.map((code_hash) => ({ staff_id: staffId, code_hash })))
    .execute()
}

/** Uses a recovery code up; false when there is none such or it was used. */
export async function takeRecoveryCode(db: Db, staffId: string, hash: string, now: Date): Promise<boolean> {
  const done = await db
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('staff_id', '=', staffId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
