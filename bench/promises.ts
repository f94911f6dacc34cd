/**
 * Promises among a million that are open: the list of what is due soon, everybody's clock counted anew after the hours changed, the minute's
 * look at the clock, and a slip at the root of ten thousand that rest on it, twelve deep. On a database of its own, which goes when it is
 * done. `node bench/promises.ts [--promises 1000000]`
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { readConfig } from '../src/platform/config.ts'
import { connect, type Db } from '../src/platform/db/db.ts'
import { derivedId } from '../src/platform/db/derived-id.ts'
import { newId } from '../src/platform/ids.ts'
import { append, findForUpdate } from '../src/rooms/promises/actions.ts'
import { houseCalendar } from '../src/rooms/promises/calendars/calendars.ts'
import { addVersion } from '../src/rooms/promises/calendars/store.ts'
import { dependantsQuery } from '../src/rooms/promises/chain-store.ts'
import { tick } from '../src/rooms/promises/clock.ts'
import { recountInSteps } from '../src/rooms/promises/recounting.ts'
import { promisesToday } from '../src/rooms/promises/today.ts'
import { createToken } from '../src/rooms/team/public.ts'
import { buildApp } from '../src/server/app.ts'
import { settleIn } from '../src/server/installation.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { newFolder, removeFolder } from '../test/support/program.ts'
import { populate } from '../test/support/sending-town.ts'
import { quantile, shownYardstick, timed, verdict, yardstick } from './yardstick.ts'

const { values } = parseArgs({ options: { promises: { type: 'string', default: '1000000' } } })
const many = Number(values.promises)
const people = Math.max(1000, many / 10)
const NOW = new Date('2026-11-23T03:00:00Z')
/** Customers of the town have the hash of their number for an id; here it is one that every reader of ids accepts. */
const asId = (hash: string) => sql.raw(derivedId(hash))
const FIRST = asId("md5('town 1')")
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Open promises of four kinds, made within the last two days and due within the next three weeks; every tenth is a team's. */
async function writePromises(db: Db, versionId: string): Promise<void> {
  for (let from = 1; from <= many; from += 25_000)
    await sql`insert into promise (customer_id, promise_id, direction, category, kind, words, holder_id, team, made_at, given, target, target_value,
        starts_at, calendar_version_id, promised_due, first_due, internal_due, at_risk_at, levels, next_level_at, state, stage, first_customer_id)
      select customer_id, ('01930000-' || substr(lpad(to_hex(n), 8, '0'), 1, 4) || '-7' || substr(lpad(to_hex(n), 8, '0'), 5, 3) || '-8' || substr(md5('p' || n), 1, 3)
          || '-' || substr(lpad(to_hex(n), 8, '0'), 8, 1) || substr(md5('p' || n), 4, 11))::uuid, 'to-customer', 'service', kind, 'Lời hứa thứ ' || n, case when n % 10 > 0 then staff end,
        case when n % 10 = 0 then 'reception' end, made_at, 'counter', 'seconds', seconds, made_at, ${versionId}::uuid,
        due, due, due, due - seconds * interval '0.25 second',
        jsonb_build_array(jsonb_build_object('level', 2, 'at', to_char(due, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'to', 'manager')), due,
        'open', 'due', customer_id
      from (select n, ${asId('of_customer')} as customer_id, ${asId('of_staff')} as staff,
          (array['room', 'answer', 'delivery', 'repair'])[1 + n % 4] as kind, 7200 + (n % 400) * 1800 as seconds,
          ${NOW}::timestamptz - (n % 2880) * interval '1 minute' as made_at,
          ${NOW}::timestamptz + interval '1 day' + (n % 28000) * interval '1 minute' as due
        from generate_series(${from}::int, ${Math.min(from + 24_999, many)}::int) n,
          lateral (select md5('town ' || (1 + n % ${people}::int)) as of_customer, md5('staff ' || n % 40) as of_staff) hashed) made`.execute(
      db,
    )
}

/** Ten thousand that rest on one, twelve steps deep at most: each on one or two of the step before. */
async function writeChain(db: Db, dependants: number, depth: number): Promise<string> {
  const root = newId()
  const each = Math.ceil(dependants / depth)
  const idOf = (step: number, place: number): string => (step === 0 ? root : hash(step, place % each))
  const rows: { id: string; needs: string[] }[] = [{ id: root, needs: [] }]
  for (let step = 1; step <= depth; step++)
    for (let place = 0; place < each && rows.length <= dependants; place++)
      rows.push({ id: idOf(step, place), needs: [...new Set([idOf(step - 1, place), idOf(step - 1, place + 7)])] })
  const due = new Date(NOW.getTime() + 40 * 24 * 3600_000)
  await sql`insert into promise (customer_id, promise_id, direction, category, kind, words, made_at, given, target, starts_at, promised_due, first_due,
      internal_due, state, stage, first_customer_id)
    select ${FIRST}, id, 'to-customer', 'delivery', 'delivery', 'Rest', ${NOW}, 'counter', 'instant', ${NOW}, ${due}, ${due}, ${due},
      'open', 'due', ${FIRST}
    from unnest(${rows.map(({ id }) => id)}::uuid[]) as one (id)`.execute(db)
  const arrows = rows.flatMap(({ id, needs }) => needs.map((needsId) => ({ id, needsId })))
  await sql`insert into promise_need (customer_id, promise_id, needs_customer_id, needs_id, lead_seconds)
    select ${FIRST}, id, ${FIRST}, needs, 3600
    from unnest(${arrows.map(({ id }) => id)}::uuid[], ${arrows.map(({ needsId }) => needsId)}::uuid[]) as one (id, needs)`.execute(db)
  return root
}

const hash = (step: number, place: number): string => {
  const text = `${step.toString(16).padStart(4, '0')}${place.toString(16).padStart(8, '0')}`
  return `01000000-${text.slice(0, 4)}-7000-8000-${text.slice(4).padStart(12, '0')}`
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await run()
  return (performance.now() - began) / 1000
}

const data = newFolder('quen-promises-')
const store = await openStoreRoom(readConfig({ data }), { max: 6, name: 'quen bench' })
const { db, pool } = store.database
try {
  await settleIn(db, data, NOW)
  await populate(db, people)
  const mender = await connect(store.address)
  await mender.query(`update customer set customer_id = ${derivedId("replace(customer_id::text, '-', '')")}`)
  await mender.end()
  const calendar = await houseCalendar(db, NOW)
  console.info(
    `written in ${(await seconds(() => writePromises(db, calendar.id))).toFixed(1)} s: ${many} open promises of ${people} customers`,
  )
  const root = await writeChain(db, 10_000, 12)
  // Only whose the tables are may count them.
  const keeper = await connect(store.address)
  await keeper.query('vacuum analyze promise, promise_need, customer')
  await keeper.end()
  const yard = await yardstick(pool)
  console.info(shownYardstick(yard))

  const app = await buildApp({ database: store.database, clock: () => NOW, logLevel: 'error' })
  const { token } = await createToken(db, { name: 'bench', role: 'manager' }, undefined, NOW)
  const ask = async (url: string): Promise<void> => {
    const answer = await app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } })
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
  }
  for (const [name, url] of [
    ['due-soon list', '/api/promises?stage=due'],
    ['due-soon list of the reception', '/api/promises?stage=due&team=reception'],
    ['what is open', '/api/promises?state=open'],
    ['board', '/api/promises/board'],
  ] as const) {
    const times = await timed(200, () => ask(url))
    console.info(verdict(`${name}, p95 of 200`, quantile(times, 0.95), 100, yard))
  }
  const day = { today: '2026-11-23', now: NOW, zone: 'Asia/Ho_Chi_Minh', language: 'vi' as const }
  const today = await timed(100, () => promisesToday.acts(db, day, { id: newId(), role: 'reception' }, new Set()))
  console.info(verdict('acts of Today, p95 of 100', quantile(today, 0.95), 300, yard))
  await app.close()

  let moved = ''
  const late = await seconds(async () => {
    const { risky, missed, woken } = await tick(db, NOW)
    moved = `${risky} at risk, ${missed} missed, ${woken} to be woken for`
  })
  console.info(`what had come to pass while nobody looked, ${moved}: ${late.toFixed(2)} s`)
  const quiet = await seconds(() => tick(db, NOW))
  console.info(verdict('a look at the clock when nothing has come to pass', quiet, 1, yard, 's'))

  const slip = await seconds(() =>
    db.transaction().execute(async (tx) => {
      const promise = await findForUpdate(tx, root)
      await append(tx, promise, [{ kind: 'slipped', payload: { slipId: newId(), number: 1, isForeseen: true } }], NOW)
    }),
  )
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from promise where stage = 'risk' and rests_unsure`.execute(db)
  console.info(verdict(`a slip at the root of ${rows[0]?.n} that are at risk now, at most 12 deep`, slip, 5, yard, 's'))
  const { sql: text, parameters } = dependantsQuery([root]).compile(db)
  const plan = await pool.query(`explain (analyze, costs off, timing off) ${text}`, [...parameters])
  console.info(plan.rows.map((row) => `  ${row['QUERY PLAN']}`).join('\n'))

  const weekly = Object.fromEntries(WEEKDAYS.map((weekday): [string, [string, string][]] => [weekday, [['09:00', '20:00']]]))
  await addVersion(db, calendar.calendarId, { ...calendar.hours, weekly }, { at: NOW, by: null, byName: null })
  let counted = 0
  const times = { asOf: NOW, now: NOW }
  const anew = await seconds(async () => {
    counted = await recountInSteps(db, { calendarId: calendar.calendarId }, 'recompute', times)
  })
  console.info(verdict(`clocks of ${counted} open promises counted anew, each with its event`, anew, 60, yard, 's'))
  console.info(`resident ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
} finally {
  await store.close()
  removeFolder(data)
}
