import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'

const house = aHouse()
const ngoc = house.as('reception')

const hoa = {
  name: 'NGUYỄN THỊ THANH HOA',
  address: { them: 'chị', us: 'em', source: 'customer' },
  contacts: [{ kind: 'phone', value: '0570.000.101' }],
}

describe('a new customer', () => {
  test('is kept under the name as people write it, and greeted as she chose', async () => {
    const made = await ngoc('POST', '/api/customers', hoa)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      name: 'Nguyễn Thị Thanh Hoa',
      callName: 'Hoa',
      calledAs: 'chị Hoa',
      greetingSpoken: 'Dạ, em chào chị Hoa ạ',
      greetingWritten: 'Chào chị Hoa,',
      contacts: [{ kind: 'phone', value: '+84570000101', shown: '0570 000 101' }],
    })
    const again = await ngoc('GET', `/api/customers/${made.body.id}`)
    expect(again.body).toEqual(made.body)
  })

  test('of whom nothing is known is refused', async () => {
    const made = await ngoc('POST', '/api/customers', { name: '   ' })
    expect(made).toMatchObject({ status: 400, body: { code: 'people.nothing_known' } })
  })

  test('with an impossible number is refused with the place of the number', async () => {
    const made = await ngoc('POST', '/api/customers', { name: 'Ba', contacts: [{ kind: 'phone', value: '9.33E+08' }] })
    expect(made).toMatchObject({ status: 400, body: { code: 'people.contact_invalid', fields: { 'contacts.0.value': 'scientific' } } })
  })

  test('with a full card number anywhere is refused and nothing is kept of it', async () => {
    const before = await house.checksum()
    const made = await ngoc('POST', '/api/customers', { name: 'Sơn', tags: ['thẻ 9704195798459170488'] })
    expect(made).toMatchObject({ status: 422, body: { code: 'text.card_number', fields: { 'tags.0': 'card_number' } } })
    expect(made.text).not.toContain('9704195798459170488')
    expect(await house.checksum()).toBe(before)
  })

  test('may not take the loyalty card of another', async () => {
    const card = { contacts: [{ kind: 'loyalty-card', value: 'QUEN-77' }] }
    expect((await ngoc('POST', '/api/customers', { name: 'Một', ...card })).status).toBe(201)
    expect(await ngoc('POST', '/api/customers', { name: 'Hai', ...card })).toMatchObject({
      status: 409,
      body: { code: 'people.contact_taken' },
    })
  })

  test('sent twice under one key is made once', async () => {
    const key = { 'idempotency-key': 'act-0001-of-ngoc' }
    const first = await ngoc('POST', '/api/customers', { name: 'Lan Một Lần' }, key)
    const second = await ngoc('POST', '/api/customers', { name: 'Lan Một Lần' }, key)
    expect(second.body).toEqual(first.body)
    const other = await ngoc('POST', '/api/customers', { name: 'Lan Khác' }, key)
    expect(other).toMatchObject({ status: 422, body: { code: 'request.key_reused' } })
  })
})

describe('a change', () => {
  test('made on an old version is refused, so that nobody is overwritten unseen', async () => {
    const made = (await ngoc('POST', '/api/customers', { name: 'Vũ Minh Bình' })).body
    const first = await ngoc('PATCH', `/api/customers/${made.id}`, { tags: ['cuối tuần'], version: 1 })
    expect(first.body).toMatchObject({ tags: ['cuối tuần'], version: 2 })
    const late = await ngoc('PATCH', `/api/customers/${made.id}`, { tags: [], version: 1 })
    expect(late).toMatchObject({ status: 409, body: { code: 'people.changed_meanwhile' } })
  })

  test('of the name changes the call name with it, unless that was chosen', async () => {
    const made = (await ngoc('POST', '/api/customers', { name: 'Trần Mai Anh', callName: 'Mai Anh' })).body
    expect(made.callName).toBe('Mai Anh')
    const renamed = await ngoc('PATCH', `/api/customers/${made.id}`, { name: 'Trần Mai Chi', version: 1 })
    expect(renamed.body.callName).toBe('Chi')
  })

  test('by staff does not overrule the form of address that the customer chose', async () => {
    const made = (await ngoc('POST', '/api/customers', { name: 'Trần Thị Bích', address: { them: 'bà', source: 'customer' } })).body
    const other = await ngoc('PATCH', `/api/customers/${made.id}`, { address: { them: 'chị', source: 'staff' }, version: 1 })
    expect(other).toMatchObject({ status: 409, body: { code: 'people.customer_chose' } })
  })

  test('to a customer who does not exist finds nobody', async () => {
    const nobody = await ngoc('PATCH', '/api/customers/01900000-0000-7000-8000-000000000000', { tags: [], version: 1 })
    expect(nobody).toMatchObject({ status: 404, body: { code: 'people.no_such_customer' } })
  })
})

describe('what a customer likes and avoids', () => {
  test('says who knows it, how, and when it was last heard', async () => {
    const made = (await ngoc('POST', '/api/customers', { name: 'Lê Quốc Cường' })).body
    const noted = await ngoc('POST', `/api/customers/${made.id}/preferences`, { stance: 'avoids', what: 'mùi ngọt', notedOn: '2025-03-04' })
    expect(noted.body).toMatchObject({ stance: 'avoids', what: 'mùi ngọt', source: 'said', confidence: 90, lastConfirmedOn: '2025-03-04' })
    const path = `/api/customers/${made.id}/preferences/${noted.body.id}`
    const confirmed = await ngoc('PATCH', path, { confirm: true, version: 1 })
    expect(confirmed.body).toMatchObject({ notedOn: '2025-03-04', lastConfirmedOn: '2026-11-23', version: 2 })
    expect((await ngoc('DELETE', path)).status).toBe(200)
    expect((await ngoc('GET', `/api/customers/${made.id}`)).body.preferences).toEqual([])
  })
})

describe('the list', () => {
  test('stands in the order of given names, as a Vietnamese reader expects', async () => {
    const names = ['Đặng Thu Ân', 'Phạm Văn An', 'Lý Ngọc Ánh']
    for (const name of names) await ngoc('POST', '/api/customers', { name, tags: ['thứ tự'] })
    const list = await ngoc('GET', '/api/customers?tag=th%E1%BB%A9%20t%E1%BB%B1')
    expect(list.body.rows.map((row: { name: string }) => row.name)).toEqual(['Phạm Văn An', 'Lý Ngọc Ánh', 'Đặng Thu Ân'])
    expect(list.body).toMatchObject({ count: 3, isExact: true })
  })

  test('refuses to sort by what is no column', async () => {
    const list = await ngoc('GET', `/api/customers?sort=${encodeURIComponent('(select pg_sleep(3))')}`)
    expect(list).toMatchObject({ status: 400, body: { code: 'request.invalid', fields: { sort: 'invalid_value' } } })
  })
})
