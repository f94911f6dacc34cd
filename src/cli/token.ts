import { parseArgs } from 'node:util'
import { readConfig } from '../platform/config.ts'
import { createToken } from '../rooms/team/public.ts'
import { openStoreRoom } from '../server/store-room.ts'
import { isRole, roles } from '../values/rights.ts'
import { Misused, say } from './words.ts'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { name: { type: 'string' }, role: { type: 'string' }, json: { type: 'boolean', default: false }, data: { type: 'string' } },
  })
  if (positionals[0] !== 'create' || positionals.length > 1) throw new Misused('Say: quen token create --name N --role R')
  const name = values.name?.trim()
  if (!name) throw new Misused('A token needs a name: --name N')
  if (!values.role || !isRole(values.role)) throw new Misused(`A token needs a role: --role ${roles.join('|')}`)
  const store = await openStoreRoom(readConfig(values), { max: 2, say, name: 'quen token' })
  try {
    const made = await store.database.db
      .transaction()
      .execute((db) => createToken(db, { name, role: values.role as never }, undefined, new Date()))
    console.log(values.json ? JSON.stringify({ id: made.id, token: made.token, role: made.role }) : made.token)
    return 0
  } finally {
    await store.close()
  }
}
