import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { connect } from '../../platform/db/db.ts'
import { CHANNEL } from '../../platform/stream/stream.ts'
import { missedQuery } from '../calls/missed-store.ts'
import { forgetOldLooks } from './public.ts'
import { endedQuery, restingQuery } from './store.ts'

const house = aHouse()
const ngoc = house.as('reception')
const manager = house.as('manager')
const today = '2026-11-23'
const morning = new Date('2026-11-23T01:00:00Z')

type Act = {
  key: string
  kind: string
  calledAs: string
  reasons: string[]
  ends: string[]
  takenBy: string | null
  parts: Record<string, unknown>
  also: Pick<Act, 'key' | 'kind' | 'parts'>[]
}
type List = { acts: Act[]; ended: (Act & { end: string; version: number })[]; done: number; all: number; more: number; lunar: string }

const listOf = async (ask: typeof ngoc, query = ''): Promise<List> => (await ask('GET', `/api/today${query}`)).body
const findOf = async (ask: typeof ngoc, key: string, query = '') => (await listOf(ask, query)).acts.find((act) => act.key === key)
const path = (key: string, verb: 'end' | 'reopen' | 'take') => `/api/today/${encodeURIComponent(key)}/${verb}`

const aCustomer = async (name: string, more: object = {}): Promise<string> =>
  (await ngoc('POST', '/api/customers', { name, address: { them: 'chị', source: 'self' }, ...more })).body.id

async function book(customerId: string, body: Record<string, unknown>): Promise<string> {
  const made = await ngoc('POST', `/api/customers/${customerId}/orders`, { kind: 'stay', state: 'booked', total: 0, ...body })
  expect(made.status).toBe(201)
  return made.body.id
}

const like = async (customerId: string, body: Record<string, unknown>): Promise<string> => {
  const made = await ngoc('POST', `/api/customers/${customerId}/preferences`, { stance: 'likes', source: 'said', ...body })
  expect(made.status).toBe(201)
  return made.body.id
}
const preferences = async (customerId: string) => (await ngoc('GET', `/api/customers/${customerId}`)).body

let hoa = ''
let arrival = ''
let stay = ''

beforeAll(async () => {
  house.now = morning
  hoa = await aCustomer('Nguyễn Thị Thanh Hoa')
  await like(hoa, { what: 'trà gừng' })
  await like(hoa, { what: 'gối cứng' })
  await like(hoa, { stance: 'avoids', what: 'hoa ly' })
  stay = await book(hoa, { startsOn: today, endsOn: '2026-11-25', lines: [{ product: 'Phòng 203' }] })
  arrival = `arrival:${stay}`
})
beforeEach(() => {
  house.now = morning
})

describe('Today', () => {
  test('says who comes, how to call them and what to have ready', async () => {
    const { acts, lunar } = await listOf(ngoc)
    expect(acts).toHaveLength(1)
    expect(acts[0]).toMatchObject({ key: arrival, kind: 'arrival', calledAs: 'chị Hoa', ends: ['greeted'], takenBy: null })
    expect([...(acts[0]?.reasons ?? [])].sort()).toEqual(['gối cứng', 'không hoa ly', 'trà gừng'])
    expect(lunar).toBe('rằm tháng Mười')
    const { body } = await ngoc('GET', '/api/today', undefined, { 'accept-language': 'en' })
    expect(body.lunar).toBe('15th of the 10th lunar month')
    expect(body.acts[0].reasons).toContain('no hoa ly')
  })

  test('is each role’s own: goods are the store’s, guests are the desk’s, and who may change nothing is asked nothing', async () => {
    const pickUp = await book(hoa, { kind: 'sale', startsOn: today, lines: [{ product: 'Hộp quà trà sen' }] })
    const kinds = async (role: Parameters<typeof house.as>[0]) => (await listOf(house.as(role))).acts.map(({ kind }) => kind)
    expect(await kinds('reception')).toEqual(['arrival', 'pick-up'])
    expect(await kinds('owner')).toEqual(['arrival', 'pick-up'])
    expect(await kinds('warehouse')).toEqual(['pick-up'])
    expect(await kinds('accounting')).toEqual([])
    expect(await kinds('read-only')).toEqual([])
    await ngoc('PATCH', `/api/customers/${hoa}/orders/${pickUp}`, { state: 'cancelled', version: 1 })
    expect(await kinds('warehouse')).toEqual([])
  })

  test('looks ahead: who leaves the day after tomorrow is thanked then', async () => {
    expect((await listOf(ngoc, '?day=2026-11-25')).acts.map(({ key }) => key)).toEqual([`departure:${stay}`])
  })
})

describe('an act of care', () => {
  test('ends once, is gone from every list, and is taken back whole', async () => {
    const ended = await ngoc('POST', path(arrival, 'end'), { end: 'greeted' })
    expect(ended.status).toBe(200)
    expect(await findOf(ngoc, arrival)).toBeUndefined()
    expect(await findOf(manager, arrival)).toBeUndefined()
    const mine = await listOf(ngoc)
    expect([mine.done, mine.all]).toEqual([1, 1])
    expect(mine.ended[0]).toMatchObject({ key: arrival, end: 'greeted', version: ended.body.version, calledAs: 'chị Hoa' })
    expect((await listOf(manager)).done).toBe(0)

    const again = await ngoc('POST', path(arrival, 'end'), { end: 'greeted' })
    expect([again.status, again.body.version]).toEqual([200, ended.body.version])
    const other = await manager('POST', path(arrival, 'end'), { end: 'greeted' })
    expect([other.status, other.body.code, other.body.fields]).toEqual([409, 'care.taken', { takenBy: 'reception' }])

    expect((await manager('POST', path(arrival, 'reopen'), { version: ended.body.version })).status).toBe(404)
    const stale = await ngoc('POST', path(arrival, 'reopen'), { version: ended.body.version + 7 })
    expect([stale.status, stale.body.code]).toEqual([409, 'care.changed_meanwhile'])
    for (const _ of [1, 2]) expect((await ngoc('POST', path(arrival, 'reopen'), { version: ended.body.version })).status).toBe(200)
    expect(await findOf(manager, arrival)).toBeDefined()
    expect((await listOf(ngoc)).done).toBe(0)
  })

  test('that two end at once is ended by one, and the other hears by whom', async () => {
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all([ngoc, manager].map((ask) => ask('POST', path(arrival, 'end'), { end: 'greeted' })))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const winner = answers[0]?.status === 200 ? ngoc : manager
      const loser = answers.find(({ status }) => status === 409)
      expect(loser?.body.fields.takenBy).toBe(winner === ngoc ? 'reception' : 'manager')
      const { version } = answers.find(({ status }) => status === 200)?.body ?? {}
      expect((await winner('POST', path(arrival, 'reopen'), { version })).status).toBe(200)
    }
  })

  test('taken in hand stands on nobody else’s list, until midnight', async () => {
    expect((await ngoc('POST', path(arrival, 'take'), { isMine: true })).body.takenBy).toBe('reception')
    expect((await findOf(ngoc, arrival))?.takenBy).toBe('reception')
    expect(await findOf(manager, arrival)).toBeUndefined()
    const refused = await manager('POST', path(arrival, 'take'), { isMine: true })
    expect([refused.body.code, refused.body.fields.takenBy]).toEqual(['care.taken', 'reception'])
    expect((await manager('POST', path(arrival, 'end'), { end: 'greeted' })).body.code).toBe('care.taken')
    await ngoc('POST', path(arrival, 'take'), { isMine: false })
    expect(await findOf(manager, arrival)).toBeDefined()
    await ngoc('POST', path(arrival, 'take'), { isMine: true })
    await ngoc('PATCH', `/api/customers/${hoa}/orders/${stay}`, { startsOn: '2026-11-24', version: 1 })
    house.now = new Date('2026-11-24T01:00:00Z')
    expect(await findOf(manager, arrival)).toBeDefined()
  })

  test('of a booking that moved or was cleared is gone, and cannot be ended any more', async () => {
    expect(await findOf(ngoc, arrival)).toBeUndefined()
    const { status, body } = await ngoc('POST', path(arrival, 'end'), { end: 'greeted' })
    expect([status, body.code]).toEqual([404, 'care.no_such_act'])
    await ngoc('PATCH', `/api/customers/${hoa}/orders/${stay}`, { startsOn: today, version: 2 })
    expect(await findOf(ngoc, arrival)).toBeDefined()
  })

  test('takes no end but its own, and none is known under another name', async () => {
    expect((await ngoc('POST', path(arrival, 'end'), { end: 'yes' })).body.code).toBe('care.end_unfit')
    for (const key of ['arrival:nobody', 'nothing:at-all', 'arrival'])
      expect((await ngoc('POST', path(key, 'end'), { end: 'done' })).body.code).toBe('care.no_such_act')
  })

  test('tells the open screens of every change, and of nothing that was refused', async () => {
    const client = await connect(house.address)
    const heard: string[] = []
    client.on('notification', ({ payload }) => heard.push(payload ?? ''))
    await client.query(`listen ${CHANNEL}`)
    const { body } = await ngoc('POST', path(arrival, 'end'), { end: 'greeted' })
    await manager('POST', path(arrival, 'end'), { end: 'greeted' })
    await ngoc('POST', path(arrival, 'reopen'), { version: body.version })
    await expect.poll(() => heard.filter((text) => text.includes('"care"')).length).toBe(2)
    // Whoever looks at her profile hears of it as well.
    expect(heard.filter((text) => text.includes('"record"') && text.includes(hoa))).toHaveLength(2)
    expect(heard.join()).not.toContain('Hoa')
    await client.end()
  })

  test('leaves its row in the trail: about whom, which kind, how it ended', async () => {
    const rows = await sql<{ customer_id: string; details: Record<string, string> }>`select customer_id, details from audit
      where act = 'endCareAct' order by at desc limit 1`.execute(house.db)
    expect(rows.rows[0]).toMatchObject({ customer_id: hoa, details: { act: 'arrival', end: 'greeted' } })
  })
})

describe('a fact that was not confirmed for long', () => {
  let ha = ''
  let key = ''
  let zalo = ''
  beforeAll(async () => {
    house.now = morning
    ha = await aCustomer('Đặng Thu Hà', { address: { them: 'cô', source: 'self' } })
    await ngoc('POST', `/api/customers/${ha}/timeline`, { body: 'Cô ghé mua sách.' })
    zalo = await like(ha, { what: 'nhắn Zalo', notedOn: '2025-09-20' })
    key = `confirm:${ha}:${zalo}:2025-09-20`
  })
  const lastConfirmed = async () =>
    (await preferences(ha)).preferences.find(({ id }: { id: string }) => id === zalo)?.lastConfirmedOn as string | undefined

  test('is asked again, by everyone who may write', async () => {
    expect(await findOf(ngoc, key)).toMatchObject({
      kind: 'confirm',
      calledAs: 'cô Hà',
      ends: ['yes', 'no', 'later'],
      parts: { stance: 'likes', what: 'nhắn Zalo', lastConfirmedOn: '2025-09-20' },
    })
    expect(await findOf(house.as('accounting'), key)).toBeDefined()
  })

  test('is confirmed with one click, in the record too; taken back, it is asked again', async () => {
    const { body } = await ngoc('POST', path(key, 'end'), { end: 'yes' })
    expect(await lastConfirmed()).toBe(today)
    expect(await findOf(ngoc, key)).toBeUndefined()
    await ngoc('POST', path(key, 'reopen'), { version: body.version })
    expect(await lastConfirmed()).toBe('2025-09-20')
    expect(await findOf(ngoc, key)).toBeDefined()
  })

  test('that is no longer so leaves the card as a refutation; taken back, it stands again', async () => {
    const { body } = await ngoc('POST', path(key, 'end'), { end: 'no' })
    expect((await preferences(ha)).refuted.map(({ what }: { what: string }) => what)).toEqual(['nhắn Zalo'])
    await ngoc('POST', path(key, 'reopen'), { version: body.version })
    expect((await preferences(ha)).refuted).toEqual([])
    expect(await lastConfirmed()).toBe('2025-09-20')
  })

  test('is not taken back over what somebody changed since, and then nothing of it is', async () => {
    const { body } = await ngoc('POST', path(key, 'end'), { end: 'yes' })
    const line = (await preferences(ha)).preferences.find(({ id }: { id: string }) => id === zalo)
    await manager('PATCH', `/api/customers/${ha}/preferences/${zalo}`, { reason: 'mỗi tháng một lần', version: line.version })
    const refused = await ngoc('POST', path(key, 'reopen'), { version: body.version })
    expect([refused.status, refused.body.code]).toEqual([409, 'care.changed_meanwhile'])
    expect(await lastConfirmed()).toBe(today)
    expect((await listOf(ngoc)).ended.map((one) => one.key)).toContain(key)
  })

  test('is put off to a day, and stands again on that day', async () => {
    const tea = await like(ha, { what: 'trà sen', notedOn: '2025-10-01' })
    const teaKey = `confirm:${ha}:${tea}:2025-10-01`
    expect((await ngoc('POST', path(teaKey, 'end'), { end: 'later' })).body.code).toBe('care.day_needed')
    expect((await ngoc('POST', path(teaKey, 'end'), { end: 'later', until: today })).body.code).toBe('care.day_needed')
    expect((await ngoc('POST', path(teaKey, 'end'), { end: 'later', until: '2026-11-26' })).status).toBe(200)
    expect(await findOf(manager, teaKey)).toBeUndefined()
    expect(await findOf(ngoc, teaKey, '?day=2026-11-25')).toBeUndefined()
    expect(await findOf(ngoc, teaKey, '?day=2026-11-26')).toBeDefined()
    expect((await listOf(ngoc)).ended.find((one) => one.key === teaKey)).toMatchObject({ end: 'later' })
    house.now = new Date('2026-11-26T01:00:00Z')
    expect(await findOf(manager, teaKey)).toBeDefined()
  })

  test('is not hidden by sixty others that were put off', { timeout: 60_000 }, async () => {
    const lan = await aCustomer('Đỗ Ngọc Lan')
    await ngoc('POST', `/api/customers/${lan}/timeline`, { body: 'Chị ghé mua quà.' })
    for (let n = 0; n < 60; n++) {
      const id = await like(lan, { what: `món quà thứ ${n}`, notedOn: '2025-11-01' })
      const later = await ngoc('POST', path(`confirm:${lan}:${id}:2025-11-01`, 'end'), { end: 'later', until: '2026-12-20' })
      expect(later.status).toBe(200)
    }
    const older = await like(lan, { what: 'khăn lụa', notedOn: '2025-09-01' })
    expect(await findOf(manager, `confirm:${lan}:${older}:2025-09-01`)).toBeDefined()
  })

  test('that touches health is asked only by who may see it', async () => {
    const milk = await like(ha, { stance: 'avoids', what: 'sữa', sensitivity: 'health', notedOn: '2025-10-02' })
    const milkKey = `confirm:${ha}:${milk}:2025-10-02`
    expect(await findOf(ngoc, milkKey)).toBeDefined()
    expect(await findOf(house.as('accounting'), milkKey)).toBeUndefined()
    expect((await house.as('accounting')('POST', path(milkKey, 'end'), { end: 'no' })).body.code).toBe('care.no_such_act')
  })
})

describe('a call that nobody took', () => {
  const rings = async (callId: string, from: string, minute: number, states = ['ringing', 'ended']) => {
    for (const state of states) {
      const at = `2026-11-23T00:${String(minute).padStart(2, '0')}:00Z`
      expect((await house.as('owner')('POST', '/api/calls', { callId, from, state, at })).status).toBe(202)
    }
  }
  const missed = async (ask: typeof ngoc) => (await listOf(ask)).acts.filter(({ kind }) => kind === 'missed-call')

  test('is called back: once for one number, by name where it is one person’s', async () => {
    const lan = await aCustomer('Hồ Thị Lan', { contacts: [{ kind: 'phone', value: '0570 000 131' }] })
    await rings('a', '0570000131', 1)
    await rings('b', '0570000131', 5)
    await rings('c', '0570000132', 9)
    const acts = await missed(ngoc)
    expect(acts.map(({ calledAs, parts }) => [calledAs, parts.shown, parts.times])).toEqual([
      ['chị Lan', '0570 000 131', 2],
      [null, '0570 000 132', 1],
    ])
    expect(acts[0]).toMatchObject({ customerId: lan, ends: ['done', 'later'] })
    expect(await missed(house.as('warehouse'))).toEqual([])
    expect((await ngoc('POST', path(acts[0]?.key ?? '', 'end'), { end: 'done' })).status).toBe(200)
    expect((await missed(manager)).map(({ parts }) => parts.shown)).toEqual(['0570 000 132'])
    await rings('d', '0570000131', 20)
    expect((await missed(manager)).map(({ parts }) => parts.shown)).toContain('0570 000 131')
  })

  test('of a number that was spoken to since is no act any more', async () => {
    await rings('e', '0570000132', 30, ['ringing', 'answered', 'ended'])
    expect((await missed(manager)).map(({ parts }) => parts.shown)).toEqual(['0570 000 131'])
  })

  test('is gone the day after tomorrow', async () => {
    house.now = new Date('2026-11-25T01:00:00Z')
    expect(await missed(manager)).toEqual([])
  })
})

describe('a day to remember', () => {
  test('is told a week ahead, in the calendar it is kept in; a memorial day never', async () => {
    const bich = await aCustomer('Trần Thị Bích', { address: { them: 'bà', source: 'customer' }, birthday: { month: 11, day: 30 } })
    // 21/10 of the lunar year is 29 November 2026.
    const lunar = await ngoc('POST', `/api/customers/${bich}/occasions`, { kind: 'wedding', calendar: 'lunar', month: 10, day: 21 })
    await ngoc('POST', `/api/customers/${bich}/occasions`, { kind: 'memorial', calendar: 'solar', month: 11, day: 25 })
    const rows = (await listOf(ngoc)).acts.filter(({ key }) => key.startsWith(`occasion:${bich}`))
    // One row a customer: the nearer day stands, and carries the other.
    const of = rows.flatMap((row) => [row, ...row.also])
    expect(rows).toHaveLength(1)
    expect(of.map(({ kind, parts }) => [kind, parts.calendar, parts.on, parts.inDays])).toEqual([
      ['occasion', 'lunar', '2026-11-29', 6],
      ['birthday', 'solar', '2026-11-30', 7],
    ])
    expect(of[0]?.key).toBe(`occasion:${bich}:${lunar.body.id}:2026-11-29`)
    const refused = await ngoc('POST', path(of[0]?.key ?? '', 'end'), { end: 'refused' })
    expect(refused.status).toBe(200)
    expect(await findOf(manager, of[0]?.key ?? '')).toBeUndefined()
    expect(await findOf(manager, of[1]?.key ?? '')).toBeDefined()
    house.now = new Date('2026-11-29T01:00:00Z')
    expect(await findOf(manager, of[0]?.key ?? '')).toBeUndefined()
    expect(await findOf(house.as('warehouse'), of[1]?.key ?? '')).toBeUndefined()
  })
})

test('what somebody said and liked is not kept with an act for longer than it can be taken back', async () => {
  house.now = new Date('2026-11-27T01:00:00Z')
  await forgetOldLooks(house.db, house.now)
  const rows = await sql<{ state: string; kept: object }>`select state, kept from care_act`.execute(house.db)
  expect(rows.rows.length).toBeGreaterThan(60)
  expect(rows.rows.filter(({ kept }) => Object.keys(kept).length > 0)).toEqual([])
  expect(rows.rows.some(({ state }) => state === 'done')).toBe(true)
  const { rows: old } = await sql<{ act_key: string; version: number }>`select act_key, version from care_act
    where state = 'later' and outcome is not null and staff_name = 'reception' limit 1`.execute(house.db)
  const late = await ngoc('POST', path(old[0]?.act_key ?? '', 'reopen'), { version: old[0]?.version })
  expect(late.body.code).toBe('care.changed_meanwhile')
})

describe('among many acts of years', () => {
  test('what rests and what I did today are read along an index', async () => {
    await sql`insert into care_act (act_key, state, until, outcome, staff_id, at)
      select 'old:' || n, case when n % 9 = 0 then 'later' else 'done' end, case when n % 9 = 0 then date '2026-01-01' + (n % 300) end,
        'done', gen_random_uuid(), timestamptz '2026-11-01' - n * interval '5 minutes' from generate_series(1, 60000) n`.execute(house.db)
    await sql`analyze care_act`.execute(house.db)
    const plan = async (query: { compile(db: typeof house.db): { sql: string; parameters: readonly unknown[] } }) => {
      const { sql: text, parameters } = query.compile(house.db)
      const { rows } = await house.database.pool.query(`explain ${text}`, [...parameters])
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    }
    await sql`insert into call (call_id, token_id, source_id, from_number, state, rang_at, answered_at, ended_at, heard_at)
      select gen_random_uuid(), gen_random_uuid(), n::text, '+8457' || n, 'ended', at, case when n % 8 <> 0 then at end, at, at
      from (select n, timestamptz '2026-11-23 00:00Z' - n * interval '2 minutes' as at from generate_series(1, 60000) n) made`.execute(
      house.db,
    )
    await sql`analyze call`.execute(house.db)
    const calls = await plan(missedQuery(new Date('2026-11-21T17:00:00Z'), 20))
    expect(calls).toMatch(/call_missed|call_rang/)
    expect(calls).not.toContain('Seq Scan')
    const resting = await plan(restingQuery(today, new Date('2026-11-15T00:00:00Z')))
    expect(resting).toContain('care_act_resting')
    expect(resting).toContain('care_act_at')
    const ended = await plan(endedQuery('01900000-0000-7000-8000-000000000000', new Date('2026-11-22T17:00:00Z')))
    expect(ended).toContain('care_act_at')
    for (const text of [resting, ended]) expect(text).not.toContain('Seq Scan')
  })
})
