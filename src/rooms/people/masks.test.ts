import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'

const house = aHouse()
const ngoc = house.as('reception')
const marketing = house.as('marketing')
const warehouse = house.as('warehouse')

const hoa = {
  name: 'Nguyễn Thị Thanh Hoa',
  contacts: [
    { kind: 'phone', value: '0570000101' },
    { kind: 'mail', value: 'thanhhoa@thu.example' },
  ],
  postal: '27 đường Giếng Cổ, Đà Nẵng',
  paying: { by: 'card', brand: 'Visa', lastFour: '4417' },
}
const made = async (more: object = {}) => (await ngoc('POST', '/api/customers', { ...hoa, ...more })).body

describe('somebody whose role does not see numbers', () => {
  test('sees that they are there, and no more, on the profile and in the list', async () => {
    const { id } = await made({ tags: ['che'] })
    const profile = await marketing('GET', `/api/customers/${id}`)
    expect(profile.body).toMatchObject({
      contacts: [
        { kind: 'phone', value: '0570 •••• 01', shown: '0570 •••• 01', isMasked: true },
        { kind: 'mail', shown: 't•••@t•••', isMasked: true },
        { kind: 'card', shown: '••••', isMasked: true },
      ],
      postal: null,
      paying: { by: 'card', brand: null, lastFour: null, isMasked: true },
    })
    const list = await marketing('GET', '/api/customers?tag=che&hasPhone=true')
    expect(list.body.rows).toHaveLength(1)
    for (const { text } of [profile, list])
      for (const secret of ['0570 000 101', '84570000101', 'thanhhoa', '4417', 'Giếng Cổ']) expect(text).not.toContain(secret)
    expect((await ngoc('GET', `/api/customers/${id}`)).body.contacts[0]).toEqual({
      kind: 'phone',
      value: '+84570000101',
      shown: '0570 000 101',
      isVerified: false,
    })
  })

  test('meets somebody without a name by a veiled number', async () => {
    const unnamed = (await ngoc('POST', '/api/customers', { contacts: [{ kind: 'phone', value: '0570000199' }] })).body
    expect(unnamed.calledAs).toBe('0570 000 199')
    expect((await marketing('GET', `/api/customers/${unnamed.id}`)).body.calledAs).toBe('0570 •••• 99')
  })

  test('cannot write over what they do not see, and may change the rest', async () => {
    const { id } = await made()
    for (const change of [{ contacts: [] }, { postal: 'Huế' }, { postal: null }, { paying: { by: 'cash' } }])
      expect(await marketing('PATCH', `/api/customers/${id}`, { ...change, version: 1 })).toMatchObject({
        status: 403,
        body: { code: 'people.veiled_to_you' },
      })
    expect((await marketing('PATCH', `/api/customers/${id}`, { tags: ['mới'], version: 1 })).status).toBe(200)
    expect((await ngoc('GET', `/api/customers/${id}`)).body).toMatchObject({
      postal: hoa.postal,
      paying: hoa.paying,
      contacts: { length: 3 },
    })
  })

  test('sees one for a reason, which is written down; cards are a reason of their own', async () => {
    const { id } = await made()
    const path = `/api/customers/${id}/unveil`
    expect((await marketing('POST', path, { what: 'contacts' })).status).toBe(400)
    const seen = await marketing('POST', path, { what: 'contacts', reason: 'gọi báo đổi giờ' })
    expect(seen.body).toMatchObject({
      contacts: [{ value: '+84570000101' }, { value: 'thanhhoa@thu.example' }, { shown: '••••' }],
      postal: hoa.postal,
    })
    expect(seen.text).not.toContain('4417')
    const paying = await marketing('POST', path, { what: 'paying', reason: 'đối soát' })
    expect(paying.body).toEqual({ paying: hoa.paying })
    const trail = await house.database.pool.query('select details from audit where customer_id = $1 and act = $2 order by at', [
      id,
      'unveil',
    ])
    expect(trail.rows.map(({ details }) => details)).toMatchObject([
      { what: 'contacts', reason: 'gọi báo đổi giờ' },
      { what: 'paying', reason: 'đối soát' },
    ])
    expect((await ngoc('POST', path, { what: 'contacts', reason: 'x' })).status).toBe(403)
  })
})

test('a storekeeper who corrects a number leaves the card they cannot see as it is', async () => {
  const { id } = await made()
  const seen = (await warehouse('GET', `/api/customers/${id}`)).body
  expect(seen.contacts.map(({ shown }: { shown: string }) => shown)).toEqual(['0570 000 101', 'thanhhoa@thu.example', '••••'])
  const contacts = seen.contacts.map(({ kind, value }: { kind: string; value: string }) => ({
    kind,
    value: kind === 'phone' ? '0570000102' : value,
  }))
  expect((await warehouse('PATCH', `/api/customers/${id}`, { contacts, version: 1 })).status).toBe(200)
  expect((await ngoc('GET', `/api/customers/${id}`)).body.contacts.map(({ value }: { value: string }) => value)).toEqual([
    '+84570000102',
    'thanhhoa@thu.example',
    '4417',
  ])
})
