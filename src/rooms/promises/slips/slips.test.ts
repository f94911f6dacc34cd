import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ask, aHouse } from '../../../../test/support/house.ts'
import { sendThrough } from '../../../../test/support/mail-settings.ts'
import { aPostOffice } from '../../../../test/support/post-office.ts'
import { type Cookie, hire } from '../../../../test/support/team.ts'
import type { Role } from '../../../values/rights.ts'
import { settle } from '../../messages/sendings/returns.ts'
import { tick } from '../clock.ts'
import { slipRound } from './by-itself.ts'

/** Monday, 23 November 2026, 13:52 in Vietnam. */
const MONDAY = new Date('2026-11-23T06:52:00Z')
const MINUTE = 60_000
const house = aHouse()
const post = aPostOffice(house)
const owner = house.as('owner')

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

let phuc: Ask
let ly: Ask

beforeAll(async () => {
  house.now = MONDAY
  await sendThrough(house.db, 25)
  phuc = await asStaff('phuc', 'Phúc', 'warehouse')
  ly = await asStaff('ly', 'Lý', 'manager')
})

beforeEach(async () => {
  // What earlier tests left on the way goes first, so that each counts its own.
  while (await post.work());
  house.now = MONDAY
  post.server.took.length = 0
})

/** Somebody who works here, asking with their own browser. */
async function asStaff(login: string, name: string, role: Role): Promise<Ask> {
  const { cookie, id, version } = await hire(house, login, role)
  await owner('PATCH', `/api/staff/${id}`, { name, version })
  return withCookie(cookie)
}

const withCookie =
  (cookie: Cookie): Ask =>
  async (method, url, body, headers = {}) => {
    const payload = body === undefined ? {} : { payload: body as object }
    const answer = await house.app.inject({ ...(method ? { method } : {}), url, headers: { ...cookie, ...headers }, ...payload })
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers, text: answer.body }
  }

let people = 0
/** Somebody of their own for each test, so that one's slip is nobody else's second. */
async function aCustomer(more: object = {}): Promise<string> {
  people++
  const made = await owner('POST', '/api/customers', {
    kind: 'person',
    name: 'Phan Thị Mai',
    address: { them: 'chị', us: 'em', source: 'staff' },
    country: 'VN',
    contacts: [
      { kind: 'mail', value: `mai${people}@mai-ngoi.example` },
      { kind: 'phone', value: `0570 000 ${String(200 + people)}` },
    ],
    ...more,
  })
  expect([made.status, made.text.slice(0, 200)]).toEqual([201, expect.any(String)])
  return made.body.id
}

/** What reached whoever was made last. */
async function mails(): Promise<string[]> {
  while (await post.work());
  return post.server.took.filter(({ to }) => to === `mai${people}@mai-ngoi.example`).map(({ text }) => text)
}

async function anOrder(customerId: string, more: object = {}): Promise<Body> {
  const made = await owner('POST', `/api/customers/${customerId}/orders`, {
    kind: 'sale',
    state: 'open',
    currency: 'VND',
    total: 300_000,
    lines: [{ product: 'Bộ ấm gốm', quantity: 1 }],
    ...more,
  })
  expect([made.status, made.text.slice(0, 300)]).toEqual([201, expect.any(String)])
  return made.body
}

async function aPromise(customerId: string, more: object = {}): Promise<Body> {
  const made = await owner('POST', '/api/promises', {
    customerId,
    kind: 'delivery',
    words: 'Giao bộ ấm',
    due: '2026-11-23T17:00:00+07:00',
    ...more,
  })
  expect([made.status, made.text.slice(0, 300)]).toEqual([201, expect.any(String)])
  return made.body
}

const begun = async (promise: Body, ask: Ask = phuc): Promise<Body> => {
  const answer = await ask('POST', `/api/promises/${promise.id}/slips`, { version: promise.version })
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([201, expect.any(String)])
  return answer.body
}
const urlOf = (draft: Body): string => `/api/promises/${draft.promise.id}/slips/${draft.slip.id}`
const fill = (draft: Body, body: object, ask: Ask = phuc) => ask('PUT', urlOf(draft), { ...body, version: draft.slip.version })
const filled = async (draft: Body, body: object, ask: Ask = phuc): Promise<Body> => {
  const answer = await fill(draft, body, ask)
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)])
  return answer.body
}
const tell = (draft: Body, body: object = {}, ask: Ask = phuc) =>
  ask('POST', `${urlOf(draft)}/tell`, { how: 'message', version: draft.slip.version, ...body })
const promiseNow = async (draft: Body): Promise<Body> => (await owner('GET', `/api/promises/${draft.promise.id}`)).body
const slipNow = async (draft: Body): Promise<Body> => (await owner('GET', urlOf(draft))).body
const kindsOf = async (draft: Body): Promise<string[]> => (await promiseNow(draft)).events.map(({ kind }: Body) => kind)
const untrueOf = (draft: Body): string[] => draft.untrue.map(({ why }: Body) => why)

const kiln = {
  reason: 'broken-equipment',
  reasonWords: 'Lò của xưởng gốm hỏng',
  newDue: '2026-11-24T10:00:00+07:00',
  fix: 'Giao bộ men xanh lúc 16:00',
  amends: 'Miễn phí giao + 200 điểm',
  amendsKind: 'gift',
  amendsMinor: 45_000,
}
const SAMPLE =
  'Chào chị Mai, em là Phúc ở Nhà Quen. Bộ ấm em hứa giao trước 17:00 hôm nay sẽ trễ sang 10:00 sáng mai, vì lò của xưởng gốm hỏng. Bên em báo chị muộn, em xin lỗi chị. Em xin miễn phí giao hàng và tặng chị 200 điểm. Nếu chị cần ngay hôm nay, em có bộ men xanh giao được lúc 16:00.'

describe('a promise that slips', () => {
  test('is told in one letter with name, true reason, new time and remedy, and stands as being put right', async () => {
    const mai = await aCustomer()
    const order = await anOrder(mai)
    const promise = await aPromise(mai, { orderId: order.id })
    const opened = await begun(promise)
    expect(opened).toMatchObject({
      before: 0,
      mustCall: false,
      recordSays: 'chưa rời kho',
      limit: { minor: 100_000 },
      promise: { stage: 'slipped' },
    })
    const draft = await filled(opened, kiln)
    expect(draft.words).toBe(SAMPLE)
    expect(draft.untrue).toEqual([])
    expect(draft.way).toMatchObject({ channel: 'mail', isByHand: false, verdict: { answer: 'pass' } })
    expect(draft.marks.map(({ from, to }: Body) => draft.words.slice(from, to))).toContain('10:00 sáng mai')
    const told = await tell(draft)
    expect(told.status).toBe(200)
    expect(told.body).toMatchObject({
      copy: null,
      draft: { slip: { toldHow: 'message', toldByName: 'Phúc' }, promise: { stage: 'mending', isWarned: true } },
    })
    const [mail, ...others] = await mails()
    expect(others).toEqual([])
    expect(mail).toContain(SAMPLE)
    const after = await promiseNow(draft)
    expect(after.promisedDue).toBe('2026-11-24T03:00:00.000Z')
    expect(after.firstDue).toBe('2026-11-23T10:00:00.000Z')
    const timeline = (await owner('GET', `/api/customers/${mai}/timeline`)).body
    expect(JSON.stringify(timeline)).toContain('lò của xưởng gốm hỏng')
  })

  test('is not told with words that the record does not bear out', async () => {
    const mai = await aCustomer()
    const order = await anOrder(mai)
    const opened = await begun(await aPromise(mai, { orderId: order.id }))
    const draft = await filled(opened, { ...kiln, words: `${SAMPLE} Hàng đang trên đường ạ.` })
    expect(draft.untrue).toEqual([
      { from: draft.words.indexOf('đang trên'), to: draft.words.indexOf(' ạ.'), said: 'đang trên đường', why: 'not-left' },
    ])
    expect((await tell(draft)).body.code).toBe('promises.untrue')
    expect(await mails()).toEqual([])
    await owner('PATCH', `/api/customers/${mai}/orders/${order.id}`, { state: 'left', version: order.version })
    expect((await slipNow(draft)).untrue).toEqual([])
    expect((await tell(draft)).status).toBe(200)
  })

  test('pressed twice, opens one slip', async () => {
    const promise = await aPromise(await aCustomer())
    const [one, two] = await Promise.all([begun(promise), begun(promise, ly)])
    expect(one.slip.id).toBe(two.slip.id)
    expect((await promiseNow(one)).slips).toHaveLength(1)
    expect((await kindsOf(one)).filter((kind) => kind === 'slipped')).toHaveLength(1)
  })

  test('needs reason, new time and something concrete, one after the other', async () => {
    const opened = await begun(await aPromise(await aCustomer()))
    const { reason, reasonWords, newDue, fix } = kiln
    expect((await tell(opened)).body.code).toBe('promises.reason_needed')
    const a = await filled(opened, { reason, reasonWords })
    expect((await tell(a)).body.code).toBe('promises.due_needed')
    const b = await filled(a, { reason, reasonWords, newDue })
    expect((await tell(b)).body.code).toBe('promises.remedy_needed')
    expect((await fill(b, { reason, newDue: '2026-11-23T10:00:00+07:00' })).body.code).toBe('promises.due_past')
    const c = await filled(b, { reason, reasonWords, newDue, fix })
    expect((await tell(c)).status).toBe(200)
  })

  test('with nothing to give says why, and may be told', async () => {
    const opened = await begun(await aPromise(await aCustomer()))
    const { reason, reasonWords, newDue } = kiln
    const draft = await filled(opened, { reason, reasonWords, newDue, noneWhy: 'Chị nói không cần gì thêm' })
    expect(draft.untrue).toEqual([])
    expect((await tell(draft)).status).toBe(200)
  })

  test('is not put upon traffic before anything left, nor upon a supplier who kept their word', async () => {
    const mai = await aCustomer()
    const order = await anOrder(mai)
    const opened = await begun(await aPromise(mai, { orderId: order.id }))
    const traffic = await filled(opened, { ...kiln, reason: 'traffic', reasonWords: undefined })
    expect(untrueOf(traffic)).toContain('not-departed')
    expect((await tell(traffic)).body.code).toBe('promises.untrue')
    expect((await tell(traffic, { how: 'call' })).body.code).toBe('promises.untrue')
    const supplier = await filled(traffic, { ...kiln, reason: 'supplier', reasonWords: undefined })
    expect(untrueOf(supplier)).toContain('no-supplier-slip')
  })

  test('held up on the road, with the order out and a note of it, may say so', async () => {
    const mai = await aCustomer()
    const order = await anOrder(mai, { state: 'left' })
    const promise = await aPromise(mai, { orderId: order.id })
    const noted = await phuc('POST', `/api/promises/${promise.id}/notes`, { words: 'Bác tài báo kẹt xe ở cầu', version: promise.version })
    const opened = await begun(noted.body)
    expect(opened.reasons[0]).toMatchObject({ reason: 'traffic', isBorneOut: true, fact: 'Bác tài báo kẹt xe ở cầu' })
    const draft = await filled(opened, { ...kiln, reason: 'traffic', reasonWords: undefined })
    expect(draft.words).toContain('vì xe giao bị kẹt đường')
    expect((await tell(draft)).status).toBe(200)
  })
})

describe('one apology', () => {
  test('goes out once, however often and by however many the button is pressed', async () => {
    const draft = await filled(await begun(await aPromise(await aCustomer())), kiln)
    const answers = await Promise.all([
      tell(draft),
      tell(draft),
      tell(draft, {}, ly),
      tell(draft, { how: 'call' }, ly),
      tell(draft, {}, owner),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(Array(4).fill('promises.told_already'))
    const events = await kindsOf(draft)
    expect(events.filter((kind) => kind === 'told')).toHaveLength(1)
    expect((await mails()).length).toBeLessThanOrEqual(1)
  })

  test('tried again with the same key is the same answer', async () => {
    const draft = await filled(await begun(await aPromise(await aCustomer())), kiln)
    const body = { how: 'message', version: draft.slip.version }
    const key = { 'idempotency-key': '0190b3a0-0000-7000-8000-00000000aa01' }
    const first = await phuc('POST', `${urlOf(draft)}/tell`, body, key)
    const second = await phuc('POST', `${urlOf(draft)}/tell`, body, key)
    expect([first.status, second.status, second.body.messageId]).toEqual([200, 200, first.body.messageId])
    expect(await mails()).toHaveLength(1)
  })

  /** Chance that is the same each time. */
  function* chance(seed: number) {
    let state = seed
    for (;;) {
      state = (state * 1664525 + 1013904223) % 4294967296
      yield state / 4294967296
    }
  }

  test.each([1, 2, 3, 4, 5, 6])('comes to at most one, whatever is done in whatever order (%i)', async (seed) => {
    const draws = chance(seed)
    const next = () => Number(draws.next().value)
    const promise = await aPromise(await aCustomer())
    const draft = await begun(promise)
    const ground = { db: house.db, outward: post.outward }
    const fresh = async () => (await slipNow(draft)).slip.version
    const acts: (() => Promise<unknown>)[] = [
      async () => tell(draft, { version: await fresh() }),
      async () => tell(draft, { how: 'call', version: await fresh() }, ly),
      async () => fill({ ...draft, slip: { ...draft.slip, version: await fresh() } }, kiln),
      async () => phuc('POST', `/api/promises/${promise.id}/slips`, { version: (await promiseNow(draft)).version }),
      async () => slipRound(ground, house.now),
      async () => post.forward(9 * MINUTE),
      async () => post.work(),
      async () =>
        fill({ ...draft, slip: { ...draft.slip, version: await fresh() } }, { reason: 'not-known', tellBy: '2026-11-23T18:30:00+07:00' }),
    ]
    for (let done = 0; done < 24; done++) {
      const [one, other] = [acts[Math.floor(next() * acts.length)], acts[Math.floor(next() * acts.length)]]
      await Promise.all(next() < 0.4 ? [one?.(), other?.()] : [one?.()])
    }
    const sorry = (await mails()).filter((text) => text.includes('xin lỗi'))
    const told = (await promiseNow(draft)).events.filter(({ kind, payload }: Body) => kind === 'told' && payload.slipId === draft.slip.id)
    expect(told.length).toBeLessThanOrEqual(1)
    expect(sorry.length).toBeLessThanOrEqual(told.filter(({ payload }: Body) => payload.how === 'message').length)
  })
})

describe('not known yet', () => {
  test('is told with a time to hear more, which is a promise of its own; the reason follows without a second apology', async () => {
    const mai = await aCustomer()
    const opened = await begun(await aPromise(mai))
    expect((await tell(await filled(opened, { reason: 'not-known' }))).body.code).toBe('promises.due_needed')
    const draft = await filled(await slipNow(opened), { reason: 'not-known', tellBy: '2026-11-23T15:30:00+07:00' })
    expect(draft.words).toContain('Em chưa rõ lý do, em sẽ báo lại chị trước 15:30.')
    const told = await tell(draft)
    expect(told.body.draft.slip).toMatchObject({ toldHow: 'message', tellBy: '2026-11-23T08:30:00.000Z' })
    const mine = (await owner('GET', `/api/customers/${mai}/promises`)).body.promises
    const answer = mine.find(({ kind }: Body) => kind === 'answer')
    expect(answer).toMatchObject({ parentId: draft.promise.id, promisedDue: '2026-11-23T08:30:00.000Z', state: 'open' })
    expect((await tell(told.body.draft)).body.code).toBe('promises.reason_needed')
    // "Sẽ trễ" pressed again leads back to it, and opens no second slip.
    const again = await begun(await promiseNow(draft))
    expect(again.slip.id).toBe(draft.slip.id)
    const bare = await filled(again, { reason: kiln.reason, reasonWords: kiln.reasonWords, newDue: kiln.newDue })
    expect((await tell(bare)).body.code).toBe('promises.remedy_needed')
    const news = await filled(bare, kiln)
    expect(news.words).toContain('Bộ ấm em hứa giao trước 17:00 hôm nay trễ vì lò của xưởng gốm hỏng. Em xin hẹn lại 10:00 sáng mai.')
    expect((await tell(news)).status).toBe(200)
    expect((await tell(news)).body.code).toBe('promises.told_already')
    expect((await mails()).map((text) => text.includes('xin lỗi'))).toEqual([true, false])
    expect((await owner('GET', `/api/promises/${answer.id}`)).body.state).toBe('kept')
    expect((await promiseNow(draft)).promisedDue).toBe('2026-11-24T03:00:00.000Z')
  })

  test('is said by the house itself when nobody did anything for fifteen open minutes', async () => {
    const mai = await aCustomer()
    const draft = await begun(await aPromise(mai))
    const ground = { db: house.db, outward: post.outward }
    post.forward(14 * MINUTE)
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip.toldAt).toBeNull()
    post.forward(MINUTE)
    await slipRound(ground, house.now)
    await slipRound(ground, house.now)
    const slip = (await slipNow(draft)).slip
    expect(slip).toMatchObject({ reason: 'not-known', toldHow: 'message', toldByName: 'Nhà Quen', tellBy: '2026-11-23T09:15:00.000Z' })
    const sent = await mails()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toContain(
      'Chào chị Mai, đây là Nhà Quen. Bộ ấm em hứa giao trước 17:00 hôm nay sẽ trễ. Em chưa rõ lý do, em sẽ báo lại chị trước 16:15.',
    )
    const answers = (await owner('GET', `/api/customers/${mai}/promises`)).body.promises.filter(({ kind }: Body) => kind === 'answer')
    expect(answers).toHaveLength(1)
  })

  test('is said even where whoever promised works here no more, and is their team’s to find out', async () => {
    const gone = await hire(house, 'gone', 'sales')
    const mai = await aCustomer()
    const draft = await begun(await aPromise(mai, { holderId: gone.id }))
    await owner('PATCH', `/api/staff/${gone.id}`, { isLockedOut: true, version: gone.version })
    post.forward(15 * MINUTE)
    await slipRound({ db: house.db, outward: post.outward }, house.now)
    expect((await slipNow(draft)).slip).toMatchObject({ reason: 'not-known', toldHow: 'message' })
    const answer = (await owner('GET', `/api/customers/${mai}/promises`)).body.promises.find(({ kind }: Body) => kind === 'answer')
    expect(answer).toMatchObject({ holderId: null, team: 'sales', state: 'open' })
  })

  test('waits for the house to open: fifteen minutes of the night are none', async () => {
    house.now = new Date('2026-11-23T13:55:00Z')
    const draft = await begun(await aPromise(await aCustomer(), { due: '2026-11-24T16:00:00+07:00' }))
    const ground = { db: house.db, outward: post.outward }
    house.now = new Date('2026-11-23T20:00:00Z')
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip.toldAt).toBeNull()
    house.now = new Date('2026-11-24T01:11:00Z')
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip.toldAt).not.toBeNull()
  })

  test('is not said over the shoulder of somebody who is writing', async () => {
    const opened = await begun(await aPromise(await aCustomer()))
    post.forward(10 * MINUTE)
    await filled(opened, { fix: 'Giao bộ men xanh lúc 16:00' })
    post.forward(10 * MINUTE)
    await slipRound({ db: house.db, outward: post.outward }, house.now)
    expect((await slipNow(opened)).slip.toldAt).toBeNull()
  })
})

describe('who may give how much', () => {
  test('above one’s limit a lead agrees in writing first', async () => {
    const draft = await filled(await begun(await aPromise(await aCustomer())), { ...kiln, amendsKind: 'points', amendsMinor: 150_000 })
    expect(draft).toMatchObject({ waitsForLead: { reason: false, amends: true }, slip: { amendsKind: 'points', approvedByName: null } })
    expect((await tell(draft)).body.code).toBe('promises.amends_above_limit')
    expect((await phuc('POST', `${urlOf(draft)}/agree`, { to: 'amends', words: 'Được', version: draft.slip.version })).status).toBe(403)
    const seen = await ly('GET', urlOf(draft))
    expect(seen.body).toMatchObject({ waitsForLead: { amends: false }, asksLead: true })
    const agreed = await ly('POST', `${urlOf(draft)}/agree`, { to: 'amends', words: 'Chị ấy chờ lâu rồi', version: draft.slip.version })
    expect(agreed.status).toBe(200)
    expect(agreed.body).toMatchObject({
      waitsForLead: { reason: false, amends: false },
      slip: { approvedByName: 'Lý', approvedWords: 'Chị ấy chờ lâu rồi', agreedByName: null },
    })
    const more = await filled(agreed.body, { ...kiln, amendsMinor: 160_000 })
    expect((await tell(more)).body.code).toBe('promises.amends_above_limit')
    const back = await filled(more, { ...kiln, amendsMinor: 150_000 })
    expect((await tell(back)).status).toBe(200)
  })

  test('more than one and a half times the price nobody but a lead writes down', async () => {
    const mai = await aCustomer()
    const order = await anOrder(mai, { total: 40_000 })
    const opened = await begun(await aPromise(mai, { orderId: order.id }))
    expect((await fill(opened, { ...kiln, amendsMinor: 60_001 })).body.code).toBe('promises.amends_above_limit')
    const draft = await filled(opened, { ...kiln, amendsMinor: 60_000 })
    expect((await tell(draft)).status).toBe(200)
  })

  test('is said by the house, and only by who keeps its settings', async () => {
    const before = (await owner('GET', '/api/promises/amends-limits')).body
    expect(before).toMatchObject({ currency: 'VND' })
    expect((await phuc('PUT', '/api/promises/amends-limits', { limits: [{ role: 'warehouse', mostMinor: 1 }] })).status).toBe(403)
    const saved = await owner('PUT', '/api/promises/amends-limits', { limits: [{ role: 'warehouse', mostMinor: 90_000 }] })
    expect(saved.body.limits).toContainEqual({ role: 'warehouse', mostMinor: 90_000 })
    expect(saved.body.limits).toContainEqual({ role: 'manager', mostMinor: 1_000_000 })
    await owner('PUT', '/api/promises/amends-limits', { limits: before.limits })
    expect((await owner('GET', '/api/promises/amends-limits')).body).toEqual(before)
  })

  test('is told with what another limit would have meant in the last year', async () => {
    const before = (await owner('GET', '/api/promises/amends-limits')).body
    const preview = async (mostMinor: number): Promise<Body> => {
      const { body } = await owner('POST', '/api/promises/amends-limits/preview', { limits: [{ role: 'warehouse', mostMinor }] })
      return body.roles.find(({ role }: Body) => role === 'warehouse')
    }
    const already = (await preview(1)).given
    const draft = await filled(await begun(await aPromise(await aCustomer())), { ...kiln, amendsMinor: 80_000 })
    expect((await tell(draft)).status).toBe(200)
    const [lower, same] = [await preview(79_999), await preview(100_000)]
    expect(same).toEqual({ role: 'warehouse', given: already + 1, asked: same.wouldAsk, wouldAsk: same.asked })
    expect(lower).toEqual({ ...same, wouldAsk: same.asked + 1 })
    expect((await owner('GET', '/api/promises/amends-limits')).body).toEqual(before)
  })

  test('is in the house’s own money: other money has other limits, and what was set in one is nothing in another', async () => {
    const limit = async (role: string): Promise<number> =>
      (await owner('GET', '/api/promises/amends-limits')).body.limits.find((one: Body) => one.role === role).mostMinor
    await owner('PUT', '/api/promises/amends-limits', { limits: [{ role: 'sales', mostMinor: 700_000 }] })
    await sql`update house set currency = 'USD'`.execute(house.db)
    expect([await limit('reception'), await limit('sales')]).toEqual([1200, 2000])
    await sql`update house set currency = 'KWD'`.execute(house.db)
    expect([await limit('reception'), await limit('owner')]).toEqual([0, 0])
    await sql`update house set currency = 'VND'`.execute(house.db)
    expect([await limit('reception'), await limit('sales')]).toEqual([300_000, 700_000])
    await owner('PUT', '/api/promises/amends-limits', { limits: [{ role: 'sales', mostMinor: 500_000 }] })
  })

  test('another reason than the true one is told only with a lead’s written word', async () => {
    const body = { ...kiln, toldReason: 'stock' }
    const draft = await filled(await begun(await aPromise(await aCustomer())), body)
    expect(draft.words).toContain('vì trong kho đã hết hàng')
    expect((await tell(draft)).body.code).toBe('promises.lead_must_agree')
    const agreed = (await ly('POST', `${urlOf(draft)}/agree`, { to: 'reason', words: 'Xưởng xin giữ kín', version: draft.slip.version }))
      .body
    const other = await filled(agreed, { ...body, toldReason: 'staff' })
    expect((await tell(other)).body.code).toBe('promises.lead_must_agree')
    const again = await filled(other, body)
    expect((await tell(again)).body.code).toBe('promises.lead_must_agree')
    const final = (await ly('POST', `${urlOf(again)}/agree`, { to: 'reason', words: 'Xưởng xin giữ kín', version: again.slip.version }))
      .body
    const told = await tell(final)
    expect(told.body.draft.slip).toMatchObject({ reason: 'broken-equipment', toldReason: 'stock', agreedByName: 'Lý' })
  })
})

describe('the second slip within ninety days', () => {
  test('is a call by a person: no template, and no letter', async () => {
    const mai = await aCustomer()
    const first = await filled(await begun(await aPromise(mai)), kiln)
    expect((await tell(first)).status).toBe(200)
    house.now = new Date(MONDAY.getTime() + 60 * 24 * 60 * MINUTE)
    const due = new Date(house.now.getTime() + 3 * 60 * MINUTE).toISOString()
    const later = new Date(house.now.getTime() + 24 * 60 * MINUTE).toISOString()
    const opened = await begun(await aPromise(mai, { due, words: 'Giao hộp trà' }), owner)
    expect(opened).toMatchObject({ before: 1, mustCall: true, words: null, way: null })
    const draft = await filled(opened, { ...kiln, newDue: later, words: `Chào chị Mai ${later}` }, owner)
    expect(draft.words).toBeNull()
    expect((await tell(draft, {}, owner)).body.code).toBe('promises.must_call')
    await slipRound({ db: house.db, outward: post.outward }, new Date(house.now.getTime() + 60 * MINUTE))
    expect((await slipNow(draft)).slip.toldAt).toBeNull()
    const told = await tell(draft, { how: 'call' }, owner)
    expect(told.body.draft.slip).toMatchObject({ toldHow: 'call', toldByName: 'owner', messageId: null })
    house.now = new Date(house.now.getTime() + 91 * 24 * 60 * MINUTE)
    const third = await begun(await aPromise(mai, { due: new Date(house.now.getTime() + 60 * MINUTE).toISOString() }), owner)
    expect(third).toMatchObject({ before: 0, mustCall: false })
  })
})

describe('where nothing may be written', () => {
  test('the text and the number to call are answered, and it is noted who told them, how and when', async () => {
    const bich = await aCustomer({
      name: 'Trần Thị Bích',
      address: { them: 'bà', us: 'cháu', source: 'customer' },
      contacts: [{ kind: 'phone', value: '0570 000 103' }],
    })
    const draft = await filled(await begun(await aPromise(bich)), kiln)
    const copied = await tell(draft, { channel: 'mail' })
    expect(copied.body).toMatchObject({ messageId: null, copy: { to: '0570 000 103' }, draft: { slip: { toldAt: null } } })
    expect(copied.body.copy.text).toContain('Chào bà Bích, cháu là Phúc ở Nhà Quen.')
    const told = await tell(copied.body.draft, { how: 'call', at: '2026-11-23T13:52:00+07:00' })
    expect(told.body.draft.slip).toMatchObject({ toldHow: 'call', toldByName: 'Phúc', toldAt: MONDAY.toISOString() })
    expect((await tell(copied.body.draft, { how: 'counter', at: '2026-11-24T13:52:00+07:00' })).body.code).toBe('promises.told_already')
  })

  test('words that are carried by hand count when somebody says that they carried them', async () => {
    const mai = await aCustomer({ contacts: [{ kind: 'phone', value: '0570 000 120' }] })
    const draft = await filled(await begun(await aPromise(mai)), kiln)
    expect(draft.way).toMatchObject({ isByHand: true })
    const copied = await tell(draft)
    expect(copied.body).toMatchObject({ messageId: null, copy: { text: SAMPLE }, draft: { slip: { toldAt: null } } })
    const told = await tell(copied.body.draft, { at: MONDAY.toISOString() })
    expect(told.body).toMatchObject({ copy: null, draft: { slip: { toldHow: 'message' } } })
    const messages = (await owner('GET', `/api/customers/${mai}/messages`)).body.messages
    expect(messages).toMatchObject([{ id: told.body.messageId, state: 'accepted', purpose: 'service' }])
  })

  test('an apology that never came is none: the slip stands open again', async () => {
    const draft = await filled(await begun(await aPromise(await aCustomer())), kiln)
    const told = await tell(draft)
    await mails()
    await settle(house.db, { messageId: told.body.messageId, kind: 'bounced', at: house.now, source: 'mail', detail: {} } as never)
    await slipRound({ db: house.db, outward: post.outward }, house.now)
    const now = await slipNow(draft)
    expect(now.slip).toMatchObject({ toldAt: null, messageId: null })
    expect(now.promise.stage).toBe('slipped')
    expect((await tell(now, { how: 'call' })).status).toBe(200)
  })
})

describe('in a house that is being tried out', () => {
  test('nothing leaves; the words are there to be copied, and one message waits', async () => {
    const mai = await aCustomer()
    const draft = await filled(await begun(await aPromise(mai)), kiln)
    await sql`update sample set state = 'ready'`.execute(house.db)
    try {
      const told = await tell(draft)
      expect(told.body).toMatchObject({ copy: { text: SAMPLE }, draft: { slip: { toldHow: 'message' }, promise: { stage: 'mending' } } })
      post.hasSample = true
      expect(await mails()).toEqual([])
      expect((await owner('GET', `/api/customers/${mai}/messages`)).body.messages).toHaveLength(1)
    } finally {
      post.hasSample = false
      await sql`update sample set state = 'none'`.execute(house.db)
    }
  })
})

describe('a telephone number on Zalo', () => {
  test('gets the template that was approved for slips, filled with reason, new time and remedy', async () => {
    const account = {
      appId: '2553928453557884079',
      templates: [
        { id: '111', purpose: 'service', fields: [{ name: 'noi_dung', value: 'words' }] },
        {
          id: '222',
          purpose: 'slip',
          fields: [
            { name: 'ly_do', value: 'reason' },
            { name: 'hen_moi', value: 'due' },
            { name: 'khac_phuc', value: 'remedy' },
          ],
        },
      ],
    }
    await sql`insert into courier_setting (courier, settings, is_on, updated_at) values ('zalo', ${JSON.stringify(account)}::jsonb, true, now())`.execute(
      house.db,
    )
    try {
      const mai = await aCustomer({ contacts: [{ kind: 'zalo', value: '0570 000 120' }] })
      const draft = await filled(await begun(await aPromise(mai)), kiln)
      expect(draft.way).toMatchObject({ channel: 'zalo', isByHand: false, template: '222' })
      expect((await tell(draft)).body.copy).toBeNull()
      while (await post.work());
      expect(post.server.took.at(-1)?.template).toEqual({
        id: '222',
        fields: {
          ly_do: 'lò của xưởng gốm hỏng',
          hen_moi: '10:00 sáng mai',
          khac_phuc: 'bộ men xanh giao được lúc 16:00; miễn phí giao hàng và tặng chị 200 điểm',
        },
      })
    } finally {
      await sql`delete from courier_setting where courier = 'zalo'`.execute(house.db)
    }
  })
})

describe('the gate', () => {
  test('lets it through at night where something promised hangs on it before nine, and else in the morning', async () => {
    house.now = new Date('2026-11-23T16:30:00Z')
    const car = await begun(
      await aPromise(await aCustomer(), { words: 'Chuẩn bị xe ra sân bay', kind: 'other', due: '2026-11-24T05:00:00+07:00' }),
    )
    const early = {
      ...kiln,
      newDue: '2026-11-24T05:30:00+07:00',
      fix: 'Gọi taxi cho chị lúc 5:00',
      amends: undefined,
      amendsMinor: undefined,
    }
    const night = await filled(car, early)
    expect(night.way.verdict).toMatchObject({ answer: 'pass' })
    expect((await tell(night)).status).toBe(200)
    expect(await mails()).toHaveLength(1)
    const calm = await filled(await begun(await aPromise(await aCustomer(), { due: '2026-11-25T17:00:00+07:00' })), {
      ...kiln,
      newDue: '2026-11-26T10:00:00+07:00',
    })
    expect(calm.way.verdict).toMatchObject({ answer: 'wait', rule: 'hours' })
    expect((await tell(calm)).status).toBe(200)
    expect(await mails()).toHaveLength(0)
    house.now = new Date('2026-11-24T00:30:00Z')
    expect(await mails()).toHaveLength(1)
  })

  test('lets it through to who wants no letters: it is about what they were promised', async () => {
    const hoa = await aCustomer()
    const { leave } = await import('../../messages/consent/consents.ts')
    await house.db.transaction().execute((tx) => leave(tx, { customerId: hoa, method: 'page', now: house.now }))
    const draft = await filled(await begun(await aPromise(hoa)), kiln)
    expect((await tell(draft)).status).toBe(200)
    expect(await mails()).toHaveLength(1)
    expect(post.server.took[0]?.isAdvertising).toBe(false)
  })
})

describe('a supplier who slips', () => {
  test('puts their customers’ promises at risk with drafts ready, and is the reason that stands first', async () => {
    const benCu = (await owner('POST', '/api/customers', { kind: 'organisation', name: 'Xưởng gốm Bến Cũ', country: 'VN' })).body.id
    const kilnPromise = (
      await owner('POST', '/api/promises', {
        customerId: benCu,
        direction: 'from-supplier',
        kind: 'delivery',
        words: 'Giao hai bộ ấm',
        due: '2026-11-23T15:00:00+07:00',
      })
    ).body
    const mine = await Promise.all(
      [await aCustomer(), await aCustomer()].map((id) => aPromise(id, { restsOn: [{ promiseId: kilnPromise.id, leadSeconds: 3600 }] })),
    )
    house.now = new Date('2026-11-23T06:20:00Z')
    const theirs = await begun(kilnPromise)
    expect(theirs).toMatchObject({ words: null, way: null, mustCall: false })
    await slipRound({ db: house.db, outward: post.outward }, house.now)
    for (const promise of mine) {
      const ready = (await phuc('GET', `/api/promises/${promise.id}/slips/ready`)).body
      expect(ready.promise.stage).toBe('risk')
      expect(ready.reasons[0]).toMatchObject({ reason: 'supplier', isBorneOut: true, fact: 'Xưởng gốm Bến Cũ báo 13:20' })
      expect(ready.promise.slips).toEqual([])
    }
    const drafts = await sql<{ n: number }>`select count(*)::int as n from promise_slip where declared_at is null`.execute(house.db)
    expect(drafts.rows[0]?.n).toBeGreaterThanOrEqual(2)
    house.now = MONDAY
    const told = await filled(theirs, {
      reason: 'broken-equipment',
      reasonWords: 'lò của xưởng gốm hỏng',
      newDue: '2026-11-24T08:45:00+07:00',
      noneWhy: 'Xưởng tự chịu',
    })
    expect((await tell(told)).body.code).toBe('promises.no_way')
    expect((await tell(told, { how: 'call' })).status).toBe(200)
    const ready = (await phuc('GET', `/api/promises/${mine[0]?.id}/slips/ready`)).body
    expect(ready.suggestedDue).toBe('2026-11-24T02:45:00.000Z')
    expect(ready.words).toContain('sẽ trễ sang 09:45 sáng mai, vì lò của xưởng gốm hỏng.')
    const opened = await begun((await owner('GET', `/api/promises/${mine[0]?.id}`)).body)
    expect(opened.slip.id).toBe(ready.slip.id)
    const draft = await filled(opened, { ...kiln, reason: 'supplier', reasonWords: undefined })
    expect(draft.dueHolds).toBe(true)
    expect(draft.untrue).toEqual([])
    expect((await tell(draft)).status).toBe(200)
  })
})

describe('by the standard', () => {
  test('the letter goes by itself once a true reason was signed, and to nobody twice', async () => {
    const calendarId = (await owner('GET', '/api/calendars')).body.calendars[0]?.id
    const standardId = '0190b3a0-0000-7000-8000-00000000bb01'
    const saved = await owner('PUT', `/api/standards/${standardId}`, {
      name: 'Trả lời trong hai giờ',
      level: 'house',
      match: {},
      rank: 0,
      calendarId,
      targets: { callback: { seconds: 7200 } },
      levels: [],
      atRiskFraction: 0.75,
      tellsByItself: true,
    })
    expect([saved.status, saved.text.slice(0, 200)]).toEqual([200, expect.any(String)])
    const promise = await aPromise(await aCustomer(), { kind: 'callback', words: 'Gửi bảng giá', due: undefined })
    const opened = await begun(promise)
    const ground = { db: house.db, outward: post.outward }
    const draft = await filled(opened, { ...kiln, reason: 'our-mistake', reasonWords: 'bên em sơ suất sót tin của chị' })
    await slipRound(ground, house.now)
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip).toMatchObject({ toldHow: 'message', signedByName: 'Phúc', toldByName: 'Nhà Quen' })
    expect(await mails()).toHaveLength(1)
  })
})

describe('afterwards', () => {
  test('it is kept what they said, that it was put right, what it cost, and whether they came back', async () => {
    const mai = await aCustomer()
    const draft = await filled(await begun(await aPromise(mai)), kiln)
    const follow = (version: number, body: object) => ly('POST', `${urlOf(draft)}/follow`, { version, ...body })
    expect((await follow(draft.slip.version, { answer: 'accepted' })).body.code).toBe('promises.not_told')
    const told = (await tell(draft)).body.draft
    const accepted = (await follow(told.slip.version, { answer: 'accepted' })).body
    expect(accepted).toMatchObject({ answer: 'accepted', cameBack: null })
    const fixed = (await follow(accepted.version, { isFixed: true, costMinor: 45_000 })).body
    expect(fixed).toMatchObject({ fixedAt: house.now.toISOString(), cost: { minor: 45_000, currency: 'VND' }, cameBack: null })
    post.forward(24 * 60 * MINUTE)
    await anOrder(mai)
    expect((await slipNow(draft)).slip.cameBack).toBe(true)
    expect((await kindsOf(draft)).slice(-2)).toEqual(['answered', 'remedy'])
  })

  test('who says nothing for two working days is silent', async () => {
    const draft = await filled(await begun(await aPromise(await aCustomer())), kiln)
    await tell(draft)
    const ground = { db: house.db, outward: post.outward }
    post.forward(47 * 60 * MINUTE)
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip.answer).toBeNull()
    post.forward(24 * 60 * MINUTE)
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip.answer).toBe('silent')
  })

  test('a promise that was missed by time and kept late asks for the reason and no new time', async () => {
    const promise = await aPromise(await aCustomer())
    house.now = new Date('2026-11-23T10:20:00Z')
    await tick(house.db, house.now)
    const kept = await phuc('POST', `/api/promises/${promise.id}/keep`, {
      version: (await owner('GET', `/api/promises/${promise.id}`)).body.version,
      reason: 'lò của xưởng gốm hỏng',
    })
    expect(kept.body).toMatchObject({ state: 'late', stage: 'slipped' })
    const draft = await filled(await begun(kept.body), {
      reason: 'broken-equipment',
      reasonWords: 'lò của xưởng gốm hỏng',
      amends: '200 điểm',
    })
    expect(draft.words).toContain(
      'Bộ ấm em hứa giao trước 17:00 hôm nay đã trễ, lúc 17:20 hôm nay, vì lò của xưởng gốm hỏng. Bên em để chị phải chờ, em xin lỗi chị. Em xin tặng chị 200 điểm.',
    )
    expect(draft.untrue).toEqual([])
    expect((await tell(draft)).body.draft.promise.state).toBe('late')
  })
})

describe('many slips at once', () => {
  /** So many promises to one customer that slipped within the last ten minutes, each with what `slip` says of its slip. */
  const slippedBefore = async (customerId: string, many: number, slip: { columns: string; values: string }) => {
    await sql`with made as (
        insert into promise (customer_id, promise_id, direction, category, kind, words, made_at, given, target, starts_at, promised_due, first_due,
          state, stage, slips, slip_id, is_missed, first_customer_id)
        select ${customerId}::uuid, gen_random_uuid(), 'to-customer', 'delivery', 'delivery', 'Giao hộp trà ' || n, ${house.now}, 'counter', 'instant',
          ${house.now}, ${house.now}, ${house.now}, 'open', 'slipped', 1, gen_random_uuid(), true, ${customerId}::uuid
        from generate_series(1, ${many}::int) n
        returning customer_id, promise_id, slip_id)
      insert into promise_slip (customer_id, promise_id, slip_id, number, at, is_foreseen, declared_at, first_customer_id, ${sql.raw(slip.columns)})
      select customer_id, promise_id, slip_id, 1, ${house.now}, false, ${house.now}, customer_id, ${sql.raw(slip.values)} from made`.execute(
      house.db,
    )
  }
  const clear = async (customerId: string) => {
    await sql`delete from promise_slip where customer_id = ${customerId}::uuid`.execute(house.db)
    await sql`delete from promise where customer_id = ${customerId}::uuid`.execute(house.db)
  }

  test('of which hundreds cannot be told by itself keep nobody waiting behind them', async () => {
    const others = await aCustomer()
    // Their reason is signed, and no standard lets the house tell of it.
    await slippedBefore(others, 250, { columns: 'reason, signed_by_name', values: `'our-mistake', 'Phúc'` })
    post.forward(1 * MINUTE)
    const draft = await begun(await aPromise(await aCustomer()))
    post.forward(15 * MINUTE)
    const { told, marks } = await slipRound({ db: house.db, outward: post.outward }, house.now)
    expect([told, marks]).toEqual([1, {}])
    expect((await slipNow(draft)).slip.reason).toBe('not-known')
    await clear(others)
  })

  test('a round ends after so many, and the next goes on there', async () => {
    const others = await aCustomer()
    await slippedBefore(others, 2100, { columns: 'reason, signed_by_name', values: `'our-mistake', 'Phúc'` })
    post.forward(1 * MINUTE)
    const draft = await begun(await aPromise(await aCustomer()))
    post.forward(15 * MINUTE)
    const ground = { db: house.db, outward: post.outward }
    const first = await slipRound(ground, house.now)
    expect([first.told, first.marks.untold?.slipId]).toEqual([0, expect.any(String)])
    const second = await slipRound(ground, house.now, first.marks)
    expect([second.told, second.marks]).toEqual([1, {}])
    expect((await slipNow(draft)).slip.reason).toBe('not-known')
    await clear(others)
  })

  test('an apology that never came is seen among hundreds that did', async () => {
    const others = await aCustomer()
    await slippedBefore(others, 250, { columns: 'told_at, told_how, message_id', values: `now(), 'message', gen_random_uuid()` })
    await sql`update promise_slip set told_at = ${new Date(house.now.getTime() - MINUTE)} where customer_id = ${others}::uuid`.execute(
      house.db,
    )
    const draft = await filled(await begun(await aPromise(await aCustomer())), kiln)
    const told = await tell(draft)
    await mails()
    await settle(house.db, { messageId: told.body.messageId, kind: 'bounced', at: house.now, source: 'mail', detail: {} } as never)
    expect((await slipRound({ db: house.db, outward: post.outward }, house.now)).again).toBe(1)
    expect((await slipNow(draft)).slip.toldAt).toBeNull()
    await clear(others)
  })
})
