import { expect, test } from 'vitest'
import { loyaltyStates } from '#rooms/loyalty/contract.ts'
import { loyaltyWords } from './words.data.ts'

test('each state has its word and one definition of its own, in both languages', () => {
  for (const words of [loyaltyWords.vi, loyaltyWords.en]) {
    expect(Object.keys(words.states).sort()).toEqual([...loyaltyStates].sort())
    expect(new Set(Object.values(words.means)).size).toBe(loyaltyStates.length)
  }
})
