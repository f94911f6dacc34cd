import { describe, expect, test } from 'vitest'
import { bodyOf, draftOf, listOf, newBodyOf, newDraft } from './draft.ts'
import { type Item, saidIn, sayItem } from './saying.ts'

const tea: Item = {
  id: 'tea',
  kind: 'product',
  nameVi: 'Trà sen bách diệp',
  nameEn: 'Lotus tea',
  aliases: ['tra sen'],
  benefitVi: 'uống chậm một ấm là dịu cả buổi chiều',
  benefitEn: 'One slow pot softens the afternoon.',
  forWhomVi: 'người thích vị nhẹ.',
  forWhomEn: '',
  differsVi: 'Ướp sen ba lần',
  differsEn: 'Scented three times',
  contents: ['trà xanh', 'hoa sen'],
  topics: ['trà sen'],
  group: 'Trà',
  price: 340_000,
  currency: 'VND',
  cost: 180_000,
  state: 'here',
  comingOn: null,
  arrivedOn: null,
  isSample: false,
  updatedAt: '2026-11-23T06:52:00Z',
  version: 3,
}
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('what a customer is told of an item', () => {
  test('is whole sentences in the language of the letter', () => {
    expect(plain(sayItem(saidIn(tea, 'vi'), 'vi'))).toBe(
      'Trà sen bách diệp: Uống chậm một ấm là dịu cả buổi chiều. Hợp với người thích vị nhẹ. Ướp sen ba lần. Giá 340.000 ₫.',
    )
    expect(plain(sayItem(saidIn(tea, 'en'), 'en'))).toBe(
      'Lotus tea: One slow pot softens the afternoon. Scented three times. It is ₫340,000.',
    )
  })

  test('says when it comes, and leaves out what nobody wrote', () => {
    expect(saidIn({ ...tea, nameEn: '', benefitEn: '' }, 'en')).toMatchObject({ name: 'Trà sen bách diệp', benefit: '' })
    const bare = {
      ...tea,
      benefitVi: '',
      forWhomVi: '',
      differsVi: '',
      differsEn: '',
      price: null,
      state: 'coming' as const,
      comingOn: '2026-12-01',
    }
    expect(sayItem(saidIn(bare, 'vi'), 'vi')).toBe('Trà sen bách diệp. Dự kiến về ngày 01/12/2026.')
    expect(sayItem(saidIn({ ...bare, comingOn: null }, 'vi'), 'vi')).toBe('Trà sen bách diệp. Sắp về.')
  })
})

describe('an item being written', () => {
  test('comes back as it was', () => {
    expect(bodyOf(draftOf(tea, 'vi'), true)).toMatchObject({
      nameVi: tea.nameVi,
      aliases: tea.aliases,
      contents: tea.contents,
      price: 340_000,
      cost: 180_000,
    })
    expect(bodyOf(draftOf(tea, 'vi'), false)).not.toHaveProperty('cost')
  })

  test('is not sent without a name, nor with a price that nobody can read', () => {
    expect(newBodyOf(newDraft('VND'), true)).toBeUndefined()
    expect(bodyOf({ ...draftOf(tea, 'vi'), price: { text: 'rẻ', minor: undefined } }, true)).toBeUndefined()
  })

  test('has a day only while it is coming', () => {
    const draft = { ...newDraft('VND', 'Sách'), comingOn: '2026-12-01' }
    expect(newBodyOf(draft, true)?.comingOn).toBeNull()
    expect(newBodyOf({ ...draft, state: 'coming' }, true)?.comingOn).toBe('2026-12-01')
  })

  test('takes lists as people type them', () => {
    expect(listOf('gừng, mật ong;gừng\n chanh')).toEqual(['gừng', 'mật ong', 'chanh'])
  })
})
