import { describe, expect, it } from 'vitest'
import { dayNumber } from '../values/civil-date.ts'
import { type Orders, occasionsOf } from './occasions.ts'
import { gapsOf, rhythmOf, storeCycleDays } from './rhythm.ts'
import { seenAtTheStart, summaryOf } from './summary.ts'

type Line = [customer: number, day: string, amount: number, refundOf?: number]
const log = (lines: Line[]): Orders => ({
  customer: Int32Array.from(lines, ([who]) => who),
  day: Int32Array.from(lines, ([, day]) => dayNumber(day)),
  amount: Float64Array.from(lines, ([, , amount]) => amount),
  refundOf: Int32Array.from(lines, ([, , , order]) => order ?? -1),
})
const visits = (lines: Line[], zeroIsVisit?: boolean): [number, number, number][] => {
  const { occasions } = occasionsOf(log(lines), zeroIsVisit)
  return Array.from(occasions.customer, (who, row) => [who, (occasions.day[row] ?? 0) - dayNumber('2025-01-01'), occasions.spend[row] ?? 0])
}

describe('occasions', () => {
  it('several orders of a day are one visit, amounts summed, in whatever order the log has them', () => {
    const lines: Line[] = [
      [1, '2025-01-05', 20],
      [0, '2025-01-09', 7],
      [1, '2025-01-02', 10],
      [1, '2025-01-05', 5],
    ]
    expect(visits(lines)).toEqual([
      [0, 8, 7],
      [1, 1, 10],
      [1, 4, 25],
    ])
  })
  it('money given back is no visit, and is counted apart', () => {
    const lines: Line[] = [
      [0, '2025-01-01', 20],
      [0, '2025-01-03', -20],
      [0, '2025-01-05', 5],
    ]
    expect(visits(lines)).toHaveLength(2)
    expect(occasionsOf(log(lines)).counts).toMatchObject({ rows: 3, refunds: 1, refunded: 20, refundedWhole: 0 })
  })
  it('an order given back whole vanishes, one given back in part shrinks', () => {
    const lines: Line[] = [
      [0, '2025-01-01', 20],
      [0, '2025-01-03', 30],
      [0, '2025-01-04', -30, 1],
      [0, '2025-01-06', 40],
      [0, '2025-01-07', -15, 3],
    ]
    expect(visits(lines)).toEqual([
      [0, 0, 20],
      [0, 5, 25],
    ])
    expect(occasionsOf(log(lines)).counts.refundedWhole).toBe(1)
  })
  it('an order of nothing is a visit where no returns are booked, a correction where they are, and what the owner says', () => {
    const free: Line[] = [
      [0, '2025-01-01', 20],
      [0, '2025-01-03', 0],
    ]
    expect(visits(free)).toHaveLength(2)
    expect(visits([...free, [1, '2025-01-03', -5]])).toHaveLength(1)
    expect(visits(free, false)).toHaveLength(1)
    expect(occasionsOf(log(free)).counts.zeroAmount).toBe(1)
  })
  it('orders of nobody known are passed over and counted', () => {
    const lines: Line[] = [
      [-1, '2025-01-01', 20],
      [0, '2025-01-03', 5],
    ]
    expect(visits(lines)).toHaveLength(1)
    expect(occasionsOf(log(lines)).counts.nobody).toBe(1)
  })
  it('a log without amounts is a log of visits', () => {
    const { occasions } = occasionsOf({ customer: Int32Array.of(0, 0, 0), day: Int32Array.of(5, 5, 9), amount: null })
    expect(Array.from(occasions.day)).toEqual([5, 9])
    expect(Array.from(occasions.spend)).toEqual([0, 0])
  })
})

describe('histories on a day', () => {
  const lines: Line[] = [
    [0, '2025-01-01', 100],
    [0, '2025-01-11', 10],
    [0, '2025-01-21', 30],
    [0, '2025-02-10', 50],
    [1, '2025-01-15', 40],
    [2, '2025-02-05', 60],
  ]
  const { occasions } = occasionsOf(log(lines))
  const asOfDay = dayNumber('2025-01-31')
  const summary = summaryOf(occasions, { asOfDay, laterUntilDay: dayNumber('2025-02-28') })
  it('count visits after the first, to the last of them and to the day that is the same for all', () => {
    expect(Array.from(summary.customer)).toEqual([0, 1])
    expect(Array.from(summary.histories.repeats)).toEqual([2, 0])
    expect(Array.from(summary.histories.spanDays)).toEqual([20, 0])
    expect(Array.from(summary.histories.ageDays)).toEqual([30, 16])
  })
  it('leave the first order out of the mean spend, and have none without a repeat', () => {
    expect(Array.from(summary.meanSpend)).toEqual([20, 0])
    expect(Array.from(summary.totalSpend)).toEqual([140, 40])
  })
  it('leave out who was acquired later, and keep apart what was bought later', () => {
    expect(summary.leftOut).toEqual({ acquiredLater: 1, acquiredBefore: 0 })
    expect(Array.from(summary.laterRepeats)).toEqual([1, 0])
    expect(Array.from(summary.laterSpend)).toEqual([50, 0])
  })
  it('leave out who was a customer before the log began, by their true first order or by a day, and say how many', () => {
    const trueFirstDay = Float64Array.of(dayNumber('2019-05-01'), Number.NaN, Number.NaN)
    expect(summaryOf(occasions, { asOfDay, trueFirstDay }).leftOut.acquiredBefore).toBe(1)
    expect(Array.from(summaryOf(occasions, { asOfDay, acquiredFromDay: dayNumber('2025-01-10') }).customer)).toEqual([1])
  })
  it('a log that starts mid-life shows too many first orders at its start', () => {
    const even = Int32Array.from({ length: 300 }, (_, row) => row)
    const truncated = Int32Array.from([...even].flatMap((day) => (day < 30 ? [day, day, day, day] : [day])))
    expect(seenAtTheStart(even, 0).timesNext).toBe(1)
    expect(seenAtTheStart(truncated, 0).timesNext).toBe(4)
    expect(seenAtTheStart(truncated, 0).share).toBeCloseTo(120 / 390, 10)
  })
  it('know the store’s cycle and each customer’s own rhythm', () => {
    expect(Array.from(gapsOf(occasions, dayNumber('2025-02-28')))).toEqual([10, 10, 20])
    expect(storeCycleDays(gapsOf(occasions, dayNumber('2025-02-28')))).toBe(16)
    expect(storeCycleDays(new Float64Array(0))).toBeNull()
    expect(rhythmOf(Int32Array.of(0, 10, 20, 40), 60)).toEqual({ usualGapDays: 10, sinceLastDays: 20, lateByGaps: 2 })
    expect(rhythmOf(Int32Array.of(0, 10), 60)).toBeNull()
  })
})
