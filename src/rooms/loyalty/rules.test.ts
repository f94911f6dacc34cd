import { describe, expect, test } from 'vitest'
import {
  type Former,
  houseCycle,
  type LoyaltyState,
  lateBy,
  marginOf,
  medianOf,
  OwnRhythm,
  type Standing,
  stateOf,
  type Thresholds,
  walk,
} from './rules.ts'

const limits: Thresholds = { thetaEnter: 0.5, thetaLeave: 0.3, lostBelow: 0.05, lateAfter: 1.5, riskAfter: 1.75, cycleDays: 60 }

const stood = (state: LoyaltyState, since = 900, wasLoyal = ['loyal', 'cooling'].includes(state)): Former => ({
  state,
  since,
  loyalSince: state === 'loyal' ? since : null,
  wasLoyal,
})

const one = (more: Partial<Standing>): Standing => ({
  day: 1000,
  repeats: 3,
  firstDay: 500,
  lastDay: 980,
  chance: 0.6,
  lateBy: 0.5,
  longestGap: 60,
  ...more,
})

/** A regular of four gaps and more, likely by the house's measure, silent for so many days; never longer than 60 before. */
const silent = (days: number): Partial<Standing> => ({ repeats: 5, chance: 0.62, lastDay: 1000 - days })

type Case = [words: string, standing: Partial<Standing>, former: Former | null, state: LoyaltyState]

describe('a customer', () => {
  test.each<Case>([
    ['who bought once this month is new', { repeats: 0, firstDay: 980, lastDay: 980 }, null, 'new'],
    ['who bought once, on the last day of the cycle, is new still', { repeats: 0, firstDay: 940, lastDay: 940 }, null, 'new'],
    ['whose cycle passed without a second purchase came without attachment', { repeats: 0, firstDay: 939 }, null, 'indifferent'],
    [
      'who came once years ago was never won, and is not lost',
      { repeats: 0, firstDay: 10, chance: 0.001 },
      stood('indifferent'),
      'indifferent',
    ],
    ['who has come back and may well again is promising', { repeats: 1, chance: 0.4 }, stood('new'), 'promising'],
    ['who reaches the chance to enter is loyal', { chance: 0.5 }, stood('promising'), 'loyal'],
    ['who just misses it is not', { chance: 0.499 }, stood('promising'), 'promising'],
    ['who is loyal stays so between the two chances', { chance: 0.31 }, stood('loyal'), 'loyal'],
    ['who is loyal and late by their own rhythm is cooling', { chance: 0.4, lateBy: 1.5 }, stood('loyal'), 'cooling'],
    ['who is late is cooling, however likely', { chance: 0.7, lateBy: 1.5 }, stood('loyal'), 'cooling'],
    ['who is just not late yet is loyal', { chance: 0.7, lateBy: 1.49 }, stood('loyal'), 'loyal'],
    ['who is silent as never before is at risk, however likely', { ...silent(61), lateBy: 1.76 }, stood('cooling'), 'at-risk'],
    ['who has been silent as long once before is cooling', { ...silent(60), lateBy: 3 }, stood('cooling'), 'cooling'],
    ['who is late, and not by that much, is cooling', { ...silent(61), lateBy: 1.75 }, stood('cooling'), 'cooling'],
    [
      'with three gaps of their own says too little of how long is long',
      { ...silent(61), lateBy: 3, repeats: 3 },
      stood('loyal'),
      'cooling',
    ],
    ['who was won, lost and is late once more is cooling', { chance: 0.7, lateBy: 2 }, stood('at-risk', 900, true), 'cooling'],
    ['who is silent as never before and never was loyal is promising', { ...silent(61), lateBy: 3 }, stood('promising'), 'promising'],
    ['who is silent as never before and all but gone is lost', { ...silent(61), lateBy: 9, chance: 0.04 }, stood('loyal'), 'lost'],
    ['who is likely but late does not become loyal', { chance: 0.9, lateBy: 1.5 }, stood('promising'), 'promising'],
    ['who was silent as never before and came again is loyal', { ...silent(0), lateBy: 0 }, stood('at-risk', 900, true), 'loyal'],
    ['who has no rhythm yet is not late', { repeats: 1, chance: 0.4, lateBy: null }, stood('loyal'), 'loyal'],
    ['who is late and never was loyal is promising, not cooling', { chance: 0.4, lateBy: 4 }, stood('promising'), 'promising'],
    ['who was cooling and came again is loyal', { chance: 0.45, lateBy: 0.1 }, stood('cooling'), 'loyal'],
    ['whose chance falls below the one to leave is at risk', { chance: 0.299 }, stood('cooling'), 'at-risk'],
    ['who is at risk though never loyal is at risk', { repeats: 1, chance: 0.1 }, stood('promising'), 'at-risk'],
    ['whose chance is all but gone is lost', { chance: 0.049 }, stood('at-risk'), 'lost'],
    ['who was lost and says nothing stays lost', { chance: 0.01, lastDay: 600 }, stood('lost', 900), 'lost'],
    ['who was lost and bought again is won back', { chance: 0.35, lastDay: 1000 }, stood('lost', 900), 'won-back'],
    ['who was won back is that until the next cycle is over', { chance: 0.7, lastDay: 945 }, stood('won-back', 940), 'won-back'],
    ['who was won back, after that, is what they are', { chance: 0.7, lastDay: 945 }, stood('won-back', 939, true), 'loyal'],
    ['who is seen for the first time, and likely, is loyal', { chance: 0.8 }, null, 'loyal'],
  ])('%s', (_, standing, former, state) => {
    expect(stateOf(one(standing), former, limits)).toBe(state)
  })

  test('has a state in every case, and asking again on the same day changes none', () => {
    const states: (LoyaltyState | null)[] = [null, 'new', 'indifferent', 'promising', 'loyal', 'cooling', 'at-risk', 'lost', 'won-back']
    for (const before of states)
      for (const chance of [0.01, 0.2, 0.4, 0.6])
        for (const repeats of [0, 1, 4])
          for (const late of [null, 0.5, 1.6, 2])
            for (const lastDay of [600, 950, 1000]) {
              const standing = one({ chance, repeats, lateBy: late, lastDay })
              const former = before && stood(before)
              const state = stateOf(standing, former, limits)
              const since = former?.state === state ? former.since : 1000
              const wasLoyal = former?.wasLoyal === true || state === 'loyal'
              expect(stateOf(standing, { state, since, loyalSince: null, wasLoyal }, limits)).toBe(state)
            }
  })
})

/** Likely on the day of a purchase, less with every day of silence. */
const fading = (repeats: number, span: number, age: number): number => (repeats === 0 ? 0.3 : 0.9) * 0.98 ** (age - span)

const goThrough = (days: number[], until: number, former: Former | null = null, from: number | null = null) =>
  walk({ days, former, from, until, looks: [], chanceOf: fading, limits })

describe('a history', () => {
  test('is told from the days of the purchases alone: won, cooled, lost and won back', () => {
    const { at, changes } = goThrough([0, 20, 40, 60, 80, 300], 310)
    expect(changes.map(({ on, to }) => [on, to])).toEqual([
      [0, 'new'],
      [20, 'loyal'],
      [299, 'lost'],
      [300, 'won-back'],
    ])
    expect(at).toMatchObject({ state: 'won-back', since: 300, wasLoyal: true })
  })

  test('enters, stays and leaves at different chances, and says since when', () => {
    const days = [0, 20, 40, 60, 80]
    const states = [81, 105, 112, 130, 140, 250].map((until) => goThrough(days, until).at?.state)
    expect(states).toEqual(['loyal', 'loyal', 'cooling', 'at-risk', 'at-risk', 'lost'])
    const loyal = goThrough(days, 81).at
    expect(loyal).toMatchObject({ loyalSince: 20 })
    expect(goThrough(days, 112, loyal, 81).at).toMatchObject({ state: 'cooling', since: 112, loyalSince: 20 })
    expect(goThrough(days, 250, loyal, 81).at).toMatchObject({ state: 'lost', loyalSince: null, wasLoyal: true })
  })

  test('goes on from where it was told to, and told again changes nothing', () => {
    const days = [0, 20, 40, 60, 80]
    const before = goThrough(days, 100)
    const after = goThrough([...days, 130], 130, before.at, 100)
    expect(after.changes.every(({ on }) => on > 100)).toBe(true)
    expect(goThrough([...days, 130], 130, after.at, 130)).toMatchObject({ at: after.at, changes: [] })
  })

  test('of a regular who was silent as never before and came again is loyal anew; as silent once more is only cooling', () => {
    const steady = (until: number, more: number[] = []) =>
      walk({ days: [0, 20, 40, 60, 80, ...more], former: null, from: null, until, looks: [], chanceOf: () => 0.7, limits }).at
    expect(steady(116)).toMatchObject({ state: 'at-risk', loyalSince: null })
    expect(steady(118, [117])).toMatchObject({ state: 'loyal', loyalSince: 117 })
    expect(steady(117 + 37, [117])).toMatchObject({ state: 'cooling', loyalSince: 117 })
    expect(steady(117 + 38, [117])).toMatchObject({ state: 'at-risk' })
  })

  test('tells on the days asked where somebody stood', () => {
    const seen: [number, LoyaltyState][] = []
    walk({ days: [10, 30], former: null, from: null, until: 400, looks: [5, 15, 50, 300], chanceOf: fading, limits }, (look, state) =>
      seen.push([look, state]),
    )
    expect(seen).toEqual([
      [1, 'new'],
      [2, 'loyal'],
      [3, 'lost'],
    ])
  })
})

describe('what is left of revenue', () => {
  const known = { orders: 100, total: 1000, cost: 580, revenue: 2000 }
  const left = (more: object) => marginOf({ ...known, ...more })
  test('is told by the costs of a hundred orders that make up half of it', () => {
    expect(left({})).toEqual({ share: 1 - 0.58, orders: 100, covers: 0.5 })
    expect([left({ orders: 99 }), left({ total: 999 }), left({ total: 0, cost: 0, revenue: 0 })]).toEqual([null, null, null])
  })

  test('is not told where nothing is', () => {
    expect([left({ cost: 1000 }), left({ cost: 1200 })]).toEqual([null, null])
    expect(left({ cost: 0, revenue: 900 })).toEqual({ share: 1, orders: 100, covers: 1 })
  })
})

describe('own rhythm', () => {
  test('is the middle of the gaps, and known from the third visit on', () => {
    const rhythm = new OwnRhythm()
    const known = [30, 90, 60, 10].map((gap) => {
      rhythm.add(gap)
      return rhythm.days
    })
    expect(known).toEqual([null, 60, 60, 45])
    expect([lateBy(75, 140), lateBy(null, 140), lateBy(0, 3)]).toEqual([140 / 75, null, 3])
  })
})

describe('the house’s own cycle', () => {
  test('is the gap that four of five fall short of, within reason', () => {
    expect(houseCycle([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110].map((gap) => ({ gap, times: 1 })))).toBe(90)
    expect(houseCycle([{ gap: 1, times: 900 }])).toBe(14)
    expect(houseCycle([{ gap: 900, times: 9 }])).toBe(730)
    expect(houseCycle([])).toBeNull()
  })

  test('the median of tenures is the day that half of them have reached', () => {
    expect(
      medianOf(
        new Map([
          [10, 1],
          [400, 1],
          [20, 1],
        ]),
      ),
    ).toBe(20)
    expect(medianOf(new Map())).toBeNull()
  })
})
