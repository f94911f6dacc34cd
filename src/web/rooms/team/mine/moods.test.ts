import { describe, expect, test } from 'vitest'
import { isSixDigits } from './codes.ts'
import { weeksUpTo } from './moods.ts'

describe('the four weeks of one’s own days', () => {
  // 23 November 2026 is a Monday.
  const moods = [
    { day: '2026-11-23', mood: 4, words: null },
    { day: '2026-11-02', mood: 2, words: 'mưa cả ngày' },
    { day: '2026-10-30', mood: 1, words: null },
  ]

  test('run from Monday to Sunday, the last with today in it', () => {
    const weeks = weeksUpTo('2026-11-23', moods)
    expect(weeks.map((week) => [week[0]?.day, week.at(-1)?.day])).toEqual([
      ['2026-11-02', '2026-11-08'],
      ['2026-11-09', '2026-11-15'],
      ['2026-11-16', '2026-11-22'],
      ['2026-11-23', '2026-11-29'],
    ])
    expect(weeks[0]?.[0]?.mood?.mood).toBe(2)
    expect(weeks[3]?.map(({ isToCome }) => isToCome)).toEqual([false, true, true, true, true, true, true])
  })

  test('end with Sunday when today is one', () => {
    expect(weeksUpTo('2026-11-22', moods)[3]?.at(-1)?.day).toBe('2026-11-22')
  })
})

test.each([
  ['287082', true],
  [' 287 082 ', true],
  ['287-082', true],
  ['28708', false],
  ['abcd-efgh-jkmn', false],
])('a pasted code "%s" is six digits: %s', (text, is) => {
  expect(isSixDigits(text)).toBe(is)
})
