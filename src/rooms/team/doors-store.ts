import type { Db } from '../../platform/db/db.ts'
import { tell } from '../../platform/stream/stream.ts'
import type { Role } from '../../values/rights.ts'
import './tables.ts'

export type OpenSession = {
  sessionId: string
  staffId: string
  name: string
  role: Role
  isLockedOut: boolean
  expires_at: Date
  last_seen_at: Date
}

export async function addSession(
  db: Db,
  session: { tokenHash: string; sessionId: string; staffId: string; now: Date; end: Date },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      session_id: session.sessionId,
      staff_id: session.staffId,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.end,
    })
    .execute()
}

export async function findSession(db: Db, tokenHash: string): Promise<OpenSession | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('staff', 'staff.staff_id', 'session.staff_id')
    .select([
      'session.session_id',
      'session.expires_at',
      'session.last_seen_at',
      'staff.staff_id',
      'staff.name',
      'staff.role',
      'staff.is_locked_out',
    ])
    .where('session.token_hash', '=', tokenHash)
    .executeTakeFirst()
  return (
    row && {
      sessionId: row.session_id,
      staffId: row.staff_id,
      name: row.name,
      role: row.role,
      isLockedOut: row.is_locked_out,
      expires_at: row.expires_at,
      last_seen_at: row.last_seen_at,
    }
  )
}

export async function touchSession(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db.updateTable('session').set({ last_seen_at: now }).where('token_hash', '=', tokenHash).execute()
}

/** Open screens of these people ask at once whether they may stay. */
const tellDoors = (db: Db, staffIds: readonly string[]): Promise<void> => tell(db, { what: 'doors', about: {}, to: { staffIds } })

export async function endSession(db: Db, sessionId: string): Promise<void> {
  const ended = await db.deleteFrom('session').where('session_id', '=', sessionId).returning('staff_id').execute()
  await tellDoors(
    db,
    ended.map((row) => row.staff_id),
  )
}

/** Ends every session of a person, but for the one named. */
export async function endSessions(db: Db, staffId: string, except?: string): Promise<void> {
  let query = db.deleteFrom('session').where('staff_id', '=', staffId)
  if (except) query = query.where('session_id', '<>', except)
  await query.execute()
  await tellDoors(db, [staffId])
}

export async function forgetOldSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<', now).execute()
}

export type ApiToken = { id: string; name: string; role: Role; createdAt: Date; lastUsedAt: Date | null }

export async function addToken(db: Db, token: { id: string; tokenHash: string; name: string; role: Role; now: Date }): Promise<void> {
  await db
    .insertInto('api_token')
    .values({ token_id: token.id, token_hash: token.tokenHash, name: token.name, role: token.role, created_at: token.now })
    .execute()
}

const toToken = (row: { token_id: string; name: string; role: Role; created_at: Date; last_used_at: Date | null }): ApiToken => ({
  id: row.token_id,
  name: row.name,
  role: row.role,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
})

const tokenColumns = ['token_id', 'name', 'role', 'created_at', 'last_used_at'] as const

export async function findToken(db: Db, tokenHash: string): Promise<ApiToken | undefined> {
  const row = await db
    .selectFrom('api_token')
    .select(tokenColumns)
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row && toToken(row)
}

export async function allTokens(db: Db): Promise<ApiToken[]> {
  return (await db.selectFrom('api_token').select(tokenColumns).where('revoked_at', 'is', null).orderBy('created_at').execute()).map(
    toToken,
  )
}

export async function touchToken(db: Db, tokenId: string, now: Date): Promise<void> {
  await db.updateTable('api_token').set({ last_used_at: now }).where('token_id', '=', tokenId).execute()
}

/** False when there was no such token in force. */
export async function revokeToken(db: Db, tokenId: string, now: Date): Promise<boolean> {
  const done = await db
    .updateTable('api_token')
    .set({ revoked_at: now })
    .where('token_id', '=', tokenId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** The newest start link is the only one that works. */
export async function replaceStartLink(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db.deleteFrom('start_link').execute()
  await db.insertInto('start_link').values({ token_hash: tokenHash, created_at: now }).execute()
}

/** Takes the link out of use; false when it was none or somebody took it first. */
export async function takeStartLink(db: Db, tokenHash: string): Promise<boolean> {
  const done = await db.deleteFrom('start_link').where('token_hash', '=', tokenHash).executeTakeFirst()
  return done.numDeletedRows === 1n
}
