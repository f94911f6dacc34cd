/** The process in which one run is made. It ends when its parent does, and nothing half done stays. */
import { constants, setPriority } from 'node:os'
import { openDatabase } from '../../platform/db/db.ts'
import { carryOut, type Ground } from './run.ts'

export type RunOrder = Ground & { runId: string; now: number }

let isDone = false
process.on('disconnect', () => process.exit(isDone ? 0 : 1))
process.on('message', async ({ address, role, runId, now }: RunOrder) => {
  // Whoever asks at the desk goes first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  const database = openDatabase(address, { max: 2, role, name: 'quen loyalty', statementTimeout: 0 })
  try {
    await carryOut({ address, role }, database.db, runId, new Date(now))
    isDone = true
  } catch (error) {
    process.stderr.write(`Quen: a run of the loyalty model failed: ${(error as Error).name} ${(error as { code?: string }).code ?? ''}\n`)
  } finally {
    await database.close()
    process.disconnect?.()
  }
})
