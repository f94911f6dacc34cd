import { describe, expect, test } from 'vitest'
import { columnToSettle, countsByColumn, doublesOf, mayLeaveEmpty, overwrittenAs, placed, refusedGroups, sameOf } from './column-notes.ts'
import type { ImportColumn, Report } from './steps.ts'

const column = (header: string, field: ImportColumn['field'], more: Partial<ImportColumn> = {}): ImportColumn => ({
  header,
  field,
  guessedBy: field ? 'header' : null,
  examples: [],
  repaired: {},
  doubtful: {},
  unreadable: {},
  ...more,
})
const report = (more: Partial<Report>): Report => ({
  rows: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  customersAdded: 0,
  repaired: {},
  doubtful: {},
  totals: [],
  refusedFor: {},
  problems: [],
  ...more,
})
const problem = (line: number, field: string | null, code: string) => ({ line, field, code, message: '' })

describe('what is said of each column', () => {
  const columns = [
    column('HỌ TÊN', 'name'),
    column('SĐT', 'phone', { repaired: { 'lost-zero': 3 }, unreadable: { 'too-short': 1 } }),
    column('Ngày sinh', 'birthday'),
  ]

  test('is of the first rows until the file is counted', () => {
    expect(countsByColumn(columns, null)[1]).toEqual({ repaired: { 'lost-zero': 3 }, doubtful: {}, unreadable: { 'too-short': 1 } })
  })

  test('is of the whole file once it is', () => {
    const counts = countsByColumn(
      columns,
      report({ repaired: { 'lost-zero': 212 }, refusedFor: { 'too-short': 9 }, problems: [problem(7, 'phone', 'too-short')] }),
    )
    expect(counts[1]).toEqual({ repaired: { 'lost-zero': 212 }, doubtful: {}, unreadable: { 'too-short': 9 } })
  })

  test('finds the column of what the first rows did not show', () => {
    const counts = countsByColumn(columns, report({ repaired: { 'old-prefix': 40, recased: 5 }, doubtful: { date: 14 } }))
    expect(counts.map(({ repaired, doubtful }) => ({ ...repaired, ...doubtful }))).toEqual([
      { recased: 5 },
      { 'lost-zero': 3, 'old-prefix': 40 },
      { date: 14 },
    ])
  })

  test('leaves what concerns rows to the matches', () => {
    expect(countsByColumn(columns, report({ repaired: { duplicate: 57 }, doubtful: { 'shared-phone': 9 } }))[1]?.doubtful).toEqual({})
  })

  test('gives nothing to a column where two could be meant', () => {
    const two = [column('SĐT 1', 'phone'), column('SĐT 2', 'phone')]
    expect(countsByColumn(two, report({ repaired: { 'lost-zero': 5 } })).map(({ repaired }) => repaired)).toEqual([{}, {}])
  })

  test('says how many columns found their place', () => {
    expect(placed([...columns, column('Mã NV', null)])).toEqual({ done: 3, of: 4, isGuessed: true })
    expect(placed([column('A', 'name', { guessedBy: 'person' })]).isGuessed).toBe(false)
  })

  test('a doubt can be settled at the column it comes from', () => {
    expect(columnToSettle(columns, 'date')).toBe(3)
    expect(columnToSettle(columns, 'country')).toBeUndefined()
  })
})

describe('rows that are left out', () => {
  test('stand in groups, the largest first, with their lines', () => {
    const groups = refusedGroups(
      report({
        refused: 5,
        refusedFor: { 'no-at': 1, 'too-short': 4 },
        problems: [problem(2, 'phone', 'too-short'), problem(9, 'mail', 'no-at'), problem(11, 'phone', 'too-short')],
      }),
    )
    expect(groups).toEqual([
      { code: 'too-short', rows: 4, field: 'phone', lines: [2, 11] },
      { code: 'no-at', rows: 1, field: 'mail', lines: [9] },
    ])
  })

  test('name no field where the same reason stands in two', () => {
    expect(
      refusedGroups(report({ refusedFor: { 'too-long': 2 }, problems: [problem(1, 'name', 'too-long'), problem(2, 'tax', 'too-long')] }))[0]
        ?.field,
    ).toBeNull()
  })

  test('can be kept without the one cell, unless the row needs it or it holds a card number', () => {
    expect(mayLeaveEmpty({ code: 'no-at', field: 'mail' })).toBe(true)
    expect(mayLeaveEmpty({ code: 'not-a-date', field: 'at' })).toBe(false)
    expect(mayLeaveEmpty({ code: 'card-number', field: 'mail' })).toBe(false)
    expect(mayLeaveEmpty({ code: 'nul', field: null })).toBe(false)
  })
})

test('rows repeated in the file are not told as customers who were known', () => {
  expect(sameOf(report({ unchanged: 60, repaired: { duplicate: 57 } }))).toBe(3)
  expect(doublesOf(report({ repaired: { duplicate: 57 }, doubtful: { 'shared-phone': 9 } }))).toBe(66)
})

test('parts of a name are written over as the name, and phones never', () => {
  expect(overwrittenAs('given-name', 'customers')).toBe('name')
  expect(overwrittenAs('birthday', 'customers')).toBe('birthday')
  expect(overwrittenAs('phone', 'customers')).toBeUndefined()
  expect(overwrittenAs('price', 'catalogue')).toBe('price')
  expect(overwrittenAs('name', 'catalogue')).toBeUndefined()
  expect(overwrittenAs(null, 'customers')).toBeUndefined()
})
