import { expect, test } from 'vitest'
import { monthsBefore, readFilter } from './list-filter.ts'

test('months are counted back to the same day, or to the last of a shorter month', () => {
  expect(monthsBefore('2026-08-31', 6)).toBe('2026-02-28')
  expect(monthsBefore('2026-01-15', 1)).toBe('2025-12-15')
  expect(monthsBefore('2026-11-23', 24)).toBe('2024-11-23')
})

test('spans end today by the house’s own day, and a day that is named stands over them', () => {
  const late = new Date('2026-11-22T18:00:00Z')
  expect(readFilter({ seenMonths: 3 }, 'Asia/Ho_Chi_Minh', late).seenFrom).toEqual(new Date('2026-08-22T17:00:00Z'))
  expect(readFilter({ seenMonths: 3 }, 'UTC', late).seenFrom).toEqual(new Date('2026-08-22T00:00:00Z'))
  expect(readFilter({ notSeenMonths: 3, notSeenSince: '2026-01-01' }, 'UTC', late).notSeenFrom).toEqual(new Date('2026-01-01T00:00:00Z'))
})
