import { beforeAll, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { hire, type Member } from '../../../../test/support/team.ts'

const house = aHouse()
const owner = house.as('owner')
const stranger = house.as(undefined)

let ngoc: Member
let vy: Member
let arrival = ''

type Done = { act: { kind: string; calledAs: string; reasons: string[]; parts: Record<string, unknown> }; by: { id: string; name: string } }
const doneFor = async (who: Member): Promise<Done[]> =>
  (await stranger('GET', '/api/today/done-by-others', undefined, who.cookie)).body.done

beforeAll(async () => {
  ngoc = await hire(house, 'Ngọc', 'reception')
  vy = await hire(house, 'Vy', 'reception')
  const hoa = (await owner('POST', '/api/customers', { name: 'Nguyễn Thị Hoa', address: { them: 'chị', source: 'self' } })).body.id
  const order = await owner('POST', `/api/customers/${hoa}/orders`, {
    kind: 'stay',
    state: 'booked',
    total: 0,
    startsOn: '2026-11-23',
    endsOn: '2026-11-24',
    lines: [{ product: 'Phòng 203' }],
  })
  arrival = `arrival:${order.body.id}`
})

test('what somebody did today stands before their colleagues, with whom to thank, and not before themselves', async () => {
  const end = { end: 'greeted' }
  expect((await stranger('POST', `/api/today/${encodeURIComponent(arrival)}/end`, end, ngoc.cookie)).status).toBe(200)
  expect(await doneFor(vy)).toMatchObject([{ act: { kind: 'arrival', calledAs: 'chị Hoa' }, by: { id: ngoc.id, name: 'Ngọc' } }])
  expect(await doneFor(ngoc)).toEqual([])
})

test('it says that it was done and for whom, and nothing that stood beside it', async () => {
  const [one] = await doneFor(vy)
  expect(one?.act.reasons).toEqual([])
  expect(Object.keys(one?.act.parts ?? {}).sort()).toEqual(['nth', 'order'])
})

test('tomorrow it is told no more', async () => {
  house.now = new Date('2026-11-24T02:00:00Z')
  expect(await doneFor(vy)).toEqual([])
})
