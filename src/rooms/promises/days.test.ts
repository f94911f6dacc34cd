import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { hire } from '../../../test/support/team.ts'
import { newId } from '../../platform/ids.ts'
import { tick } from './clock.ts'
import { recountInSteps } from './recounting.ts'

/** What a day brings: acts of Today, standards and hours that change, and the figures of the end. */
const house = aHouse()
const owner = house.as('owner')

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

const inMinutes = (minutes: number): string => new Date(house.now.getTime() + minutes * 60_000).toISOString()
const wait = (minutes: number): void => {
  house.now = new Date(house.now.getTime() + minutes * 60_000)
}
const get = async (id: string): Promise<Body> => (await owner('GET', `/api/promises/${id}`)).body

let hoa = ''
beforeAll(async () => {
  house.now = new Date('2026-11-23T03:00:00Z')
  hoa = (await owner('POST', '/api/customers', { name: 'Nguyễn Thị Thanh Hoa', address: { them: 'chị', source: 'staff' } })).body.id
})

describe('Today', () => {
  const warehouse = house.as('warehouse')
  const acts = async (ask: typeof owner): Promise<Body[]> =>
    (await ask('GET', '/api/today')).body.acts.filter(({ group }: Body) => group === 'promises')
  const path = (key: string, verb: string): string => `/api/today/${encodeURIComponent(key)}/${verb}`

  test('shows whose team holds it what is due today, with the minutes left; done keeps it, and undone it is open again', async () => {
    const made = (
      await owner('POST', '/api/promises', { customerId: hoa, kind: 'gift', words: 'Gói quà', team: 'warehouse', due: inMinutes(38) })
    ).body
    expect(await acts(house.as('reception'))).toEqual([])
    const [act] = await acts(warehouse)
    expect(act).toMatchObject({
      kind: 'promise-due',
      customerId: hoa,
      at: '10:38',
      ends: ['done', 'later'],
      parts: { promiseId: made.id, minutesLeft: 38, words: 'Gói quà', promiseKind: 'gift' },
    })
    const ended = await warehouse('POST', path(act.key, 'end'), { end: 'done' })
    expect(ended.status).toBe(200)
    expect(await get(made.id)).toMatchObject({ state: 'kept' })
    expect(await acts(warehouse)).toEqual([])
    expect((await warehouse('POST', path(act.key, 'reopen'), { version: ended.body.version })).status).toBe(200)
    expect(await get(made.id)).toMatchObject({ state: 'open', stage: 'due' })
    expect((await acts(warehouse)).length).toBe(1)
  })

  test('shows before midnight what is due soon after it, with what was noted beside it last', async () => {
    const day = house.now
    house.now = new Date('2026-11-22T16:40:00Z')
    const to = { customerId: hoa, kind: 'room', team: 'reception' }
    const made = (await owner('POST', '/api/promises', { ...to, words: 'Phòng yên tĩnh', due: inMinutes(38) })).body
    await owner('POST', '/api/promises', { ...to, words: 'Cà phê lúc sáu giờ', due: inMinutes(380) })
    for (const words of ['gần cửa sổ', 'chị dễ tỉnh giấc'])
      await owner('POST', `/api/promises/${made.id}/notes`, { words, version: (await get(made.id)).version })
    const found = await acts(house.as('reception'))
    expect(found).toMatchObject([{ at: '00:18', parts: { promiseId: made.id, minutesLeft: 38, note: 'chị dễ tỉnh giấc' } }])
    const { promises } = (await owner('GET', `/api/customers/${hoa}/promises`)).body
    for (const { id, version, team } of promises)
      if (team === 'reception') await owner('POST', `/api/promises/${id}/withdraw`, { reason: 'Chị đổi ngày', version })
    house.now = day
  })

  test('is not taken back over what somebody did with the promise since, and then nothing of it is', async () => {
    const [act] = await acts(warehouse)
    const ended = await warehouse('POST', path(act.key, 'end'), { end: 'done' })
    await owner('POST', `/api/promises/${act.parts.promiseId}/notes`, {
      words: 'Chị rất vui',
      version: (await get(act.parts.promiseId)).version,
    })
    const refused = await warehouse('POST', path(act.key, 'reopen'), { version: ended.body.version })
    expect([refused.status, refused.body.code]).toEqual([409, 'care.changed_meanwhile'])
    expect(await get(act.parts.promiseId)).toMatchObject({ state: 'kept' })
  })

  test('shows the owner and the manager everything that was missed and nobody apologised for; it does not end by a tap', async () => {
    const made = (
      await owner('POST', '/api/promises', { customerId: hoa, kind: 'gift', words: 'Gói quà', team: 'warehouse', due: inMinutes(10) })
    ).body
    wait(11)
    await tick(house.db, house.now)
    for (const role of ['owner', 'manager', 'warehouse'] as const)
      expect(await acts(house.as(role))).toMatchObject([
        { kind: 'promise-untold', ends: ['later'], parts: { promiseId: made.id, minutesLeft: -1 } },
      ])
    expect(await acts(house.as('reception'))).toEqual([])
    const [act] = await acts(owner)
    expect((await owner('POST', path(act.key, 'end'), { end: 'done' })).body.code).toBe('care.end_unfit')
  })

  test('asks to put right what was offered, and a quarter later to look at what stands', async () => {
    const [act] = await acts(owner)
    const { slipId } = (await sql<{ slipId: string }>`select slip_id as "slipId" from promise_slip`.execute(house.db)).rows[0] ?? {}
    await sql`update promise_slip set told_at = ${house.now}, told_how = 'call', fix = 'Giao lại trong ngày', fix_due = ${house.now}`.execute(
      house.db,
    )
    await sql`update promise set slip_id = null, stage = 'mending'`.execute(house.db)
    expect(act.kind).toBe('promise-untold')
    const remedy = (await acts(owner)).find(({ kind }) => kind === 'promise-remedy')
    expect(remedy).toMatchObject({ key: `promise-remedy:${slipId}`, parts: { what: 'Giao lại trong ngày' } })
    const ended = await owner('POST', path(remedy.key, 'end'), { end: 'done' })
    expect((await acts(owner)).some(({ kind }) => kind === 'promise-remedy')).toBe(false)
    await owner('POST', path(remedy.key, 'reopen'), { version: ended.body.version })
    expect((await acts(owner)).some(({ kind }) => kind === 'promise-remedy')).toBe(true)
    const price = (await owner('POST', '/api/promises', { customerId: hoa, kind: 'price', words: 'Giá tốt nhất', isStanding: true })).body
    expect(price).toMatchObject({ target: 'standing', promisedDue: null })
    wait(91 * 24 * 60)
    expect((await acts(owner)).find(({ kind }) => kind === 'promise-check')).toMatchObject({ parts: { promiseId: price.id } })
    const looked = await owner('POST', `/api/promises/${price.id}/checks`, { isMet: true, words: 'Ba nơi khác đắt hơn', version: 1 })
    expect(looked.body).toMatchObject({ state: 'open', stage: 'due' })
    expect((await acts(owner)).some(({ kind }) => kind === 'promise-check')).toBe(false)
    const missed = await owner('POST', `/api/promises/${price.id}/checks`, { isMet: false, words: 'Nơi khác rẻ hơn', version: 2 })
    expect(missed.body).toMatchObject({ stage: 'slipped' })
    const dated = (await owner('POST', '/api/promises', { customerId: hoa, words: 'x', due: inMinutes(9) })).body
    expect((await owner('POST', `/api/promises/${dated.id}/checks`, { isMet: true, version: 1 })).body.code).toBe('promises.not_standing')
  })

  test('asks on the second business day after a remedy whether all is well, once, and it stands on the timeline', async () => {
    const asks = async (): Promise<Body[]> =>
      (await owner('GET', '/api/today')).body.acts.filter(({ kind }: Body) => kind === 'promise-ask')
    // The house is open every day, by the calendar it got at first use.
    house.now = new Date('2027-03-06T03:00:00Z')
    await sql`update promise_slip set fixed_at = ${house.now} where fix is not null`.execute(house.db)
    for (const day of ['2027-03-06', '2027-03-07']) {
      house.now = new Date(`${day}T09:00:00Z`)
      expect(await asks()).toEqual([])
    }
    house.now = new Date('2027-03-08T01:00:00Z')
    const [ask] = await asks()
    expect(ask).toMatchObject({ group: 'reply', customerId: hoa, parts: { what: 'Giao lại trong ngày', fixedOn: '2027-03-06' } })
    const ended = await owner('POST', path(ask.key, 'end'), { end: 'done' })
    expect(await asks()).toEqual([])
    const calls = async () => (await owner('GET', `/api/customers/${hoa}/timeline?only=call`)).body.entries.map(({ body }: Body) => body)
    expect(await calls()).toEqual(['Hỏi lại sau khi khắc phục.'])
    await owner('POST', path(ask.key, 'reopen'), { version: ended.body.version })
    expect([await calls(), (await asks()).length]).toEqual([[], 1])
  })
})

describe('a service standard', () => {
  const hours = {
    zone: 'Asia/Ho_Chi_Minh',
    weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['08:00', '21:00']]])),
    closed: [],
    special: {},
    reasons: {},
    isAlways: false,
  }
  const standardId = newId()
  let calendar: Body
  const body = (seconds: number) => ({
    name: 'Chuẩn chung',
    level: 'house',
    match: {},
    calendarId: calendar.id,
    targets: { answer: { seconds }, quote: { days: 1 }, callback: null },
    levels: [{ level: 1, fraction: 1, to: 'manager' }],
    atRiskFraction: 0.5,
  })

  test('makes the due of a promise nobody gave one, and says so before', async () => {
    house.now = new Date('2027-03-01T03:00:00Z')
    ;[calendar] = (await owner('GET', '/api/calendars')).body.calendars
    expect((await owner('PUT', `/api/standards/${standardId}`, body(7200))).status).toBe(200)
    const suggested = (await owner('GET', `/api/promises/due?kind=answer&customerId=${hoa}`)).body
    expect(suggested).toMatchObject({ due: inMinutes(120), isNothing: false, why: { standardName: 'Chuẩn chung', seconds: 7200 } })
    expect((await owner('GET', `/api/promises/due?kind=callback&customerId=${hoa}`)).body).toMatchObject({ due: null, isNothing: true })
    expect((await owner('GET', '/api/promises/due?kind=room')).body).toMatchObject({ due: null, isNothing: false, why: null })
    const made = (await owner('POST', '/api/promises', { customerId: hoa, kind: 'answer', words: 'Trả lời thư' })).body
    expect(made).toMatchObject({ promisedDue: inMinutes(120), target: 'seconds' })
    const quote = (await owner('POST', '/api/promises', { customerId: hoa, kind: 'quote', words: 'Báo giá' })).body
    expect(quote).toMatchObject({ isDay: true, promisedDue: '2027-03-02T14:00:00.000Z', category: 'price' })
    const refused = await owner('POST', '/api/promises', { customerId: hoa, kind: 'callback', words: 'Gọi lại' })
    expect(refused.body.code).toBe('promises.nothing_promised')
  })

  test('that changes moves what the house aims at, never what the customer heard', async () => {
    const made = (await owner('POST', '/api/promises', { customerId: hoa, kind: 'answer', words: 'Trả lời thư' })).body
    wait(10)
    const saved = await owner('PUT', `/api/standards/${standardId}`, { ...body(3600), mode: 'recompute', version: 1 })
    expect(saved.status).toBe(200)
    const after = await get(made.id)
    expect(after).toMatchObject({ promisedDue: made.promisedDue, version: 1 })
    expect(Date.parse(made.internalDue) - Date.parse(after.internalDue)).toBe(3600_000)
    expect(after.workBy).toBe(after.internalDue)
    expect(after.events.map(({ kind }: Body) => kind)).toEqual(['made', 'recounted'])
  })

  test('counts again by new hours, keeps, or carries over what has run', async () => {
    const made = (await owner('POST', '/api/promises', { customerId: hoa, kind: 'answer', words: 'Trả lời thư', given: 'mail' })).body
    wait(30)
    const from = (start: string) => ({
      ...hours,
      weekly: Object.fromEntries(Object.keys(hours.weekly).map((day) => [day, [[start, '21:00']]])),
    })
    const version = async (): Promise<number> => (await owner('GET', '/api/calendars')).body.calendars[0].version
    const save = async (start: string, mode: string) =>
      owner('PUT', `/api/calendars/${calendar.id}`, { name: calendar.name, hours: from(start), mode, version: await version() })
    expect((await save('09:00', 'keep')).status).toBe(200)
    expect((await get(made.id)).internalDue).toBe(made.internalDue)
    // Open from 14:00 only: of the 60 minutes 30 have run by 10:40, and the rest runs from 14:00.
    expect((await save('14:00', 'carry')).status).toBe(200)
    expect((await get(made.id)).internalDue).toBe('2027-03-01T07:30:00.000Z')
    expect((await save('15:00', 'recompute')).status).toBe(200)
    expect((await get(made.id)).internalDue).toBe('2027-03-01T09:00:00.000Z')
    expect((await get(made.id)).promisedDue).toBe(made.promisedDue)
    expect(await recountInSteps(house.db, { calendarId: calendar.id }, 'recompute', { asOf: house.now, now: house.now })).toBe(0)
  })
})

describe('the figures', () => {
  test('say kept ÷ (kept + late + broken) with how sure that is, by kind, person and partner', async () => {
    house.now = new Date('2027-05-01T03:00:00Z')
    const phuc = await hire(house, 'Phúc', 'sales')
    const partner = (await owner('POST', '/api/customers', { kind: 'organisation', name: 'Nhà xe Cầu Tre' })).body.id
    const one = async (verb: string, more: object = {}): Promise<void> => {
      const due = inMinutes(30)
      const body = { customerId: partner, direction: 'from-partner', kind: 'other', words: 'Đón khách', holderId: phuc.id, due }
      const made = (await owner('POST', '/api/promises', body)).body
      const { status } = await owner('POST', `/api/promises/${made.id}/${verb}`, { ...more, version: 1 })
      expect(status).toBe(200)
    }
    for (let n = 0; n < 7; n++) await one('keep', { isExceeded: n === 0 })
    for (let n = 0; n < 3; n++) await one('break', { reason: 'Xe hỏng' })
    await one('withdraw', { reason: 'Khách tự đi' })
    const scores = async (by: string): Promise<Body[]> =>
      (await owner('GET', `/api/promises/scores?by=${by}&direction=from-partner&from=2027-05-01&until=2027-05-01`)).body.scores
    const [all] = await scores('all')
    expect(all).toMatchObject({ kept: 7, exceeded: 1, late: 0, broken: 3, withdrawn: 1, open: 0, rate: 0.7 })
    // Wilson's interval of 7 in 10.
    expect([all.low, all.high]).toEqual([expect.closeTo(0.3968, 4), expect.closeTo(0.8922, 4)])
    expect(await scores('person')).toMatchObject([{ key: phuc.id, name: 'Phúc', kept: 7 }])
    expect(await scores('partner')).toMatchObject([{ key: partner, name: 'Nhà xe Cầu Tre' }])
    expect((await owner('GET', '/api/promises/scores?by=kind&direction=from-partner&until=2027-04-30')).body.scores).toEqual([])
  })

  test('open the promises behind them, page by page, each once', async () => {
    const seen: string[] = []
    let after = ''
    let count = 0
    for (let page = 0; page < 20; page++) {
      const { body } = await owner('GET', `/api/promises?limit=5${after ? `&after=${after}` : ''}`)
      seen.push(...body.promises.map(({ id }: Body) => id))
      count = body.count
      if (body.next === null) break
      after = encodeURIComponent(body.next)
    }
    expect(seen.length).toBe(count)
    expect(new Set(seen).size).toBe(count)
    expect((await owner('GET', '/api/promises?after=nonsense')).status).toBe(400)
    const kept = (await owner('GET', '/api/promises?direction=from-partner&state=kept')).body
    expect([kept.count, kept.promises.length]).toEqual([7, 7])
    expect((await owner('GET', '/api/promises?direction=from-partner&isExceeded=true')).body.count).toBe(1)
  })
})
