import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'

const house = aHouse()
const [tram, ngoc, viewer] = [house.as('marketing'), house.as('reception'), house.as('read-only')]

const made = async (ask: typeof ngoc, path: string, body: object) => {
  const answer = await ask('POST', path, body)
  expect(answer.status).toBe(201)
  return answer.body
}
const anItem = (nameVi: string, more: object = {}) => made(tram, '/api/catalogue', { kind: 'product', nameVi, ...more })
const aCustomer = async (name: string): Promise<string> => (await made(ngoc, '/api/customers', { name })).id
const card = async (customerId: string, ask = ngoc, headers = {}) =>
  (await ask('GET', `/api/customers/${customerId}/card`, undefined, headers)).body
const bought = (customerId: string, product: string, day: string, more: object = {}) =>
  made(ngoc, `/api/customers/${customerId}/orders`, {
    kind: 'sale',
    placedAt: `${day}T10:00:00+07:00`,
    total: 100_000,
    lines: [{ product }],
    ...more,
  })

let book: { id: string; version: number }
let hoa = ''

beforeAll(async () => {
  book = await anItem('Sách “Hội An xưa”', { nameEn: 'Old Hội An', topics: ['sách phố cổ'], state: 'coming', comingOn: '2026-11-23' })
  await anItem('Trà sen bách diệp', { benefitVi: 'Uống chậm, dịu cả buổi chiều.', aliases: ['tra sen'], topics: ['trà sen'] })
  hoa = await aCustomer('Nguyễn Thị Thanh Hoa')
})

describe('the card', () => {
  test('says what the usual does for them, in the words of the catalogue', async () => {
    for (const day of ['2026-08-01', '2026-09-01', '2026-10-01']) await bought(hoa, 'TRA SEN', day)
    const { usual, suggestion } = await card(hoa)
    expect(usual[0]).toMatchObject({ what: 'TRA SEN', item: { name: 'Trà sen bách diệp', benefit: 'Uống chậm, dịu cả buổi chiều.' } })
    expect(suggestion).toBeNull()
  })

  test('offers the book that she asked for, once it is here, with the day on which she asked', async () => {
    house.now = new Date('2026-11-02T08:00:00Z')
    await made(ngoc, `/api/customers/${hoa}/requests`, { kind: 'arrival', wants: 'Sách “Hội An xưa”', itemId: book.id })
    house.now = new Date('2026-11-23T06:52:00Z')
    expect((await card(hoa)).suggestion).toBeNull()
    await tram('PUT', `/api/catalogue/${book.id}/state`, { state: 'here', version: book.version })
    const { suggestion } = await card(hoa)
    expect(suggestion).toMatchObject({
      item: { name: 'Sách “Hội An xưa”' },
      reasons: [{ kind: 'asked', on: '2026-11-02' }],
      isJustIn: true,
    })
    expect((await card(hoa, ngoc, { 'accept-language': 'en' })).suggestion.item.name).toBe('Old Hội An')
    expect((await card(hoa, viewer)).suggestion.item.id).toBe(book.id)
  })

  test('does not offer what she has bought since, nor twice what did not fit', async () => {
    await bought(hoa, 'sách hội an xưa', '2026-11-23')
    expect((await card(hoa)).suggestion).toBeNull()
    const mai = await aCustomer('Phan Thị Mai')
    await made(ngoc, `/api/customers/${mai}/preferences`, { stance: 'likes', what: 'sách phố cổ' })
    expect((await card(mai)).suggestion).toMatchObject({ reasons: [{ kind: 'likes', what: 'sách phố cổ' }] })
    await made(ngoc, `/api/customers/${mai}/offers`, { itemId: book.id, answer: 'refused' })
    expect((await card(mai)).suggestion).toBeNull()
  })
})
