/**
 * Today of every role in the town of `bench/import.ts`, after `bench/nightly.ts` told how loyal everybody is: the night that counts who waits
 * for a word, and then the list as it is opened. `node bench/today.ts [--repeats 200]`
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { careNight } from '../src/rooms/care/public.ts'
import { createToken } from '../src/rooms/team/public.ts'
import { buildApp } from '../src/server/app.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { todaySources } from '../src/server/today.ts'
import { roles } from '../src/values/rights.ts'
import { config } from './folder.ts'
import { quantile, shownYardstick, timed, verdict, yardstick } from './yardstick.ts'

const { values } = parseArgs({ options: { repeats: { type: 'string', default: '200' }, now: { type: 'string' } } })
const repeats = Number(values.repeats)
const LIMIT = { today: 300, night: 300 }

const store = await openStoreRoom(config, { max: 6, name: 'quen bench' })
const { db } = store.database
const { rows } = await sql<{ n: number; buyers: number; last: Date | null }>`select (select count(*)::int from customer) as n,
  (select count(*)::int from customer_loyalty) as buyers, (select max(placed_at) from orders) as last`.execute(db)
const now = values.now ? new Date(values.now) : new Date()
console.log(
  `${rows[0]?.n} customers, ${rows[0]?.buyers} with figures, last order ${rows[0]?.last?.toISOString()}; asked at ${now.toISOString()}`,
)
const app = await buildApp({ database: store.database, clock: () => now, logLevel: 'fatal' })
await app.ready()

const stick = await yardstick(store.database.pool)
console.log(shownYardstick(stick))

for (const name of ['the night, first time', 'the night again']) {
  const began = performance.now()
  await careNight(db, todaySources, now)
  console.log(verdict(name, (performance.now() - began) / 1000, LIMIT.night, stick, 's'))
}
const waiting = await sql<{ n: number; quiet: number }>`select (select sum(customers)::int from care_silence) as n,
  (select count(*)::int from care_quiet) as quiet`.execute(db)
console.log(`${waiting.rows[0]?.n} counted, ${waiting.rows[0]?.quiet} laid ready to be turned to`)

for (const role of roles) {
  const { token } = await createToken(db, { name: 'bench', role }, undefined, now)
  const get = async () => {
    const answer = await app.inject({ url: '/api/today', headers: { authorization: `Bearer ${token}` } })
    if (answer.statusCode !== 200) throw new Error(`${role}: ${answer.statusCode} ${answer.body}`)
    return answer.body
  }
  await timed(5, get)
  const taken = await timed(repeats, get)
  const { acts }: { acts: { kind: string }[] } = JSON.parse(await get())
  const kinds = [...Map.groupBy(acts, ({ kind }) => kind)].map(([kind, of]) => `${of.length} ${kind}`).join(', ')
  console.log(
    `${verdict(`Today of ${role}, p95`, quantile(taken, 0.95), LIMIT.today, stick)}; p50 ${quantile(taken, 0.5).toFixed(1)}: ${kinds}`,
  )
}

await app.close()
await store.close()
