import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Ground } from './run.ts'
import type { RunOrder } from './run-child.ts'

const HEAP_MB = 768

const ENDINGS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/**
 * Does a run in a process of its own: minutes of arithmetic slow no request, and its memory goes when it is over. Throws when it ended before it was
 * done; the job then begins it again. When the house closes it ends at once, and nothing half done stays.
 */
export function runInChild(ground: Ground, runId: string, now: Date): Promise<void> {
  return new Promise((done, failed) => {
    const child = fork(fileURLToPath(new URL('./run-child.ts', import.meta.url)), {
      execArgv: [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const end = (): void => void child.kill('SIGKILL')
    for (const ending of ENDINGS) process.once(ending, end)
    child.on('error', failed)
    child.on('exit', (code) => {
      for (const ending of ENDINGS) process.off(ending, end)
      if (code === 0) done()
      else failed(new Error('a run of the loyalty model ended before it was done'))
    })
    child.send({ ...ground, runId, now: now.getTime() } satisfies RunOrder)
  })
}
