import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type Address, connect } from '../src/platform/db/db.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { prepareJobs } from '../src/platform/jobs/jobs.ts'
import { type Cluster, openCluster } from '../src/platform/postgres/cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    address: Exclude<Address, string>
  }
}

let cluster: Cluster | undefined
let folder: string | undefined

/** One throw-away cluster and one migrated template for the whole run; each test file copies the template. */
export async function setup(project: TestProject): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'quen-test-'))
  chmodSync(folder, 0o711)
  cluster = await openCluster(folder, { isThrowAway: true })
  const address = { ...cluster.connection }
  const { role } = await migrate(address)
  await prepareJobs(address, role)
  const client = await connect({ ...address, database: 'postgres' })
  await client.query('alter database quen with is_template true allow_connections false')
  await client.end()
  project.provide('address', address)
}

export async function teardown(): Promise<void> {
  await cluster?.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
}
