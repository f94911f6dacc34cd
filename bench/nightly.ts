import { execFileSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { runInChild } from '../src/rooms/loyalty/in-child.ts'
import { askForRun, currentRun } from '../src/rooms/loyalty/public.ts'
import { createToken } from '../src/rooms/team/public.ts'
import { buildApp } from '../src/server/app.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { config } from './folder.ts'
import { quantile, shownYardstick, verdict, yardstick } from './yardstick.ts'

/** The night's run over the town of `bench/import.ts`: twice, the first of which tells the past year of a house that was never told; the server is asked meanwhile. */

const LIMIT = { seconds: 60, p95: 150 }
const PAUSE = 40

const store = await openStoreRoom(config, { max: 10, name: 'quen bench' })
const { db, pool } = store.database
const app = await buildApp({ database: store.database, logLevel: 'fatal' })
let spent = 0
app.addHook('onResponse', async (_request, reply) => {
  spent = reply.elapsedTime
})
await app.ready()
const { token } = await createToken(db, { name: 'bench', role: 'reception' }, undefined, new Date())
const headers = { authorization: `Bearer ${token}` }
const { rows: some } = await pool.query<{ customer_id: string }>('select customer_id from customer_stats limit 500')

const asked = (at: number): string => {
  const id = some[at % some.length]?.customer_id
  return [`/api/customers/${id}/card`, `/api/customers/${id}/loyalty`, `/api/recognise?q=0570`, '/api/customers?limit=50'][at % 4] ?? ''
}

async function ask(at: number): Promise<number> {
  const { statusCode, body } = await app.inject({ url: asked(at), headers })
  if (statusCode !== 200) throw new Error(`${asked(at)}: ${statusCode} ${body}`)
  return spent
}

const ps = (...words: string[]): string[] => {
  try {
    return execFileSync('ps', words, { encoding: 'utf8' }).trim().split('\n')
  } catch {
    return []
  }
}

/** What the run's process holds at most, and the processor's seconds of it and of its sessions in the database, as the system counts them. */
class Watch {
  peakMb = 0
  readonly #seconds = new Map<string, number>()

  async look(): Promise<void> {
    const own = ps('-o', 'rss=,cputimes=,args=', '--ppid', String(process.pid)).find((line) => line.includes('run-child'))
    if (!own) return
    const [rss = 0, seconds = 0] = own.trim().split(/\s+/).map(Number)
    this.peakMb = Math.max(this.peakMb, rss / 1024)
    this.#seconds.set('run', seconds)
    const { rows } = await pool.query<{ pid: number }>(`select pid from pg_stat_activity where application_name = 'quen loyalty'`)
    if (rows.length === 0) return
    for (const line of ps('-o', 'pid=,cputimes=', '-p', rows.map(({ pid }) => pid).join(','))) {
      const [pid = '', used = '0'] = line.trim().split(/\s+/)
      this.#seconds.set(`database ${pid}`, Number(used))
    }
  }

  get shown(): string {
    const used = [...this.#seconds].filter(([, seconds]) => seconds > 0)
    const all = used.reduce((sum, [, seconds]) => sum + seconds, 0)
    return `peak ${this.peakMb.toFixed(0)} MB, processor ${all} s (${used.map(([name, seconds]) => `${name.split(' ')[0]} ${seconds}`).join(', ')})`
  }
}

async function askMeanwhile(work: Promise<void>): Promise<{ taken: number[]; watch: Watch }> {
  let isOver = false
  const over = work.finally(() => {
    isOver = true
  })
  const taken: number[] = []
  const watch = new Watch()
  for (let at = 0; !isOver; at++) {
    taken.push(await ask(at))
    if (at % 10 === 0) await watch.look()
    await new Promise((done) => setTimeout(done, PAUSE))
  }
  await over
  return { taken: taken.sort((a, b) => a - b), watch }
}

for (let at = 0; at < 400; at++) await ask(at)
const quiet: number[] = []
for (let at = 0; at < 400; at++) quiet.push(await ask(at))
quiet.sort((a, b) => a - b)
console.log(`asked alone: p50 ${quantile(quiet, 0.5).toFixed(1)}, p95 ${quantile(quiet, 0.95).toFixed(1)} ms`)

for (const name of ['a run', 'a night']) {
  const before = await yardstick(pool)
  const id = await db.transaction().execute((own) => askForRun(own, 'asked', 'usual', new Date()))
  const began = performance.now()
  const { taken, watch } = await askMeanwhile(runInChild({ address: store.address, role: store.role }, id, new Date()))
  const seconds = (performance.now() - began) / 1000
  const after = await yardstick(pool)
  // Minutes pass: the machine is judged by the busier end of them.
  const worse = before.factor > after.factor ? before : after
  console.log(
    shownYardstick(worse),
    `load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  )
  const run = await currentRun(db)
  console.log(
    `${name}: ${run?.summary?.customers} customers, ${run?.summary?.occasions} purchase days, ${JSON.stringify(run?.summary?.seconds)}`,
  )
  console.log(verdict(name, seconds, LIMIT.seconds, worse, 's'), watch.shown)
  console.log(verdict(`${name}: asked meanwhile p95`, quantile(taken, 0.95), LIMIT.p95, worse), `p50 ${quantile(taken, 0.5).toFixed(1)}`)
}
await app.close()
await store.close()
