import { describe, expect, test } from 'vitest'
import { outcomesOf, type Told } from './rules.ts'

const told = (kind: string, isDone: boolean, counts: Partial<Record<Told['followed'], number>>): Told[] =>
  Object.entries(counts).map(([followed, count]) => ({ kind, isDone, followed: followed as Told['followed'], count }))

describe('what acts of care led to', () => {
  test('is counted by kind, with the range that holds the share', () => {
    const [late] = outcomesOf(told('late', true, { bought: 9, booked: 2, came: 1, nothing: 28 }))
    expect(late).toMatchObject({
      kind: 'late',
      windowDays: 60,
      done: { all: 40, followed: 12, by: { bought: 9, answered: 0 } },
      notDone: null,
    })
    // Wilson's interval of 12 in 40, as the tables have it.
    expect(late?.done.share?.low).toBeCloseTo(0.1807, 3)
    expect(late?.done.share?.high).toBeCloseTo(0.4543, 3)
    expect(late?.difference).toBeNull()
  })
  test('names no share of fewer than thirty', () => {
    const [one] = outcomesOf(told('late', true, { bought: 3, nothing: 26 }))
    expect(one?.done).toMatchObject({ all: 29, followed: 3, share: null })
  })
  test('stands beside those for whom the same was proposed and not done, where both are many enough', () => {
    const done = told('quiet', true, { answered: 20, nothing: 20 })
    const few = outcomesOf([...done, ...told('quiet', false, { bought: 5, nothing: 20 })])[0]
    expect([few?.notDone?.all, few?.notDone?.share, few?.difference]).toEqual([25, null, null])
    const many = outcomesOf([...done, ...told('quiet', false, { bought: 10, nothing: 90 })])[0]
    expect(many?.difference?.difference).toBeCloseTo(0.4)
    expect(many?.difference?.low).toBeGreaterThan(0.2)
  })
  test('says nothing of what was only proposed', () => expect(outcomesOf(told('late', false, { nothing: 400 }))).toEqual([]))
})
