import { describe, expect, test } from 'vitest'
import { isDrawn, isOnScale, isOpen, isUnhappy, resultOf, whyNotAsk } from './rules.ts'

const now = new Date('2026-11-23T06:52:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3600_000)
const calm = { trouble: undefined, lastAskedAt: null, lastRelationshipAt: null }

describe('nobody is asked', () => {
  test('while something slipped or a complaint is open, whatever else', () => {
    expect(whyNotAsk('csat', { ...calm, trouble: 'slip' }, 30, now)).toBe('slip')
    expect(whyNotAsk('nps', { ...calm, trouble: 'complaint', lastAskedAt: daysAgo(1) }, 30, now)).toBe('complaint')
  })

  test('more than once in the house’s quiet time, whatever the question', () => {
    expect(whyNotAsk('csat', { ...calm, lastAskedAt: daysAgo(29) }, 30, now)).toBe('quiet')
    expect(whyNotAsk('ces', { ...calm, lastAskedAt: daysAgo(30) }, 30, now)).toBeUndefined()
  })

  test('about the relationship more than once a quarter', () => {
    const lately = { ...calm, lastAskedAt: daysAgo(90), lastRelationshipAt: daysAgo(90) }
    expect(whyNotAsk('nps', lately, 30, now)).toBe('quarter')
    expect(whyNotAsk('csat', lately, 30, now)).toBeUndefined()
    expect(whyNotAsk('nps', { ...lately, lastAskedAt: daysAgo(91), lastRelationshipAt: daysAgo(91) }, 30, now)).toBeUndefined()
  })
})

test('each scale keeps its own ends', () => {
  expect([0, 1, 5, 6].map((score) => isOnScale('csat', score))).toEqual([false, true, true, false])
  expect([0, 1, 7, 8].map((score) => isOnScale('ces', score))).toEqual([false, true, true, false])
  expect([-1, 0, 10, 11, 5.5].map((score) => isOnScale('nps', score))).toEqual([false, true, true, false, false])
})

test('1 and 2 of 5 and a detractor are unhappy; what was hard is not the same', () => {
  expect([1, 2, 3].map((score) => isUnhappy('csat', score))).toEqual([true, true, false])
  expect([0, 6, 7].map((score) => isUnhappy('nps', score))).toEqual([true, true, false])
  expect(isUnhappy('ces', 1)).toBe(false)
})

describe('a score', () => {
  test('needs thirty answers; below that there are counts', () => {
    expect(resultOf('csat', new Map([[5, 29]]))).toEqual({ scale: 'csat', counts: [0, 0, 0, 0, 29], answers: 29, score: null })
    expect(resultOf('csat', new Map([[5, 30]])).score?.value).toBe(1)
  })

  test('of satisfaction is the share of 4 and 5', () => {
    const { score, counts } = resultOf('csat', new Map([[1, 2], [2, 3], [3, 5], [4, 20], [5, 20]])) // biome-ignore format: one row of answers
    expect(counts).toEqual([2, 3, 5, 20, 20])
    expect(score?.value).toBeCloseTo(0.8, 12)
    // Wilson's range of 40 of 50.
    expect(score?.low).toBeCloseTo(0.6696, 4)
    expect(score?.high).toBeCloseTo(0.8876, 4)
  })

  test('of ease is the share above 4 of 7', () => {
    expect(resultOf('ces', new Map([[4, 10], [5, 10], [7, 20]])).score?.value).toBeCloseTo(0.75, 12) // biome-ignore format: one row
  })

  test('of the relationship is promoters less detractors, from minus to plus one', () => {
    const given = new Map([[0, 5], [6, 15], [7, 10], [8, 20], [9, 30], [10, 20]]) // biome-ignore format: one row of answers
    const { score, answers } = resultOf('nps', given)
    expect(answers).toBe(100)
    expect(score?.value).toBeCloseTo(0.3, 12)
    expect(score?.low).toBeCloseTo(0.1414, 4)
    expect(resultOf('nps', new Map([[3, 40]])).score?.value).toBe(-1)
  })
})

test('an answer is taken for a month, and changed for a week', () => {
  expect(isOpen({ askedAt: daysAgo(30), answeredAt: null }, now)).toBe(true)
  expect(isOpen({ askedAt: daysAgo(31), answeredAt: null }, now)).toBe(false)
  expect(isOpen({ askedAt: daysAgo(40), answeredAt: daysAgo(7) }, now)).toBe(true)
  expect(isOpen({ askedAt: daysAgo(9), answeredAt: daysAgo(8) }, now)).toBe(false)
})

test('the lot falls on so many of a hundred, and on the same ones each time', () => {
  const marks = Array.from({ length: 4000 }, (_, at) => `mark ${at * 7919}`)
  const drawn = marks.filter((mark) => isDrawn(mark, 25))
  expect(drawn.length / marks.length).toBeGreaterThan(0.22)
  expect(drawn.length / marks.length).toBeLessThan(0.28)
  expect(marks.filter((mark) => isDrawn(mark, 25))).toEqual(drawn)
  expect(marks.every((mark) => isDrawn(mark, 100))).toBe(true)
})
