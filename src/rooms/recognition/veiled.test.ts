import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { questionsOf } from '../../../test/support/questions.ts'
import { cardOf } from './card.ts'
import { recogniseAll } from './found.ts'

const house = aHouse()
const ngoc = house.as('reception')

async function add(body: object): Promise<string> {
  const made = await ngoc('POST', '/api/customers', body)
  expect(made.status).toBe(201)
  return made.body.id
}

const find = async (role: 'reception' | 'read-only' | 'sales', q: string) =>
  (await house.as(role)('GET', `/api/recognise?q=${encodeURIComponent(q)}`)).body
const names = async (role: 'reception' | 'read-only' | 'sales', q: string): Promise<string[]> =>
  (await find(role, q)).people.map(({ name }: { name: string }) => name)
const card = (role: 'reception' | 'read-only' | 'sales' | 'accounting', id: string) => house.as(role)('GET', `/api/customers/${id}/card`)

let hoa = ''

beforeAll(async () => {
  hoa = await add({
    name: 'Nguyễn Thị Thanh Hoa',
    address: { them: 'chị', source: 'customer' },
    contacts: [
      { kind: 'phone', value: '0570000101' },
      { kind: 'mail', value: 'thanhhoa@thu.example' },
      { kind: 'loyalty-card', value: 'QUEN-0101' },
      { kind: 'zalo', value: 'hoahoian' },
    ],
    birthday: { year: 1974, month: 12, day: 3 },
    priceExpectation: 'fair',
  })
  for (const at of [1, 2, 3, 4])
    await ngoc('POST', `/api/customers/${hoa}/orders`, {
      code: `HD-88${at}`,
      placedAt: `2026-0${at}-10T10:00:00+07:00`,
      total: 320_000,
      lines: [{ product: 'tinh dầu vetiver' }],
      paidBy: { method: 'card', brand: 'Visa', lastFour: '4417' },
    })
  const tell = (body: object) => ngoc('POST', `/api/customers/${hoa}/preferences`, body)
  await tell({ stance: 'avoids', what: 'hoa ly' })
  await tell({ stance: 'needs', what: 'phòng không thang' })
  await tell({ stance: 'must-not', what: 'đậu phộng', sensitivity: 'health' })
  await tell({ stance: 'likes', what: 'nước hoa ngọt', notedOn: '2020-01-01' })
  await tell({ stance: 'likes', what: 'trà gừng' })
})

describe('who may not see contacts', () => {
  test.each([
    '0570 000 101',
    '84570000101',
    '0101',
    '0570000',
    'thanhhoa@thu.example',
    'hhoa@thu',
    'QUEN-0101',
    'HD-881',
    'hoahoian',
    '4417 hoa',
  ])('finds nobody by %s, and is answered as if there were nobody', async (q) => {
    const elsewhere = q.replaceAll('0101', '9393').replaceAll('0570000', '0571999').replace('hoa', 'xyz').replace('HD-881', 'HD-999')
    expect(await find('read-only', q)).toEqual(await find('read-only', elsewhere))
    expect(await names('read-only', q)).toEqual([])
    expect(await names('reception', q)).toContain('Nguyễn Thị Thanh Hoa')
  })

  test('finds people by name, with a veiled number', async () => {
    const { people } = await find('read-only', 'thanh hoa')
    expect(people).toMatchObject([{ name: 'Nguyễn Thị Thanh Hoa', matched: null, phone: '0570 •••• 01' }])
    expect((await find('reception', 'thanh hoa')).people[0].phone).toBe('0570 000 101')
  })

  test('opens a card without any number, address or card on it', async () => {
    const { body, text } = await card('read-only', hoa)
    expect(body.greeting).toBe('Dạ, em chào chị Hoa ạ')
    expect(body.paying).toEqual({ by: 'card', brand: null, lastFour: null, isMasked: true })
    for (const secret of ['70000101', '0570 000 101', 'thanhhoa', 'QUEN-0101', 'hoahoian', '4417', 'Visa', 'đậu phộng'])
      expect(text).not.toContain(secret)
  })
})

describe('who sees contacts and no cards', () => {
  test('finds by phone, and nobody by the digits of a card', async () => {
    expect(await names('sales', '0570000101')).toEqual(['Nguyễn Thị Thanh Hoa'])
    expect(await names('sales', '4417 hoa')).toEqual([])
  })

  test('reads that she pays by card, and not which', async () => {
    const { body, text } = await card('sales', hoa)
    expect(text).not.toContain('4417')
    expect(body.usual).toContainEqual(expect.objectContaining({ kind: 'paying', what: 'card', times: 4, of: 4 }))
    expect((await card('reception', hoa)).body.usual).toContainEqual(expect.objectContaining({ kind: 'paying', what: 'Visa •••• 4417' }))
  })
})

describe('the card of somebody well known', () => {
  test('says first what must not be, then what is needed, then what is avoided', async () => {
    const { avoids } = (await card('reception', hoa)).body
    expect(avoids.map(({ what }: { what: string }) => what)).toEqual(['đậu phộng', 'phòng không thang', 'hoa ly'])
  })

  test('offers no taste that has long faded', async () => {
    const { likes } = (await card('reception', hoa)).body
    expect(likes.map(({ what }: { what: string }) => what)).toEqual(['trà gừng'])
  })

  test('knows who is around, which day is near, and what she looks to spend', async () => {
    const cuong = await add({ name: 'Lê Quốc Cường', address: { them: 'anh', source: 'customer' } })
    await ngoc('POST', `/api/customers/${hoa}/relationships`, { otherId: cuong, kind: 'family', words: 'chồng' })
    await ngoc('POST', `/api/customers/${hoa}/occasions`, { kind: 'wedding', calendar: 'solar', month: 2, day: 14 })
    const { around, occasions, priceExpectation } = (await card('reception', hoa)).body
    expect(around).toMatchObject([{ kind: 'family', words: 'chồng', other: { calledAs: 'anh Cường' } }])
    expect(occasions).toMatchObject([{ kind: 'birthday', nextOn: '2026-12-03' }])
    expect(priceExpectation).toBe('fair')
  })

  test('forgets what was refuted, on the card and among the facts', async () => {
    const lan = await add({ name: 'Đỗ Ngọc Lan', contacts: [{ kind: 'phone', value: '0570000106' }] })
    const { body } = await ngoc('POST', `/api/customers/${lan}/preferences`, { stance: 'likes', what: 'quà gốm' })
    expect((await find('reception', '0570000106')).people[0].fact).toEqual({ kind: 'likes', what: 'quà gốm' })
    await ngoc('POST', `/api/customers/${lan}/preferences/${body.id}/refute`, { version: body.version })
    expect((await find('reception', '0570000106')).people[0].fact).toEqual({ kind: 'new' })
    expect((await card('reception', lan)).text).not.toContain('quà gốm')
  })

  test('is read in nineteen small questions, asked in three breaths, however much is known', async () => {
    const moment = {
      today: '2026-11-23',
      zone: 'Asia/Ho_Chi_Minh',
      hour: 9,
      screen: 'vi',
      who: { role: 'reception' },
      now: house.now,
    } as const
    // Buying is two questions and the times of a coming stay a second one; those around have names of their own. Five are the catalogue’s.
    expect(await questionsOf(house.db, (db) => cardOf(db, hoa, moment))).toBe(19)
  })
})

test('who is this by number is one question for whom, and three for what is shown', async () => {
  const moment = { today: '2026-11-23', hour: 9, screen: 'vi', who: { role: 'reception' } } as const
  expect(await questionsOf(house.db, (db) => recogniseAll(db, '0570000101', moment))).toBeLessThanOrEqual(4)
})

test('a stay booked today for next month is no visit of today', async () => {
  const an = await add({ name: 'Phạm Văn An', contacts: [{ kind: 'phone', value: '0570000102' }] })
  const binh = await add({ name: 'Vũ Minh Bình', contacts: [{ kind: 'phone', value: '0570000102' }] })
  for (const one of [an, binh]) {
    const day = one === an ? '2026-10-01' : '2026-09-01'
    await ngoc('POST', `/api/customers/${one}/orders`, { kind: 'stay', startsOn: day, total: 0, placedAt: `${day}T08:00:00+07:00` })
  }
  await ngoc('POST', `/api/customers/${an}/orders`, { kind: 'stay', state: 'booked', startsOn: '2026-12-20', total: 0 })
  const { people } = await find('reception', '0570000102')
  expect(people.find(({ id }: { id: string }) => id === an).fact).toEqual({ kind: 'last-visit', on: '2026-10-01', days: 53 })
})
