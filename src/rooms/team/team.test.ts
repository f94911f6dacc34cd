import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { newStartLink } from './public.ts'

const house = aHouse()
const stranger = house.as(undefined)

const asking = {
  houseName: 'Nhà Quen',
  trade: 'hotel',
  language: 'vi',
  ownerName: 'Dũng',
  mail: 'dung@nha.example',
  password: 'một câu dễ nhớ',
}

/** The cookie of an answer, as a browser would send it back. */
const cookieOf = (headers: Record<string, unknown>): Record<string, string> => ({
  cookie: String(headers['set-cookie']).split(';')[0] as string,
})

const signIn = (mail: string, password: string) => stranger('POST', '/api/sign-in', { mail, password })

let owner: Record<string, string> = {}

describe('the first start', () => {
  test('makes the owner, once, and only for the holder of the newest link', async () => {
    const old = await newStartLink(house.db, house.now)
    const link = await newStartLink(house.db, house.now)
    expect(await stranger('POST', '/api/start', { ...asking, token: old })).toMatchObject({
      status: 403,
      body: { code: 'team.start_link_used' },
    })
    const made = await stranger('POST', '/api/start', { ...asking, token: link })
    expect(made).toMatchObject({ status: 201, body: { name: 'Dũng', role: 'owner' } })
    expect(String(made.headers['set-cookie'])).toMatch(/^quen_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
    owner = cookieOf(made.headers)
    expect((await stranger('GET', '/api/me', undefined, owner)).body).toMatchObject({
      name: 'Dũng',
      places: expect.arrayContaining(['overview']),
    })
    expect((await stranger('POST', '/api/start', { ...asking, mail: 'hai@nha.example', token: link })).status).toBe(403)
    expect(await newStartLink(house.db, house.now)).toBeUndefined()
  })

  test('leaves the password nowhere in clear', async () => {
    const { rows } = await house.database.pool.query(`select password_hash from staff where mail = 'dung@nha.example'`)
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})

describe('the door', () => {
  test('says the same to a wrong password and to an unknown name', async () => {
    const wrong = await signIn('dung@nha.example', 'không phải')
    const unknown = await signIn('ai-do@nha.example', 'không phải')
    expect(wrong).toMatchObject({ status: 401, body: { code: 'team.sign_in_failed' } })
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' })
  })

  test('lets in with the address in any case, and out again', async () => {
    const came = await signIn('  DUNG@nha.example ', 'một câu dễ nhớ')
    expect(came.status).toBe(200)
    const cookie = cookieOf(came.headers)
    expect((await stranger('POST', '/api/sign-out', {}, cookie)).status).toBe(200)
    expect((await stranger('GET', '/api/me', undefined, cookie)).status).toBe(401)
  })

  test('does not take a cookie’s word from another site', async () => {
    const other = await stranger('PATCH', '/api/me', { language: 'en' }, { ...owner, origin: 'http://elsewhere.example' })
    expect(other).toMatchObject({ status: 403, body: { code: 'door.other_origin' } })
    const own = await stranger(
      'PATCH',
      '/api/me',
      { language: 'en' },
      { ...owner, origin: 'http://quen.example:7070', host: 'quen.example:7070' },
    )
    expect(own).toMatchObject({ status: 200, body: { language: 'en' } })
  })

  test('forgets a session after three days without use', async () => {
    const cookie = cookieOf((await signIn('dung@nha.example', 'một câu dễ nhớ')).headers)
    const before = house.now
    house.now = new Date(before.getTime() + 3.1 * 86_400_000)
    expect((await stranger('GET', '/api/me', undefined, cookie)).status).toBe(401)
    house.now = before
  })
})

/** Hires somebody and signs them in. */
async function hire(name: string, role: string) {
  const mail = `${name.toLowerCase()}@nha.example`
  const { body } = await stranger('POST', '/api/staff', { name, mail, role, password: 'mật khẩu đầu tiên' }, owner)
  const cookie = cookieOf((await signIn(mail, 'mật khẩu đầu tiên')).headers)
  return { id: body.id as string, version: body.version as number, mail, cookie }
}

describe('a member of staff', () => {
  test('whose role changes is signed out everywhere at once', async () => {
    const vy = await hire('Vy', 'reception')
    expect((await stranger('GET', '/api/me', undefined, vy.cookie)).status).toBe(200)
    await stranger('PATCH', `/api/staff/${vy.id}`, { role: 'warehouse', version: vy.version }, owner)
    expect((await stranger('GET', '/api/me', undefined, vy.cookie)).status).toBe(401)
  })

  test('who is locked out cannot come back with the right password', async () => {
    const tu = await hire('Tu', 'sales')
    await stranger('PATCH', `/api/staff/${tu.id}`, { isLockedOut: true, version: tu.version }, owner)
    expect((await stranger('GET', '/api/me', undefined, tu.cookie)).status).toBe(401)
    expect((await signIn(tu.mail, 'mật khẩu đầu tiên')).body.code).toBe('team.sign_in_failed')
  })

  test('who changes the password stays in here and is out elsewhere', async () => {
    const ly = await hire('Ly', 'accounting')
    const elsewhere = cookieOf((await signIn(ly.mail, 'mật khẩu đầu tiên')).headers)
    const wrong = await stranger('POST', '/api/me/password', { current: 'nhầm rồi', next: 'mật khẩu thứ hai' }, ly.cookie)
    expect(wrong).toMatchObject({ status: 403, body: { code: 'team.password_wrong' } })
    await stranger('POST', '/api/me/password', { current: 'mật khẩu đầu tiên', next: 'mật khẩu thứ hai' }, ly.cookie)
    expect((await stranger('GET', '/api/me', undefined, ly.cookie)).status).toBe(200)
    expect((await stranger('GET', '/api/me', undefined, elsewhere)).status).toBe(401)
  })

  test('may be made an owner by an owner only', async () => {
    const an = await hire('An', 'manager')
    expect(await stranger('PATCH', `/api/staff/${an.id}`, { role: 'owner', version: an.version }, an.cookie)).toMatchObject({
      status: 403,
      body: { code: 'team.owner_only' },
    })
    expect((await stranger('POST', '/api/tokens', { name: 'x', role: 'owner' }, an.cookie)).body.code).toBe('team.owner_only')
  })
})

test('a house keeps one owner who can come in', async () => {
  const { body } = await stranger('GET', '/api/staff', undefined, owner)
  const me = body.staff.find((one: { role: string }) => one.role === 'owner')
  for (const change of [{ role: 'manager' }, { isLockedOut: true }])
    expect(await stranger('PATCH', `/api/staff/${me.id}`, { ...change, version: me.version }, owner)).toMatchObject({
      status: 409,
      body: { code: 'team.last_owner' },
    })
})

test('a token opens the API until it is revoked, and is stored as a hash', async () => {
  const made = (await stranger('POST', '/api/tokens', { name: 'tổng đài', role: 'reception' }, owner)).body
  const bearer = { authorization: `Bearer ${made.token}` }
  expect((await stranger('GET', '/api/customers', undefined, bearer)).status).toBe(200)
  expect((await stranger('GET', '/api/staff', undefined, bearer)).status).toBe(403)
  const { rows } = await house.database.pool.query('select * from api_token')
  expect(JSON.stringify(rows)).not.toContain(made.token)
  await stranger('DELETE', `/api/tokens/${made.id}`, undefined, owner)
  expect((await stranger('GET', '/api/customers', undefined, bearer)).status).toBe(401)
})

test('a change of the house made on an old version is refused', async () => {
  const { body } = await stranger('GET', '/api/house', undefined, owner)
  expect((await stranger('PATCH', '/api/house', { name: 'Nhà Quen Hội An', version: body.version }, owner)).status).toBe(200)
  expect((await stranger('PATCH', '/api/house', { name: 'Nhà khác', version: body.version }, owner)).body.code).toBe(
    'team.changed_meanwhile',
  )
  expect((await stranger('PATCH', '/api/house', { zone: 'Mars/Olympus', version: body.version + 1 }, owner)).body.code).toBe(
    'team.no_such_zone',
  )
})
