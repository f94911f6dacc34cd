import type pg from 'pg'
import { recordOn } from '../../platform/audit/audit.ts'
import type { Db } from '../../platform/db/db.ts'
import { announceOn } from '../../platform/jobs/jobs.ts'
import { TableRefused } from '../../platform/tabular/row.ts'
import { carryOut } from './carry-out.ts'
import type { Ground, Phase, Task } from './session.ts'
import * as store from './store.ts'
import type { Report } from './tally.ts'

/** What became of an import or a rehearsal. */
export type Outcome = { state: 'done' | 'previewed'; report: Report } | { state: 'cancelled' } | { state: 'refused'; code: string }

export type Watch = (phase: Phase, rows: number) => void

const TICK = 400

const MARK_DONE = `update import set state = 'done', report = $2::jsonb, rows_done = $3, rows_all = $3, finished_at = $4::timestamptz, phase = null,
  refusal = null, version = version + 1 where import_id = $1::uuid`

/** Tells the note of an import how far it is, and stops the work within a second when somebody wants that. */
function keepNote(db: Db, importId: string, control: AbortController, watch: Watch | undefined) {
  let phase: Phase = 'reading'
  let rows = 0
  let isTelling = false
  const tell = async (): Promise<void> => {
    watch?.(phase, rows)
    if (isTelling) return
    isTelling = true
    const isUnwanted = await store.noteProgress(db, importId, phase, rows).catch(() => false)
    isTelling = false
    if (isUnwanted) control.abort(new Error('cancelled'))
  }
  const timer = setInterval(tell, TICK)
  return {
    onProgress: (now: Phase, done: number): void => {
      const isNext = now !== phase
      phase = now
      rows = done
      if (isNext) void tell()
    },
    end: (): void => clearInterval(timer),
  }
}

/** Carries an import out, with its note kept up to date beside it; a fault is noted and thrown on. */
export async function perform(ground: Ground, db: Db, task: Omit<Task, 'signal' | 'onProgress'>, watch?: Watch): Promise<Outcome> {
  const control = new AbortController()
  const note = keepNote(db, task.importId, control, watch)
  const running = task.isDryRun ? 'previewing' : 'running'
  const end = (state: store.ImportState, refusal: string | null) =>
    store.move(db, task.importId, [running], state, { refusal, finishedAt: new Date(), rowsDone: 0 })
  const finish = async (client: pg.ClientBase, report: Report): Promise<void> => {
    const at = new Date()
    await client.query(MARK_DONE, [task.importId, JSON.stringify(report), report.rows, at])
    const { rows, added, updated, unchanged, refused, customersAdded } = report
    const details = { rows, added, updated, unchanged, refused, customersAdded }
    await recordOn(client, { at, actor: { kind: 'machine' }, act: 'exchange.run', aboutKind: 'import', aboutId: task.importId, details })
    // Once for the whole file: word of each order would be a million jobs.
    if (task.plan.subject === 'orders') await announceOn(client, ground.listeners ?? {}, 'orders.imported', { importId: task.importId }, at)
  }
  try {
    const report = await carryOut(ground, { ...task, signal: control.signal, onProgress: note.onProgress }, finish)
    if (!task.isDryRun) return { state: 'done', report }
    await store.move(db, task.importId, [running], 'previewed', { report, rowsDone: report.rows, rowsAll: report.rows, refusal: null })
    return { state: 'previewed', report }
  } catch (error) {
    if (control.signal.aborted) {
      await end(task.isDryRun ? 'draft' : 'cancelled', null)
      return { state: 'cancelled' }
    }
    if (error instanceof TableRefused) {
      await end('failed', error.code)
      return { state: 'refused', code: error.code }
    }
    await end('failed', 'fault').catch(() => false)
    throw error
  } finally {
    note.end()
  }
}
