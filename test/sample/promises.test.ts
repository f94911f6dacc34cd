import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openSecrets } from '../../src/platform/secrets.ts'
import { tick } from '../../src/rooms/promises/clock.ts'
import { fold, rowOf } from '../../src/rooms/promises/rules.ts'
import { slipRound } from '../../src/rooms/promises/slips/by-itself.ts'
import { eventsOf, findAll } from '../../src/rooms/promises/store.ts'
import { outwardOf } from '../../src/server/outward.ts'
import { bringSample, clearSample } from '../../src/server/sample/actions.ts'
import { moveSample } from '../../src/server/sample/moving.ts'
import { promiseIdOf } from '../../src/server/sample/open-promises.ts'
import { markAsked } from '../../src/server/sample/store.ts'
import { aHouse } from '../support/house.ts'

const house = aHouse()
const owner = house.as('owner')
const folder = mkdtempSync(join(tmpdir(), 'quen-promises-'))
const outward = outwardOf(
  () => folder,
  openSecrets(() => folder),
)
const MINUTE = 60_000
const began = house.now.getTime()

beforeAll(async () => {
  await markAsked(house.db)
  await bringSample(house.db, { data: folder, now: house.now })
  return () => rmSync(folder, { recursive: true, force: true })
})

const rows = async <Row>(statement: string): Promise<Row[]> => (await house.database.pool.query(statement)).rows as Row[]
const counts = async (statement: string): Promise<Record<string, number>> =>
  Object.fromEntries((await rows<{ key: string; n: string }>(statement)).map(({ key, n }) => [key, Number(n)]))
const promiseOf = async (key: Parameters<typeof promiseIdOf>[0]) => (await owner('GET', `/api/promises/${promiseIdOf(key)}`)).body
const minutesTo = (due: string): number => Math.round((Date.parse(due) - house.now.getTime()) / MINUTE)

async function board(): Promise<Record<string, number>> {
  const { columns } = (await owner('GET', '/api/promises/board?direction=to-customer')).body
  return Object.fromEntries(columns.map(({ stage, count }: { stage: string; count: number }) => [stage, count]))
}

/** As the minute does it. */
async function aMinute(): Promise<void> {
  await tick(house.db, house.now)
  await slipRound({ db: house.db, outward }, house.now)
}

async function rowsThatDoNotFollow(): Promise<string[]> {
  const ids = await rows<{ promise_id: string }>('select promise_id from promise')
  const all = await findAll(
    house.db,
    ids.map(({ promise_id }) => promise_id),
  )
  const wrong: string[] = []
  for (const promise of all) {
    const standing = rowOf(fold(await eventsOf(house.db, promise)))
    const { levels, ...kept } = standing
    if (JSON.stringify({ ...promise, ...kept }) !== JSON.stringify(promise)) wrong.push(promise.words)
    if (JSON.stringify(promise.levels) !== JSON.stringify(levels)) expect(promise.levels).toEqual(levels)
  }
  return wrong
}

describe('412 promises to customers', () => {
  test('355 were kept, 31 late, 14 broken, 4 needed no more, 8 stand open', async () => {
    expect(await counts(`select state as key, count(*) as n from promise where direction = 'to-customer' group by 1`)).toEqual({
      kept: 355,
      late: 31,
      broken: 14,
      withdrawn: 4,
      open: 8,
    })
    const [all] = (await owner('GET', '/api/promises/scores?by=all')).body.scores
    expect(all).toMatchObject({ kept: 355, late: 31, broken: 14, withdrawn: 4, open: 8 })
    expect(Math.round(all.rate * 100)).toBe(89)
    expect(all.exceeded).toBeGreaterThan(20)
    expect(all.warned).toBeGreaterThan(10)
  })

  test('each row is what follows from all that happened to it', async () => {
    expect(await rowsThatDoNotFollow()).toEqual([])
  })

  test('stand on the board as they are told, also when the minute has passed', async () => {
    const told = { due: 8, risk: 0, slipped: 1, mending: 1, done: 402 }
    expect(await board()).toEqual(told)
    await aMinute()
    expect(await board()).toEqual(told)
  })

  test('three are due today: the quiet room, chị Mai’s quote, her tea set', async () => {
    expect(minutesTo((await promiseOf('an-room')).promisedDue)).toBe(38)
    const quote = await promiseOf('mai-quote')
    expect(minutesTo(quote.promisedDue)).toBe(160)
    expect(quote.why).toMatchObject({ standardName: 'Chị Mai: báo giá trong 2 giờ làm việc', standardLevel: 'customer' })
    expect(minutesTo((await promiseOf('mai-tea')).promisedDue)).toBe(190)
    const today = `promised_due < '2026-11-23T17:00:00Z' and state = 'open' and direction = 'to-customer'`
    expect(await rows(`select 1 from promise where ${today}`)).toHaveLength(3)
  })

  test('only anh Cường was not apologised to; all others were told the true reason, what is done about it, and answered', async () => {
    const slips = `promise p join promise_slip s using (customer_id, promise_id) where p.direction = 'to-customer'`
    const untold = await rows<{ promise_id: string }>(`select p.promise_id from ${slips} and s.told_at is null`)
    expect(untold.map(({ promise_id }) => promise_id)).toEqual([promiseIdOf('cuong-late')])
    expect(
      await rows(`select 1 from ${slips} and s.told_at is not null and (s.reason is null or s.reason_words is null
      or s.signed_by is null or (s.fix is null and s.amends is null and s.none_why is null))`),
    ).toEqual([])
    expect(await rows(`select 1 from ${slips} and s.fix is not null and s.answer is null`)).toEqual([])
    expect(
      await rows(`select 1 from promise p where state in ('late', 'broken') and direction = 'to-customer'
      and not exists (select from promise_slip s where s.customer_id = p.customer_id and s.promise_id = p.promise_id)`),
    ).toEqual([])
  })

  test('to two of them it slipped a second time within 90 days, and of that a person called', async () => {
    const again = await rows<{ how: string }>(`select distinct on (b.slip_id) b.told_how as how from promise_slip a
      join promise_slip b on b.customer_id = a.customer_id and b.promise_id <> a.promise_id and b.at > a.at and b.at < a.at + interval '90 days'
      join promise p on p.promise_id = a.promise_id and p.direction = 'to-customer'`)
    expect(again.map(({ how }) => how)).toEqual(['call', 'call'])
  })

  test('belong to orders of those who heard them, and ended before now', async () => {
    expect(
      await rows(`select 1 from promise p where order_id is not null and not exists (
      select from orders o where o.customer_id = p.customer_id and o.order_id = p.order_id)`),
    ).toEqual([])
    expect(Number((await rows<{ n: string }>('select count(*) as n from promise where order_id is not null'))[0]?.n)).toBeGreaterThan(390)
    expect(await rows(`select 1 from promise_event where at > '${house.now.toISOString()}'`)).toEqual([])
    const recent = await rows(`select 1 from promise where direction = 'to-customer' and made_at > '2025-09-23'`)
    expect(recent.length).toBeGreaterThan(250)
  })
})

describe('other directions', () => {
  test('Bến Cũ promised 24 times: 19 kept, 4 late, 1 broken, and two stand open; 12 of ours to them were kept', async () => {
    const theirs = `customer_id = (select customer_id from customer where name = 'Xưởng gốm Bến Cũ')`
    expect(await counts(`select direction || ' ' || state as key, count(*) as n from promise where ${theirs} group by 1`)).toEqual({
      'from-supplier kept': 19,
      'from-supplier late': 4,
      'from-supplier broken': 1,
      'from-supplier open': 2,
      'to-partner kept': 12,
    })
    expect(minutesTo((await promiseOf('ben-cu-sets')).promisedDue)).toBe(60)
    for (const key of ['mai-tea', 'second-tea'] as const) {
      const { chain, stage } = await promiseOf(key)
      expect(chain.map(({ id }: { id: string }) => id)).toContain(promiseIdOf('ben-cu-sets'))
      expect(stage).toBe('due')
    }
  })

  test('the house, its people and other partners promise each other things too', async () => {
    const all = await counts('select direction as key, count(*) as n from promise group by 1')
    // Seven of them keep a complaint from coming again.
    expect(all['inside']).toBe(12 + 7)
    expect(all['to-staff']).toBe(5)
    expect(all['from-partner']).toBeGreaterThan(3)
  })
})

describe('standards', () => {
  const suggested = async (kind: string, name: string) => {
    const [row] = await rows<{ customer_id: string }>(`select customer_id from customer where name = '${name}'`)
    return (await owner('GET', `/api/promises/due?kind=${kind}&customerId=${row?.customer_id}`)).body
  }

  test('the nearest counts: chị Mai’s own for quotes, regulars’ for answers, and of prices nothing is promised', async () => {
    expect((await suggested('quote', 'Phan Thị Mai')).why).toMatchObject({
      standardLevel: 'customer',
      seconds: 7200,
      calendarName: 'Văn phòng',
    })
    expect((await suggested('quote', 'Du lịch Mái Ngói')).why).toMatchObject({ standardLevel: 'house', days: 1 })
    expect((await suggested('answer', 'Nguyễn Thị Thanh Hoa')).why).toMatchObject({ standardLevel: 'tier', seconds: 7200 })
    expect((await suggested('answer', 'Lê Quốc Cường')).why).toMatchObject({ standardLevel: 'house', seconds: 14_400 })
    expect(await suggested('price', 'Lê Quốc Cường')).toMatchObject({ due: null, isNothing: true })
  })

  test('four calendars, of which the shop’s is the house’s, and Tết stands in them', async () => {
    const { calendars } = (await owner('GET', '/api/calendars')).body
    expect(calendars.map(({ name, isHouse }: { name: string; isHouse: boolean }) => [name, isHouse])).toEqual([
      ['Cửa hàng và quầy', true],
      ['Lễ tân, trực ngày đêm', false],
      ['Văn phòng', false],
      ['Xưởng gốm Bến Cũ', false],
    ])
    const { days } = (await owner('GET', `/api/calendars/${calendars[0].id}/years/2027`)).body
    const closed = days.filter(({ kind }: { kind: string }) => kind === 'closed').map(({ day }: { day: string }) => day)
    expect(closed).toEqual(['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'])
  })
})

describe('each morning', () => {
  test('what nobody acted on is as near as on the first day; what somebody acted on is theirs', async () => {
    const { version } = await promiseOf('lamp-answer')
    await owner('POST', `/api/promises/${promiseIdOf('lamp-answer')}/notes`, { words: 'Đã hỏi thợ điện', version })
    const before = await promiseOf('lamp-answer')
    // The evening before, time alone did its work.
    house.now = new Date(began + 300 * MINUTE)
    await aMinute()
    expect((await promiseOf('an-room')).stage).toBe('slipped')
    house.now = new Date('2026-11-24T01:05:00Z')
    await moveSample(house.db, house.now)
    expect(minutesTo((await promiseOf('an-room')).promisedDue)).toBe(38)
    expect(minutesTo((await promiseOf('mai-tea')).promisedDue)).toBe(190)
    expect((await promiseOf('hoa-late-checkout')).promisedDue).toBe('2026-11-26T07:00:00.000Z')
    expect(await promiseOf('lamp-answer')).toEqual(before)
    await aMinute()
    // Theirs was due by noon of this day.
    expect(await board()).toEqual({ due: 7, risk: 1, slipped: 1, mending: 1, done: 402 })
    expect((await promiseOf('lamp-answer')).stage).toBe('risk')
    expect(await rowsThatDoNotFollow()).toEqual([])
    const once = await house.checksum()
    await moveSample(house.db, house.now)
    expect(await house.checksum()).toBe(once)
  })

  test('through the night they keep their hour', async () => {
    house.now = new Date('2026-11-24T17:00:05Z')
    await moveSample(house.db, house.now, true)
    expect((await promiseOf('an-room')).promisedDue).toBe('2026-11-25T07:30:00.000Z')
    expect(await rows(`select 1 from promise_event where at > '${house.now.toISOString()}'`)).toEqual([])
  })

  test('what rests on what somebody acted on is reckoned from that', async () => {
    house.now = new Date('2026-11-26T01:00:00Z')
    await moveSample(house.db, house.now)
    const { version } = await promiseOf('ben-cu-sets')
    expect((await owner('POST', `/api/promises/${promiseIdOf('ben-cu-sets')}/slips`, { version })).status).toBe(201)
    expect((await promiseOf('mai-tea')).stage).toBe('risk')
    house.now = new Date('2026-11-27T01:00:00Z')
    await moveSample(house.db, house.now)
    expect(minutesTo((await promiseOf('mai-tea')).promisedDue)).toBe(190)
    expect((await promiseOf('mai-tea')).stage).toBe('risk')
    expect(await rowsThatDoNotFollow()).toEqual([])
  })
})

test('clearing leaves nothing of it, and what the house promised its own people stays and is reckoned without it', async () => {
  const own = (await owner('POST', '/api/customers', { name: 'Trương Mỹ Ánh' })).body
  const made = await owner('POST', '/api/promises', {
    customerId: own.id,
    kind: 'delivery',
    words: 'Giao bộ ấm cho chị Ánh',
    due: '2026-11-27T08:00:00.000Z',
    restsOn: [{ promiseId: promiseIdOf('ben-cu-sets'), leadSeconds: 3600 }],
  })
  expect(made).toMatchObject({ status: 201, body: { stage: 'risk' } })
  await house.db.transaction().execute((tx) => clearSample(tx, house.now))
  const kept = (await owner('GET', `/api/promises/${made.body.id}`)).body
  expect(kept).toMatchObject({ state: 'open', stage: 'due', chain: [], why: { calendarName: 'Cửa hàng và quầy' } })
  expect(await rowsThatDoNotFollow()).toEqual([])
  for (const table of ['promise', 'promise_event', 'promise_slip', 'promise_need', 'promise_pause', 'promise_check'])
    expect([table, (await sql`select 1 from ${sql.table(table)} where customer_id <> ${own.id}::uuid`.execute(house.db)).rows]).toEqual([
      table,
      [],
    ])
  expect(await counts(`select name as key, 1 as n from calendar`)).toEqual({ 'Cửa hàng và quầy': 1 })
  expect(await rows('select 1 from standard')).toEqual([])
})
