import { describe, expect, test } from 'vitest'
import { furthest, isDecided, secondsLeft, stepAfter, stepBefore, stepFor, withField, withSample } from './steps.ts'

type Known = Parameters<typeof furthest>[0]
const draft: Known = { state: 'draft', questions: [], report: null }
const report = {} as never
const asked = [{ code: 'missing-column', field: 'name', choices: [] }]

describe('how far somebody may go', () => {
  test('a question holds the import at its columns', () => {
    expect(furthest({ ...draft, questions: asked })).toBe('columns')
    expect(stepFor('preview', { ...draft, questions: asked })).toBe('columns')
  })

  test('what is not counted yet can be looked at as far as the matches', () => {
    expect(furthest(draft)).toBe('matches')
    expect(stepFor('run', draft)).toBe('matches')
  })

  test('whoever stands at the preview stays there while it is counted again', () => {
    expect(stepFor('preview', { ...draft, state: 'previewing' })).toBe('preview')
  })

  test('what is counted may be previewed, and starts at its columns', () => {
    const counted: Known = { ...draft, state: 'previewed', report }
    expect(furthest(counted)).toBe('preview')
    expect(stepFor(undefined, counted)).toBe('columns')
    expect(stepFor('run', counted)).toBe('preview')
  })

  test.each(['running', 'done', 'undoing', 'undone'] as const)(
    'an import that is %s shows its result whatever the address says',
    (state) => {
      expect(isDecided(state)).toBe(true)
      expect(stepFor('columns', { ...draft, state })).toBe('run')
    },
  )

  test('one that was stopped shows that first, and can be taken up again', () => {
    expect(stepFor(undefined, { ...draft, state: 'cancelled' })).toBe('run')
    expect(stepFor('columns', { ...draft, state: 'cancelled' })).toBe('columns')
    expect(stepFor('columns', { ...draft, state: 'failed' })).toBe('columns')
  })

  test('steps follow one another and end', () => {
    expect(stepAfter('columns')).toBe('matches')
    expect(stepAfter('run')).toBe('run')
    expect(stepBefore('columns')).toBe('file')
    expect(stepBefore('file')).toBe('file')
  })
})

describe('a column given another place', () => {
  test('takes it from the column that had it', () => {
    expect(withField(['name', 'birthday', null], 2, 'name')).toEqual([null, 'birthday', 'name'])
  })
  test('shares it where several columns may have it', () => {
    expect(withField(['phone', null], 1, 'phone')).toEqual(['phone', 'phone'])
  })
  test('can be left out', () => {
    expect(withField(['name', 'note'], 1, null)).toEqual(['name', null])
  })
})

describe('the time left', () => {
  test('is unknown before a pace is seen', () => {
    expect(secondsLeft([], 100)).toBeUndefined()
    expect(
      secondsLeft(
        [
          { at: 0, done: 0 },
          { at: 400, done: 50 },
        ],
        100,
      ),
    ).toBeUndefined()
    expect(
      secondsLeft(
        [
          { at: 0, done: 0 },
          { at: 2000, done: 50 },
        ],
        null,
      ),
    ).toBeUndefined()
  })
  test('follows the pace of the last samples', () => {
    expect(
      secondsLeft(
        [
          { at: 0, done: 0 },
          { at: 2000, done: 2000 },
        ],
        10_000,
      ),
    ).toBe(8)
  })
  test('never says zero while rows are left', () => {
    expect(
      secondsLeft(
        [
          { at: 0, done: 0 },
          { at: 2000, done: 9990 },
        ],
        10_000,
      ),
    ).toBe(1)
  })
  test('forgets what is long ago, and an earlier run', () => {
    expect(
      withSample(
        [
          { at: 0, done: 10 },
          { at: 9000, done: 20 },
        ],
        { at: 12_000, done: 30 },
      ),
    ).toEqual([
      { at: 9000, done: 20 },
      { at: 12_000, done: 30 },
    ])
    expect(withSample([{ at: 0, done: 10 }], { at: 100, done: 2 })).toEqual([{ at: 100, done: 2 }])
  })
})
