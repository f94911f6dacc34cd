/** One import from its file to its last row: the same for the command and the web. */
import type pg from 'pg'
import { type Address, connect } from '../../platform/db/db.ts'
import { addNotes, findNewNotes } from '../orders/public.ts'
import * as people from '../people/public.ts'
import type { Plan } from './plan.ts'
import { readCustomer } from './read-customer.ts'
import { stageFile } from './staging.ts'
import { countMany, newTally, type Report, reportOf, type Tally } from './tally.ts'

/** The database as an import needs it: sessions of its own, in the app's role. */
export type Ground = { address: Address; role: string | undefined }

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
  await client.query(`set work_mem = '96MB'`)
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
async function wholly<T>(client: pg.Client, work: () => Promise<T>, isDryRun: boolean): Promise<T> {
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

export const readingOf = (task: Task, tally: Tally) => ({
  path: task.path,
  sheet: task.sheet,
  plan: task.plan,
  tally,
  headings: task.headings,
  refusedPath: task.refusedPath,
  signal: task.signal,
  onRows: (rows: number) => task.onProgress('reading', rows),
})

/** Writes the staged customers and keeps what an undo needs; in the caller's transaction. */
export async function writeStagedCustomers(client: pg.ClientBase, task: Task): Promise<void> {
  const stamp = stampOf(task)
  await people.writeCustomers(client, stamp)
  await client.query(KEEP_BEFORE, [task.importId])
}

async function importCustomers(
  client: pg.Client,
  task: Task,
  tally: Tally,
  finish: (client: pg.ClientBase, report: Report) => Promise<void>,
): Promise<Report> {
  await people.makeCustomerStage(client)
  await stageFile(client, people.COPY_CUSTOMERS, readingOf(task, tally), (line, cells, notes) =>
    people.customerCopyLine(readCustomer(line, cells, task.plan, notes)),
  )
  task.onProgress('matching', tally.rows)
  await people.findTwins(client)
  if (!task.isDryRun) await people.learnStagedWords(client)
  return wholly(
    client,
    async () => {
      await people.matchCustomers(client)
      await people.findChanges(client, task.plan.overwrite)
      await findNewNotes(client)
      const counts = await people.countStaged(client)
      countMany(tally, 'repaired', 'duplicate', counts.twins)
      countMany(tally, 'doubtful', 'shared-phone', counts.sharedPhones)
      const report = reportOf(tally, { ...counts, customersAdded: counts.added })
      if (task.isDryRun) return report
      task.onProgress('writing', tally.rows)
      await writeStagedCustomers(client, task)
      await addNotes(client, stampOf(task))
      await finish(client, report)
      return report
    },
    task.isDryRun,
  )
}

/** Reads, recognises, counts and, unless it is a rehearsal, writes. `finish` runs in the writing transaction, so that the note of the import is true. */
export async function carryOut(
  ground: Ground,
  task: Task,
  finish: (client: pg.ClientBase, report: Report) => Promise<void>,
): Promise<Report> {
  const client = await openSession(ground)
  const release = cancelWith(task.signal, ground, client)
  try {
    const tally = newTally(task.language)
    return await importCustomers(client, task, tally, finish)
  } finally {
    release()
    await client.end()
  }
}
