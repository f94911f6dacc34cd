import { expect, test } from 'vitest'
import { hasCard } from '#values/card-guard.ts'
import { newKey } from './new-block.ts'

test('no name of a block is ever taken for a card, and no two are the same', () => {
  const keys = Array.from({ length: 20_000 }, newKey)
  expect(keys.filter((key) => hasCard(key) || /\d/.test(key))).toEqual([])
  expect(new Set(keys).size).toBe(keys.length)
})
