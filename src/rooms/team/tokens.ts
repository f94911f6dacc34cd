import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId, newSecret } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Permission, Role } from '../../values/rights.ts'
import { dayIn } from '../../values/zone.ts'
import { hashSecret } from './doors.ts'
import * as doors from './doors-store.ts'
import { beyondRole, endOfDay, mayTouch, reaches } from './rules.ts'
import { findHouse, findStaff } from './store.ts'

/** The member of staff by whom something was made: themselves, or whoever made the token that did it. */
export const makerOf = async (db: Db, actor: Who): Promise<string | undefined> =>
  actor.kind === 'staff' ? actor.id : doors.makerOfToken(db, actor.id)

type Asked = { name: string; role: Role; scopes?: readonly Permission[] | undefined; until?: string | undefined }

async function endOf(db: Db, until: string | undefined, now: Date): Promise<Date | undefined> {
  if (until === undefined) return undefined
  const { zone } = await findHouse(db)
  if (until < dayIn(zone, now.getTime())) throw new Refusal(400, 'team.day_is_past', 'This day is over.', { until: 'past' })
  return endOfDay(until, zone)
}

/** Makes an API token; `actor` undefined is the person at the machine itself. */
export async function createToken(db: Db, asked: Asked, actor: Who | undefined, now: Date): Promise<doors.ApiToken & { token: string }> {
  if (actor && !mayTouch(actor.role, undefined, asked.role))
    throw new Refusal(403, 'team.owner_only', 'Only an owner may do this for an owner.')
  const beyond = beyondRole(asked.role, asked.scopes ?? [])
  if (beyond.length > 0)
    throw new Refusal(400, 'team.scope_not_of_role', `The role does not hold ${beyond.join(', ')}.`, { scopes: 'not_of_role' })
  if (actor && !reaches(actor, { role: asked.role, scopes: asked.scopes }))
    throw new Refusal(403, 'door.not_yours', 'A token cannot hand on more than it holds.')
  const secret = newSecret()
  const id = newId(now.getTime())
  const madeBy = actor && (await makerOf(db, actor))
  const scopes = asked.scopes && [...new Set(asked.scopes)]
  const expiresAt = await endOf(db, asked.until, now)
  await doors.addToken(db, { id, tokenHash: hashSecret(secret), name: asked.name, role: asked.role, scopes, madeBy, expiresAt, now })
  return {
    id,
    name: asked.name,
    role: asked.role,
    scopes: scopes ?? null,
    madeByName: (madeBy && (await findStaff(db, madeBy))?.name) ?? null,
    createdAt: now,
    expiresAt: expiresAt ?? null,
    lastUsedAt: null,
    token: secret,
  }
}

export async function revokeToken(db: Db, tokenId: string, now: Date): Promise<void> {
  if (!(await doors.revokeToken(db, tokenId, now))) throw new Refusal(404, 'team.no_such_token', 'There is no such token.')
}
