import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { connect } from '../../platform/db/db.ts'
import { CHANNEL } from '../../platform/stream/stream.ts'
import { todaySources } from '../../server/today.ts'
import { recordConsent } from '../messages/consent/consents.ts'
import { careNight } from './jobs.ts'

const house = aHouse()
const ngoc = house.as('reception')
const manager = house.as('manager')
const owner = house.as('owner')
const today = '2026-11-23'
const morning = new Date('2026-11-23T01:00:00Z')

type Act = { key: string; kind: string; customerId: string; parts: Record<string, unknown>; reasons: string[]; also: { kind: string }[] }

const acts = async (ask: typeof ngoc, query = ''): Promise<Act[]> => (await ask('GET', `/api/today${query}`)).body.acts
const kindsAbout = async (customerId: string, ask = manager) =>
  (await acts(ask)).filter((act) => act.customerId === customerId).map(({ kind }) => kind)
const end = (key: string, how: string, ask = manager, more: object = {}) =>
  ask('POST', `/api/today/${encodeURIComponent(key)}/end`, { end: how, ...more })

let made = 0
/** Somebody who was here last on a day. */
async function aCustomer(seenOn: string): Promise<string> {
  const { body } = await ngoc('POST', '/api/customers', { name: `Lê Thị Số ${++made}`, address: { them: 'chị', source: 'self' } })
  const visit = await ngoc('POST', `/api/customers/${body.id}/timeline`, { kind: 'visit', at: `${seenOn}T08:00:00+07:00` })
  expect(visit.status).toBe(201)
  return body.id
}
const seen = (id: string, on: string) =>
  sql`update customer set last_contact_at = ${`${on}T03:00:00Z`}::timestamptz where customer_id = ${id}::uuid`.execute(house.db)

/** Figures of somebody as a run would leave them: silent for so many days with a rhythm of so many. */
const figures = (id: string, state: string, silent: number, rhythm: number | null, value = 1_000_000) =>
  sql`insert into customer_loyalty (customer_id, run_id, as_of, state, since, was_loyal, x, t_x_days, t_days, rhythm_days, late_by, p_alive, p_buy,
      expected_purchases, active_weeks, clv_minor, currency, scored_at)
    values (${id}::uuid, gen_random_uuid(), ${today}, ${state}, '2026-01-01', true, 4, 400, ${400 + silent}, ${rhythm}::float8,
      ${silent}::float8 / ${rhythm}::float8, 0.4, 0.3, 1, 1, ${value}, 'VND', ${morning})
    on conflict (customer_id) do update set state = excluded.state`.execute(house.db)

const bought = async (id: string, on: string, more: object = {}): Promise<void> => {
  house.now = new Date(`${on}T03:00:00Z`)
  const order = { kind: 'sale', state: 'done', total: 250_000, lines: [{ product: 'Trà sen' }], ...more }
  expect((await ngoc('POST', `/api/customers/${id}/orders`, order)).status).toBe(201)
  house.now = morning
}

beforeEach(() => {
  house.now = morning
})

describe('whoever bought for the first time', () => {
  let lan = ''
  beforeAll(async () => {
    lan = await aCustomer('2026-11-21')
    await bought(lan, '2026-11-21')
  })

  test('is thanked from the next day on, for what they bought, by who meets customers', async () => {
    const act = (await acts(ngoc)).find(({ customerId }) => customerId === lan)
    expect(act).toMatchObject({ kind: 'first-buy', parts: { days: 2, summary: 'Trà sen' } })
    expect(await kindsAbout(lan, house.as('sales'))).toEqual(['first-buy'])
    for (const role of ['warehouse', 'accounting', 'marketing', 'read-only'] as const)
      expect(await kindsAbout(lan, house.as(role))).toEqual([])
    const sameDay = await aCustomer(today)
    await bought(sameDay, today)
    expect(await kindsAbout(sameDay)).toEqual([])
  })

  test('was thanked by whoever said so: it stands on the timeline, and is asked of nobody again; taken back, it is', async () => {
    const ended = await end(`first-buy:${lan}`, 'done', ngoc)
    expect(ended.status).toBe(200)
    const lines = async () => (await ngoc('GET', `/api/customers/${lan}/timeline`)).body.entries.map(({ kind }: { kind: string }) => kind)
    expect(await lines()).toContain('message')
    expect(await kindsAbout(lan)).toEqual([])
    await ngoc('POST', `/api/today/first-buy:${lan}/reopen`, { version: ended.body.version })
    expect(await lines()).not.toContain('message')
    expect(await kindsAbout(lan)).toEqual(['first-buy'])
  })

  test('needs no thanks where somebody wrote to them since, where they came again, and after a month', async () => {
    const written = await aCustomer('2026-11-20')
    await bought(written, '2026-11-20')
    await sql`insert into touchpoint (customer_id, at, touchpoint_id, kind, staff_name, first_customer_id)
      values (${written}::uuid, '2026-11-22T03:00:00Z', gen_random_uuid(), 'message', 'Vy', ${written}::uuid)`.execute(house.db)
    const again = await aCustomer('2026-11-18')
    await bought(again, '2026-11-18')
    await bought(again, '2026-11-19')
    const old = await aCustomer('2026-10-20')
    await bought(old, '2026-10-20')
    for (const id of [written, again, old]) expect(await kindsAbout(id)).toEqual([])
  })

  test('of a first stay is thanked once it is over, not when it was booked', async () => {
    const guest = await aCustomer('2026-11-01')
    await bought(guest, '2026-10-01', { kind: 'stay', startsOn: '2026-11-18', endsOn: '2026-11-20', lines: [{ product: 'Phòng 203' }] })
    const act = (await acts(manager)).find(({ customerId }) => customerId === guest)
    expect(act?.parts).toMatchObject({ on: '2026-11-20', days: 3, order: 'stay' })
  })
})

describe('a regular who stays away longer than they do', () => {
  test('is invited back with the reason, the most valuable first, and nobody on time is', async () => {
    const [cuong, dear, onTime] = [await aCustomer('2026-07-06'), await aCustomer('2026-07-06'), await aCustomer('2026-10-24')]
    await figures(cuong, 'at-risk', 140, 75)
    await figures(dear, 'cooling', 140, 75, 9_000_000)
    await figures(onTime, 'cooling', 30, 25)
    const late = (await acts(ngoc)).filter(({ kind }) => kind === 'late')
    expect(late.map(({ customerId }) => customerId)).toEqual([dear, cuong])
    expect(late[1]?.parts).toMatchObject({ rhythmDays: 75, silentDays: 140 })
  })

  test('is left alone for 90 days when it does not fit, and for the rhythm’s gap after a word', async () => {
    const [first, second] = (await acts(ngoc)).filter(({ kind }) => kind === 'late')
    await end(first?.key ?? '', 'refused')
    expect(await kindsAbout(first?.customerId ?? '')).toEqual([])
    house.now = new Date('2027-02-20T01:00:00Z')
    expect(await kindsAbout(first?.customerId ?? '')).toEqual([])
    house.now = new Date('2027-02-21T01:00:00Z')
    expect(await kindsAbout(first?.customerId ?? '')).toContain('late')
    house.now = morning
    expect((await ngoc('POST', `/api/customers/${second?.customerId}/timeline`, { kind: 'call' })).status).toBe(201)
    expect(await kindsAbout(second?.customerId ?? '')).toEqual([])
  })
})

describe('the rhythm of contact', () => {
  let [quiet, unwilling, paused, lively] = ['', '', '', '']
  beforeAll(async () => {
    house.now = morning
    ;[quiet, unwilling, paused, lively] = [
      await aCustomer('2026-08-01'),
      await aCustomer('2026-08-01'),
      await aCustomer('2026-08-01'),
      await aCustomer('2026-11-01'),
    ]
    for (const id of [quiet, unwilling, paused, lively]) await figures(id, 'loyal', 20, 30)
    await recordConsent(
      house.db,
      [{ customerId: unwilling, purpose: 'every', act: 'withdrawn', givenBy: 'customer', method: 'page' }],
      morning,
    )
    await sql`insert into customer_choice (customer_id, paused_until, updated_at, first_customer_id)
      values (${paused}::uuid, '2027-01-01', ${morning}, ${paused}::uuid)`.execute(house.db)
    await careNight(house.db, todaySources, morning)
  })

  test('forgets nobody: who had no word for so long is asked after, the others are not; and who wants none gets none', async () => {
    const act = (await acts(ngoc)).find(({ customerId }) => customerId === quiet)
    expect(act).toMatchObject({ kind: 'quiet', parts: { silentDays: 114, wantedDays: 60 } })
    for (const id of [unwilling, paused, lively]) expect(await kindsAbout(id)).toEqual([])
  })

  test('whoever wants no word is not proposed by any room', async () => {
    await figures(unwilling, 'at-risk', 140, 75)
    await seen(unwilling, '2026-07-06')
    expect(await kindsAbout(unwilling)).toEqual([])
  })

  test('shows what another one would do before it is kept, in counts', async () => {
    const { rhythms, effect, version } = (await owner('GET', '/api/care/rhythm')).body
    expect(effect.loyal).toMatchObject({ customers: 4, waiting: 3 })
    const wider = { ...rhythms, loyal: { ...rhythms.loyal, wantedDays: 120 } }
    const preview = (await owner('POST', '/api/care/rhythm/preview', { rhythms: wider })).body
    expect([preview.before.loyal.waiting, preview.after.loyal.waiting]).toEqual([3, 0])
    const crossed = { ...rhythms, loyal: { wantedDays: 10, mostMonthly: 1, gapDays: 14 } }
    expect((await owner('PUT', '/api/care/rhythm', { rhythms: crossed, version })).body.code).toBe('care.rhythm_crossed')
    expect((await owner('PUT', '/api/care/rhythm', { rhythms: wider, version })).status).toBe(200)
    expect((await owner('PUT', '/api/care/rhythm', { rhythms, version })).body.code).toBe('care.changed_meanwhile')
    await careNight(house.db, todaySources, morning)
    expect(await kindsAbout(quiet)).toEqual([])
    expect((await owner('PUT', '/api/care/rhythm', { rhythms, version: version + 1 })).status).toBe(200)
    await careNight(house.db, todaySources, morning)
    expect(await kindsAbout(quiet)).toEqual(['quiet'])
  })

  test('takes a word for what it is: whoever was asked after waits no longer, and a note of something else does the same', async () => {
    const key = (await acts(ngoc)).find(({ customerId }) => customerId === quiet)?.key ?? ''
    const { body } = await end(key, 'done', ngoc)
    expect(await kindsAbout(quiet)).toEqual([])
    await ngoc('POST', `/api/today/${encodeURIComponent(key)}/reopen`, { version: body.version })
    expect(await kindsAbout(quiet)).toEqual(['quiet'])
    await ngoc('POST', `/api/customers/${quiet}/timeline`, { body: 'Chị ghé hỏi giờ đọc sách.' })
    expect(await kindsAbout(quiet)).toEqual([])
  })
})

describe('taken in one session', () => {
  test('an act stands in no other within two seconds, and the other session is told', async () => {
    const [vy, son] = [house.as('reception'), house.as('sales')]
    const who = await aCustomer('2026-11-19')
    await bought(who, '2026-11-19')
    expect(await kindsAbout(who, son)).toEqual(['first-buy'])
    const client = await connect(house.address)
    const heard: string[] = []
    client.on('notification', ({ payload }) => heard.push(payload ?? ''))
    await client.query(`listen ${CHANNEL}`)
    const began = performance.now()
    expect((await vy('POST', `/api/today/first-buy:${who}/take`, { isMine: true })).status).toBe(200)
    await expect.poll(() => heard.some((text) => text.includes(`first-buy:${who}`))).toBe(true)
    expect(await kindsAbout(who, son)).toEqual([])
    expect(performance.now() - began).toBeLessThan(2000)
    expect(await kindsAbout(who, vy)).toEqual(['first-buy'])
    await client.end()
  })
})

describe('what an act led to', () => {
  const outcomes = async () => (await manager('GET', '/api/care/outcomes')).body
  const nightOf = (day: string) => careNight(house.db, todaySources, new Date(`${day}T22:00:00Z`))

  test('is told with its day once something follows, and as nothing when its time is over; what was taken back does not count', async () => {
    const [came, stayed, undone] = [await aCustomer('2026-11-15'), await aCustomer('2026-11-16'), await aCustomer('2026-11-17')]
    for (const [at, id] of [came, stayed, undone].entries()) await bought(id, `2026-11-${15 + at}`)
    for (const id of [came, stayed, undone]) expect((await end(`first-buy:${id}`, 'done')).status).toBe(200)
    const { version } = (await end(`first-buy:${undone}`, 'done')).body
    expect((await manager('POST', `/api/today/first-buy:${undone}/reopen`, { version })).status).toBe(200)
    await bought(came, '2026-12-05')
    await nightOf('2026-12-06')
    const said = await outcomes()
    const of = (id: string) => said.latest.find(({ customerId }: Act) => customerId === id)
    expect(of(came)).toMatchObject({ kind: 'first-buy', byName: 'manager', followed: 'bought', followedOn: '2026-12-05' })
    expect(of(stayed)).toMatchObject({ followed: null })
    expect(of(undone)).toBeUndefined()
    // Not before the time of all is over: whoever came early would be counted before those who did not come.
    expect(said.kinds).toEqual([])
    house.now = new Date('2027-01-25T01:00:00Z')
    await nightOf('2027-01-25')
    const [first] = (await outcomes()).kinds
    expect(first).toMatchObject({ kind: 'first-buy', windowDays: 60, done: { all: 2, followed: 1, by: { bought: 1 }, share: null } })
    // Somebody else bought for the first time, was proposed on the night of the first count, and nobody thanked them.
    expect(first.notDone.all).toBeGreaterThan(0)
  })
})

test('a day of the house is begun when there is still time, by the days on which the house works', async () => {
  const christmas = async (query: string, ask = owner) => (await acts(ask, query)).find(({ key }) => key.endsWith(':christmas-eve'))
  const { house: days } = (await owner('GET', '/api/occasions?from=2026-12-01&days=30')).body
  expect(days).toBeDefined()
  const kept = days.find(({ key }: { key: string }) => key === 'christmas-eve')
  expect(await christmas(`?day=${kept.prepareFrom}`)).toMatchObject({ kind: 'house-day', parts: { on: '2026-12-24' } })
  expect(await christmas('?day=2026-12-05')).toBeUndefined()
  expect(await christmas(`?day=${kept.prepareFrom}`, ngoc)).toBeUndefined()
})

test('a birthday after a long holiday is prepared for before it, when the house still works', async () => {
  // Tết of 2027 is 6 February, and from its eve on five days are closed: five working days before the 14th begin on the 4th.
  const born = { name: 'Trần Thị Xuân', address: { them: 'chị', source: 'self' }, birthday: { month: 2, day: 14 } }
  const { id } = (await ngoc('POST', '/api/customers', born)).body
  expect((await acts(ngoc, '?day=2027-02-03')).some(({ customerId }) => customerId === id)).toBe(false)
  const act = (await acts(ngoc, '?day=2027-02-04')).find(({ customerId }) => customerId === id)
  expect(act).toMatchObject({ kind: 'birthday', parts: { inDays: 10 } })
})
