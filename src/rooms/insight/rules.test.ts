import { describe, expect, test } from 'vitest'
import type { Months } from './figures.ts'
import * as rules from './rules.ts'

describe('spans', () => {
  test('a period ends today, both ends counted, and the one before ends the day before it began', () => {
    expect(rules.periodBefore('2026-11-23', 90)).toEqual({ since: '2026-08-26', until: '2026-11-23' })
    expect(rules.periodBefore('2026-11-23', 90, 1)).toEqual({ since: '2026-05-28', until: '2026-08-25' })
  })

  test('costs go by calendar months, over the turn of a year too', () => {
    expect(rules.monthsBefore('2026-11-23', 30)).toEqual({ since: '2026-11-01', until: '2026-11-23' })
    expect(rules.monthsBefore('2026-02-10', 90)).toEqual({ since: '2025-12-01', until: '2026-02-10' })
    expect(rules.monthsBefore('2026-02-10', 90, 1)).toEqual({ since: '2025-09-01', until: '2025-11-30' })
    expect(rules.monthsBefore('2026-02-10', 365)).toEqual({ since: '2025-03-01', until: '2026-02-10' })
  })

  test('first visits are judged once half a year has gone by', () => {
    expect(rules.judgedFirstVisits('2026-11-23')).toEqual({ since: '2025-05-28', until: '2026-05-27' })
  })
})

describe('cohorts', () => {
  const cells = [
    { month: 2026 * 12 + 8, since: 0, customers: 5 },
    { month: 2026 * 12 + 8, since: 2, customers: 2 },
    { month: 2026 * 12 + 10, since: 0, customers: 1 },
  ]

  test('a month without new customers stands there empty, and nobody’s future is shown', () => {
    expect(rules.cohortsOf(cells, '2026-11-23', 1)).toEqual([
      { month: '2026-09', customers: 5, came: [5, 0, 2] },
      { month: '2026-10', customers: 0, came: [0, 0] },
      { month: '2026-11', customers: 1, came: [1] },
    ])
  })

  test('the last month is open until its last day is over', () => {
    expect(rules.isMonthOpen('2026-11-29')).toBe(true)
    expect(rules.isMonthOpen('2026-11-30')).toBe(false)
    expect(rules.isQuarterOpen('2026-11-30')).toBe(true)
    expect(rules.isQuarterOpen('2026-12-31')).toBe(false)
  })

  test('a house without customers has none', () => {
    expect(rules.cohortsOf([], '2026-11-23', 3)).toEqual([])
  })
})

describe('who stays', () => {
  test('half leave at once, the other half is seen for a year: the curve falls to a half and stays', () => {
    const points = rules.retentionOf([
      { days: 0, isGone: true, customers: 20 },
      { days: 365, isGone: false, customers: 20 },
    ])
    expect(points[0]).toEqual({ months: 0, atRisk: 40, share: 1, low: 1, high: 1 })
    expect(points.slice(1).map(({ share }) => share)).toEqual(new Array(12).fill(0.5))
    expect(points.at(-1)).toMatchObject({ months: 12, atRisk: 20 })
  })

  test('a curve that would rest on fewer than ten is not drawn so far', () => {
    expect(rules.retentionOf([{ days: 100, isGone: false, customers: 9 }])).toEqual([])
  })

  test('the cycle of a house is the gap that four of five fall short of', () => {
    expect(
      rules.cycleOf([
        { gap: 7, times: 4 },
        { gap: 30, times: 4 },
        { gap: 200, times: 2 },
      ]),
    ).toBe(30)
    expect(rules.cycleOf([])).toBeNull()
  })

  test('silence counts as gone after twice the house’s cycle, never before two months, at the latest after a year', () => {
    expect([20, 75, 300].map(rules.quietDaysOf)).toEqual([60, 150, 365])
  })
})

describe('what keeping and winning cost', () => {
  const months: Months = {
    since: '2026-09-01',
    until: '2026-11-23',
    won: 4,
    kept: 10,
    channels: [
      { channel: 'booking', purpose: 'winning', minor: 2_000_000, orders: 2 },
      { channel: 'booking', purpose: 'keeping', minor: 1_000_000, orders: 1 },
      { channel: 'zalo', purpose: 'winning', minor: 9_000_000, orders: 9 },
    ],
  }
  const lines = [
    { purpose: 'winning', month: '2026-10-01', minor: 500_000 },
    { purpose: 'winning', month: '2026-08-01', minor: 900_000 },
    { purpose: 'keeping', month: '2026-11-01', minor: 50_000 },
  ] as const
  const rates = new Map([['booking', 1500]])

  test('is what was entered in its months and what channels take, each over its own customers', () => {
    expect(rules.spentOn('winning', months, lines, rates)).toEqual({
      handMinor: 500_000,
      commissionMinor: 300_000,
      minor: 800_000,
      customers: 4,
      eachMinor: 200_000,
    })
    expect(rules.spentOn('keeping', months, lines, rates)).toMatchObject({ minor: 200_000, eachMinor: 20_000 })
  })

  test('is no figure where nothing was entered, or nobody is there to divide by', () => {
    expect(rules.spentOn('winning', months, [], new Map()).eachMinor).toBeNull()
    expect(rules.spentOn('winning', { ...months, won: 0 }, lines, rates).eachMinor).toBeNull()
  })

  test('money given back never makes a channel pay us', () => {
    const back = { ...months, channels: [{ channel: 'booking', purpose: 'winning' as const, minor: -700_000, orders: 0 }] }
    expect(rules.spentOn('winning', back, [], rates).commissionMinor).toBe(0)
  })

  test('an order belongs to winning where its customer was won in the span', () => {
    const cell = { channel: 'booking', minor: 100, orders: 1 }
    const [september, november] = [2026 * 12 + 8, 2026 * 12 + 10]
    const cells = [
      { ...cell, month: november, firstMonth: september },
      { ...cell, month: november, firstMonth: september - 1 },
      { ...cell, month: september - 1, firstMonth: september - 1 },
    ]
    expect(rules.channelsOf(cells, { since: '2026-09-01', until: '2026-11-23' })).toEqual([
      { channel: 'booking', purpose: 'winning', minor: 100, orders: 1 },
      { channel: 'booking', purpose: 'keeping', minor: 100, orders: 1 },
    ])
  })
})

describe('movements', () => {
  const flows = [
    { from: 'loyal', to: 'loyal', customers: 10 },
    { from: 'loyal', to: 'cooling', customers: 3 },
    { from: null, to: 'new', customers: 4 },
    { from: 'promising', to: 'loyal', customers: 2 },
  ]

  test('of each state say who was there, who came, who left and who is there now', () => {
    expect(rules.movesOf(flows, ['loyal', 'new'])).toEqual([
      { state: 'loyal', before: 13, entered: 2, left: 3, now: 12 },
      { state: 'new', before: 0, entered: 4, left: 0, now: 4 },
    ])
  })

  test('of worth leave out who stayed the same, and still sum', () => {
    const bridge = rules.bridgeOf([
      { part: 'won', customers: 2, minor: 50, beforeMinor: 0 },
      { part: 'grown', customers: 1, minor: 30, beforeMinor: 20 },
      { part: 'same', customers: 5, minor: 100, beforeMinor: 100 },
      { part: 'lost', customers: 1, minor: 1, beforeMinor: 40 },
    ])
    expect(bridge).toEqual({
      from: 160,
      fromCustomers: 7,
      to: 181,
      customers: 9,
      steps: [
        { part: 'won', minor: 50, customers: 2 },
        { part: 'grown', minor: 10, customers: 1 },
        { part: 'shrunk', minor: 0, customers: 0 },
        { part: 'lost', minor: -39, customers: 1 },
      ],
    })
    expect(rules.bridgeOf([])).toBeNull()
  })
})

describe('the key of a list', () => {
  test('reads as it was written', () => {
    const keys: rules.ListKey[] = [
      { of: 'buyers' },
      { of: 'valued-before' },
      { of: 'state', state: 'at-risk' },
      { of: 'entered', period: 90, state: 'loyal' },
      { of: 'flow', period: 365, from: null, to: 'new' },
      { of: 'flow', period: 30, from: 'loyal', to: 'at-risk' },
      { of: 'bridge', part: 'shrunk' },
      { of: 'cohort', month: '2026-05', since: 3 },
      { of: 'retention', months: 12 },
      { of: 'kept', period: 30 },
      { of: 'impression', dimension: 'channel', value: 'Booking: the app' },
      { of: 'impression-of', dimension: 'heard-from', value: null },
    ]
    for (const key of keys) expect(rules.readListKey(rules.writeListKey(key))).toEqual(key)
  })

  test('is refused where it says nothing', () => {
    for (const text of [
      '',
      'buyers:1',
      'cohort:2026-13:0',
      'cohort:2026-05',
      'kept:45',
      'bridge:same',
      'state:',
      'flow:90:loyal',
      'retention:-1',
    ])
      expect([text, rules.readListKey(text)]).toEqual([text, undefined])
  })
})

describe('too little yet', () => {
  test('says about how many months are missing, at the pace of so far', () => {
    expect(rules.monthsMissing('2026-10-24', 25, '2026-11-23')).toBe(2)
    expect(rules.monthsMissing('2026-10-24', 60, '2026-11-23')).toBe(2)
    expect(rules.monthsMissing('2026-05-23', 42, '2026-11-23')).toBe(2)
    expect(rules.monthsMissing('2025-05-23', 90, '2026-11-23')).toBe(0)
  })

  test('says nothing of months where nobody has come back', () => {
    expect(rules.monthsMissing(null, 0, '2026-11-23')).toBeNull()
    expect(rules.monthsMissing('2026-05-23', 0, '2026-11-23')).toBeNull()
  })
})
