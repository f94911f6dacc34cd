import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Order } from './order.ts'
import {
  addSums,
  changeOf,
  codeKey,
  countsOf,
  type DayCount,
  daysGained,
  endsBeforeStart,
  lineAt,
  orderToRefund,
  type Refundable,
  rhythmOf,
  stampState,
  summaryOf,
} from './rules.ts'

const countable = (change: Partial<Order> = {}) => ({
  kind: 'sale' as const,
  state: 'done' as const,
  day: '2026-11-23',
  currency: 'VND',
  total: 320_000,
  ...change,
})
const refund = (total: number, change: Partial<Order> = {}) => countable({ kind: 'refund', day: '2026-11-25', total: -total, ...change })

describe('what counts on which day', () => {
  test.each<[string, DayCount[], Partial<DayCount>[]]>([
    ['an order, on the day it was placed', countsOf(countable()), [{ day: '2026-11-23', orders: 1, total: 320_000, refunds: 0 }]],
    [
      'a booked stay too',
      countsOf(countable({ kind: 'stay', state: 'booked', startsOn: '2026-12-24' })),
      [{ day: '2026-11-23', orders: 1 }],
    ],
    ['an order that cost nothing', countsOf(countable({ total: 0 })), [{ orders: 1, total: 0 }]],
    ['a cancelled order does not', countsOf(countable({ state: 'cancelled' })), []],
    ['nor do the refunds of a cancelled order', countsOf(countable({ state: 'cancelled' }), [refund(320_000)]), []],
    ['a refund of its own, on its own day', countsOf(refund(90_000)), [{ day: '2026-11-25', orders: 0, total: 0, refunds: 90_000 }]],
    ['a cancelled refund does not', countsOf(refund(90_000, { state: 'cancelled' })), []],
    [
      'an order of which a part came back is still an occasion',
      countsOf(countable(), [refund(319_999)]),
      [
        { orders: 1, total: 320_000 },
        { orders: 0, refunds: 319_999 },
      ],
    ],
    [
      'one that came back whole is none, but its sums stand',
      countsOf(countable(), [refund(300_000), refund(20_000)]),
      [
        { orders: 0, total: 320_000 },
        { day: '2026-11-25', refunds: 300_000 },
        { day: '2026-11-25', refunds: 20_000 },
      ],
    ],
    [
      'a cancelled refund leaves the occasion',
      countsOf(countable(), [refund(320_000, { state: 'cancelled' })]),
      [{ orders: 1, total: 320_000, refunds: 0 }],
    ],
  ])('%s', (_, counts, expected) => {
    expect(counts).toHaveLength(expected.length)
    expect(counts).toMatchObject(expected)
  })

  test('two orders on one day are one occasion with both amounts', () => {
    const both = [...countsOf(countable()), ...countsOf(countable({ total: 80_000 }))]
    expect(changeOf([], both)).toEqual([{ day: '2026-11-23', currency: 'VND', orders: 2, total: 400_000, refunds: 0 }])
    expect(daysGained([{ now: 2, gained: 2 }])).toBe(1)
    expect(daysGained([{ now: 2, gained: 1 }])).toBe(0)
    expect(daysGained([{ now: 0, gained: -2 }])).toBe(-1)
  })

  test('a change added and taken back is no change', () => {
    const count = fc.record({
      day: fc.constantFrom('2026-11-22', '2026-11-23'),
      currency: fc.constantFrom('VND', 'USD'),
      orders: fc.nat(3),
      total: fc.nat(1e9),
      refunds: fc.nat(1e9),
    })
    fc.assert(
      fc.property(fc.array(count), fc.array(count), (before, after) => {
        expect(changeOf(before, before)).toEqual([])
        const there = addSums({}, changeOf(before, after))
        expect(addSums(there, changeOf(after, before))).toEqual({})
      }),
    )
  })

  test('a currency in which nothing is left is not named', () => {
    const usd = { day: '2026-11-23', currency: 'USD', orders: 1, total: 0, refunds: 0 }
    expect(addSums({ VND: { total: 5, refunds: 0 } }, [usd, { ...usd, currency: 'VND', total: -5 }])).toEqual({})
  })
})

test.each([
  [[], null],
  [['2026-01-01', '2026-03-01'], null],
  [['2026-01-01', '2026-01-11', '2026-01-31'], 15],
  [['2026-01-01', '2026-01-11', '2026-01-31', '2026-12-31'], 20],
])('the rhythm of %j is %s days', (days, rhythm) => {
  expect(rhythmOf(days)).toBe(rhythm)
})

describe('a refund without reference', () => {
  const sold = (id: string, left: number, change: Partial<Refundable> = {}): Refundable => ({
    id,
    kind: 'sale',
    state: 'done',
    currency: 'VND',
    placedAt: new Date('2026-11-01T00:00:00Z'),
    left,
    ...change,
  })
  const asked = { minor: 100, currency: 'VND', placedAt: new Date('2026-11-23T00:00:00Z') }

  test.each<[string, Refundable[], string | null]>([
    ['belongs to the only order it fits', [sold('a', 100)], 'a'],
    ['belongs to none where two fit', [sold('a', 100), sold('b', 250)], null],
    ['passes over an order of which less is left', [sold('a', 99), sold('b', 250)], 'b'],
    ['passes over another currency', [sold('a', 100, { currency: 'USD' })], null],
    ['passes over what was cancelled', [sold('a', 100, { state: 'cancelled' })], null],
    ['passes over refunds', [sold('a', 100, { kind: 'refund' })], null],
    ['passes over what was bought later', [sold('a', 100, { placedAt: new Date('2026-11-24T00:00:00Z') })], null],
    ['is of its own where nothing was bought', [], null],
  ])('%s', (_, orders, expected) => {
    expect(orderToRefund(asked, orders)).toBe(expected)
  })
})

describe('the states of an order', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour))

  test('are stamped as they come', () => {
    const times = stampState(stampState({}, 'booked', at(1)), 'open', at(5))
    expect(times).toEqual({ booked: at(1).toISOString(), open: at(5).toISOString() })
  })

  test('forget what came later when somebody goes back to correct', () => {
    const times = { booked: at(1).toISOString(), open: at(2).toISOString(), done: at(3).toISOString() }
    expect(stampState(times, 'open', at(4))).toEqual({ booked: at(1).toISOString(), open: at(4).toISOString() })
    expect(stampState({ ...times, cancelled: at(5).toISOString() }, 'done', at(6))).toMatchObject({ done: at(6).toISOString() })
    expect(stampState({ cancelled: at(5).toISOString() }, 'booked', at(6))).toEqual({ booked: at(6).toISOString() })
  })

  test('a stay may end on the day it begins, not before', () => {
    expect(endsBeforeStart({ startsOn: '2026-11-23', endsOn: '2026-11-23' })).toBe(false)
    expect(endsBeforeStart({ startsOn: '2026-11-23', endsOn: '2026-11-22' })).toBe(true)
    expect(endsBeforeStart({ startsOn: null, endsOn: '2026-11-22' })).toBe(false)
  })
})

describe('on the timeline', () => {
  const placedAt = new Date('2026-11-20T03:00:00Z')
  const stay = { placedAt, day: '2026-11-20', startsOn: '2026-12-24', state: 'booked' as const }

  test('a stay stands on its first day in the house’s zone', () => {
    expect(lineAt(stay, 'Asia/Ho_Chi_Minh').toISOString()).toBe('2026-12-23T17:00:00.000Z')
  })

  test('an order without days, a walk-in and a cancelled stay stand where they were placed', () => {
    expect(lineAt({ ...stay, startsOn: null }, 'Asia/Ho_Chi_Minh')).toBe(placedAt)
    expect(lineAt({ ...stay, startsOn: '2026-11-20' }, 'Asia/Ho_Chi_Minh')).toBe(placedAt)
    expect(lineAt({ ...stay, state: 'cancelled' }, 'Asia/Ho_Chi_Minh')).toBe(placedAt)
  })

  const line = (product: string, quantity = 1) => ({ product, quantity, attributes: {} })
  test.each([
    [[], ''],
    [[line('Phòng 203')], 'Phòng 203'],
    [[line('nến gỗ', 2), line('tinh dầu'), line('trà'), line('gừng')], 'nến gỗ × 2, tinh dầu +2'],
  ])('%j is told as %s', (lines, told) => {
    expect(summaryOf(lines)).toBe(told)
  })

  test('what is told stays short', () => {
    const long = summaryOf([line('x'.repeat(200)), line('y'.repeat(200)), line('z')])
    expect([...long]).toHaveLength(200)
    expect(long).toMatch(/^x+…? ?.*… \+1$/)
  })
})

test.each([
  ['BK-2041', 'bk2041'],
  ['bk 2041', 'bk2041'],
  ['Đơn 77', 'don77'],
  ['№ *', 'no'],
  ['***', '***'],
])('the code %s is found as %s', (code, key) => {
  expect(codeKey(code)).toBe(key)
})
