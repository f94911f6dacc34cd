import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'

const house = aHouse()
const vy = house.as('reception')

async function add(body: object): Promise<string> {
  const made = await vy('POST', '/api/customers', body)
  expect(made.status).toBe(201)
  return made.body.id
}
const came = async (customerId: string, days: string[], body: object = {}) => {
  for (const startsOn of days)
    await vy('POST', `/api/customers/${customerId}/orders`, {
      kind: 'stay',
      startsOn,
      total: 0,
      placedAt: `${startsOn}T08:00:00+07:00`,
      lines: [{ product: 'Phòng', attributes: { room: '203' } }],
      ...body,
    })
}
const drill = async () => (await vy('GET', '/api/name-drill')).body.people
const called = async (): Promise<string[]> => (await drill()).map(({ calledAs }: { calledAs: string }) => calledAs)

beforeAll(async () => {
  const hoa = await add({ name: 'Nguyễn Thị Thanh Hoa', address: { them: 'chị', source: 'customer' } })
  const cuong = await add({ name: 'Lê Quốc Cường', address: { them: 'anh', source: 'customer' } })
  const an = await add({ name: 'Phạm Văn An', address: { them: 'anh', source: 'customer' } })
  await add({ name: 'Người Chưa Từng Đến' })
  await add({ kind: 'organisation', name: 'Du lịch Mái Ngói' })
  const nameless = await add({ contacts: [{ kind: 'phone', value: '0570000777' }] })
  await came(nameless, ['2026-05-01', '2026-06-01', '2026-07-01'])
  await came(hoa, ['2026-01-10', '2026-04-10', '2026-07-10', '2026-10-10'])
  await came(cuong, ['2026-02-01', '2026-03-01'])
  await vy('POST', `/api/customers/${an}/orders`, { kind: 'stay', state: 'booked', startsOn: '2026-11-26', total: 0 })
  await vy('POST', `/api/customers/${hoa}/preferences`, { stance: 'likes', what: 'trà gừng' })
  await vy('POST', `/api/customers/${hoa}/preferences`, { stance: 'must-not', what: 'đậu phộng', sensitivity: 'health' })
})

describe('learning names', () => {
  test('begins with who is expected, then who comes most; whoever has no name or never came is not asked', async () => {
    expect(await called()).toEqual(['anh An', 'chị Hoa', 'anh Cường'])
    expect((await drill()).map(({ isExpected }: { isExpected: boolean }) => isExpected)).toEqual([true, false, false])
  })

  test('gives the greeting and a few facts of different kinds, none of health', async () => {
    const hoa = (await drill()).find(({ calledAs }: { calledAs: string }) => calledAs === 'chị Hoa')
    expect(hoa.greeting).toBe('Dạ, em chào chị Hoa ạ')
    expect(hoa.facts).toEqual([
      { kind: 'usual', label: 'room', what: '203', times: 4, of: 4 },
      { kind: 'likes', what: 'trà gừng' },
      { kind: 'last-visit', on: '2026-10-10', days: 44 },
    ])
    const an = (await drill()).find(({ calledAs }: { calledAs: string }) => calledAs === 'anh An')
    expect(an.facts).toEqual([{ kind: 'new' }])
  })

  test('is over after twenty', async () => {
    for (let at = 0; at < 25; at++) {
      const id = await add({ name: `Trần Văn ${String.fromCharCode(65 + at)}a` })
      await vy('POST', `/api/customers/${id}/orders`, { kind: 'stay', state: 'booked', startsOn: '2026-11-24', total: 0 })
    }
    expect(await called()).toHaveLength(20)
  })
})
