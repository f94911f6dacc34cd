import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { newId } from '../../../platform/ids.ts'
import { makeDoor } from '../consent/doors.ts'
import type { Door } from '../consent/doors-store.ts'
import { addTopic } from '../consent/topics-store.ts'

process.env.QUEN_SECRET_KEY = randomBytes(32).toString('base64url')
const house = aHouse()
const books = newId()
let counter: Door
let form: Door

const ask = async (method: 'GET' | 'POST', url: string, fields?: [string, string][], headers: Record<string, string> = {}) => {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const sent = fields ? { payload: new URLSearchParams(fields).toString() } : {}
  return house.app.inject({ method, url, headers: { ...(fields ? type : {}), ...headers }, ...sent })
}
const typed = (name: string, contact: string): [string, string][] => [
  ['name', name],
  ['contact', contact],
  ['topic', books],
]
const count = async (table: 'customer' | 'consent_event' | 'signup_request') =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(house.db)).rows[0]?.n ?? 0

beforeAll(async () => {
  await addTopic(house.db, {
    id: books,
    purpose: 'newsletter',
    names: { vi: 'Sách mới', en: 'New books' },
    about: {},
    isOpen: true,
    isSample: false,
    version: 1,
  })
  await sql`update house set name = 'Nhà Quen'`.execute(house.db)
  counter = await makeDoor(house.db, { kind: 'qr', label: 'Quầy', topics: [books], monthly: 2, isDouble: false }, house.now)
  form = await makeDoor(house.db, { kind: 'form', label: 'Trang nhà', topics: [books], monthly: 2, isDouble: true }, house.now)
})

describe('a sign-up door', () => {
  test('asks little, ticks nothing beforehand, and says what is agreed to', async () => {
    const page = await ask('GET', `/d/${counter.code}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toContain(' checked')
    for (const said of ['Sách mới', 'Zalo hoặc thư điện tử', 'nhiều nhất 2 tin mỗi tháng', 'thôi nhận', 'quyền xem, sửa và xoá'])
      expect(page.body).toContain(said)
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    const opened = await sql<{ opened: number }>`select opened from signup_door_day where door_id = ${counter.id}`.execute(house.db)
    expect(opened.rows[0]?.opened).toBe(1)
  })

  test('lets somebody in with the topics they chose, and answers the known and the unknown alike', async () => {
    const before = await count('customer')
    const first = await ask('POST', `/d/${counter.code}`, typed('Lê Thị Mây', '0570 000 711'))
    const again = await ask('POST', `/d/${counter.code}`, typed('Lê Thị Mây', '0570 000 711'))
    const bare = (text: string) => text.replace(/nonce="[^"]*"/g, '')
    expect([first.statusCode, bare(again.body)]).toEqual([200, bare(first.body)])
    expect(await count('customer')).toBe(before + 1)
    const audit = await sql<{
      n: number
    }>`select count(*)::int as n from audit where act = 'customerSignedUp' and actor_kind = 'customer'`.execute(house.db)
    expect(audit.rows[0]?.n).toBe(2)
  })

  test('takes nothing it cannot use, keeps what was typed, and leaves nobody behind', async () => {
    const before = [await count('customer'), await count('consent_event')]
    const nothing = await ask('POST', `/d/${counter.code}`, [
      ['name', 'Mây'],
      ['contact', '0570 000 712'],
    ])
    expect([nothing.statusCode, nothing.body]).toEqual([422, expect.stringContaining('Xin chọn ít nhất một chủ đề.')])
    expect(nothing.body).toContain('value="0570 000 712"')
    const wrong = await ask('POST', `/d/${counter.code}`, typed('Mây', '12345'))
    expect(wrong.body).toContain('Số hoặc địa chỉ này chưa đúng.')
    const card = await ask('POST', `/d/${counter.code}`, typed('4111 1111 1111 1111', '0570 000 713'))
    expect(card.body).toContain('Xin đừng ghi số thẻ ở đây.')
    expect([await count('customer'), await count('consent_event')]).toEqual(before)
  })

  test('stands in another site only as a form, and only the form takes what was sent from there', async () => {
    const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }
    expect((await ask('GET', `/d/${form.code}`)).headers['content-security-policy']).toContain('frame-ancestors *')
    expect((await ask('GET', `/d/${form.code}`)).headers['x-frame-options']).toBeUndefined()
    expect((await ask('POST', `/d/${form.code}`, typed('Bình', 'binh@thu.example'), elsewhere)).statusCode).toBe(200)
    expect((await ask('POST', `/d/${counter.code}`, typed('Bình', 'binh@thu.example'), elsewhere)).statusCode).toBe(403)
  })

  test('asks twice by a link that changes nothing until the button is pressed, and works twice', async () => {
    await ask('POST', `/d/${form.code}`, typed('Chi', 'chi@thu.example'))
    const sent = await sql<{
      own: { text: string }
    }>`select own from message where own->>'text' like '%/confirm/%' order by message_id desc limit 1`.execute(house.db)
    const link = new URL(/https?:\S+/.exec(sent.rows[0]?.own.text ?? '')?.[0] ?? 'http://none').pathname
    const before = await house.checksum()
    expect((await ask('GET', link)).body).toContain('Bấm nút dưới đây là đồng ý.')
    expect(await house.checksum()).toBe(before)
    for (let at = 0; at < 2; at++) expect((await ask('POST', link, [])).body).toContain('Xong rồi. Từ nay Nhà Quen gửi tin như đã hứa.')
    const granted = await sql<{
      n: number
    }>`select count(*)::int as n from consent_event where act = 'granted' and method = 'double-opt-in'`.execute(house.db)
    expect(granted.rows[0]?.n).toBe(1)
    expect((await ask('POST', `${link}x`, [])).statusCode).toBe(404)
  })

  test('that is closed, or never was, says so', async () => {
    await sql`update signup_door set is_open = false where door_id = ${counter.id}`.execute(house.db)
    for (const code of [counter.code, 'nowhere']) {
      const page = await ask('GET', `/d/${code}`)
      expect([page.statusCode, page.body]).toEqual([404, expect.stringContaining('Nơi đăng ký này đã đóng')])
    }
  })
})

test('a letter that is not on the web is not there', async () => {
  const page = await ask('GET', '/ban-tin/nowhere')
  expect([page.statusCode, page.body]).toEqual([404, expect.stringContaining('Không có lá thư này')])
})
