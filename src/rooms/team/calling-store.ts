import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Role } from '../../values/rights.ts'
import './tables.ts'

/** The member of staff at whose telephone calls to this inner number ring. */
export async function findByExtension(db: Db, extension: string): Promise<{ id: string; name: string; role: Role } | undefined> {
  const row = await db
    .selectFrom('staff')
    .select(['staff_id', 'name', 'role'])
    .where('extension', '=', extension)
    .where('is_locked_out', '=', false)
    .executeTakeFirst()
  return row && { id: row.staff_id, name: row.name, role: row.role }
}

/** Which of these tokens still open a door. */
export async function tokensInForce(db: Db, tokenIds: readonly string[]): Promise<Set<string>> {
  if (tokenIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('api_token')
    .select('token_id')
    .where('token_id', 'in', [...tokenIds])
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<Date>`now()`)]))
    .execute()
  return new Set(rows.map((row) => row.token_id))
}
