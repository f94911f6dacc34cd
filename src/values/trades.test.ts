import { describe, expect, test } from 'vitest'
import { type Pair, tradeKeys } from './trades.data.ts'
import { tradeOf, tradeWords } from './trades.ts'

const KEY = /^[a-z0-9-]{1,60}$/
const areSpoken = (pairs: readonly Pair[]) => pairs.every(({ vi, en }) => vi.trim() === vi && vi !== '' && en.trim() === en && en !== '')
const areOnce = (keys: readonly string[]) => new Set(keys).size === keys.length

describe.each(tradeKeys)('a house of the trade %s', (key) => {
  const { words, kinds, groups, fields } = tradeOf(key)

  test('has its words in both languages', () => {
    expect(areSpoken(Object.values(words))).toBe(true)
    expect(tradeWords(key, 'vi').visit).toBe(words.visit.vi)
  })

  test('names its touchpoints, groups and fields once each, in both languages', () => {
    for (const list of [kinds, groups, fields]) {
      expect(list.length).toBeGreaterThan(0)
      expect(areOnce(list.map((one) => one.key))).toBe(true)
      expect(list.every((one) => KEY.test(one.key))).toBe(true)
      expect(areSpoken(list)).toBe(true)
    }
  })

  test('lets people choose no more than there is to choose', () => {
    for (const { atMost, choices } of groups) {
      expect(atMost).toBeGreaterThanOrEqual(1)
      expect(atMost).toBeLessThanOrEqual(choices.length)
      expect(areOnce(choices.map((one) => one.key))).toBe(true)
      expect(areOnce(choices.map((one) => one.vi))).toBe(true)
      expect(areSpoken(choices)).toBe(true)
    }
  })

  test('gives choices to a field that is chosen from, and to no other', () => {
    for (const { kind, choices = [] } of fields) expect(choices.length > 1).toBe(kind === 'choice')
  })
})

test('one key means one thing in every trade, so that a house may change its trade', () => {
  for (const part of ['kinds', 'groups', 'fields'] as const) {
    const all = tradeKeys.flatMap((trade) => [...tradeOf(trade)[part]])
    for (const one of all) expect(all.filter(({ key }) => key === one.key).every(({ vi }) => vi === one.vi)).toBe(true)
  }
})

test('a trade that nobody knows is served as a hotel', () => {
  expect(tradeOf('circus')).toBe(tradeOf('hotel'))
})
