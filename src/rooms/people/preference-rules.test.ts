import { describe, expect, test } from 'vitest'
import type { Preference } from './customer.ts'
import {
  boundConfidence,
  byWeight,
  choiceMeant,
  confidenceOn,
  firstConfidence,
  isSameLine,
  seenAgain,
  standingOn,
} from './preference-rules.ts'

const line = (told: Partial<Preference> = {}): Preference => ({
  id: '01900000-0000-7000-8000-000000000001',
  stance: 'likes',
  what: 'trà gừng',
  reason: null,
  source: 'said',
  confidence: 90,
  sensitivity: 'normal',
  group: null,
  seenCount: 0,
  firstSeenOn: null,
  lastSeenOn: null,
  notedOn: '2025-01-01',
  lastConfirmedOn: '2025-01-01',
  notedByName: 'Ngọc',
  version: 1,
  ...told,
})

describe('how sure we are at first', () => {
  test.each([
    ['said', 1, 90],
    ['observed', 1, 30],
    ['observed', 2, 50],
    ['observed', 3, 70],
    ['observed', 9, 70],
    ['inferred', 1, 40],
    ['inferred', 5, 40],
  ] as const)('%s, on %i days: %i', (source, days, sure) => expect(firstConfidence(source, days)).toBe(sure))

  test('is never more than that way of knowing allows, whatever somebody enters', () => {
    expect([boundConfidence(99, 'said'), boundConfidence(99, 'observed'), boundConfidence(99, 'inferred')]).toEqual([99, 70, 40])
    expect(boundConfidence(20, 'inferred')).toBe(20)
  })
})

describe('a taste', () => {
  test.each([
    // what, how sure when confirmed, on which day, how sure now, and what that is good for
    ['likes', 90, '2025-01-01', 90, 'sure'],
    ['likes', 90, '2025-06-01', 74, 'sure'],
    ['likes', 90, '2026-01-01', 57, 'perhaps'],
    ['likes', 90, '2026-07-02', 45, 'perhaps'],
    ['likes', 90, '2028-01-01', 23, 'faded'],
    ['avoids', 90, '2026-07-02', 45, 'perhaps'],
    ['likes', 70, '2025-01-01', 70, 'sure'],
    ['likes', 70, '2025-06-01', 58, 'perhaps'],
    ['likes', 50, '2026-07-02', 25, 'perhaps'],
    ['likes', 50, '2026-09-01', 23, 'faded'],
    ['likes', 30, '2025-01-01', 30, 'perhaps'],
    ['likes', 30, '2025-07-01', 24, 'faded'],
    ['likes', 40, '2075-01-01', 1, 'faded'],
    // Needs and what must not happen never fade.
    ['needs', 90, '2075-01-01', 90, 'sure'],
    ['must-not', 90, '2075-01-01', 90, 'sure'],
    ['must-not', 30, '2026-01-01', 30, 'perhaps'],
    ['must-not', 5, '2026-01-01', 5, 'perhaps'],
  ] as const)('%s, %i of 100 sure on New Year 2025, is on %s %i sure: %s', (stance, confidence, today, now, standing) => {
    const taste = line({ stance, confidence })
    expect([confidenceOn(taste, today), standingOn(taste, today)]).toEqual([now, standing])
  })

  test('confirmed for a day to come is as sure as on that day', () => {
    expect(confidenceOn(line({ lastConfirmedOn: '2026-12-31' }), '2026-11-23')).toBe(90)
  })
})

describe('seen again', () => {
  test('on other days it grows surer, and twice on one day is once', () => {
    let taste = line({ source: 'observed', confidence: 30, seenCount: 1, firstSeenOn: '2025-01-01', lastSeenOn: '2025-01-01' })
    const counts: [number, number][] = []
    for (const day of ['2025-01-01', '2025-01-02', '2025-01-02', '2025-01-09', '2025-02-01']) {
      taste = seenAgain(taste, day)
      counts.push([taste.seenCount, taste.confidence])
    }
    expect(counts).toEqual([
      [1, 30],
      [2, 50],
      [2, 50],
      [3, 70],
      [4, 70],
    ])
    expect(taste).toMatchObject({ firstSeenOn: '2025-01-01', lastSeenOn: '2025-02-01', lastConfirmedOn: '2025-02-01' })
  })

  test('what the customer said is not made less sure by a glance', () => {
    expect(seenAgain(line(), '2025-01-02')).toMatchObject({ confidence: 90, seenCount: 1, source: 'said' })
  })

  test('what had faded is as sure as the sightings, not as the old word', () => {
    expect(seenAgain(line(), '2029-01-01')).toMatchObject({ confidence: 30, lastConfirmedOn: '2029-01-01' })
  })
})

test('what must not happen stands first, then needs, avoids and likes, of each the latest confirmed', () => {
  const told = [
    line({ what: 'a', stance: 'likes' }),
    line({ what: 'b', stance: 'likes', lastConfirmedOn: '2026-01-01' }),
    line({ what: 'c', stance: 'avoids' }),
    line({ what: 'd', stance: 'must-not' }),
    line({ what: 'e', stance: 'needs' }),
  ]
  expect(told.sort(byWeight).map(({ what }) => what)).toEqual(['d', 'e', 'c', 'b', 'a'])
})

test('two writings of one line are one line, the opposite is another', () => {
  expect(isSameLine({ stance: 'likes', what: 'Trà Gừng' }, { stance: 'likes', what: 'tra gung' })).toBe(true)
  expect(isSameLine({ stance: 'likes', what: 'trà gừng' }, { stance: 'avoids', what: 'trà gừng' })).toBe(false)
})

test('a choice is meant by its key or by its words in either language', () => {
  const choices = [
    { key: 'firm', vi: 'gối cứng', en: 'firm pillow' },
    { key: 'soft', vi: 'gối mềm', en: 'soft pillow' },
  ]
  for (const what of ['firm', 'Gối cứng', 'goi cung', 'Firm pillow']) expect(choiceMeant(choices, what)?.key).toBe('firm')
  expect(choiceMeant(choices, 'gối tre')).toBeUndefined()
})
