import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { connect } from '../src/platform/db/db.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { config, customers, customersFile, data, folder, orders, ordersFile } from './folder.ts'
import { shownYardstick, yardstick } from './yardstick.ts'

/**
 * The import of the whole town by the product, beside a binary COPY of exactly the final rows of every table that it wrote, in the
 * same run on the same server. Run `node bench/write-town.ts` before.
 */

const home = join(import.meta.dirname, '..')

/** Every process below this one, by /proc; PostgreSQL's own are not among the importer's. */
function treeOf(pid: number): number[] {
  const children = (() => {
    try {
      return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
        readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number),
      )
    } catch {
      return []
    }
  })()
  return [pid, ...children.flatMap(treeOf)]
}

function residentMb(pid: number): number {
  try {
    const isPostgres = readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
    return isPostgres ? 0 : Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

type Run = { seconds: number; peakMb: number; report: { added: number; refused: number } }

/** Runs `quen import` as a person would, and watches how much memory its processes hold at most. */
function importFile(args: string[]): Promise<Run> {
  return new Promise((done, failed) => {
    const began = performance.now()
    const child = spawn(process.execPath, [join(home, 'src', 'cli', 'main.ts'), 'import', ...args, '--json', '--data', data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    let peakMb = 0
    child.stdout.on('data', (text) => (out += text))
    const watch = setInterval(() => {
      peakMb = Math.max(
        peakMb,
        treeOf(child.pid as number).reduce((sum, pid) => sum + residentMb(pid), 0),
      )
    }, 200)
    child.on('close', (code) => {
      clearInterval(watch)
      if (code !== 0) failed(new Error(`quen import ended with ${code}: ${out.slice(0, 2000)}`))
      else done({ seconds: (performance.now() - began) / 1000, peakMb, report: JSON.parse(out) })
    })
  })
}

const TABLES = [
  'customer',
  'identity',
  'sole_identity',
  'name_word',
  'name_word_variant',
  'touchpoint',
  'orders',
  'customer_day',
  'customer_stats',
]

rmSync(data, { recursive: true, force: true })
const store = await openStoreRoom(config, { max: 4, name: 'quen bench' })
// Held open, so that the importer does not stop the database when it is done.
const source = await connect(store.address)
console.log(shownYardstick(await yardstick(store.database.pool)))
const people = await importFile([customersFile, '--as', 'customers', '--source', 'town'])
console.log(
  `customers: ${people.report.added} added, ${people.report.refused} refused, ${people.seconds.toFixed(1)} s, peak ${people.peakMb.toFixed(0)} MB`,
)
const bought = await importFile([ordersFile, '--as', 'orders', '--source', 'town'])
console.log(
  `orders: ${bought.report.added} added, ${bought.report.refused} refused, ${bought.seconds.toFixed(1)} s, peak ${bought.peakMb.toFixed(0)} MB`,
)
if (people.report.added !== customers || bought.report.added !== orders) throw new Error('not every row came in')

const address = { ...(store.address as object), database: 'copied' }
await source.query('drop database if exists copied')
await source.query('create database copied')
await migrate(address)
const target = await connect(address)
let copySeconds = 0
for (const table of TABLES) {
  const file = join(folder, `${table}.bin`)
  await pipeline(source.query(copyTo(`copy ${table} to stdout (format binary)`)), createWriteStream(file))
  const began = performance.now()
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), target.query(copyFrom(`copy ${table} from stdin (format binary)`)))
  const seconds = (performance.now() - began) / 1000
  copySeconds += seconds
  const { rows } = await target.query(`select count(*) as n from ${table}`)
  console.log(`  copy ${table}: ${rows[0].n} rows, ${(statSync(file).size / 1e6).toFixed(0)} MB, ${seconds.toFixed(1)} s`)
  rmSync(file)
}
const ratio = (people.seconds + bought.seconds) / copySeconds
console.log(
  `import ${(people.seconds + bought.seconds).toFixed(1)} s = ${ratio.toFixed(2)} × the copy of ${copySeconds.toFixed(1)} s (limit 6); peak ${Math.max(people.peakMb, bought.peakMb).toFixed(0)} MB (limit 512)`,
)
console.log(shownYardstick(await yardstick(store.database.pool)))
await target.end()
await source.query('drop database copied')
await source.query('vacuum analyze')
await source.end()
await store.close()
