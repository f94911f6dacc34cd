import type { Db } from '../../platform/db/db.ts'
import type { Role } from '../../values/rights.ts'
import './tables.ts'

export type Invitation = {
  id: string
  name: string
  mail: string | null
  role: Role
  invitedByName: string | null
  createdAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  revokedAt: Date | null
}

const withInviter = (db: Db) =>
  db
    .selectFrom('invitation')
    .leftJoin('staff', 'staff.staff_id', 'invitation.invited_by')
    .select([
      'invitation.invitation_id',
      'invitation.name',
      'invitation.mail',
      'invitation.role',
      'invitation.created_at',
      'invitation.expires_at',
      'invitation.accepted_at',
      'invitation.revoked_at',
      'staff.name as invited_by_name',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof withInviter>['execute']>>[number]

const toInvitation = (row: Row): Invitation => ({
  id: row.invitation_id,
  name: row.name,
  mail: row.mail,
  role: row.role,
  invitedByName: row.invited_by_name,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  acceptedAt: row.accepted_at,
  revokedAt: row.revoked_at,
})

export type NewInvitation = {
  id: string
  tokenHash: string
  name: string
  mail: string | undefined
  role: Role
  invitedBy: string | undefined
  now: Date
  end: Date
}

export async function addInvitation(db: Db, invitation: NewInvitation): Promise<void> {
  await db
    .insertInto('invitation')
    .values({
      invitation_id: invitation.id,
      token_hash: invitation.tokenHash,
      name: invitation.name,
      mail: invitation.mail ?? null,
      role: invitation.role,
      invited_by: invitation.invitedBy ?? null,
      created_at: invitation.now,
      expires_at: invitation.end,
    })
    .execute()
}

/** The newest first; two hundred are more than a house makes in the time they are shown. */
export async function invitationsSince(db: Db, since: Date): Promise<Invitation[]> {
  const rows = await withInviter(db)
    .where('invitation.created_at', '>', since)
    .orderBy('invitation.created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(toInvitation)
}

export async function findInvitation(db: Db, by: { id: string } | { tokenHash: string }): Promise<Invitation | undefined> {
  const query = withInviter(db)
  const row = await ('id' in by
    ? query.where('invitation.invitation_id', '=', by.id)
    : query.where('invitation.token_hash', '=', by.tokenHash)
  ).executeTakeFirst()
  return row && toInvitation(row)
}

/** Takes an invitation up; undefined when it is over or somebody was faster. */
export async function takeInvitation(
  db: Db,
  tokenHash: string,
  staffId: string,
  now: Date,
): Promise<{ id: string; role: Role } | undefined> {
  const row = await db
    .updateTable('invitation')
    .set({ accepted_at: now, staff_id: staffId })
    .where('token_hash', '=', tokenHash)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['invitation_id', 'role'])
    .executeTakeFirst()
  return row && { id: row.invitation_id, role: row.role }
}

/** False when it was not open any more. */
export async function revokeInvitation(db: Db, id: string, now: Date): Promise<boolean> {
  const done = await db
    .updateTable('invitation')
    .set({ revoked_at: now })
    .where('invitation_id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** What somebody offered while they could offer it. */
export async function revokeInvitationsOf(db: Db, staffId: string, now: Date): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ revoked_at: now })
    .where('invited_by', '=', staffId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}
