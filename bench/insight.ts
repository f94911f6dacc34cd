import { insightJobs } from '../src/rooms/insight/public.ts'
import { createToken } from '../src/rooms/team/public.ts'
import { buildApp } from '../src/server/app.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { config } from './folder.ts'
import { quantile, shownYardstick, timed, verdict, yardstick } from './yardstick.ts'

/** The overview of the town of `bench/import.ts` (after `bench/nightly.ts`, with its states): counted as every night, and read by the owner. */

const REPEATS = 200
const LIMIT = { overview: 1500, list: 300, count: 60 }

/** Few among many, or far from where the list begins. */
const HARDEST = ['everyone', 'kept:90', 'retention:12', 'entered:90:loyal', 'left:90:loyal', 'flow:90:indifferent>loyal', 'bridge:lost']

const store = await openStoreRoom(config, { max: 6, name: 'quen bench' })
const app = await buildApp({ database: store.database, logLevel: 'fatal' })
await app.ready()
const { token } = await createToken(store.database.db, { name: 'bench', role: 'owner' }, undefined, new Date())
const headers = { authorization: `Bearer ${token}` }

async function get(path: string): Promise<string> {
  const { statusCode, body } = await app.inject({ url: path, headers })
  if (statusCode !== 200) throw new Error(`${path}: ${statusCode} ${body}`)
  return body
}

const stick = await yardstick(store.database.pool)
console.log(shownYardstick(stick))

const count = insightJobs(store.database.db)['insight.count']
for (const name of ['counted for the first time', 'counted again']) {
  const began = performance.now()
  await count?.({}, new Date())
  console.log(
    `${verdict(name, (performance.now() - began) / 1000, LIMIT.count, stick, 's')}; resident ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  )
}

const told = (name: string, taken: readonly number[], limit: number): void => {
  const p = (q: number) => quantile(taken, q).toFixed(1)
  console.log(`${verdict(`${name}, p95`, quantile(taken, 0.95), limit, stick)}; p50 ${p(0.5)}, max ${p(1)}, ${taken.length} times`)
}

const parts = ['', '/cohorts?by=quarter', '/retention', '/first-impressions', '/call-three']
const complete = () => Promise.all(parts.map((part) => get(`/api/insight${part}`)))
await timed(5, complete)
told('the overview, all of it', await timed(REPEATS, complete), LIMIT.overview)

const figures: { known: { buyers: { list: string } }; loyal: { list: string } | null; repeat: { list: string } } = JSON.parse(
  await get('/api/insight'),
)
for (const list of [figures.known.buyers.list, figures.loyal?.list, figures.repeat.list, ...HARDEST]) {
  if (!list) continue
  const open = () => get(`/api/insight/customers?of=${encodeURIComponent(list)}&limit=100`)
  await timed(3, open)
  told(`the customers behind ${list}, ${JSON.parse(await open()).count} of them`, await timed(40, open), LIMIT.list)
}

await app.close()
await store.close()
