import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { home } from '../config.ts'
import { APPEND_ONLY, NEVER_ALTERED } from './append-only.ts'
import { type Address, connect } from './db.ts'

/** The role that the app works as: it may read and write rows (only add them where the table says so), never change tables. */
export const APP_ROLE = 'quen_app'

/** One lock for everyone who would change this database's tables; any fixed number does. */
const LOCK = 7_310_001

type Migration = { name: string; text: string; hash: string }

/** Migrations in their order: `migrations/0001-….sql`, plain SQL, forward only. */
export function readMigrations(folder = join(home, 'migrations')): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    })
}

async function ensureRole(client: pg.Client): Promise<boolean> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE])
  try {
    if (found.rowCount === 0) await client.query(`create role ${APP_ROLE} nologin`)
    await client.query(`grant ${APP_ROLE} to current_user`)
    return true
  } catch {
    // A hosted server whose role may not create roles: the app works as the address's own role, and `quen doctor` says so.
    return false
  }
}

const GRANTS = `
  grant usage on schema public to ${APP_ROLE};
  grant select, insert, update, delete on all tables in schema public to ${APP_ROLE};
  grant usage, select on all sequences in schema public to ${APP_ROLE};
  revoke insert, update, delete on migration from ${APP_ROLE};
  revoke update, delete, truncate on ${APPEND_ONLY.join(', ')} from ${APP_ROLE};
  revoke update, truncate on ${NEVER_ALTERED.join(', ')} from ${APP_ROLE};
  revoke create on schema public from public;
`

async function applyAll(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query(`create table if not exists migration (
    name text primary key, hash text not null, applied_at timestamptz not null default now())`)
  const done = new Map((await client.query('select name, hash from migration')).rows.map((row) => [row.name, row.hash]))
  for (const name of done.keys()) {
    if (!migrations.some((migration) => migration.name === name))
      throw new Error(`This database was made by a newer Quen (${name}). Start that one; nothing was changed.`)
  }
  const applied: string[] = []
  for (const { name, text, hash } of migrations) {
    const before = done.get(name)
    if (before === hash) continue
    if (before) throw new Error(`The migration ${name} was changed after it had been applied. Nothing was changed.`)
    await client.query('begin')
    try {
      await client.query(text)
      await client.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new Error(`The migration ${name} failed and was taken back: ${(error as Error).message}`)
    }
    applied.push(name)
  }
  return applied
}

/**
 * Brings the database to the newest shape, one transaction a file, one process at a time.
 * Answers what was applied and the role the app shall work as (undefined where it cannot have one of its own).
 */
export async function migrate(address: Address): Promise<{ applied: string[]; role: string | undefined }> {
  const client = await connect(address)
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const applied = await applyAll(client, readMigrations())
    const hasRole = await ensureRole(client)
    if (hasRole) await client.query(GRANTS)
    return { applied, role: hasRole ? APP_ROLE : undefined }
  } finally {
    await client.end()
  }
}
