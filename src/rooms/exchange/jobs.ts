import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Job } from '../../platform/jobs/jobs.ts'
import { IMPORT_JOB } from './actions.ts'
import type { Ground } from './session.ts'
import type { WorkOrder } from './work-child.ts'

const HEAP_MB = 384

const ENDINGS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/**
 * Does the work in a process of its own, so that a large file slows nobody and nothing is left half done when that process ends. Throws when it was
 * ended before it was done: the job is then begun again. When the house closes, the work ends at once.
 */
function inChild(order: WorkOrder): Promise<void> {
  return new Promise((done, failed) => {
    const child = fork(fileURLToPath(new URL('./work-child.ts', import.meta.url)), {
      execArgv: [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const end = (): void => void child.kill('SIGKILL')
    for (const ending of ENDINGS) process.once(ending, end)
    child.on('error', failed)
    child.on('exit', (code) => {
      for (const ending of ENDINGS) process.off(ending, end)
      if (code === 0) done()
      else failed(new Error('the work of an import was ended before it was done'))
    })
    child.send(order)
  })
}

/** The work of imports: preview, run and undo, one at a time. Run twice, the second finds nothing to do. */
export const exchangeJobs = (ground: () => Ground, data: string): Record<string, Job> => ({
  [IMPORT_JOB]: async (payload, now) => {
    const { importId, what, language } = payload as Pick<WorkOrder, 'importId' | 'what' | 'language'>
    await inChild({ ...ground(), data, importId, what, language, now: now.getTime() })
  },
})
