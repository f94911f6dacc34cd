import { describe, expect, test } from 'vitest'
import { buyingOf, type DayRows, noRows, readRows } from './buying-rules.ts'
import { Ledger } from './ledger.ts'

type Row = [day: number, orders: number, total: number, refunds: number, isHere: number]
const rowsOf = (...rows: Row[]): DayRows => ({
  days: rows.map(([day]) => day),
  orders: rows.map(([, orders]) => orders),
  totals: rows.map(([, , total]) => total),
  refunds: rows.map(([, , , refunds]) => refunds),
  isHere: rows.map(([, , , , isHere]) => isHere),
})
const nothing = { days: [], spendDays: 0, spend: 0, yearSpendDays: 0, yearSpend: 0, foreignDays: 0 }

describe('what somebody bought', () => {
  test.each<[words: string, rows: Row[], buying: object]>([
    ['is nothing without an order', [], nothing],
    ['is nothing where all was given back', [[10, 0, 900, 900, 1]], nothing],
    ['is no visit where nothing was paid', [[10, 1, 0, 0, 1]], nothing],
    ['is a visit a day, whatever the orders', [[10, 3, 900, 0, 1]], { ...nothing, days: [10] }],
    [
      'is spend after the first visit, with money given back on its own day',
      [
        [5, 0, 0, 40, 1],
        [10, 1, 900, 0, 1],
        [20, 1, 500, 0, 1],
        [21, 0, 0, 100, 1],
      ],
      { ...nothing, days: [10, 20], spendDays: 1, spend: 400, yearSpendDays: 1, yearSpend: 500 },
    ],
    [
      'is a visit but no spend in another currency',
      [
        [10, 1, 900, 0, 1],
        [20, 1, 30, 0, 0],
      ],
      { ...nothing, days: [10, 20], foreignDays: 1 },
    ],
    [
      'is one visit on a day of two currencies, with what was paid in the house’s own',
      [
        [10, 1, 900, 0, 1],
        [20, 1, 30, 0, 0],
        [20, 1, 700, 50, 1],
      ],
      { ...nothing, days: [10, 20], spendDays: 1, spend: 650, yearSpendDays: 1, yearSpend: 650 },
    ],
  ])('%s', (_, rows, buying) => {
    expect(buyingOf(rowsOf(...rows), 20)).toEqual(buying)
  })

  test('is read from lists as the database writes them', () => {
    const rows = noRows()
    readRows(Buffer.from('id\t{10,20}\t{1,0}\t{900,0}\t{0,-50}\t{1,0}\n'), 3, rows)
    expect(rows).toEqual(rowsOf([10, 1, 900, 0, 1], [20, 0, 0, -50, 0]))
  })
})

describe('the ledger of all', () => {
  const ledger = new Ledger()
  const idOf = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
  const all = Array.from({ length: 3000 }, (_, n) => ({
    id: idOf(n),
    days: Array.from({ length: n % 5 }, (_one, at) => n + at * (1 + (n % 3))),
  }))
  for (const { id, days } of all) {
    const rows = rowsOf(...days.map((day): Row => [day, 1, 100 + day, 0, 1]))
    ledger.add(Buffer.from(`xx${id}`), 2, buyingOf(rows, 1000))
  }
  const bought = all.filter(({ days }) => days.length > 0)

  test('holds each who bought, as they were put in', () => {
    expect(ledger.count).toBe(bought.length)
    for (const row of [0, 1, 1000, bought.length - 1])
      expect(ledger.row(row)).toMatchObject({ customerId: bought[row]?.id, days: bought[row]?.days })
    expect(ledger.totals()).toMatchObject({
      occasions: bought.reduce((sum, { days }) => sum + days.length, 0),
      repeaters: bought.filter(({ days }) => days.length > 1).length,
      firstDay: 1,
      lastDay: Math.max(...bought.flatMap(({ days }) => days)),
    })
  })

  test('tells what was known by a day and what came after it', () => {
    const { histories, later } = ledger.upTo(1500)
    const then = bought.filter(({ days }) => (days[0] ?? 0) <= 1500)
    expect([...histories.repeats]).toEqual(then.map(({ days }) => days.filter((day) => day <= 1500).length - 1))
    expect([...later]).toEqual(then.map(({ days }) => days.filter((day) => day > 1500).length))
    expect([...histories.ageDays]).toEqual(then.map(({ days }) => 1500 - (days[0] ?? 0)))
  })

  test('counts every gap between visits', () => {
    const gaps = bought.flatMap(({ days }) => days.slice(1).map((day, at) => day - (days[at] ?? 0)))
    expect(ledger.gaps()).toEqual([1, 2, 3].map((gap) => ({ gap, times: gaps.filter((one) => one === gap).length })))
  })
})
