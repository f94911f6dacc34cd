import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { tell } from '../../platform/stream/stream.ts'
import type { Permission, Role } from '../../values/rights.ts'
import './tables.ts'

export type OpenSession = {
  sessionId: string
  staffId: string
  name: string
  role: Role
  isLockedOut: boolean
  expires_at: Date
  last_seen_at: Date
  /** As whom the house is looked at: the role as it is now, and the person where it is one. */
  looksAs: { role: Role; staffId: string | null; name: string | null } | undefined
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
    .leftJoin('staff as seen', 'seen.staff_id', 'session.looks_as_staff')
    .select([
      'session.session_id',
      'session.expires_at',
      'session.last_seen_at',
      'session.looks_as_role',
      'staff.staff_id',
      'staff.name',
      'staff.role',
      'staff.is_locked_out',
      'seen.staff_id as seen_id',
      'seen.name as seen_name',
      'seen.role as seen_role',
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
      looksAs: row.looks_as_role ? { role: row.seen_role ?? row.looks_as_role, staffId: row.seen_id, name: row.seen_name } : undefined,
    }
  )
}

export async function touchSession(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db.updateTable('session').set({ last_seen_at: now }).where('token_hash', '=', tokenHash).execute()
}

/** Open screens of these people ask at once whether they may stay. */
const tellDoors = (db: Db, staffIds: readonly string[]): Promise<void> => tell(db, { what: 'doors', about: {}, to: { staffIds } })

/** Looks at the house as a role or as a person; with neither, as oneself. */
export async function setLooksAs(db: Db, sessionId: string, as: { role: Role; staffId: string | null } | undefined): Promise<void> {
  const looking = await db
    .updateTable('session')
    .set({ looks_as_role: as?.role ?? null, looks_as_staff: as?.staffId ?? null })
    .where('session_id', '=', sessionId)
    .returning('staff_id')
    .execute()
  await tellDoors(
    db,
    looking.map((row) => row.staff_id),
  )
}

/** Whoever looks at the house as this person looks as themselves again. */
export async function endLooksAs(db: Db, staffId: string): Promise<void> {
  const looking = await db
    .updateTable('session')
    .set({ looks_as_role: null, looks_as_staff: null })
    .where('looks_as_staff', '=', staffId)
    .returning('staff_id')
    .execute()
  await tellDoors(
    db,
    looking.map((row) => row.staff_id),
  )
}

export async function endSession(db: Db, sessionId: string): Promise<void> {
  const ended = await sql<{ staff_id: string }>`with ended as
      (delete from session where session_id = ${sessionId} returning staff_id, last_seen_at)
    update staff set last_seen_at = greatest(staff.last_seen_at, ended.last_seen_at) from ended
    where staff.staff_id = ended.staff_id returning staff.staff_id`.execute(db)
  await tellDoors(
    db,
    ended.rows.map((row) => row.staff_id),
  )
}

/** Ends every session of a person, but for the one named. */
export async function endSessions(db: Db, staffId: string, except?: string): Promise<void> {
  await sql`with ended as (delete from session where staff_id = ${staffId}
      and session_id is distinct from ${except ?? null}::uuid returning last_seen_at)
    update staff set last_seen_at = greatest(last_seen_at, (select max(last_seen_at) from ended))
    where staff_id = ${staffId} and exists (select from ended)`.execute(db)
  await tellDoors(db, [staffId])
}

export async function forgetOldSessions(db: Db, now: Date): Promise<void> {
  await sql`with ended as (delete from session where expires_at < ${now} returning staff_id, last_seen_at)
    update staff set last_seen_at = greatest(staff.last_seen_at, late.at)
    from (select staff_id, max(last_seen_at) as at from ended group by 1) late where staff.staff_id = late.staff_id`.execute(db)
}

export type ApiToken = {
  id: string
  name: string
  role: Role
  scopes: Permission[] | null
  madeByName: string | null
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
}

export type NewToken = {
  id: string
  tokenHash: string
  name: string
  role: Role
  scopes: readonly Permission[] | undefined
  madeBy: string | undefined
  expiresAt: Date | undefined
  now: Date
}

export async function addToken(db: Db, token: NewToken): Promise<void> {
  await db
    .insertInto('api_token')
    .values({
      token_id: token.id,
      token_hash: token.tokenHash,
      name: token.name,
      role: token.role,
      scopes: token.scopes ? [...token.scopes] : null,
      made_by: token.madeBy ?? null,
      expires_at: token.expiresAt ?? null,
      created_at: token.now,
    })
    .execute()
}

export async function findToken(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<Pick<ApiToken, 'id' | 'name' | 'role' | 'scopes' | 'lastUsedAt'> | undefined> {
  const row = await db
    .selectFrom('api_token')
    .select(['token_id', 'name', 'role', 'scopes', 'last_used_at'])
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .executeTakeFirst()
  return row && { id: row.token_id, name: row.name, role: row.role, scopes: row.scopes, lastUsedAt: row.last_used_at }
}

/** The tokens in force. */
export async function allTokens(db: Db, now: Date): Promise<ApiToken[]> {
  const rows = await db
    .selectFrom('api_token')
    .leftJoin('staff', 'staff.staff_id', 'api_token.made_by')
    .select([
      'api_token.token_id',
      'api_token.name',
      'api_token.role',
      'api_token.scopes',
      'api_token.created_at',
      'api_token.expires_at',
      'api_token.last_used_at',
      'staff.name as made_by_name',
    ])
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .orderBy('api_token.created_at')
    .execute()
  return rows.map((row) => ({
    id: row.token_id,
    name: row.name,
    role: row.role,
    scopes: row.scopes,
    madeByName: row.made_by_name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }))
}

/** The person behind a token: what it makes is theirs. */
export async function makerOfToken(db: Db, tokenId: string): Promise<string | undefined> {
  const row = await db.selectFrom('api_token').select('made_by').where('token_id', '=', tokenId).executeTakeFirst()
  return row?.made_by ?? undefined
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
