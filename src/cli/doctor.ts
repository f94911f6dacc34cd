import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { readConfig } from '../platform/config.ts'
import { keyPlace, openSecrets, secretKeyFile } from '../platform/secrets.ts'
import { findServer } from '../platform/server-file.ts'
import { version } from '../platform/version.ts'
import { opensSealed } from '../rooms/team/public.ts'
import { mayThisSend, takeOver } from '../server/installation.ts'
import { openStoreRoom } from '../server/store-room.ts'
import { say } from './words.ts'

type Finding = { name: string; isFine: boolean; text: string }

async function examine(store: Awaited<ReturnType<typeof openStoreRoom>>): Promise<Finding[]> {
  const one = async (query: string): Promise<string> => {
    const found = await sql.raw<{ value: unknown }>(query).execute(store.database.db)
    return String(found.rows[0]?.value)
  }
  const serverVersion = Number(await one(`select current_setting('server_version_num') as value`))
  const fsync = await one(`select current_setting('fsync') as value`)
  const commit = await one(`select current_setting('synchronous_commit') as value`)
  const checksums = await one(`select current_setting('data_checksums') as value`)
  const customers = await one(`select greatest(reltuples, 0)::bigint as value from pg_class where oid = 'customer'::regclass`)
  return [
    {
      name: 'postgresql',
      isFine: serverVersion >= 150_000 && serverVersion < 190_000,
      text: `PostgreSQL ${Math.floor(serverVersion / 10_000)} (15 to 18 are supported)`,
    },
    { name: 'durability', isFine: fsync === 'on' && commit !== 'off', text: `fsync ${fsync}, synchronous_commit ${commit}` },
    { name: 'checksums', isFine: checksums === 'on', text: `data checksums ${checksums}` },
    {
      name: 'role',
      isFine: store.role !== undefined,
      text: store.role
        ? `the app works as ${store.role}, without rights to change tables`
        : 'the app works as the role of the address: this server does not let it make one of its own',
    },
    { name: 'customers', isFine: true, text: `about ${customers} customers` },
  ]
}

/** Where the key of the house's secrets lies, and whether it opens what was sealed with it. */
async function examineKey(store: Awaited<ReturnType<typeof openStoreRoom>>, data: string): Promise<Finding> {
  const place = keyPlace(data)
  const secrets = place.from === 'nowhere' ? undefined : openSecrets(() => data)
  const opens = await opensSealed(store.database.db, secrets)
  const where = {
    variable: () => 'secret key from QUEN_SECRET_KEY',
    file: () => `secret key in ${secretKeyFile(data)}`,
    nowhere: () => 'no secret key yet; it is made with the first second factor',
  }[place.from]()
  if (opens === false) return { name: 'secrets', isFine: false, text: `${where}; it does not open the second factors of this house` }
  if (place.from === 'file' && !place.isPrivate)
    return { name: 'secrets', isFine: false, text: `${where}, and others on this machine may read it: chmod 600` }
  return { name: 'secrets', isFine: true, text: where }
}

/** A restored backup or a copy sends nothing until a person says which of the two houses may. */
async function examineSending(store: Awaited<ReturnType<typeof openStoreRoom>>, data: string): Promise<Finding> {
  const isFine = await mayThisSend(store.database.db, data)
  const text = isFine
    ? 'this installation may send messages'
    : 'this database belongs to another installation: a copy or a restored backup sends nothing. If this one is to send from now on: quen doctor --send-from-here'
  return { name: 'sending', isFine, text }
}

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string' }, json: { type: 'boolean', default: false }, 'send-from-here': { type: 'boolean', default: false } },
  })
  const config = readConfig(values)
  const server = await findServer(config.data)
  const store = await openStoreRoom(config, { max: 2, say, name: 'quen doctor' })
  try {
    if (values['send-from-here']) await takeOver(store.database.db, config.data, new Date())
    const link = join(config.data, 'postgres')
    const folder = config.databaseUrl ? undefined : existsSync(link) ? realpathSync(link) : link
    const findings: Finding[] = [
      { name: 'node', isFine: true, text: `Quen ${version} on Node ${process.versions.node}` },
      { name: 'server', isFine: true, text: server ? `running at ${server.address}` : 'not running' },
      {
        name: 'data',
        isFine: true,
        text: folder ? `data in ${config.data}, database in ${folder}` : `data in ${config.data}, database at DATABASE_URL`,
      },
      ...(await examine(store)),
      await examineKey(store, config.data),
      await examineSending(store, config.data),
    ]
    if (values.json) console.log(JSON.stringify(findings))
    else for (const { isFine, text } of findings) console.log(`${isFine ? '✓' : '!'} ${text}`)
    return findings.every(({ isFine }) => isFine) ? 0 : 1
  } finally {
    await store.close()
  }
}
