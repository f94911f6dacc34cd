import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { hire } from '../../../test/support/team.ts'
import { removeSampleStaff } from './public.ts'

const house = aHouse()
const stranger = house.as(undefined)
const owner = house.as('owner')
const start = house.now

const make = (body: object, headers?: Record<string, string>) =>
  headers ? stranger('POST', '/api/tokens', body, headers) : owner('POST', '/api/tokens', body)
const by = (made: { body: { token: string } }) => ({ authorization: `Bearer ${made.body.token}` })
const mine = async (bearer: Record<string, string>) => (await stranger('GET', '/api/me', undefined, bearer)).body

describe('a token with scopes', () => {
  test('opens only what it names of its role, and says so of itself', async () => {
    const reader = await make({ name: 'đọc', role: 'manager', scopes: ['customers.read'] })
    expect(reader).toMatchObject({ status: 201, body: { scopes: ['customers.read'] } })
    expect((await stranger('GET', '/api/customers', undefined, by(reader))).status).toBe(200)
    expect((await stranger('POST', '/api/customers', { name: 'Vũ Minh Bình' }, by(reader))).status).toBe(403)
    expect((await stranger('GET', '/api/staff', undefined, by(reader))).status).toBe(403)
    expect(await mine(by(reader))).toMatchObject({ role: 'manager', permissions: ['customers.read'] })
  })

  test('of a telephone system reads nobody and has no place in the house', async () => {
    const bridge = await make({ name: 'tổng đài', role: 'manager', scopes: ['calls.send'] })
    expect(await mine(by(bridge))).toMatchObject({ places: [], permissions: ['calls.send'] })
    expect((await stranger('GET', '/api/customers', undefined, by(bridge))).status).toBe(403)
  })

  test('shows no field that it may not see, though its role may', async () => {
    const { body } = await owner('POST', '/api/customers', { name: 'Đặng Thu Hà' })
    await owner('POST', `/api/customers/${body.id}/orders`, { total: 7_654_321, lines: [{ product: 'sách', total: 7_654_321 }] })
    const reader = await make({ name: 'đọc đơn', role: 'owner', scopes: ['customers.read', 'orders.read'] })
    const text = async (bearer?: Record<string, string>) =>
      (
        await (bearer
          ? stranger('GET', `/api/customers/${body.id}/orders`, undefined, bearer)
          : owner('GET', `/api/customers/${body.id}/orders`))
      ).text
    expect(await text()).toContain('7654321')
    expect(await text(by(reader))).not.toContain('7654321')
  })

  test('cannot hold what its role does not', async () => {
    expect(await make({ name: 'x', role: 'read-only', scopes: ['customers.read', 'orders.write'] })).toMatchObject({
      status: 400,
      body: { code: 'team.scope_not_of_role', fields: { scopes: 'not_of_role' } },
    })
  })

  test('makes no richer token, person or invitation than itself', async () => {
    const clerk = await make({
      name: 'nhân sự',
      role: 'manager',
      scopes: ['house.people', 'customers.read', 'orders.read', 'promises.read'],
    })
    const refused = [
      await make({ name: 'hơn', role: 'manager' }, by(clerk)),
      await make({ name: 'hơn', role: 'manager', scopes: ['imports.run'] }, by(clerk)),
      await stranger('POST', '/api/staff', { name: 'A', mail: 'a@nha.example', role: 'manager', password: 'mật khẩu đầu tiên' }, by(clerk)),
      await stranger('POST', '/api/invitations', { name: 'A', role: 'manager' }, by(clerk)),
    ]
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([403, 'door.not_yours']))
    const manager = await hire(house, 'Ly', 'manager')
    const change = { password: 'mật khẩu của kẻ lạ', version: manager.version }
    expect((await stranger('PATCH', `/api/staff/${manager.id}`, change, by(clerk))).body.code).toBe('door.not_yours')
    expect((await stranger('POST', '/api/invitations', { name: 'A', role: 'read-only' }, by(clerk))).status).toBe(201)
  })
})

describe('a token with a last day', () => {
  test('works until the house’s midnight of it, then opens nothing and is listed no more', async () => {
    const made = await make({ name: 'thử', role: 'read-only', until: '2026-11-25' })
    expect(made.body.expiresAt).toBe('2026-11-25T17:00:00.000Z')
    const status = async () => (await stranger('GET', '/api/customers', undefined, by(made))).status
    const isListed = async () => (await owner('GET', '/api/tokens')).body.tokens.some((one: { id: string }) => one.id === made.body.id)
    house.now = new Date('2026-11-25T16:59:59Z')
    expect([await status(), await isListed()]).toEqual([200, true])
    house.now = new Date('2026-11-25T17:00:00Z')
    expect([await status(), await isListed()]).toEqual([401, false])
    house.now = start
  })

  test('may end today, not yesterday', async () => {
    expect((await make({ name: 'x', role: 'read-only', until: '2026-11-23' })).status).toBe(201)
    expect((await make({ name: 'x', role: 'read-only', until: '2026-11-22' })).body.code).toBe('team.day_is_past')
  })
})

test('what the sample’s people made goes with them: keys, invitations, thanks', async () => {
  const vy = await hire(house, 'Vy', 'manager')
  const own = await hire(house, 'Dung', 'owner')
  await house.database.pool.query('update staff set is_sample = true where staff_id = $1', [vy.id])
  const token = await make({ name: 'của Vy', role: 'manager' }, vy.cookie)
  expect(token.body.madeByName).toBe('Vy')
  const second = await make({ name: 'của mã của Vy', role: 'read-only' }, by(token))
  expect(second.body.madeByName).toBe('Vy')
  const invited = await stranger('POST', '/api/invitations', { name: 'Bạn', role: 'read-only' }, vy.cookie)
  await stranger('POST', '/api/praise', { staffId: own.id, words: 'Cảm ơn anh' }, vy.cookie)
  const kept = await make({ name: 'của nhà', role: 'read-only' }, own.cookie)
  await house.db.transaction().execute((db) => removeSampleStaff(db))
  for (const gone of [token, second]) expect((await stranger('GET', '/api/me', undefined, by(gone))).status).toBe(401)
  expect((await mine(by(kept))).name).toBe('của nhà')
  expect((await owner('GET', '/api/invitations')).body.invitations.map(({ id }: { id: string }) => id)).not.toContain(invited.body.id)
  expect((await owner('GET', '/api/praise')).body.praise).toEqual([])
})
