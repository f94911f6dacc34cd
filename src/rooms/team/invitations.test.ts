import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { cookieOf, hire, PASSWORD, signIn } from '../../../test/support/team.ts'

const house = aHouse()
const stranger = house.as(undefined)
const owner = house.as('owner')
const start = house.now
const DAY = 24 * 3600_000

const invite = (name: string, more: object = {}) => owner('POST', '/api/invitations', { name, role: 'reception', ...more })
const secretOf = (link: string): string => link.split('#')[1] ?? ''
const read = (link: string) => stranger('POST', '/api/invitations/read', { token: secretOf(link) })
const accept = (link: string, mail: string, name = 'Vy') =>
  stranger('POST', '/api/invitations/accept', { token: secretOf(link), name, mail, password: PASSWORD, language: 'en' })
const listed = async (id: string) => (await owner('GET', '/api/invitations')).body.invitations.find((one: { id: string }) => one.id === id)

describe('an invitation', () => {
  test('is a link that tells who invites to what, and lets its holder in as a member of staff, once', async () => {
    const made = (await invite('Vy', { mail: ' VY@nha.example ' })).body
    expect(made.link).toMatch(/^http:\/\/[\w.:]+\/invitation#[\w-]{43}$/)
    expect(made).toMatchObject({ state: 'open', mail: 'vy@nha.example', expiresAt: new Date(start.getTime() + 7 * DAY).toISOString() })
    expect(await read(made.link)).toMatchObject({ status: 200, body: { name: 'Vy', mail: 'vy@nha.example', role: 'reception' } })
    const came = await accept(made.link, 'vy@nha.example')
    expect(came).toMatchObject({ status: 201, body: { name: 'Vy', role: 'reception', language: 'en' } })
    expect((await stranger('GET', '/api/me', undefined, cookieOf(came))).status).toBe(200)
    expect((await signIn(house, 'vy@nha.example')).status).toBe(200)
    expect(await listed(made.id)).toMatchObject({ state: 'accepted' })
    for (const again of [await read(made.link), await accept(made.link, 'khac@nha.example')])
      expect(again).toMatchObject({ status: 410, body: { code: 'team.invitation_over' } })
  })

  test('makes one person however many open it at once', async () => {
    const { link } = (await invite('Tú')).body
    const came = await Promise.all([1, 2, 3, 4].map((n) => accept(link, `tu${n}@nha.example`)))
    expect(came.map(({ status }) => status).sort()).toEqual([201, 410, 410, 410])
  })

  test('stays good when the address is taken or is none', async () => {
    const { link } = (await invite('Lý')).body
    expect((await accept(link, 'vy@nha.example')).body.code).toBe('team.mail_taken')
    expect((await accept(link, 'không phải thư')).body.code).toBe('team.mail_invalid')
    expect((await accept(link, 'ly@nha.example')).status).toBe(201)
  })

  test('opens nothing after seven days, or once it was taken back', async () => {
    const old = (await invite('Sơn')).body
    house.now = new Date(start.getTime() + 7 * DAY)
    expect((await read(old.link)).status).toBe(410)
    expect((await accept(old.link, 'son@nha.example')).status).toBe(410)
    expect(await listed(old.id)).toMatchObject({ state: 'expired' })
    house.now = start
    const back = (await invite('Sơn')).body
    expect((await owner('DELETE', `/api/invitations/${back.id}`)).status).toBe(200)
    expect((await accept(back.link, 'son@nha.example')).body.code).toBe('team.invitation_over')
    expect(await owner('DELETE', `/api/invitations/${back.id}`)).toMatchObject({ status: 409, body: { code: 'team.invitation_over' } })
  })

  test('is refused where the address is somebody’s already, or none', async () => {
    expect((await invite('Vy', { mail: 'vy@nha.example' })).body.code).toBe('team.mail_taken')
    expect((await invite('Vy', { mail: 'vy' })).body.code).toBe('team.mail_invalid')
  })

  test('of an owner is made, and taken back, by an owner only', async () => {
    const ha = await hire(house, 'Ha', 'manager')
    const asking = { name: 'Chủ mới', role: 'owner' }
    expect((await stranger('POST', '/api/invitations', asking, ha.cookie)).body.code).toBe('team.owner_only')
    const made = (await owner('POST', '/api/invitations', asking)).body
    expect((await stranger('DELETE', `/api/invitations/${made.id}`, undefined, ha.cookie)).body.code).toBe('team.owner_only')
  })

  test('ends with the right of whoever made it', async () => {
    const an = await hire(house, 'An', 'manager')
    const { body } = await stranger('POST', '/api/invitations', { name: 'Bạn của An', role: 'manager' }, an.cookie)
    expect(body).toMatchObject({ invitedByName: 'An', state: 'open' })
    await owner('PATCH', `/api/staff/${an.id}`, { isLockedOut: true, version: an.version })
    expect((await accept(body.link, 'ban@nha.example')).body.code).toBe('team.invitation_over')
    expect(await listed(body.id)).toMatchObject({ state: 'revoked' })
  })

  test('is kept as a hash: the list, the trail and the database do not hold its link', async () => {
    const { link } = (await invite('Phúc')).body
    const list = (await owner('GET', '/api/invitations')).text
    const rows = await house.database.pool.query(
      'select (select json_agg(i) from invitation i) as invitations, (select json_agg(a) from audit a) as trail',
    )
    for (const text of [list, JSON.stringify(rows.rows)]) expect(text).not.toContain(secretOf(link))
  })

  test('leaves in the trail who took it up', async () => {
    const made = (await invite('Trâm')).body
    const { body } = await accept(made.link, 'tram@nha.example', 'Trâm')
    const { rows } = await house.database.pool.query(
      `select actor_id, about_id from audit where act = 'acceptInvitation' and about_id = $1`,
      [made.id],
    )
    expect(rows).toEqual([{ actor_id: body.id, about_id: made.id }])
  })
})
