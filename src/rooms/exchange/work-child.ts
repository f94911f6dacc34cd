/** The process in which one import is previewed, run or undone for the web. It ends when its parent does, and nothing half done stays. */
import { openDatabase } from '../../platform/db/db.ts'
import { maskCards } from '../../values/card-guard.ts'
import type { Ground } from './session.ts'
import { work } from './work.ts'

export type WorkOrder = Ground & { data: string; importId: string; what: 'preview' | 'run' | 'undo'; language: 'vi' | 'en'; now: number }

let isDone = false
process.on('disconnect', () => process.exit(isDone ? 0 : 1))
process.on('message', async (order: WorkOrder) => {
  const database = openDatabase(order.address, { max: 2, role: order.role, name: 'quen import' })
  try {
    await work(order, database.db, order, new Date(order.now))
  } catch (error) {
    process.stderr.write(maskCards(`Quen: an import failed: ${(error as Error).name} ${(error as { code?: string }).code ?? ''}\n`))
  } finally {
    await database.close()
    isDone = true
    process.disconnect?.()
  }
})
