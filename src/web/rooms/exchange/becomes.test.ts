import { describe, expect, test } from 'vitest'
import { exampleOf, isBetter, kindOfField, orderIn } from './becomes.ts'

describe('which figure of a date was taken for the day', () => {
  test.each([
    ['3/4/1972', '03/04/1972', 'day-first'],
    ['3/4/1972', '4 Mar 1972', 'month-first'],
    ['3-4-72', '03/04/1972', 'day-first'],
    ['1972-04-03', '03/04/1972', undefined],
    ['4/4/1972', '04/04/1972', undefined],
    ['1985', '1985', undefined],
  ] as const)('%s as %s', (cell, shown, order) => {
    expect(orderIn(cell, shown)).toBe(order)
  })
})

test('the cell that is shown is the first that can be read', () => {
  const bad = { cell: 'abc', becomes: null, problem: 'not-a-date' }
  const good = { cell: '3/4', becomes: '03/04', problem: null }
  expect(exampleOf({ examples: [bad, good] })).toBe(good)
  expect(exampleOf({ examples: [bad] })).toBe(bad)
  expect(exampleOf({ examples: [] })).toBeUndefined()
})

test('spaces and the composition of letters are nothing to speak of', () => {
  expect(isBetter(' Hoa  Lê ', 'Hoa Lê')).toBe(false)
  expect(isBetter('Hòa'.normalize('NFD'), 'Hòa'.normalize('NFC'))).toBe(false)
  expect(isBetter('HOA', 'Hoa')).toBe(true)
})

test('days, figures and words are told apart', () => {
  expect([kindOfField('birthday'), kindOfField('phone'), kindOfField('state'), kindOfField('name'), kindOfField(null)]).toEqual([
    'day',
    'figure',
    'choice',
    'text',
    'text',
  ])
})
