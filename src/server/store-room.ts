import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Config } from '../platform/config.ts'
import { makeDataFolder } from '../platform/config.ts'
import { type Address, connect, type Database, openDatabase } from '../platform/db/db.ts'
import { migrate } from '../platform/db/migrate.ts'
import { prepareJobs } from '../platform/jobs/jobs.ts'
import { type Cluster, openCluster } from '../platform/postgres/cluster.ts'

/** The house's database, open and in its newest shape. */
export type StoreRoom = {
  address: Address
  database: Database
  role: string | undefined
  cluster: Cluster | undefined
  /** Closes the pool, and stops the database unless somebody else still uses it. */
  close(): Promise<void>
}

export type StoreRoomOptions = { isThrowAway?: boolean; max?: number; say?: (sentence: string) => void; name?: string }

/** Whether any other program of Quen is connected to this database. */
async function isUsedByOthers(address: Address): Promise<boolean> {
  const client = await connect(address).catch(() => undefined)
  if (!client) return false
  try {
    const found = await client.query(`select 1 from pg_stat_activity
      where pid <> pg_backend_pid() and backend_type = 'client backend' and application_name like 'quen%' limit 1`)
    return (found.rowCount ?? 0) > 0
  } finally {
    await client.end()
  }
}

async function closeAll(database: Database, address: Address, cluster: Cluster | undefined): Promise<void> {
  await database.close()
  if (!cluster) return
  for (let tries = 0; tries < 10; tries++) {
    if (!(await isUsedByOthers(address))) return cluster.stop()
    await sleep(50)
  }
}

/** Opens the database of this configuration: its own server, or the one at DATABASE_URL; brings the tables up to date. */
export async function openStoreRoom(
  config: Config,
  { isThrowAway = false, max = 10, say, name = 'quen' }: StoreRoomOptions = {},
): Promise<StoreRoom> {
  makeDataFolder(config.data)
  const cluster = config.databaseUrl ? undefined : await openCluster(config.data, { isThrowAway, ...(say ? { say } : {}) })
  const address: Address = config.databaseUrl ?? (cluster as Cluster).connection
  try {
    const { role } = await migrate(address)
    await prepareJobs(address, role)
    const database = openDatabase(address, { max, role, name })
    return { address, database, role, cluster, close: () => closeAll(database, address, cluster) }
  } catch (error) {
    if (cluster && !(await isUsedByOthers(address))) await cluster.stop()
    throw error
  }
}

/** One server per database: the lock lives as long as the connection that took it. */
const SERVER_LOCK = 7_310_002

export type ServerLock = { release(): Promise<void> }

async function tryLock(address: Address): Promise<pg.Client | undefined> {
  const client = await connect(address, 'quen server')
  const taken = await client.query('select pg_try_advisory_lock($1) as taken', [SERVER_LOCK])
  if (taken.rows[0].taken) return client
  await client.end()
  return undefined
}

/** Takes the place of this database's one server, or answers undefined; after a lost connection the place is taken again. */
export async function takeServerLock(address: () => Address): Promise<ServerLock | undefined> {
  let isOver = false
  let holder = await tryLock(address())
  if (!holder) return undefined
  const hold = (client: pg.Client): void => {
    client.once('end', async () => {
      while (!isOver) {
        await sleep(500)
        const again = isOver ? undefined : await tryLock(address()).catch(() => undefined)
        if (again) {
          holder = again
          return hold(again)
        }
      }
    })
  }
  hold(holder)
  return {
    release: async () => {
      isOver = true
      await holder?.end().catch(() => undefined)
    },
  }
}
