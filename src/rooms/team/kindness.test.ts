import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { hire, type Member } from '../../../test/support/team.ts'
import { allRoutes } from '../../server/rooms.ts'
import { roles } from '../../values/rights.ts'

const house = aHouse()
const stranger = house.as(undefined)
const owner = house.as('owner')

let ngoc: Member
let vy: Member
let dung: Member
beforeAll(async () => {
  ngoc = await hire(house, 'Ngoc', 'reception')
  vy = await hire(house, 'Vy', 'reception')
  dung = await hire(house, 'Dung', 'owner')
})

const thank = (from: Member, body: object) => stranger('POST', '/api/praise', body, from.cookie)
const praiseAs = async (who: Member, query = '') => (await stranger('GET', `/api/praise${query}`, undefined, who.cookie)).body.praise

describe('thanks', () => {
  test('are given to a colleague and read by all, the newest first', async () => {
    const given = await thank(vy, { staffId: ngoc.id, words: 'Cảm ơn Ngọc đã ở lại trực thay.' })
    expect(given).toMatchObject({ status: 201, body: { to: { name: 'Ngoc' }, fromName: 'Vy', isMine: true } })
    await thank(dung, { staffId: vy.id, words: 'Khách 203 khen Vy.' })
    expect((await praiseAs(ngoc)).map(({ fromName, isMine }: { fromName: string; isMine: boolean }) => [fromName, isMine])).toEqual([
      ['Dung', false],
      ['Vy', false],
    ])
    expect(await praiseAs(ngoc, `?staffId=${ngoc.id}`)).toHaveLength(1)
  })

  test('carry a customer’s words and say whose they are, where there is such a customer', async () => {
    const hoa = (await owner('POST', '/api/customers', { name: 'Nguyễn Thị Thanh Hoa' })).body
    expect((await thank(vy, { staffId: ngoc.id, words: 'Chị Hoa nhắn: em Ngọc chu đáo lắm.', customerId: hoa.id })).body).toMatchObject({
      customerId: hoa.id,
    })
    const nobody = '01900000-0000-7000-8000-000000000000'
    expect((await thank(vy, { staffId: ngoc.id, words: 'x', customerId: nobody })).status).toBe(404)
  })

  test('say what they were for: an act of care, a promise kept, a customer’s own words', async () => {
    const about = { kind: 'promise', words: 'Giữ phòng 203 cho chị Hoa' }
    const given = await thank(vy, { staffId: ngoc.id, words: 'Nhờ Ngọc nhớ mà chị ấy vui lắm.', about })
    expect(given.body.about).toEqual(about)
    expect((await praiseAs(ngoc, `?staffId=${ngoc.id}&limit=1`))[0]).toMatchObject({ about, fromName: 'Vy' })
    expect((await thank(vy, { staffId: ngoc.id, words: 'x', about: { kind: 'rank', words: 'nhất' } })).status).toBe(400)
  })

  test('are not for oneself, for nobody, or from a program', async () => {
    expect((await thank(vy, { staffId: vy.id, words: 'Giỏi lắm' })).body.code).toBe('team.not_yourself')
    expect((await thank(vy, { staffId: '01900000-0000-7000-8000-000000000000', words: 'x' })).body.code).toBe('team.no_such_person')
    expect((await owner('POST', '/api/praise', { staffId: vy.id, words: 'x' })).body.code).toBe('team.staff_only')
  })

  test('are taken back by whoever said them, and by nobody else, not even the owner', async () => {
    const { id } = (await thank(vy, { staffId: ngoc.id, words: 'Nhầm người' })).body
    for (const other of [ngoc, dung])
      expect(await stranger('DELETE', `/api/praise/${id}`, undefined, other.cookie)).toMatchObject({
        status: 403,
        body: { code: 'team.not_yours' },
      })
    expect((await stranger('DELETE', `/api/praise/${id}`, undefined, vy.cookie)).status).toBe(200)
    expect((await praiseAs(ngoc)).some((one: { id: string }) => one.id === id)).toBe(false)
  })

  test('name colleagues without their mail and rights', async () => {
    const { body } = await stranger('GET', '/api/colleagues', undefined, ngoc.cookie)
    expect(Object.keys(body.colleagues[0]).sort()).toEqual(['id', 'name', 'role'])
    expect(body.colleagues.map(({ name }: { name: string }) => name)).toEqual(['Ngoc', 'Vy', 'Dung'])
  })
})

describe('how one’s own day was', () => {
  const SECRET_WORDS = 'hom nay met rieng minh biet'
  const note = (who: Member, day: string, body: object) => stranger('PUT', `/api/me/moods/${day}`, body, who.cookie)
  const own = async (who: Member) => (await stranger('GET', '/api/me/moods', undefined, who.cookie)).body.moods

  test('is noted, changed and forgotten, today or earlier, never ahead', async () => {
    expect((await note(ngoc, '2026-11-23', { mood: 2, words: SECRET_WORDS })).body).toEqual({
      day: '2026-11-23',
      mood: 2,
      words: SECRET_WORDS,
    })
    await note(ngoc, '2026-11-22', { mood: 5 })
    await note(ngoc, '2026-11-22', { mood: 4 })
    expect(await own(ngoc)).toEqual([
      { day: '2026-11-23', mood: 2, words: SECRET_WORDS },
      { day: '2026-11-22', mood: 4, words: null },
    ])
    expect((await note(ngoc, '2026-11-24', { mood: 3 })).body.code).toBe('team.day_to_come')
    await stranger('DELETE', '/api/me/moods/2026-11-22', undefined, ngoc.cookie)
    expect(await own(ngoc)).toHaveLength(1)
  })

  test('is nobody else’s: not a colleague’s, the owner’s, a token’s, or theirs who see as that person', async () => {
    expect(await own(vy)).toEqual([])
    expect(await own(dung)).toEqual([])
    for (const role of roles) expect((await house.as(role)('GET', '/api/me/moods')).body.code).toBe('team.staff_only')
    await stranger('POST', '/api/me/looks-as', { staffId: ngoc.id }, dung.cookie)
    expect((await stranger('GET', '/api/me/moods', undefined, dung.cookie)).body.code).toBe('team.staff_only')
    await stranger('POST', '/api/me/looks-as', {}, dung.cookie)
  })

  test('comes out of no address of the house, whoever asks and whatever id they put in', { timeout: 60_000 }, async () => {
    const gets = allRoutes(undefined).filter(({ contract }) => contract.method === 'GET')
    const ids = [ngoc.id, '2026-11-23']
    let asked = 0
    for (const { contract } of gets)
      for (const id of contract.path.includes(':') ? ids : ['']) {
        const url = contract.path.replace(/:\w+/g, id)
        const answers = [await stranger('GET', url, undefined, vy.cookie), await stranger('GET', url, undefined, dung.cookie)]
        for (const role of roles) answers.push(await house.as(role)('GET', url))
        for (const { text } of answers) expect([contract.name, text.includes(SECRET_WORDS)]).toEqual([contract.name, false])
        asked += answers.length
      }
    expect(asked).toBeGreaterThan(gets.length * 9)
  })

  test('leaves in the trail that something was written, and neither the mark nor the words', async () => {
    const { rows } = await house.database.pool.query(`select actor_id, details from audit where act = 'noteMood'`)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(SECRET_WORDS)
    for (const { details } of rows) expect(Object.keys(details)).toEqual(['fields'])
  })
})

test('an inner number rings for one person only, and its owner gives it up', async () => {
  const set = (who: Member, extension: string | null) => stranger('PATCH', '/api/me', { extension }, who.cookie)
  expect((await set(ngoc, '101')).body).toMatchObject({ extension: '101' })
  expect(await set(vy, '101')).toMatchObject({ status: 409, body: { code: 'team.extension_taken' } })
  expect((await set(vy, 'phòng 1')).status).toBe(400)
  expect((await set(ngoc, null)).body).toMatchObject({ extension: null })
  expect((await set(vy, '101')).body).toMatchObject({ extension: '101' })
  const other = await owner('PATCH', `/api/staff/${ngoc.id}`, { extension: '101', version: ngoc.version + 2 })
  expect(other.body.code).toBe('team.extension_taken')
})
