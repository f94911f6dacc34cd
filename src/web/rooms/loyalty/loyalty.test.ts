import { describe, expect, test } from 'vitest'
import { loyaltyStates } from '#rooms/loyalty/contract.ts'
import { readState } from '../../shell/address.ts'
import { chipsOf, listAddress, loyaltyAsked, noFilters, noLoyalty } from '../people/list-address.ts'
import { peopleWords } from '../people/words.data.ts'
import { loyaltyWords } from './words.data.ts'

const state = (search: string) => readState(listAddress, search)

describe('the list by loyalty', () => {
  test('is a view of its own, a filter, or an order; else the list is as ever', () => {
    expect(loyaltyAsked(state('?view=loyal'))).toEqual({ state: 'loyal', sort: '-chance' })
    expect(loyaltyAsked(state('?loyalty=at-risk&rank=-value'))).toEqual({ state: 'at-risk', sort: '-value' })
    expect(loyaltyAsked(state('?loyalty=none'))).toEqual({ state: 'none', sort: '-chance' })
    expect(loyaltyAsked(state('?rank=chance'))).toEqual({ state: undefined, sort: 'chance' })
    expect(loyaltyAsked(state('?view=away&seen=3'))).toBeUndefined()
    expect(loyaltyAsked(state('?loyalty=ghost'))).toBeUndefined()
  })

  test('says what it is narrowed to, and lets go of it', () => {
    const filtered = state('?loyalty=lost')
    const said = chipsOf(filtered, peopleWords.vi.filter, (one) =>
      loyaltyWords.vi.filterChip(one === 'none' ? '' : loyaltyWords.vi.states[one]),
    )
    expect(said.map(({ words }) => words)).toEqual(['gắn bó: đã mất'])
    expect(loyaltyAsked({ ...filtered, ...noFilters })).toBeUndefined()
    expect(loyaltyAsked({ ...state('?view=cooling'), ...noLoyalty('cooling') })).toBeUndefined()
  })
})

test('each state has its word and one definition of its own, in both languages', () => {
  for (const words of [loyaltyWords.vi, loyaltyWords.en]) {
    expect(Object.keys(words.states).sort()).toEqual([...loyaltyStates].sort())
    expect(new Set(Object.values(words.means)).size).toBe(loyaltyStates.length)
  }
})
