import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '../../values/civil-date.ts'
import { DAYS_AFTER, findingsOf, type Met, pairsOf, standsOut } from './sensitive-rules.ts'

describe('those who stay away are set beside those who stayed', () => {
  test('of the same month, nobody twice, and only beside a visit after which the other did come again', () => {
    const gone = [
      { customerId: 'a', lastDay: '2026-03-10' },
      { customerId: 'b', lastDay: '2026-03-20' },
      { customerId: 'c', lastDay: '2026-05-02' },
    ]
    const stayed = [
      { customerId: 'x', days: ['2026-03-12', '2026-06-01'] },
      // Came again within the days that are looked at, and the last visit is followed by none.
      { customerId: 'y', days: ['2026-03-05', '2026-03-09'] },
      { customerId: 'z', days: ['2026-03-28', '2026-05-20', '2026-08-01'] },
    ]
    expect(pairsOf(gone, stayed)).toEqual({
      gone: [
        { customerId: 'c', day: '2026-05-02' },
        { customerId: 'a', day: '2026-03-10' },
      ],
      stayed: [
        { customerId: 'z', day: '2026-05-20' },
        { customerId: 'x', day: '2026-03-12' },
      ],
    })
  })

  test('whatever the visits, both sides are as many, month by month', () => {
    const days = (from: number, step: number) => Array.from({ length: 20 }, (_, at) => addDays('2025-01-01', from + at * step))
    const gone = Array.from({ length: 90 }, (_, at) => ({ customerId: `g${at}`, lastDay: addDays('2025-02-01', (at * 7) % 300) }))
    const stayed = Array.from({ length: 70 }, (_, at) => ({ customerId: `s${at}`, days: days(at % 40, 9 + (at % 30)) }))
    const pairs = pairsOf(gone, stayed)
    const perMonth = (anchors: readonly { day: string }[]) => anchors.map(({ day }) => day.slice(0, 7)).sort()
    expect(perMonth(pairs.gone)).toEqual(perMonth(pairs.stayed))
    expect(new Set(pairs.stayed.map(({ customerId }) => customerId)).size).toBe(pairs.stayed.length)
    for (const { customerId, day } of pairs.stayed) {
      const visits = stayed.find((one) => one.customerId === customerId)?.days ?? []
      const next = visits[visits.indexOf(day) + 1] ?? day
      expect(daysBetween(day, next)).toBeGreaterThan(DAYS_AFTER)
    }
  })
})

describe('what was met before', () => {
  const some = (count: number, isGone: boolean, factors: string[]): Met[] => Array.from({ length: count }, () => ({ isGone, factors }))

  test('is counted of both, once each, with the difference, its range, and what is left after so many looks', () => {
    const met = [
      ...some(60, true, ['met:pay', 'bad:delivery', 'bad:delivery']),
      ...some(40, true, ['met:pay']),
      ...some(20, false, ['met:pay', 'bad:delivery']),
      ...some(80, false, ['met:pay']),
    ]
    const [first, second] = findingsOf(met)
    expect(first).toMatchObject({ factor: 'bad:delivery', goneHad: 60, stayedHad: 20 })
    expect(first?.difference).toBeCloseTo(0.4, 12)
    // Wilson: 0.5020–0.6906 and 0.1334–0.2888, put together by Newcombe.
    expect(first?.low).toBeCloseTo(0.2677, 3)
    expect(first?.high).toBeCloseTo(0.5124, 3)
    // Two looks: the smaller chance is doubled.
    expect(first?.q).toBeCloseTo((first?.p ?? 0) * 2, 12)
    expect(first && standsOut(first)).toBe(true)
    expect(second).toMatchObject({ factor: 'met:pay', goneHad: 100, stayedHad: 100, difference: 0, q: 1 })
    expect(second && standsOut(second)).toBe(false)
  })

  test('of which too few were there says nothing, however large the difference', () => {
    const [one] = findingsOf([...some(9, true, ['bad:lost']), ...some(91, true, []), ...some(100, false, [])])
    expect(one).toMatchObject({ goneHad: 9, stayedHad: 0, p: null, q: null })
    expect(one && standsOut(one)).toBe(false)
  })

  test('by chance alone hardly ever stands out, however many are looked at', () => {
    // Alike groups, drawn by a stream of its own: of 200 × 20 looks next to none may stand out.
    let state = 7
    const next = () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
      return (state >>> 8) / 0x7fffff
    }
    let times = 0
    for (let trial = 0; trial < 200; trial++) {
      const met = Array.from({ length: 200 }, (_, at) => ({
        isGone: at % 2 === 0,
        factors: Array.from({ length: 20 }, (_, nth) => `f${nth}`).filter(() => next() < 0.3),
      }))
      if (findingsOf(met).some(standsOut)) times += 1
    }
    expect(times).toBeLessThan(20)
  })
})
