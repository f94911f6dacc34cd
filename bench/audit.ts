import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Entry, record, recordOn } from '../src/platform/audit/audit.ts'
import { headKeeper, readHeads } from '../src/platform/audit/heads.ts'
import { sealWaiting } from '../src/platform/audit/sealer.ts'
import { verifyChain } from '../src/platform/audit/verify.ts'
import { newId } from '../src/platform/ids.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { config, folder } from './folder.ts'
import { quantile, shownYardstick, timed, verdict, yardstick } from './yardstick.ts'

/** The audit trail at a million rows: sealing a backlog of them, walking the chain, and what a row adds to an act. */

const ROWS = Number(process.env.QUEN_BENCH_AUDIT ?? 1_000_000)
const data = join(folder, 'audit-data')

rmSync(data, { recursive: true, force: true })
const store = await openStoreRoom({ ...config, data }, { name: 'quen bench' })
const { db, pool } = store.database

const staff = Array.from({ length: 8 }, () => newId())
const entry = (at: number): Entry => ({
  at: new Date(Date.UTC(2026, 0, 1) + at * 20_000),
  actor: { kind: 'staff', id: staff[at % staff.length] as string },
  act: at % 3 === 0 ? 'updateCustomer' : 'getCard',
  customerId: newId(),
  details: at % 3 === 0 ? { fields: ['version', 'name', 'phone'] } : {},
  requestId: newId(),
})

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

const STEP = 5000
const client = await pool.connect()
const writing = await seconds(async () => {
  for (let at = 0; at < ROWS; at += STEP) await recordOn(client, ...Array.from({ length: STEP }, (_, more) => entry(at + more)))
})
client.release()
console.log(`writing ${ROWS} rows, ${STEP} at a time: ${writing.toFixed(1)} s`)

const before = await yardstick(pool)
console.log(shownYardstick(before))
const sealing = await seconds(() => sealWaiting(pool, headKeeper(data)))
console.log(`sealing them: ${sealing.toFixed(1)} s, ${Math.round(ROWS / sealing)} rows a second`)

const read = await seconds(() =>
  pool.query('select count(*), max(length(audit.*::text)), max(hash) from audit_seal join audit using (audit_id)'),
)
const found = await verifyChain(pool, readHeads(data))
if (!found.isWhole || found.rows !== ROWS) throw new Error(`the chain is not whole: ${JSON.stringify(found)}`)
console.log(verdict(`verifying ${ROWS} rows`, found.ms / 1000, 60, before, 's'))
console.log(`beside it, one statement of the database over the same rows: ${read.toFixed(1)} s`)
console.log(`peak resident of the whole run: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)

const bare = await timed(2000, () => db.transaction().execute((tx) => tx.selectFrom('audit_waiting').select('audit_id').limit(1).execute()))
const traced = await timed(2000, (at) =>
  db.transaction().execute(async (tx) => {
    await tx.selectFrom('audit_waiting').select('audit_id').limit(1).execute()
    await record(tx, entry(at))
  }),
)
console.log(`a transaction that reads: p50 ${quantile(bare, 0.5).toFixed(2)} ms, p99 ${quantile(bare, 0.99).toFixed(2)} ms`)
console.log(
  `the same with a row of the trail, synced to disk: p50 ${quantile(traced, 0.5).toFixed(2)} ms, p99 ${quantile(traced, 0.99).toFixed(2)} ms`,
)
console.log(shownYardstick(await yardstick(pool)))

await store.close()
rmSync(data, { recursive: true, force: true })
