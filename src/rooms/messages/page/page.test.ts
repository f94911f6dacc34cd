import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { hire } from '../../../../test/support/team.ts'
import { newId } from '../../../platform/ids.ts'
import { openSecrets } from '../../../platform/secrets.ts'
import { consentsOf } from '../consent/consents.ts'
import { addTopic } from '../consent/topics-store.ts'
import { writeKey } from './links.ts'

process.env.QUEN_SECRET_KEY = randomBytes(32).toString('base64url')
const keyring = openSecrets(() => '/nowhere')
const house = aHouse()
const [books, events, rooms] = [newId(), newId(), newId()]
let hoa = ''
let key = ''
let network = 1

type Sent = { status: number; to: string; text: string; headers: Record<string, unknown> }

async function ask(method: 'GET' | 'POST', url: string, body?: string, headers: Record<string, string> = {}): Promise<Sent> {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await house.app.inject({
    method,
    url,
    remoteAddress: `203.0.113.${network}`,
    headers: { ...(body === undefined ? {} : type), ...headers },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: answer.statusCode, to: String(answer.headers.location ?? ''), text: answer.body, headers: answer.headers }
}

/** Presses a button of the page and reads the page that follows. */
async function press(act: string, fields: Record<string, string>, own = key): Promise<string> {
  const sent = await ask('POST', `/k/${own}/${act}`, new URLSearchParams(fields).toString())
  expect(sent.status, sent.text).toBe(303)
  return (await ask('GET', sent.to.split('#')[0] ?? '')).text
}

const wordsOf = (text: string): string =>
  text
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')

const stands = async (topicId: string, channel: 'zalo' | 'mail', purpose: 'newsletter' | 'offer' = 'newsletter') =>
  (await consentsOf(house.db, [hoa], { purpose, topicId, channels: [channel] })).get(hoa)?.[0]?.state

const choice = async () =>
  (
    await sql<{
      monthly: number | null
      channel: string | null
      paused_until: Date | null
      days: number[] | null
      levels: Record<string, string>
    }>`
    select * from customer_choice where customer_id = ${hoa}`.execute(house.db)
  ).rows[0]

const auditOf = async (act: string) =>
  (
    await sql<{
      n: number
    }>`select count(*)::int as n from audit where act = ${act} and actor_kind = 'customer' and customer_id = ${hoa}`.execute(house.db)
  ).rows[0]?.n

beforeAll(async () => {
  const topic = { about: {}, isOpen: true, isSample: false, version: 1 }
  await addTopic(house.db, { ...topic, purpose: 'newsletter', id: books, names: { vi: 'Sách mới', en: 'New books' } })
  await addTopic(house.db, { ...topic, purpose: 'newsletter', id: events, names: { vi: 'Sự kiện', en: 'Events' } })
  await addTopic(house.db, { ...topic, purpose: 'offer', id: rooms, names: { vi: 'Ưu đãi phòng', en: 'Room offers' } })
  await sql`update house set name = 'Nhà Quen'`.execute(house.db)
})

beforeEach(async () => {
  network++
  const made = await house.as('reception')('POST', '/api/customers', {
    name: 'Nguyễn Thị Thanh Hoa',
    address: { them: 'chị', us: 'em', source: 'staff' },
    contacts: [
      { kind: 'phone', value: '0570 000 101' },
      { kind: 'mail', value: 'hoa@khach.example' },
    ],
  })
  hoa = made.body.id
  key = writeKey(keyring, { customerId: hoa, madeOn: house.now })
})

describe('the page of a customer', () => {
  test('greets her, holds nothing from elsewhere, and is kept by nobody', async () => {
    const page = await ask('GET', `/k/${key}`)
    expect(page.status).toBe(200)
    expect(wordsOf(page.text)).toContain('Chào chị Hoa, Chị muốn nhận tin từ Nhà Quen một tin mỗi tháng hai tin mỗi tháng')
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'x-robots-tag': expect.stringContaining('noindex'),
    })
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'nonce-[^']+'.*frame-ancestors 'none'/)
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.text).not.toMatch(/(src|href|action)="(https?:)?\/\//)
    expect(page.text).not.toContain('0570')
    expect(page.text.length).toBeLessThan(32_000)
  })

  test('changes nothing by being looked at, at any of its addresses', async () => {
    const before = await house.checksum()
    for (const path of ['', '/one-click', '/data', '/data.json', '?ok=often&n=none', '/often', '/erase', '/undo'])
      await ask('GET', `/k/${key}${path}`)
    expect(await house.checksum()).toBe(before)
  })

  test('says in English what it says in Vietnamese, with larger letters where wanted', async () => {
    const page = await ask('GET', `/k/${key}?lang=en&size=l`)
    expect(wordsOf(page.text)).toContain('Dear Ms Hoa, What Nhà Quen may send you one letter a month')
    expect(page.text).toContain('<html lang="en" class="large">')
    expect((await ask('POST', `/k/${key}/often?lang=en&size=l`, 'n=1')).to).toBe(`/k/${key}?lang=en&size=l&ok=often#said`)
  })

  test('opens to no key that is wrong, says so kindly, and slows down whoever guesses', async () => {
    const wrong = await ask('GET', `/k/${key.slice(0, -2)}AA`)
    expect([wrong.status, wordsOf(wrong.text)]).toEqual([404, expect.stringContaining('Không mở được trang này')])
    for (let at = 0; at < 25; at++) await ask('GET', `/k/${randomBytes(35).toString('base64url')}`)
    expect((await ask('GET', '/k/nothing')).status).toBe(429)
    expect((await ask('GET', `/k/${key}`)).status).toBe(200)
  })

  test('takes no form from another site, none that is too large, and no JSON', async () => {
    const other = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }
    expect((await ask('POST', `/k/${key}/often`, 'n=none', other)).status).toBe(403)
    expect((await ask('POST', `/k/${key}/often`, 'n=1', { 'sec-fetch-site': 'same-origin', origin: 'null' })).status).toBe(303)
    expect((await ask('POST', `/k/${key}/letter`, `text=${'a'.repeat(9000)}`)).status).toBe(413)
    expect((await ask('POST', `/k/${key}/often`, '{"n":1}', { 'content-type': 'application/json' })).status).toBe(415)
  })
})

describe('the tap', () => {
  test('one topic, one letter a month, by Zalo: said in words, in force at once, with its evidence', async () => {
    expect(wordsOf(await press('topic', { on: books }))).toContain('Từ nay chị nhận tin về Sách mới, qua Zalo.')
    expect(wordsOf(await press('often', { n: '1' }))).toContain('Từ nay chị nhận tối đa một tin mỗi tháng, về Sách mới, qua Zalo.')
    expect([await stands(books, 'zalo'), await stands(books, 'mail'), await stands(events, 'zalo')]).toEqual(['granted', 'none', 'none'])
    expect((await choice())?.monthly).toBe(1)
    const log = await sql<{ given_by: string; evidence: { said: string } }>`select * from consent_event where customer_id = ${hoa}`.execute(
      house.db,
    )
    expect(log.rows[0]).toMatchObject({ given_by: 'customer', method: 'page', monthly: 2 })
    expect(log.rows[0]?.evidence.said).toContain('đồng ý để Nhà Quen gửi tin')
    expect(await auditOf('customerChose')).toBe(2)
  })

  test('more letters than were promised are promised anew; fewer need no promise', async () => {
    await press('often', { n: '1' })
    await press('topic', { on: books })
    await press('often', { n: '2' })
    const [now] = (
      await sql<{ monthly: number }>`select monthly from consent_now where customer_id = ${hoa} and state = 'granted'`.execute(house.db)
    ).rows
    expect(now?.monthly).toBe(2)
  })

  test('another channel is wanted for everything that is wanted, and each topic may differ', async () => {
    await press('topic', { on: books })
    expect(wordsOf(await press('channel', { by: 'mail' }))).toContain('Từ nay tin đến với chị qua thư điện tử.')
    expect([await stands(books, 'mail'), (await choice())?.channel]).toEqual(['granted', 'mail'])
    expect(wordsOf(await press('topic', { off: `${books} zalo` }))).toContain('Từ nay tin về Sách mới không đến với chị qua Zalo nữa.')
    expect([await stands(books, 'zalo'), await stands(books, 'mail')]).toEqual(['withdrawn', 'granted'])
    expect(wordsOf(await press('topic', { off: books }))).toContain('Từ nay chị không nhận tin về Sách mới nữa.')
    expect(await stands(books, 'mail')).toBe('withdrawn')
  })

  test('only bookings and orders; a pause of three months and its end', async () => {
    await press('topic', { on: books })
    expect(wordsOf(await press('often', { n: '0' }))).toContain('Từ nay chị chỉ nhận tin về đặt phòng, đơn hàng.')
    expect([(await choice())?.monthly, await stands(books, 'zalo')]).toEqual([0, 'granted'])
    await press('often', { n: '1' })
    expect(wordsOf(await press('pause', { want: '1' }))).toContain('Từ nay đến hết ngày 23/02/2027, Nhà Quen không gửi tin.')
    expect((await choice())?.paused_until?.toISOString()).toBe('2027-02-23T06:52:00.000Z')
    expect(wordsOf(await press('pause', { want: '0' }))).toContain('Từ nay chị nhận tối đa một tin mỗi tháng')
    expect((await choice())?.paused_until).toBeNull()
  })

  test('days and hours, how well she knows a topic, and hours that end before they begin', async () => {
    await press('topic', { on: books })
    const times = await ask('POST', `/k/${key}/times`, 'day=1&day=3&from=8&until=20')
    expect(wordsOf((await ask('GET', times.to.split('#')[0] ?? '')).text)).toContain('vào thứ Hai và thứ Tư, từ 08:00 đến 20:00.')
    expect((await choice())?.days).toEqual([1, 3])
    expect(wordsOf(await press('times', { from: '20', until: '8' }))).toContain('Giờ kết thúc phải sau giờ bắt đầu.')
    expect(wordsOf(await press('level', { level: `${books} expert` }))).toContain('tin về Sách mới được viết cho người rành')
    expect((await choice())?.levels).toEqual({ [books]: 'expert' })
  })

  test('a topic or channel that is none of hers changes nothing', async () => {
    const before = await house.checksum()
    for (const [act, fields] of [
      ['topic', { on: newId() }],
      ['topic', { on: `${books} paper` }],
      ['channel', { by: 'fax' }],
      ['level', { level: `${books} master` }],
      ['often', { n: '-1' }],
    ] as const)
      expect(wordsOf(await press(act, fields))).toContain('Dòng này vừa được thay đổi.')
    expect(await house.checksum()).toBe(before)
  })
})

describe('leaving', () => {
  beforeEach(async () => {
    await press('topic', { on: books })
    await press('topic', { on: rooms })
  })

  test('is one tap without a question, says what is true and what still comes, and offers what else could be', async () => {
    const page = await press('often', { n: 'none' })
    expect(wordsOf(page)).toContain('Dạ, từ nay Nhà Quen không gửi tin nữa. Nhà Quen luôn mong được đón chị.')
    expect(wordsOf(page)).toContain('Nhà Quen chỉ còn viết khi có việc của chính chị')
    for (const other of ['Hoàn tác', 'Một tin mỗi tháng thôi', 'Chọn chủ đề khác', 'Chỉ tạm ngưng 3 tháng']) expect(page).toContain(other)
    expect([await stands(books, 'zalo'), await stands(rooms, 'zalo', 'offer')]).toEqual(['withdrawn', 'withdrawn'])
  })

  test('taken back is as it was, no more and no less', async () => {
    await press('often', { n: 'none' })
    expect(wordsOf(await press('undo', {}))).toContain('Mọi thứ lại như trước khi chị bấm “không nhận nữa”.')
    expect([await stands(books, 'zalo'), await stands(rooms, 'zalo', 'offer'), await stands(events, 'zalo')]).toEqual([
      'granted',
      'granted',
      'withdrawn',
    ])
  })

  test('with one tap in a mail program: no cookie, no page, no redirect, as often as it likes', async () => {
    const letter = writeKey(keyring, { customerId: hoa, messageId: newId(), madeOn: house.now })
    const elsewhere = { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }
    for (let at = 0; at < 3; at++) {
      const answer = await ask('POST', `/k/${letter}/one-click`, 'List-Unsubscribe=One-Click', elsewhere)
      expect([answer.status, answer.text, answer.headers['set-cookie'], answer.to]).toEqual([200, '', undefined, ''])
    }
    expect(await stands(books, 'zalo')).toBe('withdrawn')
    const log = await sql<{ method: string }>`select method from consent_event where customer_id = ${hoa} and act = 'withdrawn'`.execute(
      house.db,
    )
    expect(log.rows[0]?.method).toBe('one-click')
  })

  test('with one tap as a form of several parts', async () => {
    const body = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    expect((await ask('POST', `/k/${key}/one-click`, body, { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(200)
    expect(await stands(books, 'zalo')).toBe('withdrawn')
  })

  test('works for somebody of whom nothing is kept any more, and not by a wrong word or key', async () => {
    expect((await ask('POST', `/k/${key}/one-click`, 'List-Unsubscribe=Other')).status).toBe(400)
    expect((await ask('POST', `/k/${key.slice(0, -1)}/one-click`, 'List-Unsubscribe=One-Click')).status).toBe(404)
    expect(await stands(books, 'zalo')).toBe('granted')
    const gone = writeKey(keyring, { customerId: newId(), madeOn: house.now })
    expect((await ask('POST', `/k/${gone}/one-click`, 'List-Unsubscribe=One-Click')).status).toBe(200)
    expect((await ask('GET', `/k/${gone}`)).status).toBe(410)
  })

  test('is all that an old link still does', async () => {
    const old = writeKey(keyring, { customerId: hoa, madeOn: new Date('2025-09-01T00:00:00Z') })
    const page = wordsOf((await ask('GET', `/k/${old}`)).text)
    expect(page).toContain('Đường dẫn này đã cũ')
    expect(page).toContain('Gửi cho tôi đường dẫn mới')
    await press('topic', { off: books }, old)
    expect(await stands(books, 'zalo')).toBe('granted')
    expect(wordsOf(await press('often', { n: 'none' }, old))).toContain('từ nay Nhà Quen không gửi tin nữa')
    expect(await stands(books, 'zalo')).toBe('withdrawn')
  })
})

describe('a letter she got', () => {
  const sent = async (purpose: 'newsletter' | 'service', topicId?: string): Promise<string> => {
    const body = { purpose, subject: 'Sách tháng này', text: 'Có ba cuốn mới.', channel: 'zalo', ...(topicId ? { topicId } : {}) }
    const made = await house.as('owner')('POST', `/api/customers/${hoa}/letters`, body)
    expect(made.status, made.text).toBe(201)
    return made.body.messageId
  }
  const keyOf = (messageId: string) => writeKey(keyring, { customerId: hoa, messageId, madeOn: house.now })
  const page = async (messageId: string) => wordsOf((await ask('GET', `/k/${keyOf(messageId)}`)).text)

  test('tells why it came: what she had agreed to, or that it is about her own booking', async () => {
    await press('topic', { on: books })
    const asked = await page(await sent('newsletter', books))
    expect(asked).toContain(
      'Vì sao tôi nhận thư này? Vì 23/11/2026 chị đã đồng ý nhận tin về Sách mới. Lúc 13:52 23/11/2026, ngay trước khi gửi',
    )
    expect(await page(await sent('service'))).toContain('Vì thư này về việc của chính chị')
    expect(await page(newId())).toContain('Nhà Quen không còn giữ lý do của lá thư này.')
    expect(wordsOf((await ask('GET', `/k/${key}`)).text)).not.toContain('Vì sao tôi nhận thư này?')
  })

  test('knows that she left by it', async () => {
    await press('topic', { on: books })
    const messageId = await sent('newsletter', books)
    await ask('POST', `/k/${keyOf(messageId)}/one-click`, 'List-Unsubscribe=One-Click')
    const events = await sql<{ kind: string; source: string }>`select kind, source from message_event where customer_id = ${hoa}`.execute(
      house.db,
    )
    expect(events.rows).toEqual([{ kind: 'left', source: 'one-click' }])
    const refused = await house.as('owner')('POST', `/api/customers/${hoa}/letters`, {
      purpose: 'newsletter',
      topicId: books,
      subject: 'Nữa',
      text: 'Thêm một tin.',
      channel: 'zalo',
    })
    expect(JSON.stringify(refused.body)).toContain('consent')
  })
})

describe('what she says of herself', () => {
  const profile = async () => (await house.as('owner')('GET', `/api/customers/${hoa}`)).body

  test('how she is called is hers to choose, and staff do not overrule it', async () => {
    expect(wordsOf(await press('address', { them: 'cô', us: 'cháu' }))).toContain('Từ nay Nhà Quen gọi là “cô Hoa” và xưng “cháu”.')
    const { address, version } = await profile()
    expect(address).toEqual({ them: 'cô', us: 'cháu', source: 'customer' })
    const overruled = await house.as('reception')('PATCH', `/api/customers/${hoa}`, {
      address: { them: 'em', us: 'em', source: 'staff' },
      version,
    })
    expect(overruled.body.code).toBe('people.customer_chose')
  })

  test('the language in which she is written to', async () => {
    expect(wordsOf(await press('language', { language: 'en' }))).toContain('From now on we write to you in English.')
    expect((await profile()).language).toBe('en')
  })

  test('a dislike is noted as said by her, struck out and put back; what touches health is not shown', async () => {
    await house.as('reception')('POST', `/api/customers/${hoa}/preferences`, {
      stance: 'must-not',
      what: 'đậu phộng',
      sensitivity: 'health',
    })
    const page = await press('like', { stance: 'avoids', what: 'hoa ly' })
    expect(wordsOf(page)).toContain('Đã ghi: chị không thích hoa ly.')
    expect(page).not.toContain('đậu phộng')
    const noted = (await profile()).preferences.find(({ what }: { what: string }) => what === 'hoa ly')
    expect(noted).toMatchObject({ source: 'said', notedByName: 'Nguyễn Thị Thanh Hoa' })
    const struck = await press('strike', { line: noted.id })
    expect(wordsOf(struck)).toContain('Đã bỏ “hoa ly”.')
    expect((await profile()).preferences.some(({ what }: { what: string }) => what === 'hoa ly')).toBe(false)
    expect(wordsOf(await press('restore', { line: noted.id }))).toContain('“hoa ly” lại được ghi như trước.')
  })

  test('a letter reaches her timeline word for word, and one with a card number does not', async () => {
    expect(wordsOf(await press('letter', { text: 'Hiên sau yên tĩnh lắm.\nCảm ơn nhà.' }))).toContain(
      'Thư đã đến Nhà Quen. Cảm ơn chị đã viết.',
    )
    const line = (await house.as('owner')('GET', `/api/customers/${hoa}/timeline`)).body.entries[0]
    expect(line).toMatchObject({ kind: 'letter', channel: 'web', body: 'Hiên sau yên tĩnh lắm.\nCảm ơn nhà.' })
    const corrected = await house.as('owner')('PATCH', `/api/customers/${hoa}/timeline/${line.id}`, { body: 'khác', version: 1 })
    expect(corrected.body.code).toBe('touchpoints.not_yours_to_change')
    const card = await ask('POST', `/k/${key}/letter`, new URLSearchParams({ text: 'thẻ 4111 1111 1111 1111' }).toString())
    expect([card.status, card.text]).toEqual([422, expect.stringContaining('Xin đừng ghi đủ số thẻ ở đây.')])
  })

  test('nothing she types becomes markup', async () => {
    const page = await press('like', { stance: 'likes', what: '<script>alert(1)</script>"\'' })
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('&lt;script&gt;')
  })
})

describe('her data', () => {
  test('who noted something, and whose house it is, is named as one speaks of them to a customer', async () => {
    const dung = await hire(house, 'Dũng', 'owner')
    const asDung = { ...dung.cookie, origin: 'http://localhost', host: 'localhost', 'content-type': 'application/json' }
    const noted = await house.app.inject({
      method: 'POST',
      url: `/api/customers/${hoa}/preferences`,
      headers: asDung,
      payload: { stance: 'likes', what: 'ghế cạnh cửa sổ', source: 'observed' },
    })
    expect(noted.statusCode, noted.body).toBe(201)
    const data = async (more = '') => wordsOf((await ask('GET', `/k/${key}/data${more}`)).text)
    // A page that is only read knows the house as it was two seconds ago.
    await expect.poll(() => data(), { timeout: 5000 }).toContain('nhà để ý thấy, anh/chị Dũng ghi')
    const said = await house.app.inject({ method: 'PATCH', url: '/api/me', headers: asDung, payload: { spokenAs: 'anh' } })
    expect(said.json()).toMatchObject({ spokenAs: 'anh' })
    await expect.poll(() => data(), { timeout: 5000 }).toContain('nhà để ý thấy, anh Dũng ghi')
    expect(await data('?lang=en')).toContain('noted by Dũng')
  })

  test('is shown with who said it, veiled without a code', async () => {
    await press('like', { stance: 'likes', what: 'phòng hướng vườn' })
    const page = wordsOf((await ask('GET', `/k/${key}/data`)).text)
    expect(page).toContain('Nhà Quen biết gì về chị')
    expect(page).toContain('phòng hướng vườn (tự nói, 23/11/2026)')
    expect(page).toContain('0570 •••• 01')
    const file = JSON.parse((await ask('GET', `/k/${key}/data.json`)).text)
    expect(file).toMatchObject({ isComplete: false, self: { name: 'Nguyễn Thị Thanh Hoa' }, contacts: [{ value: '0570 •••• 01' }, {}] })
    expect(JSON.stringify(file)).not.toContain('cost')
    expect(await auditOf('customerTookData')).toBe(1)
  })

  test('her name and birthday are hers to correct, and there is no 31 April', async () => {
    expect(wordsOf(await press('own', { callName: 'Thanh Hoa', day: '12', month: '8' }))).toContain('Đã sửa.')
    const { body } = await house.as('owner')('GET', `/api/customers/${hoa}`)
    expect(body).toMatchObject({ callName: 'Thanh Hoa', birthday: { day: 12, month: 8 } })
    expect(wordsOf(await press('own', { callName: 'Hoa', day: '31', month: '4' }))).toContain('Không có ngày này.')
    expect((await house.as('owner')('GET', `/api/customers/${hoa}`)).body.callName).toBe('Thanh Hoa')
  })

  const noServer = { publicAddress: 'https://nha-quen.example', postalAddress: '12 Trần Phú', advertiser: 'Nhà Quen' }
  const server = {
    host: '127.0.0.1',
    port: 2525,
    security: 'none',
    user: '',
    fromAddress: 'nha@nha-quen.example',
    fromName: '',
    replyAddress: '',
    bounceDomain: '',
    ratePerMinute: null,
  }
  const keepServer = async (smtp: typeof server | null) => {
    const { version } = (await house.as('owner')('GET', '/api/mail/settings')).body
    const kept = await house.as('owner')('PUT', '/api/mail/settings', { version, house: noServer, smtp, imap: null, sms: null })
    expect(kept.status).toBe(200)
  }
  /** The code as it stands in the message that is on its way to her. */
  const codeSent = async (): Promise<string> => {
    const found = await sql<{
      own: { subject: string }
    }>`select own from message where customer_id = ${hoa} order by planned_at desc, message_id desc
      limit 1`.execute(house.db)
    return /^\d{6}/.exec(found.rows[0]?.own.subject ?? '')?.[0] ?? ''
  }
  const prove = async (code: string) => ask('POST', `/k/${key}/prove`, `code=${code}`)

  test('a code reaches the address that is known, opens what is veiled once, and lets her change her number', async () => {
    await keepServer(server)
    expect(wordsOf(await press('code', {}))).toContain('Mã 6 chữ số đã gửi đến địa chỉ nhà đã biết')
    const code = await codeSent()
    expect(code).toHaveLength(6)
    const opened = await prove(`${code.slice(0, 3)} ${code.slice(3)}`)
    expect(opened.to).toMatch(/\/data\?proof=/)
    expect(wordsOf((await ask('GET', opened.to)).text)).toContain('0570 000 101')
    const proof = new URL(opened.to, 'http://x').searchParams.get('proof') ?? ''
    const changed = await ask('POST', `/k/${key}/contact?proof=${proof}`, 'kind=phone&value=0570 000 999')
    expect(wordsOf((await ask('GET', changed.to.split('#')[0] ?? '')).text)).toContain('Từ nay Nhà Quen liên lạc với chị qua 0570 000 999.')
    expect(JSON.parse((await ask('GET', `/k/${key}/data.json?proof=${proof}`)).text)).toMatchObject({ isComplete: true })
    expect((await prove(code)).to).toContain('no=code')
    expect(wordsOf((await ask('GET', `/k/${key}/data?proof=${proof.slice(0, -1)}`)).text)).not.toContain('0570 000 999')
    await keepServer(null)
  })

  test('five wrong tries end a code, ten minutes too, and a fourth code within the hour is not sent', async () => {
    await keepServer(server)
    await press('code', {})
    const code = await codeSent()
    for (let at = 0; at < 5; at++) expect((await prove(code === '000000' ? '111111' : '000000')).to).toContain('no=code')
    expect((await prove(code)).to).toContain('no=code')
    await press('code', {})
    const second = await codeSent()
    house.now = new Date(house.now.getTime() + 10 * 60_000)
    expect((await prove(second)).to).toContain('no=code')
    await press('code', {})
    expect(wordsOf(await press('code', {}))).toContain('Đã thử quá nhiều lần.')
    house.now = new Date('2026-11-23T06:52:00Z')
    await keepServer(null)
  })

  test('where nothing carries a code, none is made and the page says so', async () => {
    expect(wordsOf(await press('code', {}))).toContain('Hiện Nhà Quen chưa gửi được mã.')
    const kept = await sql<{ n: number }>`select (select count(*) from page_code where customer_id = ${hoa})::int
      + (select count(*) from message where customer_id = ${hoa})::int as n`.execute(house.db)
    expect(kept.rows[0]?.n).toBe(0)
  })

  test('an old link sends a new one to the address that is known', async () => {
    await keepServer(server)
    const old = writeKey(keyring, { customerId: hoa, madeOn: new Date('2025-09-01T00:00:00Z') })
    expect(wordsOf(await press('new-link', {}, old))).toContain('Đường dẫn mới đã gửi đến địa chỉ mà Nhà Quen biết.')
    const found = await sql<{ own: { text: string } }>`select own from message where customer_id = ${hoa}`.execute(house.db)
    const link = /\/k\/[\w-]+/.exec(found.rows[0]?.own.text ?? '')?.[0] ?? ''
    expect(wordsOf((await ask('GET', link)).text)).toContain('Chào chị Hoa,')
    await keepServer(null)
  })

  test('contacts are not changed without a code', async () => {
    await press('contact', { kind: 'phone', value: '0570 000 999' })
    const { body } = await house.as('owner')('GET', `/api/customers/${hoa}`)
    expect(body.contacts[0].shown).toBe('0570 000 101')
  })

  test('to be erased is asked for, answered within two working days, and may be taken back', async () => {
    house.now = new Date('2026-11-27T06:52:00Z')
    const page = wordsOf(await press('erase', { want: '1' }))
    house.now = new Date('2026-11-23T06:52:00Z')
    expect(page).toContain('trả lời trước hết ngày 01/12/2026; việc xoá xong trước ngày 17/12/2026')
    const rows = await sql<{ state: string }>`select state from data_request where customer_id = ${hoa}`.execute(house.db)
    expect(rows.rows).toEqual([{ state: 'open' }])
    expect(wordsOf(await press('erase', { want: '0' }))).toContain('Đã rút yêu cầu.')
  })
})

describe('staff at her page', () => {
  test('hand over a link of hers, and look at the page without changing anything', async () => {
    const made = await house.as('reception')('POST', `/api/customers/${hoa}/page-link`, {})
    expect(made.body).toMatchObject({ address: expect.stringContaining('/k/'), preview: expect.stringMatching(/^\/k\//) })
    expect(wordsOf((await ask('GET', new URL(made.body.address).pathname)).text)).toContain('Chào chị Hoa,')
    expect(wordsOf((await ask('GET', made.body.preview)).text)).toContain('Xem thử trang của chị Hoa: ở đây bấm gì cũng không thay đổi.')
    const before = await house.checksum()
    for (const [act, body] of [
      ['often', 'n=none'],
      ['topic', `on=${books}`],
      ['one-click', 'List-Unsubscribe=One-Click'],
      ['erase', 'want=1'],
    ])
      await ask('POST', `${made.body.preview}/${act}`, body)
    expect(await house.checksum()).toBe(before)
    expect((await house.as('read-only')('POST', `/api/customers/${hoa}/page-link`, {})).status).toBe(403)
  })

  test('the owner, and nobody else, finds on Today who asked to be erased, and answers', async () => {
    await press('erase', { want: '1' })
    const acts = async () =>
      (await house.as('owner')('GET', '/api/today')).body.acts.filter(
        ({ customerId, kind }: { customerId: string; kind: string }) => customerId === hoa && kind === 'erasure',
      )
    const [act] = await acts()
    expect(act).toMatchObject({ group: 'reply', parts: { answerBy: '2026-11-25', doneBy: '2026-12-13' }, ends: ['done', 'later'] })
    expect((await house.as('reception')('GET', '/api/today')).body.acts.some(({ kind }: { kind: string }) => kind === 'erasure')).toBe(
      false,
    )
    const state = async () =>
      (await sql<{ state: string }>`select state from data_request where customer_id = ${hoa}`.execute(house.db)).rows[0]?.state
    const ended = await house.as('owner')('POST', `/api/today/${encodeURIComponent(act.key)}/end`, { end: 'done' })
    expect([ended.status, await state()]).toEqual([200, 'answered'])
  })
})
