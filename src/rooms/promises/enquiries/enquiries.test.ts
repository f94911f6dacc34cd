import { beforeAll, describe, expect, test } from 'vitest'
import type { Ask } from '../../../../test/support/house.ts'
import { withBrowser } from '../../../../test/support/team.ts'
import { aWritingHouse, MONDAY } from '../../../../test/support/writing-house.ts'
import { endQuotes, noticePurchase } from './closing.ts'

const { house, owner, aCustomer, mails } = aWritingHouse()

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

let dung: Ask
let ha: Ask

beforeAll(async () => {
  dung = await withBrowser(house, 'dung', 'sales', 'Dũng')
  ha = await withBrowser(house, 'ha', 'warehouse', 'Hà')
})

async function asked(customerId: string, more: object = {}): Promise<Body> {
  const made = await dung('POST', `/api/customers/${customerId}/enquiries`, { about: 'Đoàn 12 khách, ba phòng vườn', ...more })
  expect([made.status, made.text.slice(0, 300)]).toEqual([201, expect.any(String)])
  return made.body
}
const urlOf = ({ customerId, id }: Body): string => `/api/customers/${customerId}/enquiries/${id}`
const now = async (enquiry: Body): Promise<Body> => (await owner('GET', urlOf(enquiry))).body
const act = async (enquiry: Body, verb: string, body: object, ask: Ask = dung) =>
  ask('POST', `${urlOf(enquiry)}/${verb}`, { version: (await now(enquiry)).version, ...body })
const lines = [
  { what: 'Phòng vườn', quantity: 3, minor: 1_500_000 },
  { what: 'Ăn tối', quantity: 12, minor: 250_000 },
]
const drafted = async (enquiry: Body, more: object = {}): Promise<Body> => {
  const written = await dung('PUT', `${urlOf(enquiry)}/quote`, { lines, terms: 'Đặt cọc 30 %.', validUntil: '2026-11-30', ...more })
  expect([written.status, written.text.slice(0, 300)]).toEqual([200, expect.any(String)])
  return written.body
}
const gives = (enquiry: Body, { quote }: Body, body: object = {}, ask: Ask = dung) =>
  ask('POST', `${urlOf(enquiry)}/quotes/${quote.id}/give`, { how: 'message', version: quote.version, ...body })
const promisesOf = async (enquiry: Body): Promise<Body[]> =>
  (await owner('GET', `/api/customers/${enquiry.customerId}/promises`)).body.promises
const promise = async (enquiry: Body, kind: string): Promise<Body> => (await promisesOf(enquiry)).find((one) => one.kind === kind)
async function anOrder(customerId: string, product = 'Bưu thiếp'): Promise<Body> {
  const made = await owner('POST', `/api/customers/${customerId}/orders`, {
    kind: 'sale',
    total: 300_000,
    currency: 'VND',
    lines: [{ product, quantity: 1 }],
  })
  expect(made.status).toBe(201)
  return made.body
}
const noticed = (customerId: string) => house.db.transaction().execute((tx) => noticePurchase(tx, customerId, house.now))
const letters = async (): Promise<string[]> => (await mails()).map(({ text }) => text)

describe('an enquiry', () => {
  test('promises its answer by the standard, by the moment that is said, else within two open hours', async () => {
    const usual = await asked(await aCustomer())
    expect(usual).toMatchObject({ state: 'open', next: { kind: 'answer', promisedDue: '2026-11-23T08:52:00.000Z' } })
    const said = await asked(await aCustomer(), { wantsQuote: true, due: '2026-11-23T16:00:00+07:00' })
    expect(said.next).toMatchObject({ kind: 'quote', promisedDue: '2026-11-23T09:00:00.000Z', words: `Báo giá: ${said.about}` })
    const { enquiries } = (await dung('GET', '/api/enquiries')).body
    const shown = enquiries.map(({ id }: Body) => id)
    expect(shown.indexOf(usual.id)).toBeLessThan(shown.indexOf(said.id))
  })

  test('is answered: the promise is kept, the words stand on the timeline, and the next answer may be promised at once', async () => {
    const enquiry = await asked(await aCustomer())
    const answered = await act(enquiry, 'answers', { words: 'Còn hai phòng vườn', next: { dueDay: '2026-11-25' } })
    expect(answered.body).toMatchObject({ state: 'open', answeredAt: MONDAY.toISOString(), next: { isDay: true } })
    const kept = (await promisesOf(enquiry)).find(({ state }) => state === 'kept')
    expect(kept).toMatchObject({ kind: 'answer' })
    expect((await dung('GET', `/api/customers/${enquiry.customerId}/timeline`)).text).toContain('Còn hai phòng vườn')
  })

  test('answered too late asks for the reason once', async () => {
    const enquiry = await asked(await aCustomer())
    house.now = new Date('2026-11-23T09:30:00Z')
    expect((await act(enquiry, 'answers', { words: 'Còn phòng' })).body.code).toBe('promises.reason_needed')
    const answered = await act(enquiry, 'answers', { words: 'Còn phòng', reason: 'Chờ lễ tân xem lại lịch' })
    expect(answered.status).toBe(200)
    expect(await promise(enquiry, 'answer')).toMatchObject({ state: 'late' })
  })
})

describe('a quote', () => {
  test('is previewed, goes through the gate once, keeps the promised quote, and its price stands as a promise until its validity ends', async () => {
    const enquiry = await asked(await aCustomer(), { wantsQuote: true })
    const draft = await drafted(enquiry)
    expect(draft).toMatchObject({
      quote: { number: 1, total: { minor: 7_500_000, currency: 'VND' } },
      way: { channel: 'mail', isByHand: false },
    })
    const answers = await Promise.all([gives(enquiry, draft), gives(enquiry, draft), gives(enquiry, draft, { how: 'call' }, owner)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(Array(2).fill('promises.quote_given'))
    expect((await letters()).filter((text) => text === draft.letter.text).length).toBeLessThanOrEqual(1)
    expect(await promise(enquiry, 'quote')).toMatchObject({ state: 'kept' })
    expect(await promise(enquiry, 'price')).toMatchObject({ state: 'open', target: 'standing', category: 'price' })
    expect(await now(enquiry)).toMatchObject({ state: 'quoted', next: null, quote: { number: 1, endedAt: null } })
  })

  test('takes the place of the one before it, whose price is not owed any more', async () => {
    const enquiry = await asked(await aCustomer())
    await gives(enquiry, await drafted(enquiry))
    const first = await promise(enquiry, 'price')
    await gives(enquiry, await drafted(enquiry, { lines: lines.slice(0, 1) }), { how: 'call' })
    expect((await owner('GET', `/api/promises/${first.id}`)).body.state).toBe('withdrawn')
    expect(await now(enquiry)).toMatchObject({ quote: { number: 2, total: { minor: 4_500_000 }, givenHow: 'call' }, quotes: [{}, {}] })
  })

  test('that nothing carries comes back to be copied, and counts once somebody says that they carried it', async () => {
    const enquiry = await asked(await aCustomer({ contacts: [{ kind: 'phone', value: '0570 000 777' }] }))
    const draft = await drafted(enquiry)
    const copied = await gives(enquiry, draft)
    expect(copied.body).toMatchObject({ isGiven: false, copy: { text: draft.letter.text }, enquiry: { state: 'open' } })
    expect((await gives(enquiry, draft, { isCarried: true })).body).toMatchObject({ isGiven: true, enquiry: { state: 'quoted' } })
  })

  test('whose day has passed is neither written nor given, and who sees no amounts writes none', async () => {
    const enquiry = await asked(await aCustomer())
    const past = await dung('PUT', `${urlOf(enquiry)}/quote`, { lines, validUntil: '2026-11-22' })
    expect(past.body.code).toBe('promises.validity_past')
    const unseen = await ha('PUT', `${urlOf(enquiry)}/quote`, { lines, validUntil: '2026-11-30' })
    expect(unseen.body.code).toBe('promises.amounts_hidden')
    await gives(enquiry, await drafted(enquiry))
    const seen = await ha('GET', urlOf(enquiry))
    expect(seen.body.quote.lines[0]).toEqual({ what: 'Phòng vườn', quantity: 3, itemId: null })
    expect(seen.text).not.toContain('1500000')
  })

  test('ends with its validity: nobody bought by it, so that its price is neither kept nor broken', async () => {
    const enquiry = await asked(await aCustomer())
    await gives(enquiry, await drafted(enquiry))
    house.now = new Date('2026-11-30T15:00:00Z')
    await endQuotes(house.db, house.now)
    expect(await promise(enquiry, 'price')).toMatchObject({ state: 'open' })
    house.now = new Date('2026-11-30T17:30:00Z')
    await endQuotes(house.db, house.now)
    await endQuotes(house.db, house.now)
    expect(await promise(enquiry, 'price')).toMatchObject({ state: 'withdrawn' })
    expect(await now(enquiry)).toMatchObject({ state: 'quoted', quote: { endedAt: house.now.toISOString() } })
  })
})

describe('how it ends', () => {
  test('the first purchase ends it by itself, with its order; the price they bought by is kept', async () => {
    const customerId = await aCustomer()
    const enquiry = await asked(customerId)
    await gives(enquiry, await drafted(enquiry))
    house.now = new Date(MONDAY.getTime() + 3600_000)
    const order = await anOrder(customerId)
    await noticed(customerId)
    await noticed(customerId)
    expect(await now(enquiry)).toMatchObject({ state: 'bought', orderId: order.id, isByItself: true, closedByName: null })
    expect(await promise(enquiry, 'price')).toMatchObject({ state: 'kept' })
  })

  test('a regular buys something else meanwhile: a person says what it became, and may take that back', async () => {
    const customerId = await aCustomer()
    await anOrder(customerId)
    house.now = new Date(MONDAY.getTime() + 60_000)
    const enquiry = await asked(customerId)
    house.now = new Date(MONDAY.getTime() + 120_000)
    const order = await anOrder(customerId)
    await noticed(customerId)
    expect(await now(enquiry)).toMatchObject({ state: 'open', orders: [{ id: order.id }] })
    const ended = await act(enquiry, 'bought', { orderId: order.id })
    expect(ended.body).toMatchObject({ state: 'bought', isByItself: false, closedByName: 'Dũng', next: null })
    expect(await promise(enquiry, 'answer')).toMatchObject({ state: 'withdrawn' })
    const back = await act(enquiry, 'reopen', {})
    expect(back.body).toMatchObject({ state: 'open', orderId: null, next: { state: 'open', promisedDue: enquiry.next.promisedDue } })
  })

  test('not bought asks for the reason once, which may be unknown; nothing is owed for it any more', async () => {
    const enquiry = await asked(await aCustomer())
    await gives(enquiry, await drafted(enquiry))
    expect((await act(enquiry, 'not-bought', {})).status).toBe(400)
    const ended = await act(enquiry, 'not-bought', { reason: 'unknown' })
    expect(ended.body).toMatchObject({ state: 'not-bought', reason: 'unknown' })
    expect((await promisesOf(enquiry)).filter(({ state }) => state === 'open')).toEqual([])
    expect((await act(enquiry, 'answers', { words: 'còn gì nữa' })).body.code).toBe('promises.enquiry_closed')
    expect((await act(enquiry, 'not-bought', { reason: 'price' })).body.code).toBe('promises.enquiry_closed')
  })

  test('figures count what was closed, with their range, and each reason opens as many rows as it counts', async () => {
    const before = (await dung('GET', '/api/enquiries/figures')).body
    for (const reason of ['price', 'price', 'time']) await act(await asked(await aCustomer()), 'not-bought', { reason })
    const customerId = await aCustomer()
    const enquiry = await asked(customerId)
    await act(enquiry, 'bought', { orderId: (await anOrder(customerId)).id })
    const after = (await dung('GET', '/api/enquiries/figures')).body
    expect([after.bought - before.bought, after.notBought - before.notBought]).toEqual([1, 3])
    expect(after.becameCustomers).toMatchObject({ had: after.bought, of: after.bought + after.notBought })
    expect(after.becameCustomers.low).toBeLessThan(after.becameCustomers.share)
    for (const { reason, count } of after.reasons) {
      const rows = (await dung('GET', `/api/enquiries?state=not-bought&reason=${reason}`)).body
      expect([rows.count, rows.enquiries.length]).toEqual([count, count])
    }
    expect(after.answeredInTime.of).toBeGreaterThan(0)
  })
})
