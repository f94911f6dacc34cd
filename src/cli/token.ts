import { parseArgs } from 'node:util'
import { record } from '../platform/audit/audit.ts'
import { readConfig } from '../platform/config.ts'
import { createToken } from '../rooms/team/public.ts'
import { openStoreRoom } from '../server/store-room.ts'
import { isDate } from '../values/civil-date.ts'
import { isPermission, isRole, type Permission, permissions, roles } from '../values/rights.ts'
import { Misused, say } from './words.ts'

/** `calls.send,customers.read`, each a permission of the house. */
function readScopes(text: string | undefined): Permission[] | undefined {
  if (text === undefined) return undefined
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  const scopes = names.filter(isPermission)
  if (scopes.length === 0 || scopes.length < names.length)
    throw new Misused(`Scopes are some of: ${permissions.join(', ')} (--scope calls.send,customers.read)`)
  return scopes
}

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      role: { type: 'string' },
      scope: { type: 'string' },
      until: { type: 'string' },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
    },
  })
  if (positionals[0] !== 'create' || positionals.length > 1) throw new Misused('Say: quen token create --name N --role R')
  const name = values.name?.trim()
  if (!name) throw new Misused('A token needs a name: --name N')
  const { role, until } = values
  if (!role || !isRole(role)) throw new Misused(`A token needs a role: --role ${roles.join('|')}`)
  if (until !== undefined && !isDate(until)) throw new Misused('The last day of a token is written like 2027-01-31: --until YYYY-MM-DD')
  const scopes = readScopes(values.scope)
  const store = await openStoreRoom(readConfig(values), { max: 2, say, name: 'quen token' })
  try {
    const at = new Date()
    const made = await store.database.db.transaction().execute(async (db) => {
      const token = await createToken(db, { name, role, scopes, until }, undefined, at)
      const details = { role: token.role, scopes: token.scopes }
      await record(db, { at, actor: { kind: 'machine' }, act: 'createToken', aboutKind: 'token', aboutId: token.id, details })
      return token
    })
    const { id, token, expiresAt } = made
    console.log(values.json ? JSON.stringify({ id, token, role: made.role, scopes: made.scopes, expiresAt }) : token)
    return 0
  } finally {
    await store.close()
  }
}
