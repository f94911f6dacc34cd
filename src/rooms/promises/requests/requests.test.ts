import { beforeAll, describe, expect, test } from 'vitest'
import type { Ask } from '../../../../test/support/house.ts'
import { withBrowser } from '../../../../test/support/team.ts'
import { aWritingHouse, MONDAY } from '../../../../test/support/writing-house.ts'
import { itemArrived } from './arriving.ts'

const { house, post, owner, aCustomer, mails } = aWritingHouse()

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

let ngoc: Ask
let dung: Ask

beforeAll(async () => {
  ngoc = await withBrowser(house, 'ngoc', 'reception', 'Ngọc')
  dung = await withBrowser(house, 'dung', 'sales', 'Dũng')
})

let numbers = 500
const withoutMail = () => aCustomer({ contacts: [{ kind: 'phone', value: `0570 000 ${++numbers}` }] })

let wishes = 0
const aWish = () => `sách số ${++wishes}`
async function asks(customerId: string, wants: string, more: object = {}): Promise<Body> {
  const made = await ngoc('POST', `/api/customers/${customerId}/requests`, { kind: 'arrival', wants, ...more })
  expect([made.status, made.text.slice(0, 300)]).toEqual([201, expect.any(String)])
  return made.body
}
const arrives = (request: Body, requestIds: string[], ask: Ask = ngoc, more: object = {}, headers: Record<string, string> = {}) =>
  ask('POST', `/api/requests/wishes/${request.wishId}/arrival`, { requestIds, ...more }, headers)
const preview = async (request: Body): Promise<Body> => (await ngoc('GET', `/api/requests/wishes/${request.wishId}/arrival`)).body
const now = async (request: Body): Promise<Body> =>
  (await ngoc('GET', `/api/customers/${request.customerId}/requests`)).body.requests.find(({ id }: Body) => id === request.id)
const promiseOf = async (request: Body): Promise<Body> => (await ngoc('GET', `/api/promises/${request.promise.id}`)).body

describe('a request', () => {
  test('is a promise without a time until it is there, or with the day on which they hear something at the latest', async () => {
    const mai = await aCustomer()
    const standing = await asks(mai, aWish())
    expect(standing.promise).toMatchObject({ kind: 'arrival', target: 'standing', promisedDue: null, state: 'open', holderName: 'Ngọc' })
    const dated = await asks(mai, aWish(), { kind: 'search', dueDay: '2026-11-27' })
    expect(dated.promise).toMatchObject({ kind: 'search', isDay: true, promisedDue: '2026-11-27T14:00:00.000Z', category: 'service' })
    expect(dated.promise.words).toBe(`Tìm giúp: ${dated.wants}`)
    const past = await ngoc('POST', `/api/customers/${mai}/requests`, { kind: 'search', wants: 'gì đó', dueDay: '2026-11-20' })
    expect(past.body.code).toBe('promises.due_past')
  })

  test('for the same thing stands together with others’, by words without marks or by the item of the catalogue', async () => {
    const item = (await owner('POST', '/api/catalogue', { kind: 'product', nameVi: 'Đèn lồng lụa', state: 'coming' })).body
    const one = await asks(await aCustomer(), 'Đèn lồng lụa', { itemId: item.id })
    const two = await asks(await aCustomer(), 'khi nào có den long lua')
    const other = await asks(await aCustomer(), 'Đèn lồng giấy')
    expect(two.wishId).toBe(one.wishId)
    expect(other.wishId).not.toBe(one.wishId)
    const { wishes: shown } = (await ngoc('GET', '/api/requests?q=den%20long')).body
    expect(shown.map(({ requests }: Body) => requests.length).sort()).toEqual([1, 2])
    const unknown = await ngoc('POST', `/api/customers/${one.customerId}/requests`, {
      kind: 'arrival',
      wants: 'gì đó',
      itemId: '0193a000-0000-7000-8000-00000000dead',
    })
    expect(unknown.body.code).toBe('promises.no_such_item')
  })

  test('asked for at the same moment by many is one wish', async () => {
    const wants = aWish()
    const customers = await Promise.all(Array.from({ length: 6 }, () => aCustomer()))
    const made = await Promise.all(customers.map((customerId) => asks(customerId, wants)))
    expect(new Set(made.map(({ wishId }) => wishId)).size).toBe(1)
  })

  test('is joined to another wish by hand, and parted from it again', async () => {
    const [one, two] = [await asks(await aCustomer(), aWish()), await asks(await aCustomer(), aWish())]
    const joined = await ngoc('POST', `/api/requests/wishes/${one.wishId}/join`, { requestIds: [two.id] })
    expect(joined.body).toEqual({ wishId: one.wishId, moved: [two.id] })
    expect((await preview(one)).people).toHaveLength(2)
    await ngoc('POST', `/api/requests/wishes/${one.wishId}/part`, { requestIds: [two.id] })
    expect((await preview(one)).people).toHaveLength(1)
    expect((await now(two)).wishId).not.toBe(one.wishId)
  })
})

describe('what was waited for has come', () => {
  test('exactly those hear it who asked and were not told, each in a letter of their own, and their promise is kept', async () => {
    const wants = aWish()
    const [mai, thu, nobody] = [
      await aCustomer(),
      await aCustomer({ name: 'Lê Thị Thu', address: { them: 'cô', us: 'cháu', source: 'staff' } }),
      await aCustomer(),
    ]
    const [one, two] = [await asks(mai, wants), await asks(thu, wants)]
    await asks(nobody, aWish())
    const seen = await preview(one)
    expect(seen.people.map(({ isWritten, way }: Body) => [isWritten, way.channel])).toEqual([
      [true, 'mail'],
      [true, 'mail'],
    ])
    expect(seen.people[1].letter.text).toContain('Chào cô Thu, cháu là Ngọc ở Nhà Quen. Cô có nhờ cháu báo khi có')
    const told = await arrives(one, [one.id, two.id], ngoc, { more: 'Giá 180.000 ₫' })
    expect(told.body).toMatchObject({ toCall: [], passed: [] })
    expect(told.body.told).toHaveLength(2)
    const left = await mails()
    expect(left.map(({ text }) => text.includes(wants) && text.includes('Giá 180.000 ₫'))).toEqual([true, true])
    expect(new Set(left.map(({ to }) => to)).size).toBe(2)
    for (const request of [one, two]) {
      expect(await now(request)).toMatchObject({ toldHow: 'message', toldByName: 'Ngọc', promise: { state: 'kept' } })
      const timeline = await ngoc('GET', `/api/customers/${request.customerId}/timeline`)
      expect(timeline.text).toContain(wants)
    }
    expect((await ngoc('GET', `/api/requests/wishes/${one.wishId}/arrival`)).body.code).toBe('promises.no_such_wish')
  })

  test('each hears it once, however many press, however often, and whatever else they press beside it', async () => {
    const wants = aWish()
    const requests: Body[] = []
    for (let n = 0; n < 8; n++) requests.push(await asks(await aCustomer(), wants))
    const [first] = requests
    const ids = requests.map(({ id }) => id)
    const answers = await Promise.all([
      arrives(first, ids),
      arrives(first, ids.toReversed(), dung),
      arrives(first, ids.slice(2, 5), owner),
      arrives(first, ids.slice(4)),
      ngoc('POST', `/api/requests/${ids[3]}/told`, { how: 'call' }),
      dung('POST', `/api/requests/${ids[3]}/told`, { how: 'counter' }),
      ngoc('POST', `/api/promises/${requests[6].promise.id}/keep`, { version: requests[6].promise.version }),
      arrives(first, ids, dung),
    ])
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    const left = await mails()
    expect(new Set(left.map(({ to }) => to)).size).toBe(left.length)
    for (const request of requests) {
      const after = await now(request)
      expect(after.promise.state).toBe('kept')
      const kept = (await promiseOf(request)).events.filter(({ kind }: Body) => kind === 'kept')
      expect(kept).toHaveLength(1)
    }
    const again = await arrives(first, ids)
    expect(again.body).toMatchObject({ told: [], toCall: [], passed: expect.arrayContaining(ids) })
    expect(await mails()).toHaveLength(left.length)
  })

  test('pressed again with the same key, as after a lost answer, it is the same answer', async () => {
    const one = await asks(await aCustomer(), aWish())
    const key = { 'idempotency-key': '0190b3a0-0000-7000-8000-00000000bb01' }
    const [first, second] = [await arrives(one, [one.id], ngoc, {}, key), await arrives(one, [one.id], ngoc, {}, key)]
    expect(second.body).toEqual(first.body)
    expect(await mails()).toHaveLength(1)
  })

  test('a house that dies in the middle has told nobody, and tells all of them afterwards', async () => {
    const wants = aWish()
    const [one, two] = [await asks(await aCustomer(), wants), await asks(await aCustomer(), wants)]
    // The second is told in the same transaction as the first; what is not committed was not said.
    const { arrive } = await import('./arriving.ts')
    const who = { kind: 'staff' as const, id: '0193a000-0000-7000-8000-0000000000aa', name: 'Ngọc', role: 'reception' as const }
    const teller = { who, now: house.now, language: 'vi' as const, outward: post.outward }
    await expect(
      house.db.transaction().execute(async (tx) => {
        await arrive(tx, { wishId: one.wishId, requestIds: [one.id, two.id], more: null }, teller)
        throw new Error('the power is gone')
      }),
    ).rejects.toThrow('the power is gone')
    expect(await mails()).toEqual([])
    expect((await arrives(one, [one.id, two.id])).body.told).toHaveLength(2)
    expect(await mails()).toHaveLength(2)
  })

  test('whom no letter may reach is called: their promise is due within an open hour and stands in Today until somebody did', async () => {
    const one = await asks(await withoutMail(), aWish())
    const seen = await preview(one)
    expect(seen.people[0]).toMatchObject({ isWritten: false })
    expect(seen.people[0].phone).toContain('570')
    expect((await arrives(one, [one.id])).body).toMatchObject({ told: [], toCall: [{ requestId: one.id }] })
    expect(await now(one)).toMatchObject({ arrivedAt: expect.any(String), toldAt: null, promise: { state: 'open' } })
    expect((await promiseOf(one)).internalDue).toBe('2026-11-23T07:52:00.000Z')
    const today = await ngoc('GET', '/api/today')
    expect(today.text).toContain(`Báo đã có: ${one.wants}`)
    // Said again by somebody else it neither moves the hour nor says it twice.
    house.now = new Date(MONDAY.getTime() + 10 * 60_000)
    await arrives(one, [one.id], dung)
    expect((await promiseOf(one)).internalDue).toBe('2026-11-23T07:52:00.000Z')
    const called = await ngoc('POST', `/api/requests/${one.id}/told`, { how: 'call' })
    expect(called.body).toMatchObject({ toldHow: 'call', promise: { state: 'kept' } })
    expect((await dung('POST', `/api/requests/${one.id}/told`, { how: 'call' })).body.code).toBe('promises.told_of_it')
    expect((await ngoc('GET', '/api/today')).text).not.toContain(one.wants)
    const silent = await asks(await aCustomer({ contacts: [] }), aWish())
    expect((await ngoc('POST', `/api/requests/${silent.id}/told`, { how: 'message' })).body.code).toBe('promises.no_way')
  })

  test('who wants it no more, or was told at the counter, is passed over', async () => {
    const wants = aWish()
    const [one, two] = [await asks(await aCustomer(), wants), await asks(await aCustomer(), wants)]
    await ngoc('POST', `/api/promises/${one.promise.id}/withdraw`, { version: one.promise.version, reason: 'Khách mua ở nơi khác' })
    await ngoc('POST', `/api/requests/${two.id}/told`, { how: 'counter' })
    expect((await arrives(one, [one.id, two.id])).body.passed.sort()).toEqual([one.id, two.id].sort())
    expect(await mails()).toEqual([])
    const { wishes: ended } = (await ngoc('GET', `/api/requests?state=ended&q=${encodeURIComponent(wants)}`)).body
    expect(ended[0].requests.map(({ promise }: Body) => promise.state).sort()).toEqual(['kept', 'withdrawn'])
  })

  test('after the day that was named it was late, with its reason, and an apology is owed', async () => {
    const one = await asks(await aCustomer(), aWish(), { dueDay: '2026-11-23' })
    house.now = new Date('2026-11-24T03:00:00Z')
    await arrives(one, [one.id])
    const promise = await promiseOf(one)
    expect(promise).toMatchObject({ state: 'late', stage: 'slipped' })
    expect(promise.slips[0]).toMatchObject({ reasonWords: 'Hàng về sau ngày đã hẹn', toldAt: null })
  })

  test('said by the catalogue, it makes the promises due of those who wait for that item, and writes to nobody by itself', async () => {
    const item = (await owner('POST', '/api/catalogue', { kind: 'product', nameVi: 'Sách Phố Hội', state: 'coming' })).body
    const [one, other] = [await asks(await aCustomer(), 'Sách Phố Hội', { itemId: item.id }), await asks(await aCustomer(), aWish())]
    await house.db.transaction().execute((tx) => itemArrived(tx, item.id, house.now))
    expect((await promiseOf(one)).internalDue).toBe('2026-11-23T07:52:00.000Z')
    expect((await promiseOf(other)).internalDue).toBeNull()
    expect(await mails()).toEqual([])
    const shown = async () => (await ngoc('GET', `/api/requests?itemId=${item.id}`)).body.wishes[0]
    expect((await shown()).hereSince).toBeNull()
    await owner('PUT', `/api/catalogue/${item.id}/state`, { state: 'here', version: item.version })
    expect((await shown()).hereSince).toBe('2026-11-23')
    expect((await arrives(one, [one.id])).body.told).toHaveLength(1)
  })

  test('of another wish nobody can be told along', async () => {
    const [one, other] = [await asks(await aCustomer(), aWish()), await asks(await aCustomer(), aWish())]
    expect((await arrives(one, [one.id, other.id])).body.code).toBe('promises.no_such_request')
    expect(await mails()).toEqual([])
  })
})
