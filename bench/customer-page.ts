import { sql } from 'kysely'
import { newId } from '../src/platform/ids.ts'
import { openSecrets } from '../src/platform/secrets.ts'
import { addTopic } from '../src/rooms/messages/consent/topics-store.ts'
import { writeKey } from '../src/rooms/messages/page/links.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { startHouse, stopHouse } from '../test/support/program.ts'
import { config, data } from './folder.ts'
import { quantile, shownYardstick, timed, verdict, yardstick } from './yardstick.ts'

/**
 * A customer's own page at a million customers who all agreed to something: opened, tapped, and left in a mail program, over HTTP, each time
 * by another customer. After `bench/import.ts`.
 */

const REPEATS = 300
const LIMIT = 100

const store = await openStoreRoom(config, { name: 'quen bench' })
const { db, pool } = store.database

/** Two topics, and a consent of every customer to the first: as a house stands after years. */
async function agree(): Promise<string> {
  const known = await sql<{ topic_id: string }>`select topic_id from topic where names->>'en' = 'Bench letters'`.execute(db)
  const before = known.rows[0]?.topic_id
  if (before) return before
  const [first, second] = [newId(), newId()]
  const topic = { purpose: 'newsletter', about: {}, isOpen: true, isSample: false, version: 1 } as const
  await addTopic(db, { ...topic, id: first, names: { vi: 'Thư đo', en: 'Bench letters' } })
  await addTopic(db, { ...topic, id: second, names: { vi: 'Thư đo khác', en: 'Other bench letters' } })
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('set local statement_timeout = 0')
    await client.query(
      `insert into consent_event (customer_id, event_id, at, purpose, topic_id, channel, act, given_by, method, monthly, first_customer_id)
       select customer_id, gen_random_uuid(), now() - interval '90 days', 'newsletter', $1, 'zalo', 'granted', 'customer', 'page', 2, customer_id
       from customer`,
      [first],
    )
    await client.query(
      `insert into consent_now (customer_id, purpose, topic_id, channel, state, monthly, since, event_id)
       select customer_id, purpose, topic_id, channel, 'granted', monthly, at, event_id from consent_event where topic_id = $1`,
      [first],
    )
    await client.query('commit')
    await client.query('analyze consent_event, consent_now')
  } finally {
    client.release()
  }
  return first
}

const topicId = await agree()
const some = await sql<{ customer_id: string }>`select customer_id from customer tablesample system (0.5) limit ${REPEATS * 4}`.execute(db)
const people = some.rows.map(({ customer_id }) => customer_id)
if (people.length < REPEATS * 4) throw new Error(`the town is too small: ${people.length}`)
const keyring = openSecrets(() => data)
const keys = people.map((customerId) => writeKey(keyring, { customerId, madeOn: new Date() }))

// Every customer knocks from a network of their own, as they do.
process.env.QUEN_TRUSTED_PROXY = '127.0.0.1'
const house = await startHouse(data)
const before = await yardstick(pool)
console.log(shownYardstick(before))

const from = (at: number) => ({ 'x-forwarded-for': `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}` })

async function open(at: number, path = ''): Promise<void> {
  const answer = await fetch(`${house.address}/k/${keys[at]}${path}`, { headers: from(at) })
  const text = await answer.text()
  if (answer.status !== 200 || !text.includes('</main>')) throw new Error(`no page: ${answer.status}`)
}

async function post(at: number, path: string, body: string, status: number): Promise<void> {
  const headers = { ...from(at), 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(`${house.address}/k/${keys[at]}/${path}`, { method: 'POST', body, headers, redirect: 'manual' })
  await answer.arrayBuffer()
  if (answer.status !== status) throw new Error(`${path}: ${answer.status}`)
}

const told = (name: string, list: readonly number[]) =>
  console.log(
    verdict(`${name} p95`, quantile(list, 0.95), LIMIT, before),
    '·',
    `p50 ${quantile(list, 0.5).toFixed(1)} p99 ${quantile(list, 0.99).toFixed(1)} ms, ${list.length} times`,
  )

await timed(40, (at) => open(at))
told('the page opened', await timed(REPEATS, (at) => open(at + REPEATS)))
told('their data opened', await timed(REPEATS, (at) => open(at, '/data')))
told('one letter a month: tapped and kept', await timed(REPEATS, (at) => post(at + REPEATS, 'often', 'n=1', 303)))
told('another topic: tapped and kept', await timed(REPEATS, (at) => post(at + REPEATS * 2, 'topic', `on=${topicId}`, 303)))
told(
  'left with one click in a mail program',
  await timed(REPEATS, (at) => post(at + REPEATS * 3, 'one-click', 'List-Unsubscribe=One-Click', 200)),
)
const after = await yardstick(pool)
console.log(shownYardstick(after))

await stopHouse(house)
await store.close()
