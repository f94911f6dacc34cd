import { type ChildProcess, fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type TableRefusal, TableRefused } from './row.ts'
import type { SentRow, SheetNews, SheetOrder } from './sheet-child.ts'

/** `secondsPer100k` is the child's own time; waiting for whoever takes the rows does not count. */
export type ChildLimits = { secondsPer100k?: number; memoryMb?: number }

export type SheetInChild = { sheets: string[]; epoch: 1900 | 1904; rows: AsyncGenerator<SentRow[], void, undefined>; close(): void }

const HEAP_MB = 384
const GLANCE_MS = 250

/**
 * Opens a spreadsheet in a child process with a heap of 384 MB, which is ended after 60 s per 100,000 rows or past 512 MB. Rows come in batches of
 * 500, at most four ahead of their reader. Throws TableRefused, also while rows are read; `close` ends the child early.
 */
export async function readInChild(path: string, options: { sheet?: string } & ChildLimits = {}): Promise<SheetInChild> {
  const link = startChild(options)
  link.child.send({ path, sheet: options.sheet ?? null } satisfies SheetOrder)
  try {
    const first = await link.next()
    if (first.kind !== 'opened') throw refusalOf(first)
    return { sheets: first.sheets, epoch: first.epoch, rows: rowsOf(link), close: () => link.stop() }
  } catch (error) {
    link.stop()
    throw error
  }
}

type Link = { child: ChildProcess; next(): Promise<SheetNews>; stop(): void }

async function* rowsOf(link: Link): AsyncGenerator<SentRow[], void, undefined> {
  try {
    for (;;) {
      const news = await link.next()
      if (news.kind === 'done') return
      if (news.kind !== 'rows') throw refusalOf(news)
      yield news.rows
      // The child may have left already, having sent everything.
      if (link.child.connected) link.child.send('more', () => {})
    }
  } finally {
    link.stop()
  }
}

function refusalOf(news: SheetNews): TableRefused {
  return news.kind === 'refused' ? new TableRefused(news.code as TableRefusal, news.detail) : new TableRefused('sheet-broken', news.kind)
}

function forkReader(): ChildProcess {
  return fork(fileURLToPath(new URL('./sheet-child.ts', import.meta.url)), {
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    // A reader of strangers' files needs none of our secrets.
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

function startChild(limits: ChildLimits): Link {
  const child = forkReader()
  const news: SheetNews[] = []
  let wake = () => {}
  let rows = 0
  let spentMs = 0
  child.on('message', (message: SheetNews) => {
    if (message.kind === 'rows') rows += message.rows.length
    news.push(message)
    wake()
  })
  const end = (code: TableRefusal, detail: string) => {
    news.push({ kind: 'refused', code, detail })
    child.kill('SIGKILL')
    wake()
  }
  child.on('error', (error) => end('sheet-broken', error.message))
  // The channel closes behind the last message; the exit of the process may be told before it.
  child.on('disconnect', () => setImmediate(() => end('sheet-too-large', `the reader stopped: ${child.signalCode ?? child.exitCode}`)))
  const glance = setInterval(async () => {
    if ((await residentMb(child.pid)) > (limits.memoryMb ?? 512)) end('sheet-too-large', 'memory')
  }, GLANCE_MS)
  glance.unref()

  async function next(): Promise<SheetNews> {
    const started = performance.now()
    while (news.length === 0) {
      const allowedMs = (limits.secondsPer100k ?? 60) * 1000 * (1 + Math.floor(rows / 100_000))
      const leftMs = allowedMs - spentMs - (performance.now() - started)
      if (leftMs <= 0) end('sheet-too-slow', `${rows} rows`)
      else await waitFor(leftMs)
    }
    spentMs += performance.now() - started
    return news.shift() as SheetNews
  }

  function waitFor(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  return {
    child,
    next,
    stop() {
      clearInterval(glance)
      child.removeAllListeners()
      child.on('error', () => {})
      child.kill('SIGKILL')
    },
  }
}

/** Memory of a process as Linux tells it; 0 elsewhere, where the child's own check must do. */
async function residentMb(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux' || pid === undefined) return 0
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
}
