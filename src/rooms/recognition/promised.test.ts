import { beforeAll, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { tick } from '../promises/clock.ts'
import { createToken } from '../team/public.ts'

const house = aHouse()
const ngoc = house.as('reception')

type Card = {
  promised: { promises: { id: string; version: number; words: string; stage: string; calledAs: string }[]; count: number } | null
}

let hoa = ''
const card = async (role: Parameters<typeof house.as>[0] = 'reception'): Promise<Card> =>
  (await house.as(role)('GET', `/api/customers/${hoa}/card`)).body
const promise = async (words: string, minutes: number, more: object = {}) => {
  const due = new Date(house.now.getTime() + minutes * 60_000).toISOString()
  const made = await ngoc('POST', '/api/promises', { customerId: hoa, words, due, ...more })
  expect(made.status).toBe(201)
  return made.body
}

beforeAll(async () => {
  const made = await ngoc('POST', '/api/customers', { name: 'Nguyễn Thị Thanh Hoa', address: { them: 'chị', source: 'customer' } })
  hoa = made.body.id
})

test('the card says what was promised, the nearest due first, by whom and until when', async () => {
  expect((await card()).promised).toEqual({ promises: [], count: 0 })
  await promise('Báo khi sách “Hội An xưa” về', 3000, { kind: 'search' })
  await promise('Trả phòng muộn 14:00', 300, { kind: 'late-checkout' })
  const { promised } = await card()
  expect(promised?.promises.map(({ words, calledAs }) => [words, calledAs])).toEqual([
    ['Trả phòng muộn 14:00', 'chị Hoa'],
    ['Báo khi sách “Hội An xưa” về', 'chị Hoa'],
  ])
  expect(promised?.promises[0]).toMatchObject({
    madeByName: expect.any(String),
    madeAt: expect.any(String),
    promisedDue: expect.any(String),
  })
})

test('an apology that is owed stands before what is merely due, and three are shown of as many as there are', async () => {
  const parcel = await promise('Giao bộ chén', 10, { kind: 'delivery' })
  await promise('Gối cứng', 400, { kind: 'room' })
  house.now = new Date(house.now.getTime() + 11 * 60_000)
  await tick(house.db, house.now)
  const { promised } = await card()
  expect(promised?.count).toBe(4)
  expect(promised?.promises.map(({ words, stage }) => [words, stage])).toEqual([
    ['Giao bộ chén', 'slipped'],
    ['Trả phòng muộn 14:00', 'due'],
    ['Gối cứng', 'due'],
  ])
  const late = await ngoc('POST', `/api/promises/${parcel.id}/keep`, { version: parcel.version, reason: 'Xe hỏng' })
  expect(late.body.state).toBe('late')
  // Kept late without a word to her is not done yet.
  expect((await card()).promised?.promises[0]?.words).toBe('Giao bộ chén')
})

test('what is kept leaves the card', async () => {
  const room = (await card()).promised?.promises.find(({ words }) => words === 'Gối cứng')
  await ngoc('POST', `/api/promises/${room?.id}/keep`, { version: room?.version })
  expect((await card()).promised?.count).toBe(3)
})

test('a key that may not read promises gets a card without them', async () => {
  const { token } = await createToken(
    house.db,
    { name: 'quầy', role: 'reception', scopes: ['customers.read', 'orders.read'] },
    undefined,
    house.now,
  )
  const answer = await house.as(undefined)('GET', `/api/customers/${hoa}/card`, undefined, { authorization: `Bearer ${token}` })
  expect([answer.status, answer.body.promised]).toEqual([200, null])
})
