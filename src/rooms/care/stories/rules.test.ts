import { describe, expect, test } from 'vitest'
import { countWords, isEnough, isLikeToTell, isTellable, mayBeMinor, mondayOf, tell } from './rules.ts'
import type { Fact } from './story.ts'

const orders = { kind: 'orders', id: null, on: '2023-11-20' } as const
const preference = { kind: 'preference', id: 'p', on: '2026-09-20' } as const
const since: Fact = { kind: 'since', year: 2023, times: 11, source: orders }
const tea: Fact = { kind: 'likes', what: 'Trà gừng', source: preference }
const pillow: Fact = { kind: 'likes', what: 'gối cứng', source: preference }
const kept: Fact = { kind: 'kept', words: 'Giữ phòng hướng vườn', source: { kind: 'promise', id: 'k', on: '2026-09-18' } }
const thanks: Fact = { kind: 'thanks', words: 'Chị khen hai đêm yên tĩnh', source: { kind: 'touchpoint', id: 't', on: '2026-09-20' } }
const hoa = { calledAs: 'chị Hoa', them: 'chị', greeting: 'Dạ, em chào chị Hoa ạ' } as const

describe('a story', () => {
  test('is told in natural words, each sentence with what it was made from', () => {
    const told = tell([since, tea, pillow, kept, thanks], hoa, 'vi')
    expect(told.map(({ words }) => words)).toEqual([
      'Chị Hoa là khách của nhà từ năm 2023, đến nay đã ghé 11 lần.',
      'Chị thích trà gừng và gối cứng.',
      'Hôm 18/09/2026, nhà giữ đúng một lời đã hứa với chị: giữ phòng hướng vườn.',
      'Trong sổ nhà còn ghi: “Chị khen hai đêm yên tĩnh.”',
      'Gặp chị, mình nói “Dạ, em chào chị Hoa ạ”, và để chị thấy nhà vẫn nhớ: trà gừng.',
    ])
    expect(told.map(({ source }) => source.kind)).toEqual(['orders', 'preference', 'promise', 'touchpoint', 'record'])
  })

  test('in English leaves Vietnamese things as they were noted', () => {
    const told = tell([since, tea, pillow], { ...hoa, calledAs: 'Ms Hoa' }, 'en')
    expect(told.map(({ words }) => words)).toEqual([
      'Ms Hoa has been our guest since 2023, and has come 11 times so far.',
      'They like “Trà gừng” and “gối cứng”.',
      'When you meet them, greet them as Ms Hoa, and let them see that the house remembers: “Trà gừng”.',
    ])
  })

  test('of somebody without a form of address says the name again, never “none”', () => {
    const emma = { calledAs: 'Emma', them: 'none', greeting: 'Chào Emma' } as const
    for (const { words } of tell([since, tea, thanks], emma, 'vi')) expect(words).not.toMatch(/none/i)
  })

  test('takes a minute at most, however much was noted', () => {
    const long = (word: string) => Array.from({ length: 90 }, () => word).join(' ')
    const told = tell([since, tea, { ...kept, words: long('vườn') }, { ...thanks, words: long('hoa') }], hoa, 'vi')
    expect(told.reduce((sum, { words }) => sum + countWords(words), 0)).toBeLessThanOrEqual(160)
    expect(told.map(({ kind }) => kind)).toEqual(['since', 'likes', 'kept', 'greet'])
  })

  test('needs how long they have been coming and two things more', () => {
    expect(isEnough([since, tea, kept])).toBe(true)
    expect(isEnough([since, tea, pillow])).toBe(false)
    expect(isEnough([tea, kept, thanks])).toBe(false)
  })
})

describe('nothing private is told', () => {
  test.each([
    'Chị dị ứng hoa ly',
    'Uống thuốc trước khi ngủ',
    'Anh ăn chay ngày rằm',
    'Hay đi nhà thờ sáng chủ nhật',
    'Con gái chị học lớp ba',
    'Gửi qua số 0570 000 101',
    'Viết về hoa@thu.example',
    'Trả bằng thẻ Visa',
    'Hoàn lại 200.000',
    'Giảm cho chị 50k',
    'Nhà ở phường Minh An',
    'Chị bực vì phải chờ',
    'Thẻ 4111 1111 1111 1111',
    'He is vegetarian',
  ])('not “%s”', (text) => {
    expect(isTellable(text)).toBe(false)
  })

  test.each([
    'Chị khen hai đêm yên tĩnh, ngủ ngon.',
    'Chị gửi lại bếp lọ mứt gừng nhà làm, dặn chia cho cả nhà.',
    'Trả phòng muộn 14:00',
    'phòng 203',
  ])('but “%s” may be', (text) => {
    expect(isTellable(text)).toBe(true)
  })

  test('a taste is told when it is short and not private', () => {
    expect([isLikeToTell('trà gừng'), isLikeToTell('nhắn Zalo'), isLikeToTell('hoa '.repeat(20))]).toEqual([true, false, false])
  })

  test('whoever may be under eighteen is left out, who is older is not', () => {
    expect([mayBeMinor({ year: 2008 }, '2026-11-23'), mayBeMinor({ year: 2007 }, '2026-11-23'), mayBeMinor({}, '2026-11-23')]).toEqual([
      true,
      false,
      false,
    ])
    expect(mayBeMinor(null, '2026-11-23')).toBe(false)
  })
})

test('a week begins on its Monday', () => {
  expect(['2026-11-22', '2026-11-23', '2026-11-29'].map(mondayOf)).toEqual(['2026-11-16', '2026-11-23', '2026-11-23'])
})
