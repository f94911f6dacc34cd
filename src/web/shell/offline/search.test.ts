import { describe, expect, test } from 'vitest'
import { findKept, type KeptCard } from './search.ts'

const card = (id: string, name: string, calledAs: string, phone: string, more: Partial<KeptCard> = {}): KeptCard => ({
  id,
  kind: 'person',
  name,
  calledAs,
  greeting: `Dạ, em chào ${calledAs} ạ`,
  contacts: [{ kind: 'phone', value: `+84${phone.slice(1)}`, shown: phone, isVerified: false }],
  likes: [],
  avoids: [],
  recent: [],
  ...more,
})
const cards = [
  card('an', 'Phạm Văn An', 'anh An', '0570000102'),
  card('hoa', 'Nguyễn Thị Thanh Hoa', 'chị Hoa', '0570000101', {
    contacts: [
      { kind: 'phone', value: '+84570000101', shown: '0570 000 101', isVerified: true },
      { kind: 'mail', value: 'thanhhoa@thu.example', shown: 'thanhhoa@thu.example', isVerified: false },
    ],
  }),
  card('binh', 'Vũ Minh Bình', 'anh Bình', '0570000106'),
  card('lan', 'Đỗ Ngọc Lan', 'chị Lan', '0570000106'),
  card('mai', 'H’Mai Niê', 'chị H’Mai', '0570000108'),
]
const found = (q: string) => findKept(cards, q).map(({ id }) => id)

describe('among the kept cards', () => {
  test.each(['0570 000 101', '0570.000.101', '+84570000101', '84570000101', '0084570000101', '0101', '000101'])(
    'the number %s is chị Hoa’s, however it is written',
    (q) => expect(found(q)[0]).toBe('hoa'),
  )

  test('one number may be two people’s', () => expect(found('0570000106')).toEqual(['binh', 'lan']))

  test.each([
    ['thanh hoa', 'hoa'],
    ['Nguyễn Thị Thanh Hoa', 'hoa'],
    ['nguyen thi th', 'hoa'],
    ['chị hoa', 'hoa'],
    ['do ngoc lan', 'lan'],
    ['hmai', 'mai'],
    ["h'mai", 'mai'],
    ['thanhhoa@thu.example', 'hoa'],
  ])('%s is found with marks and without', (q, id) => expect(found(q)[0]).toBe(id))

  test('nobody is found by what nobody has', () => {
    expect(found('0570 000 999')).toEqual([])
    expect(found('quốc cường')).toEqual([])
    expect(found('')).toEqual([])
  })
})
