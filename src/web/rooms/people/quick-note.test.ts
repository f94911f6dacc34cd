import { describe, expect, test } from 'vitest'
import { offeredAtOnce } from './quick-note-uses.ts'

const kinds = 'abcdefghijklmnopqrst'.split('').map((key) => ({ key }))
const shown = (uses: Record<string, number>, chosen = 'a', of = kinds) =>
  offeredAtOnce(of, uses, chosen)
    .map(({ key }) => key)
    .join('')

describe('the kinds offered at once', () => {
  test('are the first eight of the house until some were used', () => {
    expect(shown({})).toBe('abcdefgh')
  })
  test('are those used most, each where the house has it', () => {
    expect(shown({ t: 9, m: 4, a: 1 })).toBe('abcdefmt')
    expect(shown({ a: 1, m: 4, t: 9, q: 2, r: 2, s: 2, n: 3, o: 3, p: 1 })).toBe('amnoqrst')
  })
  test('hold the chosen one however seldom it is used', () => {
    expect(shown({}, 't')).toBe('abcdefght')
  })
  test('are all where no more than nine exist', () => {
    expect(shown({ i: 3 }, 'a', kinds.slice(0, 9))).toBe('abcdefghi')
  })
})
