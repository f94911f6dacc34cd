/** The child process in which a spreadsheet is read: it sends rows in batches, a few at a time, and leaves when its parent does. */
import { TableRefused } from './row.ts'
import { openSheet, type SheetRow } from './xlsx.ts'

export type SheetOrder = { path: string; sheet: string | null }

/** A row on its way to the parent: its line, and its cells as column, text, column, text … */
export type SentRow = [line: number, ...cells: (number | string)[]]

export type SheetNews =
  | { kind: 'opened'; sheets: string[]; epoch: 1900 | 1904 }
  | { kind: 'rows'; rows: SentRow[] }
  | { kind: 'done' }
  | { kind: 'refused'; code: string; detail: string }

const BATCH = 500
const AHEAD = 4
const MOST_MEMORY = 512 * 1024 * 1024

let unanswered = 0
let onAnswer = () => {}

function send(news: SheetNews): Promise<void> {
  return new Promise((resolve, reject) => process.send?.(news, (error: Error | null) => (error ? reject(error) : resolve())))
}

async function sendRows(rows: SheetRow[]): Promise<void> {
  if (process.memoryUsage.rss() > MOST_MEMORY) throw new TableRefused('sheet-too-large', 'memory')
  await send({ kind: 'rows', rows: rows.map((row) => [row.line, ...[...row.cells].flat()]) })
  unanswered += 1
  if (unanswered >= AHEAD) {
    await new Promise<void>((resolve) => {
      onAnswer = resolve
    })
  }
}

async function read(order: SheetOrder): Promise<void> {
  const opened = await openSheet(order.path, order.sheet ?? undefined)
  await send({ kind: 'opened', sheets: opened.sheets, epoch: opened.epoch })
  let waiting: SheetRow[] = []
  for await (const rows of opened.rows) {
    for (const row of rows) {
      waiting.push(row)
      if (waiting.length < BATCH) continue
      await sendRows(waiting)
      waiting = []
    }
  }
  if (waiting.length > 0) await sendRows(waiting)
  await send({ kind: 'done' })
}

process.on('disconnect', () => process.exit(0))
process.on('message', (message: SheetOrder | 'more') => {
  if (message === 'more') {
    unanswered -= 1
    onAnswer()
    return
  }
  read(message)
    .catch((error: unknown) => {
      const refusal = error instanceof TableRefused ? error : new TableRefused('sheet-broken', String(error).slice(0, 200))
      return send({ kind: 'refused', code: refusal.code, detail: refusal.detail })
    })
    .finally(() => process.disconnect?.())
})
