import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'

const house = aHouse()
const ngoc = house.as('reception')

async function add(body: object): Promise<string> {
  const made = await ngoc('POST', '/api/customers', body)
  expect(made.status).toBe(201)
  return made.body.id
}

const phone = (value: string) => ({ contacts: [{ kind: 'phone', value }] })
const find = async (q: string) => (await ngoc('GET', `/api/recognise?q=${encodeURIComponent(q)}`)).body
const names = async (q: string): Promise<string[]> => (await find(q)).people.map((person: { name: string }) => person.name)

let hoa = ''
let lan = ''

const stays = async (customerId: string, rooms: string[]) => {
  for (const [at, room] of rooms.entries()) {
    const startsOn = `2026-0${1 + Math.floor(at / 3)}-1${at % 3}`
    const made = await ngoc('POST', `/api/customers/${customerId}/orders`, {
      kind: 'stay',
      code: `B-77${at}`,
      placedAt: `${startsOn}T10:00:00+07:00`,
      startsOn,
      endsOn: startsOn,
      total: 1_850_000,
      lines: [{ product: 'Phòng', attributes: { room, view: 'vườn' } }],
      paidBy: { method: 'card', brand: 'Visa', lastFour: '4417' },
    })
    expect(made.status).toBe(201)
  }
}

beforeAll(async () => {
  hoa = await add({
    name: 'Nguyễn Thị Thanh Hoa',
    address: { them: 'chị', source: 'customer' },
    contacts: [
      { kind: 'phone', value: '0570000101' },
      { kind: 'mail', value: 'thanhhoa@thu.example' },
      { kind: 'loyalty-card', value: 'QUEN-0101' },
    ],
  })
  await stays(hoa, ['203', '203', '105', '203', '203', '203', '203', '301', '203', '203'])
  await ngoc('POST', `/api/customers/${hoa}/preferences`, { stance: 'avoids', what: 'hoa ly', reason: 'dị ứng', notedOn: '2025-03-01' })
  const binh = await add({ name: 'Vũ Minh Bình', ...phone('0570000106') })
  lan = await add({ name: 'Đỗ Ngọc Lan', ...phone('0570000106') })
  await ngoc('POST', `/api/customers/${lan}/preferences`, { stance: 'likes', what: 'quà gốm' })
  await ngoc('POST', `/api/customers/${binh}/preferences`, { stance: 'likes', what: 'cà phê sớm' })
  await add({ name: "H'Mai Niê", ...phone('0570000108') })
  await add({ name: 'Hoàng Phủ Ngọc Minh', ...phone('0570000109') })
  await add({ name: 'Nguyễn Thị Thúy Hằng', ...phone('0570000107') })
  await add({ name: 'Trần Văn Cũ', ...phone('0123 4567 890') })
})

describe('one person', () => {
  test.each([
    '0570.000.101',
    '84570000101',
    '+84570000101',
    '0084570000101',
    '0101',
    '570000101',
    'thanh hoa',
    'nguyen thi thanh hoa',
    'Thahn Hoa',
    'THANH HOA',
    'nguyễn hoa',
    'thanhhoa@thu.example',
    'hhoa@thu',
    'QUEN-0101',
    'quen 0101',
    'B-773',
    '4417 hoa',
  ])('is found by %s', async (q) => {
    expect((await names(q))[0]).toBe('Nguyễn Thị Thanh Hoa')
  })

  test.each([
    ['thuý hằng', 'Nguyễn Thị Thúy Hằng'],
    ['thuy h', 'Nguyễn Thị Thúy Hằng'],
    ['hmai', "H'Mai Niê"],
    ['h’mai nie', "H'Mai Niê"],
    ['hoang phu minh', 'Hoàng Phủ Ngọc Minh'],
    ['0123 4567 890', 'Trần Văn Cũ'],
    ['083 4567 890', 'Trần Văn Cũ'],
  ])('is found when %s is typed', async (q, name) => {
    expect((await names(q))[0]).toBe(name)
  })

  test('is greeted in the first line of the answer', async () => {
    const { people } = await find('0570000101')
    expect(people[0]).toMatchObject({ calledAs: 'chị Hoa', greeting: 'Dạ, em chào chị Hoa ạ', match: 'phone', matched: '0570 000 101' })
  })
})

describe('people of one name', () => {
  test('stand with the latest contact first', async () => {
    const first = await add({ name: 'Lý Thị Sen' })
    const second = await add({ name: 'Lý Thị Sen' })
    await ngoc('POST', `/api/customers/${first}/timeline`, { body: 'ghé quầy', at: '2026-11-20T09:00:00+07:00' })
    await ngoc('POST', `/api/customers/${second}/timeline`, { body: 'ghé quầy', at: '2026-11-19T09:00:00+07:00' })
    const ids = (await find('ly thi sen')).people.map((person: { id: string }) => person.id)
    expect(ids).toEqual([first, second])
  })

  test('written with the same marks stand before those written otherwise', async () => {
    await add({ name: 'Phan Thị Bich' })
    await add({ name: 'Phan Thị Bích' })
    expect(await names('phan thị bích')).toEqual(['Phan Thị Bích', 'Phan Thị Bich'])
  })
})

describe('two on one number', () => {
  test('are both shown, each with a fact of their own', async () => {
    const { people } = await find('0570 000 106')
    expect(people.map((person: { name: string; fact: object }) => [person.name, person.fact])).toEqual(
      expect.arrayContaining([
        ['Vũ Minh Bình', { kind: 'likes', what: 'cà phê sớm' }],
        ['Đỗ Ngọc Lan', { kind: 'likes', what: 'quà gốm' }],
      ]),
    )
  })
})

describe('what is typed may be anything', () => {
  test.each(['', '   ', "'", '\\', '%', '_', "' or 1=1 --", '((((', ':*', '!!!', '<b>', 'a'.repeat(200), '٠١٢', '👩‍🍳', '__proto__'])(
    '%j is answered calmly',
    async (q) => {
      expect((await ngoc('GET', `/api/recognise?q=${encodeURIComponent(q)}`)).status).toBe(200)
    },
  )

  test('but a full card number is turned away', async () => {
    expect(await ngoc('GET', '/api/recognise?q=4000%200000%200000%200002')).toMatchObject({
      status: 422,
      body: { code: 'text.card_number' },
    })
  })
})

describe('the card', () => {
  test('says how to greet, the usual with its evidence, how she pays and what to avoid', async () => {
    const { body } = await ngoc('GET', `/api/customers/${hoa}/card`)
    expect(body).toMatchObject({ greeting: 'Dạ, em chào chị Hoa ạ', paying: { by: 'card', brand: 'Visa', lastFour: '4417' } })
    expect(body.usual).toContainEqual(expect.objectContaining({ label: 'room', what: '203', times: 8, of: 10 }))
    expect(body.usual).toContainEqual(expect.objectContaining({ kind: 'paying', what: 'Visa •••• 4417', times: 10, of: 10 }))
    expect(body.avoids).toEqual([expect.objectContaining({ what: 'hoa ly', reason: 'dị ứng' })])
    expect(body.recent[0].about).toMatchObject({ type: 'stay', amount: { minor: 1_850_000, currency: 'VND' } })
  })

  test('shows the storekeeper no amount', async () => {
    const { text } = await house.as('warehouse')('GET', `/api/customers/${hoa}/card`)
    expect(text).not.toContain('1850000')
    expect(text).not.toContain('sums')
  })

  test('of nobody is not found', async () => {
    expect((await ngoc('GET', '/api/customers/01900000-0000-7000-8000-000000000000/card')).status).toBe(404)
  })
})
