import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../db/db.ts'
import { Refusal } from '../refusal.ts'

declare module '#platform/db/schema.ts' {
  interface Schema {
    idempotency: { key: string; request: string; status: number; answer: string; created_at: Date }
  }
}

/** An answer kept for a repeat of the same request. */
export type Kept = { status: number; answer: unknown }

export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('base64url')

/**
 * Takes the key for this transaction and answers what was kept under it, if anything.
 * Refuses with 409 while a twin of the request still runs and with 422 when the key was used for another request.
 */
export async function takeKey(db: Db, key: string, request: string): Promise<Kept | undefined> {
  const lock = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${key}, 7070)) as taken`.execute(db)
  if (!lock.rows[0]?.taken) throw new Refusal(409, 'request.still_running', 'The same request is still being worked on.')
  const found = await db.selectFrom('idempotency').select(['request', 'status', 'answer']).where('key', '=', key).executeTakeFirst()
  if (!found) return undefined
  if (found.request !== request) throw new Refusal(422, 'request.key_reused', 'This idempotency key was used for another request.')
  return { status: found.status, answer: JSON.parse(found.answer) }
}

/** Keeps the answer in the same transaction as its effect. */
export async function keepAnswer(db: Db, key: string, request: string, kept: Kept, now: Date): Promise<void> {
  await db
    .insertInto('idempotency')
    .values({ key, request, status: kept.status, answer: JSON.stringify(kept.answer ?? null), created_at: now })
    .execute()
}

/** Answers are kept for 24 hours. */
export async function forgetOldKeys(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('idempotency')
    .where('created_at', '<', new Date(now.getTime() - 24 * 3600_000))
    .execute()
}
