import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { newId } from '../../../platform/ids.ts'
import { leave, recordConsent } from './consents.ts'
import { isOnDoNotCall } from './register.ts'

const house = aHouse()
const owner = house.as('owner')
const tram = house.as('marketing')
const ngoc = house.as('reception')

type Cell = { topicId: string | null; channel: string; state: string; monthly: number | null; eventId: string }
type Topic = { id: string; names: { vi: string }; wanted: number; position: number; version: number; isOpen: boolean }

const addTopic = async (vi: string, en: string, purpose = 'newsletter'): Promise<Topic> =>
  (await tram('POST', '/api/topics', { purpose, names: { vi, en } })).body
const addPerson = async (name: string, phone: string): Promise<string> =>
  (await ngoc('POST', '/api/customers', { name, contacts: [{ kind: 'phone', value: phone }] })).body.id
const topics = async (): Promise<Topic[]> => (await ngoc('GET', '/api/topics')).body.topics
const wanted = async (id: string) => (await topics()).find((topic) => topic.id === id)?.wanted

describe('topics', () => {
  let books: Topic
  let rooms: Topic
  beforeAll(async () => {
    books = await addTopic('Sách mới', 'New books')
    rooms = await addTopic('Ưu đãi phòng', 'Room offers', 'offer')
  })

  test('are added by who sends to many, and by nobody else', async () => {
    expect((await ngoc('POST', '/api/topics', { purpose: 'newsletter', names: { vi: 'A', en: 'A' } })).status).toBe(403)
    expect((await tram('POST', '/api/topics', { purpose: 'service', names: { vi: 'A', en: 'A' } })).status).toBe(400)
  })

  test('that are new are wanted by nobody, and count who asked for them by any way once', async () => {
    expect(await wanted(books.id)).toBe(0)
    const hoa = await addPerson('Lê Thị Mơ', '0570 000 711')
    for (const channel of ['zalo', 'sms'])
      await ngoc('POST', `/api/customers/${hoa}/consents`, { act: 'granted', topics: [books.id], channel, monthly: 2 })
    expect([await wanted(books.id), await wanted(rooms.id)]).toEqual([1, 0])
  })

  test('change their names and close, unless somebody changed them meanwhile', async () => {
    const changed = await tram('PATCH', `/api/topics/${rooms.id}`, {
      names: { vi: 'Giá tốt', en: 'Good prices' },
      isOpen: false,
      version: 1,
    })
    expect(changed.body).toMatchObject({ names: { vi: 'Giá tốt' }, isOpen: false, version: 2 })
    expect(await tram('PATCH', `/api/topics/${rooms.id}`, { isOpen: true, version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'consent.changed_meanwhile' },
    })
    const mo = await addPerson('Lê Thị Mận', '0570 000 712')
    const asked = { act: 'granted', topics: [rooms.id], channel: 'zalo', monthly: 1 }
    expect((await ngoc('POST', `/api/customers/${mo}/consents`, asked)).body.code).toBe('consent.no_such_topic')
  })

  test('stand in the order the house puts them in, all of them named', async () => {
    const order = (await topics()).map(({ id }) => id).reverse()
    const { body } = await tram('PUT', '/api/topics/order', { topics: order })
    expect(body.topics.map(({ id }: Topic) => id)).toEqual(order)
    expect((await tram('PUT', '/api/topics/order', { topics: order.slice(1) })).body.code).toBe('consent.topics_incomplete')
  })
})

describe('what somebody said at the counter', () => {
  let books: Topic
  let person = ''
  const note = (body: object) => ngoc('POST', `/api/customers/${person}/consents`, body)
  const cell = ({ cells }: { cells: Cell[] }, channel = 'zalo') => cells.find((one) => one.topicId === books.id && one.channel === channel)
  beforeAll(async () => {
    books = await addTopic('Trà', 'Tea')
    person = await addPerson('Phan Thị Sen', '0570 000 713')
  })

  test('is noted with the sentence that was read out, who heard it and where', async () => {
    const { status, body } = await note({
      act: 'granted',
      topics: [books.id],
      channel: 'zalo',
      monthly: 2,
      place: 'Quầy',
      words: 'Ừ, gửi đi em',
    })
    expect(status).toBe(200)
    const now = cell(body)
    expect(now).toMatchObject({ state: 'granted', monthly: 2 })
    const how = body.history.find(({ id }: { id: string }) => id === now?.eventId)
    expect(how).toMatchObject({
      method: 'spoken',
      givenBy: 'staff',
      staffName: 'reception',
      evidence: { place: 'Quầy', words: 'Ừ, gửi đi em' },
    })
    expect(how.evidence.said).toMatch(/về Trà qua Zalo, nhiều nhất 2 tin mỗi tháng/)
    expect(how.evidence.hash).toHaveLength(64)
  })

  test('must say what, by which way and how often', async () => {
    for (const half of [{ topics: [books.id] }, { topics: [books.id], channel: 'zalo' }, { channel: 'zalo', monthly: 1 }])
      expect((await note({ act: 'granted', ...half })).status).toBe(400)
  })

  test('narrows and ends it; nothing that staff hear afterwards leads back', async () => {
    expect(cell((await note({ act: 'narrowed', topics: [books.id], monthly: 1 })).body)?.monthly).toBe(1)
    const left = (await note({ act: 'withdrawn', words: 'Thôi đừng gửi nữa' })).body
    expect(cell(left)?.state).toBe('withdrawn')
    expect(await note({ act: 'granted', topics: [books.id], channel: 'zalo', monthly: 1 })).toMatchObject({
      status: 409,
      body: { code: 'consent.customer_only' },
    })
    expect((await ngoc('GET', `/api/customers/${person}/consents`)).body.history).toHaveLength(3)
  })

  test('is seen by who may see customers, and written by who may note it', async () => {
    const reader = house.as('read-only')
    expect((await reader('GET', `/api/customers/${person}/consents`)).status).toBe(200)
    expect((await reader('POST', `/api/customers/${person}/consents`, { act: 'withdrawn' })).status).toBe(403)
    expect((await ngoc('GET', `/api/customers/${newId()}/consents`)).status).toBe(404)
  })

  test('about how often is narrowed by staff, and widened by the customer alone', async () => {
    const choose = (body: object) => ngoc('PATCH', `/api/customers/${person}/choice`, body)
    expect((await choose({ monthly: 2, version: 0 })).body.choice).toMatchObject({ monthly: 2, version: 1 })
    expect((await choose({ monthly: 3, version: 1 })).body.code).toBe('consent.customer_only')
    expect((await choose({ monthly: 1, version: 0 })).body.code).toBe('consent.changed_meanwhile')
    expect((await choose({ fromHour: 20, untilHour: 8, version: 1 })).body.code).toBe('consent.hours_wrong')
    const { body } = await choose({ pausedUntil: '2027-01-01T00:00:00+07:00', version: 1 })
    expect(body.choices.map(({ staffName }: { staffName: string }) => staffName)).toEqual(['reception', 'reception'])
  })

  test('never of the contact itself, which is on the record', async () => {
    const own = {
      customerId: person,
      purpose: 'newsletter',
      topicId: books.id,
      channel: 'mail',
      act: 'granted',
      givenBy: 'customer',
    } as const
    const proof = { contact: 'sen@thu.example', network: '203.0.113.0/24' }
    await house.db.transaction().execute((tx) => recordConsent(tx, [{ ...own, method: 'form', evidence: proof }], house.now))
    const { text } = await ngoc('GET', `/api/customers/${person}/consents`)
    expect([text.includes('203.0.113.0/24'), text.includes('sen@thu.example')]).toEqual([true, false])
    await house.db.transaction().execute((tx) => leave(tx, { customerId: person, method: 'page', now: house.now }))
  })
})

describe('the words of asking', () => {
  test('are the house’s: a new text is a new version, and the old one stays', async () => {
    const words = 'Cho phép mình gửi {topics} qua {channel}, mỗi tháng nhiều nhất {monthly} tin nhé.'
    const asked = { language: 'vi', manner: 'spoken', words }
    const made = await tram('PUT', '/api/consent-wordings', asked)
    expect(made.body).toMatchObject({ words, isCurrent: true })
    expect((await tram('PUT', '/api/consent-wordings', asked)).body.id).toBe(made.body.id)
    const { wordings } = (await ngoc('GET', '/api/consent-wordings')).body
    const spoken = wordings.filter(({ language, manner }: { language: string; manner: string }) => language === 'vi' && manner === 'spoken')
    expect(spoken.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toEqual([true, false])
  })

  test('must say about what, by which way and how often', async () => {
    const half = { language: 'vi', manner: 'written', words: 'Tôi đồng ý nhận {topics}.' }
    expect(await tram('PUT', '/api/consent-wordings', half)).toMatchObject({ status: 400, body: { code: 'consent.wording_incomplete' } })
  })
})

describe('a door', () => {
  test('is made, changed and closed, and tells what it brings', async () => {
    const topic = await addTopic('Chợ phiên', 'Market')
    const fields = { kind: 'qr', label: 'Quầy', topics: [topic.id], monthly: 2, isDouble: false }
    const made = await tram('POST', '/api/signup-doors', fields)
    expect(made).toMatchObject({ status: 201, body: { isOpen: true, days: [] } })
    expect(made.body.code).toMatch(/^[a-z2-9]{8}$/)
    expect((await tram('POST', '/api/signup-doors', { ...fields, topics: [newId()] })).body.code).toBe('consent.no_such_topic')
    const closed = await tram('PATCH', `/api/signup-doors/${made.body.id}`, { isOpen: false, version: 1 })
    expect(closed.body).toMatchObject({ isOpen: false, version: 2, label: 'Quầy' })
    expect((await tram('PATCH', `/api/signup-doors/${made.body.id}`, { label: 'X', version: 1 })).body.code).toBe(
      'consent.changed_meanwhile',
    )
    const spoken = await tram('POST', '/api/signup-doors', { ...fields, kind: 'spoken', label: 'Lời nói' })
    const person = await addPerson('Đinh Thị Cúc', '0570 000 714')
    await ngoc('POST', `/api/customers/${person}/consents`, { act: 'granted', topics: [topic.id], channel: 'zalo', monthly: 2 })
    const { body } = await tram('GET', '/api/signup-doors')
    expect(body.doors.find(({ id }: { id: string }) => id === spoken.body.id).days).toEqual([
      { day: body.today, opened: 0, signed: 1, confirmed: 0 },
    ])
  })
})

describe('the do-not-call register', () => {
  const load = async (text: string) => {
    const part = `--x\r\ncontent-disposition: form-data; name="file"; filename="dnc.csv"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--x--\r\n`
    const headers = { authorization: `Bearer ${await house.token('owner')}`, 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await house.app.inject({ method: 'POST', url: '/api/do-not-call', headers, payload: part })
    return { status: answer.statusCode, body: answer.json() }
  }

  test('is put in the place of the old copy, whole, with the lines that are no numbers named', async () => {
    const first = await load(
      '﻿Số thuê bao;Ngày đăng ký\r\n0570000721;2024-01-02\r\n"84570000722";x\r\n\r\n570000723\r\nkhông phải số\r\n+84 570 000 721\r\n',
    )
    expect(first.body).toMatchObject({ numbers: 3, read: 4, refused: 1, refusedLines: [{ line: 6 }] })
    expect(await isOnDoNotCall(house.db, ['+84570000721', '+84570000723', '+84570000799'])).toEqual(
      new Set(['+84570000721', '+84570000723']),
    )
    expect((await load('0570000724\n')).body).toMatchObject({ numbers: 1 })
    expect(await isOnDoNotCall(house.db, ['+84570000721'])).toEqual(new Set())
    expect((await owner('GET', '/api/do-not-call')).body).toMatchObject({
      numbers: 1,
      loadedAt: house.now.toISOString(),
      loadedByName: 'owner',
    })
  })

  test('stays as it was where a file holds no number', async () => {
    await load('0570000725\n')
    expect(await load('tên,tuổi\nHoa,52\n')).toMatchObject({ status: 422, body: { code: 'consent.no_numbers' } })
    expect((await owner('GET', '/api/do-not-call')).body.numbers).toBe(1)
    expect((await tram('GET', '/api/do-not-call')).status).toBe(403)
  })

  test('shows on who is on it', async () => {
    await load('0570 000 726\n')
    const person = await addPerson('Tô Thị Lựu', '0570000726')
    expect((await ngoc('GET', `/api/customers/${person}/consents`)).body.isOnRegister).toBe(true)
  })
})

describe('a registered name', () => {
  test('is noted with its end, changed, and laid aside', async () => {
    const made = await owner('POST', '/api/sender-names', { channel: 'sms', name: 'NHAQUEN', validUntil: '2028-03-01' })
    expect(made).toMatchObject({ status: 201, body: { isCurrent: true, version: 1 } })
    const url = `/api/sender-names/${made.body.id}`
    expect((await owner('PATCH', url, { isCurrent: false, version: 1 })).body).toMatchObject({
      name: 'NHAQUEN',
      isCurrent: false,
      version: 2,
    })
    expect((await owner('PATCH', url, { name: 'X', version: 1 })).body.code).toBe('consent.changed_meanwhile')
    expect((await owner('PATCH', `/api/sender-names/${newId()}`, { name: 'X', version: 1 })).body.code).toBe('consent.no_such_sender')
    expect((await owner('GET', '/api/sender-names')).body.senders).toHaveLength(1)
  })
})
