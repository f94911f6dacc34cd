import { beforeAll, describe, expect, test } from 'vitest'
import { type Ask, aHouse } from '../../../../test/support/house.ts'
import { withBrowser } from '../../../../test/support/team.ts'
import { teamFor } from './rules.ts'

const MONDAY = new Date('2026-11-23T06:52:00Z')
const house = aHouse()
const owner = house.as('owner')
let ngoc: Ask
let ha: Ask

beforeAll(async () => {
  house.now = MONDAY
  ngoc = await withBrowser(house, 'ngoc', 'reception', 'Ngọc')
  ha = await withBrowser(house, 'ha', 'warehouse', 'Hà')
})

let people = 0
const aCustomer = async (): Promise<string> =>
  (
    await owner('POST', '/api/customers', {
      kind: 'person',
      name: 'Phan Thị Mai',
      contacts: [{ kind: 'phone', value: `0570 000 ${String(100 + ++people)}` }],
    })
  ).body.id

describe('who helps', () => {
  test.each([
    ['Hoá đơn ghi sai tên công ty', 'stay', 'accounting'],
    ['Máy lạnh không chạy', 'stay', 'reception'],
    ['Chưa nhận được bộ ấm', 'sale', 'warehouse'],
    ['Không biết cách dùng máy xay', 'sale', 'sales'],
    ['Cần người giúp', 'sale', 'sales'],
    ['Cần người giúp', null, 'reception'],
    ['The parcel has not come', null, 'warehouse'],
  ] as const)('“%s” about a %s goes to %s', (words, kind, team) => expect(teamFor(words, kind)).toBe(team))
})

describe('a customer who is stuck', () => {
  test('is promised help within an open hour, by the team that it is about, in whose Today it stands at once', async () => {
    const customerId = await aCustomer()
    const order = (
      await owner('POST', `/api/customers/${customerId}/orders`, {
        kind: 'sale',
        state: 'left',
        total: 300_000,
        lines: [{ product: 'Bộ ấm' }],
      })
    ).body
    const made = await ngoc('POST', `/api/customers/${customerId}/stuck`, { words: 'Giao nhầm hàng', orderId: order.id })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      kind: 'help',
      team: 'warehouse',
      holderId: null,
      orderId: order.id,
      promisedDue: '2026-11-23T07:52:00.000Z',
    })
    expect((await ha('GET', '/api/today')).text).toContain('Giao nhầm hàng')
  })

  test('is helped by whoever heard of it where nobody works in that team, and by whom somebody names', async () => {
    const customerId = await aCustomer()
    const alone = await ngoc('POST', `/api/customers/${customerId}/stuck`, { words: 'Hoá đơn sai' })
    expect(alone.body).toMatchObject({ team: null, holderName: 'Ngọc' })
    const named = await ngoc('POST', `/api/customers/${customerId}/stuck`, { words: 'Hoá đơn sai', team: 'warehouse' })
    expect(named.body).toMatchObject({ team: 'warehouse' })
  })

  test('with an order that is not theirs is refused', async () => {
    const made = await ngoc('POST', `/api/customers/${await aCustomer()}/stuck`, {
      words: 'Hỏng',
      orderId: '0193a000-0000-7000-8000-00000000dead',
    })
    expect(made.body.code).toBe('promises.no_such_order')
  })
})
