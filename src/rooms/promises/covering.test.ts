import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { type OpenStream, openStream } from '../../../test/support/stream.ts'
import { asking, hire, type Member } from '../../../test/support/team.ts'
import { tick } from './clock.ts'

/** Monday, 23 November 2026, 10:00 in Vietnam. */
const TEN = new Date('2026-11-23T03:00:00Z')
const house = aHouse()
const owner = house.as('owner')

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

let address = ''
let ngoc: Member
let vy: Member
let phuc: Member
let promise: Body

/** Whether the promise stands among what somebody has to do today. */
const sees = async (who: Member): Promise<boolean> => (await asking(house, who.cookie)('GET', '/api/today')).text.includes(promise.id)
const away = async (who: Member, awayUntil: string | null) => {
  const { status, body } = await asking(house, who.cookie)('PATCH', '/api/me', { awayUntil })
  expect([status, body.awayUntil]).toEqual([200, awayUntil])
}

beforeAll(async () => {
  house.now = TEN
  address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  ngoc = await hire(house, 'ngoc', 'reception')
  vy = await hire(house, 'vy', 'reception')
  phuc = await hire(house, 'phuc', 'warehouse')
  const customer = (await owner('POST', '/api/customers', { name: 'Phạm Văn An' })).body.id
  const due = new Date(TEN.getTime() + 3 * 3600_000).toISOString()
  promise = (
    await owner('POST', '/api/promises', { customerId: customer, kind: 'room', words: 'Phòng 305 yên tĩnh', due, holderId: ngoc.id })
  ).body
})

describe('while whoever holds a promise is away', () => {
  test('it stands in the day of their team, and of nobody else', async () => {
    expect([await sees(ngoc), await sees(vy), await sees(phuc)]).toEqual([true, false, false])
    await away(ngoc, '2026-11-23')
    expect([await sees(ngoc), await sees(vy), await sees(phuc)]).toEqual([true, true, false])
    await away(ngoc, '2026-11-22')
    expect(await sees(vy)).toBe(false)
  })

  test('the clock runs on, and wakes the team in their place', async () => {
    await away(ngoc, '2026-11-24')
    const streams: OpenStream[] = []
    for (const one of [ngoc, vy, phuc]) streams.push(await openStream(address, one.cookie))
    // Without a standard: at half the time whoever holds it.
    house.now = new Date(TEN.getTime() + 95 * 60_000)
    await tick(house.db, house.now)
    const [, hers, his] = streams
    expect(await hers?.next('promise-level')).toEqual({ promiseId: promise.id, level: 1 })
    const kept = (await owner('GET', `/api/promises/${promise.id}`)).body
    expect(kept.promisedDue).toBe(promise.promisedDue)
    // What is told afterwards has reached him: what was told before would have, too.
    await owner('POST', '/api/promises', {
      direction: 'inside',
      words: 'Thay bóng đèn sảnh',
      due: new Date(house.now.getTime() + 3600_000).toISOString(),
    })
    await his?.next('promise')
    expect(his?.heard.filter(({ what }) => what === 'promise-level')).toEqual([])
    for (const stream of streams) stream.close()
    await away(ngoc, null)
  })

  test('where nobody of their team is here, it is the manager’s', async () => {
    const minh = await hire(house, 'minh', 'manager')
    const due = new Date(house.now.getTime() + 2 * 3600_000).toISOString()
    const customer = (await owner('POST', '/api/customers', { name: 'Đỗ Ngọc Lan' })).body.id
    const made = await owner('POST', '/api/promises', {
      customerId: customer,
      kind: 'delivery',
      words: 'Giao bộ chén',
      due,
      holderId: phuc.id,
    })
    promise = made.body
    expect(await sees(minh)).toBe(false)
    await away(phuc, '2026-11-30')
    expect(await sees(minh)).toBe(true)
    const { version } = (await owner('GET', '/api/staff')).body.staff.find(({ id }: Body) => id === phuc.id)
    expect((await owner('PATCH', `/api/staff/${phuc.id}`, { awayUntil: null, version })).body.awayUntil).toBeNull()
    expect(await sees(minh)).toBe(false)
  })
})
