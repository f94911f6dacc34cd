import { sql } from 'kysely'
import { createToken } from '../src/rooms/team/public.ts'
import { buildApp } from '../src/server/app.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { fold } from '../src/values/text.ts'
import { config, customers } from './folder.ts'
import { type Townsman, townsmen } from './population.ts'
import { quantile, shownYardstick, timed, verdict, yardstick } from './yardstick.ts'

/** Recognition and the card at a million customers, in the server (the whole route, without the network). After `bench/import.ts`. */

const REPEATS = 2000

const store = await openStoreRoom(config, { max: 10, name: 'quen bench' })
const { db, pool } = store.database
const app = await buildApp({ database: store.database, logLevel: 'fatal' })
// Time in the server: from the request's arrival to the end of its answer, without the client that asks.
let spent = 0
app.addHook('onResponse', async (_request, reply) => {
  spent = reply.elapsedTime
})
await app.ready()
const { token } = await createToken(db, { name: 'bench', role: 'reception' }, undefined, new Date())
const headers = { authorization: `Bearer ${token}` }

/** Townsmen from all over the list. */
const step = Math.max(1, Math.floor(customers / REPEATS))
const some = [...townsmen(customers)].filter((_, at) => at % step === 0)
const townsmanAt = (at: number): Townsman => some[at % some.length] as Townsman

const lastTwo = (name: string): string => fold(name).split(' ').slice(-2).join(' ')

/** One slip in the longest word: two neighbouring letters change places. */
function withSlip(name: string): string {
  const words = fold(name).split(' ')
  const longest = words.reduce((best, word, at) => (word.length > (words[best]?.length ?? 0) ? at : best), 0)
  const word = words[longest] as string
  const at = Math.max(0, Math.floor(word.length / 2) - 1)
  words[longest] = word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2)
  return words.join(' ')
}

let found = 0
const ask = async (url: string): Promise<void> => {
  const answer = await app.inject({ url, headers })
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
  if (answer.json().people?.length !== 0) found++
}

/** As `timed`, by the server's own clock. */
async function served(times: number, run: (at: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let at = 0; at < times; at++) {
    await run(at)
    taken.push(spent)
  }
  return taken.sort((a, b) => a - b)
}
const recognise = (q: string): Promise<void> => ask(`/api/recognise?q=${encodeURIComponent(q)}`)

const commonest = await sql<{ name: string }>`select name from customer group by name order by count(*) desc limit 1`.execute(db)
const common = commonest.rows[0]?.name ?? ''
const ids = await sql<{
  customer_id: string
}>`select customer_id from customer_stats tablesample system (1) order by orders desc limit ${sql.lit(REPEATS)}`.execute(db)

const bareStatements = async (at: number): Promise<void> => {
  const e164 = `+84${townsmanAt(at).phone.slice(1)}`
  const held = await pool.query({
    name: 'bare-1',
    text: `select customer_id from identity where kind = 'phone' and value = $1 limit 20`,
    values: [e164],
  })
  await pool.query({
    name: 'bare-2',
    text: 'select * from customer where customer_id = any($1::uuid[])',
    values: [held.rows.map((row) => row.customer_id)],
  })
}

const before = await yardstick(pool)
console.log(shownYardstick(before))
for (const warm of [
  (at: number) => recognise(townsmanAt(at).phone),
  (at: number) => recognise(lastTwo(townsmanAt(at).name)),
  bareStatements,
])
  await timed(300, warm)

const bare = await timed(REPEATS, bareStatements)
const phone = await served(REPEATS, (at) => recognise(townsmanAt(at).phone))
const mail = await served(REPEATS, (at) => recognise(townsmanAt(at).mail ?? townsmanAt(at).phone))
const p = (list: number[]) =>
  `p50 ${quantile(list, 0.5).toFixed(2)} p95 ${quantile(list, 0.95).toFixed(2)} p99 ${quantile(list, 0.99).toFixed(2)} ms`
console.log(`two bare named statements: ${p(bare)}`)
console.log(verdict('recognise by phone p99', quantile(phone, 0.99), 10, before), '·', p(phone))
console.log(verdict('recognise by mail p99', quantile(mail, 0.99), 10, before), '·', p(mail))
console.log(
  verdict(
    'recognise by phone, p50 beside the bare statements',
    quantile(phone, 0.5) / quantile(bare, 0.5),
    3,
    { ...before, factor: 1 },
    '×',
  ),
)
console.log(
  verdict('recognise by mail, p50 beside the bare statements', quantile(mail, 0.5) / quantile(bare, 0.5), 3, { ...before, factor: 1 }, '×'),
)

const names: [string, (at: number) => string][] = [
  ['two words without marks', (at) => lastTwo(townsmanAt(at).name)],
  ['a typing error', (at) => withSlip(townsmanAt(at).name)],
  [`the commonest name (${common})`, () => common],
  ['the commonest name without marks', () => fold(common)],
  ['a whole name without marks', (at) => fold(townsmanAt(at).name)],
  ['last four digits', (at) => townsmanAt(at).phone.slice(-4)],
]
for (const [name, query] of names) {
  found = 0
  const taken = await served(REPEATS, (at) => recognise(query(at)))
  console.log(
    verdict(`recognise by ${name} p99`, quantile(taken, 0.99), 50, before),
    '·',
    p(taken),
    '· somebody found',
    `${((found / REPEATS) * 100).toFixed(1)} %`,
  )
}
const card = await served(REPEATS, (at) => ask(`/api/customers/${ids.rows[at % ids.rows.length]?.customer_id}/card`))
console.log(verdict('card p95', quantile(card, 0.95), 200, before), '·', p(card))
const lists: [string, string, number][] = [
  ['list, first page', '', 300],
  ['list, row 500,000', '?offset=500000', 300],
  ['list by latest contact', '?sort=-lastContact', 500],
  ['list of those not seen since 2025', '?notSeenSince=2025-01-01', 500],
]
for (const [name, query, limit] of lists) {
  const taken = await served(200, () => ask(`/api/customers${query}`))
  console.log(verdict(`${name} p95`, quantile(taken, 0.95), limit, before), '·', p(taken))
}
console.log(shownYardstick(await yardstick(pool)))
await app.close()
await store.close()
