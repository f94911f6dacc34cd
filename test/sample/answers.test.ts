import { expect, test } from 'vitest'
import { sampleHouse } from '../../src/server/sample/generate.ts'

const now = new Date('2026-11-23T06:52:00Z').getTime()
const house = sampleHouse(now, 'Asia/Ho_Chi_Minh')
const DAY = 86_400_000

test('the sample house was told some three hundred answers, on three scales, and one of them waits for a call', () => {
  const { answers } = house
  expect(answers.length).toBeGreaterThan(280)
  expect(answers.length).toBeLessThan(340)
  expect(new Set(answers.map(({ scale }) => scale))).toEqual(new Set(['csat', 'ces', 'nps']))
  expect(answers.filter(({ scale }) => scale === 'nps').length).toBeGreaterThanOrEqual(30)
  const sad = answers.filter(({ scale, score }) => (scale === 'csat' && score <= 2) || (scale === 'nps' && score <= 6))
  expect(sad.length).toBeGreaterThan(20)
  expect(sad.filter(({ isSeen }) => !isSeen)).toMatchObject([{ stop: 'check-in', score: 1 }])
})

test('nobody of the sample was asked twice within a month, nor while something had slipped', () => {
  const slipped = new Set(house.promises.filter(({ slips }) => slips.length > 0).map(({ customerId }) => customerId))
  const times = new Map<string, number[]>()
  for (const { customerId, at } of house.answers) {
    expect(slipped.has(customerId)).toBe(false)
    expect(at).toBeLessThan(now)
    times.set(customerId, [...(times.get(customerId) ?? []), at])
  }
  for (const own of times.values()) {
    own.sort((a, b) => a - b)
    for (const [nth, at] of own.entries()) expect(at - (own[nth - 1] ?? -Infinity)).toBeGreaterThan(30 * DAY)
  }
})
