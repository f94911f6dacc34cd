import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Address } from '../../platform/db/db.ts'
import type { LoadAnswer, LoadOrder } from './load-child.ts'

/** Where the database is, and as which role the app works there. */
export type Where = { address: Address; role: string | undefined }

const ENDINGS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/**
 * Brings in a sample that was asked for, in a process of its own: telling thirty thousand rows takes a second of work and more
 * memory than an idle house shall keep. Answers the password of its staff, or undefined when somebody else brought it in
 * meanwhile. When the house closes it ends at once: what was not committed is not there, and begins again at the next start.
 */
export function bringInChild(
  { address, role }: Where,
  { data, now, namesHouse = false }: { data: string; now: Date; namesHouse?: boolean },
): Promise<string | undefined> {
  return new Promise((done, fail) => {
    const child = fork(fileURLToPath(new URL('./load-child.ts', import.meta.url)), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const end = (): void => void child.kill('SIGKILL')
    for (const ending of ENDINGS) process.once(ending, end)
    let answer: LoadAnswer | undefined
    child.on('message', (news) => {
      answer = news as LoadAnswer
    })
    child.on('error', fail)
    child.on('exit', () => {
      for (const ending of ENDINGS) process.off(ending, end)
      if (answer) done(answer.password ?? undefined)
      else fail(new Error('the sample was not brought in: its process ended before it was done'))
    })
    child.send({ address, role, data, now: now.getTime(), namesHouse } satisfies LoadOrder)
  })
}
