import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { writableKinds } from './contract.ts'

const house = aHouse()
const owner = house.as('owner')
const ngoc = house.as('reception')

const kinds = async () => (await ngoc('GET', '/api/touchpoint-kinds')).body.kinds
const save = (key: string, body: object) => owner('PUT', `/api/touchpoint-kinds/${key}`, body)
const laundry = { nameVi: 'Giặt ủi', nameEn: 'Laundry', icon: 'bag' }
const aCustomer = async (): Promise<string> => (await ngoc('POST', '/api/customers', { name: 'Phạm Văn An' })).body.id
const write = (customerId: string, kind: string) => ngoc('POST', `/api/customers/${customerId}/timeline`, { kind, body: 'hai áo sơ mi' })

describe('the kinds of lines of a house', () => {
  test('begin with Quen’s own, which nobody changes', async () => {
    expect((await kinds()).map(({ key }: { key: string }) => key)).toEqual([...writableKinds])
    for (const key of ['note', 'order'])
      expect(await save(key, { ...laundry, version: 1 })).toMatchObject({ status: 409, body: { code: 'touchpoints.built_in' } })
  })

  test('grow by the house’s own, offered after them, and each key is given once', async () => {
    expect(await save('laundry', laundry)).toMatchObject({ status: 200, body: { key: 'laundry', isBuiltIn: false, version: 1 } })
    expect(await save('laundry', laundry)).toMatchObject({ status: 409, body: { code: 'touchpoints.key_taken' } })
    expect((await kinds()).at(-1)).toMatchObject({ key: 'laundry', nameVi: 'Giặt ủi', isRetired: false })
  })

  test('are not changed over one another', async () => {
    await save('bar', { nameVi: 'Quầy bar', nameEn: 'Bar', icon: 'moon' })
    expect((await save('bar', { nameVi: 'Quán bar', nameEn: 'Bar', icon: 'moon', version: 1 })).body).toMatchObject({ version: 2 })
    expect(await save('bar', { nameVi: 'Bar', nameEn: 'Bar', icon: 'moon', version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'touchpoints.changed_meanwhile' },
    })
  })

  test('are the owner’s to settle, and no receptionist’s', async () => {
    expect((await ngoc('PUT', '/api/touchpoint-kinds/gym', laundry)).status).toBe(403)
  })
})

describe('a line', () => {
  test('is of a kind that the house has', async () => {
    const customer = await aCustomer()
    await save('gym', { nameVi: 'Phòng tập', nameEn: 'Gym', icon: 'heart' })
    expect((await write(customer, 'gym')).body).toMatchObject({ kind: 'gym' })
    for (const unknown of ['sauna', 'order', '__proto__', 'NOTE'])
      expect(await write(customer, unknown)).toMatchObject({ status: 400, body: { code: 'touchpoints.no_such_kind' } })
  })

  test('of a retired kind still stands, and no new one is written', async () => {
    const customer = await aCustomer()
    await save('pool', { nameVi: 'Hồ bơi', nameEn: 'Pool', icon: 'leaf' })
    await write(customer, 'pool')
    await save('pool', { nameVi: 'Hồ bơi', nameEn: 'Pool', icon: 'leaf', isRetired: true, version: 1 })
    expect(await write(customer, 'pool')).toMatchObject({ status: 400, body: { code: 'touchpoints.no_such_kind' } })
    const { entries } = (await ngoc('GET', `/api/customers/${customer}/timeline?only=contacts`)).body
    expect(entries).toMatchObject([{ kind: 'pool' }])
    expect((await kinds()).find(({ key }: { key: string }) => key === 'pool')).toMatchObject({ nameVi: 'Hồ bơi', isRetired: true })
  })

  test('of the house’s own kind is a contact, and a note is none', async () => {
    const customer = await aCustomer()
    await save('spa', { nameVi: 'Spa', nameEn: 'Spa', icon: 'leaf' })
    await write(customer, 'spa')
    await write(customer, 'note')
    const contacts = (await ngoc('GET', `/api/customers/${customer}/timeline?only=contacts`)).body
    expect([contacts.count, contacts.entries[0].kind]).toEqual([1, 'spa'])
  })
})
