/**
 * How a million promises ended, asked for as the overview does: all of them, by kind, by team, and the exact count of a list behind a figure.
 * On a database of its own, which goes when it is done. `node bench/promise-figures.ts [--promises 1000000]`
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { readConfig } from '../src/platform/config.ts'
import { connect, type Db } from '../src/platform/db/db.ts'
import { derivedId } from '../src/platform/db/derived-id.ts'
import { endsQuery } from '../src/rooms/promises/scores-store.ts'
import { createToken } from '../src/rooms/team/public.ts'
import { buildApp } from '../src/server/app.ts'
import { settleIn } from '../src/server/installation.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { newFolder, removeFolder } from '../test/support/program.ts'
import { quantile, shownYardstick, timed, verdict, yardstick } from './yardstick.ts'

const { values } = parseArgs({ options: { promises: { type: 'string', default: '1000000' } } })
const many = Number(values.promises)
/** An id that every reader of ids accepts. */
const asId = (hash: string) => sql.raw(derivedId(hash))
const NOW = new Date('2026-11-23T03:00:00Z')

/** Promises of five kinds to a tenth as many customers, ended over three years: 89 % kept, the rest late, broken and withdrawn; some open. */
async function writeEnded(db: Db): Promise<void> {
  for (let from = 1; from <= many; from += 10_000)
    await sql`insert into promise (customer_id, promise_id, direction, category, kind, words, holder_id, team, made_at, given, target, starts_at,
        promised_due, first_due, state, stage, is_warned, is_exceeded, done_at, first_customer_id)
      select customer_id, gen_random_uuid(), 'to-customer', 'service', kind, 'Lời hứa thứ ' || n, case when n % 4 > 0 then ${asId("md5('staff ' || n % 40)")} end,
        case when n % 4 = 0 then 'reception' end, done_at - interval '1 day', 'counter', 'instant', done_at - interval '1 day', done_at, done_at, state,
        case when state = 'open' then 'due' else 'done' end, state in ('late', 'broken') and n % 3 = 0, state = 'kept' and n % 9 = 0,
        case when state = 'open' then null else done_at end, customer_id
      from (select n, ${asId(`md5('customer ' || n % ${Math.max(1, Math.round(many / 10))})`)} as customer_id,
          (array['room', 'answer', 'delivery', 'repair', 'gift'])[1 + n % 5] as kind,
          case when n % 100 < 86 then 'kept' when n % 100 < 94 then 'late' when n % 100 < 97 then 'broken' when n % 100 < 98 then 'withdrawn' else 'open' end as state,
          ${NOW}::timestamptz - (n % 1570000) * interval '1 minute' as done_at
        from generate_series(${from}::int, ${Math.min(from + 9_999, many)}::int) n) made`.execute(db)
}

const data = newFolder('quen-figures-')
const store = await openStoreRoom(readConfig({ data }), { max: 4, name: 'quen bench' })
const { db, pool } = store.database
try {
  await settleIn(db, data, NOW)
  const began = performance.now()
  const keeper = await connect(store.address)
  // The indexes come after the rows: a million times a score of them would take an hour.
  const { rows: indexes } = await keeper.query<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes where tablename = 'promise' and indexname <> 'promise_pkey'`,
  )
  for (const { indexname } of indexes) await keeper.query(`drop index ${indexname}`)
  await writeEnded(db)
  for (const { indexdef } of indexes) await keeper.query(indexdef)
  await keeper.query('vacuum analyze promise')
  await keeper.end()
  console.info(`${many} promises written in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  const yard = await yardstick(pool)
  console.info(shownYardstick(yard))
  const app = await buildApp({ database: store.database, clock: () => NOW, logLevel: 'error' })
  const { token } = await createToken(db, { name: 'bench', role: 'owner' }, undefined, NOW)
  const ask = async (url: string): Promise<void> => {
    const answer = await app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } })
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
  }
  for (const [name, url] of [
    ['how all promises ended', '/api/promises/scores?by=all'],
    ['by kind', '/api/promises/scores?by=kind'],
    ['by team', '/api/promises/scores?by=team'],
    ['by kind, of ninety days', '/api/promises/scores?by=kind&from=2026-08-25'],
    ['the list behind what was kept, counted one by one', '/api/promises?state=kept&direction=to-customer&isCounted=true'],
    ['the list behind what was late of a kind', '/api/promises?state=late&kind=room&direction=to-customer&isCounted=true'],
  ] as const) {
    const times = await timed(20, () => ask(url))
    console.info(verdict(`${name}, p95 of 20`, quantile(times, 0.95), 1500, yard))
  }
  const { sql: text, parameters } = endsQuery({ by: 'kind', direction: 'to-customer' }).compile(db)
  const plan = await pool.query(`explain (analyze, costs off, timing off) ${text}`, [...parameters])
  console.info(plan.rows.map((row) => `  ${row['QUERY PLAN']}`).join('\n'))
  await app.close()
} finally {
  await store.close()
  removeFolder(data)
}
