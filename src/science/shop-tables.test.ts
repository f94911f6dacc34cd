import { describe, expect, it } from 'vitest'
import { chance } from '../../bench/science-population.ts'
import { dayNumber } from '../values/civil-date.ts'
import { cohortTable, retentionCurve } from './cohorts.ts'
import { occasionsOf } from './occasions.ts'
import { quantileOfSorted } from './quantile.ts'
import { repeatRate, returnLadder, shareOf } from './repeat-rate.ts'
import { rfmByBounds, rfmByFifths } from './rfm.ts'
import { daysUntilShare, shareAfter, survivalCurve, untilNextVisit } from './survival.ts'

const start = dayNumber('2024-01-15')
/** Some hundred customers over a year and a half. */
function town() {
  const next = chance(9)
  const customer: number[] = []
  const day: number[] = []
  for (let who = 0; who < 300; who++) {
    let when = start + Math.floor(next() * 300)
    for (let visit = 0; visit < 1 + Math.floor(next() * 6); visit++) {
      customer.push(who)
      day.push(when)
      when += 1 + Math.floor(next() * 90)
    }
  }
  const amount = Float64Array.from(day, () => 1 + Math.floor(next() * 90))
  return occasionsOf({ customer: Int32Array.from(customer), day: Int32Array.from(day), amount }).occasions
}
const occasions = town()
const asOfDay = dayNumber('2025-03-10')

describe('cohorts', () => {
  const table = cohortTable(occasions, asOfDay)
  it('hold every customer once, and every visit once', () => {
    const until = occasions.day.filter((day) => day <= asOfDay)
    expect(table.cohorts.reduce((sum, one) => sum + one.customers, 0)).toBe(new Set(occasions.customer).size)
    expect(table.cohorts.reduce((sum, one) => sum + one.visits.reduce((all, visits) => all + visits, 0), 0)).toBe(until.length)
    const spend = occasions.spend.reduce((sum, one, row) => sum + ((occasions.day[row] ?? 0) <= asOfDay ? one : 0), 0)
    expect(table.cohorts.reduce((sum, one) => sum + one.spend.reduce((all, part) => all + part, 0), 0)).toBeCloseTo(spend, 8)
  })
  it('come to the customers of each calendar month', () => {
    const march = table.cohorts.reduce((sum, { came, month }) => {
      const since = (2025 - Number(month.slice(0, 4))) * 12 + 2 - (Number(month.slice(5)) - 1)
      return sum + (came[since] ?? 0)
    }, 0)
    const seen = new Set(
      Array.from(occasions.customer).filter(
        (_, row) => (occasions.day[row] ?? 0) >= dayNumber('2025-03-01') && (occasions.day[row] ?? 0) <= asOfDay,
      ),
    )
    expect(march).toBe(seen.size)
  })
  it('start whole, end with the as-of day, and say that its month is still open', () => {
    for (const { came, customers } of table.cohorts) expect(came[0]).toBe(customers)
    expect(table.cohorts[0]?.month).toBe('2024-01')
    expect(table.cohorts[0]?.came).toHaveLength(15)
    expect(table.lastMonthIsOpen).toBe(true)
    expect(cohortTable(occasions, dayNumber('2025-03-31')).lastMonthIsOpen).toBe(false)
  })
  it('make a retention curve of those who had the time', () => {
    const curve = retentionCurve(table)
    expect(curve[0]).toMatchObject({ monthsSince: 0, share: 1 })
    for (const { share } of curve) expect(share >= 0 && share <= 1).toBe(true)
    expect(curve.at(-1)?.customers).toBe(table.cohorts[0]?.customers)
    expect(curve).toHaveLength(14)
  })
})

describe('survival', () => {
  it('is Kaplan and Meier’s, on the remission times of Freireich et al. 1963 (6-MP arm, as in every textbook)', () => {
    const days = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    const happened = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    const curve = survivalCurve({
      days: Float64Array.from(days),
      happened: Uint8Array.from(happened),
      weights: new Float64Array(21).fill(1),
    })
    expect(curve.map(({ days: day, atRisk, share }) => [day, atRisk, Number(share.toFixed(3))])).toEqual([
      [6, 21, 0.857],
      [7, 17, 0.807],
      [10, 15, 0.753],
      [13, 12, 0.69],
      [16, 11, 0.627],
      [22, 7, 0.538],
      [23, 6, 0.448],
    ])
    expect(curve[0]?.standardError).toBeCloseTo(0.0764, 4)
    expect(curve[6]?.standardError).toBeCloseTo(0.1346, 4)
    expect(daysUntilShare(curve)).toBe(23)
    expect(daysUntilShare(curve, 0.9)).toBeNull()
    expect(shareAfter(curve, 15)).toBeCloseTo(0.69, 2)
    expect(shareAfter(curve, 2)).toBe(1)
    for (const { low, share, high } of curve) expect(low < share && share < high && low > 0 && high < 1).toBe(true)
  })
  it('counts equal cases by weight, and ends at nothing when all is over', () => {
    const curve = survivalCurve({ days: Float64Array.of(3, 5), happened: Uint8Array.of(1, 1), weights: Float64Array.of(30, 10) })
    expect(curve.map(({ share }) => share)).toEqual([0.25, 0])
    expect(curve[1]).toMatchObject({ low: 0, high: 0 })
  })
  it('of the second visit: who has not come yet is still waiting, not lost', () => {
    const { days, happened } = untilNextVisit(occasions, asOfDay)
    expect(days.length).toBe(new Set(occasions.customer).size)
    const again = new Set(
      Array.from(occasions.customer).filter(
        (who, row) => row > 0 && occasions.customer[row - 1] === who && (occasions.day[row] ?? 0) <= asOfDay,
      ),
    )
    expect(happened.reduce((sum, one) => sum + one, 0)).toBe(again.size)
    expect(untilNextVisit(occasions, asOfDay, 3).days.length).toBeLessThan(days.length)
  })
})

describe('repeat rate', () => {
  it('asks only customers who had the time', () => {
    const few = occasionsOf({ customer: Int32Array.of(0, 0, 1, 2, 2), day: Int32Array.of(0, 20, 0, 95, 96), amount: null }).occasions
    expect(repeatRate(few, 100, 30)).toMatchObject({ of: 2, had: 1, share: 0.5 })
  })
  it('climbs from visit to visit on the customers that got there', () => {
    const ladder = returnLadder(occasions, asOfDay)
    ladder.slice(1).forEach(({ of }, rung) => {
      expect(of).toBe(ladder[rung]?.had)
    })
    expect(ladder[0]?.of).toBe(new Set(occasions.customer).size)
  })
  it('has Wilson’s range, which small shops need', () => {
    const { low, high } = shareOf(0, 10)
    expect(low).toBe(0)
    expect(high).toBeCloseTo(0.2775, 4)
    expect(shareOf(81, 263).low).toBeCloseTo(0.2553, 4)
    expect(shareOf(0, 0)).toMatchObject({ share: 0, low: 0, high: 1 })
  })
})

describe('recency, frequency, monetary value', () => {
  const columns = {
    sinceLastDays: Float64Array.from({ length: 100 }, (_, row) => row),
    occasions: Float64Array.from({ length: 100 }, (_, row) => (row < 70 ? 1 : row < 90 ? 2 : 9)),
    spend: Float64Array.from({ length: 100 }, (_, row) => row * 10),
  }
  it('gives fifths of the store where values differ, five the best', () => {
    const { grades } = rfmByFifths(columns)
    for (const grade of [1, 2, 3, 4, 5]) {
      expect(grades.recency.filter((one) => one === grade)).toHaveLength(20)
      expect(grades.monetary.filter((one) => one === grade)).toHaveLength(20)
    }
    expect(grades.recency[0]).toBe(5)
    expect(grades.monetary[99]).toBe(5)
  })
  it('never tells equal customers apart: who came once like most has the lowest grade', () => {
    const { grades, bounds } = rfmByFifths(columns)
    expect(new Set(grades.frequency.slice(0, 70))).toEqual(new Set([1]))
    expect(new Set(grades.frequency.slice(70, 90)).size).toBe(1)
    expect(grades.frequency[99]).toBe(5)
    expect(rfmByBounds(columns, bounds)).toEqual(grades)
  })
  it('takes bounds that the owner has set', () => {
    const grades = rfmByBounds(columns, { recencyDays: [90, 60, 30, 7], occasions: [2, 3, 5, 8], spend: [100, 200, 500, 900] })
    expect([grades.recency[7], grades.recency[8], grades.recency[95]]).toEqual([5, 4, 1])
    expect([grades.frequency[0], grades.frequency[75], grades.frequency[95]]).toEqual([1, 2, 5])
    expect([grades.monetary[9], grades.monetary[10], grades.monetary[90]]).toEqual([1, 2, 5])
  })
  it('is quiet about a store without customers, or with one', () => {
    const none = { sinceLastDays: new Float64Array(0), occasions: new Float64Array(0), spend: new Float64Array(0) }
    expect(rfmByFifths(none).grades.recency).toHaveLength(0)
    const one = { sinceLastDays: Float64Array.of(3), occasions: Float64Array.of(1), spend: Float64Array.of(50) }
    expect(rfmByFifths(one).grades.monetary[0]).toBe(1)
  })
})

it('quantiles lie between neighbours in proportion', () => {
  expect(quantileOfSorted(Float64Array.of(1, 2, 3, 4), 0.5)).toBe(2.5)
  expect(quantileOfSorted(Float64Array.of(1, 2, 3, 4), 1)).toBe(4)
  expect(quantileOfSorted(new Float64Array(0), 0.5)).toBeNaN()
})
