import { describe, expect, test } from 'vitest'
import { listFilter } from '#rooms/loyalty/contract.ts'
import { readState, writeState } from '../../shell/address.ts'
import {
  askedOf,
  chipsOf,
  type ListState,
  type LoyaltyTold,
  listAddress,
  moveOf,
  noFilters,
  standingOf,
  withMove,
  withStanding,
} from './list-address.ts'
import { peopleWords } from './words.data.ts'

const state = (search: string): ListState => readState(listAddress, search)
const words = peopleWords.vi.filter
const told: LoyaltyTold = {
  standing: (states) => (typeof states === 'string' ? states : states.join(' hoặc ')),
  share: (percents) => `${percents} %`,
  moved: (entered, one, since, until) => `${entered ? 'vào' : 'rời'} ${one} ${since}–${until ?? ''}`,
}
const chips = (search: string): string[] => chipsOf(state(search), words, told).map((chip) => chip.words)

describe('the list’s address', () => {
  test('asks for those not seen for six months in their view, unless another span is chosen', () => {
    expect(askedOf(state('?view=away'))).toMatchObject({ sort: '-lastContact', notSeenMonths: '6' })
    expect(askedOf(state('?view=away&unseen=12&kind=organisation'))).toMatchObject({ notSeenMonths: '12', kind: 'organisation' })
  })

  test('asks by the record and by loyalty at once, in any order', () => {
    expect(askedOf(state('?loyalty=at-risk,cooling&least=30&most=70&tag=VIP&seen=3&sort=-value'))).toMatchObject({
      state: 'cooling,at-risk',
      chanceFrom: 0.3,
      chanceTo: 0.7,
      tag: 'VIP',
      seenMonths: '3',
      sort: '-value',
    })
    expect(askedOf(state('?view=loyal&words=lan'))).toMatchObject({ state: 'loyal', words: 'lan', sort: 'name' })
    expect(askedOf(state('?loyalty=none')).state).toBe('none')
  })

  test('asks for who moved only where it says since when', () => {
    expect(askedOf(state('?entered=loyal&since=2026-08-25'))).toMatchObject({ entered: 'loyal', since: '2026-08-25' })
    expect(askedOf(state('?entered=loyal')).entered).toBeUndefined()
    expect(askedOf(state('?left=loyal&since=2026-02-30')).left).toBeUndefined()
  })

  test('asks nothing that the house would not understand as the filter of a group', () => {
    for (const search of [
      '',
      '?view=loyal',
      '?loyalty=none&phone=true',
      '?least=10&left=loyal&since=2026-01-01&words=an',
      '?view=away&language=en',
    ]) {
      const { sort, ...filter } = askedOf(state(search))
      expect([search, listFilter.safeParse(filter).success, sort]).toEqual([search, true, expect.any(String)])
    }
  })

  test('puts every filter into words, each with its way out', () => {
    expect(chips('?tag=gốm&seen=6&language=en&phone=false&words=an')).toEqual([
      'tên có “an”',
      'nhãn gốm',
      'gặp trong 6 tháng',
      'nói tiếng Anh',
      'chưa có điện thoại',
    ])
    const loyal = '?loyalty=loyal,lost&least=50&most=90&left=loyal&since=2026-08-25'
    expect(chips(loyal)).toEqual(['loyal hoặc lost', 'quay lại từ 50 %', 'quay lại đến 90 %', 'rời loyal 2026-08-25–'])
    for (const chip of chipsOf(state(loyal), words, told))
      expect(chips(writeState(listAddress, chip.clear, loyal))).not.toContain(chip.words)
    expect(chipsOf({ ...state(loyal), ...noFilters }, words, told)).toEqual([])
  })

  test('leaves the view of one state when others are chosen, and no other view', () => {
    expect(standingOf(state('?view=cooling'))).toEqual(['cooling'])
    expect(withStanding('cooling', ['cooling', 'lost'])).toEqual({ view: 'all', loyalty: ['cooling', 'lost'] })
    expect(withStanding('organisation', ['lost'])).toEqual({ loyalty: ['lost'] })
  })

  test('knows the move that was chosen, and lets go of it', () => {
    const moved = withMove('entered-won-back', '2026-11-23')
    expect(moved).toMatchObject({ entered: 'won-back', since: '2026-08-25' })
    expect(moveOf({ ...state(''), ...moved })).toBe('entered-won-back')
    expect(moveOf({ ...state(''), ...moved, ...withMove(undefined, '2026-11-23') })).toBeUndefined()
  })

  test('knows no filter that it cannot read', () => {
    expect(askedOf(state('?seen=7&sort=price&kind=ghost&loyalty=ghost&least=101'))).toMatchObject({
      sort: 'name',
      seenMonths: undefined,
      kind: undefined,
      state: undefined,
      chanceFrom: undefined,
    })
  })
})
