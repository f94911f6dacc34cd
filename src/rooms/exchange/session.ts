/** The database session of one import, and what is done in it for customers and orders alike. */
import type pg from 'pg'
import { type Address, connect } from '../../platform/db/db.ts'
import type { Listeners } from '../../platform/jobs/jobs.ts'
import * as people from '../people/public.ts'
import type { Plan } from './plan.ts'
import type { Reading } from './staging.ts'
import type { Report, Tally } from './tally.ts'

/** The database as an import needs it: sessions of its own, in the app's role; and who listens to what it brings. */
export type Ground = { address: Address; role: string | undefined; listeners?: Listeners | undefined }

export type Phase = 'reading' | 'matching' | 'writing'

export type Task = {
  importId: string
  path: string
  sheet: string | null
  headings: readonly string[]
  plan: Plan
  isDryRun: boolean
  by: string | null
  byName: string | null
  language: 'vi' | 'en'
  /** Where refused rows are written; nowhere when undefined. */
  refusedPath?: string | undefined
  signal: AbortSignal
  onProgress: (phase: Phase, rows: number) => void
}

/** Opens a session for bulk work. One import matches and writes at a time, so that each sees what the one before wrote. */
export async function openSession({ address, role }: Ground): Promise<pg.Client> {
  const client = await connect(address, 'quen import')
  if (role) await client.query(`set role ${role}`)
  await client.query(`set work_mem = '96MB'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`)
  return client
}

const IMPORT_LOCK = 7_310_003

/** Ends the statement that a session is in when the signal comes. */
export function cancelWith(signal: AbortSignal, ground: Ground, client: pg.Client): () => void {
  const pid = (client as unknown as { processID: number }).processID
  const stop = (): void => {
    void connect(ground.address, 'quen import').then(async (side) => {
      await side.query('select pg_cancel_backend($1)', [pid]).catch(() => undefined)
      await side.end()
    })
  }
  signal.addEventListener('abort', stop)
  return () => signal.removeEventListener('abort', stop)
}

/** Runs `work` in one transaction of the session: committed whole, or nothing of it. */
export async function wholly<T>(client: pg.Client, isDryRun: boolean, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [IMPORT_LOCK])
    const done = await work()
    await client.query(isDryRun ? 'rollback' : 'commit')
    return done
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

const KEEP_BEFORE = `insert into import_before (import_id, customer_id, record, record_id, before)
  select $1::uuid, customer_id, 'customer', customer_id, jsonb_build_object('was', was, 'became', became) from bulk_was`

export const stampOf = ({ importId, plan, by, byName }: Task): people.BulkStamp => ({
  importId,
  source: plan.source,
  now: plan.now,
  by,
  byName,
})

/** Writes the staged customers and keeps what an undo needs; in the caller's transaction. */
export async function writeStagedCustomers(client: pg.ClientBase, task: Task): Promise<void> {
  const stamp = stampOf(task)
  await people.writeCustomers(client, stamp)
  await client.query(KEEP_BEFORE, [task.importId])
}

/** What one import is made of, in the hands of those who carry it out. */
export type Work = {
  client: pg.Client
  task: Task
  tally: Tally
  reading: Reading
  /** Runs in the writing transaction, so that the note of the import is true. */
  finish: (client: pg.ClientBase, report: Report) => Promise<void>
}
