import { describe, expect, test } from 'vitest'
import type { Customer } from '../../people/public.ts'
import { speakingTo } from '../speaking-rules.ts'
import { arrivalLetter, bareWish, wishKey } from './rules.ts'

describe('the same wish', () => {
  test.each([
    ['Sách “Hội An xưa”', 'sach hoi an xua'],
    ['Khi nào có sách Hội An xưa', 'sach hoi an xua'],
    ['tìm giúp em sách HỘI AN XƯA', 'sach hoi an xua'],
    ['sách Hội An xưa khi nào về thì báo chị', 'sach hoi an xua'],
    ['Tell me when Old Hoi An', 'old hoi an'],
  ])('“%s” is “%s”, however it is asked for', (wants, key) => expect(wishKey(wants)).toBe(key))

  test('is named by the thing alone, as it was written', () => {
    expect(bareWish('khi nào về sách “Hội An xưa” thì báo chị')).toBe('sách “Hội An xưa”')
    expect(bareWish('Tìm giúp đèn lồng lụa')).toBe('đèn lồng lụa')
    expect(bareWish('Bộ ấm men tro')).toBe('Bộ ấm men tro')
  })

  test('something else stays something else, and nobody wishes for nothing', () => {
    expect(wishKey('Sách Hội An nay')).not.toBe(wishKey('Sách Hội An xưa'))
    expect(wishKey('Khi có hàng')).toBe('khi co hang')
  })
})

const customer = (more: object) =>
  speakingTo({
    kind: 'person',
    name: 'Phan Thị Mai',
    nameOrder: 'family-first',
    callName: 'Mai',
    address: { them: 'chị', us: 'em', source: 'staff' },
    language: 'vi',
    ...more,
  } as Customer)

const asked = { writer: 'Ngọc', house: 'Nhà Quen', kind: 'arrival' as const, wants: 'sách Hội An xưa', more: null }

describe('the letter that it has come', () => {
  test('speaks to each in their own form of address', () => {
    expect(arrivalLetter({ ...asked, speaking: customer({}) })).toEqual({
      subject: '“sách Hội An xưa” đã có ở Nhà Quen',
      text: 'Chào chị Mai, em là Ngọc ở Nhà Quen. Chị có nhờ em báo khi có “sách Hội An xưa”. Nay nhà em đã có rồi ạ. Chị muốn em giữ lại thì nhắn em một tiếng nhé.',
    })
    const { text } = arrivalLetter({ ...asked, speaking: customer({ address: { them: 'bác', us: 'cháu', source: 'staff' } }) })
    expect(text).toContain('cháu là Ngọc ở Nhà Quen. Bác có nhờ cháu báo khi có')
  })

  test('says one thing more where somebody added it, and that it was found where it was looked for', () => {
    const { text } = arrivalLetter({ ...asked, kind: 'search', more: 'giá 180.000 ₫', speaking: customer({}) })
    expect(text).toContain('Nay em tìm được rồi ạ. Giá 180.000 ₫. Chị muốn em giữ lại')
  })

  test('is English for whoever reads English', () => {
    const { subject, text } = arrivalLetter({
      ...asked,
      speaking: customer({ language: 'en', name: 'Margaret Wilson', nameOrder: 'given-first' }),
    })
    expect(subject).toBe('“sách Hội An xưa” is here')
    expect(text).toMatch(/^Dear .*, this is Ngọc at Nhà Quen\. You asked us to tell you when “sách Hội An xưa” comes\. It is here now\./)
  })
})
