import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayNumber } from '../src/values/civil-date.ts'
import { orderLines } from './order-log.ts'
import { processorYardstick, verdict } from './yardstick.ts'

/** `quen analyze` on a file of a million orders, from its start to the page and the list of customers: `node bench/analyze.ts`. One process, without a database. */

const ORDERS = 1_000_000
const folder = mkdtempSync(join(tmpdir(), 'quen-analyze-'))
const file = join(folder, 'orders.csv')

function write(): void {
  const out = openSync(file, 'w')
  let text = ''
  // More customers than it takes: the list is cut at a million orders.
  for (const line of orderLines(600_000, { seed: 20260101, fromDay: dayNumber('2024-01-01'), days: 1000 }, ORDERS)) {
    text += line
    if (text.length < 1 << 20) continue
    writeSync(out, text)
    text = ''
  }
  writeSync(out, text)
  closeSync(out)
}

const main = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')
/** Tells its peak memory on its way out. */
const telling = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const used = process.resourceUsage(); console.error('peak', used.maxRSS, 'cpu', used.userCPUTime + used.systemCPUTime) })",
)}`

try {
  write()
  console.log(`${ORDERS} orders, ${(statSync(file).size / 1e6).toFixed(0)} MB`)
  for (const [name, args] of [
    ['start to HTML', ['--html', join(folder, 'page.html')]],
    ['start to HTML, customers and JSON', ['--html', join(folder, 'page.html'), '--customers', join(folder, 'customers.csv'), '--json']],
  ] as const) {
    const before = processorYardstick()
    const began = performance.now()
    const ran = spawnSync(process.execPath, ['--import', telling, main, 'analyze', file, '--currency', 'USD', ...args], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
    const took = performance.now() - began
    const after = processorYardstick()
    if (ran.status !== 0) throw new Error(ran.stderr)
    const stick = before.factor > after.factor ? before : after
    const [, peak = '0', cpu = '0'] = /peak (\d+) cpu (\d+)/.exec(ran.stderr) ?? []
    console.log(
      `yardstick: CPU loop ${before.loopMs.toFixed(0)} ms, after ${after.loopMs.toFixed(0)} ms; factor ${stick.factor.toFixed(2)}`,
    )
    const worked = Number(cpu) / 1e6
    console.log(verdict(`1 M orders: ${name}`, took / 1000, 10, stick, 's'), `· peak ${(Number(peak) / 1024).toFixed(0)} MB (limit 1024)`)
    // On cores that others use as well, a process waits; what it worked does not change.
    console.log(
      verdict('  of which it worked', worked, 10, { factor: 1 }, 's'),
      `· waited ${Math.max(0, took / 1000 - worked).toFixed(1)} s`,
    )
  }
  console.log(`page ${(readFileSync(join(folder, 'page.html')).length / 1024).toFixed(0)} KB`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
