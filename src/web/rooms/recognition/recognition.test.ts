import { describe, expect, test } from 'vitest'
import type { Found } from '../../shell/facts.ts'
import { peopleWords } from '../people/words.data.ts'
import { digitOf, isWholeNumber, onlyOne, shownAs } from './reading.ts'
import { habitsOf, isSeenIn, type Usual } from './usual.ts'
import { recognitionWords } from './words.data.ts'

const { vi, en } = recognitionWords
const paying = peopleWords.vi.paying.by
const trait = (part: Partial<Usual>): Usual => ({
  kind: 'attribute',
  label: 'room',
  what: '203',
  times: 8,
  of: 10,
  among: 'stays',
  lastOn: '2026-09-17',
  ...part,
})
const view = trait({ label: 'view', what: 'vườn' })

describe('the usual', () => {
  test('tells room and view in one breath where they came together', () => {
    expect(habitsOf({ usual: [trait({}), view], paying: null }, vi, paying)).toEqual([{ what: 'Phòng 203 hướng vườn', times: 8, of: 10 }])
    expect(habitsOf({ usual: [trait({}), view], paying: null }, en, paying)).toEqual([{ what: 'Room 203 vườn view', times: 8, of: 10 }])
  })
  test('says in the words of the catalogue what it is and what they have of it', () => {
    const tea = trait({
      kind: 'product',
      label: null,
      what: 'TRA SEN',
      item: { id: 'tea', name: 'Trà sen', benefit: 'Dịu cả buổi chiều.' },
    })
    expect(habitsOf({ usual: [tea], paying: null }, vi, paying)).toEqual([
      { what: 'Trà sen', times: 8, of: 10, benefit: 'Dịu cả buổi chiều.' },
    ])
  })
  test('tells them apart where they did not', () => {
    const habits = habitsOf({ usual: [trait({}), trait({ label: 'view', what: 'vườn', times: 6 })], paying: null }, vi, paying)
    expect(habits.map(({ what, times }) => [what, times])).toEqual([
      ['Phòng 203', 8],
      ['Hướng vườn', 6],
    ])
  })
  test('does not say a word twice that the house has already written', () => {
    expect(
      habitsOf({ usual: [trait({ what: 'Phòng 203' }), trait({ label: 'hướng', what: 'hướng vườn' })], paying: null }, vi, paying)[0]?.what,
    ).toBe('Phòng 203 hướng vườn')
  })
  test('keeps the name of what it has no word for', () => {
    expect(habitsOf({ usual: [trait({ label: 'mùi', what: 'gỗ' })], paying: null }, vi, paying)[0]?.what).toBe('Mùi: gỗ')
  })
  test('ends with how they pay, with its evidence or as noted by hand', () => {
    const usual = [trait({ kind: 'paying', label: null, what: 'cash', times: 7 })]
    expect(habitsOf({ usual, paying: { by: 'cash', brand: null, lastFour: null } }, vi, paying)).toEqual([
      { what: 'Tiền mặt', times: 7, of: 10 },
    ])
    expect(habitsOf({ usual: [], paying: { by: 'card', brand: 'JCB', lastFour: '2290' } }, vi, paying)).toEqual([
      { what: 'JCB •••• 2290', times: 0, of: 0 },
    ])
  })
})

const found = (part: Partial<Found>): Found => ({
  id: 'a',
  kind: 'person',
  name: 'Hoa',
  calledAs: 'chị Hoa',
  greeting: '',
  match: 'phone',
  matched: null,
  phone: null,
  fact: { kind: 'new' },
  ...part,
})

describe('a like', () => {
  const habits = [{ what: 'Phòng 203 hướng vườn', times: 8, of: 10 }]
  test('that the orders show already is not told twice', () => {
    expect(isSeenIn('phòng hướng vườn', habits)).toBe(true)
    expect(isSeenIn('trà gừng', habits)).toBe(false)
  })
})

describe('what is typed', () => {
  test.each(['0570 000 101', '0570.000.101', '+84570000101', '84570000101', '0084570000101'])('%s is a whole number', (typed) => {
    expect(isWholeNumber(typed)).toBe(true)
    expect(shownAs(typed)).toBe('0570 000 101')
  })
  test.each(['0101', '0570000', 'thanh hoa', ''])('%j is none yet', (typed) => {
    expect(isWholeNumber(typed)).toBe(false)
  })
  test('opens the card by itself only for the one person that a whole number can mean', () => {
    expect(onlyOne('0570000101', [found({})])?.id).toBe('a')
    expect(onlyOne('0101', [found({})])).toBeUndefined()
    expect(onlyOne('0570000106', [found({}), found({ id: 'b' })])).toBeUndefined()
    expect(onlyOne('hoa', [found({ match: 'name' })])).toBeUndefined()
  })
  test('takes the second of two by the key 2, and nobody by the key 3', () => {
    expect(digitOf('Digit2', 2)).toBe(1)
    expect(digitOf('Numpad1', 2)).toBe(0)
    expect(digitOf('Digit3', 2)).toBeUndefined()
    expect(digitOf('KeyA', 2)).toBeUndefined()
  })
})
