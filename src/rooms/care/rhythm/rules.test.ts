import { describe, expect, test } from 'vitest'
import { loyaltyStates } from '../../loyalty/contract.ts'
import { type Cell, effectOf, isCrossed, isResting, lookBackDays, rhythmsOf, usualRhythms } from './rules.ts'

const now = new Date('2026-11-23T03:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * 24 * 3600_000)
const loyal = { wantedDays: 60, mostMonthly: 2, gapDays: 14 }

describe('somebody is left alone', () => {
  test('for a fortnight after a word', () => {
    expect(isResting(loyal, [ago(13)], now)).toBe(true)
    expect(isResting(loyal, [ago(14)], now)).toBe(false)
  })
  test('when they had as many words in the month as they may', () => {
    expect(isResting(loyal, [ago(15), ago(29)], now)).toBe(true)
    expect(isResting(loyal, [ago(15), ago(31)], now)).toBe(false)
  })
  test('not because of silence', () => expect(isResting(loyal, [], now)).toBe(false))
})

describe('a rhythm', () => {
  test('of the house’s own stands beside Quen’s for the states it said nothing of', () => {
    const rhythms = rhythmsOf({ loyal: { ...loyal, wantedDays: 90 } })
    expect([rhythms.loyal.wantedDays, rhythms.lost.wantedDays]).toEqual([90, null])
  })
  test('that wants a word sooner than the gap allows, or oftener than the month, is crossed', () => {
    expect(isCrossed(loyal)).toBe(false)
    expect(isCrossed({ ...loyal, wantedDays: 10 })).toBe(true)
    expect(isCrossed({ wantedDays: 20, mostMonthly: 1, gapDays: 7 })).toBe(true)
    expect(isCrossed({ ...loyal, wantedDays: null })).toBe(false)
    for (const state of loyaltyStates) expect(isCrossed(usualRhythms[state])).toBe(false)
  })
  test('looks back as far as its longest gap, and a month at least', () => {
    expect(lookBackDays(usualRhythms)).toBe(60)
    expect(lookBackDays({ ...usualRhythms, lost: { ...usualRhythms.lost, gapDays: 1 } })).toBe(30)
  })
})

test('the effect counts who waits and who had enough, state by state, each buyer once', () => {
  const cells: Cell[] = [
    { state: 'loyal', silentDays: 59, touched: 0, customers: 7 },
    { state: 'loyal', silentDays: 60, touched: 0, customers: 5 },
    { state: 'loyal', silentDays: 3, touched: 2, customers: 2 },
    { state: 'lost', silentDays: 700, touched: 0, customers: 11 },
  ]
  const effect = effectOf(cells, usualRhythms)
  expect(effect.loyal).toEqual({ customers: 14, waiting: 5, full: 2 })
  expect(effect.lost).toEqual({ customers: 11, waiting: 0, full: 0 })
  expect(effectOf(cells, { ...usualRhythms, loyal: { ...loyal, wantedDays: 59 } }).loyal.waiting).toBe(12)
})
