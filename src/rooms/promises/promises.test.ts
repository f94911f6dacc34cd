import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { hire } from '../../../test/support/team.ts'
import { tick } from './clock.ts'
import { mergedPromises, unmergedPromises } from './merges-store.ts'
import { openPromisesOf } from './public.ts'

/** A Monday, 23 November 2026, 10:00 in Vietnam; a house that said nothing is open every day from eight to nine in the evening. */
const house = aHouse()
const TEN = new Date('2026-11-23T03:00:00Z')
const owner = house.as('owner')
const ngoc = house.as('reception')

beforeAll(async () => {
  house.now = TEN
})

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

const inMinutes = (minutes: number): string => new Date(house.now.getTime() + minutes * 60_000).toISOString()
const wait = (minutes: number): void => {
  house.now = new Date(house.now.getTime() + minutes * 60_000)
}

async function aCustomer(name: string, more: object = {}): Promise<string> {
  const { body, status } = await ngoc('POST', '/api/customers', { kind: 'person', name, ...more })
  expect(status).toBe(201)
  return body.id
}

async function aPromise(more: object): Promise<Body> {
  const { status, body } = await ngoc('POST', '/api/promises', { words: 'Phòng 305 yên tĩnh', kind: 'room', ...more })
  expect([status, body.code]).toEqual([201, undefined])
  return body
}

const get = async (id: string): Promise<Body> => (await owner('GET', `/api/promises/${id}`)).body
const act = (id: string, verb: string, body: object) => ngoc('POST', `/api/promises/${id}/${verb}`, body)
const kindsOf = async (id: string): Promise<string[]> => (await get(id)).events.map(({ kind }: Body) => kind)

describe('a promise', () => {
  let an: string
  beforeAll(async () => {
    an = await aCustomer('Phạm Văn An', { address: { them: 'anh', source: 'staff' } })
  })

  test('is made by hand in one call, and stands on the board and with its customer', async () => {
    const made = await aPromise({ customerId: an, due: inMinutes(38) })
    expect(made).toMatchObject({
      calledAs: 'anh An',
      direction: 'to-customer',
      category: 'service',
      state: 'open',
      stage: 'due',
      promisedDue: inMinutes(38),
      firstDue: inMinutes(38),
      internalDue: inMinutes(38),
      version: 1,
    })
    const board = (await ngoc('GET', '/api/promises/board')).body.columns
    expect(board.map(({ stage, count }: Body) => [stage, count])).toEqual([
      ['due', 1],
      ['risk', 0],
      ['slipped', 0],
      ['mending', 0],
      ['done', 0],
    ])
    expect((await ngoc('GET', `/api/customers/${an}/promises`)).body).toMatchObject({
      promises: [{ id: made.id }],
      counts: { open: 1, kept: 0, late: 0, broken: 0, withdrawn: 0 },
    })
    expect((await get(made.id)).why.spans).toEqual([{ from: TEN.toISOString(), to: inMinutes(38), seconds: 38 * 60, kind: 'open' }])
  })

  test('done at its due is kept, with what was more than promised', async () => {
    const made = await aPromise({ customerId: an, due: inMinutes(30) })
    wait(30)
    const { body } = await act(made.id, 'keep', { isExceeded: true, version: 1 })
    expect(body).toMatchObject({ state: 'kept', stage: 'done', isExceeded: true, doneAt: house.now.toISOString() })
    expect((await act(made.id, 'keep', { version: 2 })).body.code).toBe('promises.not_open')
  })

  test('done a minute after is late: the reason is asked for, and an apology is still owed', async () => {
    const made = await aPromise({ customerId: an, due: inMinutes(30) })
    wait(31)
    expect((await act(made.id, 'keep', { version: 1 })).body.code).toBe('promises.reason_needed')
    const { body } = await act(made.id, 'keep', { reason: 'Thang máy hỏng', version: 1 })
    expect(body).toMatchObject({ state: 'late', stage: 'slipped', isWarned: false })
    expect(await kindsOf(made.id)).toEqual(['made', 'slipped', 'late'])
    expect((await get(made.id)).slips).toMatchObject([{ number: 1, isForeseen: false, reasonWords: 'Thang máy hỏng' }])
    expect((await ngoc('GET', '/api/promises?isUntold=true')).body.promises.map(({ id }: Body) => id)).toContain(made.id)
  })

  test('that will not be kept any more is broken, and one that the customer takes back is not', async () => {
    const [one, two] = [await aPromise({ customerId: an, due: inMinutes(60) }), await aPromise({ customerId: an, due: inMinutes(60) })]
    expect((await act(one.id, 'break', { version: 1 })).status).toBe(400)
    expect((await act(one.id, 'break', { reason: 'Hết phòng', version: 1 })).body).toMatchObject({ state: 'broken', stage: 'slipped' })
    expect((await act(two.id, 'withdraw', { reason: 'Khách đổi ý', version: 1 })).body).toMatchObject({ state: 'withdrawn', stage: 'done' })
  })

  test('is open again as it was when its end is taken back, and the slip of that end is gone', async () => {
    const made = await aPromise({ customerId: an, due: inMinutes(30) })
    const before = await get(made.id)
    await act(made.id, 'keep', { version: 1 })
    const { body } = await act(made.id, 'reopen', { version: 2 })
    expect(body).toMatchObject({ state: 'open', stage: 'due', doneAt: null, internalDue: before.internalDue, firstDue: before.firstDue })
    await act(made.id, 'break', { reason: 'Nhầm', version: 3 })
    expect((await get(made.id)).slips.length).toBe(1)
    expect((await act(made.id, 'reopen', { version: 4 })).body).toMatchObject({ state: 'open', stage: 'due' })
    expect((await get(made.id)).slips).toEqual([])
    expect((await act(made.id, 'reopen', { version: 5 })).body.code).toBe('promises.not_ended')
    expect(await kindsOf(made.id)).toEqual(['made', 'kept', 'reopened', 'slipped', 'broken', 'reopened'])
  })

  test('is kept by one of two who press at once; the other hears of it', async () => {
    const made = await aPromise({ customerId: an, due: inMinutes(30) })
    const answers = await Promise.all([
      act(made.id, 'keep', { version: 1 }),
      owner('POST', `/api/promises/${made.id}/keep`, { version: 1 }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('promises.not_open')
    expect((await kindsOf(made.id)).filter((kind) => kind === 'kept').length).toBe(1)
  })

  test('is not changed over what somebody changed since', async () => {
    const made = await aPromise({ customerId: an, due: inMinutes(30) })
    expect((await act(made.id, 'notes', { words: 'Anh dễ tỉnh giấc', version: 1 })).status).toBe(200)
    expect((await act(made.id, 'withdraw', { reason: 'x', version: 1 })).body.code).toBe('promises.changed_meanwhile')
  })

  test('for a day is due when the house closes on it', async () => {
    const made = await aPromise({ customerId: an, dueDay: '2026-11-25' })
    expect(made).toMatchObject({ isDay: true, promisedDue: '2026-11-25T14:00:00.000Z' })
  })

  test('without a due asks for one where no standard names it, and is refused for what does not fit', async () => {
    const refused = async (body: object) => (await ngoc('POST', '/api/promises', { words: 'x', ...body })).body.code
    expect(await refused({ customerId: an })).toBe('promises.due_needed')
    expect(await refused({ customerId: an, due: inMinutes(-1) })).toBe('promises.due_past')
    expect(await refused({ customerId: an, due: inMinutes(9), dueDay: '2026-11-25' })).toBe('promises.due_needed')
    expect(await refused({ due: inMinutes(9) })).toBe('promises.end_needed')
    expect(await refused({ direction: 'inside', customerId: an, due: inMinutes(9) })).toBe('promises.end_unfit')
    expect(await refused({ direction: 'from-supplier', customerId: an, due: inMinutes(9) })).toBe('promises.end_unfit')
    expect(await refused({ direction: 'to-staff', due: inMinutes(9) })).toBe('promises.end_needed')
    expect(await refused({ customerId: an, due: inMinutes(9), holderId: an })).toBe('promises.no_such_staff')
    expect(await refused({ customerId: an, due: inMinutes(9), orderId: an })).toBe('promises.no_such_order')
    expect(await refused({ customerId: an, due: inMinutes(9), parentId: an })).toBe('promises.no_such_promise')
    expect(await refused({ customerId: an, due: inMinutes(9), restsOn: [{ promiseId: an }] })).toBe('promises.no_such_promise')
    expect((await act(an, 'keep', { version: 1 })).body.code).toBe('promises.no_such_promise')
    const made = await aPromise({ customerId: an, due: inMinutes(30) })
    expect((await act(made.id, 'keep', { at: inMinutes(60), version: 1 })).body.code).toBe('promises.in_the_future')
  })

  test('inside the house and to staff has the house for its other end', async () => {
    const tu = await hire(house, 'Tú', 'warehouse')
    const inside = await aPromise({ direction: 'inside', team: 'warehouse', due: inMinutes(90), words: 'Gói quà cho đoàn chiều nay' })
    expect(inside).toMatchObject({ customerId: null, team: 'warehouse', holderId: null })
    const toStaff = await aPromise({ direction: 'to-staff', toStaffId: tu.id, dueDay: '2026-12-01', words: 'Xếp lịch nghỉ Tết' })
    expect(toStaff).toMatchObject({ customerId: null, direction: 'to-staff' })
  })

  test('is handed on, taken, and seen by those whose team holds it', async () => {
    const vy = await hire(house, 'Vy', 'reception')
    const made = await aPromise({ customerId: an, due: inMinutes(45) })
    expect((await act(made.id, 'hand', { team: 'warehouse', version: 1 })).body).toMatchObject({ team: 'warehouse', holderId: null })
    const mine = async () =>
      (await house.as('warehouse')('GET', '/api/promises?whose=mine&state=open')).body.promises.map(({ id }: Body) => id)
    expect(await mine()).toContain(made.id)
    expect((await act(made.id, 'hand', { holderId: vy.id, team: null, version: 2 })).body).toMatchObject({ holderName: 'Vy', team: null })
    expect(await mine()).not.toContain(made.id)
  })
})

describe('the clock', () => {
  let lan: string
  beforeAll(async () => {
    lan = await aCustomer('Đỗ Ngọc Lan')
  })

  test('puts a promise at risk when three quarters have run, and opens a slip when its due has passed; twice is once', async () => {
    const made = await aPromise({ customerId: lan, due: inMinutes(60) })
    await tick(house.db, house.now)
    expect((await get(made.id)).stage).toBe('due')
    wait(45)
    await tick(house.db, house.now)
    await tick(house.db, house.now)
    expect((await get(made.id)).stage).toBe('risk')
    wait(15)
    await tick(house.db, house.now)
    expect((await get(made.id)).stage).toBe('risk')
    wait(1)
    await tick(house.db, house.now)
    await tick(house.db, house.now)
    const missed = await get(made.id)
    expect(missed).toMatchObject({ stage: 'slipped', state: 'open', slips: [{ number: 1, isForeseen: false, toldAt: null }] })
    expect(missed.events.map(({ kind }: Body) => kind)).toEqual(['made', 'at-risk', 'level', 'level', 'slipped'])
    expect(missed.version).toBe(1)
  })

  test('of a delivery stands still while the house waits, and of a room it does not', async () => {
    const made = await aPromise({ customerId: lan, kind: 'delivery', due: inMinutes(120), words: 'Giao bộ ấm' })
    wait(30)
    const paused = await act(made.id, 'pause', { cause: 'Chờ chị chọn màu men', version: 1 })
    expect(paused.body).toMatchObject({ isPaused: true, internalDue: null, promisedDue: made.promisedDue })
    expect((await act(made.id, 'pause', { cause: 'lần nữa', version: 2 })).body.code).toBe('promises.does_not_pause')
    wait(20)
    const resumed = await act(made.id, 'resume', { version: 2 })
    expect(resumed.body).toMatchObject({ isPaused: false, promisedDue: made.promisedDue })
    expect(new Date(resumed.body.internalDue).getTime() - new Date(made.promisedDue).getTime()).toBe(20 * 60_000)
    expect((await act(made.id, 'resume', { version: 3 })).body.code).toBe('promises.not_paused')
    const room = await aPromise({ customerId: lan, due: inMinutes(60) })
    expect((await act(room.id, 'pause', { cause: 'x', version: 1 })).body.code).toBe('promises.does_not_pause')
    expect((await get(made.id)).pauses).toMatchObject([{ cause: 'Chờ chị chọn màu men' }])
  })
})

test('two records of one person become one with all that was promised to them, and part again', async () => {
  const [one, two] = [await aCustomer('Nguyễn Thị Thúy Hằng'), await aCustomer('Nguyen Thi Thuy Hang')]
  const hers = await aPromise({ customerId: one, due: inMinutes(60) })
  const other = await aPromise({ customerId: two, due: inMinutes(30), restsOn: [{ promiseId: hers.id }] })
  await act(other.id, 'break', { reason: 'Hết phòng', version: other.version })
  const before = await get(other.id)
  await house.db.transaction().execute((tx) => mergedPromises(tx, two, one))
  expect((await openPromisesOf(house.db, [one])).map(({ id }) => id)).toEqual([hers.id])
  const merged = await get(other.id)
  expect(merged).toMatchObject({ customerId: one, state: 'broken', events: before.events, slips: before.slips })
  expect(merged.chain).toMatchObject([{ id: hers.id, step: -1 }])
  await house.db.transaction().execute((tx) => unmergedPromises(tx, two, one))
  expect(await get(other.id)).toEqual(before)
  expect((await get(hers.id)).customerId).toBe(one)
})

test('a customer to whom something was promised is not taken back as if nothing had been', async () => {
  const somebody = await aCustomer('Lê Quốc Cường')
  await aPromise({ customerId: somebody, due: inMinutes(60) })
  const { status, body } = await owner('DELETE', `/api/customers/${somebody}`)
  expect([status, body.code]).toEqual([409, 'people.has_history'])
})
