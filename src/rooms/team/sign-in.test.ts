import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { cookieOf, hire, type Member, PASSWORD, signIn } from '../../../test/support/team.ts'

// The key of this test's secrets: no file of the machine is read or made.
process.env.QUEN_SECRET_KEY = Buffer.alloc(32, 42).toString('base64')

const house = aHouse()
const stranger = house.as(undefined)
const owner = house.as('owner')
const start = house.now
const MINUTE = 60_000
const wait = (ms: number): void => {
  house.now = new Date(house.now.getTime() + ms)
}
afterEach(() => {
  house.now = start
})

const member = async (id: string) => (await owner('GET', '/api/staff')).body.staff.find((one: { id: string }) => one.id === id)
const trail = async (act: string) =>
  (await house.database.pool.query('select actor_kind, actor_id, about_id, details from audit where act = $1 order by audit_id', [act]))
    .rows

async function guess(mail: string, times: number) {
  const answers = []
  for (let n = 0; n < times; n++) answers.push(await signIn(house, mail, `nhầm rồi ${n}`))
  return answers
}

describe('whoever guesses at a name', () => {
  test('is held at the eleventh try, and the right password does not help before the quarter of an hour is over', async () => {
    const tu = await hire(house, 'Tu', 'sales')
    expect((await guess(tu.mail, 10)).map(({ body }) => body.code)).toEqual(Array(10).fill('team.sign_in_failed'))
    const held = await signIn(house, tu.mail)
    const until = new Date(start.getTime() + 15 * MINUTE).toISOString()
    expect(held).toMatchObject({ status: 429, body: { code: 'door.too_many', fields: { until } } })
    expect(await member(tu.id)).toMatchObject({ waitsUntil: until })
    wait(15 * MINUTE)
    expect((await signIn(house, tu.mail)).status).toBe(200)
    expect(await member(tu.id)).toMatchObject({ waitsUntil: null })
  })

  test('is held longer when they go on', async () => {
    const bich = await hire(house, 'Bich', 'sales')
    await guess(bich.mail, 10)
    wait(15 * MINUTE)
    await guess(bich.mail, 10)
    const held = await signIn(house, bich.mail)
    expect(held.body.fields).toEqual({ until: new Date(start.getTime() + 75 * MINUTE).toISOString() })
  })

  test('hears the same of a name that nobody has', async () => {
    const ly = await hire(house, 'Ly', 'accounting')
    const known = await guess(ly.mail, 12)
    const unknown = await guess('khong-co-ai@nha.example', 12)
    const heard = (all: typeof known) => all.map(({ status, body }) => ({ status, ...body, requestId: '' }))
    expect(heard(unknown)).toEqual(heard(known))
  })

  test('cannot tell by how long it takes whether a name is known', async () => {
    const known = await hire(house, 'Cuong', 'sales')
    const took = { known: [] as number[], unknown: [] as number[] }
    for (let n = 0; n < 26; n++) {
      // The count starts anew before it holds, for both alike.
      if (n % 9 === 0) wait(5 * 3600_000)
      for (const [kind, mail] of [
        ['known', known.mail],
        ['unknown', 'khong-ai@nha.example'],
      ] as const) {
        // The work of this process alone: what others do on the machine would be measured with the clock.
        const before = process.cpuUsage()
        expect((await signIn(house, mail, 'nhầm rồi')).status).toBe(401)
        const { user, system } = process.cpuUsage(before)
        took[kind].push((user + system) / 1000)
      }
    }
    const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length / 2] ?? 0
    // Milliseconds; the password's hash alone takes about seventeen.
    expect(median(took.unknown)).toBeGreaterThan(5)
    expect(Math.abs(median(took.known) - median(took.unknown))).toBeLessThan(5)
  })

  test('gets no eleventh try by trying fifty at once', async () => {
    const phuc = await hire(house, 'Phuc', 'warehouse')
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => signIn(house, phuc.mail, `nhầm rồi ${n}`)))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(40)
  })

  test('is let in at once when somebody of the house says so, and after a new password', async () => {
    const tram = await hire(house, 'Tram', 'marketing')
    await guess(tram.mail, 10)
    expect((await signIn(house, tram.mail)).status).toBe(429)
    const after = await owner('PATCH', `/api/staff/${tram.id}`, { isLockedOut: false, version: tram.version })
    expect(after.body).toMatchObject({ waitsUntil: null })
    expect((await signIn(house, tram.mail)).status).toBe(200)
    await guess(tram.mail, 10)
    await owner('PATCH', `/api/staff/${tram.id}`, { password: 'mật khẩu thứ hai', version: after.body.version })
    expect((await signIn(house, tram.mail, 'mật khẩu thứ hai')).status).toBe(200)
  })

  test('loses the count with the right password, so that slips of many days never hold anybody', async () => {
    const ha = await hire(house, 'Ha', 'reception')
    for (let day = 0; day < 3; day++) {
      await guess(ha.mail, 9)
      expect((await signIn(house, ha.mail)).status).toBe(200)
    }
  })

  test('leaves traces that stay though each try is refused, without the name that was typed', async () => {
    const son = await hire(house, 'Son', 'sales')
    const before = (await trail('signInFailed')).length
    await guess(son.mail, 1)
    await guess('ai-do@nha.example', 1)
    const [known, unknown] = (await trail('signInFailed')).slice(before)
    expect(known).toEqual({ actor_kind: 'nobody', actor_id: null, about_id: son.id, details: { why: 'team.sign_in_failed' } })
    expect(unknown).toEqual({ actor_kind: 'nobody', actor_id: null, about_id: null, details: { why: 'team.sign_in_failed' } })
    const { rows } = await house.database.pool.query('select key from attempt')
    expect(JSON.stringify(rows)).not.toContain('nha.example')
    expect((await trail('signIn')).at(-1)).toMatchObject({ actor_kind: 'staff', actor_id: son.id, details: { withSecondFactor: false } })
  })
})

test('somebody who guesses at many names is held by the network they come from, and others are not', async () => {
  const from = (remoteAddress: string) =>
    house.app.inject({
      method: 'POST',
      url: '/api/sign-in',
      remoteAddress,
      payload: { mail: `${Math.random()}@nha.example`, password: 'x' },
    })
  for (let n = 0; n < 60; n++) expect((await from(`2001:db8:7:1::${n + 1}`)).statusCode).toBe(401)
  expect((await from('2001:db8:7:1::ffff')).statusCode).toBe(429)
  expect((await from('2001:db8:7:2::1')).statusCode).toBe(401)
})

const codeOf = (secret: string, now = house.now): string =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: now.getTime() })

/** Sets a second factor up as the screen does. */
async function withFactor(person: Member) {
  const begun = await stranger('POST', '/api/me/second-factor', { password: PASSWORD }, person.cookie)
  const { secret } = begun.body
  const confirmed = await stranger('POST', '/api/me/second-factor/confirm', { code: codeOf(secret) }, person.cookie)
  return { secret: secret as string, recoveryCodes: confirmed.body.recoveryCodes as string[], begun, confirmed }
}

describe('a second factor', () => {
  let hanh: Member
  let secret = ''
  let recoveryCodes: string[] = []

  beforeAll(async () => {
    hanh = await hire(house, 'Hanh', 'reception')
  })

  test('is in force only once a code of it was given back', async () => {
    const wrong = await stranger('POST', '/api/me/second-factor', { password: 'không phải' }, hanh.cookie)
    expect(wrong).toMatchObject({ status: 403, body: { code: 'team.password_wrong' } })
    const begun = await stranger('POST', '/api/me/second-factor', { password: PASSWORD }, hanh.cookie)
    expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}.*/)
    expect((await signIn(house, hanh.mail)).status).toBe(200)
    expect(await stranger('POST', '/api/me/second-factor/confirm', { code: '000000' }, hanh.cookie)).toMatchObject({
      status: 403,
      body: { code: 'team.code_wrong' },
    })
    const elsewhere = cookieOf(await signIn(house, hanh.mail))
    const made = await withFactor(hanh)
    secret = made.secret
    recoveryCodes = made.recoveryCodes
    expect(recoveryCodes).toHaveLength(10)
    expect((await stranger('GET', '/api/me', undefined, hanh.cookie)).body).toMatchObject({ hasSecondFactor: true })
    // A session that never showed it ends.
    expect((await stranger('GET', '/api/me', undefined, elsewhere)).status).toBe(401)
    expect((await stranger('POST', '/api/me/second-factor', { password: PASSWORD }, hanh.cookie)).body.code).toBe('team.factor_there')
  })

  test('is asked for after the password, and neither the password nor the code is enough alone', async () => {
    expect(await signIn(house, hanh.mail)).toMatchObject({ status: 401, body: { code: 'team.code_needed' } })
    expect(await signIn(house, hanh.mail, 'không phải', codeOf(secret))).toMatchObject({
      status: 401,
      body: { code: 'team.sign_in_failed' },
    })
    expect(await signIn(house, hanh.mail, PASSWORD, '123456')).toMatchObject({ status: 401, body: { code: 'team.code_wrong' } })
  })

  test('lets each code in once, and none from before it', async () => {
    wait(5 * MINUTE)
    const code = codeOf(secret)
    const older = codeOf(secret, new Date(house.now.getTime() - 30_000))
    expect((await signIn(house, hanh.mail, PASSWORD, `${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200)
    expect((await signIn(house, hanh.mail, PASSWORD, code)).body.code).toBe('team.code_wrong')
    expect((await signIn(house, hanh.mail, PASSWORD, older)).body.code).toBe('team.code_wrong')
    wait(30_000)
    const both = await Promise.all([1, 2].map(() => signIn(house, hanh.mail, PASSWORD, codeOf(secret))))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('counts wrong codes like wrong passwords, and knowing the password does not wipe them out', async () => {
    wait(30 * MINUTE)
    for (let n = 0; n < 10; n++) {
      expect((await signIn(house, hanh.mail, PASSWORD, '000000')).body.code).toBe('team.code_wrong')
      if (n < 9) expect((await signIn(house, hanh.mail)).body.code).toBe('team.code_needed')
    }
    expect((await signIn(house, hanh.mail, PASSWORD, codeOf(secret))).status).toBe(429)
  })

  test('has recovery codes that open once each, and new ones that end the old', async () => {
    wait(60 * MINUTE)
    const [first, second] = recoveryCodes
    expect((await signIn(house, hanh.mail, PASSWORD, first?.toUpperCase())).status).toBe(200)
    expect((await signIn(house, hanh.mail, PASSWORD, first)).body.code).toBe('team.code_wrong')
    const inside = cookieOf(await signIn(house, hanh.mail, PASSWORD, second))
    const renewed = await stranger('POST', '/api/me/second-factor/codes', { password: PASSWORD }, inside)
    expect(renewed.body.recoveryCodes).toHaveLength(10)
    expect((await signIn(house, hanh.mail, PASSWORD, recoveryCodes[2])).body.code).toBe('team.code_wrong')
    expect((await signIn(house, hanh.mail, PASSWORD, renewed.body.recoveryCodes[0])).status).toBe(200)
  })

  test('lies in the database sealed, and its recovery codes as marks', async () => {
    const { rows } = await house.database.pool.query(
      `select factor_secret, (select json_agg(code_hash) from recovery_code) as codes from staff where staff_id = $1`,
      [hanh.id],
    )
    expect(rows[0].factor_secret).toMatch(/^v1\./)
    const whole = JSON.stringify(rows)
    for (const word of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      expect(whole).not.toContain(word)
    const audit = await house.database.pool.query('select json_agg(a) as all from audit a')
    expect(JSON.stringify(audit.rows)).not.toContain(secret)
  })

  test('is taken off by its owner with the password, and by the house for somebody who lost their phone', async () => {
    const an = await hire(house, 'An', 'sales')
    await withFactor(an)
    expect((await stranger('POST', '/api/me/second-factor/remove', { password: 'không phải' }, an.cookie)).body.code).toBe(
      'team.password_wrong',
    )
    expect((await stranger('POST', '/api/me/second-factor/remove', { password: PASSWORD }, an.cookie)).status).toBe(200)
    expect((await signIn(house, an.mail)).status).toBe(200)
    wait(5 * MINUTE)
    const again = await withFactor(an)
    expect(again.recoveryCodes).toHaveLength(10)
    const { version } = await member(an.id)
    const helped = await owner('PATCH', `/api/staff/${an.id}`, { withoutSecondFactor: true, version })
    expect(helped.body).toMatchObject({ hasSecondFactor: false })
    expect((await stranger('GET', '/api/me', undefined, an.cookie)).status).toBe(401)
    expect((await signIn(house, an.mail)).status).toBe(200)
    expect((await house.database.pool.query('select 1 from recovery_code where staff_id = $1', [an.id])).rowCount).toBe(0)
  })

  test('is no program’s: a token has none to begin', async () => {
    expect((await owner('POST', '/api/me/second-factor', { password: 'x' })).body.code).toBe('team.staff_only')
  })
})

test('one’s own password and second factor are not changed through the list of people, where no present password is asked', async () => {
  const dung = await hire(house, 'Dung', 'owner')
  for (const change of [{ password: 'mật khẩu của kẻ lạ' }, { withoutSecondFactor: true }])
    expect(await stranger('PATCH', `/api/staff/${dung.id}`, { ...change, version: dung.version }, dung.cookie)).toMatchObject({
      status: 403,
      body: { code: 'team.own_door' },
    })
})

describe('whoever came upon an open screen', () => {
  test('cannot guess the password there either, and may not be kept from changing it by guesses at the door', async () => {
    const ngoc = await hire(house, 'Ngoc', 'reception')
    await guess(ngoc.mail, 10)
    const change = (current: string, next: string) => stranger('POST', '/api/me/password', { current, next }, ngoc.cookie)
    for (let n = 0; n < 10; n++) expect((await change(`nhầm rồi ${n}`, 'mật khẩu thứ hai')).body.code).toBe('team.password_wrong')
    expect(await change(PASSWORD, 'mật khẩu thứ hai')).toMatchObject({ status: 429, body: { code: 'door.too_many' } })
    wait(15 * MINUTE)
    expect((await change(PASSWORD, 'mật khẩu thứ hai')).status).toBe(200)
    // The answer was lost on its way and the screen asks again.
    expect((await change(PASSWORD, 'mật khẩu thứ hai')).status).toBe(200)
    expect((await signIn(house, ngoc.mail, 'mật khẩu thứ hai')).status).toBe(200)
  })
})

test('when somebody was here last stays known after they left', async () => {
  const vy = await hire(house, 'Vy', 'reception')
  wait(10 * MINUTE)
  await stranger('GET', '/api/me', undefined, vy.cookie)
  const seenAt = house.now.toISOString()
  expect(await member(vy.id)).toMatchObject({ lastSeenAt: seenAt })
  await stranger('POST', '/api/sign-out', {}, vy.cookie)
  expect(await member(vy.id)).toMatchObject({ lastSeenAt: seenAt })
})
