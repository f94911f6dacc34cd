import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { hire, type Member, signIn } from '../../../test/support/team.ts'

const house = aHouse()
const stranger = house.as(undefined)
const owner = house.as('owner')

let dung: Member
let an: Member
let ngoc: Member
beforeAll(async () => {
  dung = await hire(house, 'Dung', 'owner')
  an = await hire(house, 'An', 'manager')
  ngoc = await hire(house, 'Ngoc', 'reception')
})

const look = (who: Member, as: object) => stranger('POST', '/api/me/looks-as', as, who.cookie)
const me = async (who: Member) => (await stranger('GET', '/api/me', undefined, who.cookie)).body

describe('whoever looks after the people of the house', () => {
  test('sees it as another role, says so, and comes back', async () => {
    expect((await look(an, { role: 'warehouse' })).body).toMatchObject({
      name: 'An',
      role: 'warehouse',
      looksAs: { own: 'manager', staffId: null, name: null },
    })
    expect(await me(an)).toMatchObject({ role: 'warehouse', places: ['today', 'customers', 'promises'] })
    expect((await stranger('GET', '/api/staff', undefined, an.cookie)).status).toBe(403)
    expect((await look(an, {})).body).toMatchObject({ role: 'manager', looksAs: null })
    expect((await stranger('GET', '/api/staff', undefined, an.cookie)).status).toBe(200)
  })

  test('sees it as a person of it, by the role that person has now', async () => {
    expect((await look(dung, { staffId: ngoc.id })).body).toMatchObject({ role: 'reception', looksAs: { own: 'owner', name: 'Ngoc' } })
    await look(dung, {})
  })

  test('writes nothing meanwhile, but may leave', async () => {
    await look(dung, { staffId: ngoc.id })
    const before = await house.checksum()
    for (const [method, url, body] of [
      ['POST', '/api/customers', { name: 'Vũ Minh Bình' }],
      ['PATCH', '/api/me', { language: 'en' }],
      ['PUT', '/api/me/moods/2026-11-23', { mood: 5 }],
      ['POST', '/api/praise', { staffId: ngoc.id, words: 'x' }],
    ] as const)
      expect(await stranger(method, url, body, dung.cookie)).toMatchObject({ status: 403, body: { code: 'door.only_looking' } })
    expect(await house.checksum()).toBe(before)
    expect((await stranger('POST', '/api/sign-out', {}, dung.cookie)).status).toBe(200)
    dung = { ...dung, cookie: { cookie: String((await signIn(house, dung.mail)).headers['set-cookie']).split(';')[0] ?? '' } }
    expect(await me(dung)).toMatchObject({ role: 'owner', looksAs: null })
  })

  test('sees as an owner only when they are one', async () => {
    expect((await look(an, { role: 'owner' })).body.code).toBe('team.owner_only')
    expect((await look(an, { staffId: dung.id })).body.code).toBe('team.owner_only')
    expect((await look(dung, { role: 'owner' })).status).toBe(200)
    await look(dung, {})
  })

  test('does not become an owner by looking as somebody who is made one', async () => {
    const binh = await hire(house, 'Binh', 'sales')
    await look(an, { staffId: binh.id })
    await house.database.pool.query(`update staff set role = 'owner' where staff_id = $1`, [binh.id])
    expect(await me(an)).toMatchObject({ role: 'manager', looksAs: null })
    await look(an, {})
  })
})

test('nobody else may, and no program', async () => {
  expect((await look(ngoc, { role: 'read-only' })).body.code).toBe('door.not_yours')
  expect((await look(ngoc, {})).status).toBe(200)
  expect((await owner('POST', '/api/me/looks-as', { role: 'read-only' })).body.code).toBe('team.staff_only')
  expect((await look(an, { staffId: '01900000-0000-7000-8000-000000000000' })).status).toBe(404)
})

describe('looking ends', () => {
  test('when the person looked at gets another role or is locked out', async () => {
    const vy = await hire(house, 'Vy', 'reception')
    await look(dung, { staffId: vy.id })
    const change = await owner('PATCH', `/api/staff/${vy.id}`, { role: 'sales', version: vy.version })
    expect(await me(dung)).toMatchObject({ role: 'owner', looksAs: null })
    await look(dung, { staffId: vy.id })
    await owner('PATCH', `/api/staff/${vy.id}`, { isLockedOut: true, version: change.body.version })
    expect(await me(dung)).toMatchObject({ looksAs: null })
  })

  test('with the session of whoever looks, when their own right ends', async () => {
    const ha = await hire(house, 'Ha', 'manager')
    await look(ha, { staffId: ngoc.id })
    await owner('PATCH', `/api/staff/${ha.id}`, { role: 'sales', version: ha.version })
    expect((await stranger('GET', '/api/me', undefined, ha.cookie)).status).toBe(401)
    const back = await signIn(house, ha.mail)
    expect(back.body).toMatchObject({ role: 'sales', looksAs: null })
  })
})

test('the trail says who looked as whom, by their own name', async () => {
  await look(dung, { staffId: ngoc.id })
  await look(dung, {})
  const { rows } = await house.database.pool.query(
    `select actor_id, about_id, details from audit where act = 'lookAs' order by audit_id desc limit 2`,
  )
  expect(rows.map(({ actor_id, about_id, details }) => [actor_id, about_id, details.looksAs])).toEqual([
    [dung.id, null, null],
    [dung.id, ngoc.id, 'reception'],
  ])
})
